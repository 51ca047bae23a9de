"""Drafting a report from the data, and correcting it: a corrected figure keeps the computed one and says why."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.domain.records import assign, lock_record

from ...enums import ReportState
from ...models import ReportSubmission, UnitReport
from ...rules import can_write_report
from ..period import PeriodReport
from ..period.narrative import default_lines
from .calls import is_open
from .figures import FIGURES, SPECS, TARGET_SOURCE, Numbers, drafted, period_of, report_of

TEXTS: dict[str, Any] = {
    "direction": gettext_lazy("Công tác chỉ đạo, điều hành"),
    "results": gettext_lazy("Kết quả đạt được"),
    "limits": gettext_lazy("Khó khăn, tồn tại, hạn chế và nguyên nhân"),
    "directions": gettext_lazy("Phương hướng, nhiệm vụ"),
    "proposals": gettext_lazy("Kiến nghị, đề xuất"),
}
"""Words of the report (outline of reports.md §12), under the names they have in the document of the period."""
LONGEST_TEXT = 4000
LONGEST_REASON = 300
LARGEST = 10**15


def locked_report(actor: Any, pk: int) -> UnitReport:
    """The report under lock, which its unit may change. Raises PermissionDenied, ValidationError (sent already)."""
    report = lock_record(UnitReport, pk)
    if actor is not None and not can_write_report(actor, report.unit):
        raise PermissionDenied
    if report.unit_id == report.call.unit_id:
        raise PermissionDenied
    if not is_open(report):
        raise ValidationError(_("Báo cáo đã gửi, không sửa được; cần sửa thì cơ quan nhận phải trả lại."), code="sent")
    return report


@transaction.atomic
def draft_figures(*, actor: Any, report_id: int) -> UnitReport:
    """Take the figures and, where nothing is written yet, the words from the data; what a person corrected stays."""
    report = locked_report(actor, report_id)
    counted = report_of(report.unit, period_of(report.call), timezone.localdate())
    lines = default_lines(counted)
    report.figures = drafted(counted)
    report.texts = {name: report.texts.get(name) or "\n".join(lines[name]) for name in TEXTS} | _source(counted)
    report.corrected = {key: told for key, told in report.corrected.items() if told["value"] != report.figures[key]}
    report.based_on = None
    report.drafted_at = timezone.now()
    report.revision += 1
    report.save()
    return report


def _source(counted: PeriodReport) -> dict[str, str]:
    above = counted.plan.above
    return {TARGET_SOURCE: above.words} if above else {}


@transaction.atomic
def correct_report(
    *,
    actor: Any,
    report_id: int,
    revision: int | None,
    values: Mapping[str, int | None],
    reasons: Mapping[str, str],
    texts: Mapping[str, str],
) -> UnitReport:
    """Save what a person corrected: figures by key (None: as computed) with their reasons, and the words.

    Raises PermissionDenied, StaleError, ValidationError keyed "figure:<key>", "reason:<key>" or by the text's name.
    """
    report = locked_report(actor, report_id)
    if report.drafted_at is None:
        raise ValidationError(_("Chưa lấy số liệu của kỳ báo cáo."), code="not_drafted")
    corrected = _corrections(report.figures, values, reasons)
    words = {name: str(texts.get(name, "")).strip() for name in TEXTS}
    words |= {TARGET_SOURCE: report.texts[TARGET_SOURCE]} if TARGET_SOURCE in report.texts else {}
    if assign(report, revision, {"corrected": corrected, "texts": words}):
        report.save()
    return report


def _corrections(
    computed: Numbers, values: Mapping[str, int | None], reasons: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    faults: dict[str, ValidationError] = {}
    for spec in FIGURES:
        value, reason = values.get(spec.key), str(reasons.get(spec.key, "")).strip()
        if value is None or value == computed.get(spec.key):
            continue
        if not 0 <= value <= LARGEST:
            faults[f"figure:{spec.key}"] = ValidationError(_("Số không hợp lệ."), code="range")
        if computed.get(spec.key) is not None and not reason:
            faults[f"reason:{spec.key}"] = ValidationError(_("Số sửa khác số liệu: cần ghi lý do."), code="reason")
        found[spec.key] = {"value": value, "reason": reason[:LONGEST_REASON]}
    if faults:
        raise ValidationError(faults)
    return found


@transaction.atomic
def take_consolidated(*, actor: Any, report_id: int) -> UnitReport:
    """Take the sums of what the units below reported on the same period instead of the own data where they differ.

    Raises ValidationError when nothing was put together for the period, or the own figures were not taken yet.
    """
    report = locked_report(actor, report_id)
    whole = consolidation_for(report)
    if whole is None or report.drafted_at is None:
        raise ValidationError(_("Chưa có bản tổng hợp đã chốt của kỳ này."), code="nothing_to_take")
    reason = _("Theo báo cáo của các đơn vị (bản tổng hợp lần %d).") % whole.number
    sums = {key: value for key, value in whole.figures.items() if key in SPECS and value is not None}
    taken = {key: {"value": value, "reason": reason} for key, value in sums.items() if value != report.figures[key]}
    if assign(report, None, {"corrected": taken, "based_on": whole}):
        report.save()
    return report


def consolidation_for(report: UnitReport) -> ReportSubmission | None:
    """The last sums frozen by the report's unit for the period of its call."""
    call = report.call
    frozen = ReportSubmission.objects.filter(
        report__unit__code=report.unit.code,
        report__call__unit__code=report.unit.code,
        report__call__year=call.year,
        report__call__part=call.part,
        report__state=ReportState.ACCEPTED,
    )
    return frozen.order_by("-at", "-pk").first()
