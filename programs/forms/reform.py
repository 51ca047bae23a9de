"""The decision for one record of a split commune."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import ReformItem, Unit


class DecideForm(forms.Form):
    """One of the units that took over the record's commune, and why."""

    chosen = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Nay thuộc"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn đơn vị mới."), "invalid_choice": _("Chọn một trong các đơn vị kế thừa.")},
    )
    note = forms.CharField(label=_("Lý do"), max_length=300, required=False)

    def __init__(self, *args: Any, item: ReformItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heirs = Unit.objects.filter(edges_in__predecessor=item.unit, edges_in__instrument=item.reform.instrument)
        self.fields["chosen"].queryset = heirs.order_by("sort_key")  # type: ignore[attr-defined]
