"""Outline text: parsing and printing without loss, and facts filled in at the right places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.domain.outline import (
    Line,
    OutlineError,
    Span,
    field_names,
    fill,
    normalise,
    parse_outline,
    render_outline,
)

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300)
MARKED = st.lists(
    st.tuples(st.sampled_from(["", "1. ", "2.1. ", "1.2.3. ", "a) ", "đ) ", "- ", "+ ", "-"]), TEXT), max_size=8
).map(lambda rows: "\n".join(mark + text for mark, text in rows))


@given(TEXT | MARKED)
def test_parse_and_render_lose_nothing(text: str) -> None:
    lines = parse_outline(text)
    assert parse_outline(render_outline(lines)) == lines
    assert normalise(normalise(text)) == normalise(text)


@given(TEXT | MARKED)
def test_every_letter_survives(text: str) -> None:
    import unicodedata

    kept = "".join(render_outline(parse_outline(text)).split())
    assert kept == "".join(unicodedata.normalize("NFC", text).split())


def test_levels_follow_the_marks() -> None:
    text = "1. Mục đích\n2.1. Tuyên truyền\n1.1.1. Sâu\na) Điểm\nđ) Điểm\n- Gạch\n-UBND xã\n"
    text += "+ Cộng\nThường\n\n2024 là năm\n12/2021"
    assert parse_outline(text) == [
        Line(1, "1.", "Mục đích"),
        Line(2, "2.1.", "Tuyên truyền"),
        Line(3, "1.1.1.", "Sâu"),
        Line(4, "a)", "Điểm"),
        Line(4, "đ)", "Điểm"),
        Line(5, "-", "Gạch"),
        Line(5, "-", "UBND xã"),
        Line(6, "+", "Cộng"),
        Line(0, "", "Thường"),
        Line(0, "", "2024 là năm"),
        Line(0, "", "12/2021"),
    ]


def test_fill_gives_the_text_and_the_places_of_the_facts() -> None:
    text, spans = fill("có {{ a.b|02 }} và {{c}}", {"a.b": 3, "c": "ba"})
    assert text == "có 03 và ba"
    assert spans == [Span(3, 5, "a.b"), Span(9, 11, "c")]
    assert field_names("{{ a.b|02 }}{{ ?? }}{{c}}") == ["a.b", "c"]


@given(st.lists(st.tuples(TEXT.filter(lambda t: "{" not in t), st.integers(0, 10**6)), max_size=6))
def test_spans_point_at_the_values(parts: list[tuple[str, int]]) -> None:
    values = {f"s{i}": value for i, (_, value) in enumerate(parts)}
    template = "".join(f"{text}{{{{ s{i} }}}}" for i, (text, _) in enumerate(parts))
    text, spans = fill(template, values)
    assert [text[s.start : s.end].replace(".", "") for s in spans] == [str(v) for _, v in parts]


def test_values_are_not_filled_again() -> None:
    assert fill("{{ a }}", {"a": "{{ b }}"})[0] == "{{ b }}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("một\nhai {{ la }}", "Mục II, dòng 2: không có số liệu tên “la”."),
        ("{{ trong }}", "Mục II, dòng 1: số liệu “trong” chưa có giá trị."),
        ("{{ chu|02 }}", "Mục II, dòng 1: “chu” không phải là số nên không viết hai chữ số được."),
        ("{{ a-b }}", "Mục II, dòng 1: “{{ a-b }}” không phải là tên số liệu hợp lệ."),
        ("\n{{ so", "Mục II, dòng 2: thiếu dấu “}}” đóng số liệu."),
    ],
)
def test_errors_name_section_and_line(text: str, message: str) -> None:
    with pytest.raises(OutlineError) as caught:
        fill(text, {"trong": None, "chu": "x", "so": 1}, where="Mục II")
    assert str(caught.value) == message


def test_numbers_are_written_the_vietnamese_way() -> None:
    assert fill("{{ n }} {{ n|02 }} {{ m|02 }}", {"n": 1234, "m": 0})[0] == "1.234 1234 00"
    with pytest.raises(OutlineError, match=r"^Dòng 1: "):
        fill("{{ x }}", {})
