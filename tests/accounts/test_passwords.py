"""Rules and change of passwords."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from ocop.accounts.enums import LoginEventKind, Role
from ocop.accounts.models import LoginEvent, User
from tests import factories as make

NEW = "dong lua chin vang 25"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("ngan-qua", "password_too_short"),
        ("password1234", "password_too_common"),
        ("839201748362", "password_entirely_numeric"),
        ("nguyen.van.anh", "password_too_similar"),
    ],
)
def test_weak_passwords_are_refused_in_vietnamese(password, code):
    with pytest.raises(ValidationError) as caught:
        validate_password(password, User(username="nguyen.van.anh", full_name="Nguyễn Văn Anh"))

    errors = {error.code: error.messages[0] for error in caught.value.error_list}
    assert code in errors
    assert errors[code].startswith("Mật khẩu ")


@pytest.mark.parametrize("password", [NEW, "x" * 12 + "é"])
def test_good_passwords_pass(password):
    validate_password(password, User(username="nguyen.van.anh"))


@pytest.mark.django_db
def test_changing_it_ends_other_sessions_and_is_logged(client):
    person = make.make_user(Role.COMMUNE_OFFICER)
    client.force_login(person)
    other = Client()
    other.force_login(person)

    fields = {"oldpassword": make.PASSWORD, "password1": NEW, "password2": NEW}
    response = client.post("/tai-khoan/mat-khau/", fields)

    assert response.url == "/tai-khoan/"
    assert "Đã đổi mật khẩu" in client.get("/tai-khoan/").content.decode()
    assert other.get("/tai-khoan/").status_code == 302
    assert User.objects.get(pk=person.pk).check_password(NEW)
    assert LoginEvent.objects.filter(user=person, kind=LoginEventKind.PASSWORD_CHANGED).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"oldpassword": "sai-hoan-toan-1"}, "Mật khẩu hiện tại không đúng."),
        ({"password2": "khac nhau hoan toan"}, "Hai lần nhập mật khẩu mới không giống nhau."),
        ({"password1": "ngan", "password2": "ngan"}, "Mật khẩu phải có ít nhất 12 ký tự."),
    ],
)
def test_faults_are_told_at_the_field_and_nothing_changes(client, fields, message):
    person = make.make_user(Role.COMMUNE_OFFICER)
    client.force_login(person)

    sent = {"oldpassword": make.PASSWORD, "password1": NEW, "password2": NEW, **fields}
    response = client.post("/tai-khoan/mat-khau/", sent)

    assert message in response.content.decode()
    assert User.objects.get(pk=person.pk).check_password(make.PASSWORD)


@pytest.mark.django_db
def test_an_account_without_password_has_no_such_page(client):
    person = make.make_user(Role.VIEWER, is_demo=True)
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    assert client.get("/tai-khoan/mat-khau/").status_code == 404
