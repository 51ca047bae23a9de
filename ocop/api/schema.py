"""What drf-spectacular needs to tell of the conventions: headers, errors, `?fields=`, one tag for each area."""

from typing import Any

import django_filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS, AllowAny

from . import schema_auth  # noqa: F401  the ways in tell of themselves
from .error_codes import TITLES
from .errors import CONTENT_TYPE
from .filters import FIELDS
from .permissions import needed_scope


class Fault(serializers.Serializer[Any]):
    """One faulty field or parameter."""

    field = serializers.CharField(help_text=gettext_lazy("Trường, ví dụ producer.name; trống khi là cả yêu cầu"))
    pointer = serializers.CharField(help_text=gettext_lazy("JSON Pointer của trường"))
    code = serializers.CharField(help_text=gettext_lazy("Mã lỗi, không đổi"))
    message = serializers.CharField(help_text=gettext_lazy("Lời giải thích tiếng Việt"))
    message_en = serializers.CharField(help_text=gettext_lazy("Lời giải thích tiếng Anh"))


class Problem(serializers.Serializer[Any]):
    """An error (RFC 9457)."""

    type = serializers.CharField(help_text=gettext_lazy("urn:ocop:error:<mã lỗi>"))
    title = serializers.CharField(help_text=gettext_lazy("Tên lỗi"))
    status = serializers.IntegerField(help_text=gettext_lazy("Mã HTTP"))
    detail = serializers.CharField(help_text=gettext_lazy("Lời giải thích tiếng Việt"))
    title_en = serializers.CharField(help_text=gettext_lazy("Tên lỗi bằng tiếng Anh"))
    detail_en = serializers.CharField(help_text=gettext_lazy("Lời giải thích tiếng Anh"))
    code = serializers.CharField(help_text=gettext_lazy("Mã lỗi, không đổi"))
    instance = serializers.CharField(help_text=gettext_lazy("Mã yêu cầu, để tra nhật ký"))
    errors = Fault(many=True, required=False, help_text=gettext_lazy("Các trường, tham số sai"))


class ConventionSchema(AutoSchema):
    """The conventions of ocop/api/resource.py."""

    def get_tags(self) -> list[str]:
        """The area."""
        area = getattr(self.view, "area", None)
        return [str(area)] if area else super().get_tags()

    def get_override_parameters(self) -> list[Any]:
        """Headers and `?fields=`."""
        view, found = self.view, []
        action = getattr(view, "action", "")
        if hasattr(view, "record_class") and action in ("list", "retrieve"):
            found.append(_query(FIELDS, _("Chỉ các trường này, cách nhau bằng dấu phẩy")))
        if self._is_conditional():
            found.append(_header("If-None-Match", _("ETag đã có; nội dung chưa đổi thì trả 304"), required=False))
        if self._is_revisioned():
            found.append(_header("If-Match", _("ETag của lần đọc gần nhất")))
        if self._is_once():
            found.append(_header("Idempotency-Key", _("Khóa do bên gọi đặt; gửi lại cùng khóa chỉ làm một lần")))
        return found

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        """A filter that is left empty narrows nothing."""
        found: list[dict[str, Any]] = super()._get_filter_parameters()  # type: ignore[no-untyped-call]
        offered = getattr(getattr(self.view, "filterset_class", None), "base_filters", {})
        for given in found:
            if given["name"] in offered and given["schema"].get("type") != "array":
                one = offered[given["name"]]
                given["schema"] = {**_kind_of(one), **given["schema"]}
                given.setdefault("description", _words_of(one))
                given["allowEmptyValue"] = True
        return found

    def get_auth(self) -> list[dict[str, Any]]:
        """Nothing for public addresses; the scope is named for tokens."""
        if AllowAny in self.view.permission_classes:
            return [{}]
        area = getattr(self.view, "area", None)
        return [
            {name: [needed_scope(self.method, area, reads=self._only_reads())] if area and name == "oauth2" else []}
            for way in super().get_auth()
            for name in way
        ]

    def _get_response_bodies(self, direction: str = "response") -> Any:
        bodies = super()._get_response_bodies(direction)  # type: ignore[no-untyped-call]
        for status in self._errors():
            words = OpenApiResponse(Problem, description=str(TITLES[status].vi))
            bodies.setdefault(str(status), self._get_response_for_code(words, str(status), media_types=[CONTENT_TYPE]))
        if self._is_conditional():
            bodies["304"] = {"description": str(_("Nội dung chưa đổi"))}
        return bodies

    def _is_conditional(self) -> bool:
        """Whether `If-None-Match` is answered: records, and addresses that say so."""
        kept = getattr(self.view, "action", "") == "retrieve" or getattr(self.view, "conditional", False)
        return self.method == "GET" and bool(kept)

    def _errors(self) -> list[int]:
        """Statuses the operation may answer with besides its own."""
        found = {400, 406, 429}
        if AllowAny not in self.view.permission_classes:
            found |= {401, 403}
        if "{" in self.path:
            found.add(404)
        if self.method not in SAFE_METHODS:
            found |= {409, 413, 415, 422} if not self._only_reads() else {413, 415, 422}
        if self._is_revisioned():
            found |= {412, 428}
        return sorted(found)

    def _only_reads(self) -> bool:
        return bool(getattr(self.view, "only_reads", False))

    def _is_once(self) -> bool:
        return self.method == "POST" and getattr(self.view, "idempotent", False) and not self._only_reads()

    def _is_revisioned(self) -> bool:
        named = getattr(self.view, "revisioned", ())
        return self.method in named or getattr(self.view, "action", "") in named


def _kind_of(given: Any) -> dict[str, Any]:
    """The type of a filter with a method of its own, whose type hints say nothing."""
    kinds: dict[type, dict[str, Any]] = {
        django_filters.DateFilter: {"type": "string", "format": "date"},
        django_filters.BooleanFilter: {"type": "boolean"},
        django_filters.NumberFilter: {"type": "integer"},
        django_filters.CharFilter: {"type": "string"},
    }
    longest = given.extra.get("max_length")
    found = next((kind for one, kind in kinds.items() if isinstance(given, one)), {})
    return {**found, "maxLength": longest} if longest else found


def _words_of(given: Any) -> str:
    """Words and choices of a filter whose type is told by hand: the package then leaves them out."""
    choices = given.extra.get("choices") or ()
    words = "\n".join(f"* `{value}` - {label}" for value, label in choices)
    return f"{given.extra.get('help_text', '')}\n\n{words}".strip()


def _header(name: str, words: str, *, required: bool = True) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=words, required=required)


def _query(name: str, words: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.QUERY, description=words)
