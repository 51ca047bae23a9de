"""Reminders 9, 6, 4 and 1 months before the end: once each, the nearest only, none lost and none doubled by a kill."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluations.domain.certificates.reminders import REMIND, due_reminders, months_due, remind
from evaluations.models import ExpiryReminder, Recognition, Withdrawal
from ocop.accounts.enums import Role
from ocop.jobs.domain import Progress
from ocop.jobs.domain.verbs import ask_daily_jobs
from ocop.jobs.enums import JobState
from programs.enums import Tier
from tests.factories import (
    make_job,
    make_member,
    make_producer,
    make_product,
    make_recognition,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db

EXPIRES = date(2026, 11, 15)


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2026, 2, 14), None),
        (date(2026, 2, 15), 9),
        (date(2026, 5, 14), 9),
        (date(2026, 5, 15), 6),
        (date(2026, 7, 15), 4),
        (date(2026, 10, 15), 1),
        (date(2026, 11, 15), 1),
        (date(2026, 11, 16), None),
    ],
)
def test_the_nearest_reminder_due(today: date, months: int | None) -> None:
    assert months_due(EXPIRES, today) == months


def test_a_short_month_loses_no_reminder() -> None:
    assert months_due(date(2026, 11, 30), date(2026, 2, 28)) == 9
    one = make_recognition(decided_on=date(2023, 11, 30), expires_on=date(2026, 11, 30))
    assert [due.recognition for due in due_reminders(date(2026, 2, 28))] == [one]


class Place:
    """A commune with its officer, coordinators above it and a producer's account, all but one with an address."""

    def __init__(self, host: str = "example.vn") -> None:
        self.province = make_unit(Tier.PROVINCE)
        self.commune = make_unit(parent=self.province)
        self.producer = make_producer(self.commune, name="Hợp tác xã Bánh")
        make_member(self.producer, make_user(email=f"chu-the@{host}", full_name="Lê Thị Gai"))
        make_user(Role.COMMUNE_OFFICER, self.commune, email=f"xa@{host}")
        make_user(Role.COMMUNE_OFFICER, self.commune)
        make_user(Role.COMMUNE_OFFICER, self.commune, email=f"nghi@{host}", is_active=False)
        make_user(Role.COMMUNE_OFFICER, email=f"xa-khac@{host}")
        make_user(Role.PROVINCE_COORDINATOR, self.province, email=f"tinh@{host}")
        make_user(Role.VIEWER, self.commune, email=f"xem@{host}")
        self.first = self.certify("Bánh gai")

    def certify(self, name: str, **fields: Any) -> Recognition:
        values = {"decided_on": date(2023, 11, 15), "expires_on": EXPIRES, **fields}
        return make_recognition(make_product(self.producer, name=name), **values)


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_day(day: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: day)

    return set_day


def running() -> Progress:
    """A job at its first attempt, held by this process."""
    job = make_job(kind=REMIND, state=JobState.RUNNING, finished_at=None, attempt=1)
    return Progress(job)


def sent_to() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def test_producer_officers_and_coordinators_are_told_once(place: Place, clock: Any) -> None:
    clock(date(2026, 5, 25))
    assert remind(running()) == {"certificates": 1, "mails": 3}
    assert sent_to() == ["chu-the@example.vn", "xa@example.vn", "tinh@example.vn"]
    first = mail.outbox[0]
    assert first.subject == "Giấy chứng nhận OCOP sắp hết hạn: Bánh gai, ngày 15/11/2026"
    assert "Kính gửi Lê Thị Gai," in first.body
    assert "chậm nhất ngày 18/07/2026 (Điều 7.6a" in first.body
    stored = ExpiryReminder.objects.get()
    assert (stored.recognition, stored.months, stored.recipients) == (place.first, 6, 2)
    assert remind(running()) == {"certificates": 0, "mails": 0}


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 20), "Hãy chuẩn bị hồ sơ phân hạng lại, nộp tại Ủy ban nhân dân xã từ ngày 19/05/2026"),
        (date(2026, 7, 15), "Đang trong thời gian nộp hồ sơ phân hạng lại"),
        (date(2026, 10, 20), "Đã quá hạn nộp hồ sơ phân hạng lại (ngày 18/07/2026)"),
    ],
)
def test_the_text_says_what_to_do_now(place: Place, clock: Any, day: date, text: str) -> None:
    clock(day)
    remind(running())
    assert all(text in message.body for message in mail.outbox)


def test_a_run_that_was_missed_sends_the_nearest_only(place: Place, clock: Any) -> None:
    for day in (date(2026, 2, 15), date(2026, 7, 20), date(2026, 8, 1), date(2026, 11, 15)):
        clock(day)
        remind(running())
    assert list(ExpiryReminder.objects.order_by("pk").values_list("months", flat=True)) == [9, 4, 1]


def test_what_needs_no_reminder(place: Place, clock: Any) -> None:
    clock(date(2026, 5, 25))
    Recognition.objects.all().delete()
    place.certify("Minh họa", is_illustration=True)
    place.certify("Còn xa", expires_on=date(2027, 4, 1))
    replaced = place.certify("Đã thay")
    make_recognition(replaced.product, decided_on=date(2026, 4, 1), expires_on=date(2029, 4, 1))
    gone = place.certify("Thu hồi")
    days = {"concluded_on": date(2026, 4, 1), "due_on": date(2026, 4, 16), "decided_on": date(2026, 4, 9)}
    Withdrawal.objects.create(recognition=gone, ground="c", conclusion="1/KL", state="decided", **days)
    assert due_reminders(date(2026, 5, 25)) == []


def test_several_certificates_come_in_one_mail(place: Place, clock: Any) -> None:
    clock(date(2026, 5, 25))
    place.certify("Nem chua")
    assert remind(running()) == {"certificates": 2, "mails": 3}
    assert {message.subject for message in mail.outbox} == {"2 giấy chứng nhận OCOP sắp hết hạn"}
    assert all("Nem chua" in message.body and "Bánh gai" in message.body for message in mail.outbox)


def test_a_killed_run_loses_none_and_repeats_only_the_commune_it_was_at(
    place: Place, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(date(2026, 5, 25))
    other = Place("khac.vn")
    sends = EmailBackend.send_messages

    def dies(self: Any, messages: Any) -> int:
        if len(mail.outbox) >= 2:
            raise OSError("the worker is gone")
        return sends(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", dies)
    progress = running()
    with pytest.raises(OSError, match="gone"):
        remind(progress)
    assert ExpiryReminder.objects.count() == 1
    monkeypatch.setattr(EmailBackend, "send_messages", sends)
    assert remind(Progress(progress.job)) == {"certificates": 2, "mails": 6}
    assert ExpiryReminder.objects.count() == 2
    names = [f"{name}@{host}" for name in ("chu-the", "xa", "tinh") for host in ("example.vn", "khac.vn")]
    assert sorted(sent_to()) == sorted(names)
    assert {one.recognition_id for one in ExpiryReminder.objects.all()} == {place.first.pk, other.first.pk}


def test_a_reminder_is_stored_once_for_each_distance(place: Place) -> None:
    ExpiryReminder.objects.create(recognition=place.first, months=6)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExpiryReminder.objects.create(recognition=place.first, months=6)


def test_beat_asks_for_it_every_night() -> None:
    assert REMIND in {job.kind for job in ask_daily_jobs()}
