"""Numbers of decisions and of communes' reports in the register of outgoing documents."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from ocop.site.models import SiteSetting
from programs.domain.numbers import committee_series
from programs.enums import NumberOrigin
from programs.models import NumberEntry
from tests import factories as make

from .decision_story import DECIDED, TODAY, Scene, move_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    move_clock(monkeypatch, TODAY)
    return Scene()


def test_a_decision_stands_in_the_register_of_the_committee(scene: Scene) -> None:
    decision = scene.issue(scene.draft(scene.result()))
    entry = NumberEntry.objects.get()
    key = committee_series(scene.province, "QĐ-UBND", DECIDED.year)
    assert (entry.series.issuer, entry.series.issuer_key) == (key.issuer, key.stored["issuer_key"])
    assert (entry.text, entry.origin, entry.source_id) == ("3025/QĐ-UBND", NumberOrigin.ENTERED, decision.pk)
    assert (entry.abstract, entry.signer, entry.issued_on) == ("Công nhận", "Lê Văn Ký", DECIDED)


def test_the_register_gives_a_decision_its_number(scene: Scene) -> None:
    SiteSetting.objects.create(key="number_mode", value="given")
    first = scene.issue(scene.draft(scene.result()), number="")
    assert scene.issue(first, number="").pk == first.pk
    second = scene.issue(scene.draft(scene.result()), number="")
    assert [first.number, second.number] == ["1/QĐ-UBND", "2/QĐ-UBND"]


def test_a_decision_without_a_number_is_refused_where_the_office_gives_them(scene: Scene) -> None:
    with pytest.raises(ValidationError) as caught:
        scene.issue(scene.draft(scene.result()), number=" ")
    assert list(caught.value.error_dict) == ["number"]


def test_what_was_issued_before_is_entered(scene: Scene) -> None:
    facts: dict[str, Any] = {"state": "issued", "decided_on": date(2025, 6, 2)}
    for number in ("12/QĐ-UBND", "không số"):
        make.make_decision(scene.province, number=number, title=f"Công nhận {number}", **facts)
    dossier = make.make_dossier(make.make_product(scene.producer))
    issued = {"state": "issued", "number": 4, "issued_on": date(2026, 3, 2), "unit": scene.commune, "year": 2026}
    dossier.commune_reports.create(**issued)
    for name in ("evaluations.migrations.0003_enter_decisions", "products.migrations.0005_enter_commune_reports"):
        for _twice in range(2):
            import_module(name).enter(apps, None)
    found = NumberEntry.objects.order_by("issued_on").values_list("source_kind", "number", "series__issuer")
    assert list(found) == [
        ("recognitiondecision", 12, "Ủy ban nhân dân tỉnh Thanh Hóa"),
        ("communereport", 4, "Ủy ban nhân dân xã Lưu Vệ"),
    ]
