"""manage.py export MODEL --format xlsx|csv --out FILE: the layout which `import` reads; JSON on stdout."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.domain.exports import FORMATS
from evaluations.domain.files import MODELS, export_file


class Command(BaseCommand):
    help = "Xuất chủ thể, sản phẩm, công nhận ra tệp XLSX hoặc CSV, nhập lại được nguyên vẹn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("model", choices=MODELS)
        parser.add_argument("--format", choices=FORMATS, default="xlsx")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        data, rows = export_file(kind=options["model"], file_format=options["format"])
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
