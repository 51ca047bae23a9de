"""What stands in the list of certificates that end: whose, from when to when, and what became of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.models import CertificateExtension, Withdrawal
from programs.enums import Tier
from reporting.domain.contents import SPECS, expiry
from tests import factories as make
from tests.evaluations.decision_story import move_clock

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)
DAY = timedelta(days=1)
SPEC = SPECS["expiry_list"]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A province with a commune; the day is 01/09/2026."""
    move_clock(monkeypatch, TODAY)
    province = make.make_unit(Tier.PROVINCE, name="Tỉnh Thử")
    return {"province": province, "commune": make.make_unit(parent=province, name="Xã An")}


def certify(unit: Any, name: str, expires_on: date, **more: Any) -> Any:
    product = make.make_product(make.make_producer(unit), name=name)
    given = {"decided_on": expires_on.replace(year=expires_on.year - 3), "expires_on": expires_on, **more}
    return make.make_recognition(product, **given)


def rows(unit: Any, **given: Any) -> list[dict[str, Any]]:
    return SPEC.content(unit, SPEC.clean(unit, given))["rows"]


def words(unit: Any, **given: Any) -> dict[str, str]:
    return {row["product"]: row["words"] for row in rows(unit, **given)}


def handed_in(recognition: Any, day: date, **facts: Any) -> Any:
    values = {"kind": "rerank", "state": "submitted", "submitted_on": day, "year": day.year, **facts}
    return make.make_dossier(recognition.product, **values)


def test_it_holds_what_ended_this_year_and_what_ends_in_twelve_months(place: dict[str, Any]) -> None:
    commune = place["commune"]
    for name, day in (
        ("năm ngoái", date(2025, 12, 31)),
        ("đầu năm", date(2026, 1, 1)),
        ("hôm nay", TODAY),
        ("cuối", date(2027, 9, 1)),
        ("xa", date(2027, 9, 2)),
    ):
        certify(commune, name, day)
    certify(make.make_unit(), "nơi khác", TODAY)
    found = [(row["product"], row["has_ended"]) for row in rows(place["province"])]
    assert found == [("đầu năm", True), ("hôm nay", False), ("cuối", False)]
    assert [row["product"] for row in rows(commune, since="2025-12-31", until="2026-01-01")] == ["năm ngoái", "đầu năm"]


def test_a_withdrawn_or_replaced_certificate_is_not_on_it(place: dict[str, Any]) -> None:
    withdrawn = certify(place["commune"], "thu hồi", date(2026, 12, 1))
    facts = {"concluded_on": TODAY - DAY, "due_on": TODAY, "decided_on": TODAY, "state": "decided"}
    Withdrawal.objects.create(recognition=withdrawn, ground="b", conclusion="x", **facts)
    replaced = certify(place["commune"], "thay", date(2026, 12, 1))
    make.make_recognition(replaced.product, decided_on=TODAY, expires_on=date(2029, 9, 1))
    assert rows(place["province"]) == []
    assert [row["product"] for row in rows(place["province"], as_of="2026-08-30")] == ["thu hồi", "thay"]


def test_each_tells_what_became_of_it(place: dict[str, Any]) -> None:
    commune, ended, ahead = place["commune"], date(2026, 5, 1), date(2027, 2, 1)
    certify(commune, "bỏ", ended)
    handed_in(certify(commune, "nộp", ended), date(2026, 3, 2))
    handed_in(certify(commune, "nháp", ended), date(2026, 3, 2), state="draft")
    extended = certify(commune, "gia hạn", ended)
    handed_in(extended, date(2026, 4, 2))
    CertificateExtension.objects.create(recognition=extended, until=date(2026, 10, 1), decided_on=ended)
    certify(commune, "chờ", ahead)
    for name, ground in (("ngừng", "dd"), ("sai", "c")):
        case = {"ground": ground, "concluded_on": TODAY, "due_on": TODAY, "conclusion": "x"}
        Withdrawal.objects.create(recognition=certify(commune, name, ahead), **case)
    assert words(place["province"]) == {
        "bỏ": "Không nộp hồ sơ phân hạng lại",
        "nộp": "Đã nộp hồ sơ phân hạng lại ngày 02/03/2026",
        "nháp": "Không nộp hồ sơ phân hạng lại",
        "gia hạn": "Đã nộp hồ sơ phân hạng lại ngày 02/04/2026; gia hạn đến 01/10/2026 (Điều 12.3)",
        "chờ": "Chưa nộp hồ sơ, hạn nộp 04/10/2026",
        "ngừng": "Không còn sản xuất, đang xử lý thu hồi",
        "sai": "Đang xử lý thu hồi",
    }


def test_a_dossier_of_before_the_recognition_does_not_count(place: dict[str, Any]) -> None:
    given = certify(place["commune"], "cũ", date(2026, 5, 1))
    handed_in(given, given.decided_on, state="evaluated")
    assert words(place["province"]) == {"cũ": "Không nộp hồ sơ phân hạng lại"}


def test_days_out_of_order_and_lists_too_long_are_told(place: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError) as caught:
        rows(place["province"], since="2026-05-02", until="2026-05-01")
    assert caught.value.message_dict == {"until": ["Ngày cuối phải sau ngày đầu."]}
    monkeypatch.setattr(expiry, "MOST", 1)
    for name in ("một", "hai"):
        certify(place["commune"], name, TODAY)
    with pytest.raises(ValidationError, match="Có 2 sản phẩm, mỗi danh sách nhiều nhất 1"):
        rows(place["province"])


def test_the_whole_country_is_listed_by_the_ministry(place: dict[str, Any]) -> None:
    certify(place["commune"], "một", TODAY, is_illustration=True)
    nation = make.make_nation()
    content = SPEC.content(nation, SPEC.clean(nation, {"title": "Trưởng phòng"}))
    assert (content["issuer"], content["place"], content["unit"]) == (*expiry.MINISTRY, "cả nước")
    assert (len(content["rows"]), content["illustration"]) == (1, 1)
    assert content["signer"]["title"] == "TRƯỞNG PHÒNG"
