"""Reads of the vault: who may put papers in, what stands in it, what runs out."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from ocop.site.registry import get_setting

from ...enums import EvidenceKind
from ...models import Evidence, Producer, ProducerMember
from ..queries import writable_producers


def vault_producers(user: Any) -> QuerySet[Producer]:
    """Producers into whose vault the person may put papers: the own ones, and those of the territory of an editor."""
    own = ProducerMember.objects.of(user).values("producer") if getattr(user, "is_authenticated", False) else []
    writable = writable_producers(user).values("pk")
    return Producer.objects.visible_to(user).filter(Q(pk__in=writable) | Q(pk__in=own))


def vault_rights(user: Any, producer: Producer) -> tuple[bool, bool]:
    """(may put papers into the vault, may edit the producer as an official) for a producer the person sees."""
    is_editor = writable_producers(user).filter(pk=producer.pk).exists()
    return is_editor or ProducerMember.objects.of(user).filter(producer=producer).exists(), is_editor


def check_vault(actor: Any, producer: Producer) -> None:
    """Refuse a producer whose vault the actor may not change; actor None is the command line."""
    if actor is not None and not vault_producers(actor).filter(pk=producer.pk).exists():
        raise ValidationError(_("Bạn không được cập nhật kho minh chứng của chủ thể này."), code="outside_territory")


def expiry_of(evidence: Evidence, today: date, warn_days: int) -> str:
    """ "expired", "expiring" (within `warn_days`), or "" for a paper that is valid or has no end."""
    if evidence.expires_on is None or evidence.expires_on > today + timedelta(days=warn_days):
        return ""
    return "expired" if evidence.expires_on < today else "expiring"


@dataclass(frozen=True)
class Paper:
    """A paper as a row of the vault."""

    evidence: Evidence
    expiry: str
    used: int


@dataclass(frozen=True)
class Shelf:
    """The papers of one kind."""

    kind: str
    label: str
    papers: list[Paper]


def shelves_of(user: Any, producer: Producer, today: date) -> list[Shelf]:
    """What the person may see of a producer's vault, by kind in the order of Mẫu 02, without empty kinds."""
    warn_days = get_setting("evidence_warn_days")
    rows = Evidence.objects.visible_to(user).current().filter(producer=producer).select_related("stored")
    rows = rows.annotate(used=Count("links__dossier", distinct=True)).order_by("-created_at", "-pk")
    papers: dict[str, list[Paper]] = {}
    for evidence in rows:
        paper = Paper(evidence, expiry_of(evidence, today, warn_days), evidence.used)
        papers.setdefault(evidence.kind, []).append(paper)
    return [Shelf(kind.value, str(kind.label), papers[kind]) for kind in EvidenceKind if kind in papers]
