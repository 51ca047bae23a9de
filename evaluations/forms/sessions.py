"""Forms of sessions: day and form, the roll, why it is called off, an interest."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.ui.typed_day import TypedDay

from ..enums import InterestGround, SessionMode
from ..models import Council, CouncilSession, Seat


class SessionForm(forms.Form):
    """Day, place and form of a session; the council only of a new one."""

    council = forms.ModelChoiceField(queryset=Council.objects.none(), label=_("Hội đồng"))
    mode = forms.ChoiceField(
        label=_("Hình thức"),
        choices=SessionMode,
        initial=SessionMode.MEETING,
        widget=forms.RadioSelect,
        help_text=_("Lấy ý kiến bằng văn bản chỉ dùng cho phân hạng lại (Điều 7.6d Quyết định 26/2026/QĐ-TTg)."),
    )
    held_on = TypedDay(label=_("Ngày họp hoặc ngày gửi lấy ý kiến"))
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    complete_on = TypedDay(
        label=_("Ngày nhận đủ hồ sơ hợp lệ"),
        required=False,
        help_text=_("Khi lấy ý kiến bằng văn bản: thời hạn 45 ngày tính từ ngày này."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, councils: QuerySet[Council], session: CouncilSession | None = None, **kwargs: Any
    ) -> None:
        initial = {"held_on": timezone.localdate(), **kwargs.pop("initial", {})}
        if session is not None:
            names = ("mode", "held_on", "place", "complete_on", "revision")
            initial = {name: getattr(session, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        if session is not None:
            del self.fields["council"]
        else:
            field: Any = self.fields["council"]
            field.queryset = councils


class CancelForm(forms.Form):
    """Why a session is called off."""

    reason = forms.CharField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class RollForm(forms.Form):
    """Present or not, for every seat, with the reason of an absence."""

    use_required_attribute = False

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            self.fields[f"co-mat-{seat.pk}"] = forms.BooleanField(
                label=seat.member.name, required=False, initial=seat.is_present
            )
            self.fields[f"vang-{seat.pk}"] = forms.CharField(
                label=_("Lý do vắng"), required=False, max_length=200, initial=seat.note
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each seat with its two fields."""
        return [
            {"seat": seat, "present": self[f"co-mat-{seat.pk}"], "note": self[f"vang-{seat.pk}"]} for seat in self.seats
        ]

    def present(self) -> dict[int, bool]:
        """Seat id → there or not."""
        return {seat.pk: self.cleaned_data[f"co-mat-{seat.pk}"] for seat in self.seats}

    def notes(self) -> dict[int, str]:
        """Seat id → why absent."""
        return {seat.pk: self.cleaned_data[f"vang-{seat.pk}"] for seat in self.seats}


class InterestForm(forms.Form):
    """An interest in a dossier: one's own, or a member's for the organiser (`seats` then names whose)."""

    member = forms.ChoiceField(label=_("Thành viên"))
    ground = forms.ChoiceField(
        label=_("Lý do"), choices=InterestGround, initial=InterestGround.DECLARED, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["member"]
        field.choices = [(str(seat.member_id), seat.member.name) for seat in seats]
        if len(seats) == 1:
            field.widget, field.initial = forms.HiddenInput(), str(seats[0].member_id)
