"""docs/openapi.json and the errors of docs/api.md written anew, or compared with the code."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ocop.api.openapi import ERRORS_FILE, FILE, RENEW, as_text, errors_table, make_document, write_files


class Command(BaseCommand):
    """Writes the document; `--check` writes nothing and exits 1 when the code says something else."""

    help = (
        "Ghi lại docs/openapi.json và bảng mã lỗi trong docs/api.md; --check chỉ so với mã nguồn, mã thoát 1 khi khác."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            write_files()
        elif not FILE.exists() or FILE.read_text() != as_text(make_document()):
            raise CommandError(f"docs/openapi.json: {RENEW}")
        elif errors_table() not in ERRORS_FILE.read_text():
            raise CommandError(f"docs/api.md: {RENEW}")
