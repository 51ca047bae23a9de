"""Merging two records moves every reference and can be undone to the last column."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from evaluations.models import Recognition
from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from products.domain.codes import assign_code
from products.domain.merge import MergeError, merge_producers, merge_products, undo_merge
from products.models import (
    Dossier,
    EvidenceLink,
    LegalFormPeriod,
    Merge,
    Producer,
    ProducerLocation,
    Product,
    Representation,
    YearFigures,
)
from programs.enums import Tier
from programs.models import Unit
from tests.factories import (
    make_dossier,
    make_evidence,
    make_member,
    make_producer,
    make_product,
    make_recognition,
    make_stored_file,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
SKIPPED = {"updated_at", "revision"}
Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def commune() -> Unit:
    province = make_unit(Tier.PROVINCE, code="38")
    return make_unit(parent=province, code="16438", name="Xã Lưu Vệ")


@pytest.fixture
def officer(commune: Unit) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


def tables() -> Tables:
    """Every row of the apps' records, without times of change and without what a merge itself leaves."""
    found: Tables = {}
    for app in ("products", "evaluations"):
        for model in apps.get_app_config(app).get_models():
            if hasattr(model, "pgh_tracked_model") or model is Merge:
                continue
            names = [field.attname for field in model._meta.concrete_fields if field.name not in SKIPPED]
            columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in names)
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" ORDER BY 1')
                found[model._meta.label] = cursor.fetchall()
    return found


def fill_pair(commune: Unit) -> tuple[Producer, Producer]:
    """Two producers with everything that can hang on them; a paper, a day and a year that both have."""
    kept, merged = make_producer(commune, name="HTX Đồng Tâm"), make_producer(commune, name="HTX Đồng Tầm 2")
    Producer.objects.filter(pk=merged.pk).update(phone="0912345678", tax_code="2800177118")
    shared = make_stored_file()
    for producer in (kept, merged):
        LegalFormPeriod.objects.create(producer=producer, legal_form="htx", since="2020-01-01")
        ProducerLocation.objects.create(producer=producer, unit=commune, since="2020-01-01")
        Representation.objects.create(producer=producer, position="Giám đốc")
        YearFigures.objects.create(producer=producer, year=2024, workers=10)
        make_evidence(producer, stored=shared)
        make_member(producer)
    YearFigures.objects.create(producer=merged, year=2025, revenue=1_000_000)
    product = make_product(merged, name="Bánh gai")
    dossier = make_dossier(product)
    for evidence in merged.evidence.all():
        EvidenceLink.objects.create(dossier=dossier, evidence=evidence, requirement="paper:dkkd")
    make_recognition(product)
    return kept, merged


def test_producers_become_one_and_two_again(commune: Unit, officer: Any) -> None:
    kept, merged = fill_pair(commune)
    before = tables()
    done = merge_producers(actor=officer, kept_id=kept.pk, merged_id=merged.pk)
    kept.refresh_from_db()
    assert (kept.phone, kept.tax_code, kept.members.count(), kept.years.count()) == ("0912345678", "2800177118", 2, 2)
    product = Product.objects.visible_to(officer).get()
    assert (product.producer, product.fold) == (kept, "banh gai htx dong tam xa luu ve")
    assert EvidenceLink.objects.get().evidence.producer == kept
    assert list(Producer.objects.visible_to(officer)) == [kept]
    assert tables() != before
    again = merge_producers(actor=officer, kept_id=kept.pk, merged_id=merged.pk)
    assert (again, Merge.objects.count()) == (done, 1)
    for _ in range(2):
        undo_merge(actor=officer, merge_id=done.pk)
    assert tables() == before
    assert list(LegalAct.objects.values_list("verb", flat=True)) == ["merge_records", "undo_merge"]


def test_products_become_one_and_two_again(commune: Unit, officer: Any) -> None:
    producer = make_producer(commune)
    kept, merged = make_product(producer, name="Mật ong"), make_product(producer, name="Mật ong rừng", product_set=4)
    assign_code(actor=officer, product=merged, unit=commune, year=2026)
    for product, source in ((kept, "sổ cũ"), (merged, "sổ mới")):
        make_recognition(product, decision_number="12/QĐ-UBND", source_note=source)
    make_recognition(merged, decision_number="99/QĐ-UBND")
    make_dossier(merged)
    before = tables()
    done = merge_products(actor=officer, kept_id=kept.pk, merged_id=merged.pk)
    kept.refresh_from_db()
    assert (kept.product_set, kept.official_code) == (4, "38-16438-1-2026")
    assert sorted(Recognition.objects.values_list("decision_number", "product")) == [
        ("12/QĐ-UBND", kept.pk),
        ("99/QĐ-UBND", kept.pk),
    ]
    undo_merge(actor=officer, merge_id=done.pk)
    assert tables() == before


def same_product(kept: Producer, merged: Producer) -> None:
    make_product(kept, name="Bánh gai")
    make_product(merged, name="Bánh gai")


