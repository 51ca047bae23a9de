"""One's own scoring sheet by program: read, saved, handed in. Nobody reads another's here, opened or not."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ocop.api.errors import RevisionRequired

from ..domain.scoring import as_json, score
from ..domain.self_assessment import readable
from ..domain.sheet_beside import own_entry, why_closed
from ..domain.sheets import law_of, save_sheet, sheet_for, submit_sheet
from ..enums import SheetState
from ..models import ScoreSheet, Seat, SessionEntry
from .faults import refusal


class SheetRecord(serializers.Serializer[Any]):
    """The own sheet of the present round."""

    entry = serializers.IntegerField(help_text=_("Hồ sơ trong phiên họp"))
    round = serializers.IntegerField(help_text=_("Vòng chấm"))
    state = serializers.CharField(help_text=_("Trạng thái: draft, submitted"))
    revision = serializers.IntegerField(help_text=_("Lần lưu"))
    law_pack = serializers.CharField(help_text=_("Bộ quy định"))
    product_set = serializers.IntegerField(help_text=_("Bộ sản phẩm"))
    may_write = serializers.BooleanField(help_text=_("Đang được chấm"))
    answers = serializers.JSONField(help_text=_("Mức đã chọn theo tiêu chí"))
    flags = serializers.JSONField(help_text=_("Kết luận loại, dừng đánh giá"))
    notes = serializers.JSONField(help_text=_("Ghi chú theo tiêu chí"))
    comment = serializers.CharField(help_text=_("Ý kiến của người đánh giá"))
    opinion = serializers.CharField(help_text=_("Ý kiến về báo cáo: agree, disagree"))
    missing = serializers.ListField(child=serializers.CharField(), help_text=_("Tiêu chí chưa chấm"))
    result = serializers.JSONField(help_text=_("Kết quả của riêng phiếu này đến lúc này"))
    submitted_at = serializers.DateTimeField(allow_null=True, help_text=_("Lúc nộp"))


class SheetChange(serializers.Serializer[Any]):
    """What is changed; a field left out stays. `revision` here or as If-Match."""

    revision = serializers.IntegerField(required=False, min_value=0, help_text=_("Lần lưu đã đọc"))
    round = serializers.IntegerField(required=False, min_value=1, help_text=_("Vòng chấm đã đọc"))
    answers = serializers.DictField(required=False, help_text=_("Mức đã chọn theo tiêu chí"))
    flags = serializers.DictField(required=False, help_text=_("Kết luận loại, dừng đánh giá"))
    notes = serializers.DictField(required=False, help_text=_("Ghi chú theo tiêu chí"))
    comment = serializers.CharField(required=False, allow_blank=True, help_text=_("Ý kiến của người đánh giá"))
    opinion = serializers.CharField(required=False, allow_blank=True, help_text=_("Ý kiến về báo cáo"))


class SheetSubmit(serializers.Serializer[Any]):
    """Which state of the sheet is handed in; nothing said = the stored one."""

    revision = serializers.IntegerField(required=False, min_value=0, help_text=_("Lần lưu đã đọc"))
    round = serializers.IntegerField(required=False, min_value=1, help_text=_("Vòng chấm đã đọc"))


class SheetResource(APIView):
    """The sheet the person's own seat fills in."""

    @extend_schema(description=_("Phiếu của chính mình"), responses=SheetRecord)
    def get(self, request: Request, entry: int) -> Response:
        """Stored, or an empty one of revision 0."""
        found, seat = _own(request, entry)
        return _answer(request, found, seat, sheet_for(request.user, found))

    @extend_schema(description=_("Lưu phiếu đang chấm"), request=SheetChange, responses=SheetRecord)
    def put(self, request: Request, entry: int) -> Response:
        """Keep the draft; the same content twice is one change."""
        found, seat = _own(request, entry)
        body = SheetChange(data=request.data)
        body.is_valid(raise_exception=True)
        given = dict(body.validated_data)
        revision = _revision(request, given.pop("revision", None))
        if revision is None:
            raise RevisionRequired(_("Hãy gửi kèm If-Match hoặc revision của lần đọc gần nhất."))
        try:
            sheet = save_sheet(actor=request.user, entry_id=found.pk, revision=revision, **given)
        except ValidationError as error:
            raise refusal(error) from None
        return _answer(request, found, seat, sheet)


class SheetSubmitResource(APIView):
    """Handing the own sheet in."""

    @extend_schema(description=_("Nộp phiếu; nộp rồi thì khóa"), request=SheetSubmit, responses=SheetRecord)
    def post(self, request: Request, entry: int) -> Response:
        """Once for good; a second time answers with what was handed in."""
        found, seat = _own(request, entry)
        body = SheetSubmit(data=request.data)
        body.is_valid(raise_exception=True)
        revision = _revision(request, body.validated_data.get("revision"))
        number = body.validated_data.get("round")
        try:
            sheet = submit_sheet(actor=request.user, entry_id=found.pk, revision=revision, round=number)
        except ValidationError as error:
            raise refusal(error) from None
        return _answer(request, found, seat, sheet)


def _own(request: Request, pk: int) -> tuple[SessionEntry, Seat]:
    try:
        return own_entry(request.user, pk)
    except SessionEntry.DoesNotExist:
        raise Http404 from None


def _revision(request: Request, sent: int | None) -> int | None:
    """From the body, else from If-Match ("3", with or without quotation marks); None when neither says a number."""
    if sent is not None:
        return sent
    text = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _answer(request: Request, entry: SessionEntry, seat: Seat, sheet: ScoreSheet) -> Response:
    pack, form = law_of(entry)
    read = readable(form, sheet.answers)
    is_open = sheet.state == SheetState.DRAFT and not why_closed(request.user, entry, seat)
    record = SheetRecord(
        {
            "entry": entry.pk,
            "round": sheet.round,
            "state": sheet.state,
            "revision": sheet.revision,
            "law_pack": entry.law_pack,
            "product_set": entry.product_set,
            "may_write": is_open,
            "answers": sheet.answers,
            "flags": sheet.flags,
            "notes": sheet.notes,
            "comment": sheet.comment,
            "opinion": sheet.opinion,
            "missing": list(read.missing),
            "result": as_json(score(pack, form, read, sheet.flags.items())),
            "submitted_at": sheet.submitted_at,
        }
    )
    return Response(record.data, headers={"ETag": f'"{sheet.revision}"'})
