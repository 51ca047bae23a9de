"""`manage.py verify_audit`: recompute the chain of legal acts."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct


class Command(BaseCommand):
    """JSON {"acts", "broken", "head", "ok"} on stdout; exit code 1 when a link is broken."""

    help = "Tính lại chuỗi băm của các hành vi pháp lý; mã thoát 1 khi có mắt xích hỏng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", metavar="SO:BAM", default="", help="đầu chuỗi đã lưu lần trước; phát hiện việc cắt bỏ phần cuối"
        )

    def handle(self, *args: Any, head: str, **options: Any) -> None:
        """Print the result."""
        broken = list(verify_chain()) + _missing_head(head)
        last = LegalAct.objects.order_by("-sequence").first()
        result = {
            "acts": LegalAct.objects.count(),
            "broken": broken,
            "head": f"{last.sequence}:{last.hash}" if last else "",
            "ok": not broken,
        }
        self.stdout.write(json.dumps(result, ensure_ascii=False))
        if broken:
            sys.exit(1)


def _missing_head(head: str) -> list[str]:
    if not head:
        return []
    number, _colon, digest = head.partition(":")
    if not number.isdigit():
        raise CommandError("--head viết dạng SO:BAM, đúng như lệnh này in ra.")
    kept = LegalAct.objects.filter(sequence=int(number), hash=digest).exists()
    return [] if kept else [f"Không còn mắt xích {number} đã lưu: phần cuối chuỗi bị cắt hoặc bị thay"]
