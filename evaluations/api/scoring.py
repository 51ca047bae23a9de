"""The law's sheets and the engine by program: public words of the law and a trial of answers, nothing is stored."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.errors import NotFound, Unprocessable
from ocop.api.filters import check_parameters
from ocop.api.resource import Action

from ..domain.lawpacks import Criterion, Pack, PackError, load_pack, pack_codes
from ..domain.scoring import AnswerError, parse_answers, parse_flags
from ..domain.scoring.batch import RequestError, score_request
from .faults import answer_refusal

GROUNDS = (("reject", _("loại hồ sơ")), ("stop", _("dừng đánh giá")))
STATUSES = (("complete", _("đủ tiêu chí")), ("incomplete", _("bản chép còn thiếu")))


class PreviewAsk(serializers.Serializer[Any]):
    """A sheet and answers, as `manage.py score` reads them (docs/scoring.md)."""

    pack = serializers.CharField(max_length=60, help_text=_("Mã bộ quy định"))
    set = serializers.IntegerField(help_text=_("Bộ sản phẩm"))
    answers = serializers.DictField(help_text=_("Tiêu chí và mức đã chọn, mức đánh số từ 0; null = không đạt mức nào"))
    flags = serializers.DictField(required=False, allow_null=True, help_text=_("Tiêu chí và kết luận: reject, stop"))


class PreviewQuery(serializers.Serializer[Any]):
    """How much is told."""

    explain = serializers.BooleanField(
        required=False, default=False, help_text=_("Thêm điều còn thiếu, đường đến hạng sao kế tiếp")
    )


class FailedGate(serializers.Serializer[Any]):
    """A minimum of the sheet that is not met."""

    criterion = serializers.CharField(help_text=_("Tiêu chí"))
    star = serializers.IntegerField(help_text=_("Hạng sao của điều kiện"))
    needs = serializers.IntegerField(help_text=_("Điểm phải đạt"))
    has = serializers.IntegerField(help_text=_("Điểm đạt được"))


class Ground(serializers.Serializer[Any]):
    """Why there is no rank."""

    kind = serializers.ChoiceField(choices=GROUNDS, help_text=_("Loại hoặc dừng đánh giá"))
    criterion = serializers.CharField(allow_null=True, help_text=_("Tiêu chí"))


class MendLine(serializers.Serializer[Any]):
    """What would meet a minimum."""

    criterion = serializers.CharField(help_text=_("Tiêu chí"))
    star = serializers.IntegerField(help_text=_("Hạng sao của điều kiện"))
    label = serializers.CharField(help_text=_("Mức phải đạt"))
    article = serializers.CharField(help_text=_("Căn cứ"))


class PathStep(serializers.Serializer[Any]):
    """One criterion to raise."""

    criterion = serializers.CharField(help_text=_("Tiêu chí"))
    to = serializers.IntegerField(help_text=_("Điểm cần đạt"))
    label = serializers.CharField(help_text=_("Mức cần đạt"))
    is_gate = serializers.BooleanField(help_text=_("Là điều kiện tối thiểu"))
    article = serializers.CharField(help_text=_("Căn cứ"))

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of the language."""
        return {"from": serializers.IntegerField(help_text=_("Điểm đang có")), **super().get_fields()}


class PathLine(serializers.Serializer[Any]):
    """The shortest way to the next star."""

    star = serializers.IntegerField(help_text=_("Hạng sao kế tiếp"))
    points_needed = serializers.IntegerField(help_text=_("Số điểm còn thiếu"))
    steps = PathStep(many=True, help_text=_("Các tiêu chí cần nâng"))


class PreviewAnswer(serializers.Serializer[Any]):
    """What the answers come to."""

    total = serializers.CharField(help_text=_("Tổng điểm"))
    parts = serializers.DictField(child=serializers.CharField(), help_text=_("Điểm từng phần A, B, C"))
    band_star = serializers.IntegerField(help_text=_("Hạng sao theo tổng điểm"))
    star = serializers.IntegerField(allow_null=True, help_text=_("Hạng sao khi tính cả điều kiện tối thiểu"))
    failed_gates = FailedGate(many=True, help_text=_("Điều kiện tối thiểu chưa đạt"))
    excluded = Ground(allow_null=True, help_text=_("Loại hoặc dừng đánh giá"))


class ExplainedAnswer(PreviewAnswer):
    """With `explain=true` also what is lacking."""

    reason = serializers.CharField(required=False, allow_null=True, help_text=_("Lý do loại, dừng; khi explain=true"))
    mends = MendLine(many=True, required=False, help_text=_("Điều cần có để đạt điều kiện tối thiểu; khi explain=true"))
    path = PathLine(required=False, allow_null=True, help_text=_("Đường đến hạng sao kế tiếp; khi explain=true"))


class PackSet(serializers.Serializer[Any]):
    """A product set of a pack."""

    product_set = serializers.IntegerField(help_text=_("Số của bộ sản phẩm"))
    name = serializers.CharField(help_text=_("Tên bộ sản phẩm"))
    status = serializers.ChoiceField(choices=STATUSES, help_text=_("Bản chép đủ hay còn thiếu"))


class PackLine(serializers.Serializer[Any]):
    """A law pack."""

    code = serializers.CharField(help_text=_("Mã bộ quy định"))
    title = serializers.CharField(help_text=_("Tên văn bản"))
    valid_from = serializers.DateField(help_text=_("Có hiệu lực từ"))
    valid_to = serializers.DateField(allow_null=True, help_text=_("Hết hiệu lực"))
    sha256 = serializers.CharField(help_text=_("Mã băm của toàn bộ nội dung"))
    sets = PackSet(many=True, help_text=_("Các bộ sản phẩm có phiếu"))


