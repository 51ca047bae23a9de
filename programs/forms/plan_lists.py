"""Formsets of the parts of a plan that are simple lists, and of a batch's products."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programs.domain.place_names import NameIndex, PlaceError
from programs.domain.plans_content import ACTIVITY_FIELDS
from programs.domain.targets import plan_day
from programs.forms.plan import DayField, RevisionForm
from programs.models import Activity, Batch, BatchProduct, FundingSource, LegalBasis, Plan, Recipient

EXTRA = 3
_TWO, _THREE = forms.Textarea({"rows": 2}), forms.Textarea({"rows": 3})


class RowForm(forms.ModelForm):
    """A row of a list: the verb checks the model; a row whose main field is left blank is taken out."""

    def _post_clean(self) -> None:
        """The verb runs the model's checks."""

    @property
    def is_blank(self) -> bool:
        """Whether the row says nothing and is to be dropped."""
        return not str(self.cleaned_data.get(self.Meta.fields[0]) or "").strip()  # type: ignore[attr-defined]


class BasisRow(RowForm):
    """A legal basis."""

    issued_on = DayField(label=_("Ngày"), required=False)

    class Meta:
        model = LegalBasis
        fields = ("text", "number", "issued_on", "issuer")
        widgets = {"text": _THREE}


class ActivityRow(RowForm):
    """An activity with its usual lines."""

    class Meta:
        model = Activity
        fields = ACTIVITY_FIELDS
        widgets = {"content": _TWO, "audience": _TWO, "units": _TWO}


class FundingRow(RowForm):
    """A source of money."""

    class Meta:
        model = FundingSource
        fields = ("text", "kind", "amount")
        widgets = {"text": _TWO}


class RecipientRow(RowForm):
    """A line of «Nơi nhận»."""

    class Meta:
        model = Recipient
        fields = ("text", "purpose")


class ProductRow(RowForm):
    """A product named in a batch; its place is read as a unit of the plan's day when it is one."""

    class Meta:
        model = BatchProduct
        fields = ("name", "producer_name", "place", "star_sought", "kind")


class BatchForm(RevisionForm, forms.ModelForm):
    """A batch: its window and the sentence it is printed with."""

    window_from = DayField(label=_("Từ ngày"), required=False)
    window_to = DayField(label=_("Đến ngày"), required=False)

    class Meta:
        model = Batch
        fields = ("number", "label", "window_from", "window_to", "capacity", "wording")
        widgets = {"wording": _THREE}

    def _post_clean(self) -> None:
        """The verb runs the model's checks."""


ROWS: dict[str, type[RowForm]] = {
    "bases": BasisRow,
    "activities": ActivityRow,
    "funding": FundingRow,
    "recipients": RecipientRow,
}


class OrderedRows(forms.BaseFormSet):
    """Rows with a place in the list; `rows()` gives them in order without blank ones."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """A blank row may stay blank: nothing in it is required."""
        super().add_fields(form, index)
        form.use_required_attribute = False
        for field in form.fields.values():
            field.required = False
        place = form.fields["ORDER"]
        place.label, place.widget.attrs["inputmode"] = _("Thứ tự"), "numeric"

    def rows(self) -> list[dict[str, Any]]:
        """Cleaned rows by their place, then as they stand; blank ones left out."""
        kept = [form for form in self.forms if form.cleaned_data and not form.is_blank]
        kept.sort(key=lambda form: form.cleaned_data.get("ORDER") or 9999)
        return [{name: self._value(form, name) for name in form._meta.fields} for form in kept]

    @staticmethod
    def _value(form: Any, name: str) -> Any:
        value = form.cleaned_data.get(name)
        field = form._meta.model._meta.get_field(name)
        return field.get_default() if value in (None, "") and not field.null else value


def rows_formset(row: type[RowForm], data: Any, initial: list[dict[str, Any]]) -> Any:
    """A formset over `initial` rows with three blank ones below."""
    made = forms.formset_factory(row, formset=OrderedRows, extra=EXTRA, can_order=True, max_num=400)
    return made(data, initial=initial, prefix="dong")


def place_units(plan: Plan, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add `unit` to the rows of products whose place names a unit below the plan's on its day; blank places have none.

    Raises ValidationError naming row and column for places that are no unit there or more than one.
    """
    index = NameIndex.load(plan_day(plan), plan.unit)
    faults = []
    for number, row in enumerate(rows, 1):
        row["unit"] = None
        if row["place"]:
            try:
                row["unit"] = index.find(row["place"])
            except PlaceError as error:
                where = _("Dòng %(row)s (%(name)s), cột “Địa chỉ ghi trong kế hoạch”: ")
                faults.append(where % {"row": number, "name": row["name"]} + " ".join(error.messages))
    if faults:
        raise ValidationError(faults, code="place")
    return rows
