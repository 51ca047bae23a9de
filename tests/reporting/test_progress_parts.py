"""Progress by kind, by batch and with what was decided during the year; the pages lead from each figure to products."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ocop.accounts.enums import Role
from products.models import PlannedProduct, Product
from programs.domain.cascade.promised import promised_on
from programs.enums import Tier
from programs.models import Adjustment, AdjustmentLine, Batch, BatchMove, BatchProduct, PlanVersion
from reporting.domain.progress import compute_progress
from reporting.domain.progress_find import version_on
from reporting.domain.progress_json import progress_as_data
from reporting.domain.progress_promises import read_promises
from reporting.domain.progress_types import BatchLine, Cell
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

END = date(2025, 12, 31)


@pytest.fixture
def version(db: None) -> PlanVersion:
    """A province whose two communes have targets: 3★ of any kind, 4★ new and renewed."""
    province = make_unit(Tier.PROVINCE)
    version = make_version(make_plan(province, 2025), issued_on=date(2025, 2, 24))
    for order in (1, 2):
        commune = make_unit(parent=province)
        make_target(version, commune, 3, 2, order=order)
        make_target(version, commune, 4, 1, order=order, kind="new")
    make_target(version, commune, 4, 3, order=2, kind="renewal")
    return version


def recognised(version: PlanVersion, star: int, kind: str, day: date = date(2025, 6, 2), which: int = 0) -> Product:
    """A product of one of the two communes, recognised."""
    unit = version.targets.filter(star=3).order_by("order")[which].unit
    product = make_product(make_producer(unit))
    make_recognition(product, unit=unit, star=star, kind=kind, decided_on=day)
    return product


def batch_with(version: PlanVersion, number: int, products: list[Product | None], **fields: Any) -> Batch:
    batch = Batch.objects.create(version=version, order=number, number=str(number), label=f"Đợt {number}", **fields)
    for order, product in enumerate(products, start=1):
        item = BatchProduct.objects.create(batch=batch, order=order, name=f"Tên {number}.{order}", star_sought=3)
        if product:
            PlannedProduct.objects.create(item=item, product=product)
    return batch


def adjust(version: PlanVersion, number: str, day: date, *changes: tuple[Any, ...]) -> None:
    made = Adjustment.objects.create(plan=version.plan, version=version, number=number, decided_on=day, reason="lý do")
    for unit, star, kind, committed, working in changes:
        AdjustmentLine.objects.create(
            adjustment=made, unit=unit, star=star, kind=kind, committed=committed, working=working
        )


def test_each_kind_of_a_row_has_its_own_numbers(version: PlanVersion) -> None:
    for star, kind in [(3, "new"), (3, "upgrade"), (4, "renewal"), (4, "renewal"), (4, "upgrade")]:
        recognised(version, star, kind, which=1)
    row = compute_progress(plan_version=version, as_of=END).rows[1]
    assert {key: cell[:3] for key, cell in row.parts.items()} == {
        (4, "new"): (1, 1, 0),
        (4, "renewal"): (3, 3, 2),
        (3, "new"): (0, 0, 1),
        (3, "upgrade"): (0, 0, 1),
        (3, "any"): (2, 2, 0),
    }
    assert row.stars[4].achieved == 2  # no target takes an upgrade to four stars
    assert row.cell(4, "renewal") == Cell(3, 3, 2, Decimal("3.0"))
    assert row.cell(kind="upgrade").achieved == 1
    assert (row.missing_of(kind="renewal"), row.missing_of(4), row.missing_of()) == (1, 2, 2)


def test_kinds_add_up_to_the_stars_in_every_row(version: PlanVersion) -> None:
    for star, kind in [(3, "new"), (4, "new"), (4, "renewal"), (5, "upgrade")]:
        recognised(version, star, kind)
    progress = compute_progress(plan_version=version, as_of=END)
    for row in [*progress.rows, progress.totals]:
        for star, cell in row.stars.items():
            parts = [part for key, part in row.parts.items() if key[0] == star]
            assert sum(part.achieved for part in parts) == cell.achieved
            assert sum(part.committed for part in parts) == cell.committed


def test_adjustments_count_from_the_day_of_their_decision(version: PlanVersion) -> None:
    one, two = (target.unit for target in version.targets.filter(star=3).order_by("order"))
    adjust(
        version, "12/QĐ-UBND", date(2025, 7, 1), (one, 3, "any", -1, 0), (two, 3, "any", 1, 2), (two, 5, "any", 1, 0)
    )
    before = compute_progress(plan_version=version, as_of=date(2025, 6, 30))
    after = compute_progress(plan_version=version, as_of=date(2025, 7, 1))
    assert (before.totals.total.committed, before.decisions) == (9, {})
    assert [row.stars[3].committed for row in after.rows] == [1, 3]
    assert after.rows[1].stars[5].committed == 1
    assert (after.totals.total.committed, after.decisions) == (10, {"12/QĐ-UBND": 1})
    assert progress_as_data(after)["adjustments"] == [{"number": "12/QĐ-UBND", "committed": 1}]


def test_promises_are_those_of_the_cascade(version: PlanVersion) -> None:
    one, two = (target.unit for target in version.targets.filter(star=3).order_by("order"))
    version.targets.filter(unit=two).update(working=4)
    adjust(version, "1/QĐ", date(2025, 5, 1), (one, 4, "new", 2, 1), (two, 3, "any", -2, -1), (one, 5, "new", 0, 1))
    for day in (date(2025, 4, 30), date(2025, 5, 1)):
        promised = {
            key: (committed, committed if working is None else working)
            for key, (committed, working) in promised_on(version.plan, day, version=version).items()
        }
        assert {(t.unit_id, t.star, t.kind): (t.committed, t.working) for t in read_promises(version, day).targets} == (
            promised
        )


def lines(version: PlanVersion, day: date = END) -> list[BatchLine]:
    return compute_progress(plan_version=version, as_of=day).batches


def test_batches_count_their_products_and_the_rest_has_a_line(version: PlanVersion) -> None:
    product, other = recognised(version, 3, "new"), recognised(version, 5, "upgrade", which=1)
    recognised(version, 3, "renewal", which=1)
    batch_with(version, 1, [product, None], window_from=date(2025, 5, 1), window_to=date(2025, 5, 10), capacity=1)
    batch_with(version, 2, [other])
    first, second, outside = lines(version)
    assert (first.total[:3], first.joined, first.over) == ((2, 2, 1), 1, 1)
    assert second.total.achieved == second.stars[5].achieved == 1  # recognised, though of a kind no target takes
    assert (outside.label, outside.total.achieved, outside.pk) == ("Ngoài các đợt", 1, None)
    data = progress_as_data(compute_progress(plan_version=version, as_of=END))
    assert [(one["number"], one["joined"], one["total"]["achieved"]) for one in data["batches"]] == [
        ("1", 1, 1), ("2", 1, 1), ("", 0, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2025, 4, 30), "0.0"), (date(2025, 5, 1), "0.2"), (date(2025, 5, 10), "2.0"), (END, "2.0")],
)
def test_a_batch_is_expected_evenly_within_its_window(version: PlanVersion, day: date, expected: str) -> None:
    batch_with(version, 1, [None, None], window_from=date(2025, 5, 1), window_to=date(2025, 5, 10))
    batch_with(version, 2, [None, None])
    assert lines(version, day)[0].total.expected == Decimal(expected)
    progress = compute_progress(plan_version=version, as_of=day)
    assert lines(version, day)[1].total.expected == round(Decimal(2 * progress.share), 1)


def test_moves_count_from_their_day(version: PlanVersion) -> None:
    one = batch_with(version, 1, [recognised(version, 3, "new"), None])
    two = batch_with(version, 2, [None])
    moved, carried = one.products.all()
    BatchMove.objects.create(item=moved, to_batch=two, reason="chậm")
    BatchMove.objects.create(item=carried, to_year=2026, reason="chậm")
    today = timezone.localdate()
    before = compute_progress(plan_version=version, as_of=today - timedelta(days=1))
    after = compute_progress(plan_version=version, as_of=today)
    assert [line.total[:3] for line in before.batches[:2]] == [(2, 2, 1), (1, 1, 0)]
    assert [line.total[:3] for line in after.batches[:2]] == [(0, 0, 0), (2, 2, 1)]
    assert (before.carried, after.carried) == ({}, {2026: 1})


def test_few_queries_with_batches_and_adjustments(version: PlanVersion) -> None:
    batch_with(version, 1, [recognised(version, 3, "new")])
    adjust(version, "1/QĐ", date(2025, 5, 1), (version.targets.first().unit, 3, "any", 1, 0))
    compute_progress(plan_version=version, as_of=END, mode="restated")
    with CaptureQueriesContext(connection) as queries:
        progress = compute_progress(plan_version=version, as_of=END, mode="restated")
    assert len(queries) == 4
    assert progress.totals.total.achieved == 1


def test_a_day_before_the_new_version_reads_the_old_one(version: PlanVersion) -> None:
    newer = make_version(version.plan, {3: 20}, issued_on=date(2025, 9, 1))
    assert version_on(newer, date(2025, 8, 31)) == version
    assert version_on(newer, date(2025, 9, 1)) == newer
    assert version_on(newer, date(2025, 1, 1)) == newer  # nothing was issued yet
    draft = make_version(make_plan(version.plan.unit, 2026), state="draft")
    assert version_on(draft, date(2026, 5, 1)) == draft


@pytest.fixture
def staff(version: PlanVersion, client: Client) -> Client:
    client.force_login(make_user(Role.PROVINCE_COORDINATOR, version.plan.unit))
    return client


def test_every_figure_leads_to_as_many_products(staff: Client, version: PlanVersion) -> None:
    product = recognised(version, 3, "new")
    recognised(version, 4, "renewal", which=1)
    batch = batch_with(version, 1, [product])
    base = f"/tien-do/{version.plan.slug}/"
    page = staff.get(base)
    html = page.content.decode()
    for path, count in {
        "ca-ke-hoach/": 2,
        "ca-ke-hoach/?loai=moi": 1,
        "ca-ke-hoach/?loai=cong-nhan-lai&sao=3": 0,
        f"dot-{batch.pk}/": 1,
        "ngoai-dot/": 1,
        f"{page.context['progress'].rows[0].code}/?sao=3": 1,
    }.items():
        assert len(staff.get(base + path).context["page"].rows) == count, path
        assert f'href="{base}{path}"'.replace("&", "&amp;") in html or "&" in path, path
    assert staff.get(f"{base}dot-0/").status_code == 404
    assert staff.get(f"{base}?loai=khac").status_code == 404


def test_the_page_narrowed_to_a_kind_counts_that_kind(staff: Client, version: PlanVersion) -> None:
    recognised(version, 4, "renewal", which=1)
    recognised(version, 3, "new", which=1)
    html = staff.get(f"/tien-do/{version.plan.slug}/?loai=cong-nhan-lai").content.decode()
    body = html[html.index('id="bang-tien-do"') :]
    assert 'data-target="3" data-achieved="1"' in body
    assert 'data-target="0" data-achieved="0"' in body
