"""Pages of the audit trail: what they show and to whom."""

import ast
from pathlib import Path

import pgtrigger
import pytest
from django.conf import settings

from ocop.accounts.enums import Role
from ocop.audit.acts import record_act
from ocop.audit.models import LegalAct
from ocop.audit.verbs import VERBS
from programs.enums import Tier
from tests import factories as make

pytestmark = pytest.mark.django_db
ACTS = "/quan-tri/nhat-ky/"


@pytest.fixture
def nation():
    return make.make_nation()


@pytest.fixture
def admin(nation):
    return make.make_user(Role.ADMIN, nation, full_name="Quản trị quốc gia")


@pytest.fixture
def local(nation):
    province = make.make_unit(Tier.PROVINCE)
    return make.make_user(Role.ADMIN, province, full_name="Quản trị tỉnh")


def test_acts_are_shown_with_the_state_of_their_links(client, admin):
    plan = make.make_plan()
    for _ in range(2):
        record_act(verb="issue_plan", actor=admin, subject=plan, article="Điều 5", payload={"số": 36})
    with pgtrigger.ignore("audit.LegalAct:append_only"):
        LegalAct.objects.filter(sequence=1).update(article="Điều 6")
    client.force_login(admin)

    response = client.get(ACTS)

    assert [(line["act"].sequence, line["sound"]) for line in response.context["lines"]] == [(2, True), (1, False)]
    page = response.content.decode()
    assert "Ban hành kế hoạch" in page
    assert "đã bị sửa" in page


def test_a_local_administrator_reads_acts_of_own_people(client, admin, local):
    record_act(verb="issue_plan", actor=admin, subject=make.make_plan())
    record_act(verb="issue_plan", actor=local, subject=make.make_plan())
    record_act(verb="issue_plan", actor=None, subject=make.make_plan())
    client.force_login(local)

    assert [line["act"].actor for line in client.get(ACTS).context["lines"]] == [local]
    assert client.get(f"{ACTS}kiem-tra/").status_code == 404


def test_the_whole_chain_is_checked_on_a_page(client, admin):
    record_act(verb="issue_plan", actor=admin, subject=make.make_plan())
    client.force_login(admin)
    assert "Đã tính lại 1 mắt xích: chuỗi nguyên vẹn." in client.get(f"{ACTS}kiem-tra/").content.decode()

    with pgtrigger.ignore("audit.LegalAct:append_only"):
        LegalAct.objects.update(article="khác")

    assert "Chuỗi bị đứt ở 1 chỗ." in client.get(f"{ACTS}kiem-tra/").content.decode()


def test_the_history_of_a_row_tells_before_and_after(client, admin):
    unit = make.make_unit(name="Xã Cũ")
    producer = make.make_producer(unit, name="Hợp tác xã A")
    producer.name, producer.unit = "Hợp tác xã B", make.make_unit(name="Xã Mới")
    producer.save()
    client.force_login(admin)

    response = client.get(f"{ACTS}doi-tuong/products.producer/{producer.pk}/")

    update, insert = response.context["entries"]
    assert {(change.before, change.after) for change in update.changes} == {
        ("Hợp tác xã A", "Hợp tác xã B"),
        ("Xã Cũ", "Xã Mới"),
    }
    assert ("", "Hợp tác xã A") in {(change.before, change.after) for change in insert.changes}
    assert "hệ thống hoặc lệnh trên máy chủ" in response.content.decode()


def test_a_change_by_a_person_tells_who(client, admin, nation):
    person = make.make_user(Role.VIEWER)
    client.force_login(admin)
    client.post(f"/quan-tri/tai-khoan/{person.pk}/sua/", {"full_name": "Tên Mới"})

    entry = client.get(f"{ACTS}doi-tuong/accounts.user/{person.pk}/").context["entries"][0]

    assert entry.who == "Quản trị quốc gia"
    assert entry.url == f"/quan-tri/tai-khoan/{person.pk}/sua/"
    assert len(entry.request_id) == 32


def test_long_histories_are_paged_and_the_seam_knows_what_was_before(client, admin):
    producer = make.make_producer(name="Tên 0")
    for number in range(1, 25):
        producer.name = f"Tên {number}"
        producer.save()
    client.force_login(admin)

    first = client.get(f"{ACTS}doi-tuong/products.producer/{producer.pk}/")
    links = first.context["page"].links(first.wsgi_request)
    second = client.get(links["next"])

    assert [len(answer.context["entries"]) for answer in (first, second)] == [20, 5]
    assert [(change.before, change.after) for change in first.context["entries"][-1].changes] == [("Tên 4", "Tên 5")]


def test_a_local_administrator_reads_rows_of_the_own_reach_only(client, local):
    unit = local.grants.get().unit
    mine = make.make_producer(make.make_unit(Tier.COMMUNE, unit))
    other = make.make_producer()
    client.force_login(local)

    assert client.get(f"{ACTS}doi-tuong/products.producer/{mine.pk}/").status_code == 200
    assert client.get(f"{ACTS}doi-tuong/products.producer/{other.pk}/").status_code == 404


def test_a_deleted_row_keeps_its_history(client, admin):
    producer = make.make_producer(name="Đã xóa")
    pk = producer.pk
    producer.delete()
    client.force_login(admin)

    kinds = [entry.kind for entry in client.get(f"{ACTS}doi-tuong/products.producer/{pk}/").context["entries"]]

    assert kinds == ["delete", "insert"]


@pytest.mark.parametrize(
    "path",
    [
        "products.producer/999999/",
        "products.producer/abc/",
        "khong.co/1/",
        "sessions.session/1/",
        "axes.accessattempt/1/",
    ],
)
def test_what_has_no_history_is_not_found(client, admin, path):
    client.force_login(admin)

    assert client.get(f"{ACTS}doi-tuong/{path}").status_code == 404


def test_the_form_leads_to_the_history(client, admin):
    client.force_login(admin)

    assert client.get(f"{ACTS}doi-tuong/?loai=products.producer&ma= 7 ").url == f"{ACTS}doi-tuong/products.producer/7/"
    assert client.get(f"{ACTS}doi-tuong/?loai=sai&ma=7").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, admin, count, django_assert_num_queries):
    for _ in range(count):
        record_act(verb="issue_plan", actor=admin, subject=make.make_plan())
    client.force_login(admin)

    with django_assert_num_queries(5):
        client.get(ACTS)


def verbs_in_code() -> set[str]:
    found = set()
    for app in ("ocop", "programs", "products", "evaluations", "reporting"):
        for file in Path(settings.BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if (
                    isinstance(node, ast.Call)
                    and getattr(node.func, "id", getattr(node.func, "attr", "")) == "record_act"
                ):
                    found |= {
                        key.value.value
                        for key in node.keywords
                        if key.arg == "verb" and isinstance(key.value, ast.Constant)
                    }
    return found


def test_every_verb_of_the_chain_has_a_vietnamese_name():
    found = verbs_in_code()

    assert {"grant_role", "issue_plan"} <= found
    assert found - set(VERBS) == set()
