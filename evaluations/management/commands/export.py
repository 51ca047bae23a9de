"""manage.py export MODEL --format xlsx|csv --out FILE [--time CODE]: what `import` reads; JSON on stdout."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.domain.exports import FORMATS
from evaluations.domain.files import EXCHANGED, MODELS, export_exchange, export_file


class Command(BaseCommand):
    help = "Xuất chủ thể, sản phẩm, công nhận ra tệp XLSX hoặc CSV, nhập lại được nguyên vẹn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("model", choices=(*MODELS, *EXCHANGED))
        parser.add_argument("--format", choices=FORMATS, default="xlsx")
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--time", default="", help="mã thời gian của bảng PTNT_OCOP: 2026, 2026Q3, 202609")

    def handle(self, *args: Any, **options: Any) -> None:
        data, rows = self._export(options["model"], options["format"], options["time"])
        path = Path(options["out"])
        try:
            path.write_bytes(data)
        except OSError as error:
            raise CommandError(f"Không ghi được {path}: {error.strerror}") from error
        answer = {
            "model": options["model"],
            "format": options["format"],
            "rows": rows,
            "bytes": len(data),
            "file": str(path),
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _export(self, model: str, file_format: str, time: str) -> tuple[bytes, int]:
        if model not in EXCHANGED:
            return export_file(kind=model, file_format=file_format)
        try:
            return export_exchange(kind=model, file_format=file_format, time=time)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
