"""Forms of the cascade: sending, answering, confirming; the sheet of an adjustment."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ocop.text import format_date
from programs.domain.cascade.figures import MOST, UnitFigures
from programs.domain.cascade.promised import Change, Figure, Figures, promised_on
from programs.domain.targets import later_units
from programs.domain.targets_grid import STARS, Cells, GridFault, GridRow, row_faults
from programs.enums import TargetKind
from programs.forms.plan import DayField, RevisionForm
from programs.forms.plan_grid import Sheet, SheetRow
from programs.models import PlanVersion, Unit


class ProposeForm(forms.Form):
    """To whom, until when, and a word with it."""

    units = forms.ModelMultipleChoiceField(queryset=Unit.objects.none(), widget=forms.MultipleHiddenInput)
    answer_by = DayField(label=_("Trả lời trước ngày"), required=False)
    note = forms.CharField(
        label=_("Lời gửi kèm"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Ghi lý do khi gửi lại số mà đơn vị đã đề nghị khác."),
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["units"]
        chosen.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        chosen.error_messages["required"] = _now("Chưa chọn đơn vị nào để gửi.")


class ConfirmForm(RevisionForm):
    """Confirm, or take the asked figures over; against the unit's wish with a reason."""

    action = forms.ChoiceField(choices=[("confirm", ""), ("take_over", "")])
    note = forms.CharField(required=False, max_length=2000)


class AcceptForm(RevisionForm):
    """The unit agrees."""


class AskForm(RevisionForm):
    """The figures a unit asks for instead, and why."""

    def __init__(self, *args: Any, figures: UnitFigures, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = list(dict.fromkeys(kind for _star, kind in figures)) or [TargetKind.ANY.value]
        for kind in self.kinds:
            for star in STARS:
                given = figures.get((star, kind), (0, None))
                words = "" if kind == TargetKind.ANY else f", {TargetKind(kind).label}"
                self._number(f"c{star}-{kind}", _now("%(star)s sao%(kind)s, cam kết"), star, words, given[0])
                self._number(f"w{star}-{kind}", _now("%(star)s sao%(kind)s, dự kiến"), star, words, given[1])
        self.fields["note"] = forms.CharField(
            label=_("Lý do"), max_length=2000, widget=forms.Textarea({"rows": 3}), required=False
        )

    def _number(self, name: str, label: str, star: int, kind: str, given: int | None) -> None:
        words = label % {"star": star, "kind": kind}
        field = forms.IntegerField(label=words, min_value=0, max_value=MOST, required=False, initial=given or None)
        field.widget.is_localized = False
        self.fields[name] = field

    @property
    def figures(self) -> UnitFigures:
        """What was typed; a blank is nothing."""
        found: UnitFigures = {}
        for kind in self.kinds:
            for star in STARS:
                committed, working = (self.cleaned_data[f"{column}{star}-{kind}"] for column in "cw")
                if committed or working:
                    found[star, kind] = (committed or 0, working)
        return found


class AdjustForm(forms.Form):
    """The decision: number, day, reason. `seen`: the last decision when the sheet was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    number = forms.CharField(label=_("Số, ký hiệu quyết định"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"))
    reason = forms.CharField(label=_("Lý do điều chỉnh"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class DayForm(forms.Form):
    """Figures of which day."""

    ngay = DayField(label=_("Chỉ tiêu đến hết ngày"), required=False)


def _since(unit: Unit) -> str:
    """ "Xã Lưu Vệ (từ 01/07/2025)": there may have been one of the same name before."""
    return _now("%(unit)s (từ %(day)s)") % {"unit": unit.name, "day": format_date(unit.valid_from)}


class AdjustSheet(Sheet):
    """The sheet of an issued version with the figures of today; what is typed are the new ones.

    After a reform the units made by it follow those of the plan's own day (`later`): figures can be given on to them.
    """

    def __init__(self, version: PlanVersion, day: date | None = None) -> None:
        today = day or timezone.localdate()
        self.now: Figures = promised_on(version.plan, today, version)
        super().__init__(version, working=False)
        seen = {row.unit_id for row in self.rows}
        self.later = [unit for unit in later_units(version.plan, today) if unit.pk not in seen]
        self.rows += [SheetRow(unit.pk, TargetKind.ANY, _since(unit), self.working) for unit in self.later]

    def stored(self, version: PlanVersion) -> tuple[list[GridRow], list[GridRow]]:
        """Rows of the promised figures, named as in the annex."""
        names = dict(version.targets.exclude(printed_name="").values_list("unit", "printed_name"))
        units = Unit.objects.in_bulk({unit_id for unit_id, _star, _kind in self.now})
        table: dict[tuple[int, str], dict[int, Figure]] = {}
        for (unit_id, star, kind), figure in self.now.items():
            table.setdefault((unit_id, kind), {})[star] = figure
        rows = []
        for (unit_id, kind), figures in table.items():
            committed: Cells = {star: figure[0] for star, figure in figures.items()}
            working: Cells = {star: figure[1] for star, figure in figures.items()}
            name = names.get(unit_id) or units[unit_id].name
            rows.append(GridRow(unit_id, kind, name, committed, None, working))
        own = version.plan.unit_id
        return [row for row in rows if row.unit_id == own], [row for row in rows if row.unit_id != own]

    def changes(self, headline: Sequence[GridRow], rows: Sequence[GridRow]) -> list[Change]:
        """What was typed less what stands; blanks are nothing. `faults` names rows whose typed total is another."""
        faults: list[GridFault] = [fault for row in headline for fault in row_faults(0, row)]
        for index, row in enumerate(rows, 1):
            faults += row_faults(index, row)
        self.faults += [fault.message for fault in faults]
        typed = {
            (row.unit_id, star, row.kind): (row.committed.get(star) or 0, (row.working or {}).get(star) or 0)
            for row in (*headline, *rows)
            for star in STARS
        }
        found = []
        for key in dict.fromkeys([*self.now, *typed]):
            before, planned = self.now.get(key, (0, None))
            after, replanned = typed.get(key, (0, 0))
            found.append(Change(*key, after - before, replanned - (planned or 0) if self.working else 0))
        return [change for change in found if change.committed or change.working]
