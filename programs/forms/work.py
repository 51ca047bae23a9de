"""Forms of tasks given out and of difficulties."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.domain.work.proposals import Proposal
from programs.domain.work.queries import ALL, GIVEN, MINE
from programs.enums import Recurrence, Tier, WorkState
from programs.models import Difficulty, FundingLine, Plan, Unit
from programs.models.work import worked_units

from .plan import DayField, RevisionForm

FILTERS = ("xem", "trang-thai", "qua-han", "ke-hoach")
_ALL = [("", _("Tất cả"))]
SEEN = ((MINE, _("Đơn vị tôi làm")), (GIVEN, _("Đơn vị tôi giao")), (ALL, _("Tất cả trong địa bàn")))


class WorkFilters(forms.Form):
    """Whose, in what state, only overdue ones; the plan is kept from the link that led here."""

    def __init__(self, data: dict[str, str]) -> None:
        super().__init__(data)
        self.fields["xem"] = forms.ChoiceField(label=_("Xem"), required=False, choices=SEEN)
        states = [*_ALL, *WorkState.choices]
        self.fields["trang-thai"] = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=states)
        late = [*_ALL, ("1", _("Quá hạn"))]
        self.fields["qua-han"] = forms.ChoiceField(label=_("Hạn"), required=False, choices=late)
        self.fields["ke-hoach"] = forms.CharField(required=False, widget=forms.HiddenInput)


class GiveRow(forms.Form):
    """What a person confirms of one proposal."""

    chosen = forms.BooleanField(label=_("Giao"), required=False)
    due_on = DayField(label=_("Hạn"), required=False)
    recurrence = forms.ChoiceField(label=_("Định kỳ"), choices=Recurrence.choices, initial=Recurrence.NONE)
    funding = forms.ChoiceField(label=_("Kinh phí"), required=False)

    def __init__(self, *args: Any, proposal: Proposal, lines: dict[str, FundingLine], **kwargs: Any) -> None:
        initial = {"chosen": True, "due_on": proposal.due_on, "recurrence": proposal.recurrence}
        super().__init__(*args, prefix=proposal.key, initial=initial, **kwargs)
        self.proposal = proposal
        self.fields["chosen"].label = proposal.content
        self.lines = lines
        named = ((key, line.content) for key, line in lines.items())
        self.fields["funding"].choices = [("", _("– không ghi –")), *named]

    def clean_funding(self) -> FundingLine | None:
        """The line itself."""
        return self.lines.get(self.cleaned_data["funding"])


def funding_lines(plan: Plan) -> dict[str, FundingLine]:
    """The lines of a plan's money by the value of their choice, read once for all rows."""
    return {str(line.pk): line for line in plan.funding_lines.all()}


class ReportForm(forms.Form):
    """How far a task is, with a note and a file as evidence."""

    progress = forms.IntegerField(label=_("Tiến độ (%)"), min_value=0, max_value=100)
    is_done = forms.BooleanField(label=_("Đã hoàn thành"), required=False)
    text = forms.CharField(
        label=_("Kết quả, ghi chú"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4})
    )
    file = forms.FileField(
        label=_("Minh chứng"), required=False, help_text=_("PDF, ảnh, Word, Excel; không quá 10 MB.")
    )


class DropForm(forms.Form):
    """Why a task is given up."""

    reason = forms.CharField(label=_("Lý do thôi thực hiện"), max_length=300, widget=forms.Textarea({"rows": 3}))


class ChangeForm(RevisionForm):
    """Another day, another line of money."""

    due_on = DayField(label=_("Hạn"), required=False)
    funding = forms.ModelChoiceField(label=_("Kinh phí"), queryset=FundingLine.objects.none(), required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funding"].queryset = plan.funding_lines.all()


def speaking_units(user: Any) -> Any:
    """Units of today for which the user can raise a difficulty: above the whole country there is nobody."""
    return Unit.objects.on(timezone.localdate()).filter(pk__in=worked_units(user)).exclude(tier=Tier.NATION)


class DifficultyForm(forms.Form):
    """A difficulty, and for whom it is said."""

    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    text = forms.CharField(label=_("Khó khăn, kiến nghị"), max_length=4000, widget=forms.Textarea({"rows": 6}))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = speaking_units(user).order_by("sort_key")


class AnswerForm(forms.Form):
    """The answer of the unit it was sent to."""

    answer = forms.CharField(label=_("Trả lời"), max_length=4000, widget=forms.Textarea({"rows": 4}))


class PassForm(forms.Form):
    """The words with which a difficulty goes further up."""

    text = forms.CharField(label=_("Nội dung gửi cấp trên"), max_length=4000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, difficulty: Difficulty, **kwargs: Any) -> None:
        super().__init__(*args, initial={"text": difficulty.text}, **kwargs)
