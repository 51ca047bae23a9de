"""Entry forms of products and their official codes; the domain verbs save them."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..domain.product_sets import CROSSWALK_1048
from ..models import Product
from .fields import unit_text

NOT_GIVEN = ("", _("không rõ, không áp dụng"))


def _sets_1048() -> list[tuple[str, Any]]:
    """Numbers of the sets of QĐ 1048 with what they became."""
    arrow = {old: " / ".join(map(str, new)) for old, new in CROSSWALK_1048.items()}
    return [NOT_GIVEN, *((str(old), f"{old} → {arrow[old]}" if arrow[old] else str(old)) for old in sorted(arrow))]


class ProductForm(forms.ModelForm):
    """A product of a producer that is already chosen; its code only when it is new (later: CodeForm)."""

    product_set_1048 = forms.TypedChoiceField(
        label=_("Bộ sản phẩm theo QĐ 1048"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Chỉ với sản phẩm được công nhận trước 24/02/2023. Số sau mũi tên: bộ tương ứng hiện nay."),
    )
    official_code = forms.CharField(
        label=_("Mã số sản phẩm"),
        required=False,
        max_length=40,
        help_text=_("Mã đã được cấp, ví dụ 38-16438-1-2026; để trống nếu chưa có."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["name", "product_set", "product_set_1048", "official_code", "description"]

    class Meta:
        model = Product
        fields = ["name", "product_set", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product_set_1048"].choices = _sets_1048()  # type: ignore[attr-defined]
        if self.instance.pk is not None:
            self.fields["revision"].initial = self.instance.revision
            self.fields["product_set_1048"].initial = self.instance.product_set_1048
            del self.fields["official_code"]

    def values(self) -> dict[str, Any]:
        """Arguments of create_product and update_product."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class CodeForm(forms.Form):
    """A code which the product carries on paper."""

    code = forms.CharField(label=_("Mã đã được cấp"), max_length=40, help_text=_("Ví dụ 38-404-16438-3-2022."))


class NumberForm(forms.Form):
    """The next number of a commune's series."""

    unit = forms.ModelChoiceField(None, label=_("Xã, phường cấp số"), empty_label=None)
    year = forms.IntegerField(label=_("Năm đánh giá"), min_value=2025)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].label_from_instance = unit_text  # type: ignore[attr-defined]
        self.fields["year"].initial = timezone.localdate().year
