"""`apply_reform NQ-1686 [--dry-run]`: a reform of units carried over to this installation's records."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programs.domain.reform import ReformError, apply_reform


class Command(BaseCommand):
    """Figures as JSON on stdout; a second run changes nothing."""

    help = "Áp dụng đợt sắp xếp đơn vị hành chính (ví dụ NQ-1686, Thanh Hóa, 01/07/2025) cho dữ liệu của hệ thống."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reform", help="Mã đợt sắp xếp: NQ- và số nghị quyết, ví dụ NQ-1686.")
        parser.add_argument("--dry-run", action="store_true", help="Chỉ cho biết sẽ thay đổi gì, không ghi.")

    def handle(self, *args: Any, reform: str, dry_run: bool, **options: Any) -> None:
        try:
            answer = apply_reform(reform_code=reform, dry_run=dry_run)
        except ReformError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
