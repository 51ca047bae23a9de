"""Putting together what the units below submitted: unit × figure, sums, and where the own data says otherwise."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from products.domain.records import lock_record
from programs.models import Unit, UnitReach

from ...enums import ReportState
from ...models import ReportCall, ReportSubmission, UnitReport
from .calls import may_call
from .figures import FIGURES, Numbers, by_unit, drafted, effective, period_of, report_of
from .sending import freeze

COUNTED = (ReportState.SUBMITTED, ReportState.ACCEPTED)
"""States whose last submission counts; what was returned does not until it is sent again."""


@dataclass(frozen=True)
class Asked:
    """A unit that has to report, as those above may know it: nothing of its draft. `late`: days after the deadline
    on which it was sent, or that have passed without."""

    pk: int
    unit: Unit
    state: str
    sent_on: date | None
    late: int
    reminded_on: date | None
    returned_reason: str

    @property
    def is_missing(self) -> bool:
        """Whether nothing that counts was sent."""
        return self.state not in COUNTED


def asked_of(call: ReportCall, user: Any, today: date) -> list[Asked]:
    """The units asked, by name, of those the person's territory holds; one query."""
    reports = UnitReport.objects.asked().filter(call=call, unit__in=UnitReach.objects.of(user))
    found = reports.with_sent_at().select_related("unit").defer("figures", "corrected", "texts")
    return [_asked(report, call, today) for report in found.order_by("unit__sort_key", "pk")]


def _asked(report: Any, call: ReportCall, today: date) -> Asked:
    sent_on = timezone.localdate(report.sent_at) if report.sent_at else None
    is_missing = report.state not in COUNTED
    until = today if is_missing or sent_on is None else sent_on
    return Asked(
        report.pk,
        report.unit,
        report.state,
        sent_on,
        max((until - call.due_on).days, 0),
        timezone.localdate(report.reminded_at) if report.reminded_at else None,
        report.returned_reason,
    )


@dataclass(frozen=True)
class Line:
    """One unit: the submission that counts (None: not sent), its figures, and what the own data counts (where it can
    be told unit by unit)."""

    asked: Asked
    submission: ReportSubmission | None = None
    numbers: Numbers = field(default_factory=dict)
    own: Numbers = field(default_factory=dict)

    @property
    def differing(self) -> list[str]:
        """Figures of which both are known and not the same."""
        return [key for key, value in self.numbers.items() if _differs(value, self.own.get(key))]


def _differs(value: int | None, own: int | None) -> bool:
    return value is not None and own is not None and value != own


@dataclass(frozen=True)
class Whole:
    """All units of a call. `total`: sums of what was submitted (None: nobody knows the figure); `own`: the unit's own
    figures of the period."""

    call: ReportCall
    lines: list[Line]
    total: Numbers
    own: Numbers

    @property
    def sent(self) -> list[Line]:
        """Lines with a submission."""
        return [line for line in self.lines if line.submission]

    @property
    def differing(self) -> int:
        """How many cells differ."""
        return sum(len(line.differing) for line in self.lines)


def consolidate(call: ReportCall, *, user: Any, today: date | None = None) -> Whole:
    """What was last submitted beside the calling unit's own data of the period; a constant number of queries."""
    today = today or timezone.localdate()
    counted = _counted(call)
    own, units = _own_data(call, today)
    lines = [
        _line(asked, counted.get(asked.pk), units.get(asked.unit.code, {})) for asked in asked_of(call, user, today)
    ]
    return Whole(call, lines, sums(list(counted.values())), own)


def _own_data(call: ReportCall, today: date) -> tuple[Numbers, dict[str, Numbers]]:
    """The unit's own figures and those of each unit below; empty when the unit did not stand on the day."""
    try:
        report = report_of(call.unit, period_of(call), today)
    except ValidationError:
        return {}, {}
    return drafted(report), by_unit(report)


def _line(asked: Asked, submission: ReportSubmission | None, own: Numbers) -> Line:
    if submission is None:
        return Line(asked, own=own)
    return Line(asked, submission, effective(submission.figures, submission.corrected), own)


def _counted(call: ReportCall) -> dict[int, ReportSubmission]:
    """Report → its last submission, of those that count; one query."""
    found = ReportSubmission.objects.filter(report__call=call, report__state__in=COUNTED)
    found = found.exclude(report__unit=call.unit).order_by("report_id", "-number").distinct("report_id")
    return {submission.report_id: submission for submission in found}


def sums(submissions: list[ReportSubmission]) -> Numbers:
    """Each figure added up; one that no unit knows stays unknown."""
    each = [effective(submission.figures, submission.corrected) for submission in submissions]
    known = {spec.key: [v for numbers in each if (v := numbers[spec.key]) is not None] for spec in FIGURES}
    return {key: sum(values) if values else None for key, values in known.items()}


@transaction.atomic
def freeze_consolidation(*, actor: Any, call_id: int) -> ReportSubmission:
    """Keep the sums of what was last submitted, with the submissions they were put together from.

    The same submissions again are the same consolidation. Raises PermissionDenied, ValidationError (nobody sent).
    """
    call = lock_record(ReportCall, call_id)
    may_call(actor, call.unit)
    sources = sorted(_counted(call).values(), key=lambda submission: submission.pk)
    if not sources:
        raise ValidationError(_("Chưa đơn vị nào gửi báo cáo."), code="nothing")
    report, _is_new = UnitReport.objects.get_or_create(call=call, unit=call.unit)
    last = report.submissions.order_by("-number").first()
    if last is not None and set(last.sources.values_list("pk", flat=True)) == {source.pk for source in sources}:
        return last
    report.figures, report.state, report.drafted_at = sums(sources), ReportState.ACCEPTED, timezone.now()
    report.revision += 1
    report.save()
    submission = freeze(report, actor, "", sources)
    asked = UnitReport.objects.asked().filter(call=call).count()
    payload = {"number": submission.number, "sha256": submission.sha256, "sent": len(sources), "asked": asked}
    record_act(verb="consolidate_reports", actor=actor, subject=report, payload=payload)
    return submission


def consolidation(call: ReportCall) -> ReportSubmission | None:
    """The last frozen sums of a call."""
    return ReportSubmission.objects.filter(report__call=call, report__unit=call.unit).order_by("-number").first()
