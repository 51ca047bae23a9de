"""Filters of lists; they live in the url under Vietnamese names."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..domain.queries import FIRST_YEAR
from ..enums import LegalForm, ProductSet, ProductState

ANY = ("", _("tất cả"))
STARS = [ANY, ("3", _("3 sao")), ("4", _("4 sao")), ("5", _("5 sao"))]


class FilterForm(forms.Form):
    """Base: words, unit, day of the map. A value that says nothing narrows nothing."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"] = forms.CharField(label=_("Tìm"), required=False, max_length=100)
        self.fields["don-vi"] = forms.CharField(label=_("Đơn vị (tên hoặc mã)"), required=False, max_length=100)
        self.fields["ngay"] = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
        self.add_choices()

    def add_choices(self) -> None:
        """Fields of the list at hand."""


def years() -> list[tuple[str, Any]]:
    return [ANY, *((str(year), str(year)) for year in range(timezone.localdate().year, FIRST_YEAR - 1, -1))]


class ProductFilterForm(FilterForm):
    def add_choices(self) -> None:
        sets = [ANY, *((str(value), f"{value}. {label}") for value, label in ProductSet.choices)]
        states = [ANY, *ProductState.choices]
        self.fields["trang-thai"] = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=states)
        self.fields["sao"] = forms.ChoiceField(label=_("Hạng sao"), required=False, choices=STARS)
        self.fields["bo"] = forms.ChoiceField(label=_("Bộ sản phẩm"), required=False, choices=sets)
        self.fields["nam"] = forms.ChoiceField(label=_("Năm công nhận"), required=False, choices=years())


class ProducerFilterForm(FilterForm):
    def add_choices(self) -> None:
        forms_of_law = [ANY, *LegalForm.choices]
        self.fields["loai"] = forms.ChoiceField(label=_("Loại hình"), required=False, choices=forms_of_law)
