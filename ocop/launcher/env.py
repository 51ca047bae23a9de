"""`manage.py`: carry on inside `.venv`, with the embedded database when no other is configured."""

import importlib.util
import os
import sys
from typing import NoReturn

from . import bootstrap, embedded
from .postgres import ServerError
from .procs import ROOT

NO_DATABASE = {
    "", "help", "version", "check", "collectstatic", "findstatic", "makemessages", "compilemessages", "diffsettings",
    "check_lawpacks", "score", "check_layout", "startapp",
}  # fmt: skip


def inside() -> bool:
    return os.path.realpath(sys.prefix) == os.path.realpath(bootstrap.VENV)


def enter(arguments: list[str], kind: str = "run") -> None:
    """Return when running inside the environment, else make it if missing and start again inside it.

    A container has the packages in its own Python and no `.venv`: it stays as it is."""
    if inside():
        return
    if not bootstrap.PYTHON.exists():
        if importlib.util.find_spec("django") is not None:
            return
        bootstrap.ensure(kind)
    restart(arguments)


def restart(arguments: list[str]) -> NoReturn:
    python = str(bootstrap.PYTHON)
    os.execv(python, [python, *arguments])


def needs_database(arguments: list[str]) -> bool:
    command = arguments[1] if len(arguments) > 1 else ""
    return not (command in NO_DATABASE or command.startswith("-") or {"--help", "-h", "--version"} & set(arguments))


def manage(arguments: list[str]) -> int:
    """The whole of manage.py. Returns the exit code."""
    enter(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.path.insert(0, str(ROOT))
    if not needs_database(arguments):
        _django(arguments)
        return 0
    try:
        with embedded.for_one_command() as found:
            os.environ.update(found)
            _django(arguments)
    except ServerError as error:
        return embedded.tell_failure(error)
    return 0


def _django(arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments)
