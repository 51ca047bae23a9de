"""The batch of a session: which dossiers wait for this council, put in and taken out while it is prepared."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from products.domain.product_sets import CROSSWALK_1048
from products.enums import DossierKind, DossierState, DossierStep
from products.models import Dossier, DossierMove, ProducerAttribution, Product
from products.rules import DISTRICTS_UNTIL
from programs.models import UnitReach

from ...enums import CouncilLevel, ReferralOutcome, SessionMode, SessionState
from ...models import Council, CouncilSession, MinistryReferral, SessionEntry
from ..lawpacks.load import load_pack, pack_codes
from .sessions import lock_preparing

BEFORE_COUNCIL = (DossierState.ELIGIBLE, DossierState.COUNCIL)
OPEN_SESSIONS = (SessionState.PREPARING, SessionState.SCORING)
ONE_HEIR = tuple(old for old, new in CROSSWALK_1048.items() if len(new) == 1)
"""Sets of QĐ 1048 with one successor: their products have a sheet although nobody chose a set of today."""


def set_of(product: Product) -> int | None:
    """The set whose sheet is scored: the chosen one, else the one successor of that of QĐ 1048 (rules.md §7.6)."""
    if product.product_set is not None:
        return product.product_set
    heirs = CROSSWALK_1048.get(product.product_set_1048 or 0, ())
    return heirs[0] if len(heirs) == 1 else None


def waiting(user: Any, session: CouncilSession) -> QuerySet[Dossier]:
    """Dossiers that wait for a council of this level in its territory, with or without a product set.

    Eligible (or before the council after a session called off), in no other open session. District: only while the
    pack has that step. Centre: what the province sent with 90 points or more. Written opinion: re-evaluations only.
    `user` None is the command line; whoever does not prepare the council gets nothing.
    """
    if user is not None and not Council.objects.organised_by(user).filter(pk=session.council_id).exists():
        return Dossier.objects.none()
    seen = Dossier.objects.all() if user is None else Dossier.objects.visible_to(user)
    taken = SessionEntry.objects.filter(
        Q(session=session) | Q(returned_at=None, session__state__in=OPEN_SESSIONS), dossier=OuterRef("pk")
    )
    found = seen.filter(_in_territory(session.council), _at_level(session)).exclude(Exists(taken))
    if session.mode == SessionMode.WRITTEN:
        found = found.filter(kind=DossierKind.RERANK)
    return found.select_related("product__producer", "unit").order_by("unit__sort_key", "product__sort_key", "pk")


def candidates(user: Any, session: CouncilSession) -> QuerySet[Dossier]:
    """Those of them that can be put in: the product has a set, so there is a sheet to score."""
    has_set = Q(product__product_set__isnull=False) | Q(product__product_set_1048__in=ONE_HEIR)
    return waiting(user, session).filter(has_set)


def _in_territory(council: Council) -> Q:
    """The dossier's unit, the producer's of today, or the one decided after a split lies in the council's territory."""
    units = UnitReach.objects.filter(unit=council.unit_id).values("member")
    placed = ProducerAttribution.objects.filter(unit__in=units).values("producer")
    return Q(unit__in=units) | Q(product__producer__unit__in=units) | Q(product__producer__in=placed)


def _at_level(session: CouncilSession) -> Q:
    """Who found the dossier eligible says which council it waits for, while there are councils of districts."""
    if session.council.level == CouncilLevel.CENTRAL:
        waits = MinistryReferral.objects.filter(outcome=ReferralOutcome.WAITING)
        return Q(pk__in=waits.values("result__dossier"), state=DossierState.EVALUATED)
    ready = Q(state__in=BEFORE_COUNCIL)
    if session.council.level == CouncilLevel.DISTRICT:
        packs = [code for code in pack_codes() if load_pack(code).manifest.has_district]
        return ready & Q(law_pack__in=packs) & ~_qualified_in(DossierState.RECEIVED)
    if session.held_on > DISTRICTS_UNTIL:  # what the end of the districts caught half-way is the province's
        return ready
    return ready & ~_qualified_in(DossierState.DISTRICT_ACCEPTED)


def _qualified_in(state: DossierState) -> Q:
    """Condition: found eligible by the level that held the dossier in that state."""
    moves = DossierMove.objects.filter(dossier=OuterRef("pk"), step=DossierStep.QUALIFY, before=state)
    return Q(Exists(moves))


@transaction.atomic
def add_entries(*, actor: Any, session_id: int, dossier_ids: Iterable[int]) -> list[SessionEntry]:
    """Put dossiers into a session under preparation; those already in it are passed over.

    Dossiers are locked, so that two sessions never take the same one. Raises ValidationError naming what cannot be
    put in (in another open session, of another place or level, without a product set).
    """
    session = lock_preparing(actor, session_id)
    wanted = set(dossier_ids) - set(session.entries.values_list("dossier", flat=True))
    locked = Dossier.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted).order_by("pk")
    names = {dossier.pk: str(dossier) for dossier in locked.select_related("product")}
    fitting = list(candidates(actor, session).filter(pk__in=wanted))
    faults = [
        ValidationError(_("%s: không đưa được vào phiên họp này.") % names.get(pk, pk), code="not_candidate")
        for pk in sorted(wanted - {dossier.pk for dossier in fitting})
    ]
    if faults:
        raise ValidationError(faults)
    last = session.entries.order_by("-order").values_list("order", flat=True).first() or 0
    added = [
        SessionEntry.objects.create(session=session, dossier=dossier, order=order)
        for order, dossier in enumerate(fitting, start=last + 1)
    ]
    if added:
        payload = {"dossiers": [entry.dossier_id for entry in added]}
        record_act(verb="add_session_entries", actor=actor, subject=session, payload=payload)
    return added


@transaction.atomic
def remove_entry(*, actor: Any, entry_id: int) -> CouncilSession:
    """Take a dossier out of a session under preparation, with the interests declared in it.

    Taken out already: SessionEntry.DoesNotExist, which a page answers with 404.
    """
    session_id = SessionEntry.objects.values_list("session", flat=True).get(pk=entry_id)
    session = lock_preparing(actor, session_id)
    entry = SessionEntry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    payload = {"dossier": entry.dossier_id}
    entry.delete()
    record_act(verb="remove_session_entry", actor=actor, subject=session, payload=payload)
    return session
