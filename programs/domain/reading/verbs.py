"""What people do with a plan document: have it read, make a draft of it, drop it. Nothing of it is stored as a plan
before a person has confirmed what is doubtful."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from programs.domain.plans import default_title, free_slug
from programs.domain.seeds import fill_version
from programs.enums import PlanStage, ReadingState, VersionPurpose, VersionState
from programs.models import Plan, PlanReading, PlanVersion, Unit
from programs.rules import can_write_plans_of

from .draft import STEPS, read_plan_text
from .edits import apply_edits, doubtful, with_dates
from .files import file_text
from .fitting import fit_lengths
from .places import Places
from .similar import known_version

READ_PLAN = "read_plan"
Tell = Callable[[int, int, str], None]


@transaction.atomic
def open_reading(*, data: bytes, name: str, actor: Any) -> PlanReading:
    """Keep the text of a file for reading; the same file waiting already is that one. Raises files.Unreadable."""
    digest = hashlib.sha256(data).hexdigest()
    waiting = PlanReading.objects.filter(user=actor, sha256=digest, state=ReadingState.READ).first()
    if waiting is not None:
        return waiting
    text = file_text(data, name)
    reading, _made = PlanReading.objects.get_or_create(
        user=actor, sha256=digest, state=ReadingState.READ, defaults={"file_name": name[-200:], "text": text}
    )
    return reading


def read_reading(*, reading: PlanReading, tell: Tell) -> dict[str, Any]:
    """The proposal of a reading, computed; the caller stores it."""
    total = len(STEPS)
    result = read_plan_text(reading.text, name=reading.file_name, tell=lambda step, label: tell(step, total, label))
    result["known"] = known_version(result, reading.user)
    return result


@transaction.atomic
def store_result(*, reading: PlanReading, result: dict[str, Any]) -> PlanReading:
    """Keep a proposal with its reading; one that is saved or dropped stays as it is."""
    locked = PlanReading.objects.select_for_update().get(pk=reading.pk)
    if locked.state == ReadingState.READ:
        locked.result = result
        locked.revision += 1
        locked.save()
    return locked


@transaction.atomic
def drop_reading(*, reading: PlanReading, actor: Any) -> PlanReading:
    """Throw a reading away with its text; dropped twice is dropped once. Raises PermissionDenied."""
    locked = _own(reading, actor)
    if locked.state == ReadingState.READ:
        locked.state, locked.text, locked.result = ReadingState.DROPPED, "", {}
        locked.revision += 1
        locked.save()
    return locked


def _own(reading: PlanReading, actor: Any) -> PlanReading:
    locked = PlanReading.objects.select_for_update(of=("self",)).select_related("version__plan").get(pk=reading.pk)
    if locked.user_id != actor.pk:
        raise PermissionDenied
    return locked


@transaction.atomic
def save_reading(
    *, reading: PlanReading, revision: int, actor: Any, edits: Mapping[str, str], confirmed: frozenset[str]
) -> PlanVersion:
    """Make the draft a person confirmed. `edits`: path → value typed; `confirmed`: paths looked at.

    A unit that has no plan of the year gets one; one with an issued plan gets a draft to adjust it. Sent twice, it is
    made once. Raises PermissionDenied, or ValidationError (codes not_ready, stale, unconfirmed, number, unit, year,
    draft_exists, duplicate_unit)."""
    locked = _own(reading, actor)
    if locked.state == ReadingState.SAVED and locked.version:
        return locked.version
    _check(locked, revision, confirmed)
    try:
        result = with_dates(apply_edits(locked.result, edits))
    except ValueError as error:
        raise ValidationError(_("“%s” phải là một số.") % error, code="number") from error
    unit = _unit(result)
    if not can_write_plans_of(actor, unit):
        raise PermissionDenied
    _put_codes(result, unit)
    plan, replaces = _plan(result, unit)
    version = _write(plan, result, replaces)
    locked.state, locked.version = ReadingState.SAVED, version
    locked.revision += 1
    locked.save()
    payload = {"file": locked.file_name, "sha256": locked.sha256, "edits": dict(edits), "confirmed": sorted(confirmed)}
    record_act(verb="save_read_plan", actor=actor, subject=version, payload=payload)
    return version


def _check(reading: PlanReading, revision: int, confirmed: frozenset[str]) -> None:
    if reading.state != ReadingState.READ or not reading.result:
        raise ValidationError(_("Tệp này chưa đọc xong hoặc đã bỏ."), code="not_ready")
    if reading.revision != revision:
        raise ValidationError(_("Bản đọc đã thay đổi sau khi bạn mở trang; hãy mở lại trang."), code="stale")
    missing = [one for one in doubtful(reading.result) if one["path"] not in confirmed]
    if missing:
        names = "; ".join(dict.fromkeys(one["label"] for one in missing))
        raise ValidationError(_("Còn chỗ chưa đối chiếu: %s.") % names, code="unconfirmed")


def _unit(result: dict[str, Any]) -> Unit:
    """The plan's unit by the name as it stands now."""
    facts = result["plan"]["unit"]
    unit = Unit.objects.on(facts["as_of"]).filter(code=facts["code"]).first() if facts["code"] else None
    if unit is not None and unit.name == facts["name"]:
        return unit
    place = Places(facts["as_of"], "\n".join(line["text"] for line in result["lines"])).own(facts["name"])
    if place.unit is None:
        raise ValidationError(place.note, code="unit")
    return place.unit


