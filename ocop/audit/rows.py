"""Reading the row history: who changed what of one row, when, from what to what."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

HIDDEN = {"id", "fold", "sort_key", "created_at", "updated_at", "revision", "password", "last_login"}
LABELS = {"insert": _("tạo"), "update": _("sửa"), "delete": _("xóa")}
NAME_FIELDS = ("name", "full_name", "title", "username")


@dataclass(frozen=True)
class Change:
    """One field: its Vietnamese label and the values as text; "" is empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One event of a row."""

    at: datetime
    kind: str
    label: Any
    who: str
    request_id: str
    url: str
    changes: list[Change]


@cache
def event_models() -> dict[type[models.Model], type[models.Model]]:
    """Tracked model → model of its events."""
    return {model.pgh_tracked_model: model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}


def tracked_model(label: str) -> type[models.Model] | None:
    """The tracked model "app.model"; None for anything else."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return model if model in event_models() else None


def entries(events: list[Any], older: Any) -> list[Entry]:
    """Entries of one row's events, newest first; `older` is the event before the last of them, None without one."""
    if not events:
        return []
    fields = _fields(type(events[0]).pgh_tracked_model)
    texts = _Texts(fields, [*events, older] if older else events)
    people = _people(events)
    found = []
    for event, before in zip(events, [*events[1:], older], strict=True):
        context = _context(event)
        label = LABELS.get(event.pgh_label, event.pgh_label)
        who = people.get(str(context.get("user")), "")
        changes = [] if event.pgh_label == "delete" else list(texts.changes(event, before))
        ident, url = str(context.get("request_id", "")), str(context.get("url", ""))
        found.append(Entry(event.pgh_created_at, event.pgh_label, label, who, ident, url, changes))
    return found


def _fields(model: type[models.Model]) -> list[Any]:
    kept = {field.name for field in event_models()[model]._meta.fields}
    return [field for field in model._meta.concrete_fields if field.name in kept and field.name not in HIDDEN]


def _context(event: Any) -> dict[str, Any]:
    return event.pgh_context.metadata if event.pgh_context else {}


def _people(events: list[Any]) -> dict[str, str]:
    ids = {_context(event).get("user") for event in events} - {None}
    model = apps.get_model("accounts.user")
    return {str(person.pk): str(person) for person in model._default_manager.filter(pk__in=ids)}


class _Texts:
    """Values of events as a person reads them; names of what foreign keys point at are fetched once a field."""

    def __init__(self, fields: list[Any], events: list[Any]) -> None:
        self.fields = fields
        self.names = {field.name: self._names(field, events) for field in fields if field.is_relation}

    @staticmethod
    def _names(field: Any, events: list[Any]) -> dict[str, str]:
        target = field.related_model
        column = next((name for name in NAME_FIELDS if name in {f.name for f in target._meta.fields}), None)
        ids = {getattr(event, field.attname) for event in events} - {None}
        if column is None or not ids:
            return {}
        return {str(pk): name for pk, name in target._base_manager.filter(pk__in=ids).values_list("pk", column)}

    def text(self, field: Any, event: Any) -> str:
        value = getattr(event, field.attname, None) if event is not None else None
        if value is None or value == "":
            return ""
        if field.is_relation:
            return self.names[field.name].get(str(value), str(value))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return str(_("có")) if value else str(_("không"))
        if isinstance(value, list | tuple):
            return "; ".join(map(str, value))
        return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else str(value)

    def changes(self, event: Any, before: Any) -> Any:
        for field in self.fields:
            old, new = self.text(field, before), self.text(field, event)
            if old != new:
                yield Change(str(field.verbose_name), old, new)
