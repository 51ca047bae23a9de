"""Filters of the list of plans; they live in the url."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.enums import Tier, VersionState

FILTERS = ("nam", "cap", "trang-thai", "don-vi")
_ALL = [("", _("Tất cả"))]


class PlanFilters(forms.Form):
    """Year, tier, state, and words of the unit's name; the names of the url carry hyphens."""

    def __init__(self, data: dict[str, str]) -> None:
        super().__init__(data)
        states = [*_ALL, *VersionState.choices]
        self.fields["nam"] = forms.CharField(label=_("Năm"), required=False)
        self.fields["cap"] = forms.ChoiceField(label=_("Cấp"), required=False, choices=[*_ALL, *Tier.choices[1:]])
        self.fields["trang-thai"] = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=states)
        self.fields["don-vi"] = forms.CharField(label=_("Đơn vị"), required=False)
