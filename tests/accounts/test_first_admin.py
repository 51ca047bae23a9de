"""The first administrator is made at the console, once."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from ocop.accounts.enums import Role
from ocop.accounts.models import Grant, User
from ocop.audit.models import LegalAct
from tests.factories import PASSWORD, make_nation

pytestmark = pytest.mark.django_db


def create(monkeypatch, password=PASSWORD, username="an"):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    out = io.StringIO()
    call_command("first_admin", username, "--name", "Nguyễn Thị An", stdout=out)
    return json.loads(out.getvalue())


def test_first_admin_can_sign_in_and_administers_the_nation(monkeypatch, client):
    nation = make_nation()
    assert create(monkeypatch) == {"username": "an"}
    assert User.objects.get(username="an").check_password(PASSWORD)
    assert Grant.objects.get(user__username="an", role=Role.ADMIN).unit == nation
    assert LegalAct.objects.get().verb == "first_admin"


def test_a_second_one_is_refused(monkeypatch):
    make_nation()
    create(monkeypatch)
    with pytest.raises(CommandError, match="Đã có quản trị viên toàn hệ thống"):
        create(monkeypatch, username="binh")
    assert User.objects.count() == 1


def test_without_units_it_says_what_to_run(monkeypatch):
    with pytest.raises(CommandError, match="load_units"):
        create(monkeypatch)


def test_a_weak_password_makes_nobody(monkeypatch):
    make_nation()
    with pytest.raises(CommandError, match="Mật khẩu"):
        create(monkeypatch, password="1234")
    assert not User.objects.exists()
