"""The hash chain over legal acts: `record_act` adds a link, `verify_chain` recomputes all of them."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from .models import LegalAct

GENESIS = "0" * 64
_LOCK = 0x0C0B  # one writer at a time keeps the sequence gap-free


@transaction.atomic
def record_act(
    *, verb: str, actor: Any, subject: models.Model, article: str = "", payload: dict[str, Any] | None = None
) -> LegalAct:
    """Append one act to the chain inside the caller's transaction.

    `verb` is an identifier named in verbs.py ("issue_plan"), `article` the Vietnamese citation, `payload` JSON-ready
    facts (keys and floats are kept as text, so that the database gives back what was hashed).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = LegalAct.objects.order_by("-sequence").first()
    act = LegalAct(
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        actor=actor if getattr(actor, "pk", None) else None,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        article=article,
        payload=json.loads(json.dumps(payload or {}), parse_float=str),
        previous_hash=last.hash if last else GENESIS,
    )
    act.hash = digest(act)
    act.save(force_insert=True)
    return act


def digest(act: LegalAct) -> str:
    """SHA-256 over the act's facts and the hash before it."""
    facts = [
        act.sequence,
        act.at.astimezone(UTC).isoformat(),
        act.actor_id,
        act.verb,
        act.subject_type,
        act.subject_id,
        act.article,
        act.payload,
        act.previous_hash,
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def verify_chain() -> Iterator[str]:
    """Yield a Vietnamese finding for every broken link; nothing when the chain is whole."""
    # The chain cannot tell that its own end was cut off: keep the head that verify_audit prints somewhere else.
    previous, expected = GENESIS, 1
    for act in LegalAct.objects.order_by("sequence").iterator(chunk_size=2000):
        if act.sequence != expected:
            yield f"Thiếu mắt xích {expected} (gặp {act.sequence})"
        if act.previous_hash != previous:
            yield f"Mắt xích {act.sequence} không nối với mắt xích trước"
        if digest(act) != act.hash:
            yield f"Mắt xích {act.sequence} đã bị sửa nội dung"
        previous, expected = act.hash, act.sequence + 1


def is_sound(act: LegalAct) -> bool:
    """Whether one act still says what was hashed (not whether its neighbours do)."""
    return digest(act) == act.hash