def other_figures(kept: Producer, merged: Producer) -> None:
    YearFigures.objects.create(producer=kept, year=2024, workers=10)
    YearFigures.objects.create(producer=merged, year=2024, workers=11)


@pytest.mark.parametrize(("quarrel", "word"), [(same_product, "Bánh gai"), (other_figures, "2024")])
def test_what_contradicts_is_refused_whole(
    commune: Unit, officer: Any, quarrel: Callable[[Producer, Producer], None], word: str
) -> None:
    kept, merged = make_producer(commune), make_producer(commune)
    quarrel(kept, merged)
    make_evidence(merged)
    before = tables()
    with pytest.raises(MergeError, match=word):
        merge_producers(actor=officer, kept_id=kept.pk, merged_id=merged.pk)
    assert tables() == before


def test_two_open_dossiers_of_a_year_are_refused(commune: Unit, officer: Any) -> None:
    producer = make_producer(commune)
    products = [make_product(producer) for _ in range(2)]
    for product in products:
        make_dossier(product, star_sought=4)
    with pytest.raises(MergeError):
        merge_products(actor=officer, kept_id=products[0].pk, merged_id=products[1].pk)
    Dossier.objects.filter(product=products[1]).update(state="withdrawn")
    merge_products(actor=officer, kept_id=products[0].pk, merged_id=products[1].pk)
    assert products[0].dossiers.count() == 2


def test_merges_are_taken_back_from_the_last(commune: Unit, officer: Any) -> None:
    first, second, third = (make_producer(commune, name=f"HTX số {word}") for word in ("một", "hai", "ba"))
    one = merge_producers(actor=officer, kept_id=second.pk, merged_id=first.pk)
    two = merge_producers(actor=officer, kept_id=third.pk, merged_id=second.pk)
    with pytest.raises(MergeError):
        undo_merge(actor=officer, merge_id=one.pk)
    with pytest.raises(MergeError):
        merge_producers(actor=officer, kept_id=first.pk, merged_id=third.pk)
    undo_merge(actor=officer, merge_id=two.pk)
    undo_merge(actor=officer, merge_id=one.pk)
    assert Producer.objects.visible_to(officer).count() == 3


def test_a_place_taken_meanwhile_is_said(commune: Unit, officer: Any) -> None:
    kept, merged = make_producer(commune), make_producer(commune, name="HTX Sao Mai")
    done = merge_producers(actor=officer, kept_id=kept.pk, merged_id=merged.pk)
    make_producer(commune, name="HTX Sao Mai")
    with pytest.raises(MergeError):
        undo_merge(actor=officer, merge_id=done.pk)
    done.refresh_from_db()
    assert done.undone_at is None


def test_newer_values_survive_the_undoing(commune: Unit, officer: Any) -> None:
    kept, merged = make_producer(commune), make_producer(commune, phone="0912345678", address="Thôn 1")
    done = merge_producers(actor=officer, kept_id=kept.pk, merged_id=merged.pk)
    Producer.objects.filter(pk=kept.pk).update(address="Thôn 9")
    undo_merge(actor=officer, merge_id=done.pk)
    kept.refresh_from_db()
    assert (kept.phone, kept.address) == ("", "Thôn 9")


def test_nobody_merges_records_of_another_commune(commune: Unit, officer: Any) -> None:
    own, foreign = make_producer(commune), make_producer()
    for pair in ((own.pk, foreign.pk), (foreign.pk, own.pk), (own.pk, 0)):
        with pytest.raises(ValidationError):
            merge_producers(actor=officer, kept_id=pair[0], merged_id=pair[1])
    assert Merge.objects.count() == 0


def test_the_old_address_leads_to_the_record_that_was_kept(client: Client, commune: Unit, officer: Any) -> None:
    producer = make_producer(commune)
    kept, merged = make_product(producer), make_product(producer)
    merge_products(actor=officer, kept_id=kept.pk, merged_id=merged.pk)
    client.force_login(officer)
    url = reverse("products:product_detail", args=[merged.pk])
    assert client.get(url).url == reverse("products:product_detail", args=[kept.pk])
    client.force_login(make_user(Role.COMMUNE_OFFICER))
    assert client.get(url).status_code == 404


def test_the_old_address_of_a_producer_leads_along_the_chain(client: Client, commune: Unit, officer: Any) -> None:
    first, second, third = (make_producer(commune, name=f"HTX số {word}") for word in ("một", "hai", "ba"))
    merge_producers(actor=officer, kept_id=second.pk, merged_id=first.pk)
    merge_producers(actor=officer, kept_id=third.pk, merged_id=second.pk)
    client.force_login(officer)
    target = reverse("products:producer_detail", args=[third.pk])
    for record in (first, second):
        assert client.get(reverse("products:producer_detail", args=[record.pk])).url == target
    assert client.get(target).status_code == 200
