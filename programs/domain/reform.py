"""A reform carried over to this installation's records: worklist, grants, decisions; reversible until confirmed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.access import territory_grants
from ocop.accounts.models import Grant
from ocop.audit.acts import record_act

from ..enums import ReformState
from ..models import Instrument, Reform, ReformItem, Unit, UnitReach
from ..rules import REFORM_RUNNERS, can_run_reform
from .located import LocatedThing, located_kind, located_kinds
from .reform_figures import ReformError, ReformMap, Split, figures, known_reforms, read_reform

__all__ = [
    "GRANT",
    "ReformError",
    "apply_reform",
    "confirm_reform",
    "decide_item",
    "known_reforms",
    "read_reform",
    "reform_state",
    "reforms_for",
    "revert_reform",
    "state_of",
    "worklist",
]

GRANT = "accounts.grant"


def reforms_for(user: Any) -> list[tuple[str, Instrument, Unit]]:
    """(code, instrument, province) of the reforms the person may run."""
    rows = known_reforms()
    reached = UnitReach.objects.filter(unit__in=territory_grants(user, REFORM_RUNNERS))
    mine = set(reached.filter(member__in=[row[2] for row in rows]).values_list("member", flat=True))
    return [row for row in rows if row[2].pk in mine]


def worklist(reform: Reform) -> QuerySet[ReformItem]:
    """Records in split communes: a person decides each."""
    return ReformItem.objects.filter(reform=reform).exclude(label=GRANT)


def reform_state(*, reform_code: str) -> dict[str, Any]:
    """Figures as they stand: of the applied reform, or what applying would do. Writes nothing. Raises ReformError."""
    made = read_reform(reform_code)
    return state_of(made, Reform.objects.filter(code=made.code).first())


def state_of(made: ReformMap, reform: Reform | None) -> dict[str, Any]:
    """The same for a reform already read."""
    if reform is None or reform.state == ReformState.DRAFT:
        grants = _open_grants(made).count()
        return figures(made, reform, worklist=len(_things(made)), decided=0, grants=grants)
    is_grant = Q(label=GRANT)
    counts = ReformItem.objects.filter(reform=reform).aggregate(
        worklist=Count("pk", filter=~is_grant),
        decided=Count("pk", filter=~is_grant & Q(chosen__isnull=False)),
        grants=Count("pk", filter=is_grant),
    )
    return figures(made, reform, **counts)


@transaction.atomic
def apply_reform(*, reform_code: str, actor: Any = None, dry_run: bool = False) -> dict[str, Any]:
    """List what stands in split communes for decision and close grants at ended units on the eve of the reform.

    Again on an applied reform: only records that are new since are listed. A confirmed one is left alone. Returns the
    figures of `reform_figures.figures`. `dry_run` writes nothing. Raises ReformError.
    """
    made = read_reform(reform_code)
    _check_actor(actor, made.province)
    if dry_run:
        return reform_state(reform_code=reform_code) | {"dry_run": True}
    reform = _locked(made)
    if reform.state != ReformState.CONFIRMED:
        listed, closed = _list_things(reform, made), _close_grants(reform, made)
        if reform.state == ReformState.DRAFT or listed or closed:
            _set_state(reform, ReformState.APPLIED, actor)
            facts = {"listed": listed, "grants_closed": closed}
            record_act(verb="apply_reform", actor=actor, subject=reform, article=made.instrument.number, payload=facts)
    return reform_state(reform_code=reform_code) | {"dry_run": False}


@transaction.atomic
def revert_reform(*, reform_code: str, actor: Any = None) -> Reform:
    """Take back an applied reform: grants run as before, decisions and worklist are gone. Raises ReformError."""
    made = read_reform(reform_code)
    _check_actor(actor, made.province)
    reform = _locked(made)
    _require(reform, ReformState.APPLIED, _("Chỉ hoàn tác được đợt sắp xếp đã áp dụng và chưa xác nhận."))
    closed = ReformItem.objects.filter(reform=reform, label=GRANT)
    for item in closed:
        Grant.objects.filter(pk=item.object_id).update(valid_to=date.fromisoformat(item.note) if item.note else None)
    for kind in located_kinds():
        kind.forget(worklist(reform).filter(label=kind.label).values_list("object_id", flat=True), reform)
    facts = {"grants_reopened": len(closed), "items_dropped": worklist(reform).count()}
    ReformItem.objects.filter(reform=reform).delete()
    _set_state(reform, ReformState.DRAFT, None)
    record_act(verb="revert_reform", actor=actor, subject=reform, article=made.instrument.number, payload=facts)
    return reform


@transaction.atomic
def confirm_reform(*, reform_code: str, actor: Any = None) -> Reform:
    """Make the reform final: every record of the worklist is decided, nothing is taken back. Raises ReformError."""
    made = read_reform(reform_code)
    _check_actor(actor, made.province)
    reform = _locked(made)
    _require(reform, ReformState.APPLIED, _("Chỉ xác nhận được đợt sắp xếp đã áp dụng."))
    if _list_things(reform, made) or worklist(reform).filter(chosen=None).exists():
        left = worklist(reform).filter(chosen=None).count()
        message = _("Còn %(count)s chủ thể ở xã bị chia chưa được quyết định.") % {"count": left}
        raise ReformError(message, code="reform_undecided")
    _set_state(reform, ReformState.CONFIRMED, actor)
    facts = {"decided": worklist(reform).count()}
    record_act(verb="confirm_reform", actor=actor, subject=reform, article=made.instrument.number, payload=facts)
    return reform


@transaction.atomic
def decide_item(*, item_id: int, unit: Unit, actor: Any, note: str = "") -> ReformItem:
    """Say in which successor a record of a split commune lies; can be said again until the reform is confirmed.

    Raises ReformError when the unit took over no part of the record's commune.
    """
    item = ReformItem.objects.select_for_update().select_related("reform__instrument", "unit").get(pk=item_id)
    reform = Reform.objects.select_for_update().get(pk=item.reform_id)
    _check_actor(actor, reform.province)
    _require(reform, ReformState.APPLIED, _("Đợt sắp xếp chưa áp dụng hoặc đã xác nhận: không quyết định được nữa."))
    if item.label == GRANT or not item.unit.edges_out.filter(successor=unit, instrument=reform.instrument).exists():
        facts = {"unit": unit.name, "old": item.unit.name}
        raise ReformError(_("%(unit)s không kế thừa phần nào của %(old)s.") % facts, code="reform_choice")
    item.chosen, item.decided_by, item.decided_at, item.note = unit, actor, timezone.now(), note
    item.save(update_fields=["chosen", "decided_by", "decided_at", "note", "updated_at"])
    located_kind(item.label).attribute(item.object_id, reform, unit, actor)
    act = {"label": item.label, "object_id": item.object_id, "from": item.unit.code, "to": unit.code, "note": note}
    article = item.reform.instrument.number
    record_act(verb="decide_reform_item", actor=actor, subject=item, article=article, payload=act)
    return item


def _check_actor(actor: Any, province: Unit) -> None:
    """A person needs the right; the command line (no actor) has the machine already."""
    if actor is not None and not can_run_reform(actor, province):
        raise ReformError(_("Bạn không được phân quyền sắp xếp đơn vị của tỉnh này."), code="reform_access")


def _locked(made: ReformMap) -> Reform:
    name = _("Sắp xếp đơn vị hành chính %(province)s (%(number)s)")
    facts = {"province": made.province.name, "number": made.instrument.number}
    fields = {
        "name": name % facts,
        "instrument": made.instrument,
        "province": made.province,
        "effective_on": made.effective_on,
    }
    reform, _made = Reform.objects.get_or_create(code=made.code, defaults=fields)
    return Reform.objects.select_for_update().get(pk=reform.pk)


def _require(reform: Reform, state: str, message: str) -> None:
    if reform.state != state:
        raise ReformError(message, code="reform_state")


def _set_state(reform: Reform, state: ReformState, actor: Any) -> None:
    now = timezone.now()
    reform.state = state
    if state == ReformState.CONFIRMED:
        reform.confirmed_at = now
    elif state == ReformState.DRAFT:
        reform.applied_at = reform.applied_by = None
    elif reform.applied_at is None:
        reform.applied_at, reform.applied_by = now, actor
    reform.save()


def _things(made: ReformMap) -> list[tuple[str, LocatedThing, Split]]:
    by_unit = {split.unit.pk: split for split in made.splits}
    return [(kind.label, thing, by_unit[thing.unit_id]) for kind in located_kinds() for thing in kind.at(list(by_unit))]


def _list_things(reform: Reform, made: ReformMap) -> int:
    present = set(worklist(reform).values_list("label", "object_id"))
    fresh = [
        ReformItem(
            reform=reform,
            label=label,
            object_id=thing.object_id,
            caption=thing.caption[:250],
            unit=split.unit,
            suggested=split.suggested,
        )
        for label, thing, split in _things(made)
        if (label, thing.object_id) not in present
    ]
    ReformItem.objects.bulk_create(fresh, batch_size=1000)
    return len(fresh)


def _open_grants(made: ReformMap) -> QuerySet[Grant]:
    """Grants at ended units that would outlive them. One that begins later is kept: it was given on purpose."""
    lasting = Q(valid_to=None) | Q(valid_to__gt=made.eve)
    return Grant.objects.filter(lasting, unit__in=[unit.pk for unit in made.ended], valid_from__lte=made.eve)


def _close_grants(reform: Reform, made: ReformMap) -> int:
    """Close them on the eve; the item keeps the end they had, for `revert_reform`."""
    grants = list(_open_grants(made).select_for_update(of=("self",)).select_related("unit", "user"))
    ReformItem.objects.bulk_create(
        ReformItem(
            reform=reform,
            label=GRANT,
            object_id=grant.pk,
            caption=str(grant)[:250],
            unit=grant.unit,
            note=grant.valid_to.isoformat() if grant.valid_to else "",
        )
        for grant in grants
    )
    Grant.objects.filter(pk__in=[grant.pk for grant in grants]).update(valid_to=made.eve)
    return len(grants)
