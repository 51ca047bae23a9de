"""pytest plugin (`-p ocop.launcher.pytest_services`): a temporary database for a bare `pytest tests/x`.

`-p` is needed because Django's settings are read before any conftest. Does nothing when DATABASE_URL is set, as
`make test` and the workers of xdist have it. The broker is not started here: a test that needs one asks for it."""

import atexit
import os

from .services import temporary


def _start() -> None:
    if os.environ.get("DATABASE_URL"):
        return
    context = temporary()
    servers = context.__enter__()
    atexit.register(context.__exit__, None, None, None)
    os.environ.update(servers.env)


_start()
