"""manage.py import MODEL FILE [--dry-run]: JSON on stdout; exit code 1 with all faults when the file is not clean."""  # noqa: N999

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.domain.files import MODELS, import_file


class Command(BaseCommand):
    help = "Nhập chủ thể, sản phẩm, công nhận từ tệp XLSX hoặc CSV; có lỗi thì không ghi gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("model", choices=MODELS)
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"Không đọc được {path}: {error.strerror}") from error
        counts, faults = import_file(kind=options["model"], data=data, name=path.name, dry_run=options["dry_run"])
        written = not faults and not options["dry_run"]
        answer = {"ok": not faults, "written": written, **counts, "faults": [fault.as_dict() for fault in faults]}
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        if faults:
            sys.exit(1)
