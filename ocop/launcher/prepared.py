"""Is there anything to prepare before the web starts? Answered without Django, so that a warm start stays short."""

import hashlib
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .postgres import DATABASE, ROLE, Postgres
from .procs import ROOT

APPLIED = """SELECT count(*), max(applied), (SELECT oid FROM pg_database WHERE datname = current_database())
             FROM django_migrations"""


def _state(paths: Iterable[Path]) -> bytes:
    lines = []
    for path in sorted(paths):
        stat = path.stat()
        lines.append(f"{path.relative_to(ROOT)} {stat.st_size} {stat.st_mtime_ns}")
    return "\n".join(lines).encode()


def static_fingerprint() -> str:
    """Changes when a static file or a package does."""
    folders = [ROOT / "static", *ROOT.glob("[a-z]*/static"), *ROOT.glob("ocop/*/static")]
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return hashlib.sha256((ROOT / "requirements.lock").read_bytes() + _state(files)).hexdigest()


def fingerprint(server: Postgres, *, demo: bool) -> str:
    """Code's migrations, static files, and what the database itself says was applied; "" when it cannot say."""
    program = server.bin / "psql"
    if not program.exists():
        return ""
    command = [program, "-XAt", "-h", server.sockets, "-U", ROLE, "-d", DATABASE, "-c", APPLIED]
    told = subprocess.run(command, env=server.env, cwd="/", capture_output=True, text=True, check=False)
    if told.returncode:
        return ""
    migrations = _state([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("ocop/*/migrations/*.py")])
    parts = [static_fingerprint(), told.stdout.strip(), str(demo)]
    return hashlib.sha256("\n".join(parts).encode() + migrations).hexdigest()
