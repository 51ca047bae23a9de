"""Forms of the pages about other systems."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.accounts.access import administered_units
from ocop.text import fold
from ocop.ui.typed_day import TypedDay

from .enums import scopes

SUGGESTED = 8


class UnitText(forms.CharField):
    """A unit of the administrator's reach in force today, written as a name, a code, or "name (code)"."""

    admin: Any = None

    def clean(self, value: Any) -> Any:
        """The unit; ValidationError names those it could be."""
        text = str(super().clean(value)).strip()
        name, _bracket, code = text.rstrip(")").rpartition("(")
        code = code.strip() if name else text
        units = administered_units(self.admin).filter(valid_from__lte=timezone.localdate())
        units = units.filter(Q(valid_to=None) | Q(valid_to__gte=timezone.localdate())).order_by("path")
        found = list(units.filter(code=code)[:2]) or list(units.filter(fold=fold(text))[: SUGGESTED + 1])
        if len(found) == 1:
            return found[0]
        near = found or list(units.filter(fold__contains=fold(text))[:SUGGESTED])
        if not near:
            raise ValidationError(_("Không tìm thấy đơn vị này trong phạm vi của bạn."), code="unknown")
        names = "; ".join(f"{unit.name} ({unit.code})" for unit in near[:SUGGESTED])
        raise ValidationError(_("Hãy ghi rõ một trong các đơn vị: %s.") % names, code="several")


class ClientForm(forms.Form):
    """What is known of a system and what it may do."""

    name = forms.CharField(
        label=gettext_lazy("Tên hệ thống"),
        max_length=120,
        help_text=gettext_lazy("Ví dụ: Cổng truy xuất nguồn gốc tỉnh Thanh Hóa."),
    )
    contact = forms.CharField(label=gettext_lazy("Đầu mối liên hệ"), max_length=200, required=False)
    purpose = forms.CharField(label=gettext_lazy("Mục đích, căn cứ kết nối"), max_length=300, required=False)
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Phạm vi"),
        choices=lambda: [(name, f"{capfirst(words)} ({name})") for name, words in scopes().items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Chỉ trong các đơn vị của hệ thống này. Bỏ một phạm vi có hiệu lực ngay."),
    )
    expires_on = TypedDay(
        label=gettext_lazy("Dùng đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu chưa định ngày kết thúc."),
    )
    per_minute = forms.IntegerField(
        label=gettext_lazy("Số yêu cầu tối đa mỗi phút"), min_value=1, max_value=100_000, initial=600
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewClientForm(ClientForm):
    """With its first unit; more are added on its page."""

    unit = UnitText(
        label=gettext_lazy("Đơn vị"),
        max_length=200,
        help_text=gettext_lazy("Tên hoặc mã. Gồm cả đơn vị trực thuộc; thêm đơn vị khác ở trang của hệ thống."),
    )
    field_order = ["name", "unit", "scopes", "contact", "purpose", "expires_on", "per_minute"]

    def __init__(self, *args: Any, admin: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["revision"]
        unit: Any = self.fields["unit"]
        unit.admin = admin


class UnitForm(forms.Form):
    """One more unit."""

    unit = UnitText(label=gettext_lazy("Đơn vị"), max_length=200, help_text=gettext_lazy("Tên hoặc mã đơn vị."))

    def __init__(self, *args: Any, admin: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.admin = admin


class KeyForm(forms.Form):
    """A new key."""

    note = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Ví dụ: máy chủ chính."),
    )
    last_day = TypedDay(
        label=gettext_lazy("Dùng đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống: theo thời hạn ở trang Thiết lập."),
    )
