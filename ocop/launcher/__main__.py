"""`python3 -m ocop.launcher setup | run | test`; the Makefile's three commands."""

import sys

from . import bootstrap, env


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command not in {"setup", "run", "test"}:
        bootstrap.stop("Cách dùng: python3 -m ocop.launcher setup | run | test [tham số của pytest]")
    bootstrap.ensure("dev" if command == "test" else "run")
    if command == "setup":
        return 0
    if not env.inside():
        env.restart(["-m", "ocop.launcher", command, *rest])
    if command == "test":
        from . import test

        return test.main(rest)
    from . import run

    return run.main()


sys.exit(main(sys.argv[1:]))
