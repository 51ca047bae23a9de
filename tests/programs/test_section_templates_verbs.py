"""Templates of plans: who writes them, what is refused, and the plan that begins with one."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.accounts.enums import Role
from programs.domain.plans import create_plan, issue_faults
from programs.domain.plans_content import version_content
from programs.domain.plans_text import draft_facts, plan_blocks
from programs.domain.templates import (
    StaleTemplate,
    create_template,
    drafting_day,
    remove_section_template,
    save_section_template,
    save_template,
    templates_for,
)
from programs.domain.templates_load import load_templates
from programs.domain.templates_text import MAX_SECTIONS
from programs.models import PlanTemplate, SectionTemplate
from tests.factories import make_nation, make_unit, make_user
from tests.programs.plan_setup import Scene, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def make(scene: Scene, **changes: Any) -> PlanTemplate:
    values = {"tier": "province", "title": "Mẫu thử", "valid_from": date(2024, 1, 1), "unit": scene.province}
    return create_template(actor=scene.officer, **{**values, **changes})


def add(scene: Scene, template: PlanTemplate, **changes: Any) -> SectionTemplate:
    template.refresh_from_db()
    values = {"number": "I", "heading": "MỞ ĐẦU", "kind": "text", "body": "1. Của {{ don_vi }}"}
    at = {"template": template, "revision": template.revision, "actor": scene.officer}
    return save_section_template(**{**at, **values, **changes})


def test_a_new_plan_begins_with_its_template(scene: Scene) -> None:
    template = make(scene)
    add(scene, template)
    add(scene, template, number="II", heading="NĂM {{ nam }}", kind="targets", body="Có {{ chi_tieu.tong }}, {{ nam }}")
    template.refresh_from_db()
    texts = {
        "opening": "UBND {{ don_vi }} ({{ tinh }}, {{ nam_truoc }}), {{ nam }}",
        "bases": "Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ;",
        "recipients": "- UBND {{ don_vi }} (b/c);\n- Lưu: VT.",
        "valid_to": date(2025, 12, 31),
    }
    save_template(template=template, revision=template.revision, actor=scene.officer, **texts)
    other = make_unit("province", name="Tỉnh Khác")
    plan = create_plan(unit=scene.province, year=2024, actor=scene.officer)
    version = plan.versions.get()
    blocks = [block.plain for block in plan_blocks(version_content(version), draft_facts(version_content(version)))]
    assert blocks == [
        "Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ",
        "UBND tỉnh Thử Nghiệm (tỉnh Thử Nghiệm, 2023), 2024",
        "I. MỞ ĐẦU",
        "1. Của tỉnh Thử Nghiệm",
        "II. NĂM 2024",
        "Có [chưa có: chi_tieu.tong], 2024",
    ]
    assert list(version.recipient_set.values_list("text", "purpose")) == [
        ("UBND tỉnh Thử Nghiệm", "b/c"),
        ("Lưu: VT", ""),
    ]
    assert version.legalbasis_set.get().issued_on == date(2023, 2, 24)
    assert templates_for(unit=other, year=2024) == []


def test_the_default_is_the_newest_of_the_day_and_a_unit_goes_before_the_country(scene: Scene) -> None:
    load_templates()
    commune = make_unit("commune", scene.districts[0])
    keys = {year: [one.key for one in templates_for(unit=scene.province, year=year)] for year in (2022, 2024, 2025)}
    assert keys == {2022: [], 2024: ["tinh-2023"], 2025: ["tinh-2025"]}
    assert drafting_day(2024) == date(2024, 12, 31)
    assert [one.key for one in templates_for(unit=commune, year=2025)] == ["xa-2025"]
    own = make(scene, valid_from=date(2025, 7, 6), tier="commune")
    old = make(scene, valid_from=date(2024, 1, 1), tier="commune")
    found = templates_for(unit=commune, year=2025)
    assert [(one.pk, one.key) for one in found][::2] == [(own.pk, ""), (old.pk, "")]
    assert found[1].key == "xa-2025"
    save_template(template=own, revision=0, actor=scene.officer, is_active=False)
    assert own not in templates_for(unit=commune, year=2025)


def test_a_template_is_chosen_and_one_of_another_day_is_refused(scene: Scene) -> None:
    load_templates()
    old, new = PlanTemplate.objects.get(key="tinh-2023"), PlanTemplate.objects.get(key="tinh-2025")
    with pytest.raises(ValidationError, match="không dùng cho đơn vị và năm"):
        create_plan(unit=scene.province, year=2024, actor=scene.officer, template=new)
    plan = create_plan(unit=scene.province, year=2024, actor=scene.officer, template=old)
    assert [one.number for one in plan.versions.get().section_set.all()] == ["I", "II", "III", "IV"]
    assert not [fault for fault in issue_faults(plan.versions.get()) if "không có số liệu" in fault]


def test_shipped_templates_are_loaded_once_and_changes_stay(scene: Scene) -> None:
    assert load_templates() == 7
    PlanTemplate.objects.filter(key="xa-2026").update(title="Đã sửa")
    assert load_templates() == 0
    assert PlanTemplate.objects.get(key="xa-2026").title == "Đã sửa"
    assert SectionTemplate.objects.filter(template__key="xa-2026").count() == 5


def test_who_writes_and_who_sees(scene: Scene) -> None:
    template = make(scene)
    officer = make_user(Role.COMMUNE_OFFICER, make_unit("commune", scene.districts[0]))
    chief = make_user(Role.ADMIN, make_nation())
    load_templates()
    shared = PlanTemplate.objects.get(key="tinh-2026")
    for actor, unit in ((officer, scene.province), (scene.stranger, scene.province), (scene.officer, None)):
        with pytest.raises(PermissionDenied):
            create_template(actor=actor, unit=unit, tier="commune", title="x", valid_from=date(2024, 1, 1))
    with pytest.raises(PermissionDenied):
        save_template(template=shared, revision=0, actor=scene.officer, title="x")
    assert save_template(template=shared, revision=0, actor=chief, title="Mới").title == "Mới"
    seen = {user: PlanTemplate.objects.visible_to(user).count() for user in (officer, scene.officer, scene.stranger)}
    assert list(seen.values()) == [8, 8, 7]
    assert template in PlanTemplate.objects.visible_to(officer)
    assert PlanTemplate.objects.visible_to(None).count() == 0


def test_a_copy_says_what_its_source_says(scene: Scene) -> None:
    load_templates()
    source = PlanTemplate.objects.get(key="tinh-2025")
    made = make(scene, source=source, valid_from=date(2025, 8, 1))
    assert (made.key, made.valid_to, made.bases) == ("", source.valid_to, source.bases)
    assert [one.body for one in made.sections.all()] == [one.body for one in source.sections.all()]
    with pytest.raises(ValidationError, match="1489/QĐ-TTg"):
        make(scene, source=source, valid_from=date(2026, 8, 1))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("bases", "x\n{{ la }}", "Căn cứ, dòng 2: không có số liệu tên “la”."),
        ("opening", "{{ la }}", "Lời dẫn, dòng 1: không có số liệu tên “la”."),
        ("bases", "số 26/2026/QĐ-TTg", "Căn cứ 26/2026/QĐ-TTg có từ 22/05/2026; ngày đầu dùng mẫu phải từ ngày đó."),
        ("recipients", "{{ chi_tieu.tong }}", "Nơi nhận, dòng 1: không có số liệu tên “chi_tieu.tong”."),
    ],
)
def test_texts_with_faults_are_refused_at_their_field(scene: Scene, field: str, value: str, message: str) -> None:
    template = make(scene)
    with pytest.raises(ValidationError) as caught:
        save_template(template=template, revision=0, actor=scene.officer, **{field: value})
    assert caught.value.message_dict == {field: [message]}
    template.refresh_from_db()
    assert (template.revision, getattr(template, field)) == (0, "")


def test_sections_are_changed_refused_and_removed(scene: Scene) -> None:
    template = make(scene)
    one = add(scene, template, body="1.  Một \n\n-Hai")
    assert (str(one), one.order, one.body) == ("I. MỞ ĐẦU", 1, "1. Một\n- Hai")
    changed = add(scene, template, section=one, heading="KHÁC", order=3)
    assert (changed.pk, changed.heading, changed.order) == (one.pk, "KHÁC", 3)
    with pytest.raises(ValidationError) as caught:
        add(scene, template, body="a\n{{ dot_1.thang }}", heading="{{ dot.so }}")
    assert set(caught.value.message_dict) == {"body", "heading"}
    with pytest.raises(StaleTemplate, match="Mẫu đã được người khác lưu"):
        add(scene, template, revision=0)
    template.refresh_from_db()
    at = {"template": template, "revision": template.revision, "actor": scene.officer}
    remove_section_template(**at, section=changed)
    assert template.sections.count() == 0
    with pytest.raises(TypeError):
        save_template(template=template, revision=template.revision + 1, actor=scene.officer, tier="commune")


def test_a_template_has_so_many_sections_at_most(scene: Scene) -> None:
    template = make(scene)
    SectionTemplate.objects.bulk_create(
        SectionTemplate(template=template, order=n, number="I", heading="x") for n in range(MAX_SECTIONS)
    )
    with pytest.raises(ValidationError, match="nhiều nhất 20 phần"):
        add(scene, template)
