"""Forms of bodies, their changes and who signs for them."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.domain.bodies_edit import can_keep_body
from programs.domain.place_names import PlaceError, resolve_name
from programs.enums import BodyChangeKind, BodyKind, SigningForm
from programs.forms.plan import DayField, RevisionForm
from programs.models import Unit


class BodyForm(RevisionForm):
    """A body: name, kind and the days it is known to exist between."""

    name = forms.CharField(label=_("Tên"), max_length=250)
    kind = forms.ChoiceField(label=_("Loại"), choices=BodyKind.choices)
    valid_from = DayField(label=_("Từ ngày"), required=False, help_text=_("Để trống khi chưa rõ."))
    valid_to = DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống khi còn hoạt động."))


class NewBodyForm(BodyForm):
    """A new body, with the unit it is of."""

    unit = forms.CharField(
        label=_("Đơn vị"), max_length=160, help_text=_("Tên đơn vị, ví dụ “Xã Lưu Vệ” hoặc “Tỉnh Thanh Hóa”.")
    )
    field_order = ("revision", "unit", "name", "kind", "valid_from", "valid_to")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_unit(self) -> Unit:
        """The unit of today by that name, one whose bodies the person keeps."""
        try:
            unit = resolve_name(self.cleaned_data["unit"], timezone.localdate())
        except PlaceError as error:
            raise forms.ValidationError(error.messages) from error
        if not can_keep_body(self.user, unit):
            raise forms.ValidationError(_("Đơn vị này không thuộc địa bàn của bạn."))
        return unit


class ChangeForm(forms.Form):
    """What a body became on a day."""

    kind = forms.ChoiceField(label=_("Loại thay đổi"), choices=BodyChangeKind.choices)
    successor = forms.CharField(
        label=_("Cơ quan sau thay đổi"), max_length=250, help_text=_("Cùng đơn vị; tên mới sẽ được ghi thêm.")
    )
    effective_on = DayField(label=_("Từ ngày"))
    instrument = forms.CharField(
        label=_("Số, ký hiệu văn bản"), max_length=60, required=False, help_text=_("Để trống khi chưa đối chiếu được.")
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)


class DelegationForm(RevisionForm):
    """Who signs for a body, in which form, between two days."""

    form = forms.ChoiceField(label=_("Hình thức ký"), choices=SigningForm.choices)
    head_title = forms.CharField(
        label=_("Ký cho chức danh"), max_length=80, initial="CHỦ TỊCH", help_text=_("Chức danh người đứng đầu.")
    )
    title = forms.CharField(label=_("Chức vụ người ký"), max_length=80, help_text=_("Ví dụ PHÓ CHỦ TỊCH."))
    name = forms.CharField(label=_("Họ và tên người ký"), max_length=80)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    instrument = forms.CharField(label=_("Văn bản giao, ủy quyền"), max_length=200, required=False)
    scope = forms.CharField(label=_("Phạm vi"), max_length=300, required=False)
