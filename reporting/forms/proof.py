"""The explanation of a finding of the plan prover."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import PlanVersion, ProofExplanation


class ExplainForm(forms.Form):
    """Which version, which finding, and why it does not keep the plan from being issued."""

    version = forms.ModelChoiceField(PlanVersion.objects.none(), widget=forms.HiddenInput)
    finding = forms.CharField(
        max_length=ProofExplanation._meta.get_field("finding").max_length, widget=forms.HiddenInput
    )
    text = forms.CharField(
        label=_("Giải trình"),
        max_length=ProofExplanation._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
