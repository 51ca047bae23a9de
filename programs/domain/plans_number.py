"""The number of a plan: held when the draft goes to be signed, used when it is issued (NĐ 30/2020, Điều 15)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import format_date
from programs.domain.numbers import ARTICLE, Paper, SeriesKey, entry_of, lock_series, next_number, reserve_number
from programs.enums import NumberMode, NumberState
from programs.models import NumberEntry, PlanVersion


def plan_series(version: PlanVersion, day: date) -> SeriesKey:
    """The register a version gets its number from when it is issued on the day."""
    return SeriesKey(version.plan.unit, version.issuer, version.symbol, day.year)


def _paper(version: PlanVersion, day: date) -> Paper:
    return Paper(issued_on=day, abstract=version.abstract, signer=version.signer_name, source=version)


def held_number(version: PlanVersion) -> NumberEntry | None:
    """The number held for a draft, None without one."""
    entry = entry_of(version)
    return entry if entry is not None and entry.state == NumberState.RESERVED else None


def offered_number(version: PlanVersion) -> int | None:
    """The number held for the version, else the one the register would give today; None when the office enters its
    own."""
    held = held_number(version)
    return held.number if held else next_number(plan_series(version, timezone.localdate()))


def hold_number(version: PlanVersion, *, actor: Any) -> NumberEntry | None:
    """Hold the next number for a version that goes to be signed, where the register gives numbers; None elsewhere.

    Not in a year in which the plan could not be issued anyway. A version that holds one keeps it.
    """
    day = timezone.localdate()
    key = plan_series(version, day)
    if next_number(key) is None or day.year not in (version.plan.year - 1, version.plan.year):
        return None
    return reserve_number(key=key, paper=_paper(version, day), actor=actor, state=NumberState.RESERVED)


def enter_version(
    version: PlanVersion, issued_on: date, *, actor: Any, number: int | None, is_past: bool = False
) -> int:
    """Put a version into the register of its body; its number: the held one, the given one, or (None) the next one
    where the register gives numbers. Raises ValidationError keyed by `number` or `issued_on`."""
    key = plan_series(version, issued_on)
    series = lock_series(key)
    held = held_number(version)
    if held is not None and held.series_id == series.pk:
        return _use(held, _paper(version, issued_on), number)
    if held is not None:
        _strike_out(held, actor)
    return reserve_number(key=key, paper=_paper(version, issued_on), actor=actor, number=number, is_past=is_past).number


def _use(held: NumberEntry, paper: Paper, number: int | None) -> int:
    """Issue under the held number; days go up with the numbers where the register gives them."""
    if number not in (None, held.number):
        text = _("Bản này đang giữ số %s. Muốn lấy số khác, hãy hủy số đó trong sổ văn bản đi trước.") % held.text
        raise ValidationError({"number": ValidationError(text, code="number_held")})
    if held.series.mode == NumberMode.GIVEN:
        _check_order(held, paper.issued_on)
    for name, value in paper.stored.items():
        setattr(held, name, value)
    held.state = NumberState.USED
    held.revision += 1
    held.save()
    return held.number


def _check_order(held: NumberEntry, day: date) -> None:
    used = held.series.entries.filter(state=NumberState.USED)
    before = used.filter(number__lt=held.number).order_by("-issued_on").first()
    after = used.filter(number__gt=held.number).order_by("issued_on").first()
    if before is not None and day < before.issued_on:
        text = _("Số %(number)s ban hành ngày %(day)s; ngày của số này không được trước ngày đó.")
        raise _day_fault(text, before)
    if after is not None and day > after.issued_on:
        text = _(
            "Số %(number)s đã ban hành ngày %(day)s; ngày của số đang giữ không được sau ngày đó. Nếu ban hành sau, hãy"
            " hủy số đang giữ trong sổ văn bản đi để lấy số mới."
        )
        raise _day_fault(text, after)


def _day_fault(text: str, entry: NumberEntry) -> ValidationError:
    facts = {"number": entry.text, "day": format_date(entry.issued_on)}
    return ValidationError({"issued_on": ValidationError(text % facts, code="number_day")})


def _strike_out(held: NumberEntry, actor: Any) -> None:
    """The number of another series: body, symbol or year have changed since it was held."""
    held.state, held.reason = NumberState.VOID, _("Kế hoạch đổi cơ quan ban hành, ký hiệu hoặc năm sau khi giữ số.")
    held.revision += 1
    held.save(update_fields=["state", "reason", "revision", "updated_at"])
    payload = {"number": held.text, "reason": held.reason}
    record_act(verb="void_number", actor=actor, subject=held, article=ARTICLE, payload=payload)
