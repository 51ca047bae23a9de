"""What the triggers note: one note a statement, with the units a record leaves."""

from datetime import date

import pytest
from django.db import connection

from ocop.api.models import ChangeNote
from products.models import Evidence, ProducerAttribution, Product, ProductCode
from programs.models import Instrument, Reform
from tests import factories as make

pytestmark = pytest.mark.django_db


def taken() -> list[tuple[str, str, list[int], list[int], bool]]:
    """The notes since the last call."""
    rows = ChangeNote.objects.order_by("id")
    found = [(row.resource, row.kind, sorted(row.object_ids), sorted(row.unit_ids), row.spreads) for row in rows]
    rows.delete()
    return found


def test_a_new_record_is_noted_without_a_unit() -> None:
    unit = make.make_unit()
    taken()
    producer = make.make_producer(unit)
    product = make.make_product(producer)
    noted = [("producers", "saved", [producer.pk], [], False), ("products", "saved", [product.pk], [], False)]
    assert taken() == noted


def test_a_recognition_and_a_code_show_in_their_product() -> None:
    product = make.make_product()
    taken()
    recognition = make.make_recognition(product)
    of_product = ("products", "saved", [product.pk], [], False)
    assert sorted(taken()) == [of_product, ("recognitions", "saved", [recognition.pk], [], False)]
    ProductCode.objects.create(product=product, code="38-16012-1-2026", era="new", serial=1, year=2026)
    assert taken() == [of_product]


def test_a_move_is_noted_with_the_unit_left() -> None:
    producer, before = make.make_producer(), make.make_unit()
    producer.unit, before = before, producer.unit
    taken()
    producer.save()
    pk = producer.pk
    assert taken() == [
        ("producers", "saved", [pk], [], False),
        ("producers", "saved", [pk, pk], [-pk, before.pk], True),
    ]


def test_columns_told_nowhere_note_nothing() -> None:
    product = make.make_product()
    taken()
    Product.objects.filter(pk=product.pk).update(core="khac", fold="khac")
    Product.objects.filter(pk=product.pk).update(name=product.name)
    assert taken() == []


def test_a_deleted_record_is_noted_with_its_unit() -> None:
    paper = make.make_evidence()
    taken()
    pk, producer = paper.pk, paper.producer
    Evidence.objects.filter(pk=pk).delete()
    assert taken() == [("evidence", "gone", [pk, pk], [-producer.pk, producer.unit_id], True)]


def test_an_attribution_shows_the_producer_to_another_commune() -> None:
    producer, unit = make.make_producer(), make.make_unit()
    reform = Reform.objects.create(
        code="thu",
        name="Sắp xếp thử",
        instrument=Instrument.objects.create(number="1/NQ-thử"),
        province=make.make_unit("province"),
        effective_on=date(2025, 7, 1),
    )
    taken()
    placed = ProducerAttribution.objects.create(producer=producer, reform=reform, unit=unit)
    assert taken() == [("producers", "saved", [producer.pk], [], True)]
    placed.delete()
    assert taken() == [("producers", "saved", [producer.pk], [unit.pk], True)]


def test_a_draft_of_a_plan_is_not_told_its_issued_text_is() -> None:
    version = make.make_version(state="draft")
    taken()
    make.make_target(version, version.plan.unit, 5, 1)
    assert taken() == []
    version.state, version.number, version.issued_on = "issued", 7, date(2026, 1, 5)
    version.save()
    target = make.make_target(version, version.plan.unit, 4, 1)
    target.working = 2
    target.save()
    assert {(name, tuple(ids)) for name, _kind, ids, _units, _spreads in taken()} == {("plans", (version.plan_id,))}


def test_many_rows_are_one_note_copy_too() -> None:
    producer = make.make_producer()
    taken()
    made = Product.objects.bulk_create(Product(producer=producer, name=f"SP {n}").set_keys() for n in range(50))
    assert taken() == [("products", "saved", sorted(product.pk for product in made), [], False)]
    into = "COPY products_legalformperiod (producer_id, legal_form, since, note) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for day in range(1, 4):
            copy.write_row((producer.pk, "htx", date(2020, 1, day), ""))
    assert taken() == [("producers", "saved", [producer.pk], [], False)]
