"""Dossiers in the report of a period: steps, failures, what waits for the Ministry; the list of expiry; papers."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from evaluations.models import MinistryReferral
from ocop.site.models import SiteSetting
from products.models import DossierMove
from programs.models import Unit
from reporting.domain.period import Part, Period, PeriodReport, compute_period
from reporting.domain.period.narrative import default_lines, result_words
from tests.factories import (
    make_council,
    make_decision,
    make_dossier,
    make_entry,
    make_producer,
    make_product,
    make_recognition,
    make_result,
    make_session,
    make_unit,
    make_user,
)

YEAR = Period(2026, Part.HALF)


@pytest.fixture
def commune(db: None) -> Unit:
    return make_unit(parent=make_unit("province", name="Tỉnh Mẫu"))


def report_of(unit: Unit, period: Period = YEAR) -> PeriodReport:
    return compute_period(unit=unit, period=period)


def numbers(report: PeriodReport, table: str) -> dict[str, list[Any]]:
    return {line.key: [cell.value for cell in line.cells[2:]] for line in report.table(table).lines}


def dossier_at(commune: Unit, **fields: Any) -> Any:
    return make_dossier(make_product(make_producer(commune), product_set=4), **fields)


def judged(commune: Unit, star: int | None, level: str = "province", **fields: Any) -> Any:
    """A dossier with the result of a council closed on 15/06/2026."""
    council = make_council(level=level)
    session = make_session(council, state="closed", held_on=fields.pop("held_on", date(2026, 6, 15)))
    dossier = dossier_at(commune, state="evaluated", **fields)
    return make_result(make_entry(session, dossier, concluded_at=timezone.now()), star=star)


def test_steps_of_dossiers_count_on_their_days(commune: Unit) -> None:
    first = dossier_at(commune, submitted_on=date(2026, 1, 5), star_sought=4)
    dossier_at(commune, submitted_on=date(2025, 12, 30))
    dossier_at(commune)
    for step, day in (("qualify", date(2026, 2, 1)), ("qualify", date(2026, 7, 1)), ("reject", date(2026, 3, 1))):
        DossierMove.objects.create(dossier=first, step=step, before="received", after="eligible", on=day)
    found = numbers(report_of(commune), "ket-qua")
    assert found["ho-so"] == found["du-dieu-kien"] == found["bi-loai"] == [1, 0, 1, 0]
    assert numbers(report_of(commune, Period(2026, Part.Q3)), "ket-qua")["du-dieu-kien"] == [0, 0, 0, 0]
    words = ["".join(text for text, _fact in line) for line in result_words(report_of(commune))]
    assert words[0] == "Hồ sơ đăng ký đánh giá, phân hạng: 01; đủ điều kiện: 01."


def test_results_below_three_stars_are_failures(commune: Unit) -> None:
    for star in (None, 2, 3):
        judged(commune, star, star_sought=3)
    judged(commune, 1, held_on=date(2025, 6, 1))
    report = report_of(commune)
    assert numbers(report, "ket-qua")["khong-dat"] == [2, 0, 0, 2]
    assert default_lines(report)["limits"] == ["- Có 02 hồ sơ không đạt.", "- Nguyên nhân: chưa có số liệu."]


def test_five_stars_of_the_province_wait_for_the_ministry(commune: Unit) -> None:
    waiting, sent, returned, recognised = (judged(commune, 5) for _ in range(4))
    judged(commune, 5, level="central")
    MinistryReferral.objects.create(result=sent)
    MinistryReferral.objects.create(result=returned, outcome="returned", outcome_on=date(2026, 6, 20))
    make_recognition(recognised.dossier.product, star=5, body="central", decided_on=date(2026, 6, 18))
    report = report_of(commune)
    cell = report.table("luy-ke").figures()["luy-ke.tiem-nang.tong"]
    assert cell.ids == (waiting.dossier_id, sent.dossier_id)
    assert report.figure("luy-ke.tiem-nang.tong")[1].of == "dossier"


def test_the_list_of_expiry_says_what_became_of_each(commune: Unit) -> None:
    def product(name: str, decided_on: date, **fields: Any) -> Any:
        made = make_product(make_producer(commune), name=name)
        make_recognition(made, decided_on=decided_on, **fields)
        return made

    product("Không nộp", date(2023, 3, 1))
    make_recognition(product("Được lại", date(2023, 2, 1)), decided_on=date(2026, 5, 1), kind="renewal")
    late = product("Đã nộp", date(2023, 9, 1), is_illustration=True)
    make_dossier(late, kind="rerank", submitted_on=date(2026, 4, 1), state="submitted")
    lines = report_of(commune).table("het-han").lines
    assert [(line.cells[1].value, line.cells[-1].value) for line in lines] == [
        ("Hết hạn trong kỳ: 2 sản phẩm", ""),
        ("Được lại", "đã được công nhận lại"),
        ("Không nộp", "chưa nộp hồ sơ phân hạng lại"),
        ("Hết hạn trong 180 ngày tới: 1 sản phẩm", ""),
        ("Đã nộp", "đã nộp hồ sơ phân hạng lại (dữ liệu minh họa)"),
    ]
    assert "01 sản phẩm hết hạn trong 180 ngày tới" in default_lines(report_of(commune))["directions"][0]


def test_the_list_shows_what_one_may_see_and_the_page_the_first_lines(commune: Unit) -> None:
    for _ in range(3):
        make_recognition(make_product(make_producer(commune)), decided_on=date(2023, 3, 1))
    report = report_of(commune)
    stranger, own = make_user("viewer", make_unit()), make_user("viewer", commune)
    assert [len(report.expiry(user=user).lines) for user in (stranger, own)] == [2, 5]
    assert len(report.expiry(user=own, most=1).lines) == 3
    assert report.expiry(most=1).lines[0].cells[1].value == "Hết hạn trong kỳ: 3 sản phẩm"


def test_issued_decisions_are_papers_of_the_period(commune: Unit) -> None:
    issued = {"state": "issued", "number": "5/QĐ-UBND", "decided_on": date(2026, 4, 4)}
    make_decision(commune, title="Công nhận sản phẩm", **issued)
    make_decision(commune)
    report = report_of(commune)
    assert [cell.value for cell in report.table("van-ban").lines[0].cells] == [
        "1",
        "Quyết định công nhận sản phẩm",
        "5/QĐ-UBND",
        date(2026, 4, 4),
    ]
    assert len(report.papers) == 1


def test_illustration_is_left_out_when_switched_off(commune: Unit) -> None:
    dossier_at(commune, submitted_on=date(2026, 1, 5), is_illustration=True)
    make_recognition(make_product(make_producer(commune)), is_illustration=True)
    assert report_of(commune).illustration == 2
    SiteSetting.objects.create(key="show_illustration", value=False)
    report = report_of(commune)
    assert (report.illustration, report.dossiers, report.figures.ever) == (0, [], [])


def test_only_whose_territory_holds_the_unit_gets_a_report(commune: Unit) -> None:
    assert compute_period(unit=commune, period=YEAR, user=make_user("viewer", commune)).unit == commune
    with pytest.raises(Unit.DoesNotExist):
        compute_period(unit=commune, period=YEAR, user=make_user("viewer", make_unit()))
    with pytest.raises(ValueError, match="trong kỳ"):
        compute_period(unit=commune, period=YEAR, as_of=date(2026, 7, 1))
