"""Forms of activities held, of who came, and of points of sale."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from programs.domain.held.activities import funding_choices
from programs.enums import HeldKind, VersionState
from programs.forms.money_fields import CountField, UnitNameField, unit_label
from programs.forms.plan import DayField, RevisionForm
from programs.models import Activity, FundingLine, HeldActivity, PlanVersion, PointOfSale, Unit

BLANK = 5
"""Blank rows below those stored."""


def planned_choices(user: Any, unit: Unit | None, year: int) -> Any:
    """Activities named by issued plans of the year which the person sees, of the unit and of those above it."""
    versions = PlanVersion.objects.visible_to(user).filter(state=VersionState.ISSUED, plan__year=year)
    if unit is not None:
        above = unit.path.split("/")[:-1]
        versions = versions.filter(Q(plan__unit__code__in=above))
    found = Activity.objects.filter(version__in=versions).select_related("version__plan")
    return found.order_by("-version_id", "order")


class HeldForm(RevisionForm):
    """An activity that took place."""

    unit = UnitNameField(label=_("Đơn vị tổ chức"))
    kind = forms.ChoiceField(label=_("Loại"), choices=HeldKind.choices)
    title = forms.CharField(label=_("Tên"), max_length=300)
    starts_on = DayField(label=_("Từ ngày"))
    ends_on = DayField(label=_("Đến ngày"), required=False, help_text=_("Để trống: trong một ngày."))
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    organiser = forms.CharField(label=_("Cơ quan thực hiện"), max_length=200, required=False)
    medium = forms.CharField(
        label=_("Báo, đài, nền tảng"), max_length=200, required=False, help_text=_("Với tin, bài và bán trực tuyến.")
    )
    link = forms.URLField(label=_("Liên kết"), max_length=300, required=False, assume_scheme="https")
    count = CountField(blank=1, label=_("Số lượng"), help_text=_("Số lớp, đoàn, gian hàng, tin bài; để trống là 1."))
    activity = forms.ModelChoiceField(
        label=_("Hoạt động trong kế hoạch"), queryset=Activity.objects.none(), required=False
    )
    funding = forms.ModelChoiceField(label=_("Kinh phí"), queryset=FundingLine.objects.none(), required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(
        self, *args: Any, user: Any, unit: Unit | None, held: HeldActivity | None = None, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"revision": 0, "unit": unit_label(unit) if unit else "", "count": 1}
        if held is not None:
            initial = {name: getattr(held, name) for name in self.base_fields if name != "unit"}
        super().__init__(*args, initial=initial, **kwargs)
        year = held.starts_on.year if held else timezone.localdate().year
        years = {year} | ({year - 1} if held is None else set())
        planned: Any = self.fields["activity"]
        planned.queryset = _any_of([planned_choices(user, unit, each) for each in sorted(years)], held, "activity")
        planned.label_from_instance = lambda one: f"{one.version.document_number}: {one.title}"
        money: Any = self.fields["funding"]
        money.queryset = _any_of([funding_choices(user, each) for each in sorted(years)], held, "funding")
        money.label_from_instance = lambda line: f"{line.plan.year}: {line.content}"
        planned.empty_label = money.empty_label = _("không ghi")
        if held is not None:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        """One day when the last one is left blank."""
        data = super().clean() or {}
        data["ends_on"] = data.get("ends_on") or data.get("starts_on")
        return data


def _any_of(querysets: list[Any], held: HeldActivity | None, name: str) -> Any:
    found = querysets[0]
    for more in querysets[1:]:
        found = found | more
    kept = getattr(held, f"{name}_id", None)
    return found.model.objects.filter(Q(pk__in=found.order_by().values("pk")) | Q(pk=kept)).select_related(
        *(["version__plan"] if name == "activity" else ["plan"])
    )


class CameRow(forms.Form):
    """How many people of one unit came; a row without a unit is dropped."""

    unit = UnitNameField(required=False, help_text="")
    officials = CountField(label=_("Cán bộ"))
    producers = CountField(label=_("Người của chủ thể"))


class CameRows(forms.BaseFormSet):
    """Rows of units; `rows()` gives those that are filled."""

    def clean(self) -> None:
        """People without a unit are told, not dropped."""
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data.get("unit") and (data.get("officials") or data.get("producers")) and not form.errors:
                raise ValidationError(_now("Có dòng ghi số người mà chưa ghi đơn vị."))

    def rows(self) -> list[dict[str, Any]]:
        """[{unit, officials, producers}]."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("unit")]


def came_formset(data: Any, held: HeldActivity) -> Any:
    """Rows stored, and blank ones."""
    stored = [
        {"unit": unit_label(one.unit), "officials": one.officials, "producers": one.producers}
        for one in held.attendances.select_related("unit")
    ]
    made = forms.formset_factory(CameRow, formset=CameRows, extra=BLANK, max_num=1000)
    return made(data, initial=stored, prefix="don-vi")


class PointForm(RevisionForm):
    """A point of sale."""

    unit = UnitNameField()
    name = forms.CharField(label=_("Tên điểm"), max_length=200)
    address = forms.CharField(label=_("Địa chỉ"), max_length=250, required=False)
    keeper = forms.CharField(label=_("Đơn vị quản lý"), max_length=200, required=False)
    opened_on = DayField(label=_("Ngày mở"))
    closed_on = DayField(label=_("Ngày đóng"), required=False)

    def __init__(self, *args: Any, unit: Unit | None, point: PointOfSale | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"revision": 0, "unit": unit_label(unit) if unit else ""}
        if point is not None:
            initial = {name: getattr(point, name) for name in self.base_fields if name != "unit"}
        super().__init__(*args, initial=initial, **kwargs)
        if point is not None:
            del self.fields["unit"]
