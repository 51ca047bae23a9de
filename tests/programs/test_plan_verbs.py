"""Verbs of a plan's life, one test per exit."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.accounts.enums import Role
from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct
from programs.domain.plans import content_hash, copy_issued_to_draft, create_plan, issue_version, save_head
from programs.domain.plans_content import version_content
from programs.domain.plans_lock import StaleVersion
from programs.domain.plans_parts import save_batch, save_task
from programs.enums import Tier
from programs.models import PlanVersion
from tests.factories import make_plan, make_unit, make_user
from tests.programs.plan_setup import Scene, make_issuable, make_scene

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 24)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def issue(scene: Scene, version: PlanVersion, **changes: Any) -> PlanVersion:
    values = {"revision": version.revision, "actor": scene.signer, "number": 36, "issued_on": DAY, **changes}
    return issue_version(version=version, **values)


def test_create_plan_makes_an_empty_draft_in_five_parts(scene: Scene) -> None:
    draft = scene.draft
    assert scene.plan.slug == "thu-nghiem-2025"
    assert scene.plan.title.endswith("(OCOP) năm 2025, tỉnh Thử Nghiệm")
    assert (draft.place, draft.issuer) == ("Thử Nghiệm", "Ủy ban nhân dân tỉnh Thử Nghiệm")
    assert draft.abstract.startswith("Thực hiện Chương trình mỗi xã một sản phẩm (OCOP)")
    assert [(s.number, s.kind) for s in draft.section_set.all()] == [
        ("I", "text"),
        ("II", "targets"),
        ("III", "text"),
        ("IV", "funding"),
        ("V", "tasks"),
    ]


def test_create_plan_refuses_a_stranger(scene: Scene) -> None:
    with pytest.raises(PermissionDenied):
        create_plan(unit=scene.province, year=2026, actor=scene.stranger)


def test_create_plan_refuses_a_second_plan_of_the_year(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="đã có kế hoạch của năm đó"):
        create_plan(unit=scene.province, year=2025, actor=scene.officer)


@pytest.mark.parametrize("year", [2019, 2025])
def test_create_plan_refuses_a_year_in_which_the_unit_did_not_exist(year: int) -> None:
    unit = make_unit(Tier.DISTRICT, valid_to=date(2024, 12, 31))
    officer = make_user(Role.DISTRICT_COORDINATOR, unit)
    with pytest.raises(ValidationError, match=f"không tồn tại trong năm {year}"):
        create_plan(unit=unit, year=year, actor=officer)


def test_two_units_of_one_name_get_two_addresses(scene: Scene) -> None:
    other = make_unit(Tier.PROVINCE, name="Tỉnh Thử Nghiệm")
    plan = create_plan(unit=other, year=2025, actor=make_user(Role.PROVINCE_COORDINATOR, other))
    assert plan.slug == f"thu-nghiem-2025-{other.code.lower()}"


def test_save_head_writes_and_raises_the_revision(scene: Scene) -> None:
    before = scene.draft
    save_head(version=before, revision=before.revision, actor=scene.officer, signer_name="Lê Văn A")
    assert (scene.draft.signer_name, scene.draft.revision) == ("Lê Văn A", before.revision + 1)


def test_save_head_refuses_a_stranger_and_an_unknown_field(scene: Scene) -> None:
    draft = scene.draft
    with pytest.raises(PermissionDenied):
        save_head(version=draft, revision=draft.revision, actor=scene.stranger, signer_name="x")
    with pytest.raises(TypeError):
        save_head(version=draft, revision=draft.revision, actor=scene.officer, state="issued")
    assert scene.draft.revision == draft.revision


def test_the_second_of_two_savers_is_refused_and_nothing_is_overwritten(scene: Scene) -> None:
    seen = scene.draft
    save_head(version=seen, revision=seen.revision, actor=scene.officer, signer_name="Người thứ nhất")
    with pytest.raises(StaleVersion, match="đã được người khác lưu") as caught:
        save_head(version=seen, revision=seen.revision, actor=scene.officer, signer_name="Người thứ hai")
    assert caught.value.revision == seen.revision + 1
    assert scene.draft.signer_name == "Người thứ nhất"


def test_issue_freezes_the_draft_as_one_legal_act(scene: Scene) -> None:
    issued = issue(scene, make_issuable(scene))
    act = LegalAct.objects.get()
    assert (issued.state, issued.document_number, issued.issued_on) == ("issued", "36/KH-UBND", DAY)
    assert (act.verb, act.actor, act.payload["number"]) == ("issue_plan", scene.signer, "36/KH-UBND")
    assert act.payload["sha256"] == content_hash(PlanVersion.objects.select_related("plan__unit").get(pk=issued.pk))
    assert list(verify_chain()) == []
    with pytest.raises(ValidationError, match="đã ban hành không sửa được"):
        save_head(version=issued, revision=issued.revision, actor=scene.officer, signer_name="x")


def test_the_coordinator_of_the_tier_may_issue(scene: Scene) -> None:
    assert issue(scene, make_issuable(scene), actor=scene.officer).number == 36


def test_issue_refuses_a_stranger_and_the_signer_of_another_tier(scene: Scene) -> None:
    draft = make_issuable(scene)
    commune = make_unit(Tier.COMMUNE, scene.districts[0])
    for actor in (scene.stranger, make_user(Role.SIGNER, commune), make_user(Role.VIEWER, scene.province)):
        with pytest.raises(PermissionDenied):
            issue(scene, draft, actor=actor)


def test_a_province_signs_no_plan_of_a_commune(scene: Scene) -> None:
    commune = make_unit(Tier.COMMUNE, scene.districts[0])
    plan = create_plan(unit=commune, year=2025, actor=make_user(Role.COMMUNE_OFFICER, commune))
    with pytest.raises(PermissionDenied):
        issue(scene, plan.versions.get(), actor=scene.signer)


def test_issue_refuses_twice_and_stale(scene: Scene) -> None:
    draft = make_issuable(scene)
    with pytest.raises(StaleVersion):
        issue(scene, draft, revision=draft.revision + 1)
    issue(scene, draft)
    with pytest.raises(ValidationError, match="đã ban hành"):
        issue(scene, draft, number=37)
    assert LegalAct.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"number": 0}, "Số văn bản phải từ 1 trở lên."),
        ({"issued_on": date(2999, 1, 1)}, "Ngày ban hành không được ở tương lai."),
        ({"issued_on": date(2023, 12, 31)}, "Kế hoạch năm 2025 phải được ban hành trong năm đó hoặc năm trước."),
    ],
)
def test_issue_refuses_a_wrong_number_or_day(scene: Scene, change: dict, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        issue(scene, make_issuable(scene), **change)
    assert caught.value.messages == [message]
    assert scene.draft.number is None


def test_issue_refuses_a_number_used_in_the_year(scene: Scene) -> None:
    issue(scene, make_issuable(scene))
    draft = copy_issued_to_draft(plan=scene.plan, actor=scene.officer)
    with pytest.raises(ValidationError, match="Số 36/KH-UBND đã dùng"):
        issue(scene, draft)
    assert issue(scene, draft, number=40).number == 40


def test_issue_lists_everything_that_is_missing(scene: Scene) -> None:
    draft = make_issuable(scene)
    draft.targets.filter(unit=scene.districts[1]).update(committed=1)
    draft.recipient_set.all().delete()
    draft.section_set.filter(number="I").update(body="một\n{{ du_kien.tong }}")
    PlanVersion.objects.filter(pk=draft.pk).update(signer_name="")
    with pytest.raises(ValidationError) as caught:
        issue(scene, scene.draft)
    assert caught.value.messages == [
        "Cột 3 sao: tổng của kế hoạch là 3, các dòng cộng được 2 (-1).",
        "Mục I, dòng 2: số liệu “du_kien.tong” chưa có giá trị.",
        "Chưa ghi người ký.",
        "Chưa ghi nơi nhận.",
    ]


def test_copy_makes_a_draft_that_says_the_same(scene: Scene) -> None:
    draft = make_issuable(scene)
    at = {"version": draft, "actor": scene.officer}
    fields = {"number": "1", "label": "Đợt 1", "wording": ""}
    save_batch(**at, revision=0, fields=fields, products=[{"name": "Nem", "kind": "new"}])
    save_task(**at, revision=1, fields={"heading": "A", "items": ["a"]}, lead="A", coordinating=["B", "C"])
    issued = issue(scene, scene.draft)
    draft = copy_issued_to_draft(plan=scene.plan, actor=scene.officer)
    before, after = version_content(issued), version_content(draft)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"state", "number", "issued_on", "source"}
    assert draft.revision == 0
    with pytest.raises(ValidationError, match="đã có dự thảo"):
        copy_issued_to_draft(plan=scene.plan, actor=scene.officer)


def test_copy_refuses_a_stranger_and_a_plan_without_issued_text(scene: Scene) -> None:
    with pytest.raises(PermissionDenied):
        copy_issued_to_draft(plan=scene.plan, actor=scene.stranger)
    with pytest.raises(ValidationError, match="chưa có bản ban hành"):
        copy_issued_to_draft(plan=make_plan(scene.province, 2024), actor=scene.officer)


@pytest.mark.parametrize(
    ("tier", "role", "can"),
    [
        (Tier.PROVINCE, Role.PROVINCE_COORDINATOR, True),
        (Tier.PROVINCE, Role.ADMIN, True),
        (Tier.PROVINCE, Role.SIGNER, False),
        (Tier.PROVINCE, Role.VIEWER, False),
        (Tier.PROVINCE, Role.COMMUNE_OFFICER, False),
        (Tier.DISTRICT, Role.DISTRICT_COORDINATOR, True),
        (Tier.COMMUNE, Role.COMMUNE_OFFICER, True),
        (Tier.COMMUNE, Role.PROVINCE_COORDINATOR, False),
        (Tier.NATION, Role.ADMIN, False),
    ],
)
def test_who_writes_plans_of_which_tier(tier: str, role: str, can: bool) -> None:
    from programs.rules import can_edit_plan, can_write_plans_of

    unit = make_unit(tier)
    user = make_user(role, unit)
    assert can_write_plans_of(user, unit) is can
    assert can_edit_plan(user, make_plan(unit)) is can
