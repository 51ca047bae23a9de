"""The gate of documents asked for one kind of subject: the same records as without; other gates are not read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programs.models import Unit
from reporting.domain.contents import SPECS
from reporting.enums import DocumentKind, SubjectKind
from reporting.models import Document
from tests import factories as make
from tests.api.calls import get, signed_in, status

pytestmark = pytest.mark.django_db
ROLES = ("viewer", "province_coordinator", "signer", "api_client")


def of_subject(kind: str, record: Any, unit: Unit, **fields: Any) -> Document:
    """A document as the domain stores it: its kind says what it is about."""
    return make.make_document(kind=kind, subject=SPECS[kind].subject, subject_id=record.pk, unit=unit, **fields)


def fill(province: Unit) -> None:
    """A document of every kind of subject in the province."""
    commune = make.make_unit(parent=province)
    product = make.make_product(make.make_producer(commune))
    dossier = make.make_dossier(product, state="council")
    session = make.make_session(make.make_council(province), state="closed")
    entry = make.make_entry(session, dossier)
    sheet, result = make.make_sheet(entry), make.make_result(entry)
    of_subject("plan", make.make_version(make.make_plan(province)), province)
    for is_personal in (True, False):
        of_subject("registration", dossier, commune, is_personal=is_personal)
    of_subject("score_sheet", sheet, province)
    of_subject("minutes", session, province)
    of_subject("result_notice", result, province)
    of_subject("recognition", make.make_decision(province, result), province, is_personal=True)
    of_subject("certificate", make.make_recognition(product), commune)
    of_subject("period_report", commune, commune)
    make.make_document(kind="blank_sheet", subject="law_sheet", subject_id=4, unit=make.make_nation())


@pytest.fixture
def provinces() -> list[Unit]:
    """Two, with documents."""
    found = [make.make_unit("province") for _ in range(2)]
    for province in found:
        fill(province)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_one_kind_shows_what_the_whole_list_shows_of_it(provinces: list[Unit], role: str) -> None:
    client = signed_in(role, provinces[0])
    rows = get(client, "documents/", limit=100)["results"]
    assert {row["id"] for row in rows} <= set(Document.objects.values_list("pk", flat=True))
    for name, values in (("subject", SubjectKind.values), ("kind", DocumentKind.values)):
        for value in values:
            wanted = [row["id"] for row in rows if row[name]["value"] == value]
            assert [row["id"] for row in get(client, "documents/", **{name: value})["results"]] == wanted, value
    assert get(client, "documents/", kind="plan", subject="dossier")["results"] == []
    shown = {row["id"] for row in rows}
    for pk in Document.objects.values_list("pk", flat=True):
        assert status(client, f"documents/{pk}/") == (200 if pk in shown else 404)


@contextmanager
def no_council_is_asked() -> Iterator[None]:
    """Nothing is read of councils, whose gate is not that of a dossier."""
    with CaptureQueriesContext(connection) as captured:
        yield
    assert [query["sql"] for query in captured if "evaluations_council" in query["sql"]] == []


def test_only_the_gate_of_what_is_asked_for_is_read(provinces: list[Unit]) -> None:
    client: Client = signed_in("province_coordinator", provinces[0])
    document = Document.objects.filter(subject="dossier", unit__path__startswith=provinces[0].path).first()
    assert document is not None
    for path in (f"documents/{document.pk}/", f"documents/{document.pk}/pdf/"):
        with no_council_is_asked():
            assert status(client, path) == 200
    for query in ({"subject": "dossier"}, {"kind": "registration"}):
        with no_council_is_asked():
            assert len(get(client, "documents/", **query)["results"]) == 2
