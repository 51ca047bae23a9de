"""What a council writes: invitation, minutes, report to the chairman, notice of a result.

QĐ 26/2026, Điều 7.3 và 7.6; Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4, 1.5, 1.9, 1.10. Results are read from what
was frozen when the session was closed; before that no paper shows a mark (ADR 0010).
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluations.domain.results.gates import gates_of
from evaluations.domain.results.table import shown_fraction
from evaluations.domain.sessions.roll import quorum_of
from evaluations.enums import CouncilRole, SessionMode, SessionState
from evaluations.models import CouncilSession, EvaluationResult, Seat, SessionEntry
from programs.models import Unit
from reporting.domain.contents.common import committee, head_facts, signer
from reporting.domain.contents.laws import citations
from reporting.domain.contents.signing import COMMITTEE, name_ask, position_ask, recipient_rows, sign_ask, signed
from reporting.domain.kinds import Ask, Content, KindSpec, Params
from reporting.enums import DocumentKind, SubjectKind

COUNCIL_SYMBOL = "HĐOCOP"
"""Abbreviation of the council in symbols: each body sets its own (NĐ 30/2020, Phụ lục I, mục II.3), so it is asked."""
POTENTIAL = 5
"""Stars of a result of 90 points or more: the Ministry decides on them (QĐ 26/2026, Điều 4, 7.3e)."""
LEAST_RECOGNISED = 3


def not_closed(session: CouncilSession) -> str:
    """Marks and results stay unseen until the session is over."""
    if session.state == SessionState.CLOSED:
        return ""
    return _now("lập được khi phiên họp đã kết thúc")


def is_cancelled(session: CouncilSession) -> str:
    return _now("phiên họp đã hủy") if session.state == SessionState.CANCELLED else ""


def council_paper(session: CouncilSession, params: Params) -> Content:
    """What all papers of a council share: it issues in its own name and series, under the committee that founded it."""
    council, year = session.council, session.held_on.year
    parent = committee(council.unit)
    head = head_facts(council.unit, symbol=params["symbol"], year=year, issuer=council.name, parent=parent)
    return (
        head
        | session_facts(session)
        | {
            "signer": council_signer(session),
            "recipients": recipient_rows(params["recipients"]),
            "illustration": int(session.is_illustration),
        }
    )


def chair_of(session: CouncilSession) -> Seat | None:
    """Who presides: the chair if there, else the vice chair."""
    seats = {seat.role: seat for seat in session.seats.all() if _took_part(session, seat)}
    return seats.get(CouncilRole.CHAIR) or seats.get(CouncilRole.VICE_CHAIR)


def _took_part(session: CouncilSession, seat: Seat) -> bool:
    return seat.is_present or session.mode == SessionMode.WRITTEN or session.state == SessionState.PREPARING


def council_signer(session: CouncilSession) -> dict[str, str]:
    """Place in the council, then the office (NĐ 30/2020, Phụ lục I, mục II.7: a body that uses its agency's seal)."""
    seat = chair_of(session)
    deputises = seat is not None and seat.role == CouncilRole.VICE_CHAIR
    place = signer("KT." if deputises else "", head="CHỦ TỊCH", own="PHÓ CHỦ TỊCH", body="HỘI ĐỒNG")
    lines = [line for line in (*place["authority"].splitlines(), place["title"]) if line]
    office = (seat.member.position or "").upper() if seat else ""
    lines += [office] if office else []
    return {"authority": "\n".join(lines[:-1]), "title": lines[-1], "name": seat.member.name if seat else ""}


def session_facts(session: CouncilSession) -> Content:
    """The session itself and who sits in it."""
    seats = sorted(session.seats.all(), key=lambda seat: (seat.member.order, seat.pk))
    return {
        "council": session.council.name,
        "founded": {"number": session.council.decision_number, "on": session.council.decided_on},
        "committee": committee(session.council.unit),
        "session": {"number": session.number, "year": session.year},
        "is_written": session.mode == SessionMode.WRITTEN,
        "held_on": session.held_on,
        "meeting_place": session.place,
        "rules_source": session.rules_source,
        "seats": [
            {
                "name": seat.member.name,
                "position": seat.member.position,
                "body": seat.member.body,
                "role": str(CouncilRole(seat.role).label),
                "is_adviser": seat.role == CouncilRole.ADVISER,
                "is_present": _took_part(session, seat),
                "note": seat.note,
            }
            for seat in seats
        ],
    }


def entry_facts(entry: SessionEntry) -> dict[str, Any]:
    """A dossier of the session as its lists name it."""
    dossier = entry.dossier
    return {
        "product": dossier.product.name,
        "producer": dossier.product.producer.name,
        "place": dossier.unit.name,
        "kind": str(dossier.get_kind_display()),
        "star_sought": dossier.star_sought,
    }


def entries_of(session: CouncilSession) -> list[SessionEntry]:
    related = ("dossier__product__producer", "dossier__unit", "result", "session")
    return list(session.entries.select_related(*related).prefetch_related("interests__member", "rounds"))


def result_facts(result: EvaluationResult) -> dict[str, Any]:
    """A frozen result in words: mean cut and never rounded up, stars, what was not met."""
    rounds = result.content.get("rounds", [])
    totals = [sheet["total"] for held in rounds[-1:] for sheet in held["sheets"]]
    excluded = result.excluded or {}
    return {
        "points": shown_fraction(str(Fraction(result.points_sum, result.sheet_count))) if result.sheet_count else "",
        "sheets": result.sheet_count,
        "lowest": min(totals, default=None),
        "highest": max(totals, default=None),
        "rounds": len(rounds),
        "band_star": result.band_star,
        "star": result.star,
        "excluded": excluded.get("reason", ""),
        "failed": [
            {"criterion": gate["criterion"], "star": gate["star"], "needs": gate["needs"]}
            for gate in result.failed_gates
        ],
        "note": result.content.get("note") or "",
        "spread_note": result.content.get("spread_note") or "",
    }


def judged_facts(entries: Sequence[SessionEntry]) -> list[dict[str, Any]]:
    """Every dossier of a closed session with its result, or why it was sent back without one."""
    rows = []
    for entry in entries:
        result = getattr(entry, "result", None)
        interests = [f"{one.member.name} ({one.get_ground_display()})" for one in entry.interests.all()]
        rows.append(
            entry_facts(entry)
            | {
                "result": result_facts(result) if result else None,
                "returned": entry.note if result is None else "",
                "interests": interests,
            }
        )
    return rows


def _packs(entries: Iterable[SessionEntry]) -> list[str]:
    return citations(entry.law_pack for entry in entries if entry.law_pack)


def _symbol_ask(kind: str, body: str = COUNCIL_SYMBOL) -> Ask:
    return Ask("symbol", _("Ký hiệu"), required=True, limit=40, initial=lambda record: f"{kind}-{body}")


def _recipients_ask(lines: Sequence[Any]) -> Ask:
    return Ask("recipients", _("Nơi nhận"), "lines", initial=lambda record: [str(line) for line in lines])


def _invitation_asks(session: CouncilSession) -> tuple[Ask, ...]:
    count = session.entries.count()
    content = _now("Đánh giá, phân hạng %d sản phẩm OCOP (danh sách kèm theo).") % count
    guests = [_seat_words(seat) for seat in session.seats.select_related("member")]
    return (
        _symbol_ask("GM"),
        Ask("starts_at", _("Thời gian bắt đầu"), initial=lambda record: "08 giờ 00 phút", limit=60),
        Ask("content", _("Nội dung"), "lines", required=True, initial=lambda record: [content]),
        Ask(
            "guests",
            _("Kính mời"),
            "lines",
            required=True,
            initial=lambda record: guests,
            help=_("Mỗi người một dòng."),
        ),
        _recipients_ask((_("Như trên"), _("Lưu: VT, HĐ"))),
    )


def _seat_words(seat: Seat) -> str:
    member = seat.member
    office = ", ".join(part for part in (member.position, member.body) if part)
    return f"{member.name}{f' – {office}' if office else ''}"


def invitation(session: CouncilSession, params: Params) -> Content:
    entries, chair = entries_of(session), chair_of(session)
    return council_paper(session, params) | {
        "chair": _seat_words(chair) if chair else "",
        "starts_at": params["starts_at"],
        "content": params["content"],
        "guests": params["guests"],
        "entries": [entry_facts(entry) for entry in entries],
    }


def _minutes_asks(session: CouncilSession) -> tuple[Ask, ...]:
    return (
        _symbol_ask("BB"),
        Ask("starts_at", _("Thời gian bắt đầu"), limit=60, initial=lambda record: "08 giờ 00 phút"),
        Ask("ends_at", _("Kết thúc vào"), limit=60, help=_("Ví dụ: 16 giờ 30 phút, ngày 15 tháng 8 năm 2026.")),
        Ask("secretary", _("Thư ký"), limit=120, initial=_secretary),
        Ask("discussion", _("Ý kiến tại phiên họp"), "lines", limit=2000),
        _recipients_ask((_("Chủ tịch UBND (b/c)"), _("Các thành viên Hội đồng"), _("Lưu: VT, HĐ"))),
    )


def _secretary(session: CouncilSession) -> str:
    seats = session.seats.select_related("member").filter(role=CouncilRole.SECRETARY)
    return next((seat.member.name for seat in seats), "")


def minutes(session: CouncilSession, params: Params) -> Content:
    entries, chair, quorum = entries_of(session), chair_of(session), quorum_of(session)
    names = ("starts_at", "ends_at", "secretary", "discussion")
    return (
        council_paper(session, params)
        | {name: params[name] for name in names}
        | {
            "chair": _seat_words(chair) if chair else "",
            "quorum": {"present": quorum.present, "seats": quorum.seats, "percent": quorum.percent},
            "bases": _packs(entries),
            "entries": judged_facts(entries),
            "gates": [_gates(entry) for entry in entries if getattr(entry, "result", None)],
        }
    )


def _gates(entry: SessionEntry) -> dict[str, Any]:
    """Every gate of a dossier: majority and mean beside the council's conclusion (rules.md §8)."""
    lines = [
        {
            "criterion": line.criterion,
            "title": line.title,
            "needs": _now("%(star)d sao: từ %(needs)d điểm") % {"star": line.star, "needs": line.needs}
            if line.star
            else line.words,
            "mean": line.shown_mean,
            "majority": f"{line.met_by}/{line.of}",
            "conclusion": str(line.word),
            "reason": line.reason,
        }
        for line in gates_of(entry)
    ]
    return {"product": entry.dossier.product.name, "lines": lines}


def _report_asks(session: CouncilSession) -> tuple[Ask, ...]:
    head = _now("Chủ tịch %s") % committee(session.council.unit)
    return (
        _symbol_ask("BC"),
        Ask("addressee", _("Kính gửi"), required=True, initial=lambda record: head),
        Ask("remarks", _("Nhận xét chung"), "lines", limit=2000),
        _recipients_ask((_("Như trên"), _("Các thành viên Hội đồng"), _("Lưu: VT, HĐ"))),
    )


def council_report(session: CouncilSession, params: Params) -> Content:
    entries = entries_of(session)
    return council_paper(session, params) | {
        "addressee": params["addressee"],
        "remarks": params["remarks"],
        "bases": _packs(entries),
        "entries": judged_facts(entries),
    }


def _council_unit(result: EvaluationResult) -> Unit:
    return result.entry.session.council.unit


def _notice_asks(result: EvaluationResult) -> tuple[Ask, ...]:
    return (
        _symbol_ask("TB", "UBND"),
        position_ask(_council_unit, otherwise=lambda record: _now("Chủ tịch"), limit=150),
        sign_ask(lambda record: "", _council_unit),
        name_ask(_council_unit, "signer", limit=120),
        _recipients_ask((_("UBND cấp xã và chủ thể nêu trên"), _("Hội đồng đánh giá, phân hạng"), _("Lưu: VT"))),
    )


def result_notice(result: EvaluationResult, params: Params) -> Content:
    """Written notice to the commune and the producer (QĐ 26/2026, Điều 7.3g)."""
    entry = result.entry
    session, item = entry.session, result.own_item
    decision = item.decision if item and item.decision.number else None
    return head_facts(session.council.unit, symbol=params["symbol"], year=result.decided_on.year) | {
        "signer": signed(params, position=params["position"], name=params["signer"], body=COMMITTEE),
        "recipients": recipient_rows(params["recipients"]),
        "illustration": int(session.is_illustration),
        "council": session.council.name,
        "committee": committee(session.council.unit),
        "decided_on": result.decided_on,
        "decision": {"number": decision.number, "on": decision.decided_on} if decision else None,
        "bases": citations([result.law_pack]),
        "entry": entry_facts(entry) | {"result": result_facts(result)},
    }


SPECS = {
    DocumentKind.INVITATION: KindSpec(
        SubjectKind.SESSION, invitation, asks=_invitation_asks, missing=is_cancelled, issuable=True
    ),
    DocumentKind.MINUTES: KindSpec(SubjectKind.SESSION, minutes, asks=_minutes_asks, missing=not_closed, issuable=True),
    DocumentKind.COUNCIL_REPORT: KindSpec(
        SubjectKind.SESSION, council_report, asks=_report_asks, missing=not_closed, issuable=True
    ),
    DocumentKind.RESULT_NOTICE: KindSpec(SubjectKind.RESULT, result_notice, asks=_notice_asks, issuable=True),
}
