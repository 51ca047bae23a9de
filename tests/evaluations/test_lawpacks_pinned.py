"""The law a session would score a dossier by, and what may not be used for it."""

from datetime import date

import pytest

from evaluations.domain.lawpacks import load
from evaluations.domain.sessions.begin import choose
from products.enums import DossierKind
from products.models import Dossier, Product

NEW, AMENDED, FIRST148 = "qd-26-2026", "qd-148-2023+1489-2025", "qd-148-2023"


def dossier(law_pack=NEW, submitted_on=date(2026, 8, 1), product_set=4):
    return Dossier(
        product=Product(name="Mật ong", product_set=product_set),
        kind=DossierKind.FIRST,
        law_pack=law_pack,
        submitted_on=submitted_on,
    )


@pytest.mark.parametrize(
    ("law_pack", "submitted_on", "held_on", "code"),
    [
        (FIRST148, date(2024, 2, 20), date(2024, 3, 15), FIRST148),
        (AMENDED, date(2025, 7, 20), date(2025, 8, 15), AMENDED),
        (AMENDED, date(2026, 5, 20), date(2026, 7, 21), AMENDED),
        (AMENDED, date(2026, 5, 20), date(2026, 7, 22), NEW),
        (NEW, date(2026, 8, 1), date(2026, 8, 20), NEW),
    ],
)
def test_the_law_of_the_day_is_pinned(law_pack, submitted_on, held_on, code):
    found = choose(dossier(law_pack, submitted_on), held_on)

    assert (found.pack.code, found.fault) == (code, "")
    assert bool(found.note) is (code != law_pack)


@pytest.mark.parametrize("number", [7, 11, 12, 13])
def test_an_incomplete_sheet_opens_no_session(number):
    found = choose(dossier(FIRST148, date(2024, 2, 20), number), date(2024, 3, 15))

    assert found.fault.startswith(f"Mật ong: phiếu chấm của bộ {number} (")


def test_an_altered_published_pack_opens_no_session(monkeypatch):
    monkeypatch.setattr(load, "published_hashes", lambda root: {NEW: "0" * 64})

    found = choose(dossier(), date(2026, 8, 20))

    assert found.fault.startswith("Mật ong: qd-26-2026: nội dung đã khác bản công bố (000000000000… ≠ ")
