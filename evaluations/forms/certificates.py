"""Forms of what happens to a certificate, and the filters of the radar."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.text import format_date

from ..enums import WithdrawalGround
from .recognition import ANY, DayField


class _Revised(forms.Form):
    """Carries the revision the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ExtendForm(_Revised):
    """Extension under Điều 12.3; `latest` is the last day the law allows."""

    until = DayField(label=_("Gia hạn đến hết ngày"))
    decided_on = DayField(label=_("Ngày ghi nhận"))
    document_number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)
    reason = forms.CharField(
        label=_("Lý do"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, latest: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"day": format_date(latest)}
        self.fields["until"].help_text = _("Không quá 180 ngày sau khi hết hạn: chậm nhất %(day)s.") % words
        self.fields["reason"].help_text = _("Bắt buộc khi không thuộc trường hợp của Điều 12.3.")


class WithdrawalForm(forms.Form):
    """Opens the case: the ground of Điều 8 and the conclusion from which the 15 days run."""

    ground = forms.ChoiceField(label=_("Căn cứ thu hồi (Điều 8)"), choices=WithdrawalGround.choices)
    concluded_on = DayField(
        label=_("Ngày có kết luận"),
        help_text=_("Ngày kết luận của cơ quan có thẩm quyền, hoặc ngày xã xác nhận đã ngừng sản xuất."),
    )
    conclusion = forms.CharField(
        label=_("Văn bản kết luận"), max_length=300, help_text=_("Số, ngày, cơ quan ban hành, nội dung kết luận.")
    )


class DecisionForm(_Revised):
    """The decision to withdraw."""

    decision_number = forms.CharField(
        label=_("Số quyết định thu hồi"), max_length=60, help_text=_("Ví dụ 3025/QĐ-UBND.")
    )
    decided_on = DayField(label=_("Ngày quyết định"))
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DropForm(_Revised):
    """Ending a case without withdrawing."""

    note = forms.CharField(label=_("Lý do không thu hồi"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


MONTHS_AHEAD = (1, 4, 6, 9, 12, 18, 24, 36)


class RadarForm(forms.Form):
    """Filters of the radar; they live in the url."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stars = [ANY, ("3", _("3 sao")), ("4", _("4 sao")), ("5", _("5 sao"))]
        next_year = timezone.localdate().year + 1
        spans: list[tuple[str, Any]] = [(str(months), _("%d tháng tới") % months) for months in MONTHS_AHEAD]
        spans.append(("nam-sau", _("kế hoạch năm %d") % next_year))
        self.fields["don-vi"] = forms.CharField(label=_("Đơn vị (tên hoặc mã)"), required=False, max_length=100)
        self.fields["sao"] = forms.ChoiceField(label=_("Hạng sao"), required=False, choices=stars)
        self.fields["den"] = forms.ChoiceField(label=_("Hết hạn trong"), required=False, choices=spans, initial="12")
