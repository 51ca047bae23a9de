"""The way of a plan in a real browser: two people take it to the signature, a commune receives it; bodies."""

from datetime import date
from typing import Any

import pytest

from ocop.accounts.enums import Role
from programs.domain.plans import copy_issued_to_draft
from programs.enums import BodyKind, Tier
from programs.models import Body, BodyChange, Delegation, Recipient
from tests.factories import make_unit, make_user
from tests.programs.plan_setup import Scene, make_issuable, make_scene

from .helpers import Visit


@pytest.fixture
def scene(transactional_db: None, live_server: Any) -> Scene:
    """A draft that can be issued, a commune to receive it, and who signs."""
    made = make_scene()
    draft = make_issuable(made)
    make_unit(Tier.COMMUNE, made.province, name="Xã Nhận")
    Recipient.objects.create(version=draft, order=2, text="UBND các xã, phường", purpose="t/h")
    body = Body.objects.create(
        unit=made.province, name="Ủy ban nhân dân tỉnh Thử Nghiệm", kind=BodyKind.PEOPLE_COMMITTEE
    )
    titles = {"head_title": "CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "valid_from": date(2025, 1, 1)}
    Delegation.objects.create(body=body, form="kt", name="Nguyễn Văn Ký", is_illustration=True, **titles)
    return made


def test_a_plan_goes_to_the_signature_and_is_received(visit: Visit, scene: Scene) -> None:
    page, way = visit.page, f"/ke-hoach/{scene.plan.slug}/trinh-duyet/"
    visit.sign_in(scene.officer)
    faults = visit.faults(way) + visit.faults(f"/ke-hoach/{scene.plan.slug}/sua/")
    page.goto(way)
    page.get_by_label("Tờ trình").fill("12/TTr-NN, 05/02/2025")
    page.get_by_role("button", name="Trình thẩm định").click()
    visit.sign_in(scene.signer)
    faults += visit.faults(way)
    page.goto(way)
    form = page.get_by_role("form", name="Đồng ý, chuyển ký")
    form.get_by_label("Ý kiến, lý do").fill("Đồng ý ban hành")
    form.get_by_role("button").click()
    page.get_by_role("link", name="Ký, ban hành").click()
    page.get_by_label("Số văn bản").fill("36")
    page.get_by_label("Ngày ban hành").fill("24/02/2025")
    page.get_by_role("button", name="Ban hành").click()
    visit.sign_in(scene.officer)
    faults += visit.faults(f"/ke-hoach/{scene.plan.slug}/gui/")
    page.goto(way)
    page.get_by_role("link", name="Gửi nơi nhận").click()
    page.get_by_role("button", name="Gửi", exact=True).click()
    faults += visit.faults(f"/ke-hoach/{scene.plan.slug}/gui/") + visit.faults(way)
    receive(visit, scene)
    assert faults == []


def receive(visit: Visit, scene: Scene) -> None:
    """Somebody of the commune opens the issued plan and confirms its receipt."""
    commune = type(scene.province).objects.get(name="Xã Nhận")
    visit.sign_in(make_user(Role.COMMUNE_OFFICER, commune))
    visit.page.goto(f"/ke-hoach/{scene.plan.slug}/gui/")
    visit.page.get_by_role("button", name="Đã nhận").click()
    assert visit.page.get_by_text("1 nơi, 1 nơi đã nhận.").is_visible()


def test_adjusting_comparing_and_bodies_are_accessible(visit: Visit, scene: Scene) -> None:
    from programs.domain.plans import issue_version

    draft = scene.draft
    issue_version(version=draft, revision=draft.revision, actor=scene.signer, number=36, issued_on=date(2025, 2, 24))
    visit.sign_in(scene.officer)
    faults = visit.faults(f"/ke-hoach/{scene.plan.slug}/lap-du-thao/")
    faults += visit.faults(f"/ke-hoach/{scene.plan.slug}/ket-thuc/")
    copy_issued_to_draft(plan=scene.plan, actor=scene.officer, reason="Thêm sản phẩm")
    faults += visit.faults(f"/ke-hoach/{scene.plan.slug}/so-sanh/")
    body = Body.objects.get()
    after = Body.objects.create(unit=scene.province, name="Ủy ban mới", valid_from=date(2026, 1, 1))
    BodyChange.objects.create(predecessor=body, successor=after, kind="renamed", effective_on=date(2026, 1, 1))
    for page in ("", "moi/", f"{body.pk}/", f"{body.pk}/sua/", f"{body.pk}/thay-doi/", f"{body.pk}/quyen-ky/"):
        faults += visit.faults(f"/co-quan/{page}")
    assert faults == []
