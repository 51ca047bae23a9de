"""All sections of a plan as one text and back; the preview of one section with every fault told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.domain.outline import OutlineError, fill, normalise
from programs.domain.outline_preview import preview_section
from programs.domain.outline_whole import (
    Part,
    heading_of,
    raw_bodies,
    read_whole,
    renumber_whole,
    repeated_numbers,
    roman,
    write_whole,
)
from programs.domain.plans_text import facts_of, section_blocks, writing_facts
from tests.programs.seed_sources import FILES, version_of

WORDS = st.text("aăđIVX12.:;-+() “”\u00a0ế{", max_size=15)
BODIES = st.lists(st.tuples(st.sampled_from(["", "1. ", "1.1. ", "a) ", "- ", "+ "]), WORDS), max_size=5).map(
    lambda rows: normalise("\n".join(mark + text for mark, text in rows if not heading_of(text)))
)
HEADINGS = WORDS.map(lambda text: " ".join(text.split()) or "A")
NUMBERS = st.sampled_from(["I", "II", "IV", "IX", "XIII", "Phần I", "Mục 2", "PHẦN II"])


@given(st.lists(st.builds(Part, NUMBERS, HEADINGS, BODIES, row=st.just(0)), max_size=6))
def test_sections_to_one_text_and_back_lose_nothing(parts: list[Part]) -> None:
    again = read_whole(write_whole(parts))
    assert [part._replace(row=0) for part in again] == parts
    assert write_whole(again) == write_whole(parts)


@pytest.mark.parametrize("source", FILES)
def test_the_real_plans_come_back_from_one_text(source: str) -> None:
    sections = version_of(*FILES[source])["sections"]
    parts = [Part(s["number"], s["heading"], normalise(s.get("body") or "")) for s in sections]
    again = read_whole(write_whole(parts))
    assert [part._replace(row=0) for part in again] == parts
    assert [part.number for part in repeated_numbers(again)] == (["V"] if source.startswith("001") else [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("I. MỤC ĐÍCH", ("I", "MỤC ĐÍCH")),
        ("XIV.  NỘI  DUNG", ("XIV", "NỘI DUNG")),
        ("Phần II: CHUNG", ("Phần II", "CHUNG")),
        ("Mục 3. RIÊNG", ("Mục 3", "RIÊNG")),
        ("IIII. Sai", None),
        ("i. thường", None),
        ("v. thường", None),
        ("1. Mục", None),
        ("3: ba", None),
        ("V.", None),
        ("I.Liền", None),
        ("Phần thứ nhất. CHUNG", None),
        ("I. " + "a" * 201, None),
    ],
)
def test_what_begins_a_section(line: str, found: tuple[str, str] | None) -> None:
    assert heading_of(line) == found


def test_words_before_the_first_heading_are_refused_with_their_line() -> None:
    with pytest.raises(OutlineError, match=r"^Dòng 2: phải bắt đầu bằng một đề mục"):
        read_whole("\nchữ\nI. A")
    assert [part.row for part in read_whole("\nI. A\nx\n\nII. B")] == [2, 5]
    assert read_whole("") == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("I. A\n2. x\nIII. B\n4. y", "I. A\n1. x\n\nII. B\n1. y"),
        ("Phần II. A\n2. x\nPhần II. B", "Phần II. A\n1. x\n\nPhần II. B"),
        ("chữ\nI. A\n3. x", "chữ\nI. A\n3. x"),
        ("", ""),
    ],
)
def test_a_whole_text_is_counted_anew_section_by_section(text: str, counted: str) -> None:
    assert renumber_whole(text) == counted


def test_rows_of_a_section_are_those_of_the_whole_text() -> None:
    text = "\nI. A\nx\n\nII. B\ny"
    assert raw_bodies(text, read_whole(text)) == ["\n\nx\n", "\n\n\n\n\ny"]
    assert raw_bodies("", []) == []
    assert [roman(number) for number in (1, 4, 9, 14, 39)] == ["I", "IV", "IX", "XIV", "XXXIX"]


@pytest.mark.parametrize("source", FILES)
def test_preview_shows_the_blocks_of_the_document(source: str) -> None:
    content = version_of(*FILES[source])
    for index, section in enumerate(content["sections"]):
        shown = preview_section(content, {**section, "body": section.get("body") or ""}, writing_facts(content))
        printed = list(section_blocks(content, index, facts_of(content)))
        assert [block._replace(anchor="") for block in shown.blocks] == [b._replace(anchor="") for b in printed]
        assert (shown.faults, shown.hints) == ([], [])


def test_preview_tells_every_fault_with_its_line_and_offers_to_mend() -> None:
    content = version_of("luu-ve-2026.yaml", "draft")
    body = "1. Năm {{ nam }}\n3. {{ chi_tieu.tog }}\n\n• {{ nam|02 }}\nV. Khác\n{{ xyz"
    section = {"number": "II", "heading": "MỤC TIÊU", "kind": "targets", "body": body}
    shown = preview_section(content, section, writing_facts(content))
    assert shown.faults == [
        "Dòng 2: không có số liệu tên “chi_tieu.tog”; gần nhất là “chi_tieu.tong”.",
        "Dòng 4: “nam” không phải là số nên không viết hai chữ số được.",
        "Dòng 6: thiếu dấu “}}” đóng số liệu.",
    ]
    assert [hint[:7] for hint in shown.hints] == ["Dòng 2:", "Dòng 5 ", "Có dấu "]
    assert [block.plain for block in shown.blocks[1:]] == [
        "1. Năm 2026",
        "3. {\u2060{ chi_tieu.tog }}",
        "• {\u2060{ nam|02 }}",
        "V. Khác",
        "{\u2060{ xyz",
    ]


def test_an_unknown_fact_is_told_with_the_nearest_known_one() -> None:
    with pytest.raises(OutlineError) as caught:
        fill("a\nb {{ du_kien.tog }}", {"du_kien.tong": 1, "chi_tieu.tong": 2}, where="Mục II")
    expected = "Mục II, dòng 2: không có số liệu tên “du_kien.tog”; gần nhất là “du_kien.tong”."
    assert str(caught.value) == expected
