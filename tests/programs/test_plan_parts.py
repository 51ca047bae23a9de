"""Verbs on the parts of a draft, and the target sheet."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from programs.domain.bodies import kind_of_name
from programs.domain.plans_compare import compare
from programs.domain.plans_content import version_content
from programs.domain.plans_lock import StaleVersion
from programs.domain.plans_parts import remove_part, save_batch, save_section, save_task, save_whole, set_list
from programs.domain.plans_text import Block, plan_blocks
from programs.domain.targets import GridRefused, child_units, set_targets
from programs.domain.targets_grid import GridRow, stored_rows
from programs.enums import TargetKind
from programs.models import Batch, Section, Task
from tests.factories import make_unit
from tests.programs.plan_setup import Scene, grid_row, make_issuable, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def at(scene: Scene, **changes: Any) -> dict[str, Any]:
    """Arguments every verb on a draft takes."""
    return {"version": scene.draft, "revision": scene.draft.revision, "actor": scene.officer, **changes}


def section(scene: Scene, **changes: Any) -> Section:
    values = {"number": "VI", "heading": "KHÁC", "kind": "text", "body": "1. Một", **changes}
    return save_section(**{**at(scene), **values})


def test_save_section_adds_and_changes(scene: Scene) -> None:
    added = section(scene, body="1.  Một \n\n-Hai {{ chi_tieu.tong }}")
    assert (added.order, added.body) == (6, "1. Một\n- Hai {{ chi_tieu.tong }}")
    changed = section(scene, section=added, heading="KHÁC NỮA", order=2)
    assert (changed.pk, changed.heading, changed.order) == (added.pk, "KHÁC NỮA", 2)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("một\nhai {{ la }}", "Mục VI, dòng 2: không có số liệu tên “la”."),
        ("{{ nam|02 }}", "Mục VI, dòng 1: “nam” không phải là số nên không viết hai chữ số được."),
    ],
)
def test_save_section_refuses_a_fact_the_plan_cannot_have(scene: Scene, body: str, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        section(scene, body=body)
    assert caught.value.message_dict == {"body": [message]}
    assert scene.draft.section_set.count() == 5


def test_a_whole_text_without_sections_or_with_an_unknown_fact_is_refused(scene: Scene) -> None:
    for text, message in (
        (" \n", "Kế hoạch phải có ít nhất một phần."),
        ("x", "Dòng 1: phải bắt đầu bằng một đề mục, ví dụ “I. MỤC ĐÍCH, YÊU CẦU”."),
        ("I. A\n{{ la }}", "Dòng 2: không có số liệu tên “la”."),
    ):
        with pytest.raises(ValidationError) as caught:
            save_whole(**at(scene), text=text)
        assert caught.value.message_dict == {"body": [message]}
    with pytest.raises(PermissionDenied):
        save_whole(**at(scene, actor=scene.stranger), text="I. A")
    assert scene.draft.section_set.count() == 5


def test_parts_refuse_stranger_stale_and_foreign_rows(scene: Scene) -> None:
    with pytest.raises(PermissionDenied):
        section(scene, actor=scene.stranger)
    with pytest.raises(StaleVersion):
        section(scene, revision=99)
    foreign = make_scene().draft.section_set.first()
    with pytest.raises(Section.DoesNotExist):
        section(scene, section=foreign)


def test_set_list_keeps_rows_by_place(scene: Scene) -> None:
    rows = [{"text": "Ngân sách tỉnh", "kind": "province"}, {"text": "Vốn vay", "kind": "credit"}]
    set_list(**at(scene), part="funding", rows=rows)
    first, second = scene.draft.fundingsource_set.all()
    set_list(**at(scene), part="funding", rows=[{"text": "Ngân sách xã", "kind": "commune"}])
    left = scene.draft.fundingsource_set.get()
    assert (left.pk, left.text, left.order) == (first.pk, "Ngân sách xã", 1)
    assert second.pk != first.pk


def batch(scene: Scene, **changes: Any) -> Batch:
    fields = {"number": "1", "label": "Đợt 1", "window_from": None, "window_to": None, "wording": ""}
    fields |= changes.pop("fields", {})
    products = changes.pop("products", [{"name": "Nem chua", "kind": "new"}, {"name": "Chè lam", "kind": "upgrade"}])
    return save_batch(**{**at(scene), **changes}, fields=fields, products=products)


def test_save_batch_writes_products_in_order_and_its_sentence(scene: Scene) -> None:
    made = batch(scene, fields={"wording": "gồm {{ dot_1.so_sp|02 }} SP: {{ dot_1.sp_1.ten }}"})
    assert list(made.products.values_list("order", "name")) == [(1, "Nem chua"), (2, "Chè lam")]
    again = batch(scene, batch=made, products=[{"name": "Chè lam", "kind": "new"}])
    assert list(again.products.values_list("order", "name", "kind")) == [(1, "Chè lam", "new")]


def test_save_batch_refuses_a_fact_its_products_do_not_have(scene: Scene) -> None:
    with pytest.raises(ValidationError, match=r"dot_1\.sp_3\.ten"):
        batch(scene, fields={"wording": "{{ dot_1.sp_3.ten }}"})
    assert scene.draft.batch_set.count() == 0


def task(scene: Scene, **changes: Any) -> Task:
    values = {"lead": "Sở Y tế", "coordinating": ["Sở Công Thương"], "fields": {"heading": "Sở Y tế", "items": ["A."]}}
    return save_task(**{**at(scene), **values, **changes})


def test_save_task_finds_bodies_by_name(scene: Scene) -> None:
    made = task(scene)
    again = task(scene, task=made, lead="sở y tế", coordinating=["Báo Thanh Hóa"])
    assert (again.pk, again.body) == (made.pk, made.body)
    assert [entry.body.name for entry in again.coordinating.all()] == ["Báo Thanh Hóa"]


def test_save_task_refuses_a_lead_that_also_coordinates(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="không ghi lại ở phối hợp"):
        task(scene, coordinating=["SỞ Y TẾ"])


def test_remove_part_takes_out_only_a_part_of_this_draft(scene: Scene) -> None:
    made = task(scene)
    other = make_scene()
    with pytest.raises(Task.DoesNotExist):
        remove_part(**at(other), part=made)
    remove_part(**at(scene), part=made)
    assert scene.draft.task_set.count() == 0


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Văn phòng Điều phối xây dựng NTM tỉnh", "vpdp"),
        ("UBND các huyện, thị xã, thành phố", "ubnd"),
        ("Sở Công Thương", "so"),
        ("Phòng Kinh tế", "phong"),
        ("Hội Nông dân", "mttq"),
        ("Hiệp hội Doanh nghiệp tỉnh", "hoi"),
        ("Ngân hàng Nhà nước chi nhánh tỉnh Thanh Hóa", "ngan_hang"),
        ("Báo Thanh Hóa", "bao"),
        ("HTX Hợp Thành Đức Lương", "kinh_te"),
        ("Tổ đánh giá", "khac"),
    ],
)
def test_kind_of_a_body_is_read_from_its_name(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


def test_set_targets_writes_the_whole_sheet(scene: Scene) -> None:
    an, binh = scene.districts
    rows = [grid_row(an, None, 1, 2, 3), grid_row(binh, None, None, 4, 4)]
    set_targets(**at(scene), headline=[scene.head_row(None, 1, 6, 7)], rows=rows)
    stored = scene.draft.targets.order_by("order", "-star").values_list("order", "unit", "star", "committed")
    assert list(stored) == [
        (0, scene.province.pk, 4, 1),
        (0, scene.province.pk, 3, 6),
        (1, an.pk, 4, 1),
        (1, an.pk, 3, 2),
        (2, binh.pk, 3, 4),
    ]


def test_set_targets_changes_only_what_differs_and_keeps_working_figures(scene: Scene) -> None:
    an, binh = scene.districts
    row = GridRow(an.pk, TargetKind.ANY, an.name, {3: 3}, None, {3: 5})
    set_targets(**at(scene), headline=[scene.head_row(None, None, 3)], rows=[row])
    before = dict(scene.draft.targets.values_list("unit", "pk"))
    rows = [grid_row(an, None, None, 1), grid_row(binh, None, None, 2)]
    set_targets(**at(scene), headline=[scene.head_row(None, None, 3)], rows=rows)
    after = dict(scene.draft.targets.values_list("unit", "pk"))
    assert after[an.pk] == before[an.pk]
    assert scene.draft.targets.get(unit=an).working == 5
    set_targets(**at(scene), headline=[scene.head_row(None, None, 2)], rows=[])
    assert scene.draft.targets.count() == 1


def test_set_targets_refuses_what_does_not_add_up_naming_row_and_column(scene: Scene) -> None:
    make_issuable(scene)
    an, binh = scene.districts
    rows = [grid_row(an, None, 1, 2, 4), grid_row(binh, None, None, 4)]
    with pytest.raises(GridRefused) as caught:
        set_targets(**at(scene), headline=[scene.head_row(1, 1, 6, 9)], rows=rows)
    assert caught.value.messages == [
        "Dòng đầu (Tỉnh Thử Nghiệm), cột Tổng: ghi 9, các hạng sao cộng được 8.",
        "Dòng 1 (Huyện An), cột Tổng: ghi 4, các hạng sao cộng được 3.",
        "Cột 5 sao: tổng của kế hoạch là 1, các dòng cộng được 0 (-1).",
    ]
    assert [(f.row, f.column) for f in caught.value.faults] == [(0, "total"), (1, "total"), (0, "5")]
    assert scene.draft.targets.count() == 3


def test_set_targets_refuses_units_that_are_not_below_the_plan(scene: Scene) -> None:
    foreign, an = make_unit("district"), scene.districts[0]
    head = scene.head_row(None, None, 1)
    with pytest.raises(ValidationError, match=r"Dòng 1 .*không phải là đơn vị của Tỉnh Thử Nghiệm"):
        set_targets(**at(scene), headline=[head], rows=[grid_row(foreign, None, None, 1)])
    with pytest.raises(ValidationError, match="hai dòng cùng loại"):
        set_targets(**at(scene), headline=[head], rows=[grid_row(an, None, None, 1), grid_row(an, None, None, 0)])
    with pytest.raises(ValidationError, match="chỉ ghi cho đơn vị lập kế hoạch"):
        set_targets(**at(scene), headline=[grid_row(an, None, None, 1)], rows=[])


def test_rows_of_the_sheet_are_the_units_below_on_the_day_of_the_plan(scene: Scene) -> None:
    make_unit("district", scene.province, valid_from=date(2026, 1, 1))
    assert child_units(scene.plan) == scene.districts
    make_issuable(scene)
    headline, rows = stored_rows(scene.draft)
    assert [(r.name, r.committed) for r in rows] == [("Huyện An", {3: 1}), ("Huyện Bình", {3: 2})]
    assert headline[0].committed == {3: 3}


def test_compare_shows_changed_words_and_loses_no_text() -> None:
    def block(text: str) -> Block:
        return Block("line", 0, "", text)

    before = [block("Một hai ba bốn"), block("Giữ nguyên"), block("Bỏ hẳn đoạn này đi")]
    after = [block("Một hai ba năm"), block("Giữ nguyên"), block("1234"), block("Thêm mới")]
    pairs = compare(before, after)
    assert [p.kind for p in pairs] == ["changed", "same", "removed", "added", "added"]
    assert [piece.text for piece in pairs[0].after if piece.changed] == ["năm"]
    assert ["".join(x.text for x in p.before) for p in pairs if p.before] == [b.text for b in before]
    assert ["".join(x.text for x in p.after) for p in pairs if p.after] == [b.text for b in after]


@pytest.mark.parametrize(
    ("before", "after", "removed", "added"),
    [
        ("một hai ba bốn", "một hai ba bốn năm", [], [" năm"]),
        ("một hai ba bốn năm", "một hai ba bốn", [" năm"], []),
        ("10 sản phẩm năm 2025", "12 sản phẩm năm 2025", ["10"], ["12"]),
    ],
)
def test_compare_finds_the_words_that_differ(before: str, after: str, removed: list[str], added: list[str]) -> None:
    [pair] = compare([Block("line", 0, "", before)], [Block("line", 0, "", after)])
    assert [piece.text for piece in pair.before if piece.changed] == removed
    assert [piece.text for piece in pair.after if piece.changed] == added


def test_blank_lines_of_a_section_print_nothing(scene: Scene) -> None:
    data = version_content(scene.draft)
    data["sections"] = [{"number": "I", "heading": "A", "kind": "text", "body": "1. Một\n\n  \n- Hai"}]
    assert [block.plain for block in plan_blocks(data) if block.anchor] == ["I. A", "1. Một", "- Hai"]
