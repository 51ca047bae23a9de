#!/usr/bin/env python3
"""Django's command line. It enters `.venv` and starts the embedded database by itself (docs/commands.md)."""

import sys

from ocop.launcher.env import manage

if __name__ == "__main__":
    sys.exit(manage(sys.argv))
