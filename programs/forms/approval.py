"""Forms of a version's way: steps, sending, adjusting, ending, and the choice of two versions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.domain.approval_rules import Step
from programs.enums import VersionPurpose
from programs.forms.plan import DayField, RevisionForm
from programs.models import PlanVersion


class StepForm(RevisionForm):
    """One step; it asks only for what the step needs."""

    paper = forms.CharField(
        label=_("Tờ trình"),
        max_length=120,
        required=False,
        help_text=_("Số, ký hiệu và ngày, ví dụ “12/TTr-NN, 05/01/2026”."),
    )
    note = forms.CharField(
        label=_("Ý kiến, lý do"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{step.name}_%s")
        super().__init__(*args, **kwargs)
        if not step.needs_paper and step.name != "appraise":
            del self.fields["paper"]
        elif step.name == "appraise":
            self.fields["paper"].label = _("Văn bản thẩm định")
            self.fields["paper"].help_text = _("Số, ký hiệu và ngày nếu có văn bản riêng.")
        self.use_required_attribute = False


class SendForm(forms.Form):
    """The day an issued version is sent out."""

    sent_on = DayField(label=_("Ngày gửi"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"sent_on": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class AdjustForm(forms.Form):
    """Why an issued plan is taken up again."""

    purpose = forms.ChoiceField(
        label=_("Mục đích"), choices=[choice for choice in VersionPurpose.choices if choice[0] != VersionPurpose.FIRST]
    )
    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class CloseForm(RevisionForm):
    """The end of a plan."""

    closed_on = DayField(label=_("Ngày kết thúc"))
    note = forms.CharField(label=_("Kết luận"), max_length=2000, widget=forms.Textarea({"rows": 6}))


class CompareForm(forms.Form):
    """Two versions of one plan; they live in the url."""

    def __init__(self, data: dict[str, str], versions: Sequence[PlanVersion]) -> None:
        super().__init__(data)
        choices = [(str(one.pk), _label(one)) for one in versions]
        self.fields["truoc"] = forms.ChoiceField(label=_("Bản trước"), choices=choices)
        self.fields["sau"] = forms.ChoiceField(label=_("Bản sau"), choices=choices)


def _label(version: PlanVersion) -> str:
    number = version.document_number or _("dự thảo")
    return f"{number} – {version.get_purpose_display()}"
