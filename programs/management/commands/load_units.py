"""`load_units [--check]`: national units of both eras, and the templates of plans that come with the software
(docs/commands.md)."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from programs.domain.templates_load import load_templates
from programs.domain.units import load_units
from programs.domain.units_check import check_units


class Command(BaseCommand):
    """Loads what is missing, corrects what differs; JSON on stdout."""

    help = "Nạp đơn vị hành chính cả nước, trước và sau 01/07/2025. --check: chỉ đếm và so với số phải có."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Chỉ kiểm tra số đơn vị, không ghi gì.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        answer: dict[str, Any] = check_units() if check else dict(load_units())
        if not check:
            load_templates()
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if check and not answer["ok"]:
            self.stderr.write("Số đơn vị không đúng: chạy `manage.py load_units` rồi kiểm tra lại.")
            sys.exit(1)
