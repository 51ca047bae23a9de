"""`manage.py sweep_vault`: files and rows of the vault compared, as JSON; exit 1 when a row lacks its bytes."""

import json
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from products.domain.evidence import sweep_vault


class Command(BaseCommand):
    help = "Đối chiếu kho tệp minh chứng với cơ sở dữ liệu; --delete dọn tệp thừa, --deep tính lại mã băm từng tệp."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true")
        parser.add_argument("--deep", action="store_true")
        parser.add_argument("--quiet-hours", type=float, default=24, help="bỏ qua tệp mới hơn số giờ này")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = timedelta(hours=options["quiet_hours"])
        found = sweep_vault(delete=options["delete"], deep=options["deep"], quiet=quiet)
        answer = {
            "orphans": found.orphans,
            "parts": found.parts,
            "dangling": found.dangling,
            "damaged": found.damaged,
            "uploads": found.uploads,
            "ok": found.is_whole,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if not found.is_whole:
            raise SystemExit(1)
