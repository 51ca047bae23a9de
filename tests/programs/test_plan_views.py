"""Pages of plans: who sees them, what they show, how they are edited, and how a stale form is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from programs.domain.plans_parts import save_batch, save_task
from programs.models import Plan
from tests.factories import make_unit, make_user
from tests.programs.plan_setup import Scene, make_issuable, make_scene

pytestmark = pytest.mark.django_db

READING = ["plan_detail", "plan_targets", "plan_batches", "plan_tasks", "plan_funding", "plan_versions"]
EDITING = [
    "plan_edit",
    "plan_sections",
    "plan_section_new",
    "plan_bases",
    "plan_activities",
    "plan_money",
    "plan_recipients",
    "plan_targets_edit",
    "plan_batches_edit",
    "plan_batch_new",
    "plan_tasks_edit",
    "plan_task_new",
]


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def sign_in(client: Client) -> Callable[[Any], Client]:
    def act(user: Any) -> Client:
        client.force_login(user)
        return client

    return act


def url(scene: Scene, name: str, *args: object) -> str:
    return reverse(f"programs:{name}", args=[scene.plan.slug, *args])


def post(client: Client, scene: Scene, name: str, *args: object, **data: object) -> Any:
    return client.post(url(scene, name, *args), {"revision": scene.draft.revision, **data})


@pytest.mark.parametrize("name", READING)
def test_reading_pages_open_in_the_territory_and_nowhere_else(scene: Scene, sign_in: Any, name: str) -> None:
    make_issuable(scene)
    assert sign_in(scene.officer).get(url(scene, name)).status_code == 200
    assert sign_in(make_user(Role.VIEWER, scene.province)).get(url(scene, name)).status_code == 200
    assert sign_in(scene.stranger).get(url(scene, name)).status_code == 404
    assert sign_in(scene.officer).get(url(scene, name) + "?ban=0").status_code == 404


@pytest.mark.parametrize("name", EDITING)
def test_edit_pages_open_for_writers_and_not_for_readers(scene: Scene, sign_in: Any, name: str) -> None:
    make_issuable(scene)
    assert sign_in(scene.officer).get(url(scene, name)).status_code == 200
    for user in (scene.stranger, scene.signer, make_user(Role.VIEWER, scene.province)):
        assert sign_in(user).get(url(scene, name)).status_code == 404
        assert sign_in(user).post(url(scene, name), {"revision": 0}).status_code in (404, 405)


def test_empty_states_tell_what_to_do(scene: Scene, sign_in: Any) -> None:
    client = sign_in(scene.officer)
    assert "Kế hoạch chưa có chỉ tiêu bằng số" in client.get(url(scene, "plan_targets")).content.decode()
    assert "Kế hoạch không chia đợt" in client.get(url(scene, "plan_batches")).content.decode()
    assert "Chưa phân công nhiệm vụ" in client.get(url(scene, "plan_tasks")).content.decode()
    Plan.objects.get(pk=scene.plan.pk).versions.all().delete()
    assert "Kế hoạch chưa có nội dung" in client.get(url(scene, "plan_detail")).content.decode()


def test_list_shows_only_the_territory_and_keeps_filters(scene: Scene, sign_in: Any) -> None:
    make_issuable(scene)
    path = reverse("programs:plan_list")
    page = sign_in(scene.officer).get(path).content.decode()
    assert scene.plan.title in page
    assert "Lập kế hoạch" in page
    assert scene.plan.title not in sign_in(scene.stranger).get(path).content.decode()
    client = sign_in(scene.officer)
    for query, found in {
        "?nam=2025&cap=province": True,
        "?nam=2024": False,
        "?cap=commune": False,
        "?trang-thai=draft&don-vi=THU+nghiem": True,
        "?trang-thai=issued": False,
        "?don-vi=khac": False,
        "?nam=x&cap=y&trang-thai=z": True,
    }.items():
        assert (scene.plan.title in client.get(path + query).content.decode()) is found, query


def test_new_plan_from_the_name_of_a_unit(scene: Scene, sign_in: Any) -> None:
    commune = make_unit("commune", scene.districts[0], name="Xã Lưu Vệ Thử")
    client = sign_in(make_user(Role.COMMUNE_OFFICER, commune))
    path = reverse("programs:plan_new")
    assert 'value="Xã Lưu Vệ Thử"' in client.get(path).content.decode()
    answer = client.post(path, {"unit": "xã lưu vệ thử", "year": "2025"})
    plan = Plan.objects.get(unit=commune)
    assert answer.url == reverse("programs:plan_edit", args=[plan.slug])
    for data, message in (
        ({"unit": "Xã Lưu Vệ Thử", "year": "2025"}, "đã có kế hoạch của năm đó"),
        ({"unit": "Tỉnh Thử Nghiệm", "year": "2025"}, "không lập kế hoạch cho đơn vị này"),
        ({"unit": "Xã Không Có", "year": "2025"}, "Không có đơn vị nào tên"),
    ):
        refused = client.post(path, data)
        assert (refused.status_code, message in refused.content.decode()) == (422, True)
    assert sign_in(make_user(Role.VIEWER, commune)).get(path).status_code == 404


def test_text_marks_facts_and_names_what_is_missing(scene: Scene, sign_in: Any) -> None:
    draft = make_issuable(scene)
    draft.section_set.filter(number="II").update(
        body="- Có {{ chi_tieu.tong|02 }} sản phẩm, dự kiến {{ du_kien.tong }}"
    )
    page = sign_in(scene.officer).get(url(scene, "plan_detail")).content.decode()
    assert '<mark class="fact" title="Chỉ tiêu: tổng số sản phẩm">03</mark> sản phẩm' in page
    assert "[chưa có: du_kien.tong]" in page
    assert "Mục II, dòng 1: số liệu “du_kien.tong” chưa có giá trị." in page
    assert "Dự thảo chưa in được" not in sign_in(scene.signer).get(url(scene, "plan_detail")).content.decode()


def test_head_is_saved_and_a_stale_form_is_refused_with_what_was_typed(scene: Scene, sign_in: Any) -> None:
    client = sign_in(scene.officer)
    data = {"symbol": "KH-UBND", "place": "Thử", "issuer": "UBND", "abstract": "Về việc", "signer_name": "Thứ nhất"}
    stale = {"revision": scene.draft.revision, **data, "signer_name": "Thứ hai"}
    assert post(client, scene, "plan_edit", **data).status_code == 302
    refused = client.post(url(scene, "plan_edit"), stale)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "đã được người khác lưu" in page
    assert 'value="Thứ hai"' in page
    assert scene.draft.signer_name == "Thứ nhất"
    again = {**stale, "revision": scene.draft.revision}
    assert client.post(url(scene, "plan_edit"), again).status_code == 302
    assert scene.draft.signer_name == "Thứ hai"


def test_section_is_added_changed_refused_and_removed(scene: Scene, sign_in: Any) -> None:
    client = sign_in(scene.officer)
    data = {"number": "VI", "heading": "KHÁC", "kind": "text", "body": "1. Một"}
    assert post(client, scene, "plan_section_new", **data).status_code == 302
    section = scene.draft.section_set.get(number="VI")
    refused = post(client, scene, "plan_section", section.pk, **{**data, "body": "a\n{{ la }}"})
    assert (refused.status_code, "Mục VI, dòng 2: không có số liệu tên “la”." in refused.content.decode()) == (
        422,
        True,
    )
    assert post(client, scene, "plan_section", section.pk, **{**data, "body": "2. Hai"}).status_code == 302
    section.refresh_from_db()
    assert section.body == "2. Hai"
    stale = client.post(url(scene, "plan_section_remove", section.pk), {"revision": 0})
    assert (stale.status_code, "đã được người khác lưu" in stale.content.decode()) == (422, True)
    assert client.post(url(scene, "plan_section_remove", section.pk), {}).status_code == 404
    assert post(client, scene, "plan_section_remove", section.pk).status_code == 302
    assert scene.draft.section_set.count() == 5


def test_preview_shows_filled_text_or_why_not_and_writes_nothing(scene: Scene, sign_in: Any) -> None:
    client = sign_in(scene.officer)
    before = scene.draft.revision
    answer = post(client, scene, "plan_preview", number="II", body="- Năm {{ nam }}\n\n{{ sai-ten }}")
    page = answer.content.decode()
    assert '<mark class="fact" title="Năm của kế hoạch">2025</mark>' in page
    assert "không phải là tên số liệu hợp lệ" in page
    assert scene.draft.revision == before
    assert sign_in(scene.stranger).post(url(scene, "plan_preview"), {"body": "x"}).status_code == 404


def formset(*rows: dict[str, str], initial: int = 0) -> dict[str, str]:
    data = {"dong-TOTAL_FORMS": str(len(rows)), "dong-INITIAL_FORMS": str(initial)}
    for index, row in enumerate(rows):
        data |= {f"dong-{index}-{name}": value for name, value in row.items()}
    return data


@pytest.mark.parametrize(
    ("name", "related", "row", "field"),
    [
        ("plan_bases", "legalbasis_set", {"text": "Căn cứ một", "issued_on": "24/02/2025"}, "text"),
        ("plan_activities", "activity_set", {"title": "Tập huấn", "count": "3"}, "title"),
        ("plan_money", "fundingsource_set", {"text": "Ngân sách", "kind": "province", "amount": ""}, "text"),
        ("plan_recipients", "recipient_set", {"text": "Lưu: VT", "purpose": ""}, "text"),
    ],
)
def test_lists_are_saved_whole_in_the_order_given(
    scene: Scene, sign_in: Any, name: str, related: str, row: dict[str, str], field: str
) -> None:
    client = sign_in(scene.officer)
    second = {**row, field: "Trước", "ORDER": "1"}
    answer = post(client, scene, name, **formset({**row, "ORDER": "2"}, {**row, field: ""}, second))
    assert answer.status_code == 302
    assert list(getattr(scene.draft, related).values_list(field, flat=True)) == ["Trước", row[field]]
    assert client.get(url(scene, name)).status_code == 200
    assert post(client, scene, name, **formset({**row, field: ""})).status_code == 302
    assert getattr(scene.draft, related).count() == 0


def test_a_wrong_date_in_a_list_is_refused_and_nothing_is_written(scene: Scene, sign_in: Any) -> None:
    client = sign_in(scene.officer)
    answer = post(client, scene, "plan_bases", **formset({"text": "Căn cứ", "issued_on": "31/02/2025"}))
    assert answer.status_code == 422
    assert "Ngày ghi theo dạng ngày/tháng/năm" in answer.content.decode()
    assert scene.draft.legalbasis_set.count() == 0


def test_batch_places_its_products_or_names_row_and_column(scene: Scene, sign_in: Any) -> None:
    commune = make_unit("commune", scene.districts[0], name="Xã Thọ Thử")
    client = sign_in(scene.officer)
    data = {"number": "1", "label": "Đợt 1", "window_from": "01/01/2025", "window_to": "30/06/2025"}
    bad = formset({"name": "Nem", "place": "xã Không Có", "kind": "new", "star_sought": ""})
    refused = post(client, scene, "plan_batch_new", **data, **bad)
    assert refused.status_code == 422
    assert "Dòng 1 (Nem), cột “Địa chỉ ghi trong kế hoạch”: Không có đơn vị nào tên" in refused.content.decode()
    good = formset({"name": "Nem", "place": "xã Thọ Thử", "kind": "new", "star_sought": "4"}, {"name": ""})
    assert post(client, scene, "plan_batch_new", **data, **good).status_code == 302
    batch = scene.draft.batch_set.get()
    assert [(p.name, p.unit, p.star_sought) for p in batch.products.all()] == [("Nem", commune, 4)]
    late = {**data, "window_to": "31/12/2024"}
    refused = post(client, scene, "plan_batch", batch.pk, **late, **good)
    assert (refused.status_code, "phải sau ngày bắt đầu" in refused.content.decode()) == (422, True)
    assert post(client, scene, "plan_batch_remove", batch.pk).status_code == 302
    assert scene.draft.batch_set.count() == 0


def test_task_keeps_bodies_and_sentences_in_order(scene: Scene, sign_in: Any) -> None:
    client = sign_in(scene.officer)
    data = {
        "lead": "Sở Y tế",
        "heading": "Sở Y tế",
        "coordinating": "Sở Công Thương\n\nBáo tỉnh",
        "items": "- Một.\nHai.",
    }
    assert post(client, scene, "plan_task_new", **data).status_code == 302
    task = scene.draft.task_set.get()
    assert task.items == ["Một.", "Hai."]
    assert [entry.body.name for entry in task.coordinating.order_by("pk")] == ["Sở Công Thương", "Báo tỉnh"]
    assert "Sở Công Thương\nBáo tỉnh" in client.get(url(scene, "plan_task", task.pk)).content.decode()
    refused = post(client, scene, "plan_task", task.pk, **{**data, "coordinating": "Sở Y tế"})
    assert (refused.status_code, "không ghi lại ở phối hợp" in refused.content.decode()) == (422, True)
    assert post(client, scene, "plan_task_remove", task.pk).status_code == 302


def test_parts_of_another_plan_are_absent(scene: Scene, sign_in: Any) -> None:
    other = make_scene()
    at = {"version": other.draft, "revision": other.draft.revision, "actor": other.officer}
    task = save_task(**at, fields={"heading": "A", "items": []}, lead="A", coordinating=[])
    fields = {"number": "1", "label": "Đợt 1", "wording": ""}
    batch = save_batch(**{**at, "revision": other.draft.revision}, fields=fields, products=[])
    section = other.draft.section_set.first()
    client = sign_in(scene.officer)
    for name, pk in (("plan_section", section.pk), ("plan_task", task.pk), ("plan_batch", batch.pk)):
        assert client.get(url(scene, name, pk)).status_code == 404
        assert post(client, scene, f"{name}_remove", pk).status_code == 404
