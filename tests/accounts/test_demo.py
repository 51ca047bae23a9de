"""Demonstration accounts and their one-click login, which exists only in demonstration mode on this machine."""

import os
import subprocess
import sys

import pytest

from ocop.accounts.demo import DEMO, create_demo_accounts
from ocop.accounts.enums import PEOPLE, LoginEventKind, Role
from ocop.accounts.models import Grant, LoginEvent, User
from tests import factories as make

TRY = "/dang-nhap/dung-thu/"


@pytest.fixture
def demo_user(db):
    return make.make_user(Role.VIEWER, username="xem.thu", is_demo=True, full_name="Người xem thử")


def test_one_account_a_role_at_real_units(units):
    accounts = create_demo_accounts()

    places = {
        grant.user.username: (grant.role, grant.unit.name) for grant in Grant.objects.select_related("unit", "user")
    }
    assert set(accounts) == set(places) == {demo.username for demo in DEMO}
    assert {role for role, _name in places.values()} == set(PEOPLE)
    assert places["dieuphoi.thoxuan"] == (Role.DISTRICT_COORDINATOR, "Huyện Thọ Xuân")
    assert places["canbo.luuve"] == (Role.COMMUNE_OFFICER, "Xã Lưu Vệ")
    assert places["quantri"] == (Role.ADMIN, "Toàn quốc")


def test_none_of_them_has_a_password(units):
    accounts = create_demo_accounts()

    assert [user.username for user in accounts.values() if user.has_usable_password()] == []
    assert all(user.is_demo for user in accounts.values())


def test_making_them_again_changes_nothing(units):
    create_demo_accounts()
    Grant.objects.filter(user__username="dieuphoi.thoxuan").update(valid_to="2025-06-30")
    before = list(Grant.objects.order_by("pk").values())

    create_demo_accounts()

    assert list(Grant.objects.order_by("pk").values()) == before
    assert User.objects.filter(is_demo=True).count() == len(DEMO)


def test_a_real_account_of_that_name_is_not_taken_over(units):
    User.objects.create_user("quantri", password=make.PASSWORD)

    with pytest.raises(LookupError, match="quantri"):
        create_demo_accounts()


@pytest.mark.django_db
def test_without_units_it_says_what_to_do():
    with pytest.raises(LookupError, match="load_units"):
        create_demo_accounts()


def test_one_click_opens_in_demonstration(client, settings, demo_user):
    settings.OCOP_DEMO = True
    assert "Người xem thử" in client.get("/dang-nhap/").content.decode()

    response = client.post(TRY, {"account": "xem.thu", "next": "/tai-khoan/"})

    assert response.url == "/tai-khoan/"
    assert client.get("/tai-khoan/").status_code == 200
    assert LoginEvent.objects.get().kind == LoginEventKind.LOGIN


def test_outside_the_demonstration_it_does_not_exist(client, settings, demo_user):
    settings.OCOP_DEMO = False

    assert "Dùng thử" not in client.get("/dang-nhap/").content.decode()
    assert client.post(TRY, {"account": "xem.thu"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_it_opens_no_real_account(client, settings, db):
    settings.OCOP_DEMO = True
    real = make.make_user(Role.ADMIN)

    assert client.post(TRY, {"account": real.username}).status_code == 404
    assert client.get(TRY).status_code == 405


@pytest.mark.parametrize("wanted", ["https://la.example/", "//la.example/x"])
def test_next_of_one_click_leads_only_inside(client, settings, demo_user, wanted):
    settings.OCOP_DEMO = True

    assert client.post(TRY, {"account": "xem.thu", "next": wanted}).url == "/"


def start(**environment: str) -> subprocess.CompletedProcess:
    """Read the settings in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OCOP_")}
    command = [sys.executable, "-c", "from ocop import settings; print(settings.OCOP_MFA_REQUIRED)"]
    return subprocess.run(command, env={**kept, **environment}, capture_output=True, text=True, timeout=60)


def test_the_demonstration_refuses_to_start_for_others():
    refused = start(OCOP_DEMO="1", OCOP_DEBUG="0", OCOP_HOSTS="ocop.example.vn", OCOP_SECRET_KEY="x" * 50)

    assert refused.returncode != 0
    assert "OCOP_DEMO" in refused.stderr


def test_it_starts_on_this_machine_without_required_second_factor():
    assert start(OCOP_DEMO="1", OCOP_HOSTS="127.0.0.1,localhost").stdout.strip() == "False"


def test_a_real_service_requires_the_second_factor_and_a_secret_key():
    assert start(OCOP_HOSTS="ocop.example.vn", OCOP_SECRET_KEY="x" * 50).stdout.strip() == "True"
    assert start(OCOP_HOSTS="ocop.example.vn").returncode != 0
