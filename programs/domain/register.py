"""The register as a book: numbers in order with their gaps, numbers entered by hand or struck out, who gives them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from programs.domain.numbers import ARTICLE, Paper, SeriesKey, number_after, reserve_number
from programs.enums import NumberMode, NumberState
from programs.models import NumberEntry, NumberSeries
from programs.rules import can_keep_register


class StaleSeries(ValidationError):
    """Somebody changed the register since the person opened it; `revision` is the present one. code: stale."""

    def __init__(self, revision: int) -> None:
        text = _("Có người khác vừa sửa sổ này sau khi bạn mở trang. Hãy xem lại; nếu vẫn đúng, bấm lưu lần nữa.")
        super().__init__(text, code="stale")
        self.revision = revision


@dataclass(frozen=True)
class Line:
    """A line of the book: an entry, or the numbers `first`–`last` nobody has.

    `is_early`: dated before a lower number.
    """

    entry: NumberEntry | None = None
    first: int = 0
    last: int = 0
    is_early: bool = False


def series_list(user: Any) -> QuerySet[NumberSeries]:
    """Registers the person may see, with the count of their numbers and the last one."""
    found = NumberSeries.objects.visible_to(user).select_related("unit")
    return found.annotate(count=Count("entries"), last_number=Max("entries__number"))


def lines_of(series: NumberSeries, entries: QuerySet[NumberEntry]) -> Iterator[Line]:
    """The book in order, gaps between its first number and its last as lines of their own.

    A register that gives numbers has no gaps behind `first`; those before are the office's own.
    """
    expected = series.first or 1
    latest: date | None = None
    for entry in entries.order_by("number"):
        if entry.number > expected:
            yield Line(first=expected, last=entry.number - 1)
        is_early = latest is not None and entry.issued_on < latest and entry.state != NumberState.VOID
        yield Line(entry=entry, is_early=is_early)
        expected = max(expected, entry.number + 1)
        if entry.state != NumberState.VOID:
            latest = max(latest or entry.issued_on, entry.issued_on)


@transaction.atomic
def enter_paper(
    *, actor: Any, series_id: int, issued_on: date, abstract: str, signer: str, number: int | None = None
) -> NumberEntry:
    """Enter a document made outside this software, so that its number is not given again.

    Raises PermissionDenied, ValidationError keyed by field.
    """
    series = _lock(actor, series_id)
    if not abstract.strip():
        raise ValidationError({"abstract": ValidationError(_("Hãy ghi trích yếu."), code="required")})
    if issued_on > timezone.localdate() or issued_on.year != series.year:
        text = _("Ngày ban hành phải trong năm %d của sổ và không ở tương lai.") % series.year
        raise ValidationError({"issued_on": ValidationError(text, code="day")})
    paper = Paper(issued_on=issued_on, abstract=abstract, signer=signer)
    entry = reserve_number(key=_key(series), paper=paper, actor=actor, number=number)
    _record("enter_number", actor, entry)
    return entry


@transaction.atomic
def void_number(*, actor: Any, entry_id: int, reason: str) -> NumberEntry:
    """Strike out a number that is held or was entered by hand; it stays in the book and is never given again.

    The number of a document issued here is final. Struck out already: given back. Raises PermissionDenied,
    ValidationError (codes reason, in_use), NumberEntry.DoesNotExist.
    """
    series_id = NumberEntry.objects.values_list("series", flat=True).get(pk=entry_id)
    _lock(actor, series_id)
    entry = NumberEntry.objects.select_for_update(of=("self",)).select_related("series").get(pk=entry_id)
    if entry.state == NumberState.VOID:
        return entry
    if entry.state == NumberState.USED and entry.source_id is not None:
        raise ValidationError(_("Số này của văn bản đã ban hành trong phần mềm, không hủy được."), code="in_use")
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise ValidationError({"reason": ValidationError(_("Hãy ghi lý do hủy số."), code="reason")})
    entry.state, entry.reason = NumberState.VOID, reason
    entry.revision += 1
    entry.save(update_fields=["state", "reason", "revision", "updated_at"])
    _record("void_number", actor, entry, reason=reason)
    return entry


@transaction.atomic
def set_mode(*, actor: Any, series_id: int, revision: int, mode: str, first: int | None = None) -> NumberSeries:
    """Say who gives the numbers of a series, and where the register goes on. Raises PermissionDenied, StaleSeries,
    ValidationError keyed by field."""
    series = _lock(actor, series_id)
    wanted = (NumberMode(mode), first if mode == NumberMode.GIVEN else series.first)
    if (series.mode, series.first) == wanted:
        return series
    if series.revision != revision:
        raise StaleSeries(series.revision)
    last = series.entries.aggregate(last=Max("number"))["last"] or 0
    if mode == NumberMode.GIVEN and first is not None and first <= last and series.first != first:
        text = _("Sổ đã có đến số %(last)02d; hãy ghi số lớn hơn, hoặc để trống để cấp từ số %(next)02d.") % {
            "last": last,
            "next": number_after(series),
        }
        raise ValidationError({"first": ValidationError(text, code="first")})
    series.mode, series.first = wanted
    series.revision += 1
    series.save()
    payload = {"series": str(series), "mode": series.mode, "first": series.first}
    record_act(verb="set_number_mode", actor=actor, subject=series, article=ARTICLE, payload=payload)
    return series


def _lock(actor: Any, series_id: int) -> NumberSeries:
    series = NumberSeries.objects.select_for_update(of=("self",)).select_related("unit").get(pk=series_id)
    if not can_keep_register(actor, series.unit):
        raise PermissionDenied
    return series


def _key(series: NumberSeries) -> SeriesKey:
    return SeriesKey(series.unit, series.issuer, series.symbol, series.year)


def _record(verb: str, actor: Any, entry: NumberEntry, **more: str) -> None:
    payload = {"number": entry.text, "issued_on": entry.issued_on.isoformat(), "abstract": entry.abstract, **more}
    record_act(verb=verb, actor=actor, subject=entry, article=ARTICLE, payload=payload)
