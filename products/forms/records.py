"""Entry forms; the domain verbs save them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Producer, Product
from .fields import UnitField


class ProducerForm(forms.ModelForm):
    """A producer at a commune of the person's territory."""

    place = UnitField()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["name", "legal_form", "place"]

    class Meta:
        model = Producer
        fields = ["name", "legal_form", "address", "representative", "phone", "tax_code"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saved = self.instance.pk is not None
        place: UnitField = self.fields["place"]  # type: ignore[assignment]
        place.bind(user, self.instance.unit if saved else None)
        if saved:
            self.fields["revision"].initial = self.instance.revision
        self.fields["phone"].widget.input_type = "tel"

    def values(self) -> dict[str, Any]:
        """Arguments of create_producer and update_producer."""
        data = self.cleaned_data
        return {"unit": data["place"]} | {name: data[name] for name in self.Meta.fields}


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
