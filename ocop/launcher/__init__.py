"""Environment, embedded servers and the two commands (`make run`, `make test`). Standard library only:
everything here must run before the first package is installed."""

import os
import shutil
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file alone keeps to the syntax of older Pythons
    for _minor in range(14, 10, -1):
        _found = shutil.which("python3.%d" % _minor)  # noqa: UP031
        if _found:
            _start = ["-m", "ocop.launcher"] if sys.argv[0] == "-m" else [sys.argv[0]]
            os.execv(_found, [_found, *_start, *sys.argv[1:]])
    sys.stderr.write(
        "Cần Python 3.11 trở lên. Hãy chạy dòng này rồi thử lại:\n\n"
        "    sudo apt-get update && sudo apt-get install -y python3.11 python3.11-venv\n\n"
    )
    sys.exit(2)
