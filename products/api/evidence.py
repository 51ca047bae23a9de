"""Papers of the vault: what is known of them, their bytes (reads of sensitive ones are logged), new ones."""

import base64
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.errors import NotFound, Problem, Unprocessable
from ocop.api.etags import is_fresh
from ocop.api.filters import ResourceFilter, check_parameters, choice_filter, flag_filter, number_filter, text_filter
from ocop.api.renderers import FastJSON
from ocop.api.resource import Resource
from ocop.files import kind_of_name
from ocop.files.kinds import CONTENT_TYPES
from ocop.files.messages import refusal_message
from ocop.files.serving import serve
from ocop.spreadsheets.refusal import Refused
from ocop.text import fold

from ..domain.evidence import read_file, remove_evidence, store_evidence, update_evidence
from ..domain.evidence.facts import LIMITS
from ..domain.evidence.limits import MB, file_limits
from ..domain.evidence.queries import vault_producers
from ..domain.queries import FIRST_YEAR, LAST_YEAR, at_units
from ..enums import EvidenceKind
from ..models import Evidence
from .common import Labelled
from .dossiers import MAX_ID, unknown
from .products import ProducerPart

VALID, EXPIRING, EXPIRED = "valid", "expiring", "expired"
STATES = ((VALID, _("còn hạn")), (EXPIRING, _("hết hạn trong 90 ngày")), (EXPIRED, _("đã hết hạn")))
SOON = timedelta(days=90)
REST_OF_FORM = MB
"""Bytes of a multipart body beside its file."""


class EvidenceLine(serializers.ModelSerializer[Evidence]):
    """A paper in a list."""

    producer = ProducerPart(read_only=True, help_text=_("Chủ thể"))
    kind = Labelled(help_text=_("Loại minh chứng"))

    class Meta:
        model = Evidence
        fields = (
            "id",
            "producer",
            "kind",
            "title",
            "issuer",
            "number",
            "issued_on",
            "expires_on",
            "is_sensitive",
            "updated_at",
        )


class EvidenceRecord(EvidenceLine):
    """A paper with its file: name, kind, size, SHA-256."""

    revision = serializers.IntegerField(read_only=True, help_text=_("Lần lưu"))
    content_type = serializers.CharField(source="stored.content_type", read_only=True, help_text=_("Loại nội dung"))
    size = serializers.IntegerField(source="stored.size", read_only=True, help_text=_("Dung lượng (byte)"))
    pages = serializers.IntegerField(source="stored.pages", read_only=True, allow_null=True, help_text=_("Số trang"))
    sha256 = serializers.CharField(source="stored.sha256", read_only=True, help_text=_("Mã băm SHA-256 của tệp"))

    class Meta(EvidenceLine.Meta):
        fields = (
            *EvidenceLine.Meta.fields,
            "revision",
            "file_name",
            "content_type",
            "size",
            "pages",
            "sha256",
            "created_at",
        )


class EvidenceFacts(serializers.Serializer[Any]):
    """What is said of a paper; a field left out stays."""

    kind = serializers.ChoiceField(choices=EvidenceKind.choices, required=False, help_text=_("Loại minh chứng"))
    title = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=LIMITS["title"],
        help_text=_("Tên tài liệu; trống thì theo tên tệp"),
    )
    issuer = serializers.CharField(
        required=False, allow_blank=True, max_length=LIMITS["issuer"], help_text=_("Cơ quan cấp")
    )
    number = serializers.CharField(
        required=False, allow_blank=True, max_length=LIMITS["number"], help_text=_("Số, ký hiệu")
    )
    issued_on = serializers.DateField(required=False, allow_null=True, help_text=_("Ngày cấp"))
    expires_on = serializers.DateField(required=False, allow_null=True, help_text=_("Ngày hết hạn"))
    is_sensitive = serializers.BooleanField(required=False, help_text=_("Có dữ liệu cá nhân nhạy cảm"))


class EvidenceNew(EvidenceFacts):
    """A paper with its file, as multipart/form-data."""

    producer = serializers.IntegerField(min_value=1, help_text=_("Số của chủ thể"))
    kind = serializers.ChoiceField(choices=EvidenceKind.choices, help_text=_("Loại minh chứng"))
    issued_on = serializers.DateField(required=False, help_text=_("Ngày cấp"))  # a form knows no null
    expires_on = serializers.DateField(required=False, help_text=_("Ngày hết hạn"))
    file = serializers.FileField(allow_empty_file=True, help_text=_("Tệp PDF, ảnh, Word, Excel, âm thanh, phim"))


