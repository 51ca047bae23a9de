"""What a dossier still lacks for a star: "thiếu gì để đạt 4 sao" (QĐ 26/2026, Điều 6.1 and the marks of Phụ lục II)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ocop.text import format_date, two_digits

from ...enums import DossierKind, EvidenceKind, ReportSection
from ...models import Dossier, Evidence
from ...rules import missing_sections
from ..law import Requirement, law_book
from .assessment import self_score_of
from .clock import Basis, decided_by, facts_of

OK, MISSING, EXPIRED, EXPIRING = "ok", "missing", "expired", "expiring"
SAMPLES = 5
"""Sample products of a proposal (QĐ 26/2026, Điều 6.2d)."""
WHOLE_REPORT = "report"
"""`Requirement.text` of what all texts of the self-report show together."""


@dataclass(frozen=True)
class ItemStatus:
    """One requirement: what is attached to it, its state ("ok", "missing", "expired", "expiring"), and why in words."""

    requirement: Requirement
    evidence: tuple[Evidence, ...]
    state: str
    text: str = ""

    @property
    def is_met(self) -> bool:
        """A paper that ends before the decision is told, but shows its requirement today."""
        return self.state in (OK, EXPIRING)


@dataclass(frozen=True)
class Completeness:
    """Every requirement of a star, in the order of the law."""

    star: int
    items: tuple[ItemStatus, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing or expired."""
        return all(item.is_met for item in self.items)

    @property
    def lacking(self) -> tuple[ItemStatus, ...]:
        """Requirements nothing valid shows."""
        return tuple(item for item in self.items if not item.is_met)

    @property
    def lacking_papers(self) -> tuple[ItemStatus, ...]:
        """Those of them without which the dossier is not one (the gates may still be argued before the council)."""
        return tuple(item for item in self.lacking if not item.requirement.is_gate)


def completeness(
    dossier: Dossier, star: int | None = None, *, today: date | None = None, basis: Basis | None = None
) -> Completeness:
    """What the dossier shows and lacks for `star` (None: the one it seeks).

    Constant queries whatever the number of requirements: links with their evidence, product and producer, moves, and
    two for the calendar without a `basis`. Gates are judged by what is attached; the points are the council's.
    """
    basis = basis or Basis.now(today)
    wanted = star or dossier.star_sought
    facts = facts_of(dossier, basis.today)
    if facts is None:
        return Completeness(wanted, ())
    needs = law_book().requirements(facts.code, dossier.product.product_set, DossierKind(dossier.kind), wanted)
    check = _Check(dossier, basis.today, decided_by(dossier, basis))
    form = dossier.product.producer.legal_form
    return Completeness(wanted, tuple(check.status(need) for need in needs if form not in need.except_forms))


class _Check:
    """The dossier's papers and texts against requirements, on a day, with the day of the expected decision."""

    def __init__(self, dossier: Dossier, today: date, decided_on: date | None) -> None:
        self.dossier, self.today, self.decided_on = dossier, today, decided_on
        self.attached: dict[str, list[Evidence]] = defaultdict(list)
        for link in dossier.links.select_related("evidence"):
            if link.evidence.removed_at is None:
                self.attached[link.requirement].append(link.evidence)

    def status(self, need: Requirement) -> ItemStatus:
        """The state of one requirement; papers first, else texts or samples where these can show it."""
        papers = tuple(self.attached[need.key])
        if need.key == "product_set":
            return ItemStatus(need, (), MISSING, _("Sản phẩm chưa chọn bộ sản phẩm."))
        if need.by_samples:
            return self._samples(need, papers)
        if need.text:
            found = self._papers(need, papers) if papers else None
            return found if found is not None and found.is_met else self._texts(need, papers)
        return self._papers(need, papers)

    def _papers(self, need: Requirement, papers: Sequence[Evidence]) -> ItemStatus:
        """The best of the papers decides: one valid paper is enough."""
        fitting = [one for one in papers if need.is_gate or one.kind in need.kinds]
        if not fitting:
            text = _("Tài liệu đã gắn không thuộc loại cần có: %s.") if papers else _("Chưa gắn tài liệu: %s.")
            return ItemStatus(need, tuple(papers), MISSING, text % _names(need.kinds))
        ends = [one.expires_on for one in fitting]
        last = None if None in ends else max(end for end in ends if end is not None)
        if last is None:
            return ItemStatus(need, tuple(papers), OK)
        if last < self.today:
            return ItemStatus(need, tuple(papers), EXPIRED, _("Đã hết hạn ngày %s.") % format_date(last))
        if self.decided_on is not None and last < self.decided_on:
            facts = {"end": format_date(last), "decided": format_date(self.decided_on)}
            text = _("Hết hạn ngày %(end)s, trước khi có kết quả đánh giá (hạn %(decided)s).") % facts
            return ItemStatus(need, tuple(papers), EXPIRING, text)
        return ItemStatus(need, tuple(papers), OK)

    def _texts(self, need: Requirement, papers: Sequence[Evidence]) -> ItemStatus:
        """Parts of the self-report (Mẫu 02) that are still empty."""
        report = self.dossier.report
        if need.text == WHOLE_REPORT:
            empty: list[ReportSection] = [
                section
                for section in missing_sections(self.dossier.kind, report)
                if section != ReportSection.CHANGES  # has a requirement of its own
            ]
        else:
            section = ReportSection(need.text)
            empty = [] if str(report.get(section, "")).strip() else [section]
        lacking = [_("Chưa viết: %s.") % "; ".join(str(section.label) for section in empty)] if empty else []
        if need.text == WHOLE_REPORT:
            lacking += self._marks()
        return ItemStatus(need, tuple(papers), MISSING if lacking else OK, " ".join(lacking))

    def _marks(self) -> list[str]:
        """Criteria the producer has not marked yet (Mẫu 02, part III)."""
        score = self_score_of(self.dossier, self.today)
        if score is None or score.is_whole:
            return []
        facts = {"answered": score.answered, "count": score.count}
        return [_("Tự chấm điểm mới được %(answered)d/%(count)d tiêu chí.") % facts]

    def _samples(self, need: Requirement, papers: Sequence[Evidence]) -> ItemStatus:
        """Samples handed in; sensory criteria are judged on them."""
        count = self.dossier.samples or 0
        if count >= SAMPLES:
            text = _("Hội đồng đánh giá trên sản phẩm mẫu.") if need.is_gate else ""
            return ItemStatus(need, tuple(papers), OK, text)
        lacking = _("Còn thiếu %s sản phẩm mẫu.") % two_digits(SAMPLES - count)
        return ItemStatus(need, tuple(papers), MISSING, lacking)


def _names(kinds: Sequence[EvidenceKind]) -> str:
    return " / ".join(str(EvidenceKind(kind).label) for kind in kinds)
