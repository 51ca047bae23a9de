"""`/api/v1/`: where a client that knows this address alone finds all others."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from .filters import check_parameters
from .openapi import served_document
from .reference import Document, needed_scope_of
from .resource import Action


class RootResource(serializers.Serializer[Any]):
    """A list."""

    name = serializers.CharField(help_text=_("Tên, là phần địa chỉ sau /api/v1/"))
    url = serializers.URLField(help_text=_("Địa chỉ"))
    scope = serializers.CharField(allow_blank=True, help_text=_("Phạm vi cần để đọc; trống: xem tài liệu"))
    description = serializers.CharField(help_text=_("Có gì ở đó"))


class RootRecord(serializers.Serializer[Any]):
    """Where everything is."""

    version = serializers.CharField(help_text=_("Phiên bản của tài liệu"))
    schema = serializers.URLField(help_text=_("Tài liệu OpenAPI cho máy đọc"))
    docs = serializers.URLField(help_text=_("Tài liệu cho người đọc"))
    token = serializers.URLField(help_text=_("Nơi lấy mã truy cập"))
    resources = RootResource(many=True, help_text=_("Những danh sách đọc được, theo tên"))


class Root(Action):
    """The beginning: open to everybody, as the document is."""

    authentication_classes = []
    permission_classes = [AllowAny]
    conditional = True

    @extend_schema(
        operation_id="root",
        description=_("Nơi bắt đầu: các danh sách và tài liệu; không cần đăng nhập"),
        tags=["start"],
        responses=RootRecord,
    )
    def get(self, request: Request) -> Response:
        """From the committed document: nothing is asked of the database."""
        check_parameters(request, set())
        document = served_document()
        named = {"schema": "api:schema", "docs": "api:docs", "token": "api:token"}
        found = {key: reverse(name, request=request) for key, name in named.items()}
        return self.answer({"version": document["info"]["version"], **found, "resources": _lists(document, request)})


def _lists(document: Document, request: Request) -> list[dict[str, str]]:
    """Addresses that are read as they stand: without a key and without a parameter that must be given."""
    base = reverse("api:root")
    return [
        {
            "name": path.removeprefix(base).strip("/"),
            "url": request.build_absolute_uri(path),
            "scope": needed_scope_of(methods["get"]),
            "description": methods["get"]["summary"],
        }
        for path, methods in sorted(document["paths"].items())
        if "get" in methods and path != base and "{" not in path and not _must_be_asked(methods["get"])
    ]


def _must_be_asked(operation: dict[str, Any]) -> bool:
    return any(given.get("required") and given.get("in") == "query" for given in operation.get("parameters", []))
