"""Administration of accounts: who sees and changes whom; new accounts, links, stopping, second factor."""

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.test import Client

from ocop.accounts.enums import LoginEventKind, Role
from ocop.accounts.models import LoginEvent, User
from programs.enums import Tier
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/tai-khoan/"
NEW = "dong lua chin vang 25"


@pytest.fixture
def land():
    """Two provinces, each with a district and a commune, under the nation."""
    nation = make.make_nation()
    places = {"nation": nation}
    for name in ("here", "there"):
        province = make.make_unit(Tier.PROVINCE)
        district = make.make_unit(Tier.DISTRICT, province)
        places |= {name: province, f"{name}_commune": make.make_unit(Tier.COMMUNE, district)}
    return places


@pytest.fixture
def people(land):
    mixed = make.make_user(Role.VIEWER, land["here_commune"], username="hai.noi")
    make.make_grant(mixed, Role.VIEWER, land["there_commune"], valid_to="2021-01-01")
    return {
        "national": make.make_user(Role.ADMIN, land["nation"], username="qt.quocgia"),
        "admin": make.make_user(Role.ADMIN, land["here"], username="qt.tinh"),
        "inside": make.make_user(Role.COMMUNE_OFFICER, land["here_commune"], username="trong.tinh"),
        "outside": make.make_user(Role.COMMUNE_OFFICER, land["there_commune"], username="ngoai.tinh"),
        "mixed": mixed,
        "bare": make.make_user(username="khong.vaitro"),
    }


def names(user) -> set[str]:
    return {person.username for person in User.objects.visible_to(user)}


def test_reach_of_administrators(people):
    assert names(people["national"]) == {person.username for person in people.values()}
    assert names(people["admin"]) == {"qt.tinh", "trong.tinh"}
    assert names(people["inside"]) == set()


def test_an_ended_grant_of_administration_reaches_nobody(people):
    people["admin"].grants.update(valid_to="2021-01-01")

    assert names(people["admin"]) == set()


@pytest.mark.parametrize("who", ["inside", "bare", "mixed"])
@pytest.mark.parametrize(
    "path", [LIST, f"{LIST}moi/", "/quan-tri/dang-nhap/", "/quan-tri/nhat-ky/", "/quan-tri/thiet-lap/"]
)
def test_others_find_no_administration(client, people, who, path):
    client.force_login(people[who])

    assert client.get(f"/quan-tri/{path}").status_code == 404


ACTS = ["", "sua/", "phan-quyen/"]
POSTS = ["sua/", "phan-quyen/", "trang-thai/", "lien-ket/", "hai-lop/"]


@pytest.mark.parametrize("who", ["outside", "mixed", "national", "bare"])
def test_accounts_outside_the_reach_are_absent(client, people, who):
    client.force_login(people["admin"])
    base = f"{LIST}{people[who].pk}/"
    before = list(User.objects.order_by("pk").values())

    assert [client.get(base + act).status_code for act in ACTS] == [404] * 3
    assert [client.post(base + act, {"full_name": "Đổi", "active": "0"}).status_code for act in POSTS] == [404] * 5
    assert list(User.objects.order_by("pk").values()) == before


def test_the_list_is_searched_without_accents_and_filtered(client, people):
    people["inside"].full_name = "Đỗ Thị Ngọc Hằng"
    people["inside"].save()
    client.force_login(people["national"])

    def found(query: str) -> set[str]:
        return {person.username for person in client.get(LIST + query).context["page"]}

    assert found("?q=do thi ngoc") == {"trong.tinh"}
    assert found("?vai-tro=admin") == {"qt.quocgia", "qt.tinh"}
    assert found("?trang-thai=ngung") == set()
    assert "Không có tài khoản nào như vậy" in client.get(LIST + "?trang-thai=ngung").content.decode()


def new_person(land, **fields):
    usual = {"username": "canbo.moi", "full_name": "Lê  Thị Mới", "role": Role.COMMUNE_OFFICER}
    return {**usual, "unit": land["here_commune"].pk, "valid_from": "01/07/2025", **fields}


def test_a_new_person_sets_the_password_behind_the_link(client, people, land):
    client.force_login(people["admin"])
    page = client.post(f"{LIST}moi/", new_person(land))
    link = page.context["link"]
    person = User.objects.get(username="canbo.moi")
    assert person.full_name == "Lê Thị Mới"
    assert not person.has_usable_password()

    door = Client()
    form = door.get(link, follow=True)
    door.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert door.post("/dang-nhap/", {"login": "canbo.moi", "password": NEW}).status_code == 302
    assert "đã được dùng" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"username": "Trong.Tinh"}, "Tên đăng nhập đã được sử dụng"),
        ({"username": "có dấu"}, "Chỉ dùng chữ thường không dấu"),
        ({"unit": ""}, "Hãy tìm rồi chọn một đơn vị trong danh sách."),
        ({"valid_from": "31/02/2025"}, "Ngày viết dạng ngày/tháng/năm"),
        ({"valid_to": "01/06/2025"}, "Ngày kết thúc phải sau ngày bắt đầu."),
        ({"email": "khong phai"}, "Thư điện tử viết dạng"),
    ],
)
def test_faults_of_a_new_person_are_told_and_nothing_is_written(client, people, land, fields, message):
    client.force_login(people["admin"])
    before = User.objects.count()

    page = client.post(f"{LIST}moi/", new_person(land, **fields))

    assert message in page.content.decode()
    assert User.objects.count() == before


