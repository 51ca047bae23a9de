"""Which decision rules a dossier: every row of the decision table and the days on both sides of each line."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.domain.lawpacks import load_pack, pack_codes, select_pack
from products.enums import DossierKind

OLD, FIRST148, AMENDED, NEW = "qd-1048-2019", "qd-148-2023", "qd-148-2023+1489-2025", "qd-26-2026"
FIRST, UPGRADE, RERANK = DossierKind.FIRST, DossierKind.UPGRADE, DossierKind.RERANK
DAYS = st.dates(date(2019, 8, 21), date(2030, 12, 31))


def d(text):
    return date(*map(int, reversed(text.split("/"))))


@pytest.mark.parametrize("kind", DossierKind)
@pytest.mark.parametrize(
    ("submitted", "evaluated", "code"),
    [
        ("21/08/2019", None, OLD),
        ("23/02/2023", None, OLD),
        ("23/02/2023", "30/03/2023", OLD),
        ("24/02/2023", None, FIRST148),
        ("24/02/2023", "15/03/2024", FIRST148),
        ("30/06/2025", "30/08/2025", FIRST148),
        ("05/07/2025", None, FIRST148),
        ("06/07/2025", None, AMENDED),
        ("06/07/2025", "15/08/2025", AMENDED),
        ("21/05/2026", None, AMENDED),
        ("21/05/2026", "21/05/2026", AMENDED),
        ("21/05/2026", "22/05/2026", AMENDED),
        ("01/06/2025", "21/05/2026", FIRST148),
        ("01/06/2025", "22/05/2026", AMENDED),
        ("21/05/2026", "21/06/2026", AMENDED),
        ("22/05/2026", None, NEW),
        ("22/05/2026", "22/05/2026", NEW),
        ("01/08/2026", "15/12/2026", NEW),
    ],
)
def test_every_row_of_the_table(kind, submitted, evaluated, code):
    assert select_pack(kind, d(submitted), d(evaluated) if evaluated else None).code == code


@pytest.mark.parametrize(
    ("kind", "evaluated", "code", "late"),
    [
        (FIRST, "22/06/2026", AMENDED, False),
        (FIRST, "21/07/2026", AMENDED, False),
        (FIRST, "22/07/2026", NEW, True),
        (UPGRADE, "21/07/2026", AMENDED, False),
        (UPGRADE, "22/07/2026", NEW, True),
        (RERANK, "20/06/2026", AMENDED, False),
        (RERANK, "21/06/2026", AMENDED, False),
        (RERANK, "22/06/2026", NEW, True),
    ],
)
def test_the_passage_ends_after_sixty_and_thirty_days(kind, evaluated, code, late):
    chosen = select_pack(kind, d("21/05/2026"), d(evaluated))

    limit, point = (d("21/06/2026"), "b") if kind == RERANK else (d("21/07/2026"), "a")
    assert (chosen.code, chosen.is_late, chosen.finish_by) == (code, late, limit)
    assert chosen.article == f"Quyết định 26/2026/QĐ-TTg, Điều 12.2{point}"


def test_the_limits_are_sixty_and_thirty_days_from_the_day_in_force():
    start, limits = load_pack(NEW).manifest.valid_from, load_pack(NEW).manifest.transition.finish_by

    assert {kind: (day - start).days for kind, day in limits.items()} == {FIRST: 60, UPGRADE: 60, RERANK: 30}


def test_there_were_no_national_criteria_before_1048():
    with pytest.raises(LookupError, match="20/08/2019"):
        select_pack(FIRST, date(2019, 8, 20))


@given(st.sampled_from(DossierKind), DAYS, st.integers(0, 900))
def test_every_day_has_a_pack_and_only_the_passage_has_a_limit(kind, submitted, later):
    chosen = select_pack(kind, submitted, submitted + timedelta(days=later))

    assert chosen.code in pack_codes()
    caught = submitted < date(2026, 5, 22) <= submitted + timedelta(days=later)
    assert (chosen.finish_by is not None) == caught


def test_packs_follow_each_other_without_a_gap():
    laws = [load_pack(code).manifest for code in pack_codes()]

    assert [law.code for law in laws] == [OLD, FIRST148, AMENDED, NEW]
    for before, after in pairwise(laws):
        assert before.submitted_to + timedelta(days=1) == after.valid_from
