"""One's own scoring sheet by program: read, saved, handed in. Nobody reads another's here, opened or not."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.errors import NotFound
from ocop.api.filters import check_parameters
from ocop.api.resource import Action

from ..domain.scoring import as_json, score
from ..domain.self_assessment import readable
from ..domain.sheet_beside import own_entry, why_closed
from ..domain.sheets import law_of, save_sheet, sheet_for, submit_sheet
from ..enums import Opinion, SheetState
from ..models import ScoreSheet, Seat, SessionEntry
from .faults import refusal
from .scoring import PreviewAnswer

MOST_ROUNDS = 32_767
"""What the column of rounds holds."""


class SheetRecord(serializers.Serializer[Any]):
    """The own sheet of the present round."""

    entry = serializers.IntegerField(help_text=_("Hồ sơ trong phiên họp"))
    round = serializers.IntegerField(help_text=_("Vòng chấm"))
    state = serializers.ChoiceField(choices=SheetState.choices, help_text=_("Trạng thái"))
    revision = serializers.IntegerField(help_text=_("Lần lưu"))
    law_pack = serializers.CharField(help_text=_("Bộ quy định"))
    product_set = serializers.IntegerField(help_text=_("Bộ sản phẩm"))
    may_write = serializers.BooleanField(help_text=_("Đang được chấm"))
    answers = serializers.DictField(help_text=_("Mức đã chọn theo tiêu chí"))
    flags = serializers.DictField(child=serializers.CharField(), help_text=_("Kết luận loại, dừng đánh giá"))
    notes = serializers.DictField(child=serializers.CharField(), help_text=_("Ghi chú theo tiêu chí"))
    comment = serializers.CharField(help_text=_("Ý kiến của người đánh giá"))
    opinion = serializers.ChoiceField(choices=Opinion.choices, allow_blank=True, help_text=_("Ý kiến về báo cáo"))
    missing = serializers.ListField(child=serializers.CharField(), help_text=_("Tiêu chí chưa chấm"))
    result = PreviewAnswer(help_text=_("Kết quả của riêng phiếu này đến lúc này"))
    submitted_at = serializers.DateTimeField(allow_null=True, help_text=_("Lúc nộp"))


class SheetChange(serializers.Serializer[Any]):
    """What is changed; a field left out stays. If-Match names the state it was made on."""

    round = serializers.IntegerField(
        required=False, min_value=1, max_value=MOST_ROUNDS, help_text=_("Vòng chấm đã đọc")
    )
    answers = serializers.DictField(required=False, help_text=_("Mức đã chọn theo tiêu chí"))
    flags = serializers.DictField(required=False, help_text=_("Kết luận loại, dừng đánh giá"))
    notes = serializers.DictField(required=False, help_text=_("Ghi chú theo tiêu chí"))
    comment = serializers.CharField(required=False, allow_blank=True, help_text=_("Ý kiến của người đánh giá"))
    opinion = serializers.CharField(required=False, allow_blank=True, help_text=_("Ý kiến về báo cáo"))


class SheetSubmit(serializers.Serializer[Any]):
    """Which round is handed in; nothing said = the present one."""

    round = serializers.IntegerField(
        required=False, min_value=1, max_value=MOST_ROUNDS, help_text=_("Vòng chấm đã đọc")
    )


class SheetResource(Action):
    """The sheet the person's own seat fills in."""

    area = ScopeArea.RESULTS
    revisioned = ("PUT",)
    conditional = True

    @extend_schema(description=_("Phiếu của chính mình ở vòng chấm hiện nay"), responses=SheetRecord)
    def get(self, request: Request, entry: int) -> Response:
        """Stored, or an empty one of revision 0."""
        check_parameters(request, set())
        found, seat = _own(request, entry)
        return _answer(self, found, seat, sheet_for(request.user, found))

    @extend_schema(
        description=_("Lưu phiếu đang chấm; chưa nộp thì hội đồng chưa tính"),
        request=SheetChange,
        responses=SheetRecord,
    )
    def put(self, request: Request, entry: int) -> Response:
        """Keep the draft; the same content twice is one change."""
        found, seat = _own(request, entry)
        revision = self.expected_revision(None, check=False)
        given = self.body(SheetChange)
        try:
            sheet = save_sheet(actor=request.user, entry_id=found.pk, revision=revision, **given)
        except ValidationError as error:
            raise refusal(error) from None
        return _answer(self, found, seat, sheet)


class SheetSubmitResource(Action):
    """Handing the own sheet in."""

    area = ScopeArea.RESULTS
    revisioned = ("POST",)

    @extend_schema(
        description=_("Nộp phiếu; nộp rồi thì khóa. Nộp lại lần nữa trả về phiếu đã nộp."),
        request=SheetSubmit,
        responses=SheetRecord,
    )
    def post(self, request: Request, entry: int) -> Response:
        """Once for good; a second time answers with what was handed in."""
        found, seat = _own(request, entry)
        revision = self.expected_revision(None, check=False)
        number = self.body(SheetSubmit).get("round")
        try:
            sheet = submit_sheet(actor=request.user, entry_id=found.pk, revision=revision, round=number)
        except ValidationError as error:
            raise refusal(error) from None
        return _answer(self, found, seat, sheet)


def _own(request: Request, pk: int) -> tuple[SessionEntry, Seat]:
    try:
        return own_entry(request.user, pk)
    except (SessionEntry.DoesNotExist, OverflowError):
        raise NotFound from None


def _answer(view: Action, entry: SessionEntry, seat: Seat, sheet: ScoreSheet) -> Response:
    pack, form = law_of(entry)
    read = readable(form, sheet.answers)
    is_open = sheet.state == SheetState.DRAFT and not why_closed(view.request.user, entry, seat)
    names = ("round", "state", "revision", "answers", "flags", "notes", "comment", "opinion", "submitted_at")
    record = SheetRecord(
        {
            **{name: getattr(sheet, name) for name in names},
            "entry": entry.pk,
            "law_pack": entry.law_pack,
            "product_set": entry.product_set,
            "may_write": is_open,
            "missing": list(read.missing),
            "result": as_json(score(pack, form, read, sheet.flags.items())),
        }
    )
    return view.answer(record.data, sheet.revision)
