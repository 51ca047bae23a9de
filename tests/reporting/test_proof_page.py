"""The prover's page: findings with their places, explanations by the issuer, absence for others."""

import pytest
from django.test import Client
from django.utils.html import escape

from programs.models import PlanVersion, ProofExplanation
from tests.factories import make_user
from tests.programs.plan_setup import Scene, make_issuable, make_scene

pytestmark = pytest.mark.django_db
MESSAGE = "Cột 3 sao: tổng của kế hoạch là 3, các dòng cộng được 2 (-1)."


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    make_issuable(made)
    return made


def address(scene: Scene) -> str:
    return f"/ke-hoach/{scene.plan.slug}/kiem-tra/"


def broken(scene: Scene) -> PlanVersion:
    scene.draft.targets.filter(unit=scene.districts[1]).update(committed=1)
    return scene.draft


def sign_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def form_of(client: Client, scene: Scene) -> dict[str, str]:
    """What the page's form would send."""
    rows = [row for group in client.get(address(scene)).context["groups"] for row in group[3]]
    form = next(row.form for row in rows if row.form)
    return {name: str(form.initial[name]) for name in ("version", "finding")}


def test_a_sound_plan_says_so(scene: Scene) -> None:
    page = sign_in(scene.officer).get(address(scene)).content.decode()
    assert "Không phát hiện chỗ nào không khớp." in page


def test_the_page_names_both_places_and_offers_readers_no_form(scene: Scene) -> None:
    draft = broken(scene)
    page = sign_in(make_user("viewer", scene.province)).get(address(scene)).content.decode()
    link = escape(f"/ke-hoach/{scene.plan.slug}/chi-tieu/?ban={draft.pk}")
    assert (MESSAGE in page, page.count(f'href="{link}"'), "Ký giải trình" in page) == (True, 2, False)
    assert "Còn 1 lỗi chưa sửa, chưa giải trình: chưa ban hành được." in page


def test_the_signer_explains(scene: Scene) -> None:
    broken(scene)
    client = sign_in(scene.signer)
    sent = form_of(client, scene) | {"text": "Phân bổ tiếp trong quý II."}
    answer = client.post(address(scene), sent, follow=True)
    page = answer.content.decode()
    assert (answer.status_code, "Phân bổ tiếp trong quý II." in page) == (200, True)
    assert ("Không còn lỗi nào ngăn việc ban hành." in page, "Ký giải trình" in page) == (True, False)
    assert ProofExplanation.objects.get().actor == scene.signer


def test_an_empty_or_outdated_explanation_is_told(scene: Scene) -> None:
    broken(scene)
    client = sign_in(scene.signer)
    sent = form_of(client, scene)
    empty = client.post(address(scene), sent | {"text": ""})
    gone = client.post(address(scene), sent | {"finding": "khong-co", "text": "Đã rõ"})
    assert (empty.status_code, gone.status_code) == (422, 422)
    assert "Phát hiện này không còn: nội dung kế hoạch đã thay đổi." in gone.content.decode()
    assert ProofExplanation.objects.count() == 0


def test_who_may_not_explain_or_read_finds_nothing(scene: Scene) -> None:
    broken(scene)
    sent = form_of(sign_in(scene.signer), scene) | {"text": "Đã rõ"}
    reader = make_user("viewer", scene.province)
    assert sign_in(reader).get(address(scene)).status_code == 200
    assert sign_in(reader).post(address(scene), sent).status_code == 404
    assert sign_in(scene.stranger).get(address(scene)).status_code == 404
    assert sign_in(reader).get(f"{address(scene)}?ban=x").status_code == 404
    assert sign_in(reader).get("/ke-hoach/khong-co/kiem-tra/").status_code == 404


def test_an_issued_version_is_shown_with_its_explanations_only(scene: Scene) -> None:
    draft = broken(scene)
    PlanVersion.objects.filter(pk=draft.pk).update(state="issued", stage="issued", number=9, issued_on="2025-02-24")
    page = sign_in(scene.signer).get(f"{address(scene)}?ban={draft.pk}").content.decode()
    assert (MESSAGE in page, "Ký giải trình" in page, "xét tại ngày 24/02/2025" in page) == (True, False, True)


def test_the_plan_has_a_tab_for_it(scene: Scene) -> None:
    page = sign_in(scene.officer).get(f"/ke-hoach/{scene.plan.slug}/trinh-duyet/").content.decode()
    assert f'href="{address(scene)}"' in page
