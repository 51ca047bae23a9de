"""`manage.py demo`: load the demonstration data; a second run changes nothing."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.domain.demo import load_demo


class Command(BaseCommand):
    """Prints JSON: `units`, `plans`, `named_in_plans`, `illustration`, `dossiers`, `councils` and
    `accounts` [{username, role, unit}]."""

    help = "Nạp dữ liệu mẫu: đơn vị cả nước, năm kế hoạch thật, tài khoản dùng thử, dữ liệu minh họa."

    def handle(self, **options: Any) -> None:
        try:
            loaded = load_demo()
        except LookupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(loaded, ensure_ascii=False, indent=1))
