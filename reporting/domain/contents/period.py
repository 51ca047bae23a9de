"""Báo cáo kết quả thực hiện Chương trình OCOP of a quarter, six or nine months or a year (reports.md §12)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.text import lower_kind
from programs.enums import Tier
from programs.models import Unit
from reporting.domain.contents.common import SignForm, committee, head_facts, signer
from reporting.domain.kinds import Ask, Content, KindSpec, Params
from reporting.domain.period import Part, Period, PeriodReport, compute_period, latest_period
from reporting.domain.period.narrative import default_lines, result_words, total_words
from reporting.domain.period.types import Table
from reporting.domain.unit_reports.annex import annex_tables, find_frozen, frozen_choices, sent_words
from reporting.enums import DocumentKind, SubjectKind

MINISTRY = "Bộ Nông nghiệp và Môi trường"
MOST_LINES = 600
"""Longer lists of products are named in the document and stand in the spreadsheet."""
LINE = 1000
PROSE: dict[str, Any] = {
    "direction": gettext_lazy("I. Công tác chỉ đạo, điều hành"),
    "promotion": gettext_lazy("II.1. Công tác tuyên truyền"),
    "training": gettext_lazy("II.2. Đào tạo, tập huấn"),
    "trade": gettext_lazy("II.5. Xúc tiến thương mại"),
    "technology": gettext_lazy("II.6. Khoa học và công nghệ, chuyển đổi số, truy xuất nguồn gốc, sở hữu trí tuệ"),
    "money": gettext_lazy("II.7. Kinh phí thực hiện"),
    "inspection": gettext_lazy("II.8. Kiểm tra, giám sát"),
    "results": gettext_lazy("III.1. Kết quả đạt được"),
    "limits": gettext_lazy("III.2. Tồn tại, hạn chế và nguyên nhân"),
    "directions": gettext_lazy("IV. Phương hướng, nhiệm vụ"),
    "proposals": gettext_lazy("V. Kiến nghị, đề xuất"),
}
"""Sections that a person may write; what is left empty is said from the data."""
PARTS = (
    (Part.Q1, gettext_lazy("quý I")),
    (Part.Q2, gettext_lazy("quý II")),
    (Part.HALF, gettext_lazy("6 tháng đầu năm")),
    (Part.Q3, gettext_lazy("quý III")),
    (Part.NINE, gettext_lazy("9 tháng đầu năm")),
    (Part.Q4, gettext_lazy("quý IV")),
    (Part.YEAR, gettext_lazy("năm")),
)


def asks_for(unit: Unit, period: Period, lines: dict[str, list[str]] | None = None) -> tuple[Ask, ...]:
    """What is asked for a report on the period; `lines`: words of the prose sections to begin with."""
    given: dict[str, Any] = lines or {}
    signs = ((SignForm.DEPUTY, _("cấp phó ký thay (KT.)")), ("head", _("người đứng đầu ký")))
    frozen = frozen_choices(unit)
    annex = Ask("whole", gettext_lazy("Kèm bảng tổng hợp báo cáo của các đơn vị"), "choice", choices=frozen)
    empty = gettext_lazy("Để trống: lời văn lập từ số liệu. Dòng bắt đầu bằng “-” hoặc “+” thành gạch đầu dòng.")
    return (
        Ask("part", gettext_lazy("Kỳ báo cáo"), "choice", True, PARTS, initial=_always(str(period.part))),
        Ask("year", gettext_lazy("Năm"), required=True, limit=4, initial=_always(str(period.year))),
        Ask("as_of", gettext_lazy("Số liệu đến hết ngày"), "date", help=_AS_OF_HELP),
        Ask("issuer", gettext_lazy("Cơ quan báo cáo"), required=True, initial=_issuer),
        Ask("symbol", gettext_lazy("Ký hiệu"), required=True, limit=40, initial=_symbol),
        Ask("addressees", gettext_lazy("Kính gửi"), "lines", initial=_addressees),
        Ask("recipients", gettext_lazy("Nơi nhận"), "lines", initial=_recipients),
        Ask("signing", gettext_lazy("Ký"), "choice", True, signs, initial=_always(SignForm.DEPUTY.value)),
        Ask("signer_name", gettext_lazy("Họ tên người ký"), limit=120),
        *((annex,) if frozen else ()),
        *(
            Ask(name, label, "lines", help=empty, limit=LINE, initial=_always(given.get(name, [])))
            for name, label in PROSE.items()
        ),
    )


_AS_OF_HELP = gettext_lazy("Để trống: ngày cuối kỳ, hoặc hôm nay khi kỳ chưa hết.")


def _always(value: Any) -> Callable[[Any], Any]:
    return partial(_given, value)


def _given(value: Any, _record: Any) -> Any:
    return value


def _asks(unit: Unit) -> tuple[Ask, ...]:
    return asks_for(unit, latest_period(timezone.localdate()))


def _issuer(unit: Unit) -> str:
    return MINISTRY if unit.tier == Tier.NATION else committee(unit)


def _symbol(unit: Unit) -> str:
    return "BC-BNNMT" if unit.tier == Tier.NATION else "BC-UBND"


def _addressees(unit: Unit) -> list[str]:
    """The body above: a commune's province, a province's Ministry (reports.md §12)."""
    if unit.tier == Tier.NATION:
        return []
    if unit.tier == Tier.PROVINCE:
        return [MINISTRY]
    province = Unit.objects.on(timezone.localdate()).filter(code=unit.province_code).first()
    return [committee(province)] if province else []


def _recipients(unit: Unit) -> list[str]:
    return ["Lưu: VT"] if unit.tier == Tier.NATION else ["Như trên", "Lưu: VT"]


def period_of(params: Params) -> Period:
    """The period of the answers. Raises ValueError."""
    return Period.parse(f"{params['year']}-{params['part']}")


def _check(unit: Unit, params: dict[str, Any]) -> dict[str, Any]:
    """The period exists, the day lies in it, and the unit stood on that day."""
    try:
        period = period_of(params)
    except ValueError as error:
        raise ValidationError({"year": ValidationError(_("Năm không hợp lệ."), code="params")}) from error
    if params.get("whole") and find_frozen(unit, period, params["whole"]) is None:
        raise ValidationError({"whole": ValidationError(_("Bản tổng hợp này thuộc kỳ khác."), code="params")})
    params["as_of"] = params["as_of"] or period.as_of(timezone.localdate()).isoformat()
    try:
        compute_period(unit=unit, period=period, as_of=date.fromisoformat(params["as_of"]))
    except ValueError as error:
        raise ValidationError({"as_of": ValidationError(str(error), code="params")}) from error
    return params


def period_content(unit: Unit, params: Params) -> Content:
    """Head facts, `sections` (name → lines), sentences with figures, `tables` as they stand on the page."""
    as_of = date.fromisoformat(params["as_of"])
    report = compute_period(unit=unit, period=period_of(params), as_of=as_of)
    head = head_facts(unit, symbol=params["symbol"], year=as_of.year, issuer=params["issuer"])
    is_nation = unit.tier == Tier.NATION
    lines = default_lines(report)
    whole = find_frozen(unit, report.period, params.get("whole", ""))
    annexed = annex_tables(whole) if whole else []
    return head | {
        "place": "Hà Nội" if is_nation else head["place"],
        "signer": _signer(unit, params),
        "recipients": [{"text": text, "purpose": ""} for text in params["recipients"]],
        "addressees": list(params["addressees"]),
        "unit": "cả nước" if is_nation else lower_kind(unit.name),
        "period": report.period.slug,
        "period_name": report.period.name,
        "next_name": report.period.next_name,
        "as_of": as_of,
        "illustration": report.illustration,
        "sections": {name: params[name] or lines[name] for name in PROSE},
        "result_words": result_words(report),
        "total_words": total_words(report),
        "tables": [_table(table) for table in (*report.tables, *annexed) if table.key != "van-ban"],
    }


def _signer(unit: Unit, params: Params) -> dict[str, str]:
    form = params["signing"] if params["signing"] == SignForm.DEPUTY else ""
    name = params["signer_name"]
    if unit.tier == Tier.NATION:
        return signer(form, head="BỘ TRƯỞNG", own="THỨ TRƯỞNG", name=name)
    return signer(form, head="CHỦ TỊCH", own="PHÓ CHỦ TỊCH", name=name, body="ỦY BAN NHÂN DÂN")


def _table(table: Table) -> Content:
    """A table as plain values; a list too long for paper keeps its heads and says where the rest is."""
    lines, notes = table.lines, list(table.notes)
    if len(lines) > MOST_LINES:
        lines = tuple(line for line in lines if line.look == "total")
        notes.append("Danh sách đầy đủ ở bảng tính kèm theo.")
    return {
        "key": table.key,
        "title": table.title,
        "is_wide": table.is_wide,
        "widths": list(table.widths),
        "header": [[[cell.text, cell.colspan, cell.rowspan] for cell in row] for row in table.header],
        "rows": [{"look": line.look, "cells": [cell.value for cell in line.cells]} for line in lines],
        "notes": notes,
    }


def prefilled_asks(report: PeriodReport) -> tuple[Ask, ...]:
    """The asks of a report on its period with the words that were sent up, else those its figures give."""
    lines = default_lines(report) | sent_words(report.unit, report.period)
    return asks_for(report.unit, report.period, lines)


SPECS = {
    DocumentKind.PERIOD_REPORT: KindSpec(SubjectKind.UNIT, period_content, asks=_asks, check=_check, issuable=True)
}
