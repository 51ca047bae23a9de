"""The radar of 36 months: who ends when and where, the list of next year's plan, the spreadsheet, paging."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.domain.certificates import radar as radar_module
from evaluations.domain.certificates.radar import Wanted, radar
from evaluations.models import CertificateExtension, Recognition, Withdrawal
from ocop.accounts.enums import Role
from products.models import Product
from programs.enums import Tier
from programs.models import UnitLineage
from tests.factories import make_nation, make_producer, make_product, make_recognition, make_unit, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2026, 8, 3)
DAY = timedelta(days=1)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A province with two communes and its coordinator; the day is 03/08/2026."""
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: TODAY)
    province = make_unit(Tier.PROVINCE, name="Tỉnh Thử")
    communes = [make_unit(parent=province, name=f"Xã {name}") for name in ("An", "Bình")]
    people = {"coordinator": make_user(Role.PROVINCE_COORDINATOR, province)}
    return {"province": province, "an": communes[0], "binh": communes[1], **people}


def certify(unit: Any, expires_on: date, **more: Any) -> Recognition:
    product = make_product(make_producer(unit), **({"name": more.pop("name")} if "name" in more else {}))
    values = {"decided_on": expires_on.replace(year=expires_on.year - 3), "expires_on": expires_on, **more}
    return make_recognition(product, **values)


def seen(place: dict[str, Any], **wanted: Any) -> list[str]:
    found = radar(place["coordinator"], Wanted(TODAY, **wanted))
    assert found.total == found.recognitions.count() == sum(bar.count for bar in found.bars)
    assert found.total == sum(spot.total for spot in found.places)
    return [one.product.name for one in found.recognitions.order_by("expires_on", "pk")]


def test_it_shows_what_is_in_force_and_ends_in_time(place: dict[str, Any]) -> None:
    certify(place["an"], TODAY, name="hôm nay")
    certify(place["an"], TODAY - DAY, name="hôm qua")
    certify(place["binh"], date(2027, 8, 3), name="cuối", star=4)
    certify(place["binh"], date(2027, 8, 4), name="xa")
    certify(make_unit(), TODAY, name="nơi khác")
    extended = certify(place["an"], date(2026, 6, 1), name="gia hạn")
    CertificateExtension.objects.create(recognition=extended, until=date(2026, 9, 1), decided_on=TODAY)
    gone = certify(place["an"], date(2026, 12, 1), name="thu hồi")
    days = {"concluded_on": TODAY, "due_on": TODAY, "decided_on": TODAY}
    Withdrawal.objects.create(recognition=gone, ground="c", conclusion="1/KL", state="decided", **days)
    renewed = certify(place["an"], date(2026, 12, 2), name="đã thay")
    make_recognition(renewed.product, decided_on=date(2026, 7, 1), expires_on=date(2029, 7, 1))
    assert seen(place) == ["gia hạn", "hôm nay", "cuối"]
    assert seen(place, months=1) == ["gia hạn", "hôm nay"]
    assert seen(place, months=36) == ["gia hạn", "hôm nay", "cuối", "xa", "đã thay"]
    assert seen(place, star=4) == ["cuối"]
    assert seen(place, unit="binh") == ["cuối"]


def test_next_years_plan_holds_what_ends_or_may_be_filed_in_it(place: dict[str, Any]) -> None:
    certify(place["an"], date(2026, 12, 31), name="cuối năm nay")
    certify(place["an"], date(2027, 1, 1), name="đầu năm sau")
    opens_last_day, opens_later = date(2027, 12, 31) + 180 * DAY, date(2027, 12, 31) + 181 * DAY
    certify(place["an"], opens_last_day, name="nộp từ 31/12")
    certify(place["an"], opens_later, name="nộp từ năm kia")
    assert seen(place, plan_year=2027) == ["đầu năm sau", "nộp từ 31/12"]


