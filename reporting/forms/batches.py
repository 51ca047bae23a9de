"""Forms of the board of batches: moving a product, choosing certificates to recognise again."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programs.domain.batches.moves import FARTHEST
from programs.models import Batch, PlanVersion

YEAR = "nam-"
NEW = "moi"


class MoveForm(forms.Form):
    """Where a product goes: another batch, or (issued plans) a later year; with the reason where the plan is issued."""

    goal = forms.ChoiceField(label=_("Chuyển đến"))
    reason = forms.CharField(label=_("Lý do"), max_length=300, widget=forms.Textarea({"rows": 2}))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, version: PlanVersion, standing: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batches = {str(batch.pk): batch for batch in version.batch_set.order_by("order", "pk")}
        choices = [(pk, batch.label) for pk, batch in self.batches.items() if batch.pk != standing]
        if version.is_draft:
            del self.fields["reason"]
        else:
            year = version.plan.year
            words = _("chuyển sang năm %s")
            choices += [(f"{YEAR}{one}", words % one) for one in range(year + 1, year + FARTHEST + 1)]
        self.fields["goal"].choices = choices  # type: ignore[attr-defined]

    @property
    def to_batch(self) -> Batch | None:
        """The batch chosen, None for a year."""
        return self.batches.get(self.cleaned_data["goal"])

    @property
    def to_year(self) -> int | None:
        """The year chosen, None for a batch."""
        goal = self.cleaned_data["goal"]
        return int(goal.removeprefix(YEAR)) if goal.startswith(YEAR) else None


class RenewalForm(forms.Form):
    """Into which batch of the draft, and whether the targets follow; the products are boxes of the table."""

    batch = forms.ChoiceField(label=_("Đưa vào đợt"))
    with_targets = forms.BooleanField(
        label=_("Ghi cả chỉ tiêu công nhận lại"),
        required=False,
        help_text=_("Chỉ tiêu loại “công nhận lại” theo đơn vị và hạng sao được ghi bằng số giấy chứng nhận ở bảng."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batches = {str(batch.pk): batch for batch in version.batch_set.order_by("order", "pk")}
        named = [(pk, batch.label) for pk, batch in self.batches.items()]
        self.fields["batch"].choices = [*named, (NEW, _("đợt mới: Đợt đánh giá công nhận lại"))]  # type: ignore[attr-defined]
        if self.is_bound:
            self.products = read_ids(self.data.getlist("san-pham"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """At least one product is chosen."""
        if not self.products:
            raise ValidationError(_("Hãy chọn ít nhất một sản phẩm."), code="none")
        return super().clean() or self.cleaned_data

    @property
    def chosen_batch(self) -> Batch | None:
        """The batch chosen, None for a new one."""
        return self.batches.get(self.cleaned_data["batch"])


def read_ids(texts: list[str]) -> list[int]:
    """Ids of a list of boxes; nonsense is left out."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]
