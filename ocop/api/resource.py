"""The base of every address of the REST interface: the conventions of docs/api.md, once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from ocop.site.registry import read_once

from .enums import ScopeArea
from .errors import NotFound, PreconditionFailed, Unprocessable
from .etags import etag_of, is_fresh, revision_asked
from .filters import BACKENDS, FIELDS, ResourceFilter, check_parameters, fields_asked, list_parameters
from .idempotency import once


class Conventions(APIView):
    """What lists, records and actions share.

    `area` names the scope, `idempotent` whether a POST needs a key, `only_reads` a POST that stores nothing (its scope
    is `<area>:read`), `revisioned` the methods or actions that need If-Match.
    """

    http_method_names = ["get", "post", "put", "patch", "delete", "head"]  # no OPTIONS: the document tells it all

    area: ClassVar[ScopeArea | None] = None
    idempotent: ClassVar[bool] = True
    only_reads: ClassVar[bool] = False
    revisioned: ClassVar[tuple[str, ...]] = ("PUT", "PATCH", "DELETE")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """After the checks of the package: how a method that changes something is done (it is fetched after this)."""
        super().initial(request, *args, **kwargs)
        name = str(request.method).lower()
        if request.method not in SAFE_METHODS and hasattr(self, name):
            setattr(self, name, partial(self._change, getattr(self, name)))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The answer is not kept: view and request of the package hold each other, and it would stay with them until
        the garbage is looked through."""
        answer = super().dispatch(request, *args, **kwargs)
        del self.response
        return answer

    def _change(self, handler: Callable[..., Response], request: Request, *args: Any, **kwargs: Any) -> Any:
        """The settings are read once for it, and a POST is done once."""
        with read_once():
            if request.method == "POST" and self.idempotent and not self.only_reads:
                return once(request, lambda: handler(request, *args, **kwargs))
            return handler(request, *args, **kwargs)

    def body(self, serializer_class: type[serializers.BaseSerializer[Any]], **options: Any) -> dict[str, Any]:
        """The checked body; Unprocessable (422) names the faulty fields and those there are not."""
        data = self.request.data
        if not isinstance(data, dict):
            raise Unprocessable({"non_field_errors": [ErrorDetail("", "not_a_dict")]})
        form: Any = serializer_class(data=data, context=self.get_serializer_context(), **options)
        unknown = unknown_fields(form, data)
        if form.is_valid() and not unknown:
            return dict(form.validated_data)
        raise Unprocessable({**unknown, **form.errors})

    def get_serializer_context(self) -> dict[str, Any]:
        """What serializers may ask for."""
        return {"request": self.request, "view": self}

    def expected_revision(self, record: Any, *, check: bool = True) -> int:
        """The revision named by If-Match: 428 without, 412 when it is not the record's.

        `check=False` leaves the comparison to a verb that makes it under the lock and takes the same change sent twice
        as done (products.domain.records.assign).
        """
        revision = revision_asked(self.request)
        if check and revision != record.revision:
            raise PreconditionFailed
        return revision

    def answer(self, data: Any, revision: int | None = None, status: int = 200, **headers: str) -> Response:
        """A record with its ETag; 304 when a reader has it already."""
        etag = etag_of(data, revision)
        if self.request.method in ("GET", "HEAD") and is_fresh(self.request, etag):
            return Response(status=304, headers={"ETag": etag})
        return Response(data, status=status, headers={"ETag": etag, **headers})


