"""Forms of dossiers: the list's filters, a new dossier, the self-report, linking evidence, the steps."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import DossierKind, DossierState, ReportSection
from ..models import Dossier
from ..rules import required_sections
from .fields import DayField
from .filters import ANY, STARS, FilterForm

LINES = 8
"""Rows of a text of the self-report."""
ORDERS = [("han", _("sắp đến hạn trước")), ("moi", _("mới lập trước"))]


def evaluation_years() -> list[tuple[int, str]]:
    """This year and the next: a dossier is for a round to come."""
    year = timezone.localdate().year
    return [(year, str(year)), (year + 1, str(year + 1))]


class DossierFilterForm(FilterForm):
    """Filters of the list of dossiers."""

    def add_choices(self) -> None:
        this_year = timezone.localdate().year
        years = [ANY, *((str(year), str(year)) for year in range(this_year + 1, 2017, -1))]
        self.fields["loai"] = forms.ChoiceField(
            label=_("Loại hồ sơ"), required=False, choices=[ANY, *DossierKind.choices]
        )
        self.fields["trang-thai"] = forms.ChoiceField(
            label=_("Trạng thái"), required=False, choices=[ANY, *DossierState.choices]
        )
        self.fields["sao"] = forms.ChoiceField(label=_("Hạng sao đăng ký"), required=False, choices=STARS)
        self.fields["nam"] = forms.ChoiceField(label=_("Năm đánh giá"), required=False, choices=years)
        self.fields["xep"] = forms.ChoiceField(label=_("Xếp theo"), required=False, choices=ORDERS)
        self.fields["qua-han"] = forms.BooleanField(
            label=_("Chỉ hồ sơ quá hạn"), required=False, widget=forms.CheckboxInput(attrs={"value": "1"})
        )


class DossierForm(forms.Form):
    """A new dossier of a product that is already chosen; `kinds` are those that fit it today."""

    kind = forms.ChoiceField(label=_("Loại hồ sơ"), widget=forms.RadioSelect)
    year = forms.TypedChoiceField(label=_("Năm đánh giá"), coerce=int)
    star_sought = forms.TypedChoiceField(
        label=_("Hạng sao đăng ký"),
        coerce=int,
        choices=STARS[1:],
        help_text=_("Đổi được cho đến khi nộp. Trang hồ sơ cho biết còn thiếu gì để đạt từng hạng."),
    )

    def __init__(self, *args: Any, kinds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [choice for choice in DossierKind.choices if choice[0] in set(kinds)]
        kind: Any = self.fields["kind"]
        kind.choices = fitting
        kind.initial = fitting[0][0] if fitting else None
        year: Any = self.fields["year"]
        year.choices = evaluation_years()


class AskItemForm(forms.Form):
    """One thing to add or mend."""

    requirement = forms.ChoiceField(label=_("Thành phần"), required=False)
    text = forms.CharField(
        label=_("Cần bổ sung gì"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, requirements: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        requirement: Any = self.fields["requirement"]
        requirement.choices = [("", _("nội dung khác")), *requirements]


AskItems = forms.formset_factory(AskItemForm, extra=1, max_num=100, absolute_max=100)


class StepForm(forms.Form):
    """What a step asks for: a day and a note; `needs_note` when the reason must be given."""

    on = DayField(label=_("Ngày thực hiện"), help_text=_("Không sau hôm nay."))
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, needs_note: bool = False, due_on: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_note:
            self.fields["note"].required = True
            self.fields["note"].label = _("Lý do")
        if due_on is not None:
            self.fields["due_on"] = DayField(
                label=_("Hạn bổ sung"), initial=due_on, help_text=_("Thời hạn xử lý tạm dừng đến ngày nộp bổ sung.")
            )
            self.order_fields(["on", "due_on", "note"])

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("Ngày thực hiện không được sau hôm nay."), "future")
        return on


class AnswerForm(forms.Form):
    """The producer's answer to one item of a supplement request."""

    answer = forms.CharField(
        label=_("Giải trình của chủ thể"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_done = forms.BooleanField(label=_("Đã bổ sung xong mục này"), required=False)


class LinkForm(forms.Form):
    """One paper of the vault for one requirement."""

    evidence = forms.IntegerField(min_value=1)
    requirement = forms.CharField(max_length=40)


class SelfReportForm(forms.Form):
    """The texts of Mẫu 02 with the star sought and the number of samples; one field a section."""

    star_sought = forms.TypedChoiceField(label=_("Hạng sao đăng ký"), coerce=int, choices=STARS[1:])
    samples = forms.IntegerField(
        label=_("Số sản phẩm mẫu"),
        required=False,
        min_value=0,
        max_value=1000,
        help_text=_("Quy định 05 sản phẩm mẫu; dịch vụ du lịch không cần (Điều 6.2)."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        initial = {"star_sought": dossier.star_sought, "samples": dossier.samples, "revision": dossier.revision}
        super().__init__(*args, initial=initial, **kwargs)
        required = set(required_sections(dossier.kind))
        for section in ReportSection:
            self.fields[section] = forms.CharField(
                label=section.label,
                required=False,
                max_length=20_000,
                initial=dossier.report.get(section, ""),
                widget=forms.Textarea(attrs={"rows": LINES}),
                help_text=_("Phải có khi nộp hồ sơ.") if section in required else _("Không bắt buộc."),
            )

    def values(self) -> dict[str, Any]:
        """Arguments of update_dossier."""
        data = self.cleaned_data
        report = {str(section): data[section] for section in ReportSection}
        return {"star_sought": data["star_sought"], "samples": data["samples"], "report": report}
