"""The one reader of environment variables; `.env` at the root is read when it is there."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env("OCOP_DATA", default=str(BASE_DIR / ".data"))).resolve()
DEBUG = env.bool("OCOP_DEBUG", default=False)
DEMO = env.bool("OCOP_DEMO", default=False)
"""Demonstration mode: one-click logins. Refused unless the service listens on loopback (checks.py)."""
