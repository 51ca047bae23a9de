"""`manage.py pulse`: signs of life of workers and beat as JSON; `--check KIND` for container health checks."""

import json
import socket
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from ocop.jobs.models import Pulse

LATE = 60.0
"""Seconds; a sign is given every five."""


class Command(BaseCommand):
    help = "Nhịp của tiến trình nền; --check worker|beat: mã thoát 1 khi máy này không có nhịp nào trong 60 giây."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", choices=["worker", "beat"], default="")

    def handle(self, **options: Any) -> None:
        signs = Pulse.objects.order_by("name")
        if options["check"]:
            signs = signs.filter(name__startswith=f"{options['check']}:{socket.gethostname()}:")
        ages = {sign.name: round((timezone.now() - sign.at).total_seconds(), 1) for sign in signs}
        self.stdout.write(json.dumps(ages))
        if options["check"] and not any(age <= LATE for age in ages.values()):
            raise SystemExit(1)
