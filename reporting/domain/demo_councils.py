"""Illustration of evaluation: a council of the province with a session closed, one being scored and one in preparation.

Everything goes through the verbs of the app, by the accounts of the demonstration; members without one of those have
accounts nobody can sign in to. All of it is marked as illustration and made once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from evaluations.domain.councils.councils import create_council
from evaluations.domain.councils.members import account_role, add_member
from evaluations.domain.councils.procedure import set_rules
from evaluations.domain.lawpacks import Sheet
from evaluations.domain.results import Conclusion, close_session, conclude, gates_of, open_all, start_next_round
from evaluations.domain.sessions.batch import add_entries
from evaluations.domain.sessions.begin import begin_scoring
from evaluations.domain.sessions.interests import declare_interest
from evaluations.domain.sessions.roll import mark_attendance
from evaluations.domain.sessions.sessions import create_session
from evaluations.domain.sheets import law_of, save_sheet, submit_sheet
from evaluations.enums import CouncilLevel, CouncilRole
from evaluations.models import Council, CouncilMember, CouncilSession, EvaluationResult, SessionEntry
from ocop.accounts.models import Grant, User
from ocop.site.workdays import work_calendar
from programs.models import Unit

from .demo_batches import BATCHES, CLOSED, PREPARING, SCORING, WORKSHOP, assess_open, load_batch, load_producers
from .demo_dossiers import COOPERATIVE, SENTENCE, day_ago
from .demo_marks import answers_for, half_of, mark_of
from .demo_recognitions import load_decisions, load_lives

NAME = "Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Thanh Hóa (minh họa)"
FOUNDED = 150
AGAIN = "Tổng điểm giữa hai thành viên chênh nhau quá 10 điểm, hội đồng thảo luận và chấm lại (minh họa)"
R = CouncilRole


@dataclass(frozen=True)
class Person:
    """A place in the council. `account`: one of the demonstration, or made for it when nobody has that name."""

    account: str
    name: str
    position: str
    body: str
    role: CouncilRole


PEOPLE = (
    Person("lanhdao.tinh", "Lãnh đạo ký (minh họa)", "Lãnh đạo tỉnh", "Ủy ban nhân dân tỉnh", R.CHAIR),
    Person("hoidong.mau1", "Trần Văn Mẫu (minh họa)", "Phó Giám đốc", "Sở Nông nghiệp và Môi trường", R.VICE_CHAIR),
    Person("hoidong.mau2", "Lê Thị Mẫu (minh họa)", "Chánh Văn phòng", "Văn phòng Điều phối", R.SECRETARY),
    Person("hoidong", "Thành viên hội đồng (minh họa)", "Trưởng phòng", "Sở Khoa học và Công nghệ", R.MEMBER),
    Person("hoidong.mau3", "Phạm Văn Mẫu (minh họa)", "Phó Trưởng phòng", "Sở Công Thương", R.MEMBER),
    Person("hoidong.mau4", "Hoàng Thị Mẫu (minh họa)", "Chuyên viên chính", "Sở Y tế", R.MEMBER),
    Person("totuvan", "Tổ tư vấn (minh họa)", "Tổ trưởng", "Tổ tư vấn", R.ADVISER),
)
"""Six who score, in the order of the totals below, and the advisory team."""


@dataclass(frozen=True)
class Judged:
    """How the council comes to a result: `totals` by member (None = no sheet), rounds before them, the star aimed at.

    `missed_by` of them leave the mark `mark` of `star` just unmet; `overruled`: the council concludes that it is met.
    """

    star: int
    totals: tuple[int | None, ...]
    before: tuple[int, ...] = ()
    missed_by: int = 0
    mark: int = 0
    overruled: bool = False

    def missed(self, sheet: Sheet) -> str:
        """The criterion they leave unmet; "" for none."""
        return mark_of(sheet, self.star, self.mark) if self.missed_by else ""


JUDGED = (
    Judged(4, (75, 78, 77, 79, 77), before=(64, 80, 78, 82, 79)),
    Judged(3, (62, 60, 64, 59, 63), missed_by=3, mark=3, overruled=True),
    Judged(2, (44, 42, 46, 43, None)),
    Judged(5, (93, 92, 94, 93, 95)),
    Judged(4, (77, 76, 78, 75, 77), missed_by=5),
)
"""In the order of BATCHES[CLOSED]; the last one has the points of four stars and misses a mark."""

UNDER_WAY: tuple[tuple[int | None, ...], ...] = (
    (66, 63, 61, 64, 62, 65),
    (79, 76, 74, None, None, None),
    (None, 61, 58, None, None, None),
)
"""Sheets handed in so far in the session being scored; of the second one the account `hoidong` has half."""
HALF = 1


@transaction.atomic
def load_demo_councils(accounts: Mapping[str, User]) -> dict[str, int]:
    """Make everything once; needs the dossiers of the illustration. Returns {"sessions", "results"} newly made."""
    if Council.objects.filter(is_illustration=True).exists():
        return {"sessions": 0, "results": 0}
    today = timezone.localdate()
    producers = load_producers(today)
    assess_open(producers[COOPERATIVE])
    council = _council(accounts["dieuphoi.tinh"], today)
    members = _members(council, accounts)
    room = _Room(council, members, accounts)
    batches = {ago: load_batch(ago, producers, today, accounts) for ago in BATCHES}
    days = {CLOSED: day_ago(today, CLOSED), SCORING: _back(today), PREPARING: day_ago(today, PREPARING)}
    sessions = {ago: room.session(days[ago], [one.pk for one in batches[ago]]) for ago in BATCHES}
    results = room.judge(sessions[CLOSED])
    room.score_some(sessions[SCORING])
    load_decisions({one.dossier.product.name: one for one in results}, council.unit, today)
    load_lives(producers[WORKSHOP], today)
    return {"sessions": len(sessions), "results": len(results)}


def _council(organiser: User, today: date) -> Council:
    """The province's council, with its rules of procedure from the first day."""
    founded = day_ago(today, FOUNDED)
    council = create_council(
        actor=organiser,
        level=CouncilLevel.PROVINCE,
        unit=Unit.objects.on(founded).get(code="38"),
        name=NAME,
        decision_number="305/QĐ-MINHHOA",
        decided_on=founded,
        is_illustration=True,
    )
    set_rules(
        actor=organiser,
        council_id=council.pk,
        valid_from=founded,
        source="Quy chế làm việc của Hội đồng (minh họa)",
        quorum_percent=75,
        needs_chair=True,
        max_spread=10,
    )
    return council


