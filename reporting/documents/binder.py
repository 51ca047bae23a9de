"""A bound dossier: contents, forms, then the papers, as one PDF with bookmarks and numbered pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from ocop.site.registry import get_setting
from reporting.documents import pdf
from reporting.documents.binder_pages import PICTURES, Binding, Unreadable, pdf_pages, picture_page
from reporting.documents.builders import binder as contents
from reporting.documents.extract import page_count
from reporting.domain.documents import Rendered

Tree = Callable[[str, Mapping[str, Any]], Any]


@dataclass
class Part:
    """A bookmark, and the pages it leads to. `pages`: of the part's own file, 0 for a heading."""

    title: str
    is_head: bool
    data: bytes = b""
    pages: int = 0


def bind(content: Mapping[str, Any], build: Tree, tell: Callable[[int, int, str], None]) -> Rendered:
    """The bound file; `build(kind, content)` gives the tree of a form. A file that cannot be bound is named in the
    contents, with the reason, and nothing else is lost."""
    attached: list[tuple[str, str]] = []
    parts = list(_forms(content, build))
    parts += _papers(content, attached, tell)
    front = _front(content, parts, attached)
    binding = Binding(f"{_('Hồ sơ')} {content['product']}")
    binding.mark(_("Mục lục"), binding.add(front))
    _append(binding, parts)
    total = binding.count
    stamps = [
        _("Hồ sơ %(code)s – trang %(page)d/%(total)d") % {"code": content["code"], "page": page, "total": total}
        for page in range(1, total + 1)
    ]
    title = f"{_('Hồ sơ sản phẩm OCOP')}: {content['product']}"
    return Rendered(title, binding.finish(stamps), b"", total)


def _append(binding: Binding, parts: list[Part]) -> None:
    """Each part with its bookmark, papers below their heading; a heading leads to the page that follows it."""
    heading, is_waiting = None, ""
    for part in parts:
        page = binding.count
        if part.data:
            binding.add(part.data)
            part.data = b""
        elif part.is_head:
            is_waiting = part.title
            continue
        if is_waiting:
            heading, is_waiting = binding.mark(is_waiting, page), ""
        if part.is_head:
            heading = binding.mark(part.title, page)
        else:
            binding.mark(part.title, page, heading)


def _forms(content: Mapping[str, Any], build: Tree) -> Iterator[Part]:
    for form in content["forms"]:
        data = pdf.render(build(form["kind"], form["content"]))
        title = form["title"][:1].upper() + form["title"][1:]
        yield Part(title, True, data, page_count(data))


def _papers(
    content: Mapping[str, Any], attached: list[tuple[str, str]], tell: Callable[[int, int, str], None]
) -> Iterator[Part]:
    """Papers by requirement, each file once; `attached` collects those that are not bound."""
    left = get_setting("binder_mb") * 1_000_000
    bound: dict[str, str] = {}
    for section in content["sections"]:
        yield Part(section["title"], True)
        for paper in section["papers"]:
            name = f"{paper['title']} ({paper['file_name']})"
            tell(1, 4, name[:200])
            if paper["blob"] in bound:
                attached.append((name, _("đã đóng ở mục “%s”") % bound[paper["blob"]]))
                continue
            try:
                data = _pages_of(paper, left)
            except Unreadable as error:
                attached.append((name, str(error)))
                continue
            left -= len(data)
            bound[paper["blob"]] = section["title"]
            yield Part(paper["title"], False, data, page_count(data))


def _pages_of(paper: Mapping[str, Any], left: int) -> bytes:
    """The paper as clean PDF pages. Raises Unreadable with the reason."""
    kind = paper["content_type"]
    if kind != "application/pdf" and kind not in PICTURES:
        raise Unreadable(_("không phải PDF hay ảnh"))
    if paper["size"] > left:
        raise Unreadable(_("tập hồ sơ quá dung lượng"))
    try:
        with default_storage.open(paper["blob"]) as stored:
            data = stored.read()
    except OSError as error:
        raise Unreadable(_("không mở được tệp")) from error
    return picture_page(data) if kind in PICTURES else pdf_pages(data)


def _front(content: Mapping[str, Any], parts: list[Part], attached: list[tuple[str, str]]) -> bytes:
    """The contents with page numbers; printed once to know how many pages it takes itself."""
    draft = pdf.render(contents.build_contents(content, _lines(parts, 1), attached))
    return pdf.render(contents.build_contents(content, _lines(parts, page_count(draft) + 1), attached))


def _lines(parts: list[Part], first: int) -> list[tuple[str, bool, str]]:
    lines, page = [], first
    for part in parts:
        lines.append((part.title, part.is_head, str(page) if part.pages else ""))
        page += part.pages
    return lines
