"""Forms of councils, their members and rules."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ocop.accounts.models import User
from ocop.ui.typed_day import TypedDay
from programs.models import Unit

from ..domain.councils.councils import TIERS, founding_units
from ..domain.councils.procedure import proposed_rules
from ..enums import CouncilLevel, CouncilRole
from ..models import Council, CouncilMember


class CouncilForm(forms.Form):
    """The founding decision; the unit only of a new council."""

    level = forms.ChoiceField(label=_("Cấp"), choices=CouncilLevel, initial=CouncilLevel.PROVINCE)
    unit = forms.CharField(
        label=_("Đơn vị (tên hoặc mã)"),
        max_length=120,
        required=False,
        help_text=_("Để trống khi địa bàn của bạn chỉ có một đơn vị của cấp đó. Cấp trung ương: để trống."),
    )
    name = forms.CharField(
        label=_("Tên hội đồng"),
        max_length=250,
        help_text=_("Ví dụ: Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh năm 2026."),
    )
    decision_number = forms.CharField(
        label=_("Số quyết định thành lập"), max_length=60, help_text=_("Ví dụ 1234/QĐ-UBND.")
    )
    decided_on = TypedDay(label=_("Ngày quyết định"))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, council: Council | None = None, **kwargs: Any) -> None:
        self.user, self.council = user, council
        if council is not None:
            names = ("name", "decision_number", "decided_on", "revision")
            kwargs["initial"] = {name: getattr(council, name) for name in names}
        super().__init__(*args, **kwargs)
        if council is not None:
            del self.fields["level"], self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.council is None and data.get("decided_on") and data.get("level"):
            try:
                data["unit"] = self._unit(data)
            except ValidationError as error:
                self.add_error("unit", error)
        return data

    def _unit(self, data: dict[str, Any]) -> Unit:
        """The one unit of the level on the day that is meant; says what else there is."""
        level, day, text = data["level"], data["decided_on"], data["unit"].strip()
        found = founding_units(self.user, level, day)
        if text:
            ended = Unit.objects.filter(tier=TIERS[CouncilLevel(level)], code=text)
            found = found.filter(code=text) if ended.exists() else found.filter(name__iendswith=text)
        units = list(found.order_by("sort_key", "pk")[:2])
        if len(units) == 1:
            return units[0]
        words = {"day": day.strftime("%d/%m/%Y"), "level": CouncilLevel(level).label}
        if not units:
            message = _now("%(level)s: không có đơn vị nào như vậy trong địa bàn của bạn ngày %(day)s.")
            raise ValidationError(message % words, "unknown_unit")
        raise ValidationError(_now("Có nhiều đơn vị; hãy ghi tên đầy đủ hoặc mã.") % words, "ambiguous_unit")


class EndForm(forms.Form):
    """The last day of a council or of a place in it."""

    on = TypedDay(label=_("Ngày cuối cùng"))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)
        self.fields["on"].label = label


class MemberForm(forms.Form):
    """A place in a council; for a new one also from when, and whether the account gets the role that goes with it."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    position = forms.CharField(label=_("Chức vụ"), max_length=150, required=False)
    body = forms.CharField(label=_("Cơ quan"), max_length=200, required=False)
    role = forms.ChoiceField(
        label=_("Vai trò trong hội đồng"),
        choices=CouncilRole,
        initial=CouncilRole.MEMBER,
        help_text=_("Tổ tư vấn giúp việc, không chấm điểm (Điều 7.3 Quyết định 26/2026/QĐ-TTg)."),
    )
    order = forms.IntegerField(label=_("Thứ tự"), min_value=0, max_value=999)
    valid_from = TypedDay(label=_("Từ ngày"))
    grants_role = forms.BooleanField(
        label=_("Phân quyền thành viên hội đồng (hoặc tổ tư vấn) cho tài khoản này"),
        required=False,
        help_text=_("Để tài khoản phải dùng xác thực hai lớp khi chấm điểm, nếu hệ thống bắt buộc."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        council: Council,
        person: User | None = None,
        member: CouncilMember | None = None,
        may_grant: bool = False,
        **kwargs: Any,
    ) -> None:
        if member is not None:
            names = ("name", "position", "body", "role", "order", "revision")
            kwargs["initial"] = {name: getattr(member, name) for name in names}
        elif person is not None:
            start = max(council.decided_on, timezone.localdate())
            kwargs["initial"] = {"name": str(person), "position": person.position, "valid_from": start}
        super().__init__(*args, **kwargs)
        for name in ("valid_from", "grants_role") if member is not None else ("order", "revision"):
            del self.fields[name]
        if member is None and not may_grant:
            del self.fields["grants_role"]


class RulesForm(forms.Form):
    """Rules of procedure from a day on; an empty number means that the Quy chế says nothing."""

    valid_from = TypedDay(label=_("Áp dụng từ ngày"))
    source = forms.CharField(
        label=_("Theo văn bản"), max_length=200, required=False, help_text=_("Số, ký hiệu của quy chế hội đồng.")
    )
    quorum_percent = forms.IntegerField(
        label=_("Tỷ lệ có mặt tối thiểu (%)"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Để trống: không quy định."),
    )
    needs_chair = forms.BooleanField(label=_("Phải có chủ tịch hội đồng mới họp"), required=False)
    max_spread = forms.IntegerField(
        label=_("Chênh lệch điểm tối đa giữa hai thành viên"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Vượt mức này thì thảo luận và chấm lại. Để trống: không quy định."),
    )

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        newest = council.rules.order_by("-valid_from").first()
        names = ("source", "quorum_percent", "needs_chair", "max_spread")
        initial = {name: getattr(newest, name) for name in names} if newest else proposed_rules()
        initial["valid_from"] = max(council.decided_on, timezone.localdate())
        super().__init__(*args, initial=initial, **kwargs)
