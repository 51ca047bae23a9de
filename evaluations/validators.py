"""Checks of one recognition shared by the form, the import and the API. Each raises ValidationError with a code."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.text import format_date, nfc, parse_document_number

from .enums import RecognitionBody
from .rules import STARS, competence_on, competent_bodies

FIRST_DAY = date(2018, 5, 7)
"""QĐ 490/QĐ-TTg started the programme (rules.md §2)."""


def clean_decision_number(text: str) -> str:
    """ "3025/qđ-ubnd" → "3025/QĐ-UBND"."""
    parsed = parse_document_number(nfc(text or ""))
    if parsed is None:
        raise ValidationError(_("Số quyết định có dạng 123/QĐ-UBND."), "decision_number")
    number, symbol = parsed
    return f"{number}/{symbol}"


def check_star(star: int) -> None:
    if star not in STARS:
        raise ValidationError(
            _("Chỉ công nhận 3, 4 hoặc 5 sao; 1–2 sao không ra quyết định (Điều 4 Quyết định 26/2026/QĐ-TTg)."),
            "star",
        )


def check_day(decided_on: date, today: date, plan_year: int | None = None) -> None:
    """Not in the future, not before the programme, not before the year of the plan it is counted for."""
    if decided_on > today:
        raise ValidationError(
            _("Ngày quyết định %(day)s ở tương lai.") % {"day": format_date(decided_on)}, "future_decision"
        )
    if decided_on < FIRST_DAY:
        raise ValidationError(
            _("Ngày quyết định %(day)s trước khi có Chương trình OCOP (Quyết định 490/QĐ-TTg ngày 07/05/2018).")
            % {"day": format_date(decided_on)},
            "before_programme",
        )
    if plan_year is not None and decided_on.year < plan_year:
        raise ValidationError(
            _("Công nhận ngày %(day)s, trước năm %(year)d của kế hoạch nên không tính vào kế hoạch đó.")
            % {"day": format_date(decided_on), "year": plan_year},
            "before_plan",
        )


def check_body(body: str, star: int, decided_on: date) -> None:
    """The body must be competent for the star on that day; the message names the law."""
    fault = body_fault(body, star, decided_on)
    if fault:
        advice = _("Nếu quyết định thực tế ghi như vậy, hãy đánh dấu “theo quyết định thực tế” và nêu lý do.")
        raise ValidationError(f"{fault} {advice}", "body_not_competent")


def body_fault(body: str, star: int, decided_on: date) -> str:
    """Who is competent instead, and by which law; "" when the body is."""
    competent = competent_bodies(star, decided_on)
    if body in competent:
        return ""
    names = ", ".join(str(item.label) for item in sorted(competent)) or _("chưa rõ cơ quan nào")
    facts = {
        "star": star,
        "day": format_date(decided_on),
        "names": names,
        "article": competence_on(decided_on).article,
        "body": RecognitionBody(body).label,
    }
    return _("%(star)d sao ngày %(day)s thuộc thẩm quyền: %(names)s (%(article)s), không phải %(body)s.") % facts


def check_score(score: Decimal | None, star: int) -> None:
    """A stored score must lie in 0–100; the band is not compared: gates may lower the star (rules.md §0.2)."""
    if score is not None and not 0 <= score <= 100:
        raise ValidationError(_("Điểm từ 0 đến 100."), "score")
    floor = {3: 50, 4: 70, 5: 90}.get(star, 0)
    if score is not None and score < floor:
        raise ValidationError(
            _("%(score)s điểm không đủ %(star)d sao (từ %(floor)d điểm, Điều 3.3 Quyết định 26/2026/QĐ-TTg).")
            % {"score": str(score).replace(".", ","), "star": star, "floor": floor},
            "score_below_star",
        )
