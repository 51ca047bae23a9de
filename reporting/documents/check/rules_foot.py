"""Ô 7 and 9b, mục III: who signs, who receives, and the annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.documents import layout
from reporting.documents.check import words
from reporting.documents.check.facts import Para
from reporting.documents.check.findings import Finding
from reporting.documents.check.looks import Read, cited, styled

_FULL_ROW = 140.0  # mm: a row as wide as the text stands in the middle anyhow
_LEVEL = 2.5  # mm: sizes 12 and 14 side by side
_ITEM = re.compile(r"(?:^|(?<=[;.]) )- ")
_WRONG_PREFIX = re.compile(r"(?:T\.\s?M|K\.\s?T|T\.\s?L|T\.\s?U\.\s?Q|TM|KT|TL|TUQ)(?:\.\s*)?\s")
_PREFIX = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. \S")
_ACADEMIC = re.compile(r"\b(?:GS|PGS|TS|ThS|KS|BS|CN|Tiến sĩ|Thạc sĩ|Kỹ sư|Giáo sư|Bác sĩ)\b\.?")
_ATTACHED = re.compile(r"\(Kèm theo .+ số .*/.+ ngày.*tháng.*năm.* của .+\)")


def recipients(read: Read) -> Iterator[Finding]:
    parts = read.parts
    title = parts.recipients_title
    if title is None:
        yield Finding(read.facts.sheets[-1].number, "noi-nhan", "Thiếu “Nơi nhận:”.")
        return
    if title.text != layout.RECIPIENTS_TITLE:
        yield Finding(title.page, "noi-nhan", f"{cited(title)} phải ghi “Nơi nhận:”.")
    yield from styled([title], "noi-nhan", "recipients_title")
    side_by_side = not parts.left_authority
    if side_by_side and parts.authority and not _are_level(title, parts.authority[0]):
        yield Finding(title.page, "noi-nhan", "“Nơi nhận” phải ngang hàng với quyền hạn, chức vụ của người ký.")
    yield from styled(parts.recipients, "noi-nhan", "recipient")
    yield from _listed(read, title)


def _listed(read: Read, title: Para) -> Iterator[Finding]:
    text = " ".join(para.text for para in read.parts.recipients)
    items = [item.strip() for item in _ITEM.split(text)[1:]]
    if not items or not all(item.endswith(";") for item in items[:-1]) or not items[-1].endswith("."):
        yield Finding(title.page, "noi-nhan", "Mỗi nơi nhận là một dòng “- …;”, dòng cuối kết thúc bằng dấu chấm.")
        return
    if not re.match(r"Lưu\b", items[-1]):
        yield Finding(title.page, "noi-nhan", "Dòng cuối của “Nơi nhận” phải là “- Lưu: VT, ….”.")
    if read.parts.addressees and not items[0].startswith("Như trên"):
        yield Finding(title.page, "noi-nhan", "Có “Kính gửi” thì dòng đầu của “Nơi nhận” là “- Như trên;”.")
    if read.profile.is_decision and not items[0].startswith("Như Điều"):
        yield Finding(title.page, "noi-nhan", "Quyết định: dòng đầu của “Nơi nhận” là “- Như Điều …;”.")


def signer(read: Read) -> Iterator[Finding]:
    parts = read.parts
    if not parts.authority:
        yield Finding(read.facts.sheets[-1].number, "nguoi-ky", "Thiếu quyền hạn, chức vụ của người ký, bên phải.")
        return
    yield from styled(parts.authority, "nguoi-ky", "authority")
    for para in parts.authority:
        if not para.text.isupper():
            yield Finding(para.page, "nguoi-ky", f"{cited(para)} phải viết in hoa.")
        if _WRONG_PREFIX.match(para.text) and not _PREFIX.match(para.text):
            yield Finding(para.page, "nguoi-ky", f"{cited(para)}: viết “TM. ”, “KT. ”, “TL. ”, “TUQ. ”.")
    if parts.signer is None:
        return
    yield from styled([parts.signer], "nguoi-ky", "signer")
    if parts.signer.text.isupper():
        yield Finding(parts.signer.page, "nguoi-ky", f"Họ tên {cited(parts.signer)} phải viết in thường.")
    if _ACADEMIC.search(parts.signer.text):
        yield Finding(parts.signer.page, "nguoi-ky", f"{cited(parts.signer)}: không ghi học hàm, học vị trước họ tên.")


def annexes(read: Read) -> Iterator[Finding]:
    found = read.parts.annexes
    for place, annex in enumerate(found, 1):
        yield from styled([annex.word], "phu-luc", "annex")
        yield from styled(annex.title, "phu-luc", "annex_title")
        yield from _annex_words(annex.word, place, len(found))
        if not annex.title:
            yield Finding(annex.word.page, "phu-luc", f"{cited(annex.word)} thiếu tên phụ lục.")
        for para in (annex.word, *annex.title, *([annex.attached] if annex.attached else [])):
            is_full = para.align in ("both", "columns", None) and para.width > _FULL_ROW
            if para.align != "center" and not is_full:
                yield Finding(para.page, "phu-luc", f"{cited(para)} phải đặt giữa.")
        if not all(para.text.isupper() for para in annex.title):
            yield Finding(annex.word.page, "phu-luc", "Tên phụ lục phải viết in hoa.")
        yield from _attached(annex.word, annex.attached)


def _annex_words(word: Para, place: int, count: int) -> Iterator[Finding]:
    """ "Phụ lục" in lower case; Roman numbers in order when there are two or more, none when it is alone."""
    found = words.ANNEX.fullmatch(word.text)
    number = found["number"] if found else None
    wanted = layout.annex_heading(place if count > 1 else None)
    if number != (layout.roman(place) if count > 1 else None) or not word.text.startswith(layout.ANNEX_WORD):
        yield Finding(word.page, "phu-luc", f"{cited(word)} phải ghi “{wanted}”.")
    if not word.first:
        yield Finding(word.page, "phu-luc", f"{cited(word)} phải bắt đầu một trang riêng.")


def _attached(word: Para, attached: Para | None) -> Iterator[Finding]:
    if attached is None:
        yield Finding(word.page, "phu-luc", f"{cited(word)} thiếu dòng “(Kèm theo … số … ngày … của …)”.")
        return
    yield from styled([attached], "phu-luc", "attached")
    if not _ATTACHED.fullmatch(attached.text) and not attached.text.startswith("(Kèm theo"):
        yield Finding(attached.page, "phu-luc", f"{cited(attached)} phải ở trong ngoặc đơn.")


def _are_level(one: Para, other: Para) -> bool:
    return one.level[0] == other.level[0] and abs(one.level[1] - other.level[1]) <= _LEVEL


RULES = (recipients, signer, annexes)
