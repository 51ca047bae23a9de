"""What narrows a list: declared filters (django-filter), `?updated_since=`, `?ordering=`; anything else is refused."""

from datetime import UTC, datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django_filters import rest_framework as drf_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from .paging import AFTER, BEFORE, LIMIT

FIELDS, ORDERING, SINCE = "fields", "ordering", "updated_since"


class ResourceFilter(django_filters.FilterSet):
    """Base of the filters of a list. Declare every filter with `help_text`; a subclass whose filters belong together
    overrides `narrow`, which gets the checked values by name (absent ones are None or ""). `is_idle`: without any of
    its parameters it narrows nothing, so that it need not be made."""

    is_idle = False

    def narrow(self, rows: QuerySet[Any], given: dict[str, Any]) -> QuerySet[Any]:
        """Rows that the filters leave; by default each filter for itself."""
        return super().filter_queryset(rows)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """As `narrow` says."""
        return self.narrow(queryset, self.form.cleaned_data)


def text_filter(help_text: Any, max_length: int = 100) -> django_filters.CharFilter:
    """Words; empty narrows nothing."""
    shape = extend_schema_field({"type": "string", "maxLength": max_length})
    made: django_filters.CharFilter = shape(django_filters.CharFilter(help_text=help_text, max_length=max_length))
    return made


def choice_filter(choices: Any, help_text: Any, *, coerce: Any = str) -> django_filters.Filter:
    """One of an enum or of pairs (`coerce=int` for numbers); empty narrows nothing."""
    pairs = getattr(choices, "choices", choices)
    if coerce is str:
        return django_filters.ChoiceFilter(choices=pairs, help_text=help_text)

    @extend_schema_field({"type": "integer", "enum": [value for value, _label in pairs]})
    class Number(django_filters.TypedChoiceFilter):
        """The package cannot tell the type of a filter that stands on no column."""

    return Number(choices=pairs, coerce=coerce, empty_value=None, help_text=help_text)


def number_filter(help_text: Any, low: int, high: int) -> django_filters.Filter:
    """A whole number within limits."""

    @extend_schema_field({"type": "integer", "minimum": low, "maximum": high})
    class WholeNumber(django_filters.NumberFilter):
        field_class = forms.IntegerField

    return WholeNumber(help_text=help_text, min_value=low, max_value=high)


def day_filter(help_text: Any) -> django_filters.DateFilter:
    """A day as YYYY-MM-DD."""
    return django_filters.DateFilter(help_text=help_text, input_formats=["%Y-%m-%d"])


@extend_schema_field({"type": "boolean"})
class Flag(django_filters.TypedChoiceFilter):
    """The package's own filter takes every other word for "not asked"; here it is refused."""


def flag_filter(help_text: Any) -> django_filters.Filter:
    """`true` or `false`, nothing else."""
    words = (("true", "true"), ("false", "false"))
    return Flag(choices=words, coerce=lambda word: word == "true", empty_value=None, help_text=help_text)


class Declared(drf_filters.DjangoFilterBackend):
    """Reads `filterset_class`; 400 names every parameter that is unknown or says nothing."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """Narrowed rows."""
        check_parameters(request, view.known_parameters())
        filters = view.filterset_class
        if filters is not None and filters.is_idle and not filters.base_filters.keys() & request.query_params.keys():
            return queryset
        return super().filter_queryset(request, queryset, view)


class Since(BaseFilterBackend):
    """`?updated_since=`: rows changed at or after a moment (`view.stamp`)."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """Narrowed rows; 400 for a moment without zone."""
        text = request.query_params.get(SINCE)
        if text is None or view.stamp is None:
            return queryset
        return queryset.filter(**{f"{view.stamp}__gte": _moment(text)})

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """For the OpenAPI document."""
        if view.stamp is None:
            return []
        text = _("Chỉ bản ghi sửa từ thời điểm này (ISO 8601 có múi giờ)")
        return [_parameter(SINCE, text, {"type": "string", "format": "date-time"})]


class Ordering(BaseFilterBackend):
    """`?ordering=`: one of `view.orderings`; the pages sort by it (paging.py)."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """The rows as they are: 400 for a word that is not offered."""
        word = request.query_params.get(ORDERING, "")
        if word and word not in view.orderings:
            raise ValidationError({ORDERING: [ErrorDetail(word, "invalid_choice")]})
        return queryset

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """For the OpenAPI document."""
        if not view.orderings:
            return []
        return [_parameter(ORDERING, _("Thứ tự; dấu trừ là giảm dần"), {"type": "string", "enum": [*view.orderings]})]


BACKENDS = [Declared, Since, Ordering]


def list_parameters(view: Any) -> set[str]:
    """Every parameter the list of a resource knows."""
    found = {AFTER, BEFORE, LIMIT, FIELDS}
    found |= {ORDERING} if view.orderings else set()
    found |= {SINCE} if view.stamp else set()
    return found | set(view.filterset_class.base_filters if view.filterset_class else ())


def check_parameters(request: Request, known: set[str]) -> None:
    """400 for a parameter there is not (a filter misspelt would hand out everything) or that is given twice."""
    faults = {name: [ErrorDetail(name, "unknown_parameter")] for name in request.query_params if name not in known}
    for name, values in request.query_params.lists():
        if len(values) > 1 and name in known:
            faults[name] = [ErrorDetail(name, "invalid")]
    if faults:
        raise ValidationError(faults)


def fields_asked(request: Request, offered: Any) -> list[str] | None:
    """Names in `?fields=a,b`, None for all; 400 for none or for one that is not offered."""
    text = request.query_params.get(FIELDS)
    if text is None:
        return None
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or set(names) - set(offered):
        raise ValidationError({FIELDS: [ErrorDetail(text, "invalid_choice")]})
    return names


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text.replace(" ", "+"))  # a plus sign which was not escaped arrives as a blank
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValidationError({SINCE: [ErrorDetail(_("Hãy ghi thời điểm có múi giờ."), "invalid")]})
    try:
        return moment.astimezone(UTC)  # PostgreSQL takes no zone beyond 16 hours
    except OverflowError:  # the first or the last day there is
        return moment.replace(tzinfo=UTC)


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
