"""Two records that are one: every reference moves to the record that is kept, and can be moved back.

All relations to the model are walked, those of apps above too (recognitions), so that a new model needs nothing here.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pgtrigger
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act

from ..models import Merge, Producer, Product
from .codes import newest_code
from .keys import rekey_products
from .queries import writable_producers, writable_products
from .records import check_producer

PRODUCER, PRODUCT = "producer", "product"
MODELS: dict[str, type[Producer] | type[Product]] = {PRODUCER: Producer, PRODUCT: Product}
FILLED = {
    PRODUCER: ("address", "representative", "phone", "tax_code", "email", "founded_on", "registration_number"),
    PRODUCT: ("product_set", "product_set_1048", "description"),
}
"""Fields of the kept record that are filled from the other when they are blank."""

STAY = frozenset(
    {
        "products.representation",
        "products.legalformperiod",
        "products.producerlocation",
        "products.producerattribution",
        "products.producermember",
        "products.evidence",
        "evaluations.exchangeline",
    }
)
"""Where the kept record has its own word for the same day, time, person or file: the other's stays where it is."""

COPIES = frozenset(
    {
        *("evaluations.recognition", "products.yearfigures", "products.evidencelink"),
        *("products.participation", "products.pointproduct", "products.supportgrant"),
    }
)
"""Plain statements: where both records say the same, one is taken out and kept whole in the merge."""

NOT_COMPARED = frozenset({"id", "created_at", "updated_at", "revision", "source_note", "note", "body_note"})


class MergeError(ValidationError):
    """Why two records cannot be one now; code "merge"."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="merge")


@dataclass
class Move:
    """What a merge did: references moved ("app.model.field" → [from, to, ids]) and copies taken out (serialised)."""

    moved: dict[str, list[Any]] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    def note(self, relation: Any, before: Any, after: Any, ids: Iterable[Any]) -> None:
        """Keep which rows were repointed."""
        self.moved.setdefault(label_of(relation), []).append([before, after, [_plain(pk) for pk in ids]])


def merge_producers(*, actor: Any, kept_id: int, merged_id: int) -> Merge:
    """Make one producer of two; raises MergeError, ValidationError. Sent twice: the first answer again."""
    return _merge(PRODUCER, actor, kept_id, merged_id)


def merge_products(*, actor: Any, kept_id: int, merged_id: int) -> Merge:
    """Make one product of two; raises MergeError, ValidationError. Sent twice: the first answer again."""
    return _merge(PRODUCT, actor, kept_id, merged_id)


@transaction.atomic
def _merge(kind: str, actor: Any, kept_id: int, merged_id: int) -> Merge:
    kept, merged = _locked(kind, actor, kept_id, merged_id)
    if merged.merged_into_id == kept.pk:
        return _open_merges(kind).get(kept_id=kept.pk, merged_id=merged.pk)
    if kept.pk == merged.pk or kept.merged_into_id or merged.merged_into_id:
        raise MergeError(_("Một trong hai bản ghi đã được gộp trước đó."))
    before = {name: _text(kept, name) for name in (*FILLED[kind], "official_code") if hasattr(kept, name)}
    move = Move()
    with refusals():
        _repoint(kept, merged, move)
    for name in FILLED[kind]:
        if getattr(kept, name) in (None, ""):
            setattr(kept, name, getattr(merged, name))
    merged.merged_into = kept
    merged.save()
    _settle(kept)
    after = {name: _text(kept, name) for name in before}
    done = Merge.objects.create(
        kind=kind,
        kept_id=kept.pk,
        merged_id=merged.pk,
        moved=move.moved,
        before={"kept": before, "after": after, "dropped": move.dropped},
        done_by=actor if getattr(actor, "pk", None) else None,
    )
    facts = {"kind": kind, "kept": kept.name, "merged": merged.name, "merged_id": merged.pk, "moved": move.moved}
    record_act(verb="merge_records", actor=actor, subject=kept, payload=facts)
    return done


@transaction.atomic
def undo_merge(*, actor: Any, merge_id: int) -> Merge:
    """Put back what a merge moved; a field that was changed since keeps its newer value. Sent twice: done once.

    Raises MergeError when a later merge stands on this one or something new took the place of what would come back.
    """
    done = Merge.objects.select_for_update().get(pk=merge_id)
    if done.undone_at is not None:
        return done
    kept, merged = _locked(done.kind, actor, done.kept_id, done.merged_id)
    ids = (done.kept_id, done.merged_id)
    later = _open_merges(done.kind).filter(pk__gt=done.pk)
    if later.filter(models.Q(kept_id__in=ids) | models.Q(merged_id__in=ids)).exists() or kept.merged_into_id:
        raise MergeError(_("Bản ghi còn được gộp lần nữa sau đó: hãy tách lần gộp sau trước."))
    for name, value in done.before["kept"].items():
        if _text(kept, name) == done.before["after"][name]:
            setattr(kept, name, kept._meta.get_field(name).to_python(value))
    merged.merged_into = None
    with refusals():
        kept.save()
        merged.save()
        _put_back(done)
    _settle(kept)
    _settle(merged)
    done.undone_at, done.undone_by = timezone.now(), actor if getattr(actor, "pk", None) else None
    done.save(update_fields=["undone_at", "undone_by"])
    facts = {"kind": done.kind, "kept": kept.name, "merged": merged.name, "merged_id": merged.pk}
    record_act(verb="undo_merge", actor=actor, subject=kept, payload=facts)
    return done


def _locked(kind: str, actor: Any, kept_id: int, merged_id: int) -> tuple[Any, Any]:
    """Both rows under lock, in the order of their ids, both in the actor's territory."""
    rows = MODELS[kind]._base_manager.select_for_update(of=("self",)).filter(pk__in=(kept_id, merged_id))
    found = {row.pk: row for row in rows.order_by("pk")}
    if kept_id not in found or merged_id not in found:
        raise MergeError(_("Không tìm thấy bản ghi."))
    for row in found.values():
        if row.merged_into_id is None:
            check_producer(actor, row if isinstance(row, Producer) else row.producer)
    return found[kept_id], found[merged_id]


