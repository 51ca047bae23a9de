"""Pages of money: lines from the plan, entering, overrun told, the table on the plan's page and as a spreadsheet."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.spreadsheets import read_table
from programs.domain.money.lines import figures_of
from programs.models import Activity, FundingLine, FundingSource, SupportNorm
from tests.factories import make_user
from tests.programs.plan_setup import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def staff(scene: Scene, client: Client) -> Client:
    client.force_login(scene.officer)
    return client


def url(name: str, scene: Scene, *args: Any) -> str:
    return reverse(f"programs:{name}", args=[scene.plan.slug, *args])


def entry(stage: str, amount: str, **more: str) -> dict[str, str]:
    return {"stage": stage, "amount": amount, "on": "05/05/2025", "key": f"{stage}{amount}", **more}


def test_sources_become_lines_and_amounts_are_entered(scene: Scene, staff: Client) -> None:
    FundingSource.objects.create(version=scene.draft, order=1, text="Ngân sách tỉnh.", kind="province", amount=900)
    for words in ("Đã lập 1 dòng", "đã có dòng"):
        assert words in staff.post(url("money_take", scene), follow=True).content.decode()
    line = FundingLine.objects.get()
    for stage, amount in (("allocated", "1.000"), ("spent", "1.500"), ("spent", "1.500")):
        answer = staff.post(url("money_enter", scene, line.pk), entry(stage, amount), follow=True)
        assert answer.redirect_chain == [(url("money_line", scene, line.pk), 302)]
    assert figures_of(line).figures == [900, 0, 1000, 1500, 0]
    page = answer.content.decode()
    assert "Số đã chi vượt số đã giao 500 đồng." in page
    assert "Một nghìn năm trăm đồng" in page
    assert "Số đã chi vượt số đã giao 500 đồng." in staff.get(url("plan_funding", scene)).content.decode()
    sheet = staff.get(url("money_xlsx", scene))
    table = read_table(sheet.content, "kinh-phi.xlsx").table
    assert table
    figures = [[row.text(place) for place in range(3, 9)] for row in table.rows]
    assert figures == [["900", "0", "1000", "1500", "0", "150"]] * 4


def test_wrong_amounts_are_told_at_their_place(scene: Scene, staff: Client) -> None:
    staff.post(url("money_line_new", scene), {"revision": 0, **line_data(scene)})
    line = FundingLine.objects.get()
    answer = staff.post(url("money_enter", scene, line.pk), entry("spent", "1,5"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["amount"])
    answer = staff.post(url("money_enter", scene, line.pk), entry("spent", "-5"))
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["amount", "note"])
    assert staff.get(url("money_enter", scene, line.pk)).status_code == 200


def line_data(scene: Scene, **more: Any) -> dict[str, Any]:
    unit = scene.districts[0]
    return {"kind": "province", "content": "Tập huấn", "unit": f"{unit.name} ({unit.code})", **more}


def test_a_line_is_added_and_corrected(scene: Scene, staff: Client) -> None:
    activity = Activity.objects.create(version=scene.draft, order=1, title="Lớp tập huấn")
    assert staff.get(url("money_line_new", scene)).status_code == 200
    staff.post(url("money_line_new", scene), {"revision": 0, **line_data(scene, activity=activity.pk)})
    line = FundingLine.objects.get()
    assert (line.unit, line.activity) == (scene.districts[0], activity)
    edit = url("money_line_edit", scene, line.pk)
    assert staff.get(edit).status_code == 200
    assert staff.post(edit, {"revision": 0, **line_data(scene, content="Hội chợ")}).status_code == 302
    stale = staff.post(edit, {"revision": 0, **line_data(scene, content="Khác")})
    assert (stale.status_code, stale.context["form"]["revision"].value()) == (422, "1")
    wrong = staff.post(url("money_line_new", scene), {"revision": 0, **line_data(scene, unit="Không có")})
    assert list(wrong.context["form"].errors) == ["unit"]


def test_the_spending_unit_sees_its_line_only(scene: Scene, staff: Client) -> None:
    staff.post(url("money_line_new", scene), {"revision": 0, **line_data(scene)})
    line = FundingLine.objects.get()
    spender = make_user(Role.DISTRICT_COORDINATOR, scene.districts[0])
    staff.force_login(spender)
    assert staff.get(url("money_line", scene, line.pk)).status_code == 200
    assert staff.get(url("money_line_edit", scene, line.pk)).status_code == 404
    page = staff.get(url("money_enter", scene, line.pk))
    assert [value for value, _label in page.context["form"].fields["stage"].choices] == ["spent", "settled"]
    staff.force_login(make_user(Role.VIEWER, scene.districts[0]))
    assert staff.get(url("money_enter", scene, line.pk)).status_code == 404
    staff.force_login(scene.stranger)
    assert staff.get(url("money_line", scene, line.pk)).status_code == 404


def test_norms_are_written_and_listed(scene: Scene, staff: Client) -> None:
    data = {"revision": 0, "unit": f"{scene.province.name} ({scene.province.code})", "title": "Bao bì"}
    data |= {"measure": "sản phẩm", "amount": "20.000.000", "instrument": "Nghị quyết mẫu", "valid_from": "01/01/2025"}
    assert staff.get(reverse("programs:norm_new")).status_code == 200
    assert staff.post(reverse("programs:norm_new"), data).status_code == 302
    norm = SupportNorm.objects.get()
    edit = reverse("programs:norm_edit", args=[norm.pk])
    assert 'value="20.000.000"' in staff.get(edit).content.decode()
    assert staff.post(edit, {**data, "valid_to": "31/12/2025"}).status_code == 302
    page = staff.get(reverse("programs:norm_list")).content.decode()
    assert "20.000.000 đồng/sản phẩm" in page
    assert "từ 01/01/2025 đến 31/12/2025" in page
    bad = staff.post(reverse("programs:norm_new"), {**data, "amount": ""})
    assert bad.status_code == 422
    other = staff.post(reverse("programs:norm_new"), {**data, "unit": scene.stranger.grants.get().unit.name})
    assert list(other.context["form"].errors) == ["unit"]


def test_a_norm_is_a_link_for_its_writers_only(scene: Scene, staff: Client) -> None:
    data = {"revision": 0, "unit": f"{scene.province.name} ({scene.province.code})", "title": "Bao bì"}
    data |= {"measure": "sản phẩm", "amount": "20.000.000", "instrument": "Nghị quyết mẫu", "valid_from": "01/01/2025"}
    staff.post(reverse("programs:norm_new"), data)
    edit = reverse("programs:norm_edit", args=[SupportNorm.objects.get().pk])
    below = make_user(Role.DISTRICT_COORDINATOR, scene.districts[0])
    linked = {}
    for user in (scene.officer, scene.stranger, below):
        staff.force_login(user)
        linked[user] = edit in staff.get(reverse("programs:norm_list")).content.decode()
        assert linked[user] == (staff.get(edit).status_code == 200)
    assert linked == {scene.officer: True, scene.stranger: False, below: False}
