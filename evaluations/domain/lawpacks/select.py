"""Which law pack rules a dossier: the decision table of rules.md §2, from the dates and the transition in the packs."""

from dataclasses import dataclass
from datetime import date

from products.enums import DossierKind

from .load import Pack, load_pack, pack_codes


@dataclass(frozen=True)
class Selection:
    """The pack, and for a dossier of the passage to a new decision the last day to finish it under the old one.

    `is_late`: that day has passed, so the old decision has lapsed and the new one rules (its forms are needed).
    """

    code: str
    finish_by: date | None = None
    article: str = ""
    is_late: bool = False


def select_pack(kind: DossierKind, submitted_on: date, evaluated_on: date | None = None) -> Selection:
    """The pack for a dossier handed in on a day and evaluated (or looked at) on another; None = not evaluated yet.

    Raises LookupError for a day before the first national criteria. A dossier handed in before 22/05/2026 and still
    open on that day follows the old rules until 21/07/2026 (re-evaluation: 21/06/2026; QĐ 26/2026, Điều 12.2).
    """
    packs = [load_pack(code) for code in pack_codes()]
    for pack in packs:
        late = _in_transition(pack, DossierKind(kind), submitted_on, evaluated_on)
        if late is not None:
            return late
    for pack in packs:
        start, last = pack.manifest.valid_from, pack.manifest.submitted_to
        if start <= submitted_on and (last is None or submitted_on <= last):
            return Selection(pack.code)
    raise LookupError(f"chưa có bộ tiêu chí quốc gia nào ngày {submitted_on:%d/%m/%Y}")


def _in_transition(pack: Pack, kind: DossierKind, submitted_on: date, evaluated_on: date | None) -> Selection | None:
    """The answer for a dossier caught by the passage to `pack`; None when it is not."""
    rule = pack.manifest.transition
    if rule is None or submitted_on >= rule.submitted_before:
        return None
    if evaluated_on is None or evaluated_on < rule.submitted_before:
        return None
    last = rule.finish_by[kind]
    article = pack.manifest.cite(rule.articles[kind])
    if evaluated_on > last:
        return Selection(pack.code, last, article, is_late=True)
    return Selection(rule.old_pack, last, article)
