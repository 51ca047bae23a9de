"""Steps of a version on its way to the signature, one test per exit; the plan's end."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from programs.domain.approval import StalePlan, close_plan, steps_open, take_step
from programs.domain.approval_rules import BY_NAME, STEPS
from programs.domain.approval_waiting import versions_waiting
from programs.domain.plans import copy_issued_to_draft, issue_version, save_head
from programs.domain.plans_lock import StaleVersion
from programs.domain.plans_number import held_number, offered_number
from programs.domain.register import void_number
from programs.enums import PlanStage
from programs.models import NumberEntry, NumberSeries, PlanVersion
from tests.factories import make_user
from tests.programs.plan_setup import Scene, make_issuable, make_scene

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 24)
SAID = {
    "submit": {"paper": "12/TTr-NN, 05/02/2025"},
    "withdraw": {},
    "return": {"note": "Sai tổng"},
    "appraise": {"note": "Đồng ý"},
    "recall": {"note": "Sửa lời"},
    "reopen": {"note": "Chưa rõ"},
}


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    make_issuable(made)
    return made


def step(scene: Scene, name: str, actor: Any, **changes: Any) -> PlanVersion:
    draft = scene.draft
    said = {"revision": draft.revision, **SAID[name], **changes}
    return take_step(version=draft, actor=actor, step=name, **said)


def issue(scene: Scene, **changes: Any) -> PlanVersion:
    draft = scene.draft
    values = {"revision": draft.revision, "actor": scene.signer, "number": 36, "issued_on": DAY, **changes}
    return issue_version(version=draft, **values)


def put_at(scene: Scene, stage: PlanStage) -> None:
    PlanVersion.objects.filter(pk=scene.draft.pk).update(stage=stage)


def test_a_draft_goes_to_appraisal_and_to_the_signer_and_every_step_is_kept(scene: Scene) -> None:
    step(scene, "submit", scene.officer)
    with pytest.raises(ValidationError, match="đang thẩm định"):
        issue(scene)
    step(scene, "appraise", scene.signer)
    issued = issue(scene)
    found = [(one.before, one.after, one.paper, one.note) for one in issued.steps.all()]
    assert found == [
        ("drafting", "appraisal", "12/TTr-NN, 05/02/2025", ""),
        ("appraisal", "appraised", "", "Đồng ý"),
        ("appraised", "issued", "36/KH-UBND", ""),
    ]
    verbs = list(LegalAct.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["submit_plan", "appraise_plan", "issue_plan"]


@pytest.mark.parametrize("name", [one.name for one in STEPS])
def test_each_step_leads_where_the_table_says(scene: Scene, name: str) -> None:
    put_at(scene, BY_NAME[name].before)
    actor = scene.officer if BY_NAME[name].rule(scene.officer, scene.plan) else scene.signer
    assert step(scene, name, actor).stage == BY_NAME[name].after


@pytest.mark.parametrize("name", [one.name for one in STEPS])
@pytest.mark.parametrize("stage", [PlanStage.DRAFTING, PlanStage.APPRAISAL, PlanStage.APPRAISED])
def test_a_step_is_refused_from_another_stage(scene: Scene, name: str, stage: PlanStage) -> None:
    if stage == BY_NAME[name].before:
        return
    put_at(scene, stage)
    with pytest.raises(ValidationError) as caught:
        step(scene, name, scene.officer)
    assert caught.value.code == "stage"
    assert scene.draft.stage == stage


@pytest.mark.parametrize("name", [one.name for one in STEPS])
def test_who_may_not_is_refused(scene: Scene, name: str) -> None:
    put_at(scene, BY_NAME[name].before)
    for actor in (scene.stranger, make_user(Role.VIEWER, scene.province)):
        assert name not in [one.name for one in steps_open(scene.draft, actor)]
        with pytest.raises(PermissionDenied):
            step(scene, name, actor)


@pytest.mark.parametrize(("name", "field"), [("submit", "paper"), ("return", "note"), ("appraise", "note")])
def test_a_step_says_what_it_needs(scene: Scene, name: str, field: str) -> None:
    put_at(scene, BY_NAME[name].before)
    with pytest.raises(ValidationError) as caught:
        step(scene, name, scene.signer if name != "submit" else scene.officer, **{field: " "})
    assert list(caught.value.message_dict) == [field]


def test_a_draft_on_its_way_is_not_edited(scene: Scene) -> None:
    step(scene, "submit", scene.officer)
    with pytest.raises(ValidationError, match="Hãy rút về soạn thảo"):
        save_head(version=scene.draft, revision=scene.draft.revision, actor=scene.officer, signer_name="x")
    step(scene, "withdraw", scene.officer)
    save_head(version=scene.draft, revision=scene.draft.revision, actor=scene.officer, signer_name="x")


def test_who_submitted_does_not_appraise_unless_the_setting_lets(scene: Scene) -> None:
    step(scene, "submit", scene.officer)
    assert [one.name for one in steps_open(scene.draft, scene.officer)] == ["withdraw"]
    with pytest.raises(ValidationError, match="Người trình không thẩm định"):
        step(scene, "appraise", scene.officer)
    SiteSetting.objects.create(key="plan_appraiser_is_other", value=False)
    assert step(scene, "appraise", scene.officer).stage == "appraised"


def test_only_the_signer_appraises_where_the_setting_says_so(scene: Scene) -> None:
    SiteSetting.objects.create(key="plan_appraiser", value="signer")
    step(scene, "submit", scene.officer)
    with pytest.raises(PermissionDenied):
        step(scene, "return", make_user(Role.PROVINCE_COORDINATOR, scene.province))
    assert step(scene, "return", scene.signer).stage == "drafting"


def test_a_draft_with_faults_does_not_go_to_be_signed(scene: Scene) -> None:
    PlanVersion.objects.filter(pk=scene.draft.pk).update(signer_name="")
    step(scene, "submit", scene.officer)
    with pytest.raises(ValidationError, match="Chưa ghi người ký"):
        step(scene, "appraise", scene.signer)


def test_a_stale_step_is_told_and_a_second_press_is_the_same_step(scene: Scene) -> None:
    seen = scene.draft.revision
    with pytest.raises(StaleVersion):
        step(scene, "submit", scene.officer, revision=seen + 1)
    step(scene, "submit", scene.officer)
    again = step(scene, "submit", scene.officer, revision=seen)
    assert (again.stage, again.steps.count(), LegalAct.objects.count()) == ("appraisal", 1, 1)


def test_with_the_setting_nothing_is_issued_that_nobody_appraised(scene: Scene) -> None:
    SiteSetting.objects.create(key="plan_appraisal_required", value=True)
    with pytest.raises(ValidationError, match="phải qua thẩm định"):
        issue(scene)
    step(scene, "submit", scene.officer)
    step(scene, "appraise", scene.signer)
    assert issue(scene).number == 36


def this_year(scene: Scene) -> date:
    """The plan is this year's and the register gives numbers."""
    SiteSetting.objects.create(key="number_mode", value="given")
    today = timezone.localdate()
    scene.plan.year = today.year
    scene.plan.save()
    abstract = scene.draft.abstract.replace("2025", str(today.year))
    PlanVersion.objects.filter(pk=scene.draft.pk).update(abstract=abstract)
    return today


