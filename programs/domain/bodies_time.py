"""Bodies on a day: is one there, what became of it, and is a name in a plan the name of a body existing that day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from ocop.text import fold, format_date, lower_kind
from programs.domain.bodies_names import body_key, committee_of, dated_name, says_district, says_township
from programs.domain.place import load_lineage
from programs.enums import Tier, UnitKind
from programs.models import Body, BodyChange, Unit

MOST_NAMED = 3


@dataclass(frozen=True)
class BodyOnDay:
    """What is known of a name on a day. `known` False: nothing says anything (`exists` is then True)."""

    known: bool
    exists: bool
    successor_name: str = ""
    reason: str = ""


UNKNOWN = BodyOnDay(known=False, exists=True)


def same_units(unit: Unit) -> Q:
    """Versions of a unit that go by the same code and name: their bodies are the same ones."""
    return Q(code=unit.code, fold=unit.fold, tier=unit.tier)


def _unit_is_there(unit: Unit, day: date) -> bool:
    return unit.is_valid_on(day) or Unit.objects.on(day).filter(same_units(unit)).exists()


def last_day(body: Body) -> date | None:
    """The last day of a body: its own, else that of its unit (a district's division ends with the district)."""
    ends = [end for end in (body.valid_to, body.unit.valid_to if body.unit else None) if end]
    return min(ends, default=None)


def is_there(body: Body, day: date) -> bool:
    """Whether a body exists on a day: by its own dates, and while its unit does."""
    if (body.valid_from and day < body.valid_from) or (body.valid_to and day > body.valid_to):
        return False
    return body.unit is None or _unit_is_there(body.unit, day)


def successors_on(body: Body, day: date) -> list[Body]:
    """Bodies existing on the day that a body became, over any chain of changes; [itself] when it is still there."""
    found: list[Body] = []
    seen, waiting = {body.pk}, [body]
    while waiting:
        current = waiting.pop()
        if is_there(current, day):
            found.append(current)
            continue
        changes = BodyChange.objects.filter(predecessor=current, effective_on__lte=day)
        for change in changes.select_related("successor__unit"):
            if change.successor_id not in seen:
                seen.add(change.successor_id)
                waiting.append(change.successor)
    return sorted(found, key=lambda one: one.pk)


def body_on(body: Body, day: date) -> Body | None:
    """The body itself when it is there on the day, else the one that succeeded it by then; None when there is none or
    it was split among several."""
    found = successors_on(body, day)
    return found[0] if len(found) == 1 else None


def exists_on(name: str, unit: Unit, day: date) -> BodyOnDay:
    """Whether the body a plan of the unit names ("Sở NN & PTNT", "UBND các huyện") exists on the day.

    What people recorded of the body comes first, then the dated names of seeds/bodies/rules.yaml, then the units: a
    committee exists while its unit does, nothing of the district tier after the last district of the province.
    """
    for answer in (_by_record, _by_dated_name, _by_committee, _by_tier):
        found = answer(name, unit, day)
        if found is not None:
            return found
    return UNKNOWN


def unit_names(unit: Unit) -> list[str]:
    """Names of a unit and of its province, as they stand at the end of a body's name."""
    provinces = Unit.objects.filter(code=unit.province_code).exclude(code=unit.code)
    return [unit.name, *dict.fromkeys(provinces.order_by("valid_from").values_list("name", flat=True))]


def _by_record(name: str, unit: Unit, day: date) -> BodyOnDay | None:
    """From the dates and changes of a body of the unit, of its province or of the country."""
    above = unit_names(unit)
    units = Q(unit__code=unit.code) | Q(unit__code=unit.province_code) | Q(unit=None)
    dated = Q(valid_from__isnull=False) | Q(valid_to__isnull=False) | Q(changes_out__isnull=False)
    bodies = Body.objects.filter(units & dated).select_related("unit").distinct().order_by("pk")
    named = [one for one in bodies if body_key(one.name, *above) == body_key(name, *above)]
    if not named:
        return None
    there = next((one for one in named if is_there(one, day)), None)
    if there is not None:
        return BodyOnDay(known=True, exists=True)
    return _ended(named[-1], day)


def _ended(body: Body, day: date) -> BodyOnDay:
    heirs = ", ".join(one.name for one in successors_on(body, day))
    end = last_day(body)
    if end is not None and day > end:
        reason = _("%(name)s chỉ có đến hết ngày %(day)s.") % {"name": body.name, "day": format_date(end)}
    else:
        reason = _("%(name)s chưa có ngày %(day)s.") % {"name": body.name, "day": format_date(day)}
    return BodyOnDay(True, False, heirs, reason)


def _by_dated_name(name: str, unit: Unit, day: date) -> BodyOnDay | None:
    rule = dated_name(name)
    if rule is None:
        return None
    if rule.holds_on(day):
        return BodyOnDay(known=True, exists=True)
    return BodyOnDay(True, False, rule.successor, rule.note)


def _by_committee(name: str, unit: Unit, day: date) -> BodyOnDay | None:
    """A named committee lives as long as its unit."""
    place = committee_of(name)
    versions = list(Unit.objects.filter(fold=fold(place), path__startswith=f"{unit.province_code}/")) if place else []
    if not versions:
        return None
    if any(version.is_valid_on(day) for version in versions):
        return BodyOnDay(known=True, exists=True)
    last = max(versions, key=lambda version: version.valid_from)
    heirs = Unit.objects.filter(pk__in=load_lineage([last.pk]).spread(last.pk, day)).order_by("sort_key")
    names = [_("Ủy ban nhân dân %s") % lower_kind(heir.name) for heir in heirs[: MOST_NAMED + 1]]
    text = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    return BodyOnDay(True, False, text, _("Ngày %(day)s không có %(unit)s.") % {"day": format_date(day), "unit": place})


def _by_tier(name: str, unit: Unit, day: date) -> BodyOnDay | None:
    """Nothing of the district tier, and no township, outlives the last one of the province (data of units)."""
    inside = Unit.objects.filter(path__startswith=f"{unit.province_code}/")
    for says, units, words in (
        (says_district, inside.filter(tier=Tier.DISTRICT), _("cấp huyện")),
        (says_township, inside.filter(kind=UnitKind.TOWNSHIP), _("thị trấn")),
    ):
        if not says(name):
            continue
        if units.on(day).exists():
            return BodyOnDay(known=True, exists=True)
        last = units.filter(valid_to__lt=day).order_by("-valid_to").first()
        if last is not None and last.valid_to:
            facts = {"tier": words, "day": format_date(last.valid_to)}
            return BodyOnDay(True, False, "", _("Không còn %(tier)s sau ngày %(day)s.") % facts)
    return None