def _members(council: Council, accounts: Mapping[str, User]) -> list[CouncilMember]:
    """Everybody of PEOPLE with the role of the account that goes with the place."""
    found = []
    for person in PEOPLE:
        user = accounts.get(person.account) or _nobody(person)
        role = account_role(person.role)
        Grant.objects.get_or_create(
            user=user, role=role, unit=council.unit, defaults={"valid_from": council.decided_on, "note": "minh họa"}
        )
        found.append(
            add_member(
                actor=None,
                council_id=council.pk,
                user=user,
                name=person.name,
                position=person.position,
                body=f"{person.body} tỉnh Thanh Hóa" if person.body.startswith("Sở") else person.body,
                role=person.role,
                valid_from=council.decided_on,
            )
        )
    return found


def _nobody(person: Person) -> User:
    """An account without a password, a mail or a button on the login page: nobody can sign in to it."""
    user, made = User.objects.get_or_create(
        username=person.account, defaults={"full_name": person.name, "position": person.position}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def _back(today: date) -> date:
    """Today or the last working day before: scoring cannot begin on a day to come."""
    calendar, day = work_calendar(), today
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


@dataclass(frozen=True)
class _Room:
    """The council at work."""

    council: Council
    members: Sequence[CouncilMember]
    accounts: Mapping[str, User]

    @property
    def chair(self) -> User:
        return self.members[0].user

    @property
    def scorers(self) -> list[CouncilMember]:
        return [member for member in self.members if member.scores]

    def session(self, held_on: date, dossier_ids: list[int]) -> CouncilSession:
        """A session under preparation with its batch."""
        session = create_session(
            actor=self.accounts["dieuphoi.tinh"],
            council_id=self.council.pk,
            held_on=held_on,
            place="Phòng họp số 2 (minh họa)",
            is_illustration=True,
        )
        add_entries(actor=None, session_id=session.pk, dossier_ids=dossier_ids)
        return session

    def begin(self, session: Any, absent: int = 0) -> list[SessionEntry]:
        """The roll is called, the last `absent` of those who score are away, and scoring begins."""
        organiser = self.accounts["dieuphoi.tinh"]
        away = {member.pk for member in self.scorers[len(self.scorers) - absent :]}
        seats = list(session.seats.all())
        mark_attendance(
            actor=organiser,
            session_id=session.pk,
            present={seat.pk: seat.member_id not in away for seat in seats},
            notes={seat.pk: "đi công tác (minh họa)" for seat in seats},
        )
        begin_scoring(actor=organiser, session_id=session.pk)
        return list(SessionEntry.objects.filter(session=session).select_related("dossier__product"))

    def judge(self, session: CouncilSession) -> list[EvaluationResult]:
        """The whole way of a session: sheets, opening, a second round, conclusions, closing."""
        entries = _ordered(self.begin(session, absent=1), CLOSED)
        _declare(entries[2], self.scorers[4])
        for entry, judged in zip(entries, JUDGED, strict=True):
            self._hand_in(entry, judged, judged.before or judged.totals)
        open_all(actor=self.chair, session_id=session.pk)
        for entry, judged in zip(entries, JUDGED, strict=True):
            if judged.before:
                reason = (
                    "Tổng điểm giữa hai thành viên chênh nhau quá 10 điểm, hội đồng thảo luận và chấm lại (minh họa)"
                )
                start_next_round(actor=self.chair, entry_id=entry.pk, reason=reason)
                self._hand_in(entry, judged, judged.totals)
        open_all(actor=self.chair, session_id=session.pk)
        for entry, judged in zip(entries, JUDGED, strict=True):
            _conclude(self.chair, entry, judged)
        close_session(actor=self.chair, session_id=session.pk)
        return list(EvaluationResult.objects.filter(entry__session=session).select_related("dossier__product"))

    def score_some(self, session: CouncilSession) -> None:
        """Sheets of UNDER_WAY, and half of one by the account `hoidong`."""
        entries = _ordered(self.begin(session), SCORING)
        for entry, totals in zip(entries, UNDER_WAY, strict=True):
            self._hand_in(entry, Judged(3, totals), totals)
        _pack, sheet = law_of(SessionEntry.objects.get(pk=entries[HALF].pk))
        answers = half_of(answers_for(sheet, 75, star=3, lean=3))
        user = self.accounts["hoidong"]
        save_sheet(
            actor=user, entry_id=entries[HALF].pk, revision=None, answers=answers, notes={next(iter(answers)): SENTENCE}
        )

    def _hand_in(self, entry: SessionEntry, judged: Judged, totals: Sequence[int | None]) -> None:
        """The sheet of each member with a total."""
        _pack, sheet = law_of(SessionEntry.objects.get(pk=entry.pk))
        missed = judged.missed(sheet)
        for number, (member, total) in enumerate(zip(self.scorers, totals, strict=False)):
            if total is None:
                continue
            star = judged.star if total >= 70 or judged.star < 4 else 3
            left = missed if number < judged.missed_by else ""
            answers = answers_for(sheet, total, star=star, missed=left, lean=number)
            save_sheet(actor=member.user, entry_id=entry.pk, revision=None, answers=answers, comment=SENTENCE)
            submit_sheet(actor=member.user, entry_id=entry.pk)


def _ordered(entries: list[SessionEntry], ago: int) -> list[SessionEntry]:
    """The entries in the order of their batch."""
    by_name = {entry.dossier.product.name: entry for entry in entries}
    return [by_name[candidate.name] for candidate in BATCHES[ago]]


def _declare(entry: SessionEntry, member: CouncilMember) -> None:
    note = "Người thân làm việc tại hộ kinh doanh (minh họa)"
    declare_interest(actor=member.user, entry_id=entry.pk, member_id=member.pk, note=note)


def _conclude(chair: User, entry: SessionEntry, judged: Judged) -> None:
    """Every gate as the majority has it, but the one that the council overrules with its reason."""
    opened = SessionEntry.objects.select_related("session").get(pk=entry.pk)
    missed = judged.missed(law_of(opened)[1]) if judged.overruled else ""
    said: list[Any] = []
    for line in gates_of(opened):
        if line.criterion == missed and line.star == judged.star:
            reason = "Giấy tờ bổ sung trình tại phiên họp cho thấy đạt yêu cầu, hội đồng thống nhất (minh họa)"
            said.append(Conclusion(line.criterion, line.kind, line.star, True, reason))
        else:
            said.append(Conclusion(line.criterion, line.kind, line.star, line.majority_met))
    conclude(actor=chair, entry_id=entry.pk, conclusions=said, note="Hội đồng thống nhất kết quả (minh họa).")
