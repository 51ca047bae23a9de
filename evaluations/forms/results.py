"""Forms of the chair: opening without somebody, another round, conclusions, returning; the filter of results."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..domain.results import Conclusion, GateLine
from ..enums import GateKind

MET, UNMET = "dat", "khong"
_ROWS = {"rows": 3}


class ReasonForm(forms.Form):
    """One reason; the label says of what."""

    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs=_ROWS))

    def __init__(self, *args: Any, label: Any = None, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.required = label or field.label, required


class ConcludeForm(forms.Form):
    """A choice and a reason for each gate, pre-filled from what was concluded before, else from the majority."""

    use_required_attribute = False
    note = forms.CharField(
        label=_("Ý kiến kết luận của hội đồng"), required=False, max_length=4000, widget=forms.Textarea(attrs=_ROWS)
    )

    def __init__(self, *args: Any, lines: list[GateLine], is_apart: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            met, unmet = words_of(line.kind)
            self.fields[f"kl-{line.key}"] = forms.ChoiceField(
                label=_now("Kết luận tiêu chí %s") % line.criterion,
                choices=[(MET, met), (UNMET, unmet)],
                initial=MET if line.is_met else UNMET,
                widget=forms.RadioSelect,
            )
            self.fields[f"ld-{line.key}"] = forms.CharField(
                label=_now("Lý do (tiêu chí %s)") % line.criterion, required=False, max_length=1000, initial=line.reason
            )
        if is_apart:
            self.fields["spread_note"] = forms.CharField(
                label=_("Lý do kết luận khi điểm còn chênh lệch"), max_length=2000, widget=forms.Textarea(attrs=_ROWS)
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each line with its two fields."""
        return [
            {"line": line, "choice": self[f"kl-{line.key}"], "reason": self[f"ld-{line.key}"]} for line in self.lines
        ]

    def conclusions(self) -> list[Conclusion]:
        """What was chosen."""
        return [
            Conclusion(
                line.criterion,
                line.kind,
                line.star,
                self.cleaned_data[f"kl-{line.key}"] == MET,
                self.cleaned_data[f"ld-{line.key}"],
            )
            for line in self.lines
        ]

    def renames(self) -> dict[str, str]:
        """Faults of the verb belong to the reason of their line."""
        return {line.key: f"ld-{line.key}" for line in self.lines}


def words_of(kind: str) -> tuple[str, str]:
    """What "met" and "not met" are called for a kind of gate."""
    words = {
        GateKind.STAR: (_now("đạt"), _now("không đạt")),
        GateKind.REJECT: (_now("không loại"), _now("loại hồ sơ")),
        GateKind.STOP: (_now("không dừng"), _now("dừng đánh giá")),
    }
    return words[GateKind(kind)]


class ResultFilterForm(forms.Form):
    """What the list of results is narrowed to; all of it lives in the url."""

    use_required_attribute = False

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("Tất cả"))
        kinds = [("dat", _("từ 3 sao")), ("khong-dat", _("1–2 sao")), ("loai", _("loại, dừng đánh giá"))]
        stars = [(str(star), _now("%d sao") % star) for star in (5, 4, 3, 2, 1)]
        self.fields["q"] = forms.CharField(label=_("Sản phẩm, chủ thể"), required=False, max_length=100)
        for name, label, choices in (
            ("ket-qua", _("Kết quả"), kinds),
            ("sao", _("Hạng sao"), stars),
            ("nam", _("Năm"), [(str(year), str(year)) for year in years]),
        ):
            self.fields[name] = forms.ChoiceField(label=label, choices=[every, *choices], required=False)
