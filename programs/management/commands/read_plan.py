"""`read_plan FILE`: a plan document (.docx, .pdf, .txt) proposed as a draft, as JSON; stores nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from programs.domain.reading.draft import read_plan_text
from programs.domain.reading.files import Unreadable, file_text
from programs.domain.reading.similar import known_version


class Command(BaseCommand):
    """The proposal on stdout: plan, version, data with their sentences, noise (docs/reading.md)."""

    help = "Đọc một văn bản kế hoạch (.docx, .pdf, .txt) thành dự thảo có cấu trúc, in ra dạng JSON; không ghi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .docx, .pdf hoặc .txt")
        parser.add_argument("--without-lines", action="store_true", help="không in lại từng dòng chữ của tệp")

    def handle(self, *args: Any, file: Path, without_lines: bool, **options: Any) -> None:
        try:
            result = read_plan_text(file_text(file.read_bytes(), file.name), name=file.name)
        except OSError as error:
            raise CommandError(f"Không đọc được tệp “{file}”: {error.strerror}.") from error
        except Unreadable as error:
            raise CommandError(str(error)) from error
        except ValueError as error:
            raise CommandError("Văn bản quá dài để đọc như một kế hoạch.") from error
        result["known"] = known_version(result)
        if without_lines:
            del result["lines"]
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
