"""A council that scores: members with accounts, entries of set 4 of QĐ 26/2026, whole sheets of any total."""

from dataclasses import dataclass, field
from typing import Any

from evaluations.domain.lawpacks import load_pack
from evaluations.domain.results import Conclusion, conclude, gates_of, open_marks
from evaluations.domain.sheets import save_sheet, submit_sheet
from evaluations.enums import CouncilRole, SessionMode, SessionState
from evaluations.models import CouncilMember, CouncilSession, ScoreSheet, SessionEntry
from ocop.accounts.enums import Role
from tests import factories as make

PACK = load_pack("qd-26-2026")
FORM = PACK.sheet(4)
LEAVES = [leaf for _path, leaf in FORM.leaves()]


def best(sheet: Any = FORM) -> dict[str, Any]:
    """The highest option everywhere: 100 points."""
    return {leaf.code: max(range(len(leaf.options)), key=lambda i: leaf.options[i].points) for leaf in leaves_of(sheet)}


def leaves_of(sheet: Any) -> list[Any]:
    return [leaf for _path, leaf in sheet.leaves()]


def lowered(points: int, *, keep: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Answers of 100 - `points` in total; criteria without marks of stars first, those in `keep` never."""
    answers, left = best(), points
    for leaf in sorted(LEAVES, key=lambda one: (one.first_star() is not None, one.applies_if is not None)):
        if leaf.code in keep or leaf.code == "5.1":
            continue
        top = max(option.points for option in leaf.options)
        steps = {top - option.points: number for number, option in enumerate(leaf.options)} | {top: None}
        down = max(step for step in steps if step <= left)
        answers[leaf.code], left = steps[down], left - down
    assert left == 0
    return answers


@dataclass
class Room:
    """`members[0]` chairs, `members[1]` is the secretary; each has an account of the same order in `users`."""

    size: int = 3
    dossiers: int = 1
    mode: str = SessionMode.MEETING
    facts: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.council = make.make_council()
        roles = [CouncilRole.CHAIR, CouncilRole.SECRETARY, *[CouncilRole.MEMBER] * self.size]
        self.users = [make.make_user(Role.COUNCIL_MEMBER, self.council.unit) for _ in range(self.size)]
        self.members: list[CouncilMember] = [
            make.make_council_member(self.council, user, role=role, order=number)
            for number, (user, role) in enumerate(zip(self.users, roles, strict=False))
        ]
        facts = {"state": SessionState.SCORING, "mode": self.mode, "max_spread": 10, **self.facts}
        self.session: CouncilSession = make.make_session(self.council, **facts)
        self.entries: list[SessionEntry] = [make.make_entry(self.session, order=n) for n in range(self.dossiers)]

    @property
    def chair(self) -> Any:
        return self.users[0]

    @property
    def entry(self) -> SessionEntry:
        return SessionEntry.objects.select_related("session").get(pk=self.entries[0].pk)

    def save(self, number: int, answers: dict[str, Any], entry: int = 0, **more: Any) -> ScoreSheet:
        """A draft of one member."""
        pk = self.entries[entry].pk
        return save_sheet(actor=self.users[number], entry_id=pk, revision=None, answers=answers, **more)

    def submit(self, number: int, points: int = 80, entry: int = 0, **more: Any) -> ScoreSheet:
        """A whole sheet of so many points, handed in."""
        self.save(number, lowered(100 - points), entry, **more)
        return submit_sheet(actor=self.users[number], entry_id=self.entries[entry].pk)

    def submit_all(self, *points: int, entry: int = 0) -> None:
        """One sheet a member."""
        for number, total in enumerate(points):
            self.submit(number, total, entry)


def as_majority(entry: SessionEntry, **changed: tuple[bool, str]) -> list[Conclusion]:
    """The majority's conclusions; `changed`: GateLine.key with _ for - and . → (is_met, reason)."""
    found = []
    for line in gates_of(entry):
        name = line.key.replace("-", "_").replace(".", "_")
        is_met, reason = changed.get(name, (line.majority_met, "" if line.majority_met or line.star else "như phiếu"))
        found.append(Conclusion(line.criterion, line.kind, line.star, is_met, reason))
    return found


def finish(room: Room, *totals: int, entry: int = 0, **changed: tuple[bool, str]) -> SessionEntry:
    """Sheets in, marks open, the majority concluded."""
    room.submit_all(*totals, entry=entry)
    opened = open_marks(actor=room.chair, entry_id=room.entries[entry].pk)
    given = as_majority(opened, **changed)
    return conclude(actor=room.chair, entry_id=opened.pk, conclusions=given, spread_note="đã thảo luận")
