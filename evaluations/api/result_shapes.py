"""What the resources of results and of opened sheets say."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ocop.api.parts import Chosen, UnitRef
from products.enums import DossierKind
from products.models import Dossier

from ..domain.results.table import mean_of, mends_of, shown_fraction
from ..domain.scoring import shown_total
from ..enums import CouncilLevel, CouncilRole, Opinion, SessionMode
from ..models import CouncilSession, EvaluationResult, Mark, ScoreSheet
from .parts import ProductName
from .scoring import GROUNDS


def decimal(shown: str) -> str:
    """ "73,25" → "73.25": the same digits the pages show, cut and never rounded up."""
    return shown.replace(",", ".")


class EvaluatedDossier(serializers.ModelSerializer[Dossier]):
    """The dossier that was evaluated."""

    product = ProductName(read_only=True, help_text=_("Sản phẩm"))
    unit = UnitRef(read_only=True, help_text=_("Đơn vị của ngày ghi nhận"))
    kind = Chosen(DossierKind, help_text=_("Loại hồ sơ"))

    class Meta:
        model = Dossier
        fields = ("id", "kind", "year", "star_sought", "unit", "product")


class SessionPart(serializers.ModelSerializer[CouncilSession]):
    """The session of a council."""

    council = serializers.CharField(source="council.name", help_text=_("Hội đồng"))
    level = serializers.ChoiceField(
        source="council.level", choices=CouncilLevel.choices, read_only=True, help_text=_("Cấp hội đồng")
    )
    number = serializers.SerializerMethodField(help_text=_("Phiên thứ, năm; ví dụ 2/2026"))
    mode = Chosen(SessionMode, help_text=_("Hình thức"))

    class Meta:
        model = CouncilSession
        fields = ("id", "council", "level", "number", "mode", "held_on")

    def get_number(self, session: CouncilSession) -> str:
        """As pages write it."""
        return f"{session.number}/{session.year}"


class ExcludedPart(serializers.Serializer[Any]):
    """Why no rank was given."""

    kind = serializers.ChoiceField(choices=GROUNDS, help_text=_("Loại hay dừng"))
    criterion = serializers.CharField(allow_null=True, help_text=_("Tiêu chí"))
    reason = serializers.CharField(allow_blank=True, help_text=_("Lý do"))


class ResultLine(serializers.ModelSerializer[EvaluationResult]):
    """A frozen result in a list. The exact mean is `points_sum` / `sheet_count`."""

    dossier = EvaluatedDossier(read_only=True, help_text=_("Hồ sơ"))
    session = SessionPart(source="entry.session", read_only=True, help_text=_("Phiên họp"))
    mean = serializers.SerializerMethodField(help_text=_("Điểm trung bình, cắt sau hai chữ số, không làm tròn"))
    excluded = ExcludedPart(read_only=True, allow_null=True, help_text=_("Loại, dừng đánh giá"))
    is_illustration = serializers.BooleanField(
        source="entry.session.is_illustration", read_only=True, help_text=_("Dữ liệu minh họa")
    )

    class Meta:
        model = EvaluationResult
        fields = (
            "id",
            "dossier",
            "session",
            "law_pack",
            "product_set",
            "points_sum",
            "sheet_count",
            "mean",
            "band_star",
            "star",
            "excluded",
            "decided_on",
            "frozen_at",
            "sha256",
            "is_illustration",
        )
        extra_kwargs = {
            "star": {"help_text": _("Hạng sao; trống khi bị loại hoặc dừng đánh giá")},
            "sha256": {"help_text": _("Mã băm của toàn bộ kết quả đã chốt")},
        }

    def get_mean(self, result: EvaluationResult) -> str:
        """ "73.25"."""
        return decimal(shown_total(mean_of(result)))


class FailedGatePart(serializers.Serializer[Any]):
    """A minimum of the sheet that was not met."""

    criterion = serializers.CharField(help_text=_("Tiêu chí"))
    star = serializers.IntegerField(help_text=_("Hạng sao của điều kiện"))
    needs = serializers.IntegerField(help_text=_("Điểm phải đạt"))
    has = serializers.CharField(help_text=_("Điểm trung bình đạt được, chính xác, ví dụ 26/9"))


class MendPart(serializers.Serializer[Any]):
    """What would have met it."""

    criterion = serializers.CharField(help_text=_("Tiêu chí"))
    star = serializers.IntegerField(help_text=_("Hạng sao"))
    label = serializers.CharField(help_text=_("Mức phải đạt"))
    article = serializers.CharField(help_text=_("Căn cứ"))


class ResultRecord(ResultLine):
    """A frozen result with its parts and what was in the way of a higher star; sheets stand under opened-sheets."""

    parts = serializers.SerializerMethodField(help_text=_("Điểm trung bình của từng phần A, B, C"))
    failed_gates = FailedGatePart(many=True, read_only=True, help_text=_("Điều kiện tối thiểu chưa đạt"))
    mends = serializers.SerializerMethodField(help_text=_("Điều cần có để đạt các điều kiện đó"))
    note = serializers.SerializerMethodField(help_text=_("Ý kiến kết luận của hội đồng"))

    class Meta(ResultLine.Meta):
        fields = (*ResultLine.Meta.fields, "pack_sha256", "parts", "failed_gates", "mends", "note")
        extra_kwargs = {
            **ResultLine.Meta.extra_kwargs,
            "pack_sha256": {"help_text": _("Mã băm của bộ quy định đã dùng")},
        }

    def get_parts(self, result: EvaluationResult) -> dict[str, str]:
        """{"A": "30.00"}."""
        parts = result.content.get("outcome", {}).get("parts", {})
        return {code: decimal(shown_fraction(points)) for code, points in sorted(parts.items())}

    @extend_schema_field(MendPart(many=True))
    def get_mends(self, result: EvaluationResult) -> Any:
        """One for each gate not met, as far as the law pack is at hand."""
        return MendPart(mends_of(result), many=True).data

    def get_note(self, result: EvaluationResult) -> str:
        """ "" when nothing was noted."""
        return str(result.content.get("note", ""))


class MarkPart(serializers.ModelSerializer[Mark]):
    """Points of a criterion."""

    class Meta:
        model = Mark
        fields = ("criterion", "case", "option", "points")
        extra_kwargs = {
            "case": {"help_text": _("Trường hợp, với tiêu chí chia trường hợp")},
            "option": {"allow_null": True, "help_text": _("Mức, đánh số từ 0; trống là không đạt mức nào")},
        }


class MemberPart(serializers.Serializer[Any]):
    """Who filled in a sheet."""

    name = serializers.CharField(help_text=_("Họ và tên"))
    position = serializers.CharField(help_text=_("Chức vụ"))
    body = serializers.CharField(help_text=_("Cơ quan"))
    role = Chosen(CouncilRole, help_text=_("Vai trò"))


class OpenedSheetLine(serializers.ModelSerializer[ScoreSheet]):
    """A sheet of a round the chair has opened."""

    dossier = serializers.IntegerField(source="entry.dossier_id", read_only=True, help_text=_("Số của hồ sơ"))
    session = serializers.IntegerField(source="entry.session_id", read_only=True, help_text=_("Số của phiên họp"))
    entry = serializers.IntegerField(source="entry_id", read_only=True, help_text=_("Hồ sơ trong phiên họp"))
    member = MemberPart(read_only=True, help_text=_("Thành viên"))
    opinion = Chosen(Opinion, help_text=_("Ý kiến về báo cáo"))

    class Meta:
        model = ScoreSheet
        fields = ("id", "entry", "dossier", "session", "round", "member", "total", "opinion", "submitted_at", "sha256")
        extra_kwargs = {"sha256": {"help_text": _("Mã băm của nội dung phiếu")}}


class OpenedSheetRecord(OpenedSheetLine):
    """The same with every mark, note and ground."""

    marks = MarkPart(many=True, read_only=True, help_text=_("Điểm theo tiêu chí"))
    flags = serializers.DictField(child=serializers.CharField(), help_text=_("Kết luận loại, dừng đánh giá"))
    notes = serializers.DictField(child=serializers.CharField(), help_text=_("Ghi chú theo tiêu chí"))

    class Meta(OpenedSheetLine.Meta):
        fields = (*OpenedSheetLine.Meta.fields, "comment", "marks", "flags", "notes")
