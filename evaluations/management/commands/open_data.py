"""manage.py open_data [--out FOLDER]: publish the open data now, or only look at the files; JSON on stdout."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from evaluations.domain.open_data import make_files, publish
from ocop.site.registry import get_setting


class Command(BaseCommand):
    help = "Lập và phát hành dữ liệu mở; với --out chỉ ghi các tệp ra thư mục để xem trước, không phát hành."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, help="thư mục ghi các tệp để xem trước")

    def handle(self, *args: Any, **options: Any) -> None:
        answer = self._preview(options["out"]) if options["out"] else self._publish()
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _publish(self) -> dict[str, Any]:
        dump = publish()
        if dump is None:
            raise CommandError("Chưa công bố giấy phép của dữ liệu mở (trang Cài đặt): không phát hành gì.")
        files = {one.name: one.sha256 for one in dump.files}
        return {"published": True, "licence": dump.licence, "rows": dump.rows, "files": files}

    def _preview(self, folder: Path) -> dict[str, Any]:
        licence = get_setting("open_data_licence")
        made = make_files(timezone.now(), licence)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, data in made.files.items():
                (folder / name).write_bytes(data)
        except OSError as error:
            raise CommandError(f"Không ghi được {folder}: {error.strerror}") from error
        sizes = {name: len(data) for name, data in made.files.items()}
        return {"published": False, "licence": licence, "rows": made.rows, "files": sizes}