def test_places_are_those_of_today(place: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from programs.domain.place import forget_lineage

    reform = date(2025, 7, 1)
    heirs = [make_unit(parent=place["province"], name=f"Xã Mới {name}", valid_from=reform) for name in "AB"]
    old = make_unit(parent=place["province"], name="Xã Cũ", valid_to=date(2025, 6, 30))
    UnitLineage.objects.create(predecessor=old, successor=heirs[0], effective_on=reform, extent="whole")
    split = make_unit(parent=place["province"], name="Xã Chia", valid_to=date(2025, 6, 30))
    for heir in heirs:
        UnitLineage.objects.create(predecessor=split, successor=heir, effective_on=reform, extent="part")
    forget_lineage()
    for unit in (old, heirs[0], split):
        certify(unit, date(2026, 12, 1))
    found = radar(place["coordinator"], Wanted(TODAY))
    counted = [(spot.unit.name if spot.unit else None, spot.total, spot.stars[3]) for spot in found.places]
    assert counted == [("Xã Mới A", 2, 2), (None, 1, 1)]
    monkeypatch.setattr(radar_module, "MANY", 1)
    by_province = radar(place["coordinator"], Wanted(TODAY))
    assert [(spot.unit.name if spot.unit else None, spot.total) for spot in by_province.places] == [
        ("Tỉnh Thử", 2),
        (None, 1),
    ]
    forget_lineage()


def test_the_page_tells_in_words_and_its_file_holds_the_same(place: dict[str, Any], client: Client) -> None:
    certify(place["an"], date(2026, 11, 15), name="=Bánh gai")
    certify(place["binh"], date(2027, 1, 20), name="Nem", is_illustration=True)
    client.force_login(place["coordinator"])
    url = reverse("evaluations:radar")
    page = client.get(url, {"den": "12"}).content.decode()
    for text in (
        "2 giấy chứng nhận",
        "quá hạn nộp hồ sơ phân hạng lại",
        "trong thời gian nộp hồ sơ",
        "dữ liệu minh họa",
    ):
        assert text in page
    assert ">11/26</text>" in page
    data = client.get(reverse("evaluations:radar_xlsx"), {"den": "12"}).content
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in rows] == ["=Bánh gai", "Nem"]
    assert [row[0].data_type for row in rows] == ["s", "s"]
    assert [row[3].value for row in rows] == ["Xã An", "Xã Bình"]
    assert rows[1][12].value == "dữ liệu minh họa"


def test_nonsense_in_the_url_narrows_nothing(place: dict[str, Any], client: Client) -> None:
    certify(place["an"], date(2026, 11, 15), name="Bánh gai")
    client.force_login(place["coordinator"])
    page = client.get(reverse("evaluations:radar"), {"den": "5", "sao": "9", "don-vi": "\0"}).content.decode()
    assert "Bánh gai" in page
    empty = client.get(reverse("evaluations:radar"), {"sao": "5"}).content.decode()
    assert "Không có giấy chứng nhận nào sắp hết hạn" in empty
    assert "năm 2027" in client.get(reverse("evaluations:radar"), {"den": "nam-sau"}).content.decode()


def test_too_many_rows_are_refused_with_advice(
    place: dict[str, Any], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evaluations.views import radar as view

    certify(place["an"], date(2026, 11, 15))
    client.force_login(place["coordinator"])
    assert "ke-hoach-2027" in client.get(reverse("evaluations:radar_xlsx"), {"den": "nam-sau"})["Content-Disposition"]
    monkeypatch.setattr(view, "MAX_ROWS", 0)
    answer = client.get(reverse("evaluations:radar_xlsx"), {"den": "12"}, follow=True)
    assert "mỗi lần chỉ xuất được 0" in answer.content.decode()


def test_a_long_list_is_paged_by_key_in_the_same_queries(place: dict[str, Any], client: Client) -> None:
    client.force_login(place["coordinator"])
    url = reverse("evaluations:radar")

    def count() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    certify(place["an"], date(2026, 11, 15))
    with_one = count()
    for number in range(60):
        certify(place["binh"], date(2026, 11, 15) + number * DAY)
    assert count() == with_one
    assert 'rel="next"' in client.get(url).content.decode()


def test_at_national_scale_the_rows_come_by_the_index_of_expiry(place: dict[str, Any]) -> None:
    """20,000 certificates over three years: the page reads those near their end, not the table."""
    user = make_user(Role.PROVINCE_COORDINATOR, make_nation())
    producers = [make_producer(place["an"]) for _ in range(40)]
    words = {"fold": "x", "sort_key": b"x", "core": "x"}
    products = Product.objects.bulk_create(
        Product(producer=producers[number % 40], name=f"Sản phẩm {number}", **words) for number in range(20_000)
    )
    fields = {"unit": place["an"], "star": 3, "body": "province", "kind": "new", "decision_number": "1/QĐ"}
    days = [date(2023, 8, 4) + (number % 1096) * DAY for number in range(20_000)]
    Recognition.objects.bulk_create(
        Recognition(product=one, decided_on=day, expires_on=day + 1096 * DAY, **fields)
        for one, day in zip(products, days, strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = radar(user, Wanted(TODAY)).recognitions.order_by("expires_on", "id")[:51]
    assert len(rows) == 51
    plan = rows.explain()
    assert "Seq Scan on evaluations_recognition" not in plan, plan
    assert "Index Scan using evaluations_expires" in plan, plan
