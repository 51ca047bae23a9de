"""What the resources of dossiers say, and what is said to them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ..domain.dossiers.completeness import EXPIRED, EXPIRING, MISSING, OK
from ..domain.dossiers.verbs import TEXT_LIMIT
from ..domain.queries import FIRST_YEAR, LAST_YEAR
from ..enums import DossierKind, DossierStep, EvidenceKind, ReportSection
from ..models import Dossier, DossierMove, EvidenceLink, Product, Receipt, SupplementItem, SupplementRequest
from .common import Labelled, UnitPart
from .products import STARS, ProducerPart


class DossierProductPart(serializers.ModelSerializer[Product]):
    """The product of a dossier."""

    producer = ProducerPart(read_only=True, help_text=_("Chủ thể"))

    class Meta:
        model = Product
        fields = ("id", "name", "producer")


class DossierLine(serializers.ModelSerializer[Dossier]):
    """A dossier in a list, with the legal clock that runs."""

    product = DossierProductPart(read_only=True, help_text=_("Sản phẩm"))
    unit = UnitPart(read_only=True, help_text=_("Đơn vị của ngày ghi nhận"))
    kind = Labelled(help_text=_("Loại hồ sơ"))
    state = Labelled(help_text=_("Trạng thái"))
    clock_kind = Labelled(help_text=_("Thời hạn đang chạy"))

    class Meta:
        model = Dossier
        fields = (
            "id",
            "product",
            "unit",
            "kind",
            "year",
            "star_sought",
            "law_pack",
            "state",
            "submitted_on",
            "clock_kind",
            "clock_due_on",
            "is_illustration",
            "updated_at",
        )


class ReceiptPart(serializers.ModelSerializer[Receipt]):
    """A receipt number of Mẫu 01."""

    level = Labelled(help_text=_("Cấp tiếp nhận"))

    class Meta:
        model = Receipt
        fields = ("level", "text", "received_on")


class MovePart(serializers.ModelSerializer[DossierMove]):
    """One step; who took it is not told here."""

    step = Labelled(help_text=_("Bước"))
    after = Labelled(help_text=_("Trạng thái sau bước"))

    class Meta:
        model = DossierMove
        fields = ("step", "after", "on")


class LinkPart(serializers.ModelSerializer[EvidenceLink]):
    """A paper shown for a requirement; the record of the paper tells the rest."""

    class Meta:
        model = EvidenceLink
        fields = ("id", "requirement", "evidence", "note")
        extra_kwargs = {"evidence": {"help_text": _("Số của minh chứng")}}


class SupplementItemPart(serializers.ModelSerializer[SupplementItem]):
    """One thing to add or mend, and the producer's answer."""

    class Meta:
        model = SupplementItem
        fields = ("id", "requirement", "text", "answer", "is_done")


class SupplementPart(serializers.ModelSerializer[SupplementRequest]):
    """What an office asked to add; open while `closed_on` is null."""

    level = Labelled(help_text=_("Cấp yêu cầu"))
    items = SupplementItemPart(many=True, read_only=True, help_text=_("Các mục cần bổ sung"))

    class Meta:
        model = SupplementRequest
        fields = ("level", "asked_on", "due_on", "closed_on", "items")


class DossierRecord(DossierLine):
    """A dossier with what happened to it."""

    revision = serializers.IntegerField(read_only=True, help_text=_("Lần lưu"))
    report = serializers.DictField(
        child=serializers.CharField(), read_only=True, help_text=_("Nội dung báo cáo tự đánh giá (Mẫu 02), theo mục")
    )
    receipts = ReceiptPart(many=True, read_only=True, help_text=_("Phiếu tiếp nhận"))
    moves = MovePart(many=True, read_only=True, help_text=_("Các bước xử lý"))
    links = LinkPart(many=True, read_only=True, help_text=_("Minh chứng theo yêu cầu"))
    requests = SupplementPart(many=True, read_only=True, help_text=_("Các yêu cầu bổ sung"))

    class Meta(DossierLine.Meta):
        fields = (
            *DossierLine.Meta.fields,
            "revision",
            "samples",
            "certificate_expires_on",
            "report",
            "receipts",
            "moves",
            "links",
            "requests",
        )


def star_field(**kwargs: Any) -> serializers.ChoiceField:
    """Stars sought."""
    return serializers.ChoiceField(choices=STARS, help_text=_("Hạng sao đăng ký"), **kwargs)


class DossierNew(serializers.Serializer[Any]):
    """A dossier to begin; of another kind than "first" it starts with what the product's last one said."""

    product = serializers.IntegerField(min_value=1, help_text=_("Số của sản phẩm"))
    kind = serializers.ChoiceField(choices=DossierKind.choices, help_text=_("Loại hồ sơ"))
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, help_text=_("Năm đánh giá"))
    star_sought = star_field()


class ReportTexts(serializers.Serializer[Any]):
    """Texts of the self-report (Mẫu 02) by section; a section left out stays."""

    def get_fields(self) -> dict[str, Any]:
        """One field a section."""
        return {
            str(section): serializers.CharField(
                required=False,
                allow_blank=True,
                trim_whitespace=False,
                max_length=TEXT_LIMIT,
                help_text=section.label,
            )
            for section in ReportSection
        }


