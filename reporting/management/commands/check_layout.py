"""manage.py check_layout FILE: the layout rules of Nghị định 30/2020 on a PDF or Word file; exit 1 on any finding."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.core.management.base import BaseCommand, CommandError
from pypdfium2 import PdfiumError

from reporting.documents.check import Finding, check_docx, check_pdf
from reporting.enums import DocumentKind


class Command(BaseCommand):
    help = "Kiểm tra thể thức (Nghị định 30/2020/NĐ-CP) của một tệp PDF hoặc DOCX; mã thoát 1 khi có lỗi thể thức."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=DocumentKind.values, default="", help="loại văn bản, nếu tệp không ghi")

    def handle(self, **options: Any) -> None:
        file, kind = options["file"], options["kind"]
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"Không đọc được tệp “{file}”: {error.strerror}.") from error
        try:
            findings = _check_of(data)(data, kind)
        except (PdfiumError, BadZipFile, KeyError, ValueError) as error:
            raise CommandError(f"“{file}” không phải là tệp PDF hoặc DOCX đọc được.") from error
        facts = {"file": str(file), "findings": [asdict(finding) for finding in findings]}
        self.stdout.write(json.dumps(facts, ensure_ascii=False))
        if findings:
            sys.exit(1)


def _check_of(data: bytes) -> Callable[[bytes, str], list[Finding]]:
    """By the first bytes, not by the name: a Word file is a zip archive."""
    return check_docx if data.startswith(b"PK") else check_pdf