class Resource(Conventions, GenericViewSet[Any]):
    """A list and its records.

    `visible()` is the gate: `visible_to(self.request.user)` with what the serializers touch; a miss is 404. `order` is
    the keyset order of the list (non-null columns, the last one unique), `orderings` what `?ordering=` offers, `stamp`
    the column of `?updated_since=`. `detail_name`: name of the url of a record, for Location. `record_parameters`: what
    the address of a record may be asked besides `?fields=` (the day of a map).
    """

    line_class: type[serializers.BaseSerializer[Any]]
    record_class: type[serializers.BaseSerializer[Any]]
    filterset_class: type[ResourceFilter] | None = None
    order: tuple[str, ...] = ("id",)
    orderings: ClassVar[dict[str, tuple[str, ...]]] = {}
    stamp: str | None = "updated_at"
    detail_name: str = ""
    record_parameters: frozenset[str] = frozenset()
    filter_backends = BACKENDS  # type: ignore[assignment]

    def visible(self) -> QuerySet[Any]:
        """Rows the account may read."""
        raise NotImplementedError

    def complete(self, rows: Sequence[Any], lines: Any) -> None:
        """What the lines of a page need besides their rows, fetched for all at once: into `lines.context`."""

    @property
    def is_list(self) -> bool:
        """Whether lines of a list are wanted, not a whole record."""
        return bool(self.action == "list")

    def get_queryset(self) -> QuerySet[Any]:
        """Visible rows; for the OpenAPI document none."""
        if getattr(self, "swagger_fake_view", False) and self.queryset is not None:
            return self.queryset.none()
        return self.visible()

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        """A record shows more than its line in the list."""
        return self.line_class if self.is_list else self.record_class

    def known_parameters(self) -> set[str]:
        """Every parameter of the list."""
        return list_parameters(self)

    def keyset(self) -> tuple[str, ...]:
        """The order asked for."""
        return self.orderings.get(self.request.query_params.get("ordering", ""), self.order)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of lines."""
        serializer = self._shaped(self.line_class)
        with read_once():
            rows = list(self.paginate_queryset(self.filter_queryset(self.get_queryset())) or ())
            self.complete(rows, serializer)
        return self.get_paginated_response([serializer.to_representation(row) for row in rows])

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One record with its ETag."""
        check_parameters(request, {FIELDS, *self.record_parameters})
        serializer = self._shaped(self.record_class)
        record = self.record()
        return self.answer(serializer.to_representation(record), getattr(record, "revision", None))

    def record(self) -> Any:
        """The visible record of the address, or 404."""
        return self._read(self.kwargs[self.lookup_url_kwarg or self.lookup_field])

    def _read(self, key: Any) -> Any:
        try:
            return self.get_queryset().get(**{self.lookup_field: key})
        except (ObjectDoesNotExist, ValueError, TypeError, OverflowError):
            raise NotFound from None

    def _shaped(self, serializer_class: type[serializers.BaseSerializer[Any]]) -> Any:
        """The serializer with the fields asked for."""
        serializer: Any = serializer_class(context=self.get_serializer_context())
        wanted = fields_asked(self.request, serializer.fields) if self.request.method in ("GET", "HEAD") else None
        if wanted is not None:
            for name in set(serializer.fields) - set(wanted):
                serializer.fields.pop(name)
        return serializer

    def created(self, record: Any) -> Response:
        """201 with Location, ETag and the record as it reads now."""
        response = self._written(record, 201)
        if self.detail_name:
            key = getattr(record, self.lookup_field)
            response["Location"] = reverse(self.detail_name, kwargs={self.lookup_url_kwarg or self.lookup_field: key})
        return response

    def saved(self, record: Any) -> Response:
        """200 with ETag and the record as it reads now."""
        return self._written(record, 200)

    def _written(self, record: Any, status: int) -> Response:
        stored = self._read(getattr(record, self.lookup_field))
        data = self._shaped(self.record_class).to_representation(stored)
        return self.answer(data, getattr(stored, "revision", None), status)


class Action(Conventions):
    """An address that is neither list nor record: a step, a preview, figures."""

    def query(self, serializer_class: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """The checked parameters; 400 names those that are unknown or say nothing."""
        form = serializer_class(data=self.request.query_params, context=self.get_serializer_context())
        check_parameters(self.request, set(form.fields))
        for name, value in self.request.query_params.items():  # the package takes an empty one for one not given
            if not value and not isinstance(form.fields[name], serializers.CharField):
                raise ValidationError({name: [ErrorDetail("", "invalid")]})
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)


def unknown_fields(form: Any, data: Any) -> dict[str, Any]:
    """Names in the body that its serializer has not, and numbers for text, in DRF's nested shape: a misspelt field is
    told, not dropped."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        field = form.fields.get(name)
        if field is None:
            found[name] = [ErrorDetail(name, "unknown_field")]
        elif isinstance(field, serializers.CharField) and isinstance(value, int | float):
            found[name] = [ErrorDetail("", "invalid")]  # the package would take 0 as "0"; the document says text
        elif isinstance(field, serializers.Serializer) and isinstance(value, dict):
            inner = unknown_fields(field, value)
            found |= {name: inner} if inner else {}
    return found
