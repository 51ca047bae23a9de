"""Quyết định thu hồi of a recognition and its certificate (QĐ 26/2026/QĐ-TTg, Điều 8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ocop.text import lower_kind
from reporting.documents import layout
from reporting.documents.builders.articles import decree
from reporting.documents.tree import Document, Run, Runs, runs

Content = Mapping[str, Any]


def build(content: Content) -> Document:
    """Three articles: what is withdrawn and why, what follows, who carries it out."""
    return decree(
        content,
        kind="withdrawal",
        abstract=f"Về việc thu hồi {_papers(content)} đối với sản phẩm {content['product']}",
        articles=(_withdrawn(content), _followed(content), _duty(content)),
    )


def _papers(content: Content) -> str:
    """Where no certificate was given here, the recognition alone is named."""
    both = "công nhận và Giấy chứng nhận sản phẩm OCOP"
    return both if content["certificate_number"] else "công nhận sản phẩm OCOP"


def _withdrawn(content: Content) -> tuple[Runs, ...]:
    code = f", mã số {content['product_code']}" if content["product_code"] else ""
    paper = f"; số giấy chứng nhận: {content['certificate_number']}" if content["certificate_number"] else ""
    given = f"Quyết định số {content['decision_number']} {_day(content['decided_on'])} của {content['given_by']}"
    return (
        runs(
            f"Thu hồi {_papers(content)} hạng ",
            Run(f"{content['star']} sao", fact=True),
            " đối với sản phẩm ",
            Run(content["product"], fact=True),
            f"{code}, của ",
            Run(content["producer"], fact=True),
            f" ({lower_kind(content['commune'])}), được công nhận tại {given}{paper}.",
        ),
        runs(
            f"Căn cứ thu hồi: {content['ground']} (Điều 8 Quyết định số 26/2026/QĐ-TTg); {content['conclusion']} ",
            Run(_day(content["concluded_on"]), fact=True),
            ".",
        ),
    )


def _followed(content: Content) -> tuple[Runs, ...]:
    """The mark is for products that are still recognised (QĐ 1162/QĐ-VPĐP-OCOP, rules.md §2)."""
    what = "Công nhận và Giấy chứng nhận" if content["certificate_number"] else "Kết quả công nhận"
    return (
        runs(
            f"{what} nêu tại Điều 1 hết hiệu lực kể từ ngày Quyết định này có hiệu lực. Chủ thể không được tiếp tục sử"
            " dụng nhãn hiệu, thông tin sản phẩm OCOP đối với sản phẩm này."
        ),
    )


def _duty(content: Content) -> tuple[Runs, ...]:
    who = content["executors"].strip().rstrip(".;")
    words = f"{who} và các cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."
    return (runs(f"Quyết định này có hiệu lực kể từ ngày ký. {words}"),)


def _day(day: Any) -> str:
    return layout.long_date(day, day.year)
