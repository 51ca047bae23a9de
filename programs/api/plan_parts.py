"""What a plan and one version of it show: the head, bases, sections, duties, money, signer, recipients."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ocop.api.parts import Chosen, UnitRef

from ..domain.plans_content import version_content
from ..domain.plans_text import Block, draft_facts, plan_blocks
from ..enums import BodyRole, FundingKind, PlanStage, SectionKind, TargetKind, VersionPurpose, VersionState
from ..models import PlanVersion, Task
from .parts import BodyRef


class FigurePart(serializers.Serializer[Any]):
    """A total of the plan's own unit."""

    star = serializers.IntegerField(help_text=_("Hạng sao"))
    kind = Chosen(TargetKind, help_text=_("Loại được tính"))
    committed = serializers.IntegerField(help_text=_("Cam kết (sản phẩm)"))
    working = serializers.IntegerField(allow_null=True, help_text=_("Dự kiến (sản phẩm)"))


class VersionLine(serializers.Serializer[Any]):
    """A version of a plan in the list of its versions."""

    id = serializers.IntegerField(help_text=_("Mã của bản kế hoạch"))
    state = Chosen(VersionState, help_text=_("Trạng thái"))
    stage = Chosen(PlanStage, help_text=_("Bước"))
    purpose = Chosen(VersionPurpose, help_text=_("Mục đích"))
    document_number = serializers.CharField(help_text=_("Số, ký hiệu; trống khi chưa ban hành"))
    issued_on = serializers.DateField(allow_null=True, help_text=_("Ngày ban hành"))


class SignerPart(serializers.Serializer[Any]):
    """Who signs."""

    authority = serializers.CharField(source="signer_authority", help_text=_("Quyền hạn ký"))
    title = serializers.CharField(source="signer_title", help_text=_("Chức vụ"))
    name = serializers.CharField(source="signer_name", help_text=_("Họ và tên"))


class BasisPart(serializers.Serializer[Any]):
    """A legal basis."""

    text = serializers.CharField(help_text=_("Câu căn cứ"))
    number = serializers.CharField(help_text=_("Số, ký hiệu văn bản"))
    issued_on = serializers.DateField(allow_null=True, help_text=_("Ngày"))
    issuer = serializers.CharField(help_text=_("Cơ quan ban hành"))


class LinePart(serializers.Serializer[Any]):
    """A printed paragraph."""

    level = serializers.IntegerField(help_text=_("Cấp của dòng trong phần"))
    marker = serializers.CharField(help_text=_("Số mục hoặc gạch đầu dòng"))
    text = serializers.CharField(help_text=_("Lời văn như in, số liệu đã điền"))


class SectionPart(serializers.Serializer[Any]):
    """A top-level part."""

    number = serializers.CharField(help_text=_("Số mục"))
    heading = serializers.CharField(help_text=_("Tiêu đề"))
    kind = Chosen(SectionKind, help_text=_("Loại phần"))
    lines = LinePart(many=True, help_text=_("Các dòng"))


class RecipientPart(serializers.Serializer[Any]):
    """A line of «Nơi nhận»."""

    text = serializers.CharField(help_text=_("Nơi nhận"))
    purpose = serializers.CharField(help_text=_("Để"))


class MoneyPart(serializers.Serializer[Any]):
    """A source of money."""

    text = serializers.CharField(help_text=_("Nguồn kinh phí như ghi trong kế hoạch"))
    kind = Chosen(FundingKind, source="source_kind", help_text=_("Loại nguồn"))
    amount = serializers.IntegerField(allow_null=True, help_text=_("Số tiền (đồng); trống khi kế hoạch không ghi"))


class ActivityPart(serializers.Serializer[Any]):
    """An activity."""

    title = serializers.CharField(help_text=_("Hoạt động"))
    content = serializers.CharField(help_text=_("Nội dung"))
    audience = serializers.CharField(help_text=_("Đối tượng"))
    time = serializers.CharField(help_text=_("Thời gian"))
    units = serializers.CharField(help_text=_("Đơn vị thực hiện"))
    count = serializers.IntegerField(allow_null=True, help_text=_("Số lớp, số đoàn"))


class DutyBody(serializers.Serializer[Any]):
    """A body with its role in a duty."""

    role = Chosen(BodyRole, help_text=_("Vai trò"))
    body = BodyRef(help_text=_("Cơ quan"))


