"""The page of a plan's way, taking a plan up again, ending it, and the signer offered at the head."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from programs.enums import BodyKind
from programs.models import Body, Delegation, Plan
from tests.programs.plan_setup import Scene, make_issuable, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    make_issuable(made)
    return made


def url(scene: Scene, name: str) -> str:
    return reverse(f"programs:{name}", args=[scene.plan.slug])


def test_the_way_shows_the_one_thing_that_is_next(scene: Scene, client: Client) -> None:
    page = url(scene, "plan_way")
    client.force_login(scene.officer)
    assert "Trình thẩm định" in client.get(page).content.decode()
    data = {"step": "submit", "revision": str(scene.draft.revision)}
    refused = client.post(page, data)
    assert (refused.status_code, "Hãy ghi số, ký hiệu" in refused.content.decode()) == (422, True)
    assert client.post(page, {**data, "paper": "12/TTr-NN"}).status_code == 302
    shown = client.get(page).content.decode()
    assert ("Rút về soạn thảo" in shown, "Đồng ý, chuyển ký" in shown, "12/TTr-NN" in shown) == (True, False, True)
    assert "Sửa dự thảo" not in client.get(url(scene, "plan_detail")).content.decode()
    client.force_login(scene.signer)
    data = {"step": "appraise", "revision": str(scene.draft.revision), "note": "Đồng ý", "paper": ""}
    assert client.post(page, data).status_code == 302
    assert "Ký, ban hành" in client.get(page).content.decode()


def test_a_stale_step_is_told_and_the_words_stay(scene: Scene, client: Client) -> None:
    client.force_login(scene.officer)
    data = {"step": "submit", "revision": "99", "paper": "12/TTr-NN"}
    page = client.post(url(scene, "plan_way"), data).content.decode()
    assert ("đã được người khác lưu" in page, 'value="12/TTr-NN"' in page) == (True, True)
    assert f'value="{scene.draft.revision}"' in page


@pytest.mark.parametrize("name", ["", "fly", "return"])
def test_a_step_that_is_none_or_not_ones_own_is_absent(scene: Scene, client: Client, name: str) -> None:
    client.force_login(scene.stranger if name == "return" else scene.officer)
    assert client.post(url(scene, "plan_way"), {"step": name, "revision": "0"}).status_code == 404


def test_other_versions_are_asked_for_by_their_id(scene: Scene, client: Client) -> None:
    client.force_login(scene.officer)
    page = url(scene, "plan_way")
    assert client.get(f"{page}?ban={scene.draft.pk}").status_code == 200
    assert client.get(f"{page}?ban=0").status_code == 404
    scene.draft.delete()
    assert client.get(page).status_code == 404


def issue(scene: Scene, client: Client) -> None:
    client.force_login(scene.signer)
    data = {"revision": str(scene.draft.revision), "number": "36", "issued_on": "24/02/2025"}
    assert client.post(url(scene, "plan_issue"), data).status_code == 302


def test_an_issued_plan_is_adjusted_with_a_reason_that_is_shown(scene: Scene, client: Client) -> None:
    issue(scene, client)
    client.force_login(scene.officer)
    assert "Gửi nơi nhận" in client.get(url(scene, "plan_way")).content.decode()
    assert "thay bản số 36/KH-UBND ngày 24/02/2025" in client.get(url(scene, "plan_copy")).content.decode()
    assert client.post(url(scene, "plan_copy"), {"purpose": "adjust"}).status_code == 422
    data = {"purpose": "adjust", "reason": "Tăng một sản phẩm"}
    assert client.post(url(scene, "plan_copy"), data).status_code == 302
    draft = scene.draft
    shown = client.get(f"{url(scene, 'plan_detail')}?ban={draft.pk}").content.decode()
    assert "Điều chỉnh Kế hoạch số 36/KH-UBND ngày 24/02/2025: Tăng một sản phẩm" in " ".join(shown.split())


def test_a_plan_is_ended_by_its_signer(scene: Scene, client: Client) -> None:
    issue(scene, client)
    page = url(scene, "plan_close")
    revision = Plan.objects.get(pk=scene.plan.pk).revision
    data = {"revision": str(revision), "closed_on": "31/12/2025", "note": "Đạt 3/3 sản phẩm"}
    assert client.post(page, {**data, "closed_on": "01/01/2024"}).status_code == 422
    assert client.post(page, data).status_code == 302
    shown = client.get(url(scene, "plan_way")).content.decode()
    assert ("Đạt 3/3 sản phẩm" in shown, "Điều chỉnh, bổ sung" in shown) == (True, False)
    client.force_login(scene.officer)
    assert "Lập dự thảo điều chỉnh" not in client.get(url(scene, "plan_detail")).content.decode()


@pytest.fixture
def right(scene: Scene) -> Delegation:
    body = Body.objects.create(unit=scene.province, name="UBND tỉnh", kind=BodyKind.PEOPLE_COMMITTEE)
    fields = {"head_title": "CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "valid_from": date(2025, 1, 1)}
    return Delegation.objects.create(body=body, form="kt", name="Trần Thị Phó", **fields)


def test_the_signer_in_force_is_offered_at_the_head(scene: Scene, client: Client, right: Delegation) -> None:
    client.force_login(scene.officer)
    page = client.get(url(scene, "plan_edit")).content.decode()
    assert "Trần Thị Phó" in page
    data = {"revision": str(scene.draft.revision), "quyen": str(right.pk)}
    assert client.post(url(scene, "plan_signer"), data).status_code == 302
    draft = scene.draft
    assert draft.signer_authority == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"
    assert (draft.signer_title, draft.signer_name) == ("PHÓ CHỦ TỊCH", "Trần Thị Phó")
    stale = client.post(url(scene, "plan_signer"), data, follow=True).content.decode()
    assert "đã được người khác lưu" in stale
    gone = client.post(url(scene, "plan_signer"), {**data, "quyen": "0"}, follow=True).content.decode()
    assert "không còn hiệu lực" in gone


def test_a_draft_without_signer_begins_with_the_one_in_force(scene: Scene, client: Client, right: Delegation) -> None:
    type(scene.draft).objects.update(signer_name="")
    client.force_login(scene.officer)
    page = client.get(url(scene, "plan_edit"))
    assert page.context["form"]["signer_name"].value() == "Trần Thị Phó"
