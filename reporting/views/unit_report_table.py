"""Cells of the consolidated table, made here and not by template: a province has 166 communes."""

from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ocop.text import format_number
from reporting.domain.unit_reports.consolidate import Line, Whole
from reporting.domain.unit_reports.figures import FIGURES, TARGET, TARGET_SOURCE, Spec


@dataclass(frozen=True)
class Made:
    """Heads, the line of sums, and one HTML line a unit."""

    specs: list[Spec]
    total: list[str]
    own: list[str]
    lines: list[SafeString]


def _shown(value: int | None) -> str:
    return "" if value is None else format_number(value)


def whole_rows(whole: Whole, group: str) -> Made:
    """The figures of one group."""
    specs = [spec for spec in FIGURES if spec.group == group]
    total = [_shown(whole.total[spec.key]) for spec in specs]
    own = [_shown(whole.own.get(spec.key)) for spec in specs]
    return Made(specs, total, own, [_line_html(number, line, specs) for number, line in enumerate(whole.lines, 1)])


def _line_html(number: int, line: Line, specs: list[Spec]) -> SafeString:
    name = escape(line.asked.unit.name)
    if line.submission:
        name = f'<a href="{escape(reverse("reporting:unit_report", args=[line.asked.pk]))}">{name}</a>'
        cells = "".join(f'<td class="num">{_cell(line, spec)}</td>' for spec in specs)
    else:
        word = _("trả lại để sửa") if line.asked.returned_reason else _("chưa gửi")
        cells = f'<td colspan="{len(specs)}" class="muted">{escape(word)}</td>'
    # Names and words are escaped above; the rest are numbers.
    return mark_safe(f'<tr><td class="num">{number}</td><th scope="row">{name}</th>{cells}</tr>')


def _cell(line: Line, spec: Spec) -> str:
    value, own = line.numbers.get(spec.key), line.own.get(spec.key)
    text = _shown(value)
    if line.submission and spec.key in line.submission.corrected:
        text += f'<abbr title="{escape(_("đơn vị đã sửa so với số liệu"))}">*</abbr>'
    if spec.key == TARGET and line.submission and TARGET_SOURCE in line.submission.texts:
        text += f'<br><small class="muted">{escape(_("kế hoạch cấp trên giao"))}</small>'
    if value is not None and own is not None and value != own:
        text += f'<br><small class="report-differs">{escape(_("từ dữ liệu: %s") % _shown(own))}</small>'
    return text
