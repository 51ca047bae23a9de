"""Forms of reports up the chain: calling for them, correcting figures and words, sending, returning."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.ui.typed_day import TypedDay
from reporting.domain.contents.period import PARTS
from reporting.domain.period import Part, Period, latest_period
from reporting.domain.unit_reports.drafting import LARGEST, LONGEST_REASON, LONGEST_TEXT, TEXTS
from reporting.domain.unit_reports.figures import FIGURES, Spec
from reporting.models import UnitReport


class CallForm(forms.Form):
    """What is asked, for which period, until when."""

    part = forms.ChoiceField(label=gettext_lazy("Kỳ báo cáo"), choices=PARTS)
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2018, max_value=2100)
    due = TypedDay(
        label=gettext_lazy("Hạn gửi"),
        required=False,
        help_text=gettext_lazy("Để trống: theo số ngày làm việc sau khi hết kỳ ở phần Quản trị."),
    )
    title = forms.CharField(
        label=gettext_lazy("Tên báo cáo"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("Để trống: Báo cáo kết quả thực hiện Chương trình OCOP của kỳ."),
    )
    note = forms.CharField(
        label=gettext_lazy("Yêu cầu"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    units = forms.CharField(
        label=gettext_lazy("Chỉ các đơn vị"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một tên đơn vị; để trống: mọi đơn vị."),
    )

    def values(self) -> dict[str, Any]:
        """What `open_call` takes, without the units."""
        data = self.cleaned_data
        period = Period(data["year"], Part(data["part"]))
        return {"period": period, "due": data["due"], "title": data["title"], "note": data["note"]}


class Row(NamedTuple):
    """One figure of the form."""

    spec: Spec
    computed: int | None
    value: forms.BoundField
    reason: forms.BoundField


def _name(prefix: str, spec: Spec) -> str:
    return f"{prefix}_{spec.key.replace('.', '_').replace('-', '_')}"


class CorrectForm(forms.Form):
    """Every figure with the computed one beside it, and the words. What is left empty stays as computed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, report: UnitReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.fields["revision"].initial = report.revision
        for spec in FIGURES:
            told = report.corrected.get(spec.key, {})
            label = {"label": spec.name, "required": False}
            number = forms.NumberInput({"aria-label": _("Số sửa: %s") % spec.name, "inputmode": "numeric"})
            self.fields[_name("so", spec)] = forms.IntegerField(
                min_value=0, max_value=LARGEST, initial=told.get("value"), widget=number, **label
            )
            words = forms.TextInput({"aria-label": _("Lý do sửa: %s") % spec.name})
            self.fields[_name("ly_do", spec)] = forms.CharField(
                max_length=LONGEST_REASON, initial=told.get("reason", ""), widget=words, **label
            )
        for name, title in TEXTS.items():
            text = report.texts.get(name, "")
            rows = min(max(text.count("\n") + 2, 3), 12)
            self.fields[name] = forms.CharField(
                label=title,
                required=False,
                max_length=LONGEST_TEXT,
                initial=text,
                widget=forms.Textarea({"rows": rows}),
            )

    def rows(self) -> Iterator[Row]:
        """The figures in order."""
        for spec in FIGURES:
            yield Row(spec, self.report.figures.get(spec.key), self[_name("so", spec)], self[_name("ly_do", spec)])

    def words(self) -> list[forms.BoundField]:
        """Fields of the words."""
        return [self[name] for name in TEXTS]

    def values(self) -> dict[str, Any]:
        """What `correct_report` takes."""
        data = self.cleaned_data
        return {
            "revision": data["revision"],
            "values": {spec.key: data[_name("so", spec)] for spec in FIGURES},
            "reasons": {spec.key: data[_name("ly_do", spec)] for spec in FIGURES},
            "texts": {name: data[name] for name in TEXTS},
        }

    def add_error(self, field: Any, error: Any) -> None:
        """Faults of figures stand at their own fields."""
        kind, _colon, key = str(field or "").partition(":")
        for spec in FIGURES:
            if key == spec.key:
                field = _name({"figure": "so", "reason": "ly_do"}[kind], spec)
        super().add_error(field, error)


class SendForm(forms.Form):
    """Sending: the number of the signed paper, if there is one."""

    paper = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Của báo cáo đã ký, nếu có; ví dụ 125/BC-UBND."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    """Why a report is sent back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do trả lại"), max_length=2000, widget=forms.Textarea({"rows": 3, "cols": 40})
    )


def first_period() -> dict[str, Any]:
    """What the form of a call begins with: the quarter that ended last."""
    latest = latest_period(timezone.localdate())
    return {"part": latest.part.value, "year": latest.year}