class DutyPart(serializers.Serializer[Any]):
    """What the plan gives a body to do."""

    id = serializers.IntegerField(help_text=_("Mã của phần kế hoạch"))
    heading = serializers.CharField(help_text=_("Tên ghi trong kế hoạch"))
    bodies = serializers.SerializerMethodField(help_text=_("Cơ quan chủ trì, phối hợp, được đề nghị"))
    intro = serializers.CharField(help_text=_("Câu dẫn"))
    items = serializers.ListField(child=serializers.CharField(), help_text=_("Các nhiệm vụ"))
    due_on = serializers.DateField(allow_null=True, help_text=_("Hạn"))

    @extend_schema_field(DutyBody(many=True))
    def get_bodies(self, task: Task) -> Any:
        """In the order of the roles."""
        found = [{"role": role, "body": body} for role, bodies in task.bodies_by_role() for body in bodies]
        return DutyBody(found, many=True).data


class VersionRecord(VersionLine):
    """One version with everything it says but its targets and batches, which have addresses of their own."""

    reason = serializers.CharField(help_text=_("Lý do điều chỉnh, bổ sung"))
    replaces = serializers.IntegerField(source="replaces_id", allow_null=True, help_text=_("Mã bản được thay"))
    based_on = serializers.IntegerField(
        source="based_on_id", allow_null=True, help_text=_("Mã bản kế hoạch cấp trên làm căn cứ")
    )
    number = serializers.IntegerField(allow_null=True, help_text=_("Số"))
    symbol = serializers.CharField(help_text=_("Ký hiệu"))
    place = serializers.CharField(help_text=_("Địa danh"))
    issuer_parent = serializers.CharField(help_text=_("Cơ quan chủ quản"))
    issuer = serializers.CharField(help_text=_("Cơ quan ban hành"))
    abstract = serializers.CharField(help_text=_("Trích yếu"))
    opening = serializers.SerializerMethodField(help_text=_("Lời dẫn"))
    closing = serializers.SerializerMethodField(help_text=_("Lời kết"))
    signer = SignerPart(source="*", help_text=_("Người ký"))
    bases = BasisPart(source="content.bases", many=True, help_text=_("Căn cứ"))
    sections = serializers.SerializerMethodField(help_text=_("Các phần"))
    duties = DutyPart(source="task_set", many=True, help_text=_("Phân công nhiệm vụ"))
    activities = ActivityPart(source="content.activities", many=True, help_text=_("Hoạt động"))
    funding = MoneyPart(source="content.funding", many=True, help_text=_("Kinh phí"))
    recipients = RecipientPart(source="content.recipients", many=True, help_text=_("Nơi nhận"))

    def to_representation(self, version: PlanVersion) -> dict[str, Any]:
        """With the text and its figures filled in; a blank of a draft is told as "[chưa có: …]"."""
        version.content = version_content(version)  # type: ignore[attr-defined]
        version.blocks = plan_blocks(version.content, draft_facts(version.content))  # type: ignore[attr-defined]
        return super().to_representation(version)

    def get_opening(self, version: Any) -> str:
        """As printed."""
        return _printed(version, "opening")

    def get_closing(self, version: Any) -> str:
        """As printed."""
        return _printed(version, "closing")

    @extend_schema_field(SectionPart(many=True))
    def get_sections(self, version: Any) -> Any:
        """Each with its lines, without its own heading."""
        found = [
            {**section, "lines": [block for block in version.blocks if _is_in(block, index)]}
            for index, section in enumerate(version.content["sections"], 1)
        ]
        return SectionPart(found, many=True).data


def _printed(version: Any, kind: str) -> str:
    return next((block.text for block in version.blocks if block.kind == kind), "")


def _is_in(block: Block, number: int) -> bool:
    return block.anchor == f"muc-{number}" and block.kind != "section"


class AdjustmentLinePart(serializers.Serializer[Any]):
    """By how much one figure changes."""

    unit = UnitRef(help_text=_("Đơn vị"))
    star = serializers.IntegerField(help_text=_("Hạng sao"))
    kind = Chosen(TargetKind, help_text=_("Loại được tính"))
    committed = serializers.IntegerField(help_text=_("Cam kết, tăng hoặc giảm"))
    working = serializers.IntegerField(help_text=_("Dự kiến, tăng hoặc giảm"))


class AdjustmentPart(serializers.Serializer[Any]):
    """A decision that changed targets during the year."""

    number = serializers.CharField(help_text=_("Số, ký hiệu quyết định"))
    decided_on = serializers.DateField(help_text=_("Ngày quyết định"))
    version = serializers.IntegerField(source="version_id", help_text=_("Mã bản kế hoạch được điều chỉnh"))
    reason = serializers.CharField(help_text=_("Lý do"))
    lines = AdjustmentLinePart(many=True, help_text=_("Các dòng điều chỉnh"))
    is_illustration = serializers.BooleanField(help_text=_("Dữ liệu minh họa"))
