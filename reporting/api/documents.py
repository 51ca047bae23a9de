"""Documents: the list, one with its facts, its files, and having one made."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from ocop.api.enums import ScopeArea
from ocop.api.errors import CONTENT_TYPE as PROBLEM_TYPE
from ocop.api.errors import NotFound, Unprocessable
from ocop.api.etags import is_fresh
from ocop.api.filters import ResourceFilter, check_parameters, choice_filter, number_filter, text_filter
from ocop.api.parts import Chosen, UnitRef
from ocop.api.renderers import FastJSON
from ocop.api.resource import Action, Resource
from ocop.api.schema import Problem as ProblemShape
from programs.models import PlanVersion, UnitReach

from ..domain.contents import SPECS
from ..domain.document_files import CONTENT_TYPES, file_name, open_file
from ..domain.documents import request_document
from ..domain.kinds import Ask
from ..domain.register import with_words
from ..domain.subjects import visible_subject
from ..enums import DocumentKind, DocumentState, SubjectKind
from ..models import Document
from .jobs import JobRecord


class DocumentLine(serializers.Serializer[Any]):
    """A document in a list."""

    id = serializers.IntegerField(help_text=_("Mã của văn bản"))
    kind = Chosen(DocumentKind, help_text=_("Loại văn bản"))
    state = Chosen(DocumentState, help_text=_("Dự thảo hay đã ban hành"))
    unit = UnitRef(help_text=_("Đơn vị"))
    year = serializers.IntegerField(help_text=_("Năm"))
    subject = Chosen(SubjectKind, help_text=_("Văn bản về loại bản ghi nào"))
    subject_id = serializers.IntegerField(help_text=_("Mã của bản ghi đó"))
    title = serializers.CharField(help_text=_("Trích yếu"))
    number = serializers.CharField(help_text=_("Số, ký hiệu; trống khi chưa ban hành"))
    issued_on = serializers.DateField(allow_null=True, help_text=_("Ngày ban hành"))
    issuer = serializers.CharField(help_text=_("Cơ quan ban hành"))
    signer = serializers.CharField(help_text=_("Người ký"))
    pages = serializers.IntegerField(help_text=_("Số trang"))
    uses_illustration = serializers.BooleanField(help_text=_("Có dữ liệu minh họa"))
    created_at = serializers.DateTimeField(help_text=_("Lúc lập"))
    updated_at = serializers.DateTimeField(help_text=_("Lúc sửa lần cuối"))


class DocumentRecord(DocumentLine):
    """A document with its files."""

    params = serializers.DictField(help_text=_("Các câu trả lời khi lập"))
    is_personal = serializers.BooleanField(help_text=_("Có dữ liệu cá nhân: chỉ người có quyền mới xem được"))
    content_hash = serializers.CharField(help_text=_("Mã băm SHA-256 của mọi dữ liệu đã in"))
    pdf = serializers.SerializerMethodField(help_text=_("Địa chỉ tải PDF"))
    pdf_sha256 = serializers.CharField(help_text=_("Mã băm của PDF"))
    docx = serializers.SerializerMethodField(help_text=_("Địa chỉ tải DOCX; trống khi không có"))
    docx_sha256 = serializers.CharField(help_text=_("Mã băm của DOCX"))

    def get_pdf(self, document: Document) -> str | None:
        """Under this interface."""
        return self._address(document, "pdf")

    def get_docx(self, document: Document) -> str | None:
        """Under this interface."""
        return self._address(document, "docx")

    def _address(self, document: Document, kind: str) -> str | None:
        if not getattr(document, kind):
            return None
        return reverse(f"api:document_{kind}", kwargs={"pk": document.pk}, request=self.context["request"])


class DocumentAsk(serializers.Serializer[Any]):
    """Which document about which record."""

    kind = serializers.ChoiceField(choices=DocumentKind.choices, help_text=_("Loại văn bản"))
    subject_id = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, help_text=_("Mã của bản ghi mà loại văn bản đó nói về")
    )
    params = serializers.DictField(
        required=False,
        child=serializers.JSONField(),
        help_text=_("Các câu trả lời của loại văn bản; bỏ trống thì lấy giá trị mặc định như trên trang lập văn bản"),
    )


class DocumentFilter(ResourceFilter):
    """Filters of the list."""

    q = text_filter(_("Từ trong số, trích yếu, cơ quan, người ký; không cần dấu"))
    unit = text_filter(_("Mã đơn vị; gồm cả đơn vị bên dưới"), 8)
    kind = choice_filter(DocumentKind, _("Loại văn bản"))
    state = choice_filter(DocumentState, _("Dự thảo hay đã ban hành"))
    year = number_filter(_("Năm ban hành; chưa ban hành thì năm của nội dung"), 2018, 2100)
    subject = choice_filter(SubjectKind, _("Về loại bản ghi nào"))
    subject_id = number_filter(_("Mã của bản ghi đó"), 1, 2**31 - 1)
    plan = text_filter(_("Văn bản về kế hoạch: tên trong địa chỉ của kế hoạch"), 80)

    class Meta:
        model = Document
        fields: list[str] = []

    def narrow(self, rows: QuerySet[Document], given: dict[str, Any]) -> QuerySet[Document]:
        """As the filters of the page do."""
        for name in ("kind", "state", "subject", "subject_id"):
            if given.get(name):
                rows = rows.filter(**{name: given[name]})
        if given.get("year"):
            rows = rows.filter(Q(issued_on__year=given["year"]) | Q(issued_on=None, year=given["year"]))
        if given.get("unit"):
            rows = rows.filter(unit__in=UnitReach.objects.filter(unit__code=given["unit"]).values("member"))
        if given.get("plan"):
            versions = PlanVersion.objects.filter(plan__slug=given["plan"]).values("pk")
            rows = rows.filter(subject=SubjectKind.PLAN_VERSION, subject_id__in=versions)
        return with_words(rows, given["q"]) if given.get("q") else rows


@extend_schema_view(
    list=extend_schema(description=_("Văn bản đã lập mà tài khoản được xem, mới nhất trước")),
    retrieve=extend_schema(description=_("Một văn bản")),
)
class DocumentResource(Resource):
    """Documents about records one may see."""

    area = ScopeArea.DOCUMENTS
    queryset = Document.objects.none()
    line_class = DocumentLine
    record_class = DocumentRecord
    filterset_class = DocumentFilter
    order = ("-created_at", "-id")
    orderings = {
        "created_at": ("created_at", "id"),
        "-created_at": ("-created_at", "-id"),
        "updated_at": ("updated_at", "id"),
        "-updated_at": ("-updated_at", "-id"),
    }

    def visible(self) -> QuerySet[Document]:
        """The gate of the list of documents. Whoever asks for one kind is asked at its gate alone: nine cost 40 ms."""
        rows = Document.objects.select_related("unit")
        if not self.is_list:
            return rows.visible_one(self.request.user, self.kwargs["pk"])
        return rows.visible_to(self.request.user, _subjects(self.request.query_params))

    @extend_schema(
        operation_id="documents_create",
        description=_("Yêu cầu lập một văn bản; trả về công việc nền, Location là địa chỉ của công việc"),
        request=DocumentAsk,
        responses={202: JobRecord},
    )
    def create(self, request: Request) -> Response:
        """202 with the job; 422 when the record is not there, 403 when this may not be made of it."""
        asked = self.body(DocumentAsk)
        spec = SPECS[asked["kind"]]
        record = visible_subject(request.user, spec.subject, asked["subject_id"])
        if record is None:
            raise Unprocessable(_not_there())
        try:
            job = request_document(
                user=request.user, kind=asked["kind"], record=record, params=asked.get("params") or {}
            )
        except ValidationError as error:
            raise _of_params(error) from None
        address = reverse("api:job_detail", kwargs={"pk": job.pk}, request=request)
        data = JobRecord(job, context=self.get_serializer_context()).data
        return Response(data, status=202, headers={"Location": address})


def _subjects(query: Mapping[str, str]) -> set[str]:
    """Kinds of subjects the filters of the list leave; what a filter cannot be is refused by the filter."""
    found = set(SubjectKind.values)
    if query.get("subject") in found:
        found = {query["subject"]}
    if query.get("kind") in SPECS:
        found &= {str(SPECS[query["kind"]].subject)}
    return found


class AskQuery(serializers.Serializer[Any]):
    """Which document about which record."""

    kind = serializers.ChoiceField(choices=DocumentKind.choices, help_text=_("Loại văn bản"))
    subject_id = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, help_text=_("Mã của bản ghi mà loại văn bản đó nói về")
    )


class AskChoice(serializers.Serializer[Any]):
    """One answer to choose."""

    value = serializers.CharField(help_text=_("Giá trị gửi đi"))
    label = serializers.CharField(help_text=_("Tên tiếng Việt"))


WAYS = (("text", _("một dòng")), ("lines", _("danh sách dòng")), ("date", _("ngày")), ("choice", _("lựa chọn")))


class AskPart(serializers.Serializer[Any]):
    """One thing that may be answered."""

    name = serializers.CharField(help_text=_("Tên trong params"))
    label = serializers.CharField(help_text=_("Câu hỏi"))
    kind = serializers.ChoiceField(choices=WAYS, help_text=_("Cách trả lời"))
    required = serializers.BooleanField(help_text=_("Bắt buộc"))
    limit = serializers.IntegerField(help_text=_("Số ký tự tối đa"))
    choices = AskChoice(many=True, help_text=_("Các lựa chọn"))
    initial = serializers.JSONField(help_text=_("Giá trị dùng khi không trả lời"))


class AsksRecord(serializers.Serializer[Any]):
    """What may be answered before a document is made."""

    subject = Chosen(SubjectKind, help_text=_("Loại bản ghi mà văn bản nói về"))
    missing = serializers.CharField(help_text=_("Vì sao chưa lập được; trống khi lập được"))
    asks = AskPart(many=True, help_text=_("Các câu hỏi"))


class DocumentAsks(Action):
    """The questions of a kind of document about a record."""

    area = ScopeArea.DOCUMENTS
    conditional = True

    @extend_schema(
        operation_id="documents_asks",
        description=_("Những điều có thể trả lời (params) khi yêu cầu lập một loại văn bản về một bản ghi"),
        parameters=[AskQuery],
        responses={200: AsksRecord, (404, PROBLEM_TYPE): ProblemShape},
    )
    def get(self, request: Request) -> Response:
        """404 when the record is not there, 403 when this may not be made of it."""
        asked = self.query(AskQuery)
        spec = SPECS[asked["kind"]]
        record = visible_subject(request.user, spec.subject, asked["subject_id"])
        if record is None:
            raise NotFound
        if not spec.may_make(request.user, record):
            raise PermissionDenied
        asks = [_ask(ask, record) for ask in spec.asks(record)]
        return self.answer(AsksRecord({"subject": spec.subject, "missing": spec.missing(record), "asks": asks}).data)


def _ask(ask: Ask, record: Any) -> dict[str, Any]:
    pairs = [{"value": value, "label": str(label)} for value, label in ask.choices]
    facts = {name: getattr(ask, name) for name in ("name", "kind", "required", "limit")}
    return {**facts, "label": str(ask.label), "choices": pairs, "initial": ask.initial(record)}


def _not_there() -> dict[str, list[ErrorDetail]]:
    """The same for what does not exist and for what may not be seen."""
    return {"subject_id": [ErrorDetail("", code="does_not_exist")]}


def _of_params(error: ValidationError) -> Exception:
    """Faults of answers stand at "params.<name>"; why it cannot be made yet is a conflict."""
    if not hasattr(error, "error_dict"):
        return error
    found = {
        name: [ErrorDetail(text, item.code or "params") for item in items for text in item.messages]
        for name, items in error.error_dict.items()
    }
    return Unprocessable({"params": found})


class AnyContent(FastJSON):
    """Whatever the reader accepts: a file has a type of its own; errors stay JSON."""

    media_type = "*/*"
    format = "file"


class DocumentFile(Action):
    """A file of a document."""

    area = ScopeArea.DOCUMENTS
    conditional = True
    renderer_classes = [FastJSON, AnyContent]
    kind = ""

    def send(self, request: Request, pk: int) -> HttpResponseBase:
        """To be kept; 404 when the document has none."""
        check_parameters(request, set())
        document = Document.objects.select_related("unit").visible_one(request.user, pk).first()
        stored = open_file(document, self.kind) if document else None
        if document is None or stored is None:
            raise NotFound
        digest = getattr(document, f"{self.kind}_sha256")
        etag = f'"{digest}"'
        if is_fresh(request, etag):
            return Response(status=304, headers={"ETag": etag})
        name, kind = f"{file_name(document)}.{self.kind}", CONTENT_TYPES[self.kind]
        response = FileResponse(stored, as_attachment=True, filename=name, content_type=kind)
        response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
        response["Repr-Digest"] = f"sha-256=:{b64encode(bytes.fromhex(digest)).decode()}:"
        return response


class DocumentPdf(DocumentFile):
    """The PDF."""

    kind = "pdf"

    @extend_schema(
        operation_id="documents_pdf",
        description=_("Tệp PDF của văn bản"),
        responses={(200, CONTENT_TYPES["pdf"]): OpenApiResponse(OpenApiTypes.BINARY, description=_("PDF"))},
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """Its bytes."""
        return self.send(request, pk)


class DocumentDocx(DocumentFile):
    """The DOCX."""

    kind = "docx"

    @extend_schema(
        operation_id="documents_docx",
        description=_("Tệp DOCX của văn bản; hồ sơ đóng tập không có"),
        responses={(200, CONTENT_TYPES["docx"]): OpenApiResponse(OpenApiTypes.BINARY, description=_("DOCX"))},
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """Its bytes."""
        return self.send(request, pk)
