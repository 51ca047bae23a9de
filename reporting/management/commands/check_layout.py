"""manage.py check_layout FILE.pdf: the layout of Nghị định 30/2020 on a finished PDF; exit 1 when anything is found."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from pypdfium2 import PdfiumError

from reporting.documents.check import check_pdf


class Command(BaseCommand):
    help = "Kiểm tra thể thức (Nghị định 30/2020/NĐ-CP) của một tệp PDF; mã thoát 1 khi có lỗi thể thức."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, **options: Any) -> None:
        try:
            findings = check_pdf(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"Không đọc được tệp “{options['file']}”: {error.strerror}.") from error
        except PdfiumError as error:
            raise CommandError(f"“{options['file']}” không phải là tệp PDF đọc được.") from error
        facts = {"file": str(options["file"]), "findings": [asdict(finding) for finding in findings]}
        self.stdout.write(json.dumps(facts, ensure_ascii=False))
        if findings:
            sys.exit(1)