def merges_for(user: Any) -> models.QuerySet[Merge]:
    """Merges into records which the person may change, newest first."""
    producers = models.Q(kind=PRODUCER, kept_id__in=writable_producers(user).values("pk"))
    products = models.Q(kind=PRODUCT, kept_id__in=writable_products(user).values("pk"))
    return Merge.objects.filter(producers | products).select_related("done_by", "undone_by").order_by("-pk")


def _open_merges(kind: str) -> models.QuerySet[Merge]:
    return Merge.objects.filter(kind=kind, undone_at=None)


def _settle(record: Any) -> None:
    """Search keys and the newest code, after references came or went."""
    if isinstance(record, Producer):
        rekey_products(Product.objects.filter(producer=record))
    elif record.codes.exists():
        record.official_code = newest_code(record)
    record.set_keys()
    record.revision += 1
    record.save()


def relations(model: type[models.Model]) -> Iterator[Any]:
    """Relations that lead to rows of the model; histories and logs that can never change stay where they are."""
    for relation in model._meta.get_fields(include_hidden=True):
        leads_here = relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        if not leads_here or hasattr(relation.related_model, "pgh_tracked_model"):
            continue
        if not _is_sealed(relation.related_model):
            yield relation


def _is_sealed(model: Any) -> bool:
    """Whether the database refuses every change of the model's rows (logs)."""
    return any(
        isinstance(trigger, pgtrigger.Protect) and trigger.condition is None and "UPDATE" in str(trigger.operation)
        for trigger in getattr(model._meta, "triggers", ())
    )


def label_of(relation: Any) -> str:
    """ "products.evidence.producer"."""
    return f"{relation.related_model._meta.label_lower}.{relation.field.name}"


def _repoint(kept: Any, merged: Any, move: Move) -> None:
    """All rows that point to `merged` point to `kept`; what both have is resolved or refused."""
    for relation in relations(type(kept)):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: merged}).order_by("pk")
        free = [row for row in rows if not _meets(relation, row, kept, move)]
        if free:
            ids = [row.pk for row in free]
            relation.related_model._base_manager.filter(pk__in=ids).update(**{relation.field.name: kept})
            move.note(relation, merged.pk, kept.pk, ids)


def _meets(relation: Any, row: Any, kept: Any, move: Move) -> bool:
    """Whether the row cannot move because the kept record has its twin; then it is resolved, or refused."""
    twin = _twin(relation, row, kept)
    if twin is None:
        return False
    label = row._meta.label_lower
    is_copy = label in COPIES and _facts(row, relation) == _facts(twin, relation)
    if label not in STAY and not is_copy:
        facts = {"what": row._meta.verbose_name, "row": row}
        raise MergeError(
            _("Cả hai bản ghi đều có %(what)s “%(row)s”. Hãy gộp hoặc sửa cho khớp trước, rồi gộp lại.") % facts
        )
    _repoint(twin, row, move)
    if is_copy:
        move.dropped.append(json.dumps(serializers.serialize("python", [row]), default=str))
        row.delete()
    return True


def _twin(relation: Any, row: Any, kept: Any) -> Any:
    """The row of the kept record that a unique constraint would not let this one stand beside."""
    siblings = type(row)._base_manager.filter(**{relation.field.name: kept})
    if relation.one_to_one:
        return siblings.first()
    for constraint in row._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or relation.field.name not in constraint.fields:
            continue
        same = {name: getattr(row, name) for name in constraint.fields if name != relation.field.name}
        if None in same.values() and constraint.nulls_distinct is not False:
            continue
        condition = constraint.condition or models.Q()
        applies = not constraint.condition or type(row)._base_manager.filter(condition, pk=row.pk).exists()
        found = siblings.filter(condition, **same).first() if applies else None
        if found is not None:
            return found
    return None


def _facts(row: Any, relation: Any) -> dict[str, Any]:
    """What the row says besides whose it is, when it was written, and notes."""
    fields = [f for f in row._meta.concrete_fields if f.name not in NOT_COMPARED and f.name != relation.field.name]
    return {field.name: getattr(row, field.attname) for field in fields}


def _put_back(done: Merge) -> None:
    """Copies taken out come back as they were, then the references go back, the last moved first."""
    for entry in reversed(done.before["dropped"]):
        for restored in serializers.deserialize("python", json.loads(entry)):
            restored.save(force_insert=True)
    for label, moves in reversed(done.moved.items()):
        model, name = _relation(label)
        for before, after, ids in reversed(moves):
            model._base_manager.filter(pk__in=ids, **{f"{name}_id": after}).update(**{f"{name}_id": before})


def _relation(label: str) -> tuple[Any, str]:
    app, model, name = label.split(".")
    return apps.get_model(app, model), name


def _text(record: Any, name: str) -> Any:
    """A field's value as JSON keeps it."""
    value = getattr(record, name)
    return value if value is None or isinstance(value, int | str) else value.isoformat()


def _plain(pk: Any) -> Any:
    return pk if isinstance(pk, int) else str(pk)


@contextmanager
def refusals() -> Iterator[None]:
    """A constraint of the database that says no becomes a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        message = _("Dữ liệu của hai bản ghi vướng nhau nên chưa làm được. Hãy sửa cho khớp trước.")
        raise MergeError(message) from error
