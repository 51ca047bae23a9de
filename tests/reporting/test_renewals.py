"""Re-recognition proposed from the radar: what ends in the plan's year, by unit and star, put into a draft."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from ocop.accounts.enums import Role
from products.models import PlannedProduct
from programs.enums import Tier
from programs.models import Batch, PlanVersion, Unit
from reporting.domain.renewals import propose_renewals, renewals_for, unplaced
from tests.factories import (
    make_plan,
    make_producer,
    make_product,
    make_recognition,
    make_target,
    make_unit,
    make_user,
    make_version,
)

YEAR = timezone.localdate().year + 1
Ending = Callable[..., Any]


@pytest.fixture
def province(db: None) -> Unit:
    return make_unit(Tier.PROVINCE, code="97")


@pytest.fixture
def draft(province: Unit) -> PlanVersion:
    return make_version(make_plan(province, YEAR, slug="nam-sau"), state="draft")


@pytest.fixture
def officer(province: Unit) -> Any:
    return make_user(Role.PROVINCE_COORDINATOR, province)


@pytest.fixture
def ending(province: Unit) -> Ending:
    """Makes a product of a commune whose certificate ends on a day of the year."""

    def make(unit: Unit, star: int = 3, day: date = date(YEAR, 6, 1), name: str = "") -> Any:
        product = make_product(make_producer(unit), **({"name": name} if name else {}))
        return make_recognition(product, star=star, decided_on=day - timedelta(days=1095), expires_on=day).product

    return make


def communes(province: Unit, number: int = 2) -> list[Unit]:
    return [make_unit(parent=province, code=f"9700{index}") for index in range(number)]


def test_certificates_of_the_year_by_unit_and_star(
    draft: PlanVersion, officer: Any, ending: Ending, province: Unit
) -> None:
    one, two = communes(province)
    for unit, star in [(one, 3), (one, 4), (two, 3), (two, 3)]:
        ending(unit, star)
    ending(one, 3, date(YEAR + 1, 12, 31))  # belongs to the plan after
    ending(make_unit(parent=make_unit(Tier.PROVINCE)))
    found = renewals_for(draft, officer)
    assert {place.unit: {s: n for s, n in place.stars.items() if n} for place in found.places} == {
        one: {3: 1, 4: 1}, two: {3: 2},
    }  # fmt: skip
    assert (found.total, found.by_star, found.named, found.left_out, unplaced(found)) == (
        4,
        {5: 0, 4: 1, 3: 3},
        0,
        0,
        0,
    )
    assert {proposal.unit for proposal in found.open} == {one, two}


def test_chosen_products_are_named_joined_and_counted_once(
    draft: PlanVersion, officer: Any, ending: Ending, province: Unit
) -> None:
    unit = communes(province, 1)[0]
    chosen, other = ending(unit, 4, name="Nem chua"), ending(unit)
    wanted = {"actor": officer, "products": [chosen.pk], "batch": None}
    made = propose_renewals(version=draft, revision=0, **wanted)
    draft.refresh_from_db()
    item = made[0]
    assert (item.name, item.kind, item.star_sought, item.unit, item.place) == (
        "Nem chua",
        "renewal",
        4,
        unit,
        unit.name,
    )
    assert (item.batch.label, item.planned.product) == ("Đợt đánh giá công nhận lại", chosen)
    found = renewals_for(draft, officer)
    assert ([one.product_id for one in found.open], found.named) == ([other.pk], 1)
    with pytest.raises(ValidationError) as error:
        propose_renewals(version=draft, revision=draft.revision, **wanted)
    assert error.value.code == "none"
    assert PlannedProduct.objects.count() == 1


def test_targets_follow_where_asked_for(draft: PlanVersion, officer: Any, ending: Ending, province: Unit) -> None:
    one, two = communes(province)
    make_target(draft, province, 3, 5, kind="new")
    for order, (unit, number) in enumerate([(one, 2), (two, 3)], start=1):
        make_target(draft, unit, 3, number, kind="new", order=order, printed_name=unit.name)
    products = [ending(one), ending(one, 4), ending(two)]
    batch = Batch.objects.create(version=draft, order=1, number="1", label="Đợt 1")
    propose_renewals(
        version=draft, revision=0, actor=officer, products=[p.pk for p in products], batch=batch, with_targets=True
    )
    rows = draft.targets.filter(kind="renewal").values_list("unit", "star", "committed")
    assert set(rows) == {(province.pk, 4, 1), (province.pk, 3, 2), (one.pk, 4, 1), (one.pk, 3, 1), (two.pk, 3, 1)}
    assert draft.targets.filter(kind="new").count() == 3
    assert batch.products.count() == 3


def test_a_plan_that_gives_nothing_to_units_gets_its_own_targets(officer: Any, ending: Ending, province: Unit) -> None:
    commune = communes(province, 1)[0]
    draft = make_version(make_plan(commune, YEAR), state="draft")
    products = [ending(commune), ending(commune, 5)]
    actor = make_user(Role.COMMUNE_OFFICER, commune)
    propose_renewals(
        version=draft, revision=0, actor=actor, products=[p.pk for p in products], batch=None, with_targets=True
    )
    assert set(draft.targets.values_list("unit", "star", "kind", "committed")) == {
        (commune.pk, 5, "renewal", 1), (commune.pk, 3, "renewal", 1),
    }  # fmt: skip


def test_only_who_writes_the_plan_proposes(draft: PlanVersion, ending: Ending, province: Unit) -> None:
    product = ending(communes(province, 1)[0])
    viewer = make_user(Role.VIEWER, province)
    with pytest.raises(PermissionDenied):
        propose_renewals(version=draft, revision=0, actor=viewer, products=[product.pk])
    assert not Batch.objects.exists()


def test_the_page_proposes_and_is_told_when_stale(
    draft: PlanVersion, officer: Any, ending: Ending, province: Unit, client: Client
) -> None:
    client.force_login(officer)
    address = "/ke-hoach/nam-sau/dot/cong-nhan-lai/"
    assert "Không có giấy chứng nhận nào hết hạn" in client.get(address).content.decode()
    product = ending(communes(province, 1)[0], name="Nem chua")
    shown = client.get(address)
    assert 'name="san-pham"' in shown.content.decode()
    assert shown.context["picked"] == {product.pk}
    assert client.post(address, {"batch": "moi", "revision": "0"}).status_code == 422
    data = {"batch": "moi", "san-pham": [str(product.pk), "x"]}
    stale = client.post(address, data | {"revision": "9"})
    assert (stale.status_code, stale.context["form"].data["revision"]) == (422, "0")
    assert client.post(address, data | {"revision": "0"}).status_code == 302
    assert "Mọi sản phẩm đã có tên trong đợt" in client.get(address).content.decode()
    client.force_login(make_user(Role.VIEWER, province))
    assert client.get(address).status_code == 404
