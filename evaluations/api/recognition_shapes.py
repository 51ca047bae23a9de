"""What the resources of recognitions and certificates say."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ocop.api.parts import Chosen, UnitRef

from ..domain.certificates.chains import Link, link_of
from ..domain.certificates.codes import public_code
from ..domain.certificates.lookup import lookup_address
from ..enums import (
    CertificateState,
    RecognitionBody,
    RecognitionKind,
    WithdrawalGround,
    WithdrawalState,
)
from ..models import Certificate, Recognition, Withdrawal
from .parts import ProductName


class ChainState(serializers.Serializer[Any]):
    """Where a recognition read by `with_life()` stands today."""

    value = serializers.ChoiceField(choices=CertificateState.choices, help_text=_("Trạng thái"))
    label = serializers.CharField(help_text=_("Tên trạng thái"))
    is_in_force = serializers.BooleanField(help_text=_("Giấy chứng nhận còn giá trị"))
    until = serializers.DateField(help_text=_("Ngày cuối cùng còn giá trị"))


def state_of(recognition: Any) -> dict[str, Any]:
    """ChainState of a recognition on the present day."""
    link = today_link(recognition)
    state = CertificateState(link.state)
    return {
        "value": state.value,
        "label": str(state.label),
        "is_in_force": link.is_in_force,
        "until": link.until.isoformat(),
    }


def today_link(recognition: Any) -> Link:
    """The recognition in its chain today, computed once for one answer."""
    found = getattr(recognition, "link_today", None)
    if found is None:
        found = recognition.link_today = link_of(recognition, timezone.localdate())
    return found  # type: ignore[no-any-return]


class CertificatePart(serializers.ModelSerializer[Certificate]):
    """The certificate given here with a recognition."""

    class Meta:
        model = Certificate
        fields = ("id", "number", "issued_on")


class RecognitionLine(serializers.ModelSerializer[Recognition]):
    """A recognition in a list."""

    product = ProductName(read_only=True, help_text=_("Sản phẩm"))
    unit = UnitRef(read_only=True, help_text=_("Đơn vị khi công nhận"))
    kind = Chosen(RecognitionKind, help_text=_("Loại công nhận"))
    body = Chosen(RecognitionBody, help_text=_("Cấp công nhận"))
    state = serializers.SerializerMethodField(help_text=_("Tình trạng hôm nay"))
    public_code = serializers.SerializerMethodField(help_text=_("Mã công khai, in trên giấy chứng nhận"))
    certificate = CertificatePart(
        source="own_certificate", read_only=True, allow_null=True, help_text=_("Giấy chứng nhận đã cấp bằng phần mềm")
    )
    withdrawn_on = serializers.DateField(read_only=True, allow_null=True, help_text=_("Ngày thu hồi"))
    replaced_on = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("Ngày được thay bằng công nhận mới")
    )
    extended_until = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("Gia hạn đến ngày, theo Điều 12.3 QĐ 26/2026/QĐ-TTg")
    )

    class Meta:
        model = Recognition
        fields = (
            "id",
            "product",
            "unit",
            "star",
            "kind",
            "body",
            "decision_number",
            "decided_on",
            "expires_on",
            "score",
            "state",
            "withdrawn_on",
            "replaced_on",
            "extended_until",
            "public_code",
            "certificate",
            "source_note",
            "is_illustration",
            "updated_at",
        )

    def get_state(self, recognition: Recognition) -> ChainState:
        """On the present day."""
        return state_of(recognition)  # type: ignore[return-value]

    def get_public_code(self, recognition: Recognition) -> str:
        """ "OCOP-0003N-3"."""
        return public_code(recognition.pk)


class DatesPart(serializers.Serializer[Any]):
    """Days that follow from the last day of a certificate."""

    filing_opens_on = serializers.DateField(help_text=_("Ngày đầu được nộp hồ sơ phân hạng lại (Điều 7.6a)"))
    filing_closes_on = serializers.DateField(help_text=_("Ngày cuối được nộp hồ sơ phân hạng lại (Điều 7.6a)"))
    extension_ends_on = serializers.DateField(help_text=_("Ngày cuối có thể gia hạn đến (Điều 12.3)"))
    warn_on = serializers.DateField(help_text=_("Ngày nhắc đầu tiên"))
    notice_by = serializers.DateField(allow_null=True, help_text=_("Hạn thông báo theo QĐ 148/QĐ-TTg"))


class WithdrawalPart(serializers.ModelSerializer[Withdrawal]):
    """A case to withdraw a recognition."""

    ground = Chosen(WithdrawalGround, help_text=_("Căn cứ thu hồi (Điều 8)"))
    state = Chosen(WithdrawalState, help_text=_("Trạng thái"))

    class Meta:
        model = Withdrawal
        fields = ("ground", "state", "concluded_on", "conclusion", "due_on", "decision_number", "decided_on")


class RecognitionRecord(RecognitionLine):
    """A recognition with the days that follow from it and its cases of withdrawal."""

    revision = serializers.IntegerField(read_only=True, help_text=_("Lần lưu"))
    dates = serializers.SerializerMethodField(help_text=_("Các mốc thời hạn"))
    withdrawals = WithdrawalPart(many=True, read_only=True, help_text=_("Hồ sơ thu hồi"))

    class Meta(RecognitionLine.Meta):
        fields = (*RecognitionLine.Meta.fields, "revision", "body_note", "dates", "withdrawals")

    def get_dates(self, recognition: Recognition) -> DatesPart:
        """Counted from its last day."""
        return DatesPart(today_link(recognition).dates).data  # type: ignore[return-value]


class CertificateLine(serializers.ModelSerializer[Certificate]):
    """A certificate with the words printed on it and where its recognition stands today."""

    unit = UnitRef(read_only=True, help_text=_("Đơn vị cấp"))
    address = serializers.SerializerMethodField(help_text=_("Địa chỉ đã in; trống với cá nhân, hộ gia đình"))
    recognition = serializers.IntegerField(source="recognition_id", read_only=True, help_text=_("Số của công nhận"))
    product = serializers.IntegerField(source="recognition.product_id", read_only=True, help_text=_("Số của sản phẩm"))
    star = serializers.IntegerField(source="recognition.star", read_only=True, help_text=_("Hạng sao"))
    decision_number = serializers.CharField(
        source="recognition.decision_number", read_only=True, help_text=_("Số quyết định")
    )
    decided_on = serializers.DateField(source="recognition.decided_on", read_only=True, help_text=_("Ngày quyết định"))
    expires_on = serializers.DateField(source="recognition.expires_on", read_only=True, help_text=_("Ngày hết hạn"))
    state = serializers.SerializerMethodField(help_text=_("Tình trạng hôm nay"))
    public_code = serializers.SerializerMethodField(help_text=_("Mã công khai"))
    lookup_url = serializers.SerializerMethodField(help_text=_("Địa chỉ tra cứu, trong mã QR"))
    is_illustration = serializers.BooleanField(
        source="recognition.is_illustration", read_only=True, help_text=_("Dữ liệu minh họa")
    )

    class Meta:
        model = Certificate
        fields = (
            "id",
            "number",
            "year",
            "serial",
            "unit",
            "product_name",
            "product_code",
            "producer_name",
            "address",
            "issued_on",
            "recognition",
            "product",
            "star",
            "decision_number",
            "decided_on",
            "expires_on",
            "state",
            "public_code",
            "lookup_url",
            "is_illustration",
        )

    def get_address(self, certificate: Certificate) -> str:
        """Where a household lives is personal data."""
        return "" if certificate.recognition.product.producer.is_person else certificate.address

    def get_state(self, certificate: Certificate) -> ChainState:
        """On the present day."""
        return state_of(certificate.recognition)  # type: ignore[return-value]

    def get_public_code(self, certificate: Certificate) -> str:
        """ "OCOP-0003N-3"."""
        return public_code(certificate.recognition_id)

    def get_lookup_url(self, certificate: Certificate) -> str:
        """A page anybody may open."""
        return lookup_address(certificate.recognition_id)


class PublicCertificate(serializers.Serializer[Any]):
    """A certificate as anybody reads it: no personal data but the name under which the product is recognised."""

    code = serializers.CharField(help_text=_("Mã công khai"))
    state = ChainState(help_text=_("Tình trạng hôm nay"))
    product = serializers.CharField(help_text=_("Tên sản phẩm"))
    producer = serializers.CharField(help_text=_("Chủ thể"))
    star = serializers.IntegerField(help_text=_("Hạng sao"))
    place_then = serializers.CharField(help_text=_("Nơi sản xuất khi công nhận"))
    place_now = serializers.CharField(allow_null=True, help_text=_("Nay là; trống khi không đổi"))
    official_code = serializers.CharField(allow_blank=True, help_text=_("Mã số sản phẩm"))
    decision_number = serializers.CharField(help_text=_("Số quyết định công nhận"))
    decided_on = serializers.DateField(help_text=_("Ngày quyết định"))
    body = serializers.CharField(help_text=_("Cấp công nhận"))
    certificate_number = serializers.CharField(allow_blank=True, help_text=_("Số giấy chứng nhận"))
    expires_on = serializers.DateField(help_text=_("Ngày hết hạn của giấy chứng nhận"))
    extended_until = serializers.DateField(allow_null=True, help_text=_("Gia hạn đến ngày (Điều 12.3)"))
    withdrawn_on = serializers.DateField(allow_null=True, help_text=_("Ngày thu hồi"))
    withdrawal_number = serializers.CharField(allow_blank=True, help_text=_("Số quyết định thu hồi"))
    replaced_on = serializers.DateField(allow_null=True, help_text=_("Ngày được thay bằng công nhận mới"))
    latest = serializers.CharField(allow_blank=True, help_text=_("Mã công khai của công nhận đã thay công nhận này"))
    is_illustration = serializers.BooleanField(help_text=_("Dữ liệu minh họa"))


def public_facts(shown: Any) -> dict[str, Any]:
    """What `show_certificate` found, as PublicCertificate says it."""
    recognition = shown.link.recognition
    product = recognition.product
    return {
        "code": shown.code,
        "state": state_of(recognition),
        "product": product.name,
        "producer": product.producer.name,
        "star": recognition.star,
        "place_then": shown.place_then,
        "place_now": shown.place_now,
        "official_code": product.official_code,
        "decision_number": recognition.decision_number,
        "decided_on": recognition.decided_on,
        "body": recognition.get_body_display(),
        "certificate_number": shown.certificate_number,
        "expires_on": recognition.expires_on,
        "extended_until": recognition.extended_until,
        "withdrawn_on": recognition.withdrawn_on,
        "withdrawal_number": shown.withdrawal.decision_number if shown.withdrawal else "",
        "replaced_on": recognition.replaced_on,
        "latest": shown.latest,
        "is_illustration": recognition.is_illustration or product.is_illustration,
    }
