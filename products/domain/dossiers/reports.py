"""The commune's report (Mẫu 03): begun from the producer's own words, assessed in four contents, issued and locked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import format_date
from programs.domain.numbers import Paper, committee_series, find_series, number_after, reserve_number

from ...enums import CommuneTopic, DossierStep, Level, ReportState
from ...models import CommuneReport, CommuneReportTopic, Dossier
from ...validators import clean_text
from ..records import StaleError, assign, clean_fields, lock_record
from .freeze import content_hash, report_content
from .queries import levels_of
from .receipts import lock_series
from .steps import article_of, find_way, lock_dossier, may_report, move
from .verbs import clean_long_text


@transaction.atomic
def start_report(*, actor: Any, dossier_id: int) -> CommuneReport:
    """The draft of the commune's report: the one there is, or a new one with the producer's words filled in.

    A report after the first begins from what the commune wrote last. Raises ValidationError, Dossier.DoesNotExist.
    """
    dossier = lock_dossier(dossier_id)
    draft = dossier.commune_reports.filter(state=ReportState.DRAFT).first()
    if draft is not None:
        _check_commune(actor, dossier)
        return draft
    find_way(dossier, DossierStep.REPORT, actor, timezone.localdate())
    _check_may_report(dossier)
    last = dossier.commune_reports.filter(state=ReportState.ISSUED).order_by("-pk").first()
    written = {topic.topic: topic.assessed for topic in last.topics.all()} if last else {}
    report = CommuneReport.objects.create(
        dossier=dossier,
        conclusion=last.conclusion if last else "",
        meeting_on=last.meeting_on if last else None,
        meeting_note=last.meeting_note if last else "",
    )
    CommuneReportTopic.objects.bulk_create(
        CommuneReportTopic(
            report=report, topic=topic, described=dossier.report.get(topic, ""), assessed=written.get(topic, "")
        )
        for topic in CommuneTopic
    )
    return report


@transaction.atomic
def update_report(
    *,
    actor: Any,
    report_id: int,
    revision: int | None,
    topics: Mapping[str, Mapping[str, str]],
    **fields: Any,
) -> CommuneReport:
    """Change a draft: `topics` = {topic: {"described", "assessed"}} (those given), and of the report `meeting_on`,
    `meeting_note`, `conclusion`, `symbol`, `signer_name`, `signer_position`, `letter_number`.

    There are no points at the commune (QĐ 26/2026, Điều 7.2). Raises StaleError, ValidationError, DoesNotExist.
    """
    report = _lock_draft(actor, report_id)
    values = _cleaned(fields)
    texts = _clean_topics(topics)
    rows = {row.topic: row for row in report.topics.all()}
    changed = [row for topic, given in texts.items() if _put(row := rows[topic], given)]
    if changed and revision is not None and report.revision != revision:
        raise StaleError(report.revision)
    if not assign(report, revision, values) and changed:
        report.revision += 1
    for row in changed:
        row.save(update_fields=["described", "assessed"])
    report.save()
    return report


@transaction.atomic
def issue_report(
    *,
    actor: Any,
    report_id: int,
    revision: int | None,
    number: int | None,
    issued_on: date,
    signer_name: str,
    signer_position: str,
    letter_number: str = "",
) -> CommuneReport:
    """Issue under a number of the commune's series of the year (None: the next), lock it, and take the step REPORT.

    All four assessments must be written. Issued already: given back as it is. Raises StaleError, ValidationError.
    """
    report = CommuneReport.objects.select_for_update(of=("self",), no_key=True).get(pk=report_id)
    dossier = lock_dossier(report.dossier_id)
    if report.state == ReportState.ISSUED:
        _check_commune(actor, dossier)
        return report
    if revision is not None and report.revision != revision:
        raise StaleError(report.revision)
    way = find_way(dossier, DossierStep.REPORT, actor, issued_on)
    _check_may_report(dossier)
    values = _cleaned({"signer_name": signer_name, "signer_position": signer_position, "letter_number": letter_number})
    _check_whole(report, values)
    values["number"] = _number(actor, report, dossier, issued_on, number, values["signer_name"])
    _lock_in(report, {**values, "unit": dossier.unit, "issued_on": issued_on, "issued_by": actor})
    move(actor=actor, dossier=dossier, row=way, on=issued_on, note=_("Báo cáo số %s") % report)
    record_act(
        verb="issue_commune_report",
        actor=actor,
        subject=report,
        article=article_of(dossier, way),
        payload={"dossier": dossier.pk, "number": str(report), "content": content_hash(report_content(report))},
    )
    return report


def _lock_in(report: CommuneReport, values: Mapping[str, Any]) -> None:
    """Store an issued report; from here on the database refuses any change of it."""
    for name, value in values.items():
        setattr(report, name, value)
    report.year = values["issued_on"].year
    report.state = ReportState.ISSUED
    report.revision += 1
    report.save()


def next_number(dossier: Dossier, on: date, symbol: str = "BC-UBND") -> int:
    """The number after the highest the commune has used in that year, for its reports here or in its register."""
    used = CommuneReport.objects.filter(unit__code=dossier.unit.code, year=on.year, symbol=symbol)
    series = find_series(committee_series(dossier.unit, symbol, on.year))
    return max((used.aggregate(last=Max("number"))["last"] or 0) + 1, number_after(series) if series else 1)


def _number(actor: Any, report: CommuneReport, dossier: Dossier, on: date, number: int | None, signer: str) -> int:
    """The number asked for when it is free, entered in the register; the series is locked until the end."""
    code, product = dossier.unit.code, dossier.product
    lock_series(f"commune report {code} {on.year}")
    if number is not None:
        used = CommuneReport.objects.filter(unit__code=code, year=on.year, symbol=report.symbol, number=number)
        if number < 1 or used.exists():
            text = _("Số này xã đã dùng cho báo cáo khác trong năm.") if number > 0 else _("Số phải lớn hơn 0.")
            raise ValidationError({"number": ValidationError(text, code="number")})
    paper = Paper(
        issued_on=on,
        abstract=_("Đánh giá hồ sơ sản phẩm %s") % product.name,
        signer=signer,
        source=report,
        is_illustration=product.is_illustration,
    )
    key = committee_series(dossier.unit, report.symbol, on.year)
    least = next_number(dossier, on, report.symbol)
    return reserve_number(key=key, paper=paper, actor=actor, number=number, least=least).number


def _lock_draft(actor: Any, report_id: int) -> CommuneReport:
    report = lock_record(CommuneReport, report_id)
    _check_commune(actor, report.dossier)
    if report.state == ReportState.ISSUED:
        raise ValidationError(_("Báo cáo đã ban hành không sửa được."), code="frozen")
    return report


def _check_commune(actor: Any, dossier: Dossier) -> None:
    if actor is not None and Level.COMMUNE not in levels_of(actor, dossier):
        raise ValidationError(_("Báo cáo này thuộc thẩm quyền của Ủy ban nhân dân xã."), code="not_allowed")


def _check_may_report(dossier: Dossier) -> None:
    if not may_report(dossier):
        raise ValidationError(_("Hồ sơ đang chờ chủ thể bổ sung, chưa lập báo cáo được."), code="wrong_state")


def _check_whole(report: CommuneReport, values: Mapping[str, Any]) -> None:
    """Four assessments, signer and position; every fault at once."""
    assessed = {row.topic for row in report.topics.all() if row.assessed.strip()}
    faults: dict[str, Any] = {
        str(topic): ValidationError(_("Chưa có đánh giá của xã: %s") % topic.label, code="assessment")
        for topic in CommuneTopic
        if topic not in assessed
    }
    for name, text in (("signer_name", _("Hãy ghi người ký.")), ("signer_position", _("Hãy ghi chức vụ người ký."))):
        if not values[name]:
            faults[name] = ValidationError(text, code="required")
    if faults:
        raise ValidationError(faults)


_LIMITS = {"symbol": 40, "signer_name": 120, "signer_position": 120, "letter_number": 60}


def _cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Only fields of a draft; TypeError for any other name (number, state and points are not typed in)."""
    known = {*_LIMITS, "meeting_on", "meeting_note", "conclusion"}
    if set(fields) - known:
        raise TypeError(f"unknown fields: {sorted(set(fields) - known)}")
    cleaners = {name: _cleaner(name) for name in fields}
    values = clean_fields(cleaners, fields)
    if values.get("meeting_on") and values["meeting_on"] > timezone.localdate():
        text = _("Ngày họp không thể sau hôm nay (%s).") % format_date(timezone.localdate())
        raise ValidationError({"meeting_on": ValidationError(text, code="day")})
    return values


def _cleaner(name: str) -> Any:
    if name == "meeting_on":
        return lambda value: value
    if name in _LIMITS:
        return lambda value: clean_text(value, limit=_LIMITS[name])
    return clean_long_text


def _clean_topics(topics: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    unknown = set(topics) - set(CommuneTopic.values)
    if unknown:
        raise ValidationError(_("Mẫu 03 không có nội dung “%s”.") % min(unknown), code="unknown_topic")
    return {
        topic: {name: clean_long_text(given[name]) for name in ("described", "assessed") if name in given}
        for topic, given in topics.items()
    }


def _put(row: CommuneReportTopic, given: Mapping[str, str]) -> bool:
    """Put texts on a topic; whether any differs."""
    differs = any(getattr(row, name) != text for name, text in given.items())
    for name, text in given.items():
        setattr(row, name, text)
    return differs
