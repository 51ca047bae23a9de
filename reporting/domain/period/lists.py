"""Lists of the report: products expired or near their end, and documents issued in the period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from evaluations.enums import DecisionState
from evaluations.models import Council, Recognition, RecognitionDecision
from ocop.text import format_date
from products.enums import DossierKind, DossierState
from products.models import Dossier
from programs.enums import VersionState
from programs.models import PlanVersion, Unit

from .types import Cell, Fact, HeadCell, Header, Line, Table

_AGAIN = (DossierKind.RERANK, DossierKind.UPGRADE)
_GONE = (DossierState.WITHDRAWN, DossierState.REJECTED)


@dataclass(frozen=True)
class Paper:
    """A document issued in the period."""

    number: str
    issued_on: date
    title: str


def expiry_table(
    expired: Sequence[Fact], expiring: Sequence[Fact], *, as_of: date, user: Any = None, most: int | None = None
) -> Table:
    """Expired in the period, then those that end within 180 days; with `user` only what that person may see.

    `most`: no more lines than these of each part (the page shows the rest behind the figure). Two queries.
    """
    ends = {fact.pk: fact.in_force_until for fact in (*expired, *expiring)}
    shown = _by_end(expired)[:most] + _by_end(expiring)[:most]
    rows = {row.pk: row for row in _rows([fact.pk for fact in shown], as_of, user)}
    lines: list[Line] = []
    for key, name, facts in (
        ("het-han", "Hết hạn trong kỳ", expired),
        ("sap", "Hết hạn trong 180 ngày tới", expiring),
    ):
        seen = [rows[fact.pk] for fact in _by_end(facts)[:most] if fact.pk in rows]
        lines.append(_part_line(key, name, tuple(fact.pk for fact in facts)))
        lines += [_expiry_line(key, number, row, ends[row.pk], as_of) for number, row in enumerate(seen, start=1)]
    header: Header = (
        tuple(
            HeadCell(name)
            for name in (
                *("TT", "Sản phẩm", "Chủ thể", "Hạng sao", "Quyết định", "Ngày cấp", "Ngày hết hạn"),
                "Tình trạng",
            )
        ),
    )
    widths = (0.05, 0.22, 0.22, 0.07, 0.13, 0.09, 0.09, 0.13)
    return Table("het-han", "Sản phẩm hết hạn, sắp hết hạn", header, widths, tuple(lines), is_wide=True)


def _part_line(key: str, name: str, ids: tuple[int, ...]) -> Line:
    words = Cell(f"{name}: {len(ids):,} sản phẩm".replace(",", "."), ids, "recognition", f"het-han.{key}.tong")
    return Line(key, (Cell(""), words, *(Cell("") for _ in range(6))), "total")


def _by_end(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.in_force_until, fact.pk))


def _rows(ids: Sequence[int], as_of: date, user: Any) -> QuerySet[Any]:
    """Recognitions with the producer, whether a dossier for the next one was handed in, and whether it came."""
    seen = Recognition.objects.all() if user is None else Recognition.objects.visible_to(user)
    handed_in = Dossier.objects.filter(
        product=OuterRef("product"),
        kind__in=_AGAIN,
        submitted_on__gt=OuterRef("decided_on"),
        submitted_on__lte=as_of,
    ).exclude(state__in=_GONE)
    later = Recognition.objects.filter(
        Q(decided_on__gt=OuterRef("decided_on")), product=OuterRef("product"), decided_on__lte=as_of
    )
    found: Any = seen.filter(pk__in=ids).select_related("product__producer")
    return found.annotate(has_next=Exists(later), is_handed_in=Exists(handed_in))  # type: ignore[no-any-return]


def _expiry_line(part: str, number: int, row: Any, until: date, as_of: date) -> Line:
    words = "chưa nộp hồ sơ phân hạng lại"
    if row.has_next:
        words = "đã được công nhận lại"
    elif row.is_handed_in:
        words = "đã nộp hồ sơ phân hạng lại"
    if row.is_illustration:
        words += " (dữ liệu minh họa)"
    values = (str(number), row.product.name, row.product.producer.name, f"{row.star} sao", row.decision_number)
    return Line(f"{part}-{row.pk}", tuple(map(Cell, (*values, row.decided_on, until, words))))


def papers_of(unit: Unit, *, first: date, last: date) -> list[Paper]:
    """Plans, decisions on councils and on recognition that the unit issued in the span, by day; three queries."""
    place = {"unit__code": unit.code, "unit__tier": unit.tier}
    plans = PlanVersion.objects.filter(
        plan__unit__code=unit.code,
        plan__unit__tier=unit.tier,
        state=VersionState.ISSUED,
        issued_on__range=(first, last),
    ).select_related("plan")
    councils = Council.objects.filter(**place, decided_on__range=(first, last)).exclude(decision_number="")
    decisions = RecognitionDecision.objects.shown().filter(
        **place, state=DecisionState.ISSUED, decided_on__range=(first, last)
    )
    found = [Paper(v.document_number, v.issued_on, f"Kế hoạch {_lower(v.abstract)}") for v in plans if v.issued_on]
    found += [Paper(c.decision_number, c.decided_on, f"Quyết định thành lập {c.name}") for c in councils]
    found += [Paper(d.number, d.decided_on, f"Quyết định {_lower(d.title)}") for d in decisions if d.decided_on]
    return sorted(found, key=lambda paper: (paper.issued_on, paper.number))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def paper_table(papers: Sequence[Paper]) -> Table:
    """Documents issued: number, day, title (outline, part I)."""
    lines = tuple(
        Line(str(n), (Cell(str(n)), Cell(paper.title), Cell(paper.number), Cell(paper.issued_on)))
        for n, paper in enumerate(papers, start=1)
    )
    header: Header = ((HeadCell("TT"), HeadCell("Trích yếu"), HeadCell("Số, ký hiệu"), HeadCell("Ngày")),)
    return Table("van-ban", "Văn bản đã ban hành trong kỳ", header, (0.07, 0.57, 0.2, 0.16), lines)


def paper_words(paper: Paper) -> str:
    """'Kế hoạch … số 36/KH-UBND ngày 24/02/2025' as a line of the report."""
    return f"{paper.title} (số {paper.number} ngày {format_date(paper.issued_on)})"
