"""`manage.py prove_plan NUMBER [--as-of DATE] [--format json|table]`: what does not agree in a plan."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ocop.text import format_date
from programs.domain.proof import FAULT, Finding, Place
from programs.models import PlanVersion
from reporting.domain.progress_find import PlanNotFound, find_version
from reporting.domain.proof.load import proof_day, prove_version


class Command(BaseCommand):
    """Findings of the version in force of one plan on stdout; exit code 1 when a fault is not explained.

    JSON: `plan` {slug, number, year, unit, state}, `as_of` (ISO day), `counts` {fault, warning, note}, `open_faults`,
    `findings` [{rule, key, severity, message, article, explained, place, other}]; a place is {kind, label, cell, url}.
    """

    help = "Kiểm tra một kế hoạch: tổng hàng, tổng cột, lời văn, đợt, ngày, căn cứ, cơ quan, nơi nhận, người ký."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", help="số kế hoạch (36/KH-UBND) hoặc đường dẫn (36-KH-UBND-2025)")
        parser.add_argument("--as-of", type=self._day, help="xét tại ngày; mặc định: ngày ban hành, dự thảo: hôm nay")
        parser.add_argument("--format", choices=["json", "table"], default="json")

    @staticmethod
    def _day(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise CommandError(f"Ngày “{text}” không đọc được: hãy viết năm-tháng-ngày, ví dụ 2025-06-30.") from error

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version = find_version(options["plan"])
        except PlanNotFound as error:
            raise CommandError(str(error)) from error
        findings = prove_version(version, options["as_of"])
        explained = set(version.explanations.values_list("finding", flat=True))
        day = proof_day(version, options["as_of"])
        if options["format"] == "json":
            answer = _data(version, day, findings, explained)
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self._table(version, day, findings, explained)
        if any(one.severity == FAULT and one.key not in explained for one in findings):
            sys.exit(1)

    def _table(self, version: PlanVersion, day: date, findings: list[Finding], explained: set[str]) -> None:
        self.stdout.write(f"{version}: xét tại ngày {format_date(day)}, {len(findings)} phát hiện")
        words = {"fault": "Lỗi", "warning": "Cảnh báo", "note": "Ghi chú"}
        for one in findings:
            mark = " (đã giải trình)" if one.key in explained else ""
            self.stdout.write(f"{words[one.severity]:<9} {one.message}{mark}")
            places = " / ".join(place.label for place in (one.place, one.other) if place)
            self.stdout.write(f"{'':<9} → {places}")


def _place(place: Place | None) -> dict[str, str] | None:
    return {"kind": place.kind, "label": place.label, "cell": place.cell, "url": place.url} if place else None


def _data(version: PlanVersion, day: date, findings: list[Finding], explained: set[str]) -> dict[str, Any]:
    rows = [
        {
            "rule": one.rule,
            "key": one.key,
            "severity": one.severity,
            "message": one.message,
            "article": one.article,
            "explained": one.key in explained,
            "place": _place(one.place),
            "other": _place(one.other),
        }
        for one in findings
    ]
    plan = version.plan
    return {
        "plan": {
            "slug": plan.slug,
            "number": version.document_number,
            "year": plan.year,
            "unit": plan.unit.name,
            "state": version.state,
        },
        "as_of": day.isoformat(),
        "counts": {name: sum(one.severity == name for one in findings) for name in ("fault", "warning", "note")},
        "open_faults": sum(row["severity"] == FAULT and not row["explained"] for row in rows),
        "findings": rows,
    }
