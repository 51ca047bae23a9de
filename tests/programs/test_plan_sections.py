"""The outline editor: live preview, offers to mend, all sections as one text; nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programs.domain.outline_whole import Part, write_whole
from tests.programs.plan_setup import Scene, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def visit(client: Client, scene: Scene) -> Callable[..., Any]:
    """GET a page of the plan, or POST to it with the draft's revision."""
    client.force_login(scene.officer)

    def ask(name: str, *args: object, **data: object) -> Any:
        path = reverse(f"programs:{name}", args=[scene.plan.slug, *args])
        return client.post(path, {"revision": scene.draft.revision, **data}) if data else client.get(path)

    return ask


def fields(**changes: str) -> dict[str, str]:
    return {"number": "VI", "heading": "KHÁC", "kind": "text", "body": "1. Một", **changes}


@pytest.mark.parametrize(
    ("action", "typed", "shown"),
    [
        ("renumber", "3. Một\n- Ý\n5. Hai", "1. Một\n- Ý\n2. Hai"),
        ("clean", "•\tMột\nhai", "- Một hai"),
        ("preview", "5. Một {{ nam }}", "5. Một {{ nam }}"),
    ],
)
def test_an_offer_changes_the_typed_text_and_saves_nothing(
    scene: Scene, visit: Any, action: str, typed: str, shown: str
) -> None:
    before = scene.draft.revision
    answer = visit("plan_section_new", **fields(body=typed), action=action)
    assert answer.status_code == 200
    assert answer.context["form"].initial["body"] == shown
    assert answer.context["form"].initial["heading"] == "KHÁC"
    page = answer.content.decode()
    assert "chưa lưu" in page
    assert "data-keep-draft" in page
    assert (scene.draft.section_set.count(), scene.draft.revision) == (5, before)


def test_the_editor_shows_preview_picker_and_faults_without_script(scene: Scene, visit: Any) -> None:
    page = visit("plan_section_new").content.decode()
    assert '<option value="chi_tieu.tong" label="Chỉ tiêu: tổng số sản phẩm"' in page
    assert "[chưa có: " not in page
    answer = visit("plan_section_new", **fields(body="1. {{ chi_tieu.tog }}\n\n4. Bốn {{ nam }}"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mục VI, dòng 1: không có số liệu tên “chi_tieu.tog”; gần nhất là “chi_tieu.tong”." in page
    assert "Dòng 3: ghi “4.”, theo thứ tự là “2.”." in page
    assert '<mark class="fact" title="Năm của kế hoạch">2025</mark>' in page


def test_preview_names_every_faulty_line_and_prints_the_rows_of_its_kind(scene: Scene, visit: Any) -> None:
    scene.draft.fundingsource_set.create(order=1, text="Ngân sách tỉnh", kind="province")
    page = visit("plan_preview", **fields(kind="funding", body="Một {{ x }}\n{{ nam }}\n{{ y")).content.decode()
    assert "VI. KHÁC" in page
    assert "Dòng 1: không có số liệu tên “x”." in page
    assert "Dòng 3: thiếu dấu “}}” đóng số liệu." in page
    assert '<span class="said-mark">1.</span>' in page
    assert "Ngân sách tỉnh</mark>" in page
    assert "Chưa có nội dung" not in visit("plan_preview", body="").content.decode()


def test_all_sections_are_saved_from_one_text(scene: Scene, visit: Any) -> None:
    shown = visit("plan_whole").context["form"].initial["body"]
    assert shown == write_whole(Part(one.number, one.heading, one.body) for one in scene.draft.section_set.all())
    text = "I. MỤC ĐÍCH\n1. Một\n\nII. Tổ chức thực hiện\n- Ý\nIII. NỘI DUNG\nCó {{ chi_tieu.tong }}"
    assert visit("plan_whole", body=text).status_code == 302
    found = list(scene.draft.section_set.values_list("order", "number", "heading", "kind", "body"))
    assert found == [
        (1, "I", "MỤC ĐÍCH", "text", "1. Một"),
        (2, "II", "Tổ chức thực hiện", "tasks", "- Ý"),
        (3, "III", "NỘI DUNG", "text", "Có {{ chi_tieu.tong }}"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Chữ\nI. A", "Dòng 1: phải bắt đầu bằng một đề mục"),
        ("I. A\nx\n{{ la }}", "Dòng 3: không có số liệu tên “la”."),
        (" \n ", "bắt buộc"),
    ],
)
def test_a_whole_text_with_a_fault_is_refused_and_kept(scene: Scene, visit: Any, text: str, message: str) -> None:
    answer = visit("plan_whole", body=text)
    assert (answer.status_code, message in answer.content.decode()) == (422, True)
    assert answer.context["form"]["body"].value() == text
    assert scene.draft.section_set.count() == 5


def test_preview_of_the_whole_counts_its_own_lines(scene: Scene, visit: Any) -> None:
    text = "I. A\n\n1. x\n3. y\nI. B\n\n{{ la }}\n• z"
    page = visit("plan_whole_preview", body=text).content.decode()
    assert "Dòng 4: ghi “3.”, theo thứ tự là “2.”." in page
    assert "Dòng 5: số mục “I” dùng hai lần." in page
    assert "Dòng 7: không có số liệu tên “la”." in page
    assert page.count("Dọn chữ dán") == 1
    assert "phải bắt đầu bằng" in visit("plan_whole_preview", body="x").content.decode()
    answer = visit("plan_whole", body=text, action="renumber")
    assert answer.context["form"].initial["body"] == "I. A\n1. x\n2. y\n\nII. B\n{{ la }}\n• z"
