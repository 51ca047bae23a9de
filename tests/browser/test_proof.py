"""The prover's page in a browser: accessible, fits a phone, a finding is explained by keyboard."""

from datetime import date
from typing import Any

import pytest

from programs.models import Batch, BatchProduct, ProofExplanation
from tests.programs.plan_setup import Scene, make_issuable, make_scene

from .helpers import Visit


@pytest.fixture
def scene(live_server: Any) -> Scene:
    """A draft with a column that does not add up, a batch outside its quarter, and too many products."""
    made = make_scene()
    draft = make_issuable(made)
    draft.targets.filter(unit=made.districts[1]).update(committed=1)
    window = {"window_from": date(2025, 3, 1), "window_to": date(2025, 6, 30), "wording": "Trong Quý II/2025"}
    batch = Batch.objects.create(version=draft, order=1, number="1", label="Đợt 1", **window)
    for order in range(1, 5):
        BatchProduct.objects.create(batch=batch, order=order, name=f"Bánh gai {order}", star_sought=3)
    return made


def test_the_page_is_accessible_and_fits_a_phone(visit: Visit, scene: Scene) -> None:
    visit.sign_in(scene.officer)
    assert (visit.faults(f"/ke-hoach/{scene.plan.slug}/kiem-tra/"), visit.troubles) == ([], [])


def test_a_finding_is_explained(visit: Visit, scene: Scene) -> None:
    visit.sign_in(scene.officer)
    visit.page.goto(f"/ke-hoach/{scene.plan.slug}/kiem-tra/")
    page = visit.page
    first = page.locator("#fault .findings li").first
    first.locator("summary").press("Enter")
    first.get_by_label("Giải trình").fill("Phần còn lại phân bổ trong quý II.")
    first.get_by_role("button", name="Ký giải trình").click()
    page.get_by_text("Đã ghi giải trình.").wait_for()
    assert ProofExplanation.objects.get().text == "Phần còn lại phân bổ trong quý II."
