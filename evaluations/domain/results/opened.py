"""What can be read of an entry once the chair has opened a round: its sheets, their scores, who lies too far apart."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...enums import Opinion, SheetState
from ...models import ScoreSheet, SessionEntry
from ..lawpacks import Pack, Sheet
from ..scoring import Score, parse_answers, parse_flags, score, spread_pairs
from ..sheets import law_of


class Pair(NamedTuple):
    """Two sheets whose totals differ by more points than the rules of procedure allow."""

    first: ScoreSheet
    second: ScoreSheet
    difference: int


class Law(NamedTuple):
    """The pack and sheet pinned for an entry."""

    pack: Pack
    form: Sheet

    @classmethod
    def of(cls, entry: SessionEntry) -> "Law":
        """LookupError, PackError when they are not there."""
        return cls(*law_of(entry))


def opened_sheets(entry: SessionEntry, number: int | None = None) -> list[ScoreSheet]:
    """The sheets of a round (the newest opened one), by the order of the members; none of a round still blind."""
    number = entry.opened_round if number is None else number
    if not 0 < number <= entry.opened_round:
        return []
    rows = ScoreSheet.objects.filter(entry=entry, round=number, state=SheetState.SUBMITTED)
    return list(rows.select_related("member").order_by("member__order", "member_id"))


def scores_of(law: Law, sheets: Iterable[ScoreSheet]) -> list[Score]:
    """Each sheet through the engine again."""
    return [
        score(law.pack, law.form, parse_answers(law.form, sheet.answers), parse_flags(law.form, sheet.flags))
        for sheet in sheets
    ]


def spread_of(entry: SessionEntry, sheets: Sequence[ScoreSheet] | None = None) -> list[Pair]:
    """Pairs of the newest opened round beyond `session.max_spread` points; none where the rules set no limit."""
    limit = entry.session.max_spread
    if limit is None:
        return []
    rows = {sheet.pk: sheet for sheet in (opened_sheets(entry) if sheets is None else sheets)}
    totals = {pk: sheet.total or 0 for pk, sheet in rows.items()}
    return [Pair(rows[one], rows[two], abs(totals[one] - totals[two])) for one, two in spread_pairs(totals, limit)]


def opinions_differ(sheets: Iterable[ScoreSheet]) -> bool:
    """Whether a written opinion calls for a meeting: somebody does not agree (QĐ 26/2026, Điều 7.6d)."""
    return any(sheet.opinion == Opinion.DISAGREE for sheet in sheets)
