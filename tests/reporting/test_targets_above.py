"""A commune without a plan of its own: its targets are those the plan above gives it, and it is said where from."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from programs.domain.cascade.above import given_on
from programs.domain.cascade.adjustments import adjust_targets
from programs.domain.cascade.promised import Change
from programs.models import Batch, BatchProduct, PlanVersion
from reporting.domain.home import home_of
from reporting.domain.period import Part, Period, compute_period
from reporting.domain.unit_reports.drafting import correct_report, draft_figures
from reporting.domain.unit_reports.figures import TARGET, TARGET_SOURCE
from reporting.domain.unit_reports.sending import submit_report
from tests import factories as make

from .unit_reports_setup import Place, make_place, recognise

pytestmark = pytest.mark.django_db
YEAR = date(2026, 9, 30)
WORDS = "Chỉ tiêu do Kế hoạch số 07/KH-UBND ngày 10/01/2026 của Ủy ban nhân dân tỉnh Thử giao; chưa có kế hoạch riêng."


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def above(place: Place) -> PlanVersion:
    """The province's plan of 2026: 3 products for the first commune (2 of 3 stars, 1 of 4), 2 for the second."""
    facts = {"issued_on": date(2026, 1, 10), "number": 7, "issuer": "Ủy ban nhân dân tỉnh Thử"}
    version = make.make_version(make.make_plan(place.province, 2026), {3: 5}, **facts)
    for order, (unit, star, number) in enumerate([(0, 3, 2), (0, 4, 1), (1, 3, 2)], 1):
        make.make_target(version, place.communes[unit], star, number, order=order)
    return version


def adjust(place: Place, version: PlanVersion, day: date) -> Any:
    an, binh, _chau = place.communes
    changes = [Change(an.pk, 3, "any", -1), Change(binh.pk, 3, "any", 1)]
    given = {"number": "1/QĐ", "decided_on": day, "reason": "Chuyển", "actor": place.coordinator}
    return adjust_targets(plan=version.plan, changes=changes, **given)


def test_what_is_given_on_a_day(place: Place, above: PlanVersion) -> None:
    an, _binh, chau = place.communes
    adjust(place, above, date(2026, 5, 5))
    found = {day: given_on(an, 2026, day) for day in (date(2026, 1, 9), date(2026, 5, 4), date(2026, 5, 5))}
    assert [given and given.figures for given in found.values()] == [
        None,
        {(4, "any"): (1, None), (3, "any"): (2, None)},
        {(4, "any"): (1, None), (3, "any"): (1, None)},
    ]
    assert given_on(chau, 2026, YEAR) is None
    assert given_on(an, 2025, YEAR) is None
    assert given_on(an, 2026, YEAR).words == WORDS


def test_the_report_of_the_period_says_whose_target_it_is(place: Place, above: PlanVersion) -> None:
    report = compute_period(unit=place.communes[0], period=Period(2026, Part.Q3))
    table = report.table("ke-hoach")
    assert [cell.value for cell in table.lines[0].cells][2:8] == [3, None, 1, 2, 2, 0]
    assert table.notes[0] == WORDS
    own = make.make_version(make.make_plan(place.communes[0], 2026, slug="xa"), {3: 9}, issued_on=date(2026, 2, 1))
    report = compute_period(unit=place.communes[0], period=Period(2026, Part.Q3))
    assert (report.plan.version, report.plan.above, report.plan.headline) == (own, None, {3: 9})


def test_an_own_plan_is_read_with_its_adjustments(place: Place, above: PlanVersion) -> None:
    def rows(part: Part) -> list[int]:
        report = compute_period(unit=place.province, period=Period(2026, part))
        return [int(line.cells[2].value or 0) for line in report.table("ke-hoach").lines]

    adjust(place, above, date(2026, 5, 5))
    assert (rows(Part.Q1), rows(Part.Q2)) == ([5, 3, 2, 0], [5, 2, 3, 0])


def test_the_commune_reports_the_target_with_its_source(place: Place, above: PlanVersion) -> None:
    call = place.call()
    report = draft_figures(actor=place.officer, report_id=place.report(call).pk)
    assert (report.figures[TARGET], report.texts[TARGET_SOURCE]) == (3, WORDS)
    assert WORDS in report.texts["results"]
    texts = {"results": "Đã sửa"}
    facts: dict[str, Any] = {"revision": report.revision, "values": {TARGET: 4}, "reasons": {TARGET: "Thêm"}}
    correct_report(actor=place.officer, report_id=report.pk, texts=texts, **facts)
    submit_report(actor=place.signer, report_id=report.pk)
    office, commune = Client(), Client()
    office.force_login(place.coordinator)
    commune.force_login(place.officer)
    page = f"/bao-cao/dinh-ky/gui/{report.pk}/"
    assert all(WORDS in client.get(page).content.decode() for client in (office, commune))
    place.send(call, 2)
    whole = office.get(f"/bao-cao/dinh-ky/{call.pk}/tong-hop/?nhom=ke-hoach").content.decode()
    assert whole.count("kế hoạch cấp trên giao") == 1
    assert draft_figures(actor=None, report_id=place.report(call, 1).pk).figures[TARGET] == 2


def test_the_source_goes_once_the_commune_has_a_plan(place: Place, above: PlanVersion) -> None:
    report = draft_figures(actor=None, report_id=place.report(place.call()).pk)
    assert TARGET_SOURCE in report.texts
    make.make_version(make.make_plan(place.communes[0], 2026, slug="xa"), {3: 9}, issued_on=date(2026, 2, 1))
    report = draft_figures(actor=None, report_id=report.pk)
    assert (report.figures[TARGET], TARGET_SOURCE in report.texts) == (9, False)
    assert draft_figures(actor=None, report_id=place.report(report.call, 2).pk).figures[TARGET] is None


def test_the_three_numbers_of_the_first_page() -> None:
    today = timezone.localdate()
    place = make_place()
    an = place.communes[0]
    assert home_of(place.officer).numbers is None
    version = make.make_version(make.make_plan(place.province, today.year), issued_on=date(today.year, 1, 1), number=7)
    make.make_target(version, an, 3, 4)
    batch = Batch.objects.create(version=version, order=1, number="I", label="Đợt I")
    for order, (name, unit) in enumerate([("Nem chua", an), ("Mật ong", place.communes[1]), ("Chè lam", an)], 1):
        BatchProduct.objects.create(batch=batch, order=order, name=name, unit=unit)
    recognise(an, on=today).product.save()
    numbers = home_of(place.officer).numbers
    assert numbers is not None
    done = 1 + 2 * (today.year == 2026)
    assert (numbers.plan, numbers.target, numbers.under_way, numbers.achieved) == (version, 4, 2, done)
    client = Client()
    client.force_login(place.officer)
    assert "chưa có kế hoạch riêng" in client.get("/").content.decode()
    assert home_of(place.coordinator).numbers is None
    assert home_of(place.signer).numbers is None
