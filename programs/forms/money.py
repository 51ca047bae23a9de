"""Forms of lines of money, their entries, and support norms."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.domain.money.lines import spoken_version, stages_for
from programs.enums import FundingKind, MoneyStage
from programs.forms.money_fields import AmountField, UnitNameField, unit_label
from programs.forms.plan import DayField, RevisionForm
from programs.models import Activity, FundingLine, FundingSource, Plan, SupportNorm, Unit


class LineForm(RevisionForm):
    """One line of a plan's money."""

    kind = forms.ChoiceField(label=_("Loại nguồn"), choices=FundingKind.choices)
    content = forms.CharField(label=_("Nội dung chi"), max_length=300, widget=forms.Textarea({"rows": 2}))
    unit = UnitNameField(label=_("Đơn vị chi"))
    source = forms.ModelChoiceField(
        label=_("Nguồn ghi trong kế hoạch"), queryset=FundingSource.objects.none(), required=False
    )
    activity = forms.ModelChoiceField(label=_("Hoạt động"), queryset=Activity.objects.none(), required=False)

    def __init__(self, *args: Any, plan: Plan, line: FundingLine | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"revision": 0, "unit": unit_label(plan.unit)}
        if line is not None:
            initial = {name: getattr(line, name) for name in ("revision", "kind", "content", "source", "activity")}
            initial["unit"] = unit_label(line.unit)
        super().__init__(*args, initial=initial, **kwargs)
        version = spoken_version(plan)
        parts: dict[str, Any] = {"source": FundingSource, "activity": Activity}
        for name, model in parts.items():
            kept = model.objects.filter(pk=getattr(line, f"{name}_id", None))
            self.fields[name].queryset = model.objects.filter(version=version) | kept  # type: ignore[attr-defined]
            self.fields[name].empty_label = _("không ghi")  # type: ignore[attr-defined]


class EntryForm(forms.Form):
    """An amount at a stage. `key` makes two sendings of one form one entry."""

    stage = forms.ChoiceField(label=_("Giai đoạn"), choices=MoneyStage.choices)
    amount = AmountField(
        label=_("Số tiền (đồng)"),
        help_text=_("Số nguyên. Ghi nhầm thì ghi thêm một khoản số âm, có lý do; khoản đã ghi không sửa được."),
    )
    on = DayField(label=_("Ngày"))
    paper = forms.CharField(label=_("Văn bản, chứng từ"), max_length=120, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, user: Any, line: FundingLine, **kwargs: Any) -> None:
        initial = {"on": timezone.localdate(), "key": uuid4().hex}
        super().__init__(*args, initial=initial, **kwargs)
        stages = [(stage.value, stage.label) for stage in stages_for(user, line)]
        self.fields["stage"].choices = stages  # type: ignore[attr-defined]


class NormForm(RevisionForm):
    """A support norm."""

    unit = UnitNameField(label=_("Nơi ban hành"), help_text=_("Tỉnh hoặc xã ban hành định mức."))
    title = forms.CharField(label=_("Nội dung hỗ trợ"), max_length=300)
    measure = forms.CharField(label=_("Đơn vị tính"), max_length=80, help_text=_("Ví dụ: sản phẩm, lớp, chủ thể."))
    amount = AmountField(label=_("Mức hỗ trợ (đồng)"), required=False)
    share = forms.IntegerField(label=_("Tỷ lệ hỗ trợ tối đa (%)"), min_value=1, max_value=100, required=False)
    ceiling = AmountField(label=_("Mức tối đa (đồng)"), required=False)
    instrument = forms.CharField(label=_("Văn bản quy định"), max_length=200)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, unit: Unit | None, norm: SupportNorm | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"revision": 0, "unit": unit_label(unit) if unit else ""}
        if norm is not None:
            initial = {name: getattr(norm, name) for name in self.base_fields if name != "unit"}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["share"].widget.is_localized = False
        if norm is not None:
            del self.fields["unit"]
