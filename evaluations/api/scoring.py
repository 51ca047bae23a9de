"""The law's sheets and the engine by program: public words of the law and a trial of answers, nothing is stored."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ..domain.lawpacks import Criterion, Pack, Sheet, load_pack, pack_codes
from ..domain.scoring import AnswerError, SheetIncompleteError, as_json, parse_answers, parse_flags, score
from .faults import answer_refusal


class PreviewAsk(serializers.Serializer[Any]):
    """A sheet and answers, as `manage.py score` reads them (docs/scoring.md)."""

    pack = serializers.CharField(max_length=60, help_text=_("Bộ quy định"))
    set = serializers.IntegerField(help_text=_("Bộ sản phẩm"))
    answers = serializers.DictField(help_text=_("Tiêu chí và mức đã chọn, mức đánh số từ 0; null = không đạt mức nào"))
    flags = serializers.DictField(required=False, help_text=_("Tiêu chí và kết luận: reject, stop"))


class PreviewAnswer(serializers.Serializer[Any]):
    """What the answers come to."""

    total = serializers.CharField(help_text=_("Tổng điểm"))
    parts = serializers.DictField(child=serializers.CharField(), help_text=_("Điểm từng phần A, B, C"))
    band_star = serializers.IntegerField(help_text=_("Hạng sao theo tổng điểm"))
    star = serializers.IntegerField(allow_null=True, help_text=_("Hạng sao khi tính cả điều kiện tối thiểu"))
    failed_gates = serializers.ListField(child=serializers.DictField(), help_text=_("Điều kiện tối thiểu chưa đạt"))
    excluded = serializers.DictField(allow_null=True, help_text=_("Loại hoặc dừng đánh giá"))


class PackSet(serializers.Serializer[Any]):
    """A product set of a pack."""

    product_set = serializers.IntegerField(help_text=_("Số của bộ sản phẩm"))
    name = serializers.CharField(help_text=_("Tên bộ sản phẩm"))
    status = serializers.CharField(help_text=_("complete, incomplete"))


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
    status = serializers.CharField(help_text=_("complete, incomplete"))
    rejected_if = serializers.ListField(child=serializers.CharField(), help_text=_("Hồ sơ bị loại khi"))
    parts = serializers.ListField(child=serializers.DictField(), help_text=_("Các phần với tiêu chí và mức điểm"))


class PreviewResource(APIView):
    """A trial of answers on a sheet."""

    @extend_schema(description=_("Tính thử một phiếu, không lưu"), request=PreviewAsk, responses=PreviewAnswer)
    def post(self, request: Request) -> Response:
        """Total, star and failed gates; 400 names pack, set, criterion."""
        body = PreviewAsk(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data
        pack, sheet = _sheet(asked["pack"], asked["set"])
        try:
            answers = parse_answers(sheet, asked["answers"])
        except AnswerError as error:
            raise answer_refusal("answers", error) from None
        try:
            flags = parse_flags(sheet, {code: kind for code, kind in asked.get("flags", {}).items() if kind})
        except AnswerError as error:
            raise answer_refusal("flags", error) from None
        try:
            return Response(as_json(score(pack, sheet, answers, flags)))
        except SheetIncompleteError as error:
            raise _fault("set", str(error)) from None


class PacksResource(APIView):
    """The law packs."""

    @extend_schema(description=_("Các bộ quy định và bộ sản phẩm có phiếu"), responses=PackList)
    def get(self, request: Request) -> Response:
        """Oldest first."""
        return Response({"results": [PackLine(_pack_line(load_pack(code))).data for code in pack_codes()]})


class SheetFormResource(APIView):
    """One sheet of a pack."""

    @extend_schema(description=_("Một phiếu đánh giá như văn bản in"), responses=SheetForm)
    def get(self, request: Request, code: str, product_set: int) -> Response:
        """404 for a pack or a set there is not."""
        try:
            sheet = load_pack(code).sheet(product_set)
        except LookupError:
            raise Http404 from None
        facts = {name: getattr(sheet, name) for name in ("product_set", "name", "annex", "status")}
        parts = [
            {"code": part.code, "title": part.title, "max": part.max, "criteria": list(map(_criterion, part.criteria))}
            for part in sheet.parts
        ]
        return Response({"pack": code, **facts, "rejected_if": list(sheet.rejected_if), "parts": parts})


def _sheet(code: str, product_set: int) -> tuple[Pack, Sheet]:
    try:
        pack = load_pack(code)
    except LookupError:
        raise _fault("pack", str(_("Không có bộ quy định «%s».")) % code) from None
    try:
        return pack, pack.sheet(product_set)
    except LookupError:
        text = str(_("Bộ quy định «%(pack)s» không có phiếu của bộ sản phẩm %(set)s."))
        raise _fault("set", text % {"pack": code, "set": product_set}) from None


def _fault(field: str, text: str) -> ValidationError:
    return ValidationError({field: [ErrorDetail(text, code="unknown")]})


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
