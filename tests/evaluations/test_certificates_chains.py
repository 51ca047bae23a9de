"""Chains of recognitions: what gives a product its rank, in SQL and in words; the two counts of reports."""

from datetime import date, timedelta
from typing import Any

import pytest

from evaluations.domain.certificates import in_force_until
from evaluations.domain.certificates.chains import chain_of, current_of, facts_of, link_of
from evaluations.domain.certificates.counts import cumulative_count, in_force_count
from evaluations.enums import CertificateState, WithdrawalState
from evaluations.models import CertificateExtension, Recognition, Withdrawal
from ocop.site.models import SiteSetting
from products.domain.queries import Filters, derive_state, filter_products, with_state
from products.enums import ProductState
from products.models import Product
from tests.factories import make_dossier, make_entry, make_product, make_recognition, make_result

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 1)
DECIDED = date(2023, 11, 15)
EXPIRES = date(2026, 11, 15)


def recognise(**fields: Any) -> Recognition:
    values = {"decided_on": DECIDED, "expires_on": EXPIRES, "body": "district", **fields}
    return make_recognition(values.pop("product", None) or make_product(product_set=4), **values)


def extend(recognition: Recognition, until: date) -> CertificateExtension:
    return CertificateExtension.objects.create(recognition=recognition, until=until, decided_on=until)


def withdraw(recognition: Recognition, decided_on: date | None, state: str = WithdrawalState.DECIDED) -> Withdrawal:
    days = {"concluded_on": DECIDED, "due_on": DECIDED, "decided_on": decided_on}
    return Withdrawal.objects.create(recognition=recognition, ground="dd", conclusion="1/BC", state=state, **days)


def conclude(product: Product, decided_on: date, star: int | None, kind: str = "rerank") -> None:
    dossier = make_dossier(product, kind=kind, state="evaluated")
    make_result(make_entry(dossier=dossier), star=star, decided_on=decided_on)


def life(recognition: Recognition) -> Any:
    return Recognition.objects.with_life().get(pk=recognition.pk)


@pytest.mark.parametrize(
    ("until", "result", "withdrawn", "last", "state"),
    [
        (None, None, None, EXPIRES, ProductState.EXPIRED),
        (date(2027, 2, 1), None, None, date(2027, 2, 1), ProductState.EXPIRING),
        (date(2027, 2, 1), (date(2026, 11, 20), 2), None, date(2026, 11, 19), ProductState.EXPIRED),
        (date(2027, 2, 1), (date(2026, 11, 20), None), None, date(2026, 11, 19), ProductState.EXPIRED),
        (date(2027, 2, 1), (date(2026, 11, 20), 3), None, date(2027, 2, 1), ProductState.EXPIRING),
        (date(2027, 2, 1), (date(2026, 6, 1), 2), None, EXPIRES, ProductState.EXPIRED),
        (None, (date(2026, 6, 1), 2), None, EXPIRES, ProductState.EXPIRED),
        (None, None, date(2026, 3, 1), date(2026, 2, 28), ProductState.WITHDRAWN),
        (date(2027, 2, 1), None, date(2026, 12, 1), date(2026, 11, 30), ProductState.WITHDRAWN),
        (date(2027, 2, 1), None, date(2026, 12, 2), date(2026, 12, 1), ProductState.EXPIRING),
    ],
)
def test_the_end_is_the_same_in_sql_and_in_words(
    until: Any, result: Any, withdrawn: Any, last: date, state: str
) -> None:
    one = recognise()
    if until:
        extend(one, until)
    if result:
        conclude(one.product, *result)
    if withdrawn:
        withdraw(one, withdrawn)
    read = life(one)
    assert read.in_force_until == in_force_until(facts_of(read)) == last
    row = with_state(Product.objects.all(), TODAY).get()
    assert (row.state, row.current_until, row.current_star) == (state, last, 3)
    gone = withdrawn is not None and withdrawn <= TODAY
    assert derive_state(last, None, TODAY, is_withdrawn=gone) == state
    assert (current_of(one.product, TODAY) is not None) == (state == ProductState.EXPIRING)


def test_a_case_open_or_dropped_leaves_the_certificate_in_force() -> None:
    one = recognise(expires_on=date(2028, 1, 1))
    withdraw(one, None, WithdrawalState.DROPPED)
    withdraw(one, None, WithdrawalState.OPEN)
    assert with_state(Product.objects.all(), TODAY).get().state == ProductState.VALID
    assert current_of(one.product, TODAY) == one


