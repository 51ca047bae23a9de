"""Pages of templates: list, a template, the editor of a section, and the choice of a template for a new plan."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from programs.domain.templates_load import load_templates
from programs.models import Plan, PlanTemplate
from tests.factories import make_nation, make_template, make_unit, make_user
from tests.programs.plan_setup import Scene, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def own(scene: Scene) -> PlanTemplate:
    template = make_template(scene.province, title="Mẫu của tỉnh", tier="province")
    template.sections.create(order=1, number="I", heading="MỞ ĐẦU", body="Năm {{ nam }} của {{ don_vi }}")
    return template


@pytest.fixture
def officer(client: Client, scene: Scene) -> Client:
    client.force_login(scene.officer)
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"programs:{name}", args=args)


def text(answer: Any) -> str:
    return answer.content.decode()


def test_the_list_shows_own_and_shared_templates(officer: Client, own: PlanTemplate, scene: Scene) -> None:
    load_templates()
    make_template(make_unit("province"), title="Mẫu nơi khác")
    page = text(officer.get(url("template_list")))
    assert "Mẫu của tỉnh" in page
    assert "Kế hoạch cấp xã (theo Quyết định 26/2026/QĐ-TTg)" in page
    assert "Mẫu nơi khác" not in page
    assert "Mẫu kế hoạch" in text(officer.get(url("plan_list")))
    PlanTemplate.objects.all().delete()
    assert "Chưa có mẫu" in text(officer.get(url("template_list")))


def test_a_shared_template_is_read_and_copied_not_changed(officer: Client, scene: Scene) -> None:
    load_templates()
    shared = PlanTemplate.objects.get(key="tinh-2026")
    page = text(officer.get(url("template_detail", shared.pk)))
    assert "hãy sao thành mẫu của đơn vị mình" in page
    assert "Lưu: VT, NN" in page
    assert officer.post(url("template_detail", shared.pk), {"revision": 0}).status_code == 404
    assert officer.get(url("template_section_new", shared.pk)).status_code == 404
    form = officer.get(url("template_new") + f"?tu={shared.pk}").context["form"]
    assert form.initial["source"] == shared
    data = {"tier": "province", "title": "Riêng", "valid_from": "01/06/2026", "unit": scene.province.pk}
    assert officer.post(url("template_new"), {**data, "source": shared.pk}).status_code == 302
    made = PlanTemplate.objects.get(title="Riêng")
    assert (made.unit, made.sections.count(), made.bases) == (scene.province, 4, shared.bases)
    assert officer.get(url("template_new") + "?tu=0").status_code == 404


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit": "0"}, "Của đơn vị"),
        ({"valid_from": "01/06/2025"}, "Căn cứ 26/2026/QĐ-TTg có từ 22/05/2026"),
        ({"title": ""}, "Tên mẫu"),
    ],
)
def test_a_new_template_is_refused_in_words(
    officer: Client, scene: Scene, changes: dict[str, str], message: str
) -> None:
    load_templates()
    shared = PlanTemplate.objects.get(key="tinh-2026")
    data = {"tier": "province", "title": "Riêng", "valid_from": "01/06/2026", "unit": scene.province.pk}
    answer = officer.post(url("template_new"), {**data, "source": shared.pk, **changes})
    assert (answer.status_code, message in text(answer)) == (422, True)
    assert PlanTemplate.objects.filter(title="Riêng").count() == 0


def test_an_administrator_of_the_country_makes_a_shared_one(client: Client) -> None:
    client.force_login(make_user(Role.ADMIN, make_nation()))
    data = {"tier": "commune", "title": "Chung", "valid_from": "01/06/2026", "unit": "0"}
    assert client.post(url("template_new"), data).status_code == 302
    assert PlanTemplate.objects.get(title="Chung").unit is None


def test_a_template_is_saved_and_a_stale_form_keeps_what_was_typed(officer: Client, own: PlanTemplate) -> None:
    data = {"revision": 0, "title": "Tên mới", "valid_from": "02/01/2024", "is_active": "on", "bases": "Căn cứ một"}
    assert officer.post(url("template_detail", own.pk), data).status_code == 302
    own.refresh_from_db()
    assert (own.title, own.valid_from, own.bases, own.revision) == ("Tên mới", date(2024, 1, 2), "Căn cứ một", 1)
    stale = officer.post(url("template_detail", own.pk), {**data, "title": "Cũ"})
    assert (stale.status_code, "Mẫu đã được người khác lưu" in text(stale)) == (422, True)
    assert 'value="Cũ"' in text(stale)
    bad = officer.post(url("template_detail", own.pk), {**data, "revision": 1, "bases": "a\n{{ la }}"})
    assert "Căn cứ, dòng 2: không có số liệu tên “la”." in text(bad)


def test_a_section_is_written_in_the_outline_editor(officer: Client, own: PlanTemplate) -> None:
    new = url("template_section_new", own.pk)
    assert "Chỉ tiêu: 5 sao" in text(officer.get(new))
    data = {"revision": 0, "number": "II", "heading": "KHÁC", "kind": "text", "body": "1. {{ chi_tieu.tong }}\n3. x"}
    told = officer.post(new, {**data, "action": "renumber"})
    assert told.context["form"].initial["body"] == "1. {{ chi_tieu.tong }}\n2. x"
    refused = officer.post(new, {**data, "body": "{{ dot_1.thang }}"})
    assert (refused.status_code, "Mục II, dòng 1: không có số liệu tên “dot_1.thang”" in text(refused)) == (422, True)
    assert officer.post(new, data).status_code == 302
    section = own.sections.get(number="II")
    path = url("template_section", own.pk, section.pk)
    assert "[Chỉ tiêu: tổng số sản phẩm]" in text(officer.get(path))
    assert officer.post(path, {**data, "revision": 1, "heading": "ĐỔI"}).status_code == 302
    remove = url("template_section_remove", own.pk, section.pk)
    assert "Mẫu đã được người khác lưu" in text(officer.post(remove, {"revision": 0}))
    assert officer.post(remove, {}).status_code == 404
    assert officer.post(remove, {"revision": 2}).status_code == 302
    assert own.sections.count() == 1


def test_preview_reads_with_the_facts_of_a_chosen_plan(officer: Client, own: PlanTemplate, scene: Scene) -> None:
    path = url("template_preview", own.pk)
    data = {
        "number": "I",
        "heading": "X",
        "body": "{{ nam }} {{ don_vi }} {{ nam_truoc }} {{ chi_tieu.tong }} {{ la }}",
    }
    plain = text(officer.post(path, {**data, "body": "{{ nam }} {{ don_vi }}"}))
    assert "[Năm của kế hoạch]" in plain
    read = text(officer.post(path, {**data, "body": "{{ nam }} {{ don_vi }} {{ nam_truoc }}", "plan": scene.plan.pk}))
    assert ">2025</mark> <mark" in read
    assert "tỉnh Thử Nghiệm</mark>" in read
    assert ">2024</mark>" in read
    assert "Dòng 1: không có số liệu tên “la”." in text(officer.post(path, {**data, "plan": scene.plan.pk}))
    foreign = make_scene().plan
    assert "[Năm của kế hoạch]" in text(officer.post(path, {**data, "body": "{{ nam }}", "plan": foreign.pk}))
    Plan.objects.get(pk=scene.plan.pk).versions.all().delete()
    assert "[Năm của kế hoạch]" in text(officer.post(path, {**data, "body": "{{ nam }}", "plan": scene.plan.pk}))


def test_a_new_plan_takes_the_chosen_template(client: Client, scene: Scene) -> None:
    commune = make_unit("commune", scene.districts[0], name="Xã Mẫu Thử")
    client.force_login(make_user(Role.COMMUNE_OFFICER, commune))
    chosen = make_template(scene.province, title="Mẫu tỉnh đặt", opening="UBND {{ don_vi }}")
    make_template(make_unit("province"), title="Mẫu nơi khác")
    other = make_template(tier="province", title="Mẫu khác cấp")
    page = text(client.get(url("plan_new")))
    assert "Mẫu tỉnh đặt" in page
    assert "Mẫu nơi khác" not in page
    data = {"unit": "Xã Mẫu Thử", "year": "2025"}
    refused = client.post(url("plan_new"), {**data, "template": other.pk})
    assert (refused.status_code, "Mẫu này không dùng cho đơn vị và năm đã chọn" in text(refused)) == (422, True)
    assert client.post(url("plan_new"), {**data, "template": chosen.pk}).status_code == 302
    assert Plan.objects.get(unit=commune).versions.get().opening == "UBND xã Mẫu Thử"


@pytest.mark.parametrize("name", ["template_list", "template_new"])
def test_pages_are_for_those_who_write_templates(client: Client, scene: Scene, name: str) -> None:
    commune = make_unit("commune", scene.districts[0])
    for role in (Role.COMMUNE_OFFICER, Role.VIEWER, Role.SIGNER):
        client.force_login(make_user(role, commune))
        assert client.get(url(name)).status_code == 404
    assert client.get(url("template_detail", make_template().pk)).status_code == 404
