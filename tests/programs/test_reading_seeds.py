"""The five texts read in with no hand work, against the data files written by hand."""

import random
from typing import Any

import pytest

from ocop.text import fold
from programs.domain.reading.draft import read_plan_text
from programs.domain.seeds_files import FOLDER, read_plan_file
from tests.programs.seed_sources import FILES, SOURCES, version_of

BINH_LUONG, THO_XUAN, ISSUED, LUU_VE, DRAFT = sorted(FILES)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units")]


def text_of(source: str) -> str:
    return (SOURCES / source).read_text(encoding="utf-8")


def read(source: str) -> dict[str, Any]:
    return read_plan_text(text_of(source), name=source)


def cells(version: dict[str, Any]) -> dict[tuple[str, int], int]:
    return {(t["unit_code"], t["star"]): t["committed"] for t in version["targets"] if t["unit_code"] != "38"}


@pytest.mark.parametrize("source", FILES)
def test_the_plan_is_that_of_the_unit_and_year(source: str) -> None:
    plan = read_plan_file(FOLDER / FILES[source][0])["plan"]
    found = read(source)["plan"]
    assert (found["unit"]["code"], found["year"]) == (plan["unit"]["code"], plan["year"])


@pytest.mark.parametrize("source", FILES)
def test_header_bases_and_signer(source: str) -> None:
    version, expected = read(source)["version"], version_of(*FILES[source])
    for name in ("number", "symbol", "place", "issuer", "state"):
        assert version[name] == expected[name], name
    assert version["issued_on"] == (str(expected["issued_on"]) if expected["issued_on"] else None)
    names = ("number", "issuer")
    assert [[b.get(n) for n in names] for b in version["bases"]] == [
        [b.get(n) for n in names] for b in expected["bases"]
    ]
    days = [str(b["issued_on"]) if b.get("issued_on") else None for b in expected["bases"]]
    assert [b.get("issued_on") for b in version["bases"]] == days
    assert version["signer"]["name"] == expected["signer"]["name"]


def test_the_annex_has_26_rows_of_four_cells() -> None:
    version, expected = read(DRAFT)["version"], version_of(*FILES[DRAFT])
    assert version["annex"] == expected["annex"]
    assert len(version["annex"]["rows"]) == 26
    assert cells(version) == cells(expected)
    assert version["totals"] == expected["totals"] == {"total": 160, "star_5": 3, "star_4": 20, "star_3": 137}


def test_three_batches_of_fourteen_products_with_place_and_star() -> None:
    version, expected = read(THO_XUAN)["version"], version_of(*FILES[THO_XUAN])
    assert [b["products"] for b in version["batches"]] == [b["products"] for b in expected["batches"]]
    assert sum(len(b["products"]) for b in version["batches"]) == 14
    windows = [(str(b["window_from"]), str(b["window_to"])) for b in expected["batches"]]
    assert [(b["window_from"], b["window_to"]) for b in version["batches"]] == windows
    assert version["targets"] == expected["targets"]
    assert version["totals"] == expected["totals"]


def test_three_classes_and_one_tour() -> None:
    activities = {a["kind"]: a for a in read(THO_XUAN)["version"]["activities"]}
    training = activities["training"]
    assert training["count"] == 3
    assert [training[n] for n in ("days_from", "days_to", "people_from", "people_to")] == [1, 2, 200, 300]
    assert activities["study_tour"]["count"] == 1


def test_three_renewals_and_a_new_product_in_august() -> None:
    version, expected = read(LUU_VE)["version"], version_of(*FILES[LUU_VE])
    (batch,) = version["batches"]
    assert (batch["window_from"], batch["window_to"]) == ("2026-08-01", "2026-08-31")
    names = ("name", "unit_code", "star_sought", "kind")
    assert [[p[n] for n in names] for p in batch["products"]] == [
        [p[n] for n in names] for p in expected["batches"][0]["products"]
    ]
    kinds = [(t["kind"], t["star"], t["committed"]) for t in version["targets"]]
    assert kinds == [("renewal", 3, 3), ("new", 3, 1)]


@pytest.mark.parametrize("source", [BINH_LUONG, THO_XUAN, LUU_VE, DRAFT])
def test_lead_and_coordinating_bodies(source: str) -> None:
    tasks, expected = read(source)["version"]["tasks"], version_of(*FILES[source])["tasks"]
    assert len(tasks) == len(expected)
    asked = found = 0
    for task, known in zip(tasks, expected, strict=True):
        for part in ("leads", "coordinating"):
            names = {fold(name) for name in known.get(part) or ([known["body"]] if part == "leads" else [])}
            asked += len(names)
            found += len(names & {fold(n) for n in task.get(part) or ([task["body"]] if part == "leads" else [])})
    assert found / asked >= 0.95


def test_the_issued_text_is_cut_and_its_noise_is_told() -> None:
    result = read(ISSUED)
    assert result["was_cut"]
    kinds = {one["kind"] for one in result["noise"]}
    assert {"outside", "cut"} <= kinds
    assert any("CHỦ QUẢN" in one["text"] for one in result["noise"])


def test_page_numbers_in_sentences_broken_lines_and_the_second_v_are_told() -> None:
    noise = read(THO_XUAN)["noise"]
    pages = {(one["printed"], one["written"]) for one in noise if one["kind"] == "page_number"}
    assert pages == {
        ("hóa theo 5 quy định.", "hóa theo quy định."),
        ("thành trong 8 quá trình", "thành trong quá trình"),
    }
    assert [one["text"] for one in noise if one["kind"] == "repeated_number"] == ["V. TỔ CHỨC THỰC HIỆN."]
    assert sum(one["kind"] == "broken_line" for one in noise) == 4


def shuffled(source: str, seed: int) -> str:
    """The text with its sections in another order."""
    import re

    text = text_of(source)
    starts = [m.start() for m in re.finditer(r"(?m)^\W*[IVX]+\. ", text)]
    end = text.index("Trên đây là")
    parts = [text[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)]
    random.Random(seed).shuffle(parts)
    return text[: starts[0]] + "".join(parts) + text[end:]


@pytest.mark.parametrize("source", [THO_XUAN, LUU_VE, DRAFT])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_sections_does_not_matter(source: str, seed: int) -> None:
    plain, mixed = read(source)["version"], read_plan_text(shuffled(source, seed))["version"]
    for part in ("targets", "totals", "batches", "tasks", "funding", "recipients", "signer"):
        assert mixed[part] == plain[part], part
    assert mixed.get("annex") == plain.get("annex")
    assert len(mixed["sections"]) == len(plain["sections"])


@pytest.mark.parametrize("row", [1, 13, 26])
def test_a_row_taken_out_is_not_made_up(row: int) -> None:
    lines = text_of(DRAFT).splitlines()
    gone = next(i for i, line in enumerate(lines) if line.startswith(f"{row}\t"))
    result = read_plan_text("\n".join(lines[:gone] + lines[gone + 1 :]))
    rows = result["version"]["annex"]["rows"]
    assert len(rows) == 25
    assert lines[gone].split("\t")[1] not in {one["unit"] for one in rows}
    notes = [one["note"] for one in result["data"] if one["confidence"] == "doubtful"]
    assert any("các dòng cộng được" in note for note in notes)