def test_the_number_is_held_for_the_signer_and_used_when_issued(scene: Scene) -> None:
    today = this_year(scene)
    step(scene, "submit", scene.officer)
    assert held_number(scene.draft) is None
    step(scene, "appraise", scene.signer)
    held = held_number(scene.draft)
    assert held is not None
    assert (held.number, held.state, offered_number(scene.draft)) == (1, "reserved", 1)
    with pytest.raises(ValidationError, match="đang giữ số 01/KH-UBND"):
        issue(scene, number=2, issued_on=today)
    assert issue(scene, number=None, issued_on=today).number == 1
    assert list(NumberEntry.objects.values_list("number", "state")) == [(1, "used")]


def test_a_held_number_keeps_its_place_among_the_days(scene: Scene) -> None:
    today = this_year(scene)
    step(scene, "submit", scene.officer)
    step(scene, "appraise", scene.signer)
    series, earlier = NumberSeries.objects.get(), today.replace(day=1)
    series.entries.create(number=2, issued_on=earlier, origin="given")
    if earlier < today:
        with pytest.raises(ValidationError, match="không được sau ngày đó"):
            issue(scene, number=None, issued_on=today)
    void_number(actor=scene.signer, entry_id=held_number(scene.draft).pk, reason="Ban hành muộn")  # type: ignore[union-attr]
    assert issue(scene, number=None, issued_on=today).number == 3


