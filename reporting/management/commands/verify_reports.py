"""manage.py verify_reports: hash all submitted reports again (docs/commands.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.domain.unit_reports.verify import verify_reports
from reporting.models import ReportSubmission


class Command(BaseCommand):
    help = "Kiểm tra số liệu của các báo cáo đã gửi lên cấp trên có đúng như khi gửi không."

    def handle(self, **options: Any) -> None:
        faults = 0
        for submission, fault in verify_reports():
            faults += 1
            self.stdout.write(f"{submission.pk}\t{submission}\t{fault}")
        count = ReportSubmission.objects.count()
        self.stdout.write(f"verify_reports: submitted={count} faults={faults}")
        if faults:
            raise CommandError(f"Có {faults} điểm không khớp.")
