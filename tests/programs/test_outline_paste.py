"""Text pasted from a word processor becomes outline text; words stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.domain.outline import normalise
from programs.domain.outline_paste import clean_paste, has_traces

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200)


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("•\tMột\n– Hai\n— Ba\n\uf0b7 Bốn\n· Năm", "- Một\n- Hai\n- Ba\n- Bốn\n- Năm"),
        ("o\tMột\n◦ Hai\n+\u00a0Ba", "+ Một\n+ Hai\n+ Ba"),
        ("1.\u00a0\u00a0Mục\tđích\r\n2.\tYêu\u00adcầu\x0bDòng mới", "1. Mục đích\n2. Yêucầu\nDòng mới"),
        ("“Mật ong” – 2021 - 2025…\u200b", "“Mật ong” – 2021 - 2025…"),
        ("- Đây là nhiệm vụ\n\ntrọng tâm;\n- Hai", "- Đây là nhiệm vụ trọng tâm;\n- Hai"),
        ("tổng số\n45\nsản phẩm", "tổng số\n45\nsản phẩm"),
        ("- Một;\nhai là chữ thường sau dấu hết câu", "- Một;\nhai là chữ thường sau dấu hết câu"),
        ("Năm\n2026\nLà năm", "Năm\n2026\nLà năm"),
        ("vùng chăn nuôi an toàn thực\nphẩm theo hướng", "vùng chăn nuôi an toàn thực phẩm theo hướng"),
        ("ông An\nong mật", "ông An ong mật"),
        ("   \n\n", ""),
    ],
)
def test_signs_of_word_processors_become_those_of_the_outline(pasted: str, clean: str) -> None:
    assert clean_paste(pasted) == clean


@given(TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_paste(text)
    assert normalise(once) == once
    assert clean_paste(once) == once
    assert not has_traces(once)


def test_traces_are_seen_only_where_cleaning_would_change_something() -> None:
    assert has_traces("• Một")
    assert not has_traces("1. Một\n-Hai\n\n+  Ba")