def test_a_held_number_of_another_symbol_is_struck_out(scene: Scene) -> None:
    today = this_year(scene)
    step(scene, "submit", scene.officer)
    step(scene, "appraise", scene.signer)
    step(scene, "recall", scene.officer)
    draft = scene.draft
    save_head(version=draft, revision=draft.revision, actor=scene.officer, symbol="KH-OCOP")
    assert issue(scene, number=None, issued_on=today).document_number == "01/KH-OCOP"
    assert sorted(NumberEntry.objects.values_list("series__symbol", "state")) == [
        ("KH-OCOP", "used"),
        ("KH-UBND", "void"),
    ]


def test_waiting_lists_follow_the_way(scene: Scene) -> None:
    def waits(user: Any) -> list[str]:
        return [one.waits_for for one in versions_waiting(user)]

    people = (scene.officer, scene.signer, scene.stranger)
    assert [waits(one) for one in people] == [[], [], []]
    step(scene, "submit", scene.officer)
    assert [waits(one) for one in people] == [[], ["appraise"], []]
    step(scene, "return", scene.signer)
    assert [waits(one) for one in people] == [["mend"], [], []]
    step(scene, "submit", scene.officer)
    step(scene, "appraise", scene.signer)
    assert [waits(one) for one in people] == [["sign"], ["sign"], []]
    issue(scene)
    assert [waits(one) for one in people] == [[], [], []]


def test_an_adjustment_says_why_and_which_version_it_replaces(scene: Scene) -> None:
    issued = issue(scene)
    draft = copy_issued_to_draft(plan=scene.plan, actor=scene.officer, purpose="supplement", reason=" Thêm xã ")
    assert (draft.purpose, draft.reason, draft.replaces, draft.stage) == ("supplement", "Thêm xã", issued, "drafting")
    assert LegalAct.objects.get(verb="adjust_plan").payload["replaces"] == "36/KH-UBND"
    with pytest.raises(ValidationError, match="điều chỉnh hoặc bổ sung"):
        copy_issued_to_draft(plan=scene.plan, actor=scene.officer, purpose="first")


def end(scene: Scene, **changes: Any) -> Any:
    plan = type(scene.plan).objects.get(pk=scene.plan.pk)
    values = {"revision": plan.revision, "actor": scene.signer, "closed_on": date(2025, 12, 31), "note": "Đạt 3/3"}
    return close_plan(plan=plan, **{**values, **changes})


def test_a_closed_plan_takes_no_new_draft(scene: Scene) -> None:
    issue(scene)
    closed = end(scene)
    assert (closed.closed_on, closed.closing_note) == (date(2025, 12, 31), "Đạt 3/3")
    assert end(scene).revision == closed.revision
    with pytest.raises(ValidationError, match="đã kết thúc"):
        copy_issued_to_draft(plan=scene.plan, actor=scene.officer)
    assert LegalAct.objects.filter(verb="close_plan").count() == 1


def test_the_end_is_refused(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="chưa ban hành"):
        end(scene)
    issue(scene)
    with pytest.raises(PermissionDenied):
        end(scene, actor=scene.stranger)
    with pytest.raises(StalePlan):
        end(scene, revision=99)
    with pytest.raises(ValidationError) as caught:
        end(scene, closed_on=date(2025, 2, 23), note=" ")
    assert sorted(caught.value.message_dict) == ["closed_on", "note"]
    copy_issued_to_draft(plan=scene.plan, actor=scene.officer)
    step(scene, "submit", scene.officer)
    with pytest.raises(ValidationError, match="đang thẩm định hoặc chờ ký"):
        end(scene)
