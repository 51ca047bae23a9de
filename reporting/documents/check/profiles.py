"""Which rules apply to which kind of document: those of the decree's 29 kinds, or only those of any printed paper."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.documents import layout
from reporting.documents.check import words
from reporting.documents.check.facts import Facts, Zone
from reporting.enums import DocumentKind


@dataclass(frozen=True)
class Profile:
    """`is_administrative`: an administrative document with head, name, recipients and signer (NĐ 30/2020, Điều 7).

    `has_place`: minutes have no line of place and date (mẫu 1.9). `has_type`: a letter (công văn) has no name of type.
    `is_bound`: papers of others put together, each as it came; nothing of them is judged.
    """

    is_administrative: bool = True
    is_certificate: bool = False
    has_place: bool = True
    has_type: bool = True
    is_decision: bool = False
    is_bound: bool = False


ADMINISTRATIVE = Profile()
DECISION = Profile(is_decision=True)
MINUTES = Profile(has_place=False)
LETTER = Profile(has_type=False)
FORM = Profile(is_administrative=False)
BOUND = Profile(is_administrative=False, is_bound=True)
CERTIFICATE = Profile(is_administrative=False, is_certificate=True)

_OF_KIND: dict[str, Profile] = {
    # Forms of QĐ 26/2026/QĐ-TTg, Phụ lục II, III: their layout is the form itself.
    DocumentKind.REGISTRATION: FORM,
    DocumentKind.SELF_REPORT: FORM,
    DocumentKind.BLANK_SHEET: FORM,
    DocumentKind.SCORE_SHEET: FORM,
    DocumentKind.COMMUNE_LETTER: LETTER,
    DocumentKind.CERTIFICATE: CERTIFICATE,  # none of the 29 kinds; no layout is prescribed
    DocumentKind.BINDER: BOUND,
    DocumentKind.EXPIRY_LIST: FORM,  # a list goes out with a letter: none of the 29 kinds, no number of its own
}
_OF_TYPE = {"QUYẾT ĐỊNH": DECISION, "BIÊN BẢN": MINUTES}
_FORM_WORDS = ("MẪU SỐ", "PHIẾU", "BÁO CÁO TỰ ĐÁNH GIÁ")
_FIRST = 12  # paragraphs that tell what a document is


def profile_of(facts: Facts, kind: str = "") -> Profile:
    """By the kind given, the kind named in the file, or else by its first words."""
    kind = kind or (facts.kind if facts.kind in DocumentKind.values else "")
    if kind in _OF_KIND:
        return _OF_KIND[kind]
    opening = [para.text.upper() for para in facts.paras if para.zone == Zone.FLOW][:_FIRST]
    if not kind:
        if any(text.startswith("GIẤY CHỨNG NHẬN") for text in opening):
            return CERTIFICATE
        if any(text.startswith(_FORM_WORDS) and text not in words.TYPE_NAMES for text in opening):
            return FORM
    named = next((text for text in opening if text in words.TYPE_NAMES), "")
    if not named and any(_is_of_letter(para.text) for para in facts.said(Zone.HEAD_LEFT)):
        return LETTER
    return _OF_TYPE.get(named, ADMINISTRATIVE)


def _is_of_letter(text: str) -> bool:
    """ "V/v …", or a symbol without the abbreviation of a type: "Số: 12/UBND-KT"."""
    symbol = words.SYMBOL.search(text)
    return bool(words.LETTER_SUBJECT.match(text)) or bool(symbol and symbol["short"] not in layout.SYMBOLS)