def test_nobody_is_made_outside_the_reach(client, people, land):
    client.force_login(people["admin"])

    page = client.post(f"{LIST}moi/", new_person(land, unit=land["there_commune"].pk))

    assert "không thuộc phạm vi của bạn" in page.content.decode()
    assert not User.objects.filter(username="canbo.moi").exists()


def test_editing_a_person(client, people):
    client.force_login(people["admin"])
    base = f"{LIST}{people['inside'].pk}/"

    response = client.post(base + "sua/", {"full_name": "Tên mới", "position": "Phó chủ tịch", "email": "A@B.vn"})

    person = User.objects.get(pk=people["inside"].pk)
    assert response.url == base
    assert (person.full_name, person.position, person.email) == ("Tên mới", "Phó chủ tịch", "a@b.vn")


def test_a_taken_email_is_told_at_the_form(client, people):
    User.objects.filter(pk=people["admin"].pk).update(email="a@b.vn")
    client.force_login(people["admin"])

    page = client.post(f"{LIST}{people['inside'].pk}/sua/", {"full_name": "Tên", "email": "A@b.vn"})

    assert "Thư điện tử này đã thuộc về tài khoản khác." in page.content.decode()


def test_stopping_ends_the_sessions_at_once(client, people):
    person = people["inside"]
    their = Client()
    their.force_login(person)
    client.force_login(people["admin"])

    client.post(f"{LIST}{person.pk}/trang-thai/")
    assert their.get("/tai-khoan/").status_code == 302

    client.post(f"{LIST}{person.pk}/trang-thai/", {"active": "1"})
    assert User.objects.get(pk=person.pk).is_active


def test_nobody_stops_oneself(client, people):
    client.force_login(people["admin"])

    client.post(f"{LIST}{people['admin'].pk}/trang-thai/")

    assert User.objects.get(pk=people["admin"].pk).is_active


def test_a_link_is_logged_and_forgives_wrong_guesses(client, people):
    person = people["inside"]
    for _ in range(10):
        Client().post("/dang-nhap/", {"login": person.username, "password": "sai-mat-khau-roi"})
    client.force_login(people["admin"])

    client.post(f"{LIST}{person.pk}/lien-ket/")

    assert not AccessAttempt.objects.filter(username=person.username).exists()
    assert LoginEvent.objects.filter(user=person, kind=LoginEventKind.LINK_MADE).count() == 1
    assert Client().post("/dang-nhap/", {"login": person.username, "password": make.PASSWORD}).status_code == 302


def test_demonstration_accounts_get_no_password(client, people):
    User.objects.filter(pk=people["inside"].pk).update(is_demo=True)
    client.force_login(people["admin"])

    response = client.post(f"{LIST}{people['inside'].pk}/lien-ket/", follow=True)

    assert "không dùng mật khẩu" in response.content.decode()
    assert not LoginEvent.objects.filter(kind=LoginEventKind.LINK_MADE).exists()


def test_a_lost_telephone(client, people):
    Authenticator.objects.create(user=people["inside"], type="totp", data={"secret": "x"})
    client.force_login(people["admin"])

    client.post(f"{LIST}{people['inside'].pk}/hai-lop/")

    assert not Authenticator.objects.exists()
    assert LoginEvent.objects.filter(user=people["inside"], kind=LoginEventKind.CODE_REMOVED).count() == 1


def test_the_log_is_cut_to_the_reach(client, people):
    for person in people.values():
        Client().post("/dang-nhap/", {"login": person.username, "password": "sai-mat-khau-roi"})
    Client().post("/dang-nhap/", {"login": "khong.co", "password": "sai-mat-khau-roi"})

    def seen(who: str, query: str = "") -> set[str]:
        client.force_login(people[who])
        page = client.get(f"/quan-tri/dang-nhap/?su-kien=failed{query}").context["page"]
        return {event.user.username if event.user else "" for event in page}

    assert seen("admin") == {"qt.tinh", "trong.tinh"}
    assert seen("national") == {person.username for person in people.values()} | {""}
    assert seen("national", "&tai-khoan=trong") == {"trong.tinh"}
    assert seen("national", "&dia-chi=127.0.0.1") == seen("national")
    assert seen("national", "&dia-chi=sai") == set()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, people, land, count, django_assert_num_queries):
    for _ in range(count):
        make.make_user(Role.VIEWER, land["here_commune"])
    client.force_login(people["national"])

    with django_assert_num_queries(7):
        client.get(LIST)