class DossierChange(serializers.Serializer[Any]):
    """What is changed while the dossier is a draft or being mended; a field left out stays."""

    star_sought = star_field(required=False)
    samples = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=1000, help_text=_("Số sản phẩm mẫu")
    )
    report = ReportTexts(required=False, help_text=_("Nội dung báo cáo tự đánh giá (Mẫu 02)"))


class AskItem(serializers.Serializer[Any]):
    """One thing to add or mend."""

    requirement = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=40,
        default="",
        help_text=_("Mã yêu cầu, trống khi là nội dung khác"),
    )
    text = serializers.CharField(max_length=1000, help_text=_("Cần bổ sung gì"))


class StepTaken(serializers.Serializer[Any]):
    """A step to take; which ones are open, and what each needs, stands at the same address."""

    step = serializers.ChoiceField(choices=DossierStep.choices, help_text=_("Bước"))
    on = serializers.DateField(required=False, help_text=_("Ngày thực hiện, không sau hôm nay; bỏ trống là hôm nay"))
    note = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=2000,
        default="",
        help_text=_("Ghi chú; lý do khi rút, trả lại, loại"),
    )
    items = AskItem(many=True, required=False, max_length=100, help_text=_("Khi yêu cầu bổ sung: các mục cần bổ sung"))
    due_on = serializers.DateField(required=False, help_text=_("Khi yêu cầu bổ sung: hạn bổ sung"))


class FaultPart(serializers.Serializer[Any]):
    """What is in the way of a step."""

    code = serializers.CharField(help_text=_("Mã lỗi"))
    message = serializers.CharField(help_text=_("Lời giải thích"))


class OpenStep(serializers.Serializer[Any]):
    """A step the asker may take now."""

    step = serializers.ChoiceField(choices=DossierStep.choices, help_text=_("Bước"))
    label = serializers.CharField(help_text=_("Tên bước"))
    article = serializers.CharField(help_text=_("Căn cứ"))
    needs = serializers.ListField(
        child=serializers.CharField(), help_text=_("Phải gửi kèm: note, items, due_on; report là ban hành trên trang")
    )
    faults = FaultPart(many=True, help_text=_("Điều còn vướng"))
    warnings = serializers.ListField(child=serializers.CharField(), help_text=_("Điều nên biết, không ngăn bước này"))


class OpenSteps(serializers.Serializer[Any]):
    """All of them, in the order of the law."""

    results = OpenStep(many=True, help_text=_("Các bước làm được lúc này"))


REQUIREMENT_STATES = (
    (OK, _("đủ")),
    (MISSING, _("thiếu")),
    (EXPIRED, _("đã hết hạn")),
    (EXPIRING, _("sắp hết hạn")),
)


class RequirementLine(serializers.Serializer[Any]):
    """One thing the law asks of the dossier."""

    requirement = serializers.CharField(source="requirement.key", help_text=_("Mã yêu cầu, dùng khi gắn minh chứng"))
    title = serializers.CharField(source="requirement.title", help_text=_("Nội dung yêu cầu"))
    article = serializers.CharField(source="requirement.article", help_text=_("Căn cứ"))
    star = serializers.IntegerField(source="requirement.star", help_text=_("Hạng sao thấp nhất cần có"))
    is_gate = serializers.BooleanField(
        source="requirement.is_gate", help_text=_("Là điều kiện tối thiểu của Bộ tiêu chí")
    )
    kinds = serializers.ListField(
        source="requirement.kinds",
        child=serializers.ChoiceField(choices=EvidenceKind.choices),
        help_text=_("Loại minh chứng dùng được"),
    )
    state = serializers.ChoiceField(choices=REQUIREMENT_STATES, help_text=_("Đã đủ hay còn vướng"))
    text = serializers.CharField(help_text=_("Lời giải thích"))
    evidence = serializers.SerializerMethodField(help_text=_("Số của các minh chứng đã gắn"))

    def get_evidence(self, item: Any) -> list[int]:
        """Ids of the papers attached."""
        return [paper.pk for paper in item.evidence]


class Requirements(serializers.Serializer[Any]):
    """The checklist for a star."""

    star = serializers.IntegerField(help_text=_("Hạng sao đang xét"))
    is_complete = serializers.BooleanField(help_text=_("Đã đủ"))
    results = RequirementLine(source="items", many=True, help_text=_("Các yêu cầu theo thứ tự của văn bản"))


class LinkNew(serializers.Serializer[Any]):
    """A paper of the producer's vault to be shown for a requirement."""

    evidence = serializers.IntegerField(min_value=1, help_text=_("Số của minh chứng"))
    requirement = serializers.CharField(max_length=40, help_text=_("Mã yêu cầu, ví dụ paper:dkkd, criterion:1.5"))
    note = serializers.CharField(required=False, allow_blank=True, max_length=300, default="", help_text=_("Ghi chú"))


class ItemAnswer(serializers.Serializer[Any]):
    """The producer's answer to one item that was asked for."""

    answer = serializers.CharField(
        required=False, allow_blank=True, max_length=2000, default="", help_text=_("Giải trình của chủ thể")
    )
    is_done = serializers.BooleanField(required=False, default=False, help_text=_("Đã bổ sung xong mục này"))
