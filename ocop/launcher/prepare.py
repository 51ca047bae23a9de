"""What `make run` does to the database before the web starts: tables, static files, demo data on the first start."""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands

from .procs import ROOT, say


def static_fingerprint() -> str:
    """Changes when a static file or a package does."""
    found = [(ROOT / "requirements.lock").read_bytes()]
    folders = [ROOT / "static", *ROOT.glob("[a-z]*/static"), *ROOT.glob("ocop/*/static")]
    for path in sorted(file for folder in folders for file in folder.rglob("*") if file.is_file()):
        stat = path.stat()
        found.append(f"{path.relative_to(ROOT)} {stat.st_size} {stat.st_mtime_ns}".encode())
    return hashlib.sha256(b"\n".join(found)).hexdigest()


def once(marker: Path, value: str) -> bool:
    """True when `marker` does not hold `value` yet."""
    return not (marker.exists() and marker.read_text() == value)


def main() -> int:
    django.setup()
    data = Path(os.environ["OCOP_DATA"])
    call_command("migrate", verbosity=0, interactive=False)
    static, fingerprint = data / "static.stamp", static_fingerprint()
    if once(static, fingerprint):
        say("Chuẩn bị tệp tĩnh …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        static.write_text(fingerprint)
    demo = data / "demo.json"
    if not settings.OCOP_DEMO or demo.exists():
        return 0
    if "demo" not in get_commands():
        say("Chưa có lệnh `manage.py demo`: bỏ qua dữ liệu mẫu.")
        return 0
    say("Nạp dữ liệu mẫu (chỉ lần đầu) …")
    draft = data / "demo.json.new"
    with draft.open("w") as out:
        call_command("demo", stdout=out)
    draft.replace(demo)
    return 0


if __name__ == "__main__":
    sys.exit(main())
