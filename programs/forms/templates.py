"""Forms of templates of plans."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ocop.accounts.access import grants_of, is_national_admin
from programs.domain.templates import HEAD_FIELDS
from programs.enums import SectionKind
from programs.forms.plan import DayField, RevisionForm
from programs.models import Plan, PlanTemplate, SectionTemplate, Unit
from programs.models.templates import PLAN_TIERS
from programs.rules import TEMPLATE_WRITERS

NATION = "0"
SHOWN_PLANS = 50


class NewTemplateForm(forms.Form):
    """A new template: for whom, from when, and what it is copied from."""

    tier = forms.ChoiceField(label=_("Dùng cho kế hoạch"), choices=PLAN_TIERS)
    title = forms.CharField(label=_("Tên mẫu"), max_length=160)
    valid_from = DayField(label=_("Dùng từ ngày"))
    unit = forms.ChoiceField(label=_("Của đơn vị"), help_text=_("Đơn vị này và các đơn vị trực thuộc chọn được mẫu."))
    source = forms.ModelChoiceField(
        label=_("Sao từ mẫu"),
        queryset=PlanTemplate.objects.none(),
        required=False,
        empty_label=_("Không sao, lập trống"),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units: dict[str, Unit | None] = {
            str(grant.unit_id): grant.unit for grant in grants_of(user) if grant.role in TEMPLATE_WRITERS
        }
        if is_national_admin(user):
            self.units = {NATION: None, **self.units}
        names = [(key, unit.name if unit else _("Cả nước")) for key, unit in self.units.items()]
        self.fields["unit"].choices = names
        self.fields["source"].queryset = PlanTemplate.objects.visible_to(user)

    def clean_unit(self) -> Unit | None:
        """The unit chosen; None is the whole country."""
        return self.units[self.cleaned_data["unit"]]


class TemplateForm(RevisionForm, forms.ModelForm):
    """What is not a section: title, days, opening and closing words, bases and recipients one a line."""

    valid_from = DayField(label=_("Dùng từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"), required=False)

    class Meta:
        model = PlanTemplate
        fields = HEAD_FIELDS
        widgets = {
            name: forms.Textarea({"rows": rows})
            for name, rows in (("opening", 3), ("closing", 3), ("bases", 8), ("recipients", 8))
        }
        help_texts = {
            "bases": _("Mỗi dòng một căn cứ, không cần dấu cuối dòng; chỉ chèn được tên đơn vị và năm."),
            "recipients": _("Mỗi dòng một nơi nhận, ví dụ “UBND tỉnh (để b/c)”."),
        }

    def _post_clean(self) -> None:
        """The verb checks the model's rules; the form only parses."""


class TemplateSectionForm(RevisionForm):
    """One section of a template, and the plan to read it with."""

    number = forms.CharField(label=_("Số mục"), max_length=8)
    heading = forms.CharField(label=_("Tiêu đề"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), choices=SectionKind.choices)
    order = forms.IntegerField(label=_("Thứ tự"), min_value=1, max_value=99, required=False)
    body = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 18}),
        help_text=_("Mỗi dòng một đoạn; đầu dòng ghi “1.”, “1.1.”, “a)”, “-” hoặc “+”. Số liệu chèn bằng {{ tên }}."),
    )
    plan = forms.ModelChoiceField(
        label=_("Xem thử với kế hoạch"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=_("Chỉ xem tên số liệu"),
    )

    def __init__(self, *args: Any, user: Any = None, tier: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = Plan.objects.in_territory(user).filter(unit__tier=tier).order_by("-year", "id")
        self.fields["plan"].queryset = visible
        first = list(visible[:SHOWN_PLANS])
        self.fields["plan"].choices = [("", self.fields["plan"].empty_label), *((one.pk, one.title) for one in first)]

    @staticmethod
    def of(section: SectionTemplate | None, template: PlanTemplate) -> dict[str, Any]:
        """Initial values for a section (None: a new one)."""
        if section is None:
            return {"revision": template.revision, "kind": SectionKind.TEXT}
        names = ("number", "heading", "kind", "order", "body")
        return {"revision": template.revision, **{name: getattr(section, name) for name in names}}
