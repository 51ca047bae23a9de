"""Open data for programs: no login, the same files as the public page."""

from base64 import b64encode
from typing import Any

from django.conf import settings
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from ocop.accounts.net import client_ip
from ocop.api.errors import NotFound, Problem
from ocop.api.etags import is_fresh
from ocop.api.filters import check_parameters
from ocop.api.renderers import FastJSON
from ocop.api.resource import Action

from ..domain.certificates.lookup import is_too_often
from ..domain.open_data import FILES, Dump, current, open_file

CACHED = 300


class OpenDataPart(serializers.Serializer[Any]):
    """A file of the dump."""

    name = serializers.CharField(help_text=_("Tên tệp"))
    content_type = serializers.CharField(help_text=_("Kiểu nội dung"))
    size = serializers.IntegerField(help_text=_("Số byte"))
    sha256 = serializers.CharField(help_text=_("Mã băm SHA-256"))
    url = serializers.CharField(help_text=_("Địa chỉ tải"))


class OpenDataList(serializers.Serializer[Any]):
    """The dump that is offered."""

    is_published = serializers.BooleanField(help_text=_("Đang có tệp; sai khi tỉnh chưa công bố giấy phép"))
    licence = serializers.CharField(allow_null=True, help_text=_("Giấy phép"))
    generated_at = serializers.DateTimeField(allow_null=True, help_text=_("Lúc lập"))
    rows = serializers.IntegerField(help_text=_("Số lần công nhận trong tệp"))
    with_illustration = serializers.BooleanField(help_text=_("Có dữ liệu minh họa, không có thật"))
    files = OpenDataPart(many=True, help_text=_("Các tệp"))


class _Public(Action):
    authentication_classes = []
    permission_classes = [AllowAny]
    conditional = True

    def check_rate(self, request: Request) -> None:
        """Counted together with the public pages: LOOKUP_LIMIT a minute from one address."""
        if is_too_often(client_ip(request._request)):
            raise Problem("too_many_requests", headers={"Retry-After": str(settings.LOOKUP_SECONDS)})
        check_parameters(request, set())


class OpenDataResource(_Public):
    """The list of files."""

    @extend_schema(
        operation_id="open_data_read",
        description=_("Các tệp dữ liệu mở, lập lại mỗi đêm; không cần đăng nhập"),
        responses=OpenDataList,
    )
    def get(self, request: Request) -> Response:
        """An empty list while nothing is offered."""
        self.check_rate(request)
        response = self.answer(OpenDataList(_told(current(), request)).data)
        response["Cache-Control"] = f"public, max-age={CACHED}"
        return response


def _told(dump: Dump | None, request: Request) -> dict[str, Any]:
    if dump is None:
        none = {"is_published": False, "licence": None, "generated_at": None, "rows": 0}
        return {**none, "with_illustration": False, "files": []}
    files = [
        {
            **{name: getattr(one, name) for name in ("name", "content_type", "size", "sha256")},
            "url": reverse("api:open_data_file", kwargs={"name": one.name}, request=request),
        }
        for one in dump.files
    ]
    facts = {name: getattr(dump, name) for name in ("licence", "generated_at", "rows", "with_illustration")}
    return {"is_published": True, **facts, "files": files}


class AnyContent(FastJSON):
    """Whatever the reader accepts: a file has a type of its own; errors stay JSON."""

    media_type = "*/*"
    format = "file"


def _shape_of(content_type: str) -> OpenApiTypes:
    """JSON is told as what it is."""
    return OpenApiTypes.OBJECT if content_type.endswith("json") else OpenApiTypes.BINARY


class OpenDataFile(_Public):
    """A file of the dump."""

    renderer_classes = [FastJSON, AnyContent]

    @extend_schema(
        operation_id="open_data_file",
        description=_("Một tệp dữ liệu mở; ETag là mã băm SHA-256 của tệp"),
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, description=_("Tên tệp"), enum=[*FILES]),
        ],
        responses={
            (200, kind.partition(";")[0]): OpenApiResponse(_shape_of(kind), description=text)
            for kind, text in FILES.values()
        },
    )
    def get(self, request: Request, name: str) -> HttpResponseBase:
        """Its bytes; 404 for a name the dump has not."""
        self.check_rate(request)
        dump = current()
        listed = dump.file(name) if dump else None
        stored = open_file(dump, name) if dump and listed else None
        if listed is None or stored is None:
            raise NotFound
        etag = f'"{listed.sha256}"'
        if is_fresh(request, etag):
            stored.close()
            return Response(status=304, headers={"ETag": etag})
        response = FileResponse(stored, as_attachment=True, filename=name, content_type=listed.content_type)
        response["ETag"], response["Cache-Control"] = etag, f"public, max-age={CACHED}"
        response["Repr-Digest"] = f"sha-256=:{b64encode(bytes.fromhex(listed.sha256)).decode()}:"
        return response
