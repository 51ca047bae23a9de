"""Login by name or e-mail, logout, session age, caches, closed doors of allauth."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse

from ocop.accounts.enums import LoginEventKind, Role
from ocop.accounts.middleware import SIGNED_IN_AT
from ocop.accounts.models import LoginEvent
from tests import factories as make

pytestmark = pytest.mark.django_db
LOGIN = "/dang-nhap/"


def sign_in(client: Client, name: str, password: str = make.PASSWORD, **more: str):
    return client.post(LOGIN, {"login": name, "password": password, **more})


@pytest.fixture
def person():
    return make.make_user(Role.COMMUNE_OFFICER, username="canbo.thu", email="canbo@xa.gov.vn")


@pytest.mark.parametrize("name", ["canbo.thu", "CANBO.thu", "canbo@xa.gov.vn", "Canbo@Xa.gov.vn"])
def test_name_or_email_in_any_case_opens(client, person, name):
    response = sign_in(client, name)

    assert response.status_code == 302
    assert response.url == reverse("home")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert LoginEvent.objects.get().kind == LoginEventKind.LOGIN


def test_wrong_password_says_so_in_vietnamese_and_keeps_the_name(client, person):
    response = sign_in(client, person.username, "sai-mat-khau-roi")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page
    assert 'value="canbo.thu"' in page
    assert "sai-mat-khau-roi" not in page


def test_an_unknown_name_gets_the_same_answer(client, person):
    known, unknown = (sign_in(client, name, "sai-mat-khau-roi") for name in (person.username, "khong.co"))

    assert known.context["form"].errors == unknown.context["form"].errors


def test_an_inactive_account_stays_outside(client, person):
    person.is_active = False
    person.save()

    response = sign_in(client, person.username)

    assert response.url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session
    assert "ngừng hoạt động" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("wanted", "goes_to"), [("/tai-khoan/", "/tai-khoan/"), ("https://la.example/", "/"), ("//la.example/", "/")]
)
def test_next_leads_only_inside(client, person, wanted, goes_to):
    assert sign_in(client, person.username, next=wanted).url == goes_to


def test_a_page_sends_anonymous_people_to_the_login_and_back(client, person):
    response = client.get("/tai-khoan/")

    assert response.url == f"{LOGIN}?next=/tai-khoan/"
    assert 'name="next" value="/tai-khoan/"' in client.get(response.url).content.decode()


def test_the_session_key_is_new_after_login(client, person):
    client.get(LOGIN)
    session = client.session
    session["truoc"] = 1
    session.save()
    before = session.session_key

    sign_in(client, person.username)

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_session_ends_by_age_though_it_is_used(client, person, settings):
    client.force_login(person)
    session = client.session
    session[SIGNED_IN_AT] = time.time() - settings.SESSION_COOKIE_AGE + 60
    session.save()
    assert client.get("/tai-khoan/").status_code == 200

    session[SIGNED_IN_AT] -= 61
    session.save()

    assert client.get("/tai-khoan/").url.startswith(LOGIN)


def test_a_fragment_after_the_session_opens_the_login_of_its_page(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/ke-hoach/?nam=2025"}

    response = client.get("/tai-khoan/", headers=headers)

    assert response.status_code == 204
    assert response["HX-Redirect"] == f"{LOGIN}?next=%2Fke-hoach%2F%3Fnam%3D2025"


def test_signed_in_pages_are_kept_by_no_cache(client, person):
    client.force_login(person)

    response = client.get("/tai-khoan/")

    assert response["Cache-Control"] == "no-store, private"
    assert "Cookie" in response["Vary"]


def test_logout_is_a_post_and_is_logged(client, person):
    client.force_login(person)
    assert client.get("/dang-xuat/").status_code == 200
    assert "_auth_user_id" in client.session

    response = client.post("/dang-xuat/")

    assert response.url == LOGIN
    assert "_auth_user_id" not in client.session
    assert LoginEvent.objects.filter(user=person, kind=LoginEventKind.LOGOUT).count() == 1


CLOSED = ["account_signup", "account_email", "account_reset_password", "account_set_password", "mfa_list_webauthn"]


@pytest.mark.parametrize("name", CLOSED)
def test_other_doors_of_allauth_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/tai-khoan/signup/", "/tai-khoan/login/", "/accounts/signup/", "/tai-khoan/email/"])
def test_their_usual_addresses_are_not_found(client, person, path):
    client.force_login(person)

    assert client.get(path).status_code == 404
    assert client.post(path, {"username": "moi", "password1": make.PASSWORD}).status_code == 404


def test_the_profile_tells_roles_and_position(client, person):
    person.position = "Công chức kinh tế"
    person.save()
    client.force_login(person)

    page = client.get("/tai-khoan/").content.decode()

    assert "Công chức kinh tế" in page
    assert person.grants.get().unit.name in page


def test_a_form_without_its_token_is_refused_in_vietnamese(person):
    strict = Client(enforce_csrf_checks=True)

    response = sign_in(strict, person.username)

    assert response.status_code == 403
    assert "Phiên làm việc đã hết hạn hoặc bị từ chối" in response.content.decode()
    assert "_auth_user_id" not in strict.session