def test_another_kind_of_result_ends_no_extension() -> None:
    one = recognise()
    extend(one, date(2027, 2, 1))
    conclude(one.product, date(2026, 11, 20), 2, kind="upgrade")
    assert life(one).in_force_until == date(2027, 2, 1)


def test_an_old_recognition_entered_late_lowers_nothing() -> None:
    product = make_product()
    newer = recognise(product=product, star=4, decided_on=date(2025, 3, 1), expires_on=date(2028, 3, 1))
    older = recognise(product=product, star=3, decided_on=date(2024, 3, 1), expires_on=date(2027, 3, 1))
    assert older.pk > newer.pk
    assert current_of(product, TODAY) == newer
    assert [(link.recognition, link.state) for link in chain_of(product, TODAY)] == [
        (newer, CertificateState.VALID),
        (older, CertificateState.REPLACED),
    ]
    row = with_state(Product.objects.all(), TODAY).get()
    assert (row.current_star, row.state) == (4, ProductState.VALID)
    assert [one.pk for one in Recognition.objects.newest()] == [newer.pk]


def test_what_a_withdrawn_upgrade_replaced_does_not_come_back() -> None:
    product = make_product()
    first = recognise(product=product, decided_on=date(2024, 3, 1), expires_on=date(2027, 3, 1))
    upgrade = recognise(product=product, star=4, decided_on=date(2025, 3, 1), expires_on=date(2028, 3, 1))
    withdraw(upgrade, date(2026, 10, 1))
    assert current_of(product, TODAY) is None
    assert link_of(life(first), TODAY).state == CertificateState.REPLACED
    assert with_state(Product.objects.all(), TODAY).get().state == ProductState.WITHDRAWN
    assert current_of(product, date(2025, 2, 28)) == first
    assert current_of(product, date(2026, 9, 30)) == upgrade


def test_of_two_decisions_of_one_day_the_one_entered_later_counts() -> None:
    product = make_product()
    first = recognise(product=product, expires_on=date(2027, 3, 1))
    second = recognise(product=product, star=4, expires_on=date(2027, 3, 1))
    assert current_of(product, TODAY) == second
    assert life(first).replaced_on == DECIDED


def test_a_product_under_review_after_its_withdrawal_is_under_review() -> None:
    one = recognise()
    withdraw(one, date(2026, 3, 1))
    make_dossier(one.product, state="checking", submitted_on=date(2026, 5, 1))
    assert with_state(Product.objects.all(), TODAY).get().state == ProductState.REVIEW


def test_cumulative_counts_a_product_once_and_in_force_only_what_stands() -> None:
    renewed = make_product()
    recognise(product=renewed)
    recognise(product=renewed, kind="renewal", decided_on=date(2026, 9, 1), expires_on=date(2029, 9, 1))
    recognise()  # lapsed
    withdraw(recognise(expires_on=date(2028, 1, 1)), date(2026, 3, 1))
    extend(recognise(), date(2027, 2, 1))
    every = Recognition.objects.all()
    assert (cumulative_count(every, TODAY), in_force_count(every, TODAY)) == (4, 2)
    before = date(2026, 2, 28)
    assert (cumulative_count(every, before), in_force_count(every, before)) == (4, 4)
    assert in_force_count(every, date(2027, 2, 2)) == 1
    assert in_force_count(every.filter(kind="new"), TODAY) == 1
    assert cumulative_count(every, DECIDED - timedelta(days=1)) == 0


def test_hidden_illustration_replaces_nothing() -> None:
    product = make_product()
    real = recognise(product=product, expires_on=date(2028, 1, 1))
    shown = recognise(product=product, decided_on=date(2025, 1, 1), expires_on=date(2028, 2, 1), is_illustration=True)
    assert current_of(product, TODAY) == shown
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert current_of(product, TODAY) == real


def test_a_list_narrowed_by_state_holds_what_the_state_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: TODAY)
    valid, near = recognise(expires_on=date(2028, 1, 1)), recognise(expires_on=date(2027, 1, 1))
    extend(recognise(), date(2027, 2, 1))
    recognise()  # lapsed
    withdraw(recognise(expires_on=date(2028, 1, 1)), date(2026, 3, 1))
    recognise(product=near.product, star=4, decided_on=date(2020, 1, 1), expires_on=date(2023, 1, 1))
    states = {one.pk: one.state for one in with_state(Product.objects.all(), TODAY)}
    for state in ProductState.values:
        found = {one.pk for one in filter_products(Product.objects.all(), Filters(state=state))}
        assert found == {pk for pk, said in states.items() if said == state}
    assert states[valid.product_id] == ProductState.VALID
    assert sorted(states.values()) == ["expired", "expiring", "expiring", "revoked", "valid"]