def _put_codes(result: dict[str, Any], unit: Unit) -> None:
    """Units of the annex and of products, found anew by the names a person left. Raises ValidationError (unit)."""
    version, places = result["version"], Places(result["plan"]["unit"]["as_of"])
    own = {row["unit"] for row in version["targets"] if "annex" not in version or row["kind"] != "any"}
    names = [row["unit"] for row in version["targets"] if row["unit"] not in own]
    names += [row["unit"] for row in version.get("annex", {}).get("rows", [])]
    found = places.inside(unit, names)
    lost = [place.note for place in found.values() if place.unit is None]
    if lost:
        raise ValidationError(" ".join(lost), code="unit")
    for row in [*version["targets"], *version.get("annex", {}).get("rows", [])]:
        row["unit_code"] = unit.code if row["unit"] in own else found[row["unit"]].code
    cells = [(row["unit_code"], row["star"], row["kind"]) for row in version["targets"]]
    if len(cells) != len(set(cells)):
        raise ValidationError(_("Một đơn vị đứng hai dòng trong phụ lục."), code="duplicate_unit")
    products = [product for batch in version["batches"] for product in batch["products"]]
    spots = places.inside(unit, (product["place"] for product in products))
    for product in products:
        product["unit_code"] = spots[product["place"]].code if product["place"] else ""


def _plan(result: dict[str, Any], unit: Unit) -> tuple[Plan, PlanVersion | None]:
    """The plan the draft belongs to, made when there is none, and the issued version it would change."""
    year = result["plan"]["year"]
    if not year:
        raise ValidationError(_("Chưa rõ năm của kế hoạch."), code="year")
    plan = Plan.objects.select_for_update(of=("self",)).filter(unit__code=unit.code, year=year).first()
    if plan is None:
        title = result["plan"]["title"] or default_title(unit, year)
        plan = Plan(unit=unit, year=year, slug=free_slug(unit, year), title=title[:250])
        plan.full_clean()
        plan.save()
        return plan, None
    if plan.versions.filter(state=VersionState.DRAFT).exists():
        message = _(
            "Kế hoạch này đã có dự thảo. Hãy mở dự thảo đó để đối chiếu, hoặc ban hành nó với số và ngày đã đọc."
        )
        raise ValidationError(message, code="draft_exists")
    return plan, plan.versions.filter(state=VersionState.ISSUED).order_by("-issued_on", "-id").first()


def _write(plan: Plan, result: dict[str, Any], replaces: PlanVersion | None) -> PlanVersion:
    """The draft with every part; number and date stay in the note: they are given when it is issued."""
    read = result["version"]
    note = read["source_note"]
    if read["number"] and read["issued_on"]:
        number = f"{read['number']:02d}/{read['symbol']}"
        note += _(" Nguồn là bản ban hành số %(number)s ngày %(day)s.") % {
            "number": number,
            "day": f"{read['issued_on']:%d/%m/%Y}",
        }
    content = fit_lengths({**read, "state": "draft", "number": None, "issued_on": None, "source_note": note})
    identity = {"year": plan.year, "unit_code": plan.unit.code}
    version = fill_version(plan, content | identity, [], result["plan"]["unit"]["as_of"])
    if replaces is not None:
        version.replaces, version.purpose, version.stage = replaces, VersionPurpose.ADJUST, PlanStage.DRAFTING
        version.save()
    return version
