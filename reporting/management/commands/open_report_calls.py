"""manage.py open_report_calls: call for the periodic reports of periods that ended lately (docs/report-chain.md)."""

from typing import Any

from django.core.management.base import BaseCommand

from reporting.domain.unit_reports.calls import open_report_calls


class Command(BaseCommand):
    help = "Mở yêu cầu báo cáo định kỳ cho các xã; đã mở rồi thì bỏ qua."

    def handle(self, **options: Any) -> None:
        calls = open_report_calls()
        for call in calls:
            self.stdout.write(f"{call.pk}\t{call.unit.name}\t{call.title}\t{call.due_on:%d/%m/%Y}")
        self.stdout.write(f"open_report_calls: opened={len(calls)}")
