"""Taking an import back: the database is as before; refused where anything was built on it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from evaluations.domain.imports import apply_batch, check_batch, obstacles, open_batch, undo_batch
from evaluations.domain.imports.write import as_ranges
from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.jobs.domain import lease
from ocop.jobs.domain.run import attempt
from ocop.jobs.models import Job
from products.domain.producers import update_producer
from products.enums import ImportState
from products.models import ImportBatch, Producer, Product, ProductCode
from programs.enums import Tier
from tests.factories import make_dossier, make_evidence, make_producer, make_product, make_unit, make_user

from .dumps import dump
from .tables import row, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE))


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


def rows(commune: Any, count: int = 5) -> list[dict[str, Any]]:
    return [row(commune, number, official_code=f"38-00001-{number}-2026") for number in range(1, count + 1)]


def applied(actor: Any, data: bytes) -> ImportBatch:
    batch = check_batch(batch=open_batch(actor=actor, data=data, name="a.xlsx"), actor=actor)
    assert batch.faults == []
    return apply_batch(batch=batch, actor=actor)


def test_undo_leaves_the_database_as_it_was(officer: Any, commune: Any) -> None:
    filled = make_producer(commune, name="Hợp tác xã 1", legal_form="chua_ro")
    make_product(filled, name="Sản phẩm 1")
    make_product(make_producer(commune))
    before = dump()
    batch = applied(officer, xlsx(rows(commune)))
    assert (Product.objects.count(), ProductCode.objects.count()) == (6, 5)
    assert dump() != before
    for _ in range(2):
        batch = undo_batch(actor=officer, batch_id=batch.pk)
    assert (batch.state, dump()) == (ImportState.UNDONE, before)
    assert list(LegalAct.objects.values_list("verb", flat=True)) == ["import_recognitions", "undo_import"]


def test_undone_can_be_imported_again(officer: Any, commune: Any) -> None:
    undo_batch(actor=officer, batch_id=applied(officer, xlsx(rows(commune))).pk)
    assert applied(officer, xlsx(rows(commune))).summary["new_products"] == 5


def _edit(commune: Any, actor: Any) -> str:
    producer = Producer.objects.get(name="Hợp tác xã 1")
    update_producer(actor=actor, producer_id=producer.pk, revision=None, unit=commune, address="Thôn mới")
    return "chủ thể “Hợp tác xã 1” đã được sửa sau khi nhập."


def _bulk_edit(commune: Any, actor: Any) -> str:
    Product.objects.filter(name="Sản phẩm 2").update(description="x")
    return "sản phẩm “Sản phẩm 2” đã được sửa sau khi nhập."


def _product(commune: Any, actor: Any) -> str:
    make_product(Producer.objects.get(name="Hợp tác xã 1"), name="Mới")
    return "“Hợp tác xã 1” đã có thêm sản phẩm: Mới."


def _evidence(commune: Any, actor: Any) -> str:
    evidence = make_evidence(Producer.objects.get(name="Hợp tác xã 1"))
    return f"“Hợp tác xã 1” đã có thêm {evidence._meta.verbose_name}: {evidence}."


def _dossier(commune: Any, actor: Any) -> str:
    dossier = make_dossier(Product.objects.get(name="Sản phẩm 1"))
    return f"“Sản phẩm 1” đã có thêm {dossier._meta.verbose_name}: {dossier}."


@pytest.mark.parametrize("change", [_edit, _bulk_edit, _product, _evidence, _dossier])
def test_undo_is_refused_where_something_was_built_on_it(officer: Any, commune: Any, change: Any) -> None:
    batch = applied(officer, xlsx(rows(commune)))
    expected = change(commune, officer)
    before = dump()
    with pytest.raises(ValidationError) as caught:
        undo_batch(actor=officer, batch_id=batch.pk)
    assert (caught.value.messages, dump()) == ([expected], before)


def test_a_filled_record_changed_since_hinders_as_well(officer: Any, commune: Any) -> None:
    make_producer(commune, name="Hợp tác xã 1")
    batch = applied(officer, xlsx(rows(commune)))
    assert obstacles(batch) == []
    assert [_edit(commune, officer)] == obstacles(batch)


def test_only_a_written_batch_is_taken_back(officer: Any, commune: Any) -> None:
    data = xlsx(rows(commune))
    batch = check_batch(batch=open_batch(actor=officer, data=data, name="a.xlsx"), actor=officer)
    with pytest.raises(ValidationError) as caught:
        undo_batch(actor=officer, batch_id=batch.pk)
    assert caught.value.code == "not_applied"


def test_the_page_tells_what_goes_and_takes_it_back(client: Client, officer: Any, commune: Any) -> None:
    client.force_login(officer)
    batch = applied(officer, xlsx(rows(commune)))
    url, detail = (reverse(f"evaluations:import_{name}", args=[batch.pk]) for name in ("undo", "detail"))
    assert url in client.get(detail).content.decode()
    assert "Hoàn tác lần nhập này?" in client.get(url).content.decode()
    product = make_product(Producer.objects.get(name="Hợp tác xã 1"), name="Mới")
    assert "đã có thêm sản phẩm: Mới" in client.post(url, follow=True).content.decode()
    product.delete()
    assert client.post(url).url == detail
    assert (Product.objects.count(), client.get(url).status_code) == (0, 302)
    assert "Đã hoàn tác lúc" in client.get(detail).content.decode()


def test_a_large_batch_is_taken_back_by_a_job(client: Client, officer: Any, commune: Any, monkeypatch: Any) -> None:
    client.force_login(officer)
    batch = applied(officer, xlsx(rows(commune)))
    monkeypatch.setattr("evaluations.views.imports.JOB_ABOVE_ROWS", 1)
    client.post(reverse("evaluations:import_undo", args=[batch.pk]))
    assert Product.objects.count() == 5
    attempt(lease.claim(Job.objects.get(kind="undo_import").pk))
    assert Product.objects.count() == 0


def test_ranges() -> None:
    assert as_ranges([7, 1, 3, 2]) == [[1, 3], [7, 7]]
