"""The base of read-only resources, the OpenAPI document and a page that shows it without scripts of others."""

import re
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularAPIView
from rest_framework import serializers, viewsets

from .auth import SessionOnly


class ReadOnlyResource(viewsets.ReadOnlyModelViewSet[Any]):
    """A list and its records. `order` sorts the list (ocop/api/paging.py); `query_class` reads the filters.

    `visible()` is the gate and must be `visible_to(user)`; a miss is 404.
    """

    order: tuple[str, ...] = ("id",)
    query_class: type[serializers.Serializer[Any]]
    detail_class: type[serializers.Serializer[Any]]
    filter_backends: list[Any] = []

    def visible(self) -> QuerySet[Any]:
        """Rows the person may read, with what the serializer touches."""
        raise NotImplementedError

    def narrow(self, rows: QuerySet[Any], query: dict[str, Any]) -> QuerySet[Any]:
        """Rows that the checked filters leave."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        """Visible rows; a list is narrowed by its filters (400 names those that say nothing)."""
        if getattr(self, "swagger_fake_view", False):
            return self.queryset.none()  # type: ignore[union-attr]
        rows = self.visible()
        if self.action != "list":
            return rows
        query = self.query_class(data=self.request.query_params)
        query.is_valid(raise_exception=True)
        return self.narrow(rows, query.validated_data)

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        """A record shows more than its line in the list."""
        return self.detail_class if self.action == "retrieve" else super().get_serializer_class()


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the document names the way in."""

    target_class = SessionOnly
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """The session cookie."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


def without_docstrings(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """The docstrings of our classes are for maintainers, in English; the fields have words of their own."""
    for shape in result.get("components", {}).get("schemas", {}).values():
        if shape.get("type") == "object":
            shape.pop("description", None)
    return result


class Schema(SpectacularAPIView):
    """OpenAPI 3 as JSON."""

    renderer_classes = [OpenApiJsonRenderer2]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The interface described for people, made from the schema itself."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return render(request, "api/docs.html", {"resources": resources(schema), "info": schema["info"]})


def resources(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Each address with its words, parameters and the fields of its answer, in the order of the schema."""
    components = schema.get("components", {}).get("schemas", {})
    found = []
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            body = operation["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
            found.append(
                {
                    "path": path,
                    "method": method.upper(),
                    "text": operation.get("description", ""),
                    "parameters": [_parameter(given) for given in operation.get("parameters", [])],
                    "fields": _fields(body, components),
                }
            )
    return found


CHOICE = re.compile(r"^\* `(.*)` - (.*)$", re.MULTILINE)
"""How drf-spectacular tells the choices in a description."""


def _parameter(given: dict[str, Any]) -> dict[str, Any]:
    """Name, words, and the choices as (value, label)."""
    text = str(given.get("description", ""))
    words = _("Số của bản ghi") if given["in"] == "path" else text.partition("\n\n")[0]
    return {"name": given["name"], "text": words, "values": CHOICE.findall(text)}


def _fields(body: dict[str, Any], components: dict[str, Any]) -> list[dict[str, str]]:
    """Fields of an answer; of a list, those of one row."""
    shape = _resolve(body, components)
    rows = shape.get("properties", {}).get("results")
    if rows:
        shape = _resolve(rows.get("items", {}), components)
    return [
        {"name": name, "text": str(field.get("description") or field.get("title") or "")}
        for name, field in shape.get("properties", {}).items()
    ]


def _resolve(shape: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    for part in (shape, *shape.get("allOf", [])):
        if "$ref" in part:
            return dict(components.get(part["$ref"].rpartition("/")[2], {}))
    return shape
