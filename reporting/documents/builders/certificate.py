"""Giấy chứng nhận sản phẩm OCOP: one framed page on its side. No text prescribes its form (docs/documents.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reporting.documents import layout
from reporting.documents.builders.common import signature_of
from reporting.documents.builders.pictures import qr, stars
from reporting.documents.tree import Block, Cell, Document, Head, Name, Signature, Styled, Table, runs

Content = Mapping[str, Any]
LONG_NAME, LONG_FACTS = 55, 160
"""Characters of a product's name that fit on one line in the large type; of all facts that leave the page airy."""
QR_MM, STARS_MM, SMALL_STARS_MM = 28, 14, 6
SIZE, SMALL_SIZE = 13, 10
ILLUSTRATION = "(dữ liệu minh họa)"
WIDTHS = (0.19, 0.81)


def build(content: Content) -> Document:
    """The certificate as frozen on its day; the QR leads to the public lookup."""
    day = layout.long_date(content["issued_on"], content["year"])
    signature = signature_of(content)
    return Document(
        kind="certificate",
        title=f"Giấy chứng nhận {content['certificate_number']}: {content['product']}",
        head=Head((), "", "", content["year"], has_number=False, has_place=False),
        name=Name("GIẤY CHỨNG NHẬN", ("SẢN PHẨM OCOP",)),
        blocks=_blocks(content),
        recipients=(),
        signature=Signature(signature.authority, signature.name, dated=f"{content['place']}, {day}"),
        left_signature=_lookup(content),
        landscape=True,
        framed=True,
    )


def _blocks(content: Content) -> tuple[Block, ...]:
    name = content["product"]
    size = "certificate_long" if len(name) > LONG_NAME else "certificate_product"
    is_full = len(name) + len(content["producer"]) + len(content["producer_address"]) > LONG_FACTS
    blocks: tuple[Block, ...] = (
        Styled("certificate_line", runs(f"{content['issuer']} chứng nhận sản phẩm đạt hạng {content['star']} sao")),
        stars(content["star"], height_mm=SMALL_STARS_MM if is_full else STARS_MM),
        Styled(size, runs(name)),
        _facts(content, is_full=is_full),
    )
    return blocks


def _lookup(content: Content) -> Signature:
    """The left of the foot: what to scan, the number of the certificate, the code to type in."""
    drawn = qr(content["lookup"], size_mm=QR_MM)
    made_up = (ILLUSTRATION,) if content["illustration"] else ()
    lines = (f"Số: {content['certificate_number']}", *made_up)
    return Signature(lines, hint=f"Mã tra cứu: {content['code']}", picture=drawn)


def _facts(content: Content, *, is_full: bool) -> Table:
    """Label and value; long names make the type smaller and two lines one, so that the page holds the longest."""
    decision = f"Số {content['decision_number']} {_day(content['decided_on'])}"
    validity = f"{content['months']} tháng, đến hết {_day(content['expires_on'])}"
    last: tuple[tuple[str, str], ...] = (("Quyết định công nhận:", decision), ("Hiệu lực:", validity))
    if is_full:
        last = (("Quyết định công nhận:", f"{decision}; hiệu lực {validity}"),)
    facts = (
        ("Mã số sản phẩm:", content["product_code"]),
        ("Chủ thể:", content["producer"]),
        ("Địa chỉ:", content["producer_address"]),
        *last,
    )
    rows = tuple((Cell(label), Cell(value, bold=True)) for label, value in facts if value)
    return Table(WIDTHS, (), rows, bordered=False, size=SMALL_SIZE if is_full else SIZE)


def _day(day: date) -> str:
    return layout.long_date(day, day.year)
