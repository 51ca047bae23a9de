"""Numbers of outgoing documents: reserved under a lock, once in a series (Nghị định 30/2020/NĐ-CP, Điều 15)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from ocop.site.registry import get_setting
from ocop.text import fold, format_date, lower_kind, nfc
from programs.enums import NumberMode, NumberOrigin, NumberState
from programs.models import NumberEntry, NumberSeries, Unit

ARTICLE = "Nghị định 30/2020/NĐ-CP, Điều 15"


@dataclass(frozen=True)
class SeriesKey:
    """Whose numbers: the unit, the issuing body as printed, the symbol ("KH-UBND") and the year."""

    unit: Unit
    issuer: str
    symbol: str
    year: int

    @property
    def stored(self) -> dict[str, Any]:
        """How the series is found: the same body written in capitals is the same body."""
        return {
            "unit_code": self.unit.code,
            "issuer_key": fold(self.issuer)[:200],
            "symbol": nfc(self.symbol).upper(),
            "year": self.year,
        }


def committee_series(unit: Unit, symbol: str, year: int) -> SeriesKey:
    """The series of the unit's people's committee."""
    return SeriesKey(unit, f"Ủy ban nhân dân {lower_kind(unit.name)}", symbol, year)


@dataclass(frozen=True)
class Paper:
    """What the register says of a document. `source`: the record that carries the number, None for one made outside."""

    issued_on: date
    abstract: str
    signer: str = ""
    source: models.Model | None = None
    is_illustration: bool = False

    @property
    def stored(self) -> dict[str, Any]:
        source = {"source_kind": self.source._meta.model_name, "source_id": self.source.pk} if self.source else {}
        return {
            "issued_on": self.issued_on,
            "abstract": nfc(self.abstract)[:400],
            "signer": nfc(self.signer)[:200],
            "is_illustration": self.is_illustration,
            **source,
        }


def find_series(key: SeriesKey) -> NumberSeries | None:
    """The series if it has been begun."""
    return NumberSeries.objects.filter(**key.stored).first()


def lock_series(key: SeriesKey) -> NumberSeries:
    """The series under lock until the end of the transaction, begun when it is not there."""
    rows = NumberSeries.objects.select_for_update(of=("self",)).filter(**key.stored)
    series = rows.first()
    if series is None:
        new = NumberSeries(unit=key.unit, issuer=nfc(key.issuer)[:200], mode=get_setting("number_mode"), **key.stored)
        NumberSeries.objects.bulk_create([new], ignore_conflicts=True)  # somebody may begin it in this very moment
        series = rows.get()
    return series


def number_after(series: NumberSeries) -> int:
    """The number after the last one in the register; struck-out ones stay used."""
    last = series.entries.aggregate(last=Max("number"))["last"] or 0
    return max(last + 1, series.first or 1)


def next_number(key: SeriesKey) -> int | None:
    """What the register would give now, for a form; None when the office enters its own numbers."""
    series = find_series(key)
    mode = series.mode if series else get_setting("number_mode")
    if mode != NumberMode.GIVEN:
        return None
    return number_after(series) if series else 1


def reserve_number(
    *,
    key: SeriesKey,
    paper: Paper,
    actor: Any,
    number: int | None = None,
    state: NumberState = NumberState.USED,
    least: int | None = None,
    is_past: bool = False,
) -> NumberEntry:
    """Put a document into the register: under the given number, or the next one when the register gives them.

    Call it inside the transaction that issues the document: what fails leaves no gap. A document that has its number
    keeps it. `least`: where the caller's own rule lets an entered series go on by itself, the number to take for None.
    `is_past`: issued elsewhere before, so only the number itself is checked.
    Raises ValidationError keyed by `number` (codes number, number_used, number_required, number_order) or `issued_on`
    (number_day).
    """
    series = lock_series(key)
    known = entry_of(paper.source)
    if known is not None:
        return known
    given = series.mode == NumberMode.GIVEN and not is_past
    taken = _given(series, paper.issued_on, number, least) if given else _entered(series, number, least)
    return NumberEntry.objects.create(
        series=series,
        number=taken,
        state=state,
        origin=_origin(is_given=given or number is None, is_past=is_past),
        actor=actor if getattr(actor, "pk", None) else None,
        **paper.stored,
    )


def _origin(*, is_given: bool, is_past: bool) -> NumberOrigin:
    if is_past:
        return NumberOrigin.BEFORE
    return NumberOrigin.GIVEN if is_given else NumberOrigin.ENTERED


def entry_of(source: models.Model | None) -> NumberEntry | None:
    """The number a record holds, None without one."""
    if source is None:
        return None
    held = NumberEntry.objects.live().select_related("series")
    return held.filter(source_kind=source._meta.model_name, source_id=source.pk).first()


def _given(series: NumberSeries, day: date, number: int | None, least: int | None) -> int:
    """The next number; another one would leave a gap, an earlier day would turn the order round."""
    following = max(number_after(series), least or 1)
    if number is not None and number != following:
        text = _("Sổ %(symbol)s năm %(year)s cấp số liên tục: số tiếp theo là %(number)02d.") % {
            "symbol": series.symbol,
            "year": series.year,
            "number": following,
        }
        raise _fault("number", text, "number_order")
    last = series.entries.live().aggregate(last=Max("issued_on"))["last"]
    if last is not None and day < last:
        text = _("Số trước trong sổ ban hành ngày %s; ngày của số này không được trước ngày đó.") % format_date(last)
        raise _fault("issued_on", text, "number_day")
    return following


def _entered(series: NumberSeries, number: int | None, least: int | None) -> int:
    """The office's own number, which must be free here."""
    if number is None and least is None:
        text = _("Hãy ghi số theo sổ văn bản đi của cơ quan: sổ này không cấp số.")
        raise _fault("number", text, "number_required")
    wanted = max(number_after(series), least or 1) if number is None else number
    if wanted < 1:
        raise _fault("number", _("Số văn bản phải từ 1 trở lên."), "number")
    if series.entries.filter(number=wanted).exists():
        text = _("Số %(number)02d/%(symbol)s đã có trong sổ năm %(year)s.") % {
            "number": wanted,
            "symbol": series.symbol,
            "year": series.year,
        }
        raise _fault("number", text, "number_used")
    return wanted


def _fault(field: str, text: str, code: str) -> ValidationError:
    return ValidationError({field: ValidationError(text, code=code)})
