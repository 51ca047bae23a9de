"""The parent's side: never parses, only starts the child and words what it says."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .kinds import KINDS
from .limits import FileLimits
from .messages import refusal_message

# The packages' own __init__ import more than the child may hold: bare modules of their names stand in for them.
BOOT = (
    "import sys, types\n"
    "for name in ('ocop', 'ocop.files', 'ocop.spreadsheets'):\n"
    "    module = types.ModuleType(name); module.__path__ = [sys.argv[2] + '/' + name.replace('.', '/')]\n"
    "    sys.modules[name] = module\n"
    "from ocop.files.child import main\n"
    "main()\n"
)
ROOT = Path(__file__).resolve().parents[2]


class FileRefused(Exception):
    """The file is not kept; the text is a Vietnamese sentence for the person, `code` a key of messages.py."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(refusal_message(code, params))
        self.code = code


@dataclass(frozen=True, slots=True)
class Checked:
    """What a kept file is. `pages` of a PDF, else None."""

    kind: str
    content_type: str
    pages: int | None = None


def check_file(path: str | Path, name: str, limits: FileLimits | None = None) -> Checked:
    """Look at the file at `path`, which its uploader calls `name`; raises FileRefused, and nothing else for whatever
    stands in the file."""
    answer = run_child(path, name, limits or FileLimits())
    if "refused" in answer:
        raise FileRefused(answer["refused"]["code"], **answer["refused"]["params"])
    return Checked(answer["kind"], KINDS[answer["kind"]].content_type, answer.get("pages"))


def run_child(path: str | Path, name: str, limits: FileLimits) -> dict[str, Any]:
    """The child's answer; its death becomes a refusal."""
    argument = json.dumps({"name": name, "limits": asdict(limits)})
    command = [sys.executable, "-I", "-c", BOOT, argument, str(ROOT)]
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}  # no secret goes along
    try:
        with Path(path).open("rb") as file:
            done = subprocess.run(
                command, stdin=file, capture_output=True, timeout=limits.wall_seconds, env=kept, check=False
            )
    except subprocess.TimeoutExpired:
        return _refused("too_slow")
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    return _refused("too_slow" if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL) else "too_heavy")


def _refused(code: str) -> dict[str, Any]:
    return {"refused": {"code": code, "params": {}}}
