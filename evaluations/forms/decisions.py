"""Forms of decisions and of the way to the Ministry."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ocop.ui.typed_day import TypedDay

from ..enums import ReferralOutcome, ReturnBasis


class DayForm(forms.Form):
    """The day whose competence decides which results are on offer; in the url."""

    use_required_attribute = False
    ngay = TypedDay(label=_("Kết quả thuộc thẩm quyền ngày"))


class DecisionForm(forms.Form):
    """Subject, the day it is meant for, and which results (`choices`: ids in the order of the annex)."""

    title = forms.CharField(
        label=_("Trích yếu"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP đợt 1 năm 2026."),
    )
    decided_on = TypedDay(
        label=_("Ngày dự kiến ban hành"),
        required=False,
        help_text=_("Dùng để xét cơ quan có thẩm quyền; ngày chính thức ghi khi ban hành."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = choices

    def chosen(self) -> list[int]:
        """Ids ticked now, in the order of the annex: those sent, else those the form began with."""
        given = self.data.getlist("results") if self.is_bound else self.initial.get("results", [])
        ticked = {str(pk) for pk in given}
        return [pk for pk in self.order if str(pk) in ticked]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.chosen():
            self.add_error(None, ValidationError(_now("Hãy chọn ít nhất một sản phẩm."), code="required"))
        return data

    def values(self) -> dict[str, Any]:
        """Arguments of the verbs."""
        names = ("title", "decided_on")
        return {name: self.cleaned_data[name] for name in names} | {"result_ids": self.chosen()}


class IssueForm(forms.Form):
    """What stands on the signed paper."""

    number = forms.CharField(
        label=_("Số quyết định"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ 3025/QĐ-UBND, theo sổ văn bản đi; để trống nếu sổ trong phần mềm cấp số."),
    )
    decided_on = TypedDay(label=_("Ngày ký ban hành"))
    signer_name = forms.CharField(label=_("Người ký"), max_length=120)
    signer_position = forms.CharField(label=_("Chức vụ người ký"), max_length=150)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReferralForm(forms.Form):
    """The province's approval and the letter to the Ministry; the letter may follow later."""

    approval_number = forms.CharField(
        label=_("Số quyết định phê duyệt kết quả"), max_length=60, help_text=_("Ví dụ 2900/QĐ-UBND.")
    )
    approved_on = TypedDay(label=_("Ngày phê duyệt"))
    letter_number = forms.CharField(label=_("Số văn bản đề nghị gửi Bộ"), max_length=60, required=False)
    sent_on = TypedDay(label=_("Ngày gửi Bộ"), required=False)
    note = forms.CharField(label=_("Ghi chú"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """Arguments of refer_to_ministry and update_referral."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


OUTCOMES = [(one.value, one.label) for one in ReferralOutcome if one != ReferralOutcome.WAITING]


class OutcomeForm(forms.Form):
    """What came of it at the Ministry; after a return, what the province recognises and why (Điều 7.4)."""

    outcome = forms.ChoiceField(label=_("Kết quả ở Bộ"), choices=OUTCOMES, widget=forms.RadioSelect)
    outcome_on = TypedDay(label=_("Ngày có kết quả"), help_text=_("Đạt 5 sao: ngày quyết định công nhận của Bộ."))
    outcome_number = forms.CharField(
        label=_("Số văn bản của Bộ"),
        max_length=60,
        required=False,
        help_text=_("Đạt 5 sao: số quyết định công nhận, ví dụ 5012/QĐ-BNNMT."),
    )
    outcome_score = forms.DecimalField(
        label=_("Điểm của Hội đồng cấp trung ương"), max_digits=5, decimal_places=2, required=False, localize=True
    )
    star_after = forms.TypedChoiceField(
        label=_("Chưa đạt 5 sao: tỉnh công nhận"),
        choices=[("", _("không công nhận")), ("4", _("4 sao")), ("3", _("3 sao"))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    basis = forms.ChoiceField(
        label=_("Trên cơ sở"), choices=[("", _("chưa chọn")), *ReturnBasis.choices], required=False
    )
    note = forms.CharField(
        label=_("Lý do, ghi chú"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Bắt buộc khi chưa đạt 5 sao."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
