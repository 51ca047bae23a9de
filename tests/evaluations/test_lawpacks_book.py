"""The book as dossiers ask it: facts of a pack, and what kind, set and star require."""

from datetime import date

import pytest

from products.domain.law import law_book
from products.enums import DossierKind

FIRST, UPGRADE, RERANK = DossierKind.FIRST, DossierKind.UPGRADE, DossierKind.RERANK
NEW, FIRST148, AMENDED = "qd-26-2026", "qd-148-2023", "qd-148-2023+1489-2025"
BASE = ["paper:mau_01", "paper:mau_02", "paper:dkkd"]


def papers(code, number, kind):
    return [need.key for need in law_book().requirements(code, number, kind, 3) if not need.is_gate]


@pytest.mark.parametrize(
    ("day", "code", "district", "days"),
    [
        (date(2024, 3, 15), FIRST148, True, None),
        (date(2025, 8, 15), AMENDED, False, None),
        (date(2026, 8, 15), NEW, False, 15),
    ],
)
def test_the_same_product_in_three_years(day, code, district, days):
    facts = law_book().pack_for(FIRST, day, day)

    assert (facts.code, facts.has_district, facts.commune_working_days) == (code, district, days)


def test_facts_cite_the_article_of_each_step():
    facts = law_book().pack(NEW)

    assert facts.articles["report"] == "Quyết định 26/2026/QĐ-TTg, Điều 7.2"
    assert facts.articles["round"] == "Quyết định 26/2026/QĐ-TTg, Điều 5"
    assert (facts.valid_from, facts.valid_to) == (date(2026, 5, 22), None)
    assert [(one.proposed_before, one.decided_before) for one in facts.rounds] == [
        ((30, 4), (30, 6)),
        ((30, 10), (30, 12)),
    ]


def test_a_dossier_of_the_passage_knows_its_last_day():
    facts = law_book().pack_for(FIRST, date(2026, 5, 1), date(2026, 8, 1))

    assert (facts.code, facts.is_late, facts.finish_by) == (NEW, True, date(2026, 7, 21))


@pytest.mark.parametrize(
    ("number", "kind", "keys"),
    [
        (4, FIRST, [*BASE, "paper:du_dk_sx", "paper:samples"]),
        (15, FIRST, [*BASE, "paper:du_dk_sx", "paper:samples"]),
        (18, FIRST, [*BASE, "paper:du_dk_sx", "paper:cong_bo", "paper:samples"]),
        (19, FIRST, [*BASE, "paper:du_dk_sx", "paper:cong_bo", "paper:samples"]),
        (20, FIRST, [*BASE, "paper:du_dk_sx", "paper:cong_bo", "paper:samples"]),
        (22, FIRST, [*BASE, "paper:samples"]),
        (23, RERANK, [*BASE, "text:changes", "paper:samples"]),
        (26, FIRST, BASE),
        (26, UPGRADE, [*BASE, "text:changes"]),
        (4, UPGRADE, [*BASE, "paper:du_dk_sx", "text:changes", "paper:samples"]),
        (4, RERANK, [*BASE, "paper:du_dk_sx", "paper:kiem_nghiem", "text:changes", "paper:samples"]),
        (None, FIRST, [*BASE, "paper:samples", "product_set"]),
    ],
)
def test_papers_by_set_and_kind(number, kind, keys):
    assert papers(NEW, number, kind) == keys


def test_what_excludes_a_dossier_is_quoted_beside_the_licence():
    needs = law_book().requirements(NEW, 15, FIRST, 3)

    licence = next(need for need in needs if need.key == "paper:du_dk_sx")
    assert "«Hồ sơ bị loại khi: Giả mạo hồ sơ; hoặc không tuân thủ" in licence.hint


@pytest.mark.parametrize("code", [FIRST148, AMENDED])
def test_the_older_decisions_ask_what_is_known_of_them(code):
    assert papers(code, 4, FIRST) == [*BASE, "paper:samples"]
    assert papers(code, 4, UPGRADE) == [*BASE, "paper:samples"]
    assert papers(code, 4, RERANK) == [*BASE, "text:changes", "paper:samples"]


def test_the_register_of_1048_asks_nothing():
    assert law_book().requirements("qd-1048-2019", 4, FIRST, 5) == ()


@pytest.mark.parametrize(
    ("star", "least"), [(3, {"3.5": 1, "4.1": 2}), (4, {"3.5": 2, "4.1": 3}), (5, {"3.5": 2, "4.1": 5})]
)
def test_gates_rise_with_the_star(star, least):
    needs = {need.key: need for need in law_book().requirements(NEW, 4, FIRST, star)}

    assert {code: needs[f"criterion:{code}"].min_points for code in least} == least
    assert needs["criterion:4.1"].star == 3
    assert needs["criterion:4.1"].article.endswith("Phụ lục II, bộ sản phẩm 4, tiêu chí 4.1")
    assert needs["criterion:3.5"].hint.startswith(f"Mức tối thiểu {least['3.5']} điểm: ")


def test_keys_fit_the_column_of_links():
    for code in (NEW, FIRST148):
        for number in range(1, 27):
            needs = law_book().requirements(code, number, RERANK, 5)
            keys = [need.key for need in needs]
            assert len(keys) == len(set(keys))
            assert max(map(len, keys)) <= 40


@pytest.mark.parametrize("ask", [lambda book: book.pack("qd-9"), lambda book: book.requirements("qd-9", 1, FIRST, 3)])
def test_unknown_packs_are_not_found(ask):
    with pytest.raises(LookupError):
        ask(law_book())
