"""The gates of a sheet before the council: what its members' sheets say by majority, what the council concludes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from ...enums import GateKind
from ...models import GateConclusion, SessionEntry
from ..lawpacks import Sheet
from ..scoring import (
    Conclusions,
    CouncilScore,
    Score,
    council_score,
    exclusion,
    gate_majorities,
    ground_majorities,
    shown_total,
)
from .opened import Law, opened_sheets, scores_of

Key = tuple[str, str, int | None]
"""(criterion, kind, star)."""


@dataclass(frozen=True)
class GateLine:
    """One gate: `met_by` of `of` sheets meet it (or see no ground to exclude), `mean` of the criterion beside it.

    `kind` "star": `needs` points for `star` or more; "reject", "stop": a ground of the sheet in its `words`, `is_met`
    False = concluded. `is_met` is the council's conclusion, before it the majority's; `is_stored` which.
    """

    criterion: str
    title: str
    kind: str
    star: int | None
    needs: int | None
    mean: Fraction
    met_by: int
    of: int
    majority_met: bool
    is_met: bool
    reason: str = ""
    words: str = ""
    is_stored: bool = False

    @property
    def key(self) -> str:
        """Name of its field in forms: "star-3-1.2", "reject--1.1"."""
        return f"{self.kind}-{self.star or ''}-{self.criterion}"

    @property
    def shown_mean(self) -> str:
        """The mean as shown: cut, never rounded up."""
        return shown_total(self.mean)

    @property
    def word(self) -> str:
        """The conclusion in a word."""
        words = {
            GateKind.STAR: (_("đạt"), _("không đạt")),
            GateKind.REJECT: (_("không loại"), _("loại hồ sơ")),
            GateKind.STOP: (_("không dừng"), _("dừng đánh giá")),
        }
        return words[GateKind(self.kind)][0 if self.is_met else 1]

    @property
    def identity(self) -> Key:
        """What the database knows it by."""
        return self.criterion, self.kind, self.star


def gates_of(entry: SessionEntry) -> list[GateLine]:
    """Every mark of stars up to 5, then every ground of the sheet; empty before the present round is open."""
    if entry.opened_round < entry.round:
        return []
    law = Law.of(entry)
    return gate_lines(law.form, scores_of(law, opened_sheets(entry)), stored_conclusions(entry))


def stored_conclusions(entry: SessionEntry) -> dict[Key, GateConclusion]:
    """What the council has concluded so far."""
    return {(row.criterion, row.kind, row.star): row for row in entry.conclusions.all()}


def gate_lines(form: Sheet, scores: Sequence[Score], stored: Mapping[Key, GateConclusion]) -> list[GateLine]:
    """The lines from sheets already read; by star, then the grounds («loại» first), in printed order."""
    titles = {leaf.code: leaf.title for _above, leaf in form.leaves()}
    lines = [
        GateLine(
            criterion=row.criterion,
            title=titles[row.criterion],
            kind=GateKind.STAR,
            star=row.star,
            needs=row.needs,
            mean=row.mean,
            met_by=row.met_by,
            of=row.of,
            majority_met=row.is_met,
            is_met=row.is_met,
        )
        for row in gate_majorities(form, scores)
    ]
    return [_concluded(line, stored.get(line.identity)) for line in [*lines, *_grounds(form, scores, titles)]]


def _grounds(form: Sheet, scores: Sequence[Score], titles: Mapping[str, str]) -> list[GateLine]:
    """Every ground the sheet has, and those that 0 points of somebody raise (QĐ 26/2026, set 16)."""
    said = {(row.ground.criterion, str(row.ground.kind)): row for row in ground_majorities(form, scores)}
    printed = [(leaf.code, leaf.gate) for _above, leaf in form.leaves()]
    keys = [(code, gate) for code, gate in printed if gate]
    keys += [key for key in said if key not in keys]
    order = [code for code, _kind in printed]
    lines = []
    for code, kind in sorted(keys, key=lambda key: (key[1] != GateKind.REJECT, order.index(key[0]))):
        row = said.get((code, kind))
        met = row is None or not row.is_concluded
        lines.append(
            GateLine(
                criterion=code,
                title=titles[code],
                kind=GateKind(kind),
                star=None,
                needs=None,
                mean=Fraction(sum(one.points[code] for one in scores), len(scores)),
                met_by=len(scores) - (row.said_by if row else 0),
                of=len(scores),
                majority_met=met,
                is_met=met,
                words=exclusion(form, code, kind).reason,
            )
        )
    return lines


def _concluded(line: GateLine, row: GateConclusion | None) -> GateLine:
    if row is None:
        return line
    facts = {**line.__dict__, "is_met": row.is_met, "reason": row.reason, "is_stored": True}
    return GateLine(**facts)


def conclusions_of(form: Sheet, lines: Sequence[GateLine]) -> Conclusions:
    """The lines as the engine reads them."""
    stars = {(line.criterion, line.star): line.is_met for line in lines if line.kind == GateKind.STAR and line.star}
    grounds = [line for line in lines if line.kind != GateKind.STAR and not line.is_met]
    return Conclusions(stars, tuple(exclusion(form, line.criterion, line.kind) for line in grounds))


def outcome_of(law: Law, scores: Sequence[Score], lines: Sequence[GateLine]) -> CouncilScore:
    """The rank by the exact mean of the totals and the conclusions in the lines."""
    return council_score(law.pack, law.form, scores, conclusions_of(law.form, lines))
