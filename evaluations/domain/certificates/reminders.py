"""Reminders 9, 6, 4 and 1 months before a certificate ends, by mail, once each (the distances are this software's; only
QĐ 148/QĐ-TTg had a duty of notice, 30 days).

One step of the job a commune: its reminders are noted and mailed together, so a worker that dies loses none and repeats
at most the mails of the commune it was at. Then one mail to every coordinator about all of it. A run that was missed
sends the nearest reminder due, not those before it. Illustration data is never mailed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.enums import Role
from ocop.accounts.models import Grant
from ocop.jobs.domain import Progress
from ocop.text import format_date
from products.models import ProducerMember
from programs.models import UnitReach

from ...enums import CertificateState
from ...models import ExpiryReminder, Recognition
from ..dates import add_months
from .chains import Link, link_of

REMIND = "remind_expiry"
MONTHS = (9, 6, 4, 1)
OFFICERS = (Role.COMMUNE_OFFICER,)
COORDINATORS = (Role.PROVINCE_COORDINATOR, Role.DISTRICT_COORDINATOR)


@dataclass(frozen=True)
class Due:
    """A certificate to be reminded of, and how many months before its end the reminder stands."""

    link: Link
    months: int

    @property
    def recognition(self) -> Any:
        """Read with its product and producer."""
        return self.link.recognition


def months_due(expires_on: date, today: date) -> int | None:
    """The nearest reminder whose day has come; None too early, or when the certificate has ended."""
    if today > expires_on:
        return None
    return min((months for months in MONTHS if add_months(expires_on, -months) <= today), default=None)


def due_reminders(today: date) -> list[Due]:
    """Reminders that have not gone out, of real certificates that are the newest of their product and in force."""
    last = add_months(today, MONTHS[0] + 1)  # a shorter month may put the day of the reminder before the same day
    found: Any = Recognition.objects.filter(is_illustration=False, expires_on__gte=today, expires_on__lte=last)
    found = found.filter(product__is_illustration=False).newest().with_life().filter(in_force_until__gte=today)
    found = found.order_by("expires_on", "pk")
    sent = set(ExpiryReminder.objects.filter(recognition__in=found.values("pk")).values_list("recognition", "months"))
    due = [(one, months_due(one.expires_on, today)) for one in found]
    return [Due(link_of(one, today), months) for one, months in due if months and (one.pk, months) not in sent]


def remind(progress: Progress, today: date | None = None) -> dict[str, Any]:
    """Send what is due; returns how many certificates and mails. A second attempt goes on with the same list."""
    today = today or timezone.localdate()
    plan = progress.step("plan", lambda: [[due.recognition.pk, due.months] for due in due_reminders(today)])
    by_unit = _planned(dict(plan), today)
    mails = 0
    for number, (unit_id, dues) in enumerate(by_unit.items()):
        progress(number, len(by_unit), _("Đang gửi nhắc hết hạn"))
        mails += progress.step(f"unit-{unit_id}", partial(_tell_commune, unit_id, dues))
    for person, mine in _coordinators(by_unit):
        mails += progress.step(f"person-{person.pk}", partial(_tell, {person: mine}))
    return {"certificates": len(plan), "mails": mails}


def _planned(months: dict[int, int], today: date) -> dict[int, list[Due]]:
    """The reminders of a plan (recognition id → months before the end) by the unit of the producer."""
    found = Recognition.objects.filter(pk__in=months).with_life().select_related("product__producer__unit")
    by_unit: dict[int, list[Due]] = defaultdict(list)
    for one in found.order_by("expires_on", "pk"):
        by_unit[one.product.producer.unit_id].append(Due(link_of(one, today), months[one.pk]))
    return by_unit


def _tell_commune(unit_id: int, dues: list[Due]) -> int:
    """Note the reminders of a commune and mail its officers and the producers; how many mails."""
    officers = list(_officers([unit_id], OFFICERS).get(unit_id, ()))
    members: dict[int, list[Any]] = defaultdict(list)
    producers = {due.recognition.product.producer_id for due in dues}
    today = timezone.localdate()
    linked = ProducerMember.objects.filter(producer__in=producers, valid_from__lte=today, user__is_active=True)
    for member in (
        linked.filter(Q(valid_to=None) | Q(valid_to__gte=today)).exclude(user__email="").select_related("user")
    ):
        members[member.producer_id].append(member.user)
    wanted: dict[Any, list[Due]] = defaultdict(list)
    for due in dues:
        people = dict.fromkeys([*members[due.recognition.product.producer_id], *officers])
        ExpiryReminder.objects.create(recognition_id=due.recognition.pk, months=due.months, recipients=len(people))
        for person in people:
            wanted[person].append(due)
    return _tell(wanted)


def _officers(unit_ids: Iterable[int], roles: tuple[Role, ...]) -> dict[int, list[Any]]:
    """People with an e-mail who hold one of the roles today over each unit, by unit."""
    reached = defaultdict(list)
    for above, member in UnitReach.objects.filter(member__in=list(unit_ids)).values_list("unit", "member"):
        reached[above].append(member)
    grants = Grant.objects.on(timezone.localdate()).filter(unit__in=list(reached), role__in=roles, user__is_active=True)
    found: dict[int, list[Any]] = defaultdict(list)
    for grant in grants.exclude(user__email="").select_related("user").order_by("user"):
        for member in reached[grant.unit_id]:
            found[member].append(grant.user)
    return found


def _coordinators(sent: dict[int, list[Due]]) -> Iterator[tuple[Any, list[Due]]]:
    """Each coordinator with everything sent in the own territory."""
    mine: dict[Any, dict[int, Due]] = defaultdict(dict)
    for unit_id, people in _officers(sent, COORDINATORS).items():
        for person in people:
            mine[person] |= {due.recognition.pk: due for due in sent[unit_id]}
    for person, dues in mine.items():
        yield person, list(dues.values())


def _tell(wanted: dict[Any, list[Due]]) -> int:
    """Mail everyone a list of what ends; how many mails."""
    mails = [
        EmailMessage(_subject(dues), write_mail(person, dues), to=[person.email]) for person, dues in wanted.items()
    ]
    if mails:
        get_connection().send_messages(mails)
    return len(mails)


def _subject(dues: list[Due]) -> str:
    if len(dues) == 1:
        one = dues[0].recognition
        words = {"name": one.product.name, "day": format_date(one.expires_on)}
        return _("Giấy chứng nhận OCOP sắp hết hạn: %(name)s, ngày %(day)s") % words
    return _("%d giấy chứng nhận OCOP sắp hết hạn") % len(dues)


def write_mail(person: Any, dues: list[Due]) -> str:
    """The text: each certificate with its dates and what is to be done now."""
    lines = [_("Kính gửi %s,") % person, "", _("Giấy chứng nhận sản phẩm OCOP sau đây sắp hết hạn:")]
    for due in dues:
        one = due.recognition
        words = {"product": one.product.name, "producer": one.product.producer.name, "star": one.star}
        words |= {"number": one.decision_number, "day": format_date(one.expires_on)}
        lines += [
            "",
            _("• %(product)s (%(producer)s), %(star)s sao, Quyết định %(number)s: hết hạn ngày %(day)s.") % words,
        ]
        lines.append("  " + what_to_do(due.link))
    lines += [
        "",
        _("Thư này được gửi tự động trước khi hết hạn 9, 6, 4 và 1 tháng. Đã nộp hồ sơ thì không cần làm gì thêm."),
    ]
    return "\n".join(lines) + "\n"


def what_to_do(link: Link) -> str:
    """One sentence for the state: prepare, hand in, or ask about the extension."""
    dates = link.dates
    words = {"first": format_date(dates.filing_opens_on), "last": format_date(dates.filing_closes_on)}
    words["end"] = format_date(dates.extension_ends_on)
    if link.state == CertificateState.WINDOW:
        text = _(
            "Đang trong thời gian nộp hồ sơ phân hạng lại: nộp tại Ủy ban nhân dân xã chậm nhất ngày %(last)s"
            " (Điều 7.6a Quyết định 26/2026/QĐ-TTg)."
        )
    elif link.state == CertificateState.LATE:
        text = _(
            "Đã quá hạn nộp hồ sơ phân hạng lại (ngày %(last)s): liên hệ ngay Ủy ban nhân dân xã về việc đánh giá lại"
            " và gia hạn, nhiều nhất đến ngày %(end)s (Điều 12.3 Quyết định 26/2026/QĐ-TTg)."
        )
    else:
        text = _(
            "Hãy chuẩn bị hồ sơ phân hạng lại, nộp tại Ủy ban nhân dân xã từ ngày %(first)s đến ngày %(last)s"
            " (Điều 7.6a Quyết định 26/2026/QĐ-TTg)."
        )
    return text % words
