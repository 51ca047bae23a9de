"""The verb that enters a recognition, its pages, and its legal act."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.domain.recognitions import Recorded, record_recognition
from evaluations.models import Recognition
from ocop.accounts.enums import Role
from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from programs.enums import Extent, Tier
from programs.models import UnitLineage
from tests.factories import make_plan, make_producer, make_product, make_recognition, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 2)


@pytest.fixture
def province() -> Any:
    return make_unit(Tier.PROVINCE)


@pytest.fixture
def commune(province: Any) -> Any:
    return make_unit(parent=province)


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


@pytest.fixture
def product(commune: Any) -> Any:
    return make_product(make_producer(commune))


def record(product: Any, actor: Any = None, **changes: Any) -> Recorded:
    facts = {"star": 3, "kind": "new", "decision_number": "12/QĐ-UBND", "decided_on": DAY, "body": "district"}
    return record_recognition(actor=actor, product=product, **(facts | changes))


def codes(error: ValidationError) -> dict[str, list[str | None]]:
    return {name: [item.code for item in errors] for name, errors in error.error_dict.items()}


def test_recognition_is_stored_with_its_dates_and_its_act(product: Any, officer: Any, commune: Any) -> None:
    recorded = record(product, officer, score=Decimal("61.5"))
    recognition = Recognition.objects.get()
    assert (recorded.recognition, recorded.is_new, recorded.warnings) == (recognition, True, ())
    assert (recognition.unit, recognition.expires_on) == (commune, date(2028, 6, 2))
    act = LegalAct.objects.get()
    assert (act.verb, act.actor, act.article) == ("record_recognition", officer, "Quyết định 148/QĐ-TTg")
    assert act.payload["decision"] == "12/QĐ-UBND"
    assert list(verify_chain()) == []


def test_the_same_decision_again_changes_nothing(product: Any) -> None:
    first, second = record(product), record(product, decision_number="12/qđ-ubnd")
    assert (second.recognition, second.is_new) == (first.recognition, False)
    assert (Recognition.objects.count(), LegalAct.objects.count()) == (1, 1)


def test_the_same_decision_with_other_facts_is_refused(product: Any) -> None:
    record(product)
    with pytest.raises(ValidationError) as caught:
        record(product, star=4, body="province")
    assert codes(caught.value) == {"decision_number": ["duplicate"]}


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"star": 2}, "star", "star"),
        ({"star": 6}, "star", "star"),
        ({"body": "province"}, "body", "body_not_competent"),
        ({"star": 4}, "body", "body_not_competent"),
        ({"star": 5, "body": "province"}, "body", "body_not_competent"),
        ({"decided_on": date(2025, 7, 3)}, "body", "body_not_competent"),
        ({"decided_on": date(2025, 7, 6)}, "body", "body_not_competent"),
        ({"decided_on": timezone.localdate() + timedelta(days=1)}, "decided_on", "future_decision"),
        ({"decided_on": date(2018, 1, 1)}, "decided_on", "before_programme"),
        ({"plan_year": 2026}, "decided_on", "before_plan"),
        ({"decision_number": "12"}, "decision_number", "decision_number"),
        ({"score": Decimal(40)}, "score", "score_below_star"),
    ],
)
def test_refusals(product: Any, changes: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        record(product, **changes)
    assert codes(caught.value) == {field: [code]}
    assert (Recognition.objects.count(), LegalAct.objects.count()) == (0, 0)


def test_a_reason_lets_the_decision_stand_as_it_is(product: Any) -> None:
    recognition = record(product, body="province", body_note="UBND tỉnh quyết định thay").recognition
    assert (recognition.body, recognition.body_note) == ("province", "UBND tỉnh quyết định thay")


def test_by_setting_an_incompetent_body_is_only_warned_of(product: Any) -> None:
    SiteSetting.objects.create(key="body_by_date", value="warning")
    recorded = record(product, body="province")
    assert (recorded.is_new, len(recorded.warnings)) == (True, 1)


def test_unit_of_the_day_is_the_one_heir(province: Any) -> None:
    old = make_unit(parent=province, valid_to=date(2025, 6, 30))
    new = make_unit(parent=province, valid_from=date(2025, 7, 1))
    UnitLineage.objects.create(predecessor=old, successor=new, extent=Extent.WHOLE, effective_on=date(2025, 7, 1))
    product = make_product(make_producer(old))
    assert record(product, decided_on=date(2025, 8, 1), body="province").recognition.unit == new
    assert record(product, decided_on=DAY).recognition.unit == old


def test_unit_of_a_split_commune_is_never_guessed(province: Any) -> None:
    old = make_unit(parent=province, valid_to=date(2025, 6, 30))
    parts = [make_unit(parent=province, valid_from=date(2025, 7, 1)) for _ in range(2)]
    for part in parts:
        UnitLineage.objects.create(predecessor=old, successor=part, extent=Extent.PART, effective_on=date(2025, 7, 1))
    product = make_product(make_producer(old))
    facts = {"decided_on": date(2025, 8, 1), "body": "province"}
    with pytest.raises(ValidationError) as caught:
        record(product, **facts)
    assert codes(caught.value) == {"decided_on": ["unit_unknown"]}
    assert record(product, unit=parts[1], **facts).recognition.unit == parts[1]


def test_a_unit_that_did_not_exist_on_the_day_is_refused(product: Any, province: Any) -> None:
    later = make_unit(parent=province, valid_from=date(2025, 7, 1))
    with pytest.raises(ValidationError) as caught:
        record(product, unit=later)
    assert codes(caught.value) == {"decided_on": ["unit_not_valid"]}


def test_nobody_records_outside_the_own_territory(province: Any, officer: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        record(make_product(make_producer(make_unit(parent=province))), officer)
    assert caught.value.code == "outside_territory"


FORM = {"star": "3", "kind": "new", "decision_number": "12/QĐ-UBND", "decided_on": "02/06/2025", "body": "district"}


def create_url(product: Any) -> str:
    return f"{reverse('evaluations:recognition_create')}?san-pham={product.pk}"


@pytest.mark.parametrize("day", ["02/06/2025", "2/6/2025", "2025-06-02"])
def test_form_enters_a_recognition_once(client: Client, officer: Any, product: Any, day: str) -> None:
    client.force_login(officer)
    answers = [client.post(create_url(product), FORM | {"decided_on": day}) for _ in range(2)]
    assert {answer.url for answer in answers} == {reverse("products:product_detail", args=[product.pk])}
    assert Recognition.objects.get().decided_on == DAY
    shown = client.get(answers[0].url).content.decode()
    assert "12/QĐ-UBND" in shown
    assert "02/06/2028" in shown


@pytest.mark.parametrize(
    ("changes", "faulty"),
    [
        ({"decided_on": "06/02/25"}, {"decided_on"}),
        ({"decided_on": "31/02/2025"}, {"decided_on"}),
        ({"body": "province"}, {"body"}),
        ({"body": "province", "is_as_decided": "on"}, {"body_note"}),
        ({"body": "province", "body_note": "lý do mà không đánh dấu"}, {"body"}),
        ({"star": ""}, {"star"}),
        ({"star": "2"}, {"star"}),
        ({"plan": "999999"}, {"plan"}),
    ],
)
def test_form_faults(client: Client, officer: Any, product: Any, changes: dict[str, str], faulty: set[str]) -> None:
    client.force_login(officer)
    response = client.post(create_url(product), FORM | changes)
    assert (set(response.context["form"].errors), Recognition.objects.count()) == (faulty, 0)


def test_form_takes_the_decision_as_it_is_with_a_reason(client: Client, officer: Any, product: Any) -> None:
    client.force_login(officer)
    client.post(create_url(product), FORM | {"body": "province", "is_as_decided": "on", "body_note": "tỉnh quyết"})
    assert Recognition.objects.get().body_note == "tỉnh quyết"


def test_form_refuses_a_recognition_before_its_plans_year(client: Client, province: Any, product: Any) -> None:
    plan = make_plan(province, year=2026)
    client.force_login(make_user(Role.PROVINCE_COORDINATOR, province))
    response = client.post(create_url(product), FORM | {"plan": str(plan.pk)})
    assert response.context["form"].errors == {
        "decided_on": ["Công nhận ngày 02/06/2025, trước năm 2026 của kế hoạch nên không tính vào kế hoạch đó."]
    }


def test_list_shows_own_rows_and_costs_the_same(client: Client, officer: Any, commune: Any, province: Any) -> None:
    client.force_login(officer)
    make_recognition(make_product(make_producer(make_unit(parent=province))))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make_recognition(make_product(make_producer(commune)))
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse("evaluations:recognition_list"))
        counts.append((len(queries) <= 12, len(queries)))
    assert counts[0] == counts[1]
    assert counts[0][0]
    assert len(response.context["page"]) == 3


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"sao": "4"}, 1),
        ({"loai": "upgrade"}, 1),
        ({"nam": "2024"}, 1),
        ({"q": "bánh"}, 1),
        ({"q": "QĐ/x"}, 0),
        ({"q": "/qđ-ub"}, 2),
        ({}, 2),
    ],
)
def test_list_filters(client: Client, officer: Any, commune: Any, query: dict[str, str], count: int) -> None:
    producer = make_producer(commune)
    make_recognition(make_product(producer, name="Bánh gai"), star=4, kind="upgrade", decided_on=date(2024, 5, 6))
    make_recognition(make_product(producer, name="Mật ong"))
    client.force_login(officer)
    assert len(client.get(reverse("evaluations:recognition_list"), query).context["page"]) == count


def test_list_is_narrowed_to_the_unit_of_the_day(client: Client, province: Any, commune: Any) -> None:
    inside = make_recognition(make_product(make_producer(commune)))
    make_recognition(make_product(make_producer(make_unit(parent=province))))
    client.force_login(make_user(Role.PROVINCE_COORDINATOR, province))
    response = client.get(reverse("evaluations:recognition_list"), {"don-vi": commune.name, "ngay": "02/06/2025"})
    assert list(response.context["page"]) == [inside]


def test_choosing_a_product(client: Client, officer: Any, product: Any) -> None:
    client.force_login(officer)
    response = client.get(reverse("evaluations:recognition_create"), {"q": product.name})
    assert list(response.context["found"]) == [product]


def test_foreign_product_is_absent(client: Client, officer: Any, province: Any) -> None:
    foreign = make_product(make_producer(make_unit(parent=province)))
    client.force_login(officer)
    assert client.post(create_url(foreign), FORM).status_code == 404


def test_viewers_enter_nothing(client: Client, commune: Any, product: Any) -> None:
    client.force_login(make_user(Role.VIEWER, commune))
    assert client.post(create_url(product), FORM).status_code == 404
    assert client.get(reverse("products:product_detail", args=[product.pk])).status_code == 200