class EvidenceFilter(ResourceFilter):
    """Filters of the list."""

    q = text_filter(_("Tên chủ thể, không dấu"))
    unit = text_filter(_("Mã hoặc tên đơn vị; gồm cả đơn vị bên dưới"))
    producer = number_filter(_("Số của chủ thể"), 1, MAX_ID)
    dossier = number_filter(_("Số của hồ sơ có gắn minh chứng"), 1, MAX_ID)
    kind = choice_filter(EvidenceKind, _("Loại minh chứng"))
    state = choice_filter(STATES, _("Thời hạn của giấy tờ"))
    year = number_filter(_("Năm cấp"), FIRST_YEAR, LAST_YEAR)
    is_sensitive = flag_filter(_("Có dữ liệu cá nhân nhạy cảm"))

    def narrow(self, rows: QuerySet[Evidence], given: dict[str, Any]) -> QuerySet[Evidence]:
        """Words are those of the producer."""
        for word in fold(given["q"] or "").split():
            rows = rows.filter(producer__fold__contains=word)
        if given["unit"]:
            rows = rows.filter(at_units(given["unit"], None, "producer"))
        if given["dossier"]:
            rows = rows.filter(pk__in=Evidence.objects.filter(links__dossier=given["dossier"]).values("pk"))
        facts = {"producer": given["producer"], "kind": given["kind"], "issued_on__year": given["year"]}
        rows = rows.filter(**{name: value for name, value in facts.items() if value})
        if given["is_sensitive"] is not None:
            rows = rows.filter(is_sensitive=given["is_sensitive"])
        return rows.filter(_in_time(given["state"] or ""))


def _in_time(state: str) -> Q:
    today = timezone.localdate()
    conditions = {
        VALID: Q(expires_on=None) | Q(expires_on__gte=today),
        EXPIRING: Q(expires_on__gte=today, expires_on__lte=today + SOON),
        EXPIRED: Q(expires_on__lt=today),
    }
    return conditions.get(state, Q())


class EvidenceBase(Resource):
    """Papers of visible producers that are still in the vault."""

    area = ScopeArea.EVIDENCE
    line_class = EvidenceLine
    record_class = EvidenceRecord
    filterset_class = EvidenceFilter
    queryset = Evidence.objects.none()
    detail_name = "api:evidence_detail"
    order = ("-id",)
    orderings = {
        "-id": ("-id",),
        "id": ("id",),
        "updated_at": ("updated_at", "id"),
        "-updated_at": ("-updated_at", "-id"),
    }

    def visible(self) -> QuerySet[Evidence]:
        """The gate of the vault."""
        rows = Evidence.objects.visible_to(self.request.user).current()
        return rows.select_related("producer__unit", "stored")

    def kept(self) -> Evidence:
        """The paper of the address when the asker keeps its vault, as on the pages; 404 otherwise."""
        evidence: Evidence = self.record()
        if not vault_producers(self.request.user).filter(pk=evidence.producer_id).exists():
            raise NotFound
        return evidence


