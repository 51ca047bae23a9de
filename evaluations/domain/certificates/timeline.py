"""The days of a certificate in order, each with its article, for the page of one recognition."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ...rules import competence_on
from .chains import Link

LAW = "Quyết định 26/2026/QĐ-TTg"


@dataclass(frozen=True)
class Step:
    """A day and what it means. `article`: where it comes from; `is_past`: the day is over."""

    day: date
    text: str
    article: str
    is_past: bool


def timeline(recognition: Any, link: Link, today: date) -> list[Step]:
    """The four dates of rules.md §9 with the decision, the notice of QĐ 148 and what happened, by day."""
    dates = link.dates
    given = competence_on(recognition.decided_on).article
    kept = "" if "26/2026" in given else "; " + _("Điều 12.1 %s") % LAW  # older certificates stay to their own end
    days: list[tuple[date, str, str]] = [
        (recognition.decided_on, _("Quyết định công nhận"), given),
        (dates.filing_opens_on, _("Sớm nhất được nộp hồ sơ phân hạng lại"), _("Điều 7.6a")),
        (dates.filing_closes_on, _("Chậm nhất phải nộp hồ sơ phân hạng lại"), _("Điều 7.6a")),
        (dates.expires_on, _("Ngày cuối có hiệu lực (36 tháng)"), given + kept),
        (dates.extension_ends_on, _("Gia hạn chậm nhất đến"), _("Điều 12.3")),
    ]
    if dates.notice_by is not None:
        days.append((dates.notice_by, _("Chậm nhất phải thông báo sắp hết hạn cho chủ thể"), "Quyết định 148/QĐ-TTg"))
    if recognition.extended_until is not None:
        days.append((recognition.extended_until, _("Được gia hạn đến"), _("Điều 12.3")))
    if recognition.result_on is not None:
        days.append((recognition.result_on, _("Kết quả đánh giá lại không đạt từ 3 sao"), _("Điều 4.1, Điều 12.3")))
    if recognition.replaced_on is not None:
        days.append((recognition.replaced_on, _("Có công nhận mới"), ""))
    if recognition.withdrawn_on is not None:
        days.append((recognition.withdrawn_on, _("Thu hồi"), _("Điều 8")))
    steps = [Step(day, text, _cited(article), day < today) for day, text, article in days]
    return sorted(steps, key=lambda step: step.day)


def _cited(article: str) -> str:
    """An article alone is one of the decision in force."""
    return f"{article} {LAW}" if article.startswith("Điều") and LAW not in article else article
