"""The target sheet and the issuing of a plan, through their pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programs.domain.outline import fill
from programs.domain.plans_labels import fact_label, segments
from programs.domain.plans_text import Block
from programs.models import Plan, Unit
from tests.programs.plan_setup import Scene, make_issuable, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def officer(scene: Scene, client: Client) -> Client:
    client.force_login(scene.officer)
    return client


def url(scene: Scene, name: str) -> str:
    return reverse(f"programs:{name}", args=[scene.plan.slug])


def cells(unit: Unit, *numbers: str, kind: str = "any") -> dict[str, str]:
    """(unit, total, 5★, 4★, 3★) → the inputs of its row."""
    return {f"{column}-{unit.pk}-{kind}": text for column, text in zip(("t", "c5", "c4", "c3"), numbers, strict=False)}


def post(officer: Client, scene: Scene, *rows: dict[str, str], **more: str) -> Any:
    data = {"revision": str(scene.draft.revision), **more}
    for row in rows:
        data |= row
    return officer.post(url(scene, "plan_targets_edit"), data)


def test_sheet_shows_the_units_below_with_labels_for_each_cell(scene: Scene, officer: Client) -> None:
    page = officer.get(url(scene, "plan_targets_edit")).content.decode()
    an = scene.districts[0]
    assert f'name="c5-{an.pk}-any"' in page
    assert f'aria-label="{an.name}, 5 sao"' in page
    assert "dự kiến 5 sao" not in page
    assert "dự kiến 5 sao" in officer.get(url(scene, "plan_targets_edit") + "?du-kien=1").content.decode()


def test_sheet_is_saved_whole(scene: Scene, officer: Client) -> None:
    an, binh = scene.districts
    rows = [cells(scene.province, "", "1", "2", "1.000"), cells(an, "1003", "1", "2", "1000"), cells(binh)]
    assert post(officer, scene, *rows).status_code == 302
    stored = scene.draft.targets.allocated().order_by("-star").values_list("unit", "star", "committed")
    assert list(stored) == [(an.pk, 5, 1), (an.pk, 4, 2), (an.pk, 3, 1000)]
    page = officer.get(url(scene, "plan_targets")).content.decode()
    assert "1.003" in page


def test_sheet_that_does_not_add_up_is_refused_and_keeps_what_was_typed(scene: Scene, officer: Client) -> None:
    an, binh = scene.districts
    rows = [cells(scene.province, "4", "", "1", "3"), cells(an, "3", "", "1", "1"), cells(binh, "", "", "", "1")]
    answer = post(officer, scene, *rows)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dòng 1 (Huyện An), cột Tổng: ghi 3, các hạng sao cộng được 2." in page
    assert "Cột 3 sao: tổng của kế hoạch là 3, các dòng cộng được 2 (-1)." in page
    assert page.count('aria-invalid="true"') == 2
    assert f'name="t-{an.pk}-any" value="3"' in page
    assert scene.draft.targets.count() == 0


def test_second_row_is_marked_when_the_first_says_nothing(scene: Scene, officer: Client) -> None:
    binh = scene.districts[1]
    answer = post(officer, scene, cells(scene.province, "", "", "", "2"), cells(binh, "9", "", "", "2"))
    page = answer.content.decode()
    assert "Dòng 1 (Huyện Bình), cột Tổng" in page
    wrong = f'name="t-{binh.pk}-any" value="9"'
    assert 'aria-invalid="true"' in page[page.index(wrong) :].split(">")[0]


@pytest.mark.parametrize("text", ["x", "-1", "1,5", "100000", "²"])
def test_a_cell_that_is_no_number_is_named(scene: Scene, officer: Client, text: str) -> None:
    an, binh = scene.districts
    answer = post(officer, scene, cells(an), cells(binh, "", "", text))
    assert answer.status_code == 422
    message = f"Dòng 2 (Huyện Bình), cột 4 sao: “{text}” không phải là số nguyên từ 0 đến 99.999."
    assert message in answer.content.decode()


def test_stale_sheet_is_refused(scene: Scene, officer: Client) -> None:
    answer = post(officer, scene, cells(scene.province, "", "", "", "2"), revision="7")
    assert (answer.status_code, "đã được người khác lưu" in answer.content.decode()) == (422, True)
    assert scene.draft.targets.count() == 0


def test_working_figures_and_kinds_are_kept(scene: Scene, officer: Client) -> None:
    own = scene.province
    rows = {f"c3-{own.pk}-renewal": "3", f"c3-{own.pk}-new": "1", f"w3-{own.pk}-new": "2"}
    assert post(officer, scene, rows, **{"du-kien": "1"}).status_code == 302
    stored = scene.draft.targets.order_by("kind").values_list("kind", "committed", "working")
    assert list(stored) == [("new", 1, 2), ("renewal", 3, None)]
    page = officer.get(url(scene, "plan_targets_edit")).content.decode()
    assert "công nhận lại" in page
    assert "dự kiến 3 sao" in page


def test_issue_page_lists_faults_then_issues(scene: Scene, client: Client) -> None:
    client.force_login(scene.signer)
    page = url(scene, "plan_issue")
    assert "Chưa ghi người ký." in client.get(page).content.decode()
    draft = make_issuable(scene)
    data = {"revision": str(draft.revision), "number": "36", "issued_on": "24/02/2025"}
    refused = client.post(page, {**data, "issued_on": "24/02/2999"})
    assert (refused.status_code, "không được ở tương lai" in refused.content.decode()) == (422, True)
    assert client.post(page, data).status_code == 302
    assert client.get(page).status_code == 404
    assert "36/KH-UBND" in client.get(url(scene, "plan_detail")).content.decode()
    client.force_login(scene.stranger)
    assert client.get(page).status_code == 404


def test_issued_plan_is_taken_up_again_and_compared(scene: Scene, officer: Client) -> None:
    draft = make_issuable(scene)
    data = {"revision": str(draft.revision), "number": "36", "issued_on": "24/02/2025"}
    assert officer.post(url(scene, "plan_issue"), data).status_code == 302
    assert officer.get(url(scene, "plan_edit")).status_code == 404
    why = {"purpose": "adjust", "reason": "Thêm sản phẩm"}
    assert officer.post(url(scene, "plan_copy"), why).status_code == 302
    assert "đã có dự thảo" in officer.post(url(scene, "plan_copy"), why).content.decode()
    new = Plan.objects.get(pk=scene.plan.pk).versions.get(state="draft")
    new.section_set.filter(number="I").update(body="- Đoạn mới")
    page = officer.get(url(scene, "plan_versions")).content.decode()
    assert "<del>- Đoạn mới</del>" in page
    assert "giống hệt nhau" in officer.get(url(scene, "plan_versions") + "?tat-ca=1").content.decode()
    officer.force_login(scene.signer)
    assert officer.post(url(scene, "plan_copy")).status_code == 404


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("nam", "Năm của kế hoạch"),
        ("chi_tieu.tong", "Chỉ tiêu: tổng số sản phẩm"),
        ("chi_tieu.cong_nhan_lai.sao_3", "Chỉ tiêu: công nhận lại, 3 sao"),
        ("du_kien.sao_4", "Dự kiến: 4 sao"),
        ("dot.so", "Số đợt"),
        ("dot_1.sp_2.ten", "Đợt 1: sản phẩm 2, tên"),
        ("hoat_dong_2.nguoi_tu", "Hoạt động 2: số người từ"),
        ("kinh_phi_3", "Nguồn kinh phí 3"),
        ("dot_1.la_2", "Đợt 1: la_2"),
        ("khac.la", "khac: la"),
        ("nhiem_vu_1.y_2", "Nhiệm vụ 1: ý 2"),
    ],
)
def test_facts_have_labels_in_words(name: str, label: str) -> None:
    assert fact_label(name) == label


def test_segments_lose_no_text() -> None:
    text, spans = fill("a {{ nam }}{{ dot.so }} b", {"nam": "2025", "dot.so": 3})
    cut = segments(Block("line", 0, "", text, tuple(spans)))
    assert cut == [("a ", ""), ("2025", "Năm của kế hoạch"), ("3", "Số đợt"), (" b", "")]
