"""`manage.py verify_results`: computes every frozen result again from its marks and its law."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...domain.results import verify_results


class Command(BaseCommand):
    help = "Tính lại mọi kết quả đã chốt từ điểm, kết luận và bộ quy định; in JSON, mã thoát 1 khi có sai khác."

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify_results()
        self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False))
        if not found.ok:
            raise CommandError(f"Kết quả không khớp: {', '.join(found.names())}.")
