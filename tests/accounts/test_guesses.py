"""R14: at most 10 wrong guesses in 5 minutes for one account from one address."""

import threading
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client
from django.utils import timezone

from ocop.accounts.enums import LoginEventKind, Role
from ocop.accounts.models import LoginEvent, User
from ocop.accounts.net import client_ip
from tests import factories as make

LOGIN = "/dang-nhap/"


def guess(client, name="canbo.thu", password="sai-mat-khau-roi", ip="10.0.0.1"):
    return client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=ip)


@pytest.fixture
def person(db):
    return make.make_user(Role.COMMUNE_OFFICER, username="canbo.thu", email="canbo@xa.gov.vn")


def test_the_eleventh_guess_is_refused_even_when_right(client, person):
    answers = [guess(client).status_code for _ in range(10)]
    refused = guess(client, password=make.PASSWORD)

    assert answers == [200] * 9 + [429]
    assert refused.status_code == 429
    assert 290 <= int(refused["Retry-After"]) <= 300
    assert "Quá nhiều lần thử" in refused.content.decode()
    assert "_auth_user_id" not in client.session


def test_name_and_email_count_together(client, person):
    for number in range(10):
        guess(client, name="CANBO.thu" if number % 2 else "canbo@xa.gov.vn")

    assert guess(client, password=make.PASSWORD).status_code == 429


def test_another_address_and_another_account_are_not_locked(client, person):
    other = make.make_user(Role.COMMUNE_OFFICER)
    for _ in range(10):
        guess(client)

    assert guess(Client(), password=make.PASSWORD, ip="10.0.0.2").status_code == 302
    assert guess(Client(), name=other.username, password=make.PASSWORD).status_code == 302


def test_after_five_minutes_it_opens_again(client, person):
    for _ in range(11):
        guess(client)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=5, seconds=1))

    assert guess(client, password=make.PASSWORD).status_code == 302


def test_guesses_while_locked_do_not_lengthen_the_lock(client, person):
    for _ in range(10):
        guess(client)
    locked_at = AccessAttempt.objects.get().attempt_time

    guess(client)

    assert AccessAttempt.objects.get().attempt_time == locked_at


def test_a_right_password_clears_the_count(client, person):
    for _ in range(9):
        guess(client)
    guess(client, password=make.PASSWORD)
    client.post("/dang-xuat/")

    assert [guess(client).status_code for _ in range(9)] == [200] * 9


def test_the_log_tells_failures_and_one_lock(client, person):
    for _ in range(14):
        guess(client)

    kinds = [event.kind for event in LoginEvent.objects.filter(user=person, ip="10.0.0.1").order_by("pk")]
    assert kinds == [LoginEventKind.FAILED] * 10 + [LoginEventKind.LOCKED]


def test_nothing_typed_as_name_or_password_is_kept(client, person):
    guess(client, name="mat-khau-go-nham-o-ten", password="bi-mat-khong-luu")
    guess(client, password="bi-mat-khong-luu")

    kept = repr(list(AccessAttempt.objects.values())) + repr(list(LoginEvent.objects.values()))
    assert "bi-mat" not in kept
    assert "go-nham" not in kept
    assert LoginEvent.objects.filter(user=None, kind=LoginEventKind.FAILED).count() == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "1.1.1.1", "10.0.0.9"),
        (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
        (2, "1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "2.2.2.2", "10.0.0.9"),
        (1, "không phải địa chỉ", None),
    ],
)
def test_the_address_is_what_trusted_proxies_saw(rf, settings, proxies, forwarded, expected):
    settings.OCOP_PROXIES = proxies

    assert client_ip(rf.get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)) == expected


@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_are_counted_one_by_one():
    User.objects.create_user("song.song", password=make.PASSWORD)
    answers = []

    def run():
        try:
            for _ in range(3):
                answers.append(guess(Client(), name="song.song").status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200] * 9 + [429] * 15
    assert LoginEvent.objects.filter(kind=LoginEventKind.FAILED).count() == 10
