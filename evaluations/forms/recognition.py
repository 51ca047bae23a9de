"""Entry of one recognition, and the filters of their list."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ocop.spreadsheets import DateFault, parse_date

from ..enums import RecognitionKind
from ..models import Recognition

ANY = ("", _("tất cả"))


class DayField(forms.CharField):
    """A date typed as dd/mm/yyyy (or yyyy-mm-dd); an impossible or ambiguous one is refused with what to write."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=20, **kwargs)

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except DateFault as fault:
            raise ValidationError(str(fault), "date") from None


class RecognitionForm(forms.ModelForm):
    """One decision on one product; `is_as_decided` with a reason takes another body than the law's as it stands."""

    decided_on = DayField(label=_("Ngày quyết định"))
    plan = forms.ModelChoiceField(queryset=None, required=False, label=_("Tính vào kế hoạch"))
    is_as_decided = forms.BooleanField(
        required=False, label=_("Theo quyết định thực tế: cấp công nhận khác quy định của luật")
    )
    field_order = [
        "star",
        "kind",
        "decision_number",
        "decided_on",
        "body",
        "is_as_decided",
        "body_note",
        "score",
        "plan",
    ]

    class Meta:
        model = Recognition
        fields = ["star", "kind", "decision_number", "body", "body_note", "score"]
        help_texts = {
            "decision_number": _("Ví dụ 3025/QĐ-UBND."),
            "body_note": _("Chỉ ghi khi đã đánh dấu ô trên."),
            "score": _("Để trống nếu không biết."),
        }

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        if data.get("is_as_decided") and not (data.get("body_note") or "").strip():
            self.add_error("body_note", ValidationError(_now("Hãy nêu lý do cấp công nhận khác quy định."), "required"))
        return data

    def values(self) -> dict[str, Any]:
        """Arguments of record_recognition."""
        data = self.cleaned_data
        names = ("star", "kind", "decision_number", "decided_on", "body", "score")
        note = data["body_note"] if data["is_as_decided"] else ""
        plan_year = data["plan"].year if data["plan"] else None
        return {name: data[name] for name in names} | {"body_note": note, "plan_year": plan_year}


class RecognitionFilterForm(forms.Form):
    """Filters of the list; they live in the url."""

    use_required_attribute = False

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stars = [ANY, ("3", _("3 sao")), ("4", _("4 sao")), ("5", _("5 sao"))]
        self.fields["q"] = forms.CharField(label=_("Tìm"), required=False, max_length=100)
        self.fields["don-vi"] = forms.CharField(label=_("Đơn vị (tên hoặc mã)"), required=False, max_length=100)
        self.fields["sao"] = forms.ChoiceField(label=_("Hạng sao"), required=False, choices=stars)
        self.fields["loai"] = forms.ChoiceField(
            label=_("Loại"), required=False, choices=[ANY, *RecognitionKind.choices]
        )
        all_years = [ANY, *((str(year), str(year)) for year in years)]
        self.fields["nam"] = forms.ChoiceField(label=_("Năm"), required=False, choices=all_years)
        self.fields["ngay"] = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
