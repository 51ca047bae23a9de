"""Money and activities in the report of a period: figures with the rows behind them, and the words from them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from products.domain.planned.participation import join_activity
from programs.domain.held.activities import create_held, set_attendance
from programs.domain.money.lines import add_entry, create_line
from programs.models import Activity, FundingSource, PointOfSale, Unit
from reporting.documents import text
from reporting.documents.builders.period import build
from reporting.domain.contents import SPECS
from reporting.domain.period import Part, Period, PeriodReport, compute_period
from reporting.domain.period.narrative import UNKNOWN, default_lines
from tests.factories import make_plan, make_producer, make_product, make_unit, make_user, make_version

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 5)
HALF = Period(2025, Part.HALF)


@pytest.fixture
def commune() -> Unit:
    """A commune with a plan that names a class, a source with an amount and one without."""
    commune = make_unit(parent=make_unit("province"))
    version = make_version(make_plan(commune, 2025))
    Activity.objects.create(version=version, order=1, title="Lớp tập huấn", count=3, people_from=200, people_to=300)
    FundingSource.objects.create(version=version, order=1, text="Ngân sách xã", kind="commune", amount=50_000_000)
    FundingSource.objects.create(version=version, order=2, text="Chủ thể", kind="producer")
    return commune


def enter(commune: Unit, kind: str, **amounts: int) -> None:
    plan = commune.plans.get()
    line = create_line(actor=None, plan=plan, kind=kind, content="Chi", unit=commune)
    for stage, amount in amounts.items():
        add_entry(actor=None, line_id=line.pk, stage=stage, amount=amount, on=DAY)


def hold(unit: Unit, kind: str, title: str = "Việc", **more: Any) -> Any:
    return create_held(actor=None, unit=unit, kind=kind, title=title, **{"starts_on": DAY, "ends_on": DAY, **more})


def report_of(unit: Unit, period: Period = HALF) -> PeriodReport:
    return compute_period(unit=unit, period=period)


def test_money_by_source_with_the_entries_behind(commune: Unit) -> None:
    enter(commune, "commune", allocated=40_000_000, spent=30_000_000)
    enter(commune, "producer", estimate=90_000_000)
    report = report_of(commune)
    lines = {line.key: [cell.value for cell in line.cells[2:]] for line in report.table("kinh-phi").lines}
    assert (lines["tong"], lines["commune"]) == (
        [140_000_000, 40_000_000, 30_000_000, "21,4"],
        [50_000_000, 40_000_000, 30_000_000, "60"],
    )
    assert (lines["producer"], lines["central"]) == ([90_000_000, None, None, None], [None, None, None, None])
    _table, cell = report.figure("kinh-phi.commune.giai-ngan")
    assert (cell.of, len(cell.ids or ())) == ("money", 1)
    assert default_lines(report)["money"] == [
        "Kinh phí theo kế hoạch năm 2025: 140.000.000 đồng.",
        "Đã giao 40.000.000 đồng; đã giải ngân 30.000.000 đồng (đạt 21,4% kế hoạch).",
        "Trong đó:",
        "- Ngân sách xã: giao 40.000.000 đồng, giải ngân 30.000.000 đồng.",
    ]


def test_money_that_nobody_entered_is_said_to_be_unknown(commune: Unit) -> None:
    lines = default_lines(report_of(commune))["money"]
    assert lines[1:] == ["Kinh phí đã giao, đã giải ngân: chưa có số liệu."]
    enter(commune, "commune", allocated=5)
    assert default_lines(report_of(commune, Period(2025, Part.Q1)))["money"] == lines


def test_activities_stand_beside_the_plan_and_by_kind(commune: Unit) -> None:
    activity = Activity.objects.get()
    held = hold(commune, "training", activity=activity, count=2)
    rows: Any = [{"unit": commune, "officials": 4, "producers": 126}]
    set_attendance(actor=None, held_id=held.pk, revision=0, rows=rows)
    hold(commune, "communication", count=12)
    hold(commune, "training", "Lớp ngoài kế hoạch", starts_on=date(2025, 2, 1), ends_on=date(2025, 2, 3))
    report = report_of(commune, Period(2025, Part.Q2))
    table = {line.key: line.cells[-1] for line in report.table("hoat-dong").lines}
    assert {key: cell.value for key, cell in table.items()} == {
        "1": "Số lượng 02; 130 người",
        "training": "Số lượng 01",
        "communication": "Số lượng 12",
    }
    assert table["1"].ids == (held.pk,)
    deeds = {line.key: [cell.value for cell in line.cells[2:]] for line in report.table("da-thuc-hien").lines}
    assert deeds == {"training": [1, 2, 1, 4, 126, 0, 0, 0], "communication": [1, 12, 1, 0, 0, 0, 0, 0]}


def test_words_of_what_was_held(commune: Unit) -> None:
    fair = hold(commune, "fair", count=2)
    producer = make_producer(commune)
    facts = {"product": make_product(producer), "revenue": 8_500_000}
    join_activity(actor=None, held_id=fair.pk, producer=producer, **facts)
    PointOfSale.objects.create(unit=commune, name="Điểm", opened_on=DAY)
    hold(commune, "inspection")
    hold(commune, "training", starts_on=date(2025, 5, 4), activity=Activity.objects.get())
    lines = default_lines(report_of(commune))
    assert lines["trade"] == [
        "Kết quả trong kỳ:",
        "- 01 hội chợ, triển lãm, 01 lượt chủ thể, 01 lượt sản phẩm, doanh thu 8.500.000 đồng;",
        "- Có 01 điểm giới thiệu và bán sản phẩm OCOP đang hoạt động.",
    ]
    assert lines["inspection"] == ["Kết quả trong kỳ:", "- Thực hiện 01 cuộc kiểm tra, giám sát."]
    assert lines["training"] == [
        "Theo kế hoạch năm:",
        "- Lớp tập huấn (03 lớp, đoàn; 200–300 người).",
        "Kết quả trong kỳ:",
        "- Tổ chức 01 lớp đào tạo, tập huấn (02 ngày).",
    ]
    assert lines["promotion"] == [UNKNOWN]


def test_a_province_counts_its_communes_and_nobody_else(commune: Unit) -> None:
    province = Unit.objects.get(code=commune.parent_code)
    held = [hold(commune, "training"), hold(province, "meeting")]
    hold(make_unit(parent=make_unit("province")), "training")
    assert [fact.pk for fact in report_of(province).deeds.now] == [one.pk for one in held]
    held[0].__class__.objects.update(is_illustration=True)
    assert report_of(province).illustration == 2
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert report_of(province).deeds.now == []


def test_every_figure_opens_its_rows_and_the_paper_prints_them(commune: Unit, client: Client) -> None:
    enter(commune, "commune", spent=30_000_000)
    hold(commune, "fair", "Hội chợ xuân")
    client.force_login(make_user(Role.VIEWER, commune))
    for figure, words in (
        ("kinh-phi.commune.giai-ngan", "30.000.000"),
        ("da-thuc-hien.fair.so", "Hội chợ xuân"),
        ("hoat-dong.fair.ket-qua", "Hội chợ xuân"),
    ):
        page = client.get(reverse("reporting:report_rows", args=[commune.code, HALF.slug, figure]))
        assert words in page.content.decode()
    spec = SPECS["period_report"]
    params = spec.clean(commune, {"part": "6-thang", "year": "2025"})
    said = text.render(build(spec.content(commune, params)))
    assert "đã giải ngân 30.000.000 đồng (đạt 60% kế hoạch)" in said
    assert "01 hội chợ, triển lãm" in said
