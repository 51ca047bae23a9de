"""Forms that ask for a set of documents; each knows whether it has anything to offer to the person."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.enums import Tier
from reporting.domain import set_sources as sources
from reporting.models import DocumentSet


class SetForm(forms.Form):
    """Base: `name` is sent as `bo`; the url may fill the form in by the names of its fields."""

    name: ClassVar[str]
    title: ClassVar[Any]
    note: ClassVar[Any]

    def __init__(self, user: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id=f"{self.name}-%s")
        self.user = user

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to choose."""
        return True

    def ask(self) -> DocumentSet:
        """The set asked for. Raises ValidationError."""
        raise NotImplementedError


class PlanSet(SetForm):
    """Plans of a year of all units under one."""

    name = "ke-hoach"
    title = _("Kế hoạch của các đơn vị")
    note = _("Mỗi đơn vị một văn bản: bản đang có hiệu lực, chưa ban hành thì bản dự thảo.")

    def __init__(self, user: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(user, data, initial)
        self.years = sources.plan_years(user)
        self.units = {unit.pk: unit for unit in sources.set_units(user)}
        tiers = [("", _("Tất cả các cấp")), *Tier.choices[1:]]
        self.fields["nam"] = forms.TypedChoiceField(label=_("Năm"), coerce=int, choices=[(y, y) for y in self.years])
        units = [(unit.pk, unit.name) for unit in self.units.values()]
        self.fields["don-vi"] = forms.TypedChoiceField(label=_("Trong địa bàn"), coerce=int, choices=units)
        self.fields["cap"] = forms.ChoiceField(label=_("Cấp"), choices=tiers, required=False)

    @property
    def is_offered(self) -> bool:
        return bool(self.years and self.units)

    def ask(self) -> DocumentSet:
        data = self.cleaned_data
        unit = self.units[data["don-vi"]]
        return sources.request_plans(user=self.user, year=data["nam"], unit=unit, tier=data["cap"])


class CertificateSet(SetForm):
    """All certificates of a decision."""

    name = "giay-chung-nhan"
    title = _("Giấy chứng nhận của một quyết định")
    note = _("Mỗi sản phẩm được công nhận một giấy chứng nhận để in.")

    def __init__(self, user: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(user, data, initial)
        decisions = sources.decisions_with_certificates(user)
        field = forms.ModelChoiceField(label=_("Quyết định công nhận"), queryset=decisions, empty_label=None)
        field.choices = sources.decision_choices(user)
        self.fields["quyet-dinh"] = field

    @property
    def is_offered(self) -> bool:
        return bool(self.fields["quyet-dinh"].choices)

    def ask(self) -> DocumentSet:
        return sources.request_certificates(user=self.user, decision=self.cleaned_data["quyet-dinh"])


class SheetSet(SetForm):
    """The blank sheets of every product set."""

    name = "phieu-danh-gia"
    title = _("Phiếu đánh giá của các bộ sản phẩm")
    note = _("Phiếu trống của từng bộ sản phẩm theo tiêu chí của quyết định.")

    def __init__(self, user: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(user, data, initial)
        packs = sources.pack_choices()
        self.fields["bo-tieu-chi"] = forms.ChoiceField(label=_("Theo quyết định"), choices=packs)

    def ask(self) -> DocumentSet:
        return sources.request_sheets(user=self.user, pack=self.cleaned_data["bo-tieu-chi"])


FORMS: tuple[type[SetForm], ...] = (PlanSet, CertificateSet, SheetSet)
