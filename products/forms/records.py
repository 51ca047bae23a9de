"""Entry forms of products; the domain verbs save them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Product


class ProductForm(forms.ModelForm):
    """A product of a producer that is already chosen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Product
        fields = ["name", "product_set", "official_code", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"official_code": _("Ví dụ 38-16438-1-2026; để trống nếu chưa có.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields["revision"].initial = self.instance.revision

    def values(self) -> dict[str, Any]:
        """Arguments of create_product and update_product."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