@extend_schema_view(list=extend_schema(description=_("Minh chứng trong kho của các chủ thể, mới nhất trước")))
class EvidenceVault(EvidenceBase):
    """The list, and new papers."""

    parser_classes = [MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """A body that cannot be taken is refused before it is read."""
        super().initial(request, *args, **kwargs)
        if request.method == "POST":
            _check_length(request.META.get("CONTENT_LENGTH") or "0")

    @extend_schema(
        description=_(
            "Đưa một tài liệu vào kho minh chứng của chủ thể (multipart/form-data). Tệp được kiểm tra như khi tải lên "
            "trên trang: loại, dung lượng, mã độc. Cùng một tệp, cùng loại: trả về tài liệu đã có."
        ),
        request={"multipart/form-data": EvidenceNew},
        responses={201: EvidenceRecord},
    )
    def create(self, request: Request) -> Response:
        """413 and 415 by name and size, 422 by what the file holds."""
        given = self.body(EvidenceNew)
        producer = vault_producers(request.user).filter(pk=given.pop("producer")).first()
        if producer is None:
            raise unknown("producer", _("Không có chủ thể này, hoặc bạn không được cập nhật kho minh chứng."))
        file = given.pop("file")
        _check_file(file)
        path = file.temporary_file_path() if hasattr(file, "temporary_file_path") else None
        data = None if path else file.read()
        stored = store_evidence(
            actor=request.user, producer=producer, file_name=file.name or "", path=path, data=data, **given
        )
        return self.created(stored)


def _check_length(length: str) -> None:
    limits = file_limits()
    most = max(limits.max_bytes, limits.max_media_bytes) + REST_OF_FORM
    if length.isdigit() and int(length) > most:
        raise Problem("too_large")


def _check_file(file: Any) -> None:
    """415 for a name that claims no kind we take, 413 for too many bytes, 422 for none."""
    limits = file_limits()
    try:
        kind = kind_of_name(file.name or "")
    except Refused as refused:
        raise Problem("unsupported_media_type", refusal_message(refused.code, refused.params)) from None
    most = limits.max_media_bytes if kind.is_media else limits.max_bytes
    if file.size > most:
        raise Problem("too_large", refusal_message("file_too_large", {"limit": most // MB}))
    if not file.size:
        raise Unprocessable({"file": [ErrorDetail(refusal_message("empty_file", {}), code="empty")]})


@extend_schema_view(retrieve=extend_schema(description=_("Một minh chứng với dung lượng, mã băm của tệp")))
class EvidenceResource(EvidenceBase):
    """One paper: its facts read and changed; taken out of the vault."""

    revisioned = ("PATCH", "DELETE")

    @extend_schema(
        description=_("Sửa thông tin của minh chứng; tệp không đổi"), request=EvidenceFacts, responses=EvidenceRecord
    )
    def partial_update(self, request: Request, pk: Any = None) -> Response:
        """What is left out stays."""
        evidence = self.kept()
        revision = self.expected_revision(evidence, check=False)
        facts = self.body(EvidenceFacts)
        return self.saved(update_evidence(actor=request.user, evidence_id=evidence.pk, revision=revision, **facts))

    @extend_schema(
        description=_("Bỏ minh chứng khỏi kho; không bỏ được khi hồ sơ đã nộp đang dùng"),
        request=None,
        responses={204: None},
    )
    def destroy(self, request: Request, pk: Any = None) -> Response:
        """409 while a dossier that was handed in holds it."""
        evidence = self.kept()
        self.expected_revision(evidence)
        remove_evidence(actor=request.user, evidence_id=evidence.pk)
        return Response(status=204)


class AnyContent(FastJSON):
    """Whatever the caller accepts: the file has a type of its own; errors stay JSON."""

    media_type = "*/*"
    format = "file"


class EvidenceFile(EvidenceBase):
    """The bytes of one paper."""

    conditional = True
    renderer_classes = [FastJSON, AnyContent]

    @extend_schema(
        description=_(
            "Nội dung tệp của minh chứng. Mỗi lần đọc tài liệu có dữ liệu cá nhân nhạy cảm được ghi lại. "
            "Repr-Digest mang mã băm SHA-256 để kiểm tra tệp nhận đủ."
        ),
        responses={(200, kind): OpenApiTypes.BINARY for kind in CONTENT_TYPES},
    )
    def file(self, request: Request, pk: Any = None) -> HttpResponseBase:
        """The gate again, then the bytes; 404 when they are gone."""
        check_parameters(request, set())
        evidence: Evidence = self.record()
        etag = f'"{evidence.stored.sha256}"'
        if is_fresh(request, etag):
            return Response(status=304, headers={"ETag": etag})
        try:
            file = read_file(user=request.user, evidence=evidence)
        except (Evidence.DoesNotExist, OSError):
            raise NotFound from None
        answer = serve(file, name=evidence.file_name, kind=evidence.stored.content_type, saves=True)
        digest = base64.b64encode(bytes.fromhex(evidence.stored.sha256)).decode()
        answer["ETag"], answer["Repr-Digest"] = etag, f"sha-256=:{digest}:"
        answer["Cache-Control"] = "private, no-cache"
        return answer
