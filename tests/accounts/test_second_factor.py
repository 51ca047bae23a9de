"""TOTP: set up, asked at login, required of those who sign, score or administer; recovery codes."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import timezone

from ocop.accounts.enums import SECOND_FACTOR, LoginEventKind, Role
from ocop.accounts.middleware import SIGNED_IN_AT
from ocop.accounts.models import LoginEvent
from ocop.site.models import SiteSetting
from tests import factories as make

pytestmark = pytest.mark.django_db
ACTIVATE = "/tai-khoan/hai-lop/bat/"
CODE = "/dang-nhap/ma-xac-thuc/"


def code_for(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def wrong_code(secret: str) -> str:
    right = {code_for(secret, step) for step in (-2, -1, 0, 1, 2)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in right)


def activate(client, person) -> str:
    client.force_login(person)
    client.get(ACTIVATE)
    secret = client.session["mfa.totp.secret"]
    assert client.post(ACTIVATE, {"code": code_for(secret)}).status_code == 302
    return secret


@pytest.fixture
def required():
    SiteSetting.objects.create(key="mfa_required", value=True)


@pytest.mark.parametrize("role", [role for role in Role if role in SECOND_FACTOR])
def test_required_roles_set_it_up_before_any_page(client, required, role):
    client.force_login(make.make_user(role))

    for path in ("/tai-khoan/", "/quan-tri/tai-khoan/", "/tai-khoan/mat-khau/"):
        assert client.get(path).url == ACTIVATE
    assert "bắt buộc có xác thực hai lớp" in client.get(ACTIVATE).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role not in SECOND_FACTOR])
def test_other_roles_go_on(client, required, role):
    client.force_login(make.make_user(role))

    assert client.get("/tai-khoan/").status_code == 200


def test_setting_it_up_opens_the_pages_and_gives_recovery_codes(client, required, django_capture_on_commit_callbacks):
    person = make.make_user(Role.SIGNER)
    with django_capture_on_commit_callbacks(execute=True):
        activate(client, person)

    assert client.get("/tai-khoan/").status_code == 200
    codes = client.get("/tai-khoan/hai-lop/ma-du-phong/").context["codes"]
    assert len(codes) == 10
    assert codes[0] in client.get("/tai-khoan/hai-lop/ma-du-phong/tep/").content.decode()
    assert LoginEvent.objects.filter(user=person, kind=LoginEventKind.CODE_ADDED).count() == 1


def test_the_secret_is_encrypted_and_drawn_as_a_qr_without_styles(client):
    person = make.make_user(Role.ADMIN)
    client.force_login(person)
    page = client.get(ACTIVATE)
    secret = activate(client, person)

    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in stored
    assert page.context["totp_svg"].startswith("<svg")
    assert "style" not in page.context["totp_svg"]


def test_login_asks_for_the_code(client):
    person = make.make_user(Role.SIGNER)
    secret = activate(client, person)
    client.logout()

    response = client.post("/dang-nhap/", {"login": person.username, "password": make.PASSWORD})
    assert response.url == CODE
    assert client.get("/tai-khoan/").url.startswith("/dang-nhap/")
    wrong = client.post(CODE, {"code": wrong_code(secret)})
    assert "Mã không đúng" in wrong.content.decode()

    assert client.post(CODE, {"code": code_for(secret, 1)}).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200


def test_a_recovery_code_opens_once(client):
    person = make.make_user(Role.SIGNER)
    activate(client, person)
    code = client.get("/tai-khoan/hai-lop/ma-du-phong/").context["codes"][0]

    for expected in (302, 200):
        client.logout()
        client.post("/dang-nhap/", {"login": person.username, "password": make.PASSWORD})
        assert client.post(CODE, {"code": code}).status_code == expected


def test_the_eleventh_wrong_code_is_refused(client):
    person = make.make_user(Role.SIGNER)
    secret = activate(client, person)
    client.logout()
    client.post("/dang-nhap/", {"login": person.username, "password": make.PASSWORD})

    answers = [client.post(CODE, {"code": wrong_code(secret)}).status_code for _ in range(11)]
    right = client.post(CODE, {"code": code_for(secret, 1)})

    assert answers == [200] * 10 + [429]
    assert right.status_code == 429
    assert 1 <= int(right["Retry-After"]) <= 300


def test_a_required_role_cannot_switch_it_off(client, required):
    person = make.make_user(Role.SIGNER)
    activate(client, person)

    page = client.post("/tai-khoan/hai-lop/tat/").content.decode()

    assert "bắt buộc có xác thực hai lớp, không tắt được" in page
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_others_switch_it_off_after_confirming_who_they_are(client):
    person = make.make_user(Role.COMMUNE_OFFICER)
    activate(client, person)
    session = client.session
    session[SIGNED_IN_AT] -= 301
    session.save()
    assert client.get("/tai-khoan/hai-lop/tat/").url.startswith("/tai-khoan/xac-nhan/")

    page = client.post("/tai-khoan/xac-nhan/", {"password": make.PASSWORD, "next": "/tai-khoan/hai-lop/tat/"})
    assert page.url == "/tai-khoan/hai-lop/tat/"
    client.post("/tai-khoan/hai-lop/tat/")

    assert not Authenticator.objects.filter(user=person).exists()


def test_with_another_secret_key_no_code_fits_and_nothing_breaks(client, settings):
    person = make.make_user(Role.SIGNER)
    secret = activate(client, person)
    settings.SECRET_KEY = "khoa-khac-hoan-toan"
    client.cookies.clear()

    client.post("/dang-nhap/", {"login": person.username, "password": make.PASSWORD})

    assert client.post(CODE, {"code": code_for(secret)}).status_code == 200


def test_old_failures_are_forgotten(client):
    person = make.make_user(Role.SIGNER)
    secret = activate(client, person)
    old = timezone.now() - timedelta(minutes=6)
    LoginEvent.objects.bulk_create(LoginEvent(user=person, kind=LoginEventKind.CODE_FAILED, at=old) for _ in range(10))
    client.logout()
    client.post("/dang-nhap/", {"login": person.username, "password": make.PASSWORD})

    assert client.post(CODE, {"code": code_for(secret, 1)}).status_code == 302


@pytest.mark.parametrize(
    ("path", "without", "with_it"),
    [
        ("", 200, 200),
        ("bat/", 200, 302),
        ("tat/", 404, 200),
        ("ma-du-phong/", 404, 200),
        ("ma-du-phong/moi/", 200, 200),
    ],
)
def test_every_page_of_it_answers(client, path, without, with_it):
    person = make.make_user(Role.COMMUNE_OFFICER)
    client.force_login(person)
    assert client.get(f"/tai-khoan/hai-lop/{path}").status_code == without

    activate(client, person)

    assert client.get(f"/tai-khoan/hai-lop/{path}").status_code == with_it
