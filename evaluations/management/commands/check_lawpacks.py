"""`manage.py check_lawpacks`: the self-tests of every law pack as JSON; exit code 1 when one fails them."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evaluations.domain.lawpacks.report import check_packs


class Command(BaseCommand):
    help = "Tự kiểm các bộ quy định (lawpacks): tổng điểm, mức tối đa, dấu sao, mã băm. In JSON; mã thoát 1 khi có lỗi."

    def handle(self, *args: Any, **options: Any) -> None:
        found = check_packs()
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        if not found["ok"]:
            raise CommandError("Có bộ quy định không qua tự kiểm.")
