"""Forms of issuing a document and of the register of outgoing documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ocop.ui.typed_day import TypedDay
from programs.enums import NumberMode

BY_OFFICE = _("Theo sổ văn bản đi của cơ quan; để trống nếu sổ trong phần mềm cấp số.")


class IssueForm(forms.Form):
    """Number, day and signer as on the signed paper."""

    number = forms.IntegerField(label=_("Số"), min_value=1, max_value=999_999, required=False, help_text=BY_OFFICE)
    issued_on = TypedDay(label=_("Ngày ban hành"))
    signer_authority = forms.CharField(
        label=_("Quyền hạn ký"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Ví dụ TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH; mỗi dòng một ý, để trống nếu không có."),
    )
    signer_title = forms.CharField(label=_("Chức vụ người ký"), max_length=120)
    signer_name = forms.CharField(label=_("Người ký"), max_length=120)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class PaperForm(forms.Form):
    """A document made outside this software."""

    number = forms.IntegerField(label=_("Số"), min_value=1, max_value=999_999, required=False, help_text=BY_OFFICE)
    issued_on = TypedDay(label=_("Ngày ban hành"))
    abstract = forms.CharField(label=_("Trích yếu"), max_length=400)
    signer = forms.CharField(label=_("Người ký"), max_length=200, required=False)


class ModeForm(forms.Form):
    """Who gives the numbers of a series."""

    mode = forms.ChoiceField(label=_("Cách ghi số"), choices=NumberMode.choices)
    first = forms.IntegerField(
        label=_("Cấp từ số"),
        min_value=1,
        max_value=999_999,
        required=False,
        help_text=_("Khi cơ quan đã dùng một số số trước khi phần mềm cấp; để trống: sau số cuối trong sổ."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class VoidForm(forms.Form):
    """Why a number is struck out."""

    reason = forms.CharField(label=_("Lý do hủy số"), max_length=300)


def sent(request: Any) -> Any:
    """Data of a form that was posted, None for a page that is only read."""
    return request.POST if request.method == "POST" else None
