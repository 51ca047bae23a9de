"""`manage.py progress --plan NUMBER --as-of DATE --mode as-was|restated --format json|table`."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ocop.text import format_date, format_number
from reporting.domain.progress import Progress, Row, compute_progress, default_day
from reporting.domain.progress_find import PlanNotFound, find_version, version_on
from reporting.domain.progress_json import progress_as_data


class Command(BaseCommand):
    """Progress of one plan on stdout.

    JSON: `plan` {slug, number, year, unit {code, name}, state, issued_on}; `as_of`, `mode`, `map_date` (ISO days);
    `expected_path`, `expected_share` (0–1); `counted_kinds` {star: [kind]}; `illustration` (how many of the counted
    recognitions are illustration data); `totals`; `rows` [{code, name, lat, lon, …}]; `unattributable` or null {name,
    units [{name, reason, committed, achieved}], …}; `unallocated` or null; `months` [{last_day, achieved {star: n} or
    null, expected_share}]; `batches` [{number, label, window_from, window_to, capacity, joined, total, stars}], the
    last of which (number "") is what no batch names; `carried_over` {year: products}; `adjustments` [{number,
    committed}] decided up to the day. A row holds `total`, `stars` {"5", "4", "3"}, each {committed, working, achieved,
    expected, missing}, `kinds` {new | upgrade | renewal | any: {star: the same}} with what is not empty, and
    `illustration`.
    """

    help = "Tiến độ của một kế hoạch: chỉ tiêu, đã đạt, dự kiến đến ngày, còn thiếu, theo đơn vị và hạng sao."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", required=True, help="số kế hoạch (36/KH-UBND) hoặc đường dẫn (36-KH-UBND-2025)")
        parser.add_argument("--as-of", type=self._day, help="tính đến hết ngày; mặc định: hôm nay, trong năm")
        parser.add_argument("--mode", choices=["as-was", "restated"], default="as-was")
        parser.add_argument("--map-date", type=self._day, help="ngày của bản đồ khi restated; mặc định: hôm nay")
        parser.add_argument("--format", choices=["json", "table"], default="table")

    @staticmethod
    def _day(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise CommandError(f"Ngày “{text}” không đọc được: hãy viết năm-tháng-ngày, ví dụ 2025-06-30.") from error

    def handle(self, **options: Any) -> None:
        try:
            version = find_version(options["plan"])
        except PlanNotFound as error:
            raise CommandError(str(error)) from error
        day = options["as_of"] or default_day(version.plan.year)
        progress = compute_progress(
            plan_version=version_on(version, day),
            as_of=day,
            mode=options["mode"],
            map_date=options["map_date"],
        )
        if options["format"] == "json":
            self.stdout.write(json.dumps(progress_as_data(progress), ensure_ascii=False, indent=1))
        else:
            self._table(progress)

    def _table(self, progress: Progress) -> None:
        day, map_day = format_date(progress.as_of), format_date(progress.map_date)
        self.stdout.write(f"{progress.version.plan.title}: tính đến {day}, theo đơn vị ngày {map_day}")
        if progress.illustration:
            self.stdout.write(f"Có {format_number(progress.illustration)} công nhận là dữ liệu minh họa.")
        self.stdout.write(f"{'Đơn vị':<34}{'Chỉ tiêu':>10}{'Đạt':>7}{'Dự kiến':>10}{'Thiếu':>8}   5★     4★     3★")
        apart = [row for row in (progress.unattributable, progress.unallocated) if row]
        for row in [*progress.rows, *apart]:
            self._line(row.name, row)
        self._line("Tổng số", progress.totals)

    def _line(self, name: str, row: Row) -> None:
        cell = row.total
        stars = "".join(f"{f'{row.stars[star].achieved}/{row.stars[star].committed}':>7}" for star in (5, 4, 3))
        expected = format_number(cell.expected, 1)
        self.stdout.write(f"{name[:33]:<34}{cell.committed:>10}{cell.achieved:>7}{expected:>10}{row.missing:>8}{stars}")
