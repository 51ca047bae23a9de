"""Two versions compared: fields first, then paragraphs."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from programs.domain.plans import copy_issued_to_draft, issue_version
from programs.domain.plans_changes import field_changes
from programs.domain.plans_content import version_content
from programs.models import Activity, Batch, BatchProduct, Body, FundingSource, PlanVersion, Recipient, Target, Task
from tests.programs.plan_setup import Scene, make_issuable, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """An issued plan with a batch and a task, and a draft made from it."""
    made = make_scene()
    draft = make_issuable(made)
    batch = Batch.objects.create(version=draft, order=1, number=1, label="Đợt 1", window_to=date(2025, 6, 30))
    BatchProduct.objects.create(batch=batch, order=1, name="Nem chua", place="Huyện An", star_sought=3, kind="new")
    body = Body.objects.create(unit=made.province, name="Sở Y tế", kind="so")
    Task.objects.create(version=draft, order=1, body=body, heading="Sở Y tế", items=["Kiểm tra"])
    Activity.objects.create(version=draft, order=1, title="Tập huấn", count=1)
    draft = made.draft
    issue_version(version=draft, revision=draft.revision, actor=made.signer, number=36, issued_on=date(2025, 2, 24))
    copy_issued_to_draft(plan=made.plan, actor=made.officer)
    return made


def sides(scene: Scene) -> tuple[PlanVersion, PlanVersion]:
    return scene.plan.versions.get(state="issued"), scene.draft


def changes(scene: Scene) -> list[tuple[str, str, str, str]]:
    before, after = sides(scene)
    found = field_changes(version_content(before), version_content(after))
    return [(one.group, one.label, one.before, one.after) for one in found]


NEW = [("Đầu văn bản", "Số, ký hiệu", "36/KH-UBND", ""), ("Đầu văn bản", "Ngày ban hành", "24/02/2025", "")]


def test_a_fresh_copy_differs_by_number_and_day_only(scene: Scene) -> None:
    assert changes(scene) == NEW


def test_every_kind_of_field_is_seen(scene: Scene) -> None:
    draft = scene.draft
    Target.objects.filter(version=draft, order=1).update(committed=2, working=3)
    Batch.objects.filter(version=draft).update(window_to=date(2025, 9, 30))
    BatchProduct.objects.filter(batch__version=draft).update(star_sought=4)
    Task.objects.filter(version=draft).update(due_on=date(2025, 12, 1))
    FundingSource.objects.filter(version=draft).update(amount=1_500_000)
    Activity.objects.filter(version=draft).update(count=2)
    Recipient.objects.create(version=draft, order=2, text="Sở Y tế", purpose="để b/c")
    PlanVersion.objects.filter(pk=draft.pk).update(signer_name="Lê Văn B")
    assert changes(scene)[2:] == [
        ("Chỉ tiêu", "Huyện An, 3 sao", "1", "2, dự kiến 3"),
        ("Đợt đánh giá", "Đợt 1", "30/06/2025", "30/09/2025"),
        ("Đợt đánh giá", "Đợt 1: Nem chua", "Huyện An; 3 sao; công nhận mới", "Huyện An; 4 sao; công nhận mới"),
        ("Nhiệm vụ, cơ quan", "Sở Y tế: hạn", "", "01/12/2025"),
        ("Kinh phí", "Ngân sách tỉnh.", "ngân sách tỉnh", "ngân sách tỉnh – 1.500.000 đồng"),
        ("Hoạt động", "Tập huấn", "1", "2"),
        ("Nơi nhận", "Sở Y tế", "", "để b/c"),
        ("Người ký", "Họ và tên", "Nguyễn Văn Ký", "Lê Văn B"),
    ]


def test_the_page_compares_the_two_versions_chosen(scene: Scene, client: Client) -> None:
    before, after = sides(scene)
    page = reverse("programs:plan_compare", args=[scene.plan.slug])
    client.force_login(scene.officer)
    PlanVersion.objects.filter(pk=after.pk).update(opening="Lời dẫn mới")
    shown = client.get(page).content.decode()
    assert "<del>36/KH-UBND</del>" in shown
    assert "<ins>Lời dẫn mới</ins>" in shown
    turned = client.get(f"{page}?truoc={after.pk}&sau={before.pk}&tat-ca=1").content.decode()
    assert "<ins>36/KH-UBND</ins>" in turned
    same = client.get(f"{page}?truoc={before.pk}&sau={before.pk}").content.decode()
    assert "Hai bản giống nhau ở mọi trường." in same
    assert "Hai bản không khác nhau đoạn nào." in same
    assert client.get(f"{page}?truoc=0").status_code == 404


def test_one_version_alone_has_nothing_to_be_compared_with(client: Client) -> None:
    scene = make_scene()
    client.force_login(scene.officer)
    page = client.get(reverse("programs:plan_compare", args=[scene.plan.slug])).content.decode()
    assert "Chưa có hai bản để so sánh" in page
