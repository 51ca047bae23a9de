"""Forms of support, of producers at activities and of products at points of sale: producer and product by name."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ocop.site.registry import get_setting
from programs.domain.money.words import read_amount, show_amount
from programs.models import FundingLine, SupportNorm

from ..models import Producer, Product, SupportGrant
from .fields import MAX_SUGGESTIONS, DayField, SuggestInput

_ID = re.compile(r"\[(\d{1,12})\]\s*\Z")


class AmountField(forms.CharField):
    """ "1.250.000" ↔ 1250000 đồng; "" ↔ None."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "1.250.000"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Dots between thousands."""
        return show_amount(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """đồng. Raises ValidationError."""
        text = super().clean(value)
        return read_amount(text) if text else None


def producer_text(producer: Producer) -> str:
    """ "HTX Đồng Tâm, Xã Lưu Vệ [12]"."""
    return f"{producer.name}, {producer.unit.name} [{producer.pk}]"


def product_text(product: Product) -> str:
    """ "Bánh gai, HTX Đồng Tâm [34]"."""
    return f"{product.name}, {product.producer.name} [{product.pk}]"


class NamedField(forms.CharField):
    """Text → the record of that name, or of the id between brackets, among those given by `bind`."""

    widget = SuggestInput

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("Gõ tên, rồi chọn trong danh sách gợi ý.")
        super().__init__(max_length=600, **{"help_text": help_text, **kwargs})
        self.choices: Any = None

    def bind(self, choices: Any, show: Any) -> None:
        """The records to choose from, and how one is written; few of them are suggested."""
        self.choices = choices
        few = list(choices.order_by("sort_key", "pk")[: MAX_SUGGESTIONS + 1])
        self.widget.suggestions = [show(one) for one in few] if len(few) <= MAX_SUGGESTIONS else []

    def clean(self, value: Any) -> Any:
        """The record; None for a blank. Raises ValidationError (unknown, ambiguous)."""
        text = super().clean(value)
        if not text:
            return None
        number = _ID.search(text)
        found = self.choices.filter(pk=int(number[1])) if number else self.choices.filter(name__iexact=text.strip())
        rows = list(found[:2])
        if len(rows) == 1:
            return rows[0]
        if rows:
            raise ValidationError(
                _now("Có nhiều bản ghi tên “%s”: hãy chọn trong danh sách gợi ý.") % text, "ambiguous"
            )
        raise ValidationError(_now("Không tìm thấy “%s” trong địa bàn của bạn.") % text, "unknown")


def _products(user: Any) -> Any:
    return Product.objects.visible_to(user).select_related("producer")


def _producers(user: Any) -> Any:
    return Producer.objects.visible_to(user).select_related("unit")


class JoinForm(forms.Form):
    """A producer at an activity."""

    producer = NamedField(label=_("Chủ thể"))
    product = NamedField(label=_("Sản phẩm giới thiệu"), required=False)
    people = forms.IntegerField(label=_("Số người"), min_value=0, max_value=10_000, initial=1)
    revenue = AmountField(label=_("Doanh thu tại chỗ (đồng)"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].widget.is_localized = False
        self.fields["producer"].bind(_producers(user), producer_text)  # type: ignore[attr-defined]
        self.fields["product"].bind(_products(user), product_text)  # type: ignore[attr-defined]

    def clean_revenue(self) -> int | None:
        """Nobody sells for less than nothing."""
        revenue: int | None = self.cleaned_data["revenue"]
        if revenue is not None and revenue < 0:
            raise ValidationError(_now("Doanh thu không thể âm."), "revenue")
        return revenue


class PointProductForm(forms.Form):
    """A product at a point of sale."""

    product = NamedField(label=_("Sản phẩm"))
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến ngày"), required=False)
    revenue = AmountField(label=_("Doanh thu đến nay (đồng)"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].bind(_products(user), product_text)  # type: ignore[attr-defined]


class SinceForm(forms.Form):
    """Since when nobody was trained; the first of January when nothing readable is given."""

    since = DayField(label=_("Chưa được tập huấn từ ngày"), required=False)

    def day(self) -> Any:
        """The day asked for."""
        given = self.cleaned_data.get("since") if self.is_valid() else None
        return given or timezone.localdate().replace(month=1, day=1)


class SupportForm(forms.Form):
    """Support a producer received."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    producer = NamedField(label=_("Chủ thể"))
    product = NamedField(label=_("Sản phẩm"), required=False)
    norm = forms.ModelChoiceField(label=_("Định mức"), queryset=SupportNorm.objects.none())
    line = forms.ModelChoiceField(label=_("Dòng kinh phí"), queryset=FundingLine.objects.none(), required=False)
    amount = AmountField(label=_("Số tiền (đồng)"))
    on = DayField(label=_("Ngày chi"))
    paper = forms.CharField(label=_("Văn bản, chứng từ"), max_length=120)
    note = forms.CharField(
        label=_("Ghi chú, giải trình"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Bắt buộc khi vượt mức, ngoài thời hạn của định mức hoặc đã nhận trước đó."),
    )

    def __init__(self, *args: Any, user: Any, producers: Any, grant: SupportGrant | None = None, **kwargs: Any) -> None:
        if grant is not None:
            names = ("revision", "norm", "line", "amount", "on", "paper", "note")
            kwargs["initial"] = {name: getattr(grant, name) for name in names}
            kwargs["initial"]["product"] = product_text(grant.product) if grant.product else ""
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if grant is None:
            fields["producer"].bind(producers.select_related("unit"), producer_text)
            fields["product"].bind(_products(user), product_text)
        else:
            del self.fields["producer"]
            fields["product"].bind(_products(user).filter(producer=grant.producer_id), product_text)
        norms = SupportNorm.objects.visible_to(user)
        if not get_setting("show_illustration"):
            norms = norms.filter(is_illustration=False)
        fields["norm"].queryset = norms
        fields["norm"].label_from_instance = lambda norm: f"{norm.title} ({norm.instrument})"
        fields["line"].queryset = FundingLine.objects.visible_to(user).select_related("plan")
        fields["line"].label_from_instance = lambda line: f"{line.plan.year}: {line.content}"
        fields["line"].empty_label = _("không ghi")
