"""What stands beside each criterion of a member's sheet: the producer's own mark and papers, the commune's words, and
in a later round what the member said before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from products.domain.dossiers.handed_in import HandedIn
from products.enums import ReportSection
from products.models import Evidence

from ..enums import CouncilRole, InterestGround, SessionMode, SessionState, SheetState
from ..models import InterestDeclaration, ScoreSheet, Seat, SessionEntry
from .lawpacks import Sheet
from .self_assessment import label_of, readable
from .sessions.roles import may_score, seat_of

CRITERION = "criterion:"


@dataclass(frozen=True)
class Former:
    """What the member chose in an earlier round."""

    round: int
    points: int
    label: str
    note: str


@dataclass(frozen=True)
class Beside:
    """`label` and `points` of the producer's own mark (None: not marked), the description, the papers; `commune`: what
    the commune's report says on this content ("described", "assessed")."""

    label: str = ""
    points: int | None = None
    note: str = ""
    papers: list[Evidence] = field(default_factory=list)
    commune: Mapping[str, str] | None = None
    former: list[Former] = field(default_factory=list)


def own_entry(user: Any, pk: int) -> tuple[SessionEntry, Seat]:
    """The entry and the account's own scoring seat; SessionEntry.DoesNotExist for everybody else, administrators and
    the chair among them (the chair has a sheet of her own)."""
    rows = SessionEntry.objects.visible_to(user).select_related("session__council", "dossier__product__producer")
    entry = rows.get(pk=pk)
    seat = own_seat(user, entry)
    if seat is None:
        raise SessionEntry.DoesNotExist
    return entry, seat


def own_seat(user: Any, entry: SessionEntry) -> Seat | None:
    """The scoring seat of the account in the entry's session once scoring has begun; None for everybody else."""
    if entry.session.state not in (SessionState.SCORING, SessionState.CLOSED) or not entry.law_pack:
        return None
    seat = seat_of(user, entry.session)
    return seat if seat is not None and seat.role != CouncilRole.ADVISER else None


def why_closed(user: Any, entry: SessionEntry, seat: Seat) -> str:
    """Why the person may not fill in the sheet now, in words; "" when she may."""
    if may_score(user, entry):
        return ""
    interest = InterestDeclaration.objects.filter(entry=entry, member=seat.member).first()
    if interest is not None:
        ground = InterestGround(interest.ground).label
        return _("Phiếu này đóng với bạn vì lợi ích liên quan đã khai: %s.") % ground
    if entry.session.state != SessionState.SCORING:
        return _("Phiên họp đã kết thúc.")
    if entry.concluded_at is not None or entry.opened_round >= entry.round:
        return _("Chủ tịch hội đồng đã mở kết quả của hồ sơ này, không sửa phiếu được nữa.")
    if entry.session.mode != SessionMode.WRITTEN and not seat.is_present:
        return _("Bạn chưa được điểm danh có mặt ở phiên họp nên chưa chấm được.")
    return _("Bạn là người của chủ thể nên không chấm hồ sơ này.")


def is_kept_away(user: Any, entry: SessionEntry, seat: Seat) -> bool:
    """Whether an interest closes the producer's papers to the member: declared, or of the producer's own people."""
    if InterestDeclaration.objects.filter(entry=entry, member=seat.member).exists():
        return True
    return bool(entry.dossier.product.producer.members.filter(user=user).exists())


def papers_open(user: Any, entry: SessionEntry) -> bool:
    """Whether the papers handed in may be read: a scoring seat, while the session scores, without an interest."""
    seat = own_seat(user, entry)
    if seat is None or entry.session.state != SessionState.SCORING:
        return False
    return not is_kept_away(user, entry, seat)


def beside_of(entry: SessionEntry, sheet: Sheet, seat: Seat, found: HandedIn | None) -> dict[str, Beside]:
    """By criterion, from what was handed in; one query in a later round."""
    lines, notes, topics = _words(entry, found)
    former = _former(entry, sheet, seat)
    result = {}
    for _path, leaf in sheet.leaves():
        line = lines.get(leaf.code, ["", "", "", None])
        result[leaf.code] = Beside(
            label=line[2],
            points=line[3],
            note=notes.get(leaf.code, ""),
            papers=found.papers.get(CRITERION + leaf.code, []) if found else [],
            commune=topics.get(leaf.commune_topic) if leaf.commune_topic else None,
            former=former.get(leaf.code, []),
        )
    return result


def common_papers(found: HandedIn) -> tuple[list[tuple[str, str]], list[Evidence]]:
    """(texts of the self-report as (title, text), papers shown for no single criterion) of what was handed in."""
    report = found.content["report"]
    texts = [(str(section.label), report[section]) for section in ReportSection if report.get(section)]
    seen: dict[int, Evidence] = {}
    for requirement, papers in found.papers.items():
        if not requirement.startswith(CRITERION):
            seen.update({paper.pk: paper for paper in papers})
    return texts, list(seen.values())


def _words(entry: SessionEntry, found: HandedIn | None) -> tuple[dict[str, Any], dict[str, str], dict[str, Any]]:
    """(marks, descriptions, the commune's contents) of a submission; marks only when they are on the same sheet."""
    if found is None:
        return {}, {}, {}
    marks = found.content.get("assessment")  # submissions before this part existed have none
    topics = (found.content["commune_report"] or {"topics": {}})["topics"]
    if not marks or (marks["law_pack"], marks["product_set"]) != (entry.law_pack, entry.product_set):
        return {}, {}, topics
    return {line[0]: line for line in marks["lines"]}, marks["notes"], topics


def _former(entry: SessionEntry, sheet: Sheet, seat: Seat) -> dict[str, list[Former]]:
    """By criterion: the member's own submitted marks of earlier rounds."""
    rows = ScoreSheet.objects.filter(
        entry=entry, member=seat.member, round__lt=entry.round, state=SheetState.SUBMITTED
    ).order_by("round")
    found: dict[str, list[Former]] = {}
    for row in rows if entry.round > 1 else ():
        read = readable(sheet, row.answers)
        for (_path, leaf), points in zip(sheet.leaves(), read.points, strict=True):
            if leaf.code in read.given:
                label = label_of(leaf, read.given[leaf.code])
                found.setdefault(leaf.code, []).append(Former(row.round, points, label, row.notes.get(leaf.code, "")))
    return found
