"""What `make run` does to the database before the web starts: tables, static files, demo data on the first start."""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands

from .prepared import static_fingerprint
from .procs import say


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
