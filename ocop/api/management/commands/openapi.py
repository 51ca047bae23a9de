"""docs/openapi.json written anew, or compared with the code."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ocop.api.openapi import FILE, RENEW, as_text, make_document


class Command(BaseCommand):
    """Writes the document; `--check` writes nothing and exits 1 when the code says something else."""

    help = "docs/openapi.json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        text = as_text(make_document())
        if options["check"]:
            if not FILE.exists() or FILE.read_text() != text:
                raise CommandError(f"docs/openapi.json: {RENEW}")
            return
        FILE.write_text(text)
