"""Search keys and order: the tables give what the definitions say, for any text."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ocop.text import fold, sort_key

MARKS = "\u0300\u0301\u0302\u0306\u031b\u0323"
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐƠƯáàảãạấầẩẫậắằẳẵặéèẻẽẹíìỉĩịóòỏõọứừửữựýỳỷỹỵ 019 -.,ðß₫" + MARKS
TEXTS = st.one_of(st.text(alphabet=LETTERS, max_size=30), st.text(max_size=20))


@given(TEXTS)
def test_fold_is_its_definition(text: str) -> None:
    plain = text.translate(str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "₫": " "})).lower()
    bare = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    assert fold(text) == re.sub(r"[^0-9a-z]+", " ", bare).strip()


@given(TEXTS)
def test_keys_do_not_depend_on_the_normal_form(text: str) -> None:
    composed, split = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert (fold(composed), sort_key(composed)) == (fold(split), sort_key(split))


@given(TEXTS, TEXTS)
def test_a_folded_text_is_folded_from_its_parts(first: str, second: str) -> None:
    assert fold(f"{first} {second}") == f"{fold(first)} {fold(second)}".strip()


def test_order_of_the_dictionary() -> None:
    words = ["ba", "bà", "bả", "bã", "bá", "bạ", "băn", "bân", "bo", "bô", "bơ", "da", "đa", "Đa"]
    assert sorted(set(words), key=sort_key) == words
