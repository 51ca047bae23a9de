"""Keyset pages: the last page of a long list costs what the first one does, where OFFSET grows with the table."""

import base64
import binascii
import json
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

AFTER, BEFORE, LAST = "sau", "truoc", "cuoi"


@dataclass
class KeysetPage:
    """Rows of one page. `order` are non-null columns or annotations ("-" for falling); the last one is unique."""

    queryset: QuerySet[Any]
    order: tuple[str, ...]
    per_page: int = 50
    after: str = ""
    before: str = ""

    @cached_property
    def _window(self) -> tuple[list[Any], bool, bool]:
        backwards = bool(self.before)
        order = tuple(_turned(name) for name in self.order) if backwards else self.order
        rows_query = self.queryset.order_by(*order)
        cursor = _decode(self.before or self.after)
        if cursor is not None and len(cursor) == len(order):
            rows_query = rows_query.filter(_beyond(self.queryset, order, cursor))
        else:
            cursor = None
        rows = list(rows_query[: self.per_page + 1])
        more = len(rows) > self.per_page
        rows = rows[: self.per_page]
        if backwards:
            return rows[::-1], more, cursor is not None
        return rows, cursor is not None, more

    @property
    def rows(self) -> list[Any]:
        """The objects of this page in order."""
        return self._window[0]

    @property
    def has_previous(self) -> bool:
        """Whether there are rows before this page."""
        return self._window[1]

    @property
    def has_next(self) -> bool:
        """Whether there are rows after this page."""
        return self._window[2]

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def links(self, request: HttpRequest) -> dict[str, str]:
        """Addresses of first, before, after, last with the filters of the request kept; empty where there is none."""
        first = _address(request)
        none = {"first": "", "previous": "", "next": "", "last": ""}
        if not self.rows:
            return none | {"first": first if self.after or self.before else ""}
        if self.has_previous:
            none |= {
                "first": first,
                "previous": _address(request, **{BEFORE: self.cursor(self.rows[0])}),
            }
        if self.has_next:
            none |= {"next": _address(request, **{AFTER: self.cursor(self.rows[-1])})}
            none |= {"last": _address(request, **{BEFORE: LAST})}
        return none

    @property
    def is_lost(self) -> bool:
        """Whether a cursor was given that says nothing; a page then shows the first rows, the REST lists refuse."""
        text = self.before or self.after
        cursor = _decode(text)
        known = cursor is not None and len(cursor) == len(self.order)
        if text in ("", LAST) or not known:
            return text not in ("", LAST)
        return not _beyond(self.queryset, self.order, cursor or [])

    def cursor(self, row: Any) -> str:
        """What names a row's place in the order."""
        fields = [_field(self.queryset, name) for name in self.order]
        values = [field.value_to_string(row) for field in fields]
        return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def paginate(
    queryset: QuerySet[Any],
    request: HttpRequest,
    *,
    order: tuple[str, ...],
    per_page: int = 50,
) -> KeysetPage:
    """The page that the request asks for by `?sau=` or `?truoc=`; a cursor that says nothing means the first page."""
    return KeysetPage(
        queryset,
        order,
        per_page,
        request.GET.get(AFTER, ""),
        request.GET.get(BEFORE, ""),
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _field(queryset: QuerySet[Any], name: str) -> Any:
    bare = name.lstrip("-")
    annotation = queryset.query.annotations.get(bare)
    if annotation is not None:
        field = copy(annotation.output_field)
        field.name = field.attname = bare  # that of a column would still read the column
        return field
    model: type[Model] = queryset.model
    return model._meta.pk if bare == "pk" else model._meta.get_field(bare)


def _decode(text: str) -> list[str] | None:
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        return None
    return values if isinstance(values, list) and all(isinstance(value, str) for value in values) else None


def _beyond(queryset: QuerySet[Any], order: tuple[str, ...], cursor: list[str]) -> Q:
    """Rows after the cursor: (a > x) or (a = x and b > y) or …, and a ≥ x so that an index can be used."""
    try:
        values = [_field(queryset, name).to_python(value) for name, value in zip(order, cursor, strict=True)]
    except (ValidationError, ValueError, TypeError):  # a cursor somebody typed
        return Q()
    condition, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        bare = name.lstrip("-")
        step = "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{bare}__{step}": value})
        equal &= Q(**{bare: value})
    first = order[0].lstrip("-")
    bound = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{bound}": values[0]}) & condition


def _address(request: HttpRequest, **change: str) -> str:
    query = request.GET.copy()
    for name in (AFTER, BEFORE):
        query.pop(name, None)
    for name, value in change.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path