class PackList(serializers.Serializer[Any]):
    """All packs."""

    results = PackLine(many=True, help_text=_("Các bộ quy định"))


class SheetForm(serializers.Serializer[Any]):
    """A criteria sheet as the law prints it."""

    pack = serializers.CharField(help_text=_("Mã bộ quy định"))
    product_set = serializers.IntegerField(help_text=_("Số của bộ sản phẩm"))
    name = serializers.CharField(help_text=_("Tên bộ sản phẩm"))
    annex = serializers.CharField(help_text=_("Phụ lục"))
    status = serializers.ChoiceField(choices=STATUSES, help_text=_("Bản chép đủ hay còn thiếu"))
    rejected_if = serializers.ListField(child=serializers.CharField(), help_text=_("Hồ sơ bị loại khi"))
    parts = serializers.ListField(child=serializers.DictField(), help_text=_("Các phần với tiêu chí và mức điểm"))


class ScoreJSON(JSONRenderer):
    """Byte for byte what `manage.py score` prints."""

    compact = False


class PreviewResource(Action):
    """A trial of answers on a sheet."""

    area = ScopeArea.LAW
    only_reads = True
    idempotent = False
    renderer_classes = [ScoreJSON]

    @extend_schema(
        description=_("Tính thử một phiếu, không lưu; cùng đầu vào và kết quả như lệnh manage.py score"),
        parameters=[PreviewQuery],
        request=PreviewAsk,
        responses=ExplainedAnswer,
    )
    def post(self, request: Request) -> Response:
        """Total, star and failed gates; 422 names pack, set, criterion."""
        explain = self.query(PreviewQuery)["explain"]
        self.body(PreviewAsk)
        try:
            return Response(score_request(request.data, explain=explain))
        except RequestError as error:
            raise _fault_of(request.data, str(error)) from None


def _fault_of(asked: dict[str, Any], text: str) -> Unprocessable:
    """Which field the engine's refusal is about."""
    try:
        pack = load_pack(asked["pack"])
    except (LookupError, PackError):
        return _fault("pack", text)
    sheet = pack.sheets.get(asked["set"]) if type(asked["set"]) is int else None
    if sheet is None:
        return _fault("set", text)
    checks: dict[str, Any] = {"answers": parse_answers, "flags": parse_flags}
    faults: dict[str, Any] = {}
    for field, parse in checks.items():
        try:
            parse(sheet, asked.get(field))
        except AnswerError as error:
            faults |= answer_refusal(field, error).detail  # type: ignore[arg-type]
    return Unprocessable(faults) if faults else _fault("set", text)


def _fault(field: str, text: str) -> Unprocessable:
    return Unprocessable({field: [ErrorDetail(text, code="unknown")]})


class PacksResource(Action):
    """The law packs."""

    area = ScopeArea.LAW
    conditional = True

    @extend_schema(description=_("Các bộ quy định và bộ sản phẩm có phiếu"), responses=PackList)
    def get(self, request: Request) -> Response:
        """Oldest first."""
        check_parameters(request, set())
        return self.answer({"results": [PackLine(_pack_line(load_pack(code))).data for code in pack_codes()]})


class SheetFormResource(Action):
    """One sheet of a pack."""

    area = ScopeArea.LAW
    conditional = True

    @extend_schema(
        description=_("Một phiếu đánh giá như văn bản in"),
        parameters=[
            OpenApiParameter("code", str, OpenApiParameter.PATH, description=_("Mã bộ quy định")),
            OpenApiParameter("product_set", int, OpenApiParameter.PATH, description=_("Số của bộ sản phẩm")),
        ],
        responses=SheetForm,
    )
    def get(self, request: Request, code: str, product_set: int) -> Response:
        """404 for a pack or a set there is not."""
        check_parameters(request, set())
        try:
            sheet = load_pack(code).sheet(product_set)
        except (LookupError, ValueError):
            raise NotFound from None
        facts = {name: getattr(sheet, name) for name in ("product_set", "name", "annex", "status")}
        parts = [
            {"code": part.code, "title": part.title, "max": part.max, "criteria": list(map(_criterion, part.criteria))}
            for part in sheet.parts
        ]
        return self.answer({"pack": code, **facts, "rejected_if": list(sheet.rejected_if), "parts": parts})


def _pack_line(pack: Pack) -> dict[str, Any]:
    law = pack.manifest
    return {
        "code": pack.code,
        "title": law.title,
        "valid_from": law.valid_from,
        "valid_to": law.valid_to,
        "sha256": pack.sha256,
        "sets": [
            {"product_set": number, "name": sheet.name, "status": sheet.status}
            for number, sheet in sorted(pack.sheets.items())
        ],
    }


def _criterion(item: Criterion) -> dict[str, Any]:
    """As the sheet prints it; empty things are left out."""
    options = [{key: value for key, value in vars(option).items() if value is not None} for option in item.options]
    facts = {
        "code": item.code,
        "title": item.title,
        "max": item.max,
        "requirement": item.requirement,
        "notes": list(item.notes),
        "min_star": item.min_star,
        "applies_if": dict(item.applies_if) if item.applies_if else None,
        "gate": item.gate,
        "cases": dict(item.cases) if item.cases else None,
        "options": options,
        "criteria": list(map(_criterion, item.criteria)),
    }
    return {key: value for key, value in facts.items() if value not in (None, "", [])}
