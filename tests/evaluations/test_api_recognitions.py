"""Recognitions and certificates by program, and the certificate anybody may look up."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations.domain.certificates import public_code
from evaluations.models import Certificate, CertificateExtension, Recognition, Withdrawal
from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from tests import factories as make
from tests.api.tokens import bearer
from tests.api_client import Caller, faulty

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def unit() -> Any:
    """A commune under its province."""
    return make.make_unit(parent=make.make_unit("province"))


@pytest.fixture
def machine(unit: Any) -> Caller:
    """Another system that reads at the commune."""
    return Caller(headers=bearer("recognitions:read", unit=unit))


def recognised(unit: Any, producer: dict[str, Any] | None = None, **facts: Any) -> Recognition:
    """A product of its own, recognised."""
    return make.make_recognition(make.make_product(make.make_producer(unit, **(producer or {}))), **facts)


def certified(recognition: Recognition, **facts: Any) -> Certificate:
    """Its certificate."""
    words = {"product_name": recognition.product.name, "producer_name": recognition.product.producer.name}
    values = {"unit": recognition.unit, "year": 2025, "serial": recognition.pk, "issued_on": recognition.decided_on}
    number = f"{recognition.pk}/GCN-OCOP"
    return Certificate.objects.create(recognition=recognition, **{"number": number, **values, **words, **facts})


def test_a_recognition_with_its_life(unit: Any, machine: Caller) -> None:
    recognition = recognised(unit, decided_on=TODAY - timedelta(30))
    certificate = certified(recognition)
    told = machine.read(f"recognitions/{recognition.pk}/")
    assert (told["star"], told["kind"], told["body"]["value"]) == (
        3,
        {"value": "new", "label": "công nhận mới"},
        "province",
    )
    end = recognition.expires_on
    assert told["state"] == {
        "value": "valid",
        "label": "còn hiệu lực",
        "is_in_force": True,
        "until": end.isoformat(),
    }
    assert told["dates"]["filing_opens_on"] == (end - timedelta(180)).isoformat()
    assert told["dates"]["filing_closes_on"] == (end - timedelta(120)).isoformat()
    assert told["certificate"]["number"] == certificate.number
    assert (told["public_code"], told["withdrawals"]) == (public_code(recognition.pk), [])
    assert machine.get(f"recognitions/{recognition.pk}/")["ETag"].startswith(f'"{recognition.revision}-')


def test_what_became_of_recognitions(unit: Any, machine: Caller) -> None:
    old = recognised(unit, decided_on=date(2022, 3, 1), expires_on=date(2025, 3, 1))
    new = make.make_recognition(old.product, decided_on=date(2025, 1, 10), kind="renewal")
    lapsed = recognised(unit, decided_on=date(2021, 1, 1), expires_on=TODAY - timedelta(10))
    CertificateExtension.objects.create(recognition=lapsed, until=TODAY + timedelta(20), decided_on=TODAY)
    gone = recognised(unit, decided_on=date(2025, 2, 2))
    days = {"concluded_on": date(2026, 3, 2), "due_on": date(2026, 3, 17), "decided_on": date(2026, 3, 10)}
    Withdrawal.objects.create(recognition=gone, ground="b", state="decided", decision_number="9/QĐ", **days)
    rows = {row["id"]: row for row in machine.read("recognitions/")["results"]}
    states = {pk: row["state"]["value"] for pk, row in rows.items()}
    assert (states[old.pk], states[lapsed.pk], states[gone.pk]) == ("replaced", "extended", "withdrawn")
    assert rows[new.pk]["state"]["is_in_force"] is True
    assert rows[old.pk]["replaced_on"] == "2025-01-10"
    assert rows[lapsed.pk]["extended_until"] == (TODAY + timedelta(20)).isoformat()
    [case] = machine.read(f"recognitions/{gone.pk}/")["withdrawals"]
    assert (case["decision_number"], case["state"]["value"], case["ground"]["value"]) == ("9/QĐ", "decided", "b")
    assert sorted(machine.ids("recognitions/", in_force="true")) == sorted([new.pk, lapsed.pk])
    assert sorted(machine.ids("recognitions/", in_force="false")) == sorted([old.pk, gone.pk])


def test_filters_of_recognitions(unit: Any, machine: Caller) -> None:
    one = recognised(unit, star=4, decided_on=date(2024, 5, 6), decision_number="77/QĐ-UBND", kind="upgrade")
    two = recognised(unit, decided_on=date(2025, 6, 7), body="district")
    for query, found in (
        ({"q": one.product.name}, one),
        ({"q": "77/QĐ"}, one),
        ({"star": 4}, one),
        ({"kind": "upgrade"}, one),
        ({"body": "district"}, two),
        ({"year": 2024}, one),
        ({"product": two.product_id}, two),
        ({"producer": one.product.producer_id}, one),
        ({"decided_to": "2024-05-06"}, one),
        ({"decided_from": "2024-05-07"}, two),
        ({"expires_to": one.expires_on.isoformat()}, one),
        ({"expires_from": two.expires_on.isoformat()}, two),
    ):
        assert machine.ids("recognitions/", **query) == [found.pk], query
    assert machine.ids("recognitions/", unit=unit.name) == [two.pk, one.pk]
    assert machine.ids("recognitions/", ordering="expires_on") == [one.pk, two.pk]
    assert machine.ids("recognitions/", updated_since=two.updated_at.isoformat()) == [two.pk]
    assert machine.ids("recognitions/", unit="khong co") == []
    assert faulty(machine.get("recognitions/", decided_from="07/06/2025")) == [("decided_from", "invalid")]


def test_another_territory_is_not_there(machine: Caller) -> None:
    certificate = certified(recognised(make.make_unit()))
    assert (machine.ids("recognitions/"), machine.ids("certificates/")) == ([], [])
    for path in (f"recognitions/{certificate.recognition_id}/", f"certificates/{certificate.pk}/"):
        assert machine.get(path).status_code == 404


def test_a_certificate_says_what_was_printed_without_a_home(unit: Any, machine: Caller) -> None:
    household = {"legal_form": "ho_sx", "name": "Hộ Lê Thị Gai"}
    home = certified(recognised(unit, household), address="Số 9 ngõ Riêng", product_code="38-16438-1-2025")
    firm = certified(recognised(unit, star=4), address="Thôn 1, Xã Thử")
    rows = {row["id"]: row for row in machine.read("certificates/")["results"]}
    assert (rows[home.pk]["address"], rows[firm.pk]["address"]) == ("", "Thôn 1, Xã Thử")
    assert machine.read(f"certificates/{home.pk}/") == rows[home.pk]
    assert (rows[home.pk]["product_code"], rows[home.pk]["star"]) == ("38-16438-1-2025", 3)
    assert rows[home.pk]["lookup_url"].endswith(f"/tra-cuu/{public_code(home.recognition_id)}/")
    for query, found in (
        ({"number": home.number}, home),
        ({"star": 4}, firm),
        ({"product": home.recognition.product_id}, home),
        ({"q": home.product_name}, home),
    ):
        assert machine.ids("certificates/", **query) == [found.pk], query
    assert machine.ids("certificates/", year=2024) == []
    assert machine.ids("certificates/", ordering="id") == [home.pk, firm.pk]


@pytest.mark.parametrize("resource", ["recognitions", "certificates"])
def test_queries_do_not_grow(resource: str, unit: Any, machine: Caller) -> None:
    def count(rows: int) -> int:
        machine.read(f"{resource}/")
        with CaptureQueriesContext(connection) as captured:
            assert len(machine.ids(f"{resource}/", limit=100)) == rows
        return len(captured)

    certified(recognised(unit))
    with_one = count(1)
    for _ in range(99):
        certified(recognised(unit))
    assert count(100) == with_one


def test_anybody_looks_a_certificate_up(unit: Any) -> None:
    personal = {"legal_form": "ho_sx", "name": "Hộ Lê Thị Gai", "phone": "0912345678", "address": "Số 9 ngõ Riêng"}
    certificate = certified(recognised(unit, personal, decided_on=TODAY - timedelta(30)), address="Số 9 ngõ Riêng")
    code = public_code(certificate.recognition_id)
    answer = Caller().get(f"public/certificates/{code}/")
    told = answer.json()
    assert (told["code"], told["certificate_number"], told["star"]) == (code, certificate.number, 3)
    assert (told["state"]["value"], told["producer"], told["place_now"]) == ("valid", "Hộ Lê Thị Gai", None)
    assert [word for word in ("0912", "678", "ngõ Riêng") if word in answer.content.decode()] == []
    assert (answer["Cache-Control"], "Set-Cookie" in answer) == ("public, max-age=300", False)
    known = Caller(headers={"If-None-Match": answer["ETag"]}).get(f"public/certificates/{code}/")
    assert known.status_code == 304


def test_the_public_learns_of_the_end(unit: Any) -> None:
    old = recognised(unit, decided_on=date(2022, 3, 1), expires_on=date(2025, 3, 1))
    new = make.make_recognition(old.product, decided_on=date(2025, 1, 10))
    days = {"concluded_on": date(2026, 3, 2), "due_on": date(2026, 3, 17), "decided_on": date(2026, 3, 10)}
    Withdrawal.objects.create(recognition=new, ground="b", state="decided", decision_number="9/QĐ-UBND", **days)
    first, second = (Caller().read(f"public/certificates/{public_code(one.pk)}/") for one in (old, new))
    assert (first["state"]["value"], first["latest"], first["replaced_on"]) == (
        "replaced",
        public_code(new.pk),
        "2025-01-10",
    )
    assert (second["state"]["value"], second["withdrawal_number"]) == ("withdrawn", "9/QĐ-UBND")
    assert second["withdrawn_on"] == "2026-03-10"


def test_the_public_finds_nothing_else(unit: Any) -> None:
    shown = recognised(unit, is_illustration=True)
    path = f"public/certificates/{public_code(shown.pk)}/"
    assert Caller().read(path)["is_illustration"] is True
    SiteSetting.objects.update_or_create(key="show_illustration", defaults={"value": False})
    for wrong in (path, "public/certificates/OCOP-00000-1/", "public/certificates/%00/", "public/certificates/banh/"):
        answer = Caller().get(wrong)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), wrong


def test_the_public_is_counted(unit: Any, settings: Any) -> None:
    settings.LOOKUP_LIMIT = 2
    path = f"public/certificates/{public_code(recognised(unit).pk)}/"
    assert [Caller().get(path).status_code for _ in range(3)] == [200, 200, 429]
    told = Caller().get(path)
    assert (told["Retry-After"], told.json()["code"]) == ("60", "too_many_requests")


def test_people_see_what_the_page_shows(unit: Any) -> None:
    recognition = recognised(unit)
    assert Caller(make.make_user(Role.VIEWER, unit)).ids("recognitions/") == [recognition.pk]
    assert Caller(make.make_user()).ids("recognitions/") == []
