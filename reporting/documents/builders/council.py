"""Invitation, report of a council and notice of a result → content tree (NĐ 30/2020, Phụ lục III, mẫu 1.4, 1.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ocop.text import format_date, lower_kind
from reporting.documents import layout
from reporting.documents.builders.common import figure, head_cell, head_of, paper, title_lines
from reporting.documents.tree import (
    Align,
    Annex,
    Basis,
    Block,
    Cell,
    Closing,
    Document,
    Head,
    Heading,
    Item,
    Level,
    Paragraph,
    Run,
    Table,
    runs,
)

Content = Mapping[str, Any]
Entry = Mapping[str, Any]
RECOGNISED, POTENTIAL = 3, 5
"""From three stars a product is recognised; from 90 points on (five) the Ministry decides (QĐ 26/2026, Điều 3.3, 4)."""


def session_words(content: Content) -> str:
    """'phiên thứ 2 năm 2026'."""
    session = content["session"]
    return f"phiên thứ {session['number']} năm {session['year']}"


def star_words(result: Mapping[str, Any]) -> str:
    """'4 sao' · 'tiềm năng 5 sao' · 'loại' · 'không đạt'."""
    if result["star"] is None:
        return "loại"
    if result["star"] >= POTENTIAL:
        return "tiềm năng 5 sao"
    return f"{result['star']} sao" if result["star"] >= RECOGNISED else f"{result['star']} sao (không công nhận)"


def entry_list(entries: Sequence[Entry]) -> Table:
    """Danh sách sản phẩm của phiên."""
    names = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Loại hồ sơ", "Hạng sao đề nghị")
    rows = [
        (
            figure(number),
            Cell(entry["product"]),
            Cell(entry["producer"]),
            Cell(entry["place"]),
            Cell(entry["kind"], Align.CENTER),
            Cell(f"{entry['star_sought']} sao" if entry["star_sought"] else "", Align.CENTER),
        )
        for number, entry in enumerate(entries, 1)
    ]
    header = (tuple(head_cell(name) for name in names),)
    return Table((0.07, 0.27, 0.25, 0.17, 0.12, 0.12), header, tuple(rows))


def build_invitation(content: Content) -> Document:
    """Giấy mời: who is invited, to what, when and where; the list of products as annex."""
    return paper(
        content,
        kind="invitation",
        type_name="Giấy mời",
        abstract=f"Họp {content['council']}, {session_words(content)}",
        blocks=_invitation_blocks(content),
        annexes=_list_annex(content, head_of(content), "Giấy mời"),
    )


def _invitation_blocks(content: Content) -> Iterator[Block]:
    yield Paragraph(runs(f"{content['council']} trân trọng kính mời:"))
    for guest in content["guests"]:
        yield Item("-", runs(f"{guest};"))
    yield Paragraph(runs(Run("Tới dự: ", bold=True), f"Họp {content['council']}, {session_words(content)}."))
    first, *more = content["content"]
    yield Paragraph(runs(Run("Nội dung: ", bold=True), first))
    yield from (Item("-", runs(line)) for line in more)
    if content["chair"]:
        yield Paragraph(runs(Run("Chủ trì: ", bold=True), f"{content['chair']}."))
    if content["is_written"]:
        yield Paragraph(runs(Run("Hình thức: ", bold=True), "lấy ý kiến bằng văn bản."))
    begins = f"{content['starts_at']}, " if content["starts_at"] else ""
    day = layout.long_date(content["held_on"], content["year"])
    yield Paragraph(runs(Run("Thời gian: ", bold=True), f"{begins}{day}."))
    yield Closing(runs(Run("Địa điểm: ", bold=True), content["meeting_place"] or layout.DOTS))


def _list_annex(content: Content, head: Head, type_name: str) -> tuple[Annex, ...]:
    if not content["entries"]:
        return ()
    title = title_lines("DANH SÁCH SẢN PHẨM ĐÁNH GIÁ, PHÂN HẠNG", "annex_title")
    attached = layout.attached_line(type_name, head, content["council"])
    return (Annex(title, attached, (entry_list(content["entries"]),)),)


def build_report(content: Content) -> Document:
    """Báo cáo kết quả đánh giá của hội đồng gửi Chủ tịch UBND (QĐ 26/2026, Điều 7.3d)."""
    return paper(
        content,
        kind="council_report",
        type_name="Báo cáo",
        abstract=f"Kết quả đánh giá, phân hạng sản phẩm OCOP, {session_words(content)}",
        blocks=_report_blocks(content),
        addressees=(content["addressee"],),
    )


def bases(content: Content, *more: str) -> Iterator[Block]:
    """Each basis on its own line, ";" and at last "." (ô 6)."""
    lines = [*content["bases"], *more]
    for number, text in enumerate(lines, 1):
        yield Basis(runs(f"{text}{';' if number < len(lines) else '.'}"))


def founding_basis(content: Content) -> str:
    founded = content["founded"]
    day = layout.long_date(founded["on"], founded["on"].year)
    return f"Căn cứ Quyết định số {founded['number']} {day} về việc thành lập {content['council']}"


def _report_blocks(content: Content) -> Iterator[Block]:
    yield from bases(content, founding_basis(content))
    entries = content["entries"]
    judged = [entry for entry in entries if entry["result"]]
    held = (
        f"lấy ý kiến bằng văn bản, tổng hợp ngày {format_date(content['held_on'])}"
        if content["is_written"]
        else f"họp ngày {format_date(content['held_on'])}"
    )
    yield Paragraph(runs(f"{content['council']} đã {held} ({session_words(content)}) và báo cáo kết quả như sau:"))
    yield Heading(Level.ROMAN, "I.", runs("TÌNH HÌNH ĐÁNH GIÁ"))
    yield Item("-", runs(f"Số hồ sơ đưa ra đánh giá: {layout.padded(len(entries))} hồ sơ."))
    present = [seat for seat in content["seats"] if seat["is_present"] and not seat["is_adviser"]]
    yield Item("-", runs(f"Số thành viên Hội đồng tham gia: {layout.padded(len(present))} người."))
    if content["rules_source"]:
        yield Item("-", runs(f"Quy chế làm việc: {content['rules_source']}."))
    yield from (Paragraph(runs(line)) for line in content["remarks"])
    yield Heading(Level.ROMAN, "II.", runs("KẾT QUẢ ĐÁNH GIÁ, PHÂN HẠNG"))
    if judged:
        yield result_table(judged)
    yield from _outside(entries)
    yield Heading(Level.ROMAN, "III.", runs("KIẾN NGHỊ"))
    yield from _requests(content, judged)


def result_table(judged: Sequence[Entry]) -> Table:
    """Products by star, best first, then as listed."""
    names = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Điểm", "Kết quả")
    ordered = sorted(judged, key=lambda entry: -(entry["result"]["star"] or 0))
    rows = [
        (
            figure(number),
            Cell(entry["product"]),
            Cell(entry["producer"]),
            Cell(entry["place"]),
            Cell(entry["result"]["points"], Align.CENTER),
            Cell(star_words(entry["result"]), Align.CENTER),
        )
        for number, entry in enumerate(ordered, 1)
    ]
    return Table((0.07, 0.27, 0.24, 0.17, 0.1, 0.15), (tuple(head_cell(name) for name in names),), tuple(rows))


def _outside(entries: Sequence[Entry]) -> Iterator[Block]:
    """Why a product got no star it could be recognised with."""
    for entry in entries:
        result = entry["result"]
        if result is None:
            yield Item("-", runs(f"{entry['product']}: trả lại hồ sơ, chưa có kết quả. {entry['returned']}".strip()))
        elif result["excluded"]:
            yield Item("-", runs(f"{entry['product']}: {result['excluded']}"))
        elif result["star"] < result["band_star"]:
            yield Item("-", runs(f"{entry['product']}: {failed_words(result)}."))


def failed_words(result: Mapping[str, Any]) -> str:
    """'chưa đạt yêu cầu tối thiểu: tiêu chí 4.1 (4 sao)'."""
    lacking = [gate for gate in result["failed"] if gate["star"] <= result["band_star"]]
    parts = ", ".join(f"tiêu chí {gate['criterion']} ({gate['star']} sao)" for gate in lacking)
    return f"chưa đạt yêu cầu tối thiểu: {parts}"


def _requests(content: Content, judged: Sequence[Entry]) -> Iterator[Block]:
    """What the chairman is asked to decide (QĐ 26/2026, Điều 7.3đ–e)."""
    recognised = [entry for entry in judged if RECOGNISED <= (entry["result"]["star"] or 0) < POTENTIAL]
    potential = [entry for entry in judged if (entry["result"]["star"] or 0) >= POTENTIAL]
    asked = []
    if recognised:
        asked.append(
            f"Quyết định công nhận và cấp giấy chứng nhận cho {layout.padded(len(recognised))} sản phẩm"
            " đạt 3 sao, 4 sao"
        )
    if potential:
        asked.append(
            f"Quyết định phê duyệt kết quả đánh giá {layout.padded(len(potential))} sản phẩm đạt từ 90 điểm và chuyển"
            " hồ sơ đề nghị Bộ Nông nghiệp và Môi trường đánh giá, công nhận 5 sao"
        )
    if not asked:
        yield Closing(runs(f"{content['council']} báo cáo {lower_kind(content['addressee'])} xem xét"))
        return
    yield Paragraph(runs(f"Đề nghị {content['addressee']}:"))
    for text in asked[:-1]:
        yield Item("-", runs(f"{text};"))
    yield Closing(runs(asked[-1]), "-")


def build_notice(content: Content) -> Document:
    """Thông báo kết quả cho UBND xã và chủ thể (QĐ 26/2026, Điều 7.3g)."""
    return paper(
        content,
        kind="result_notice",
        type_name="Thông báo",
        abstract=f"Kết quả đánh giá, phân hạng sản phẩm OCOP “{content['entry']['product']}”",
        blocks=_notice_blocks(content),
    )


def _notice_blocks(content: Content) -> Iterator[Block]:
    yield from bases(content)
    entry, result = content["entry"], content["entry"]["result"]
    yield Paragraph(
        runs(
            f"{content['committee']} thông báo kết quả đánh giá của {content['council']} ngày"
            f" {format_date(content['decided_on'])} như sau:"
        )
    )
    facts = (
        ("Sản phẩm", entry["product"]),
        ("Chủ thể", entry["producer"]),
        ("Địa chỉ", entry["place"]),
        ("Loại hồ sơ", entry["kind"]),
        ("Điểm trung bình", f"{result['points']} điểm ({layout.padded(result['sheets'])} phiếu)"),
        ("Kết quả", star_words(result)),
    )
    yield from (Item("-", runs(f"{label}: ", Run(value, bold=label == "Kết quả"), ";")) for label, value in facts[:-1])
    yield Item("-", runs("Kết quả: ", Run(facts[-1][1], bold=True), "."))
    yield Closing(runs(_consequence(content, result)))


def _consequence(content: Content, result: Mapping[str, Any]) -> str:
    """What follows from the result, and why it is not higher."""
    decision = content["decision"]
    if result["star"] is None:
        return f"Hồ sơ bị loại: {result['excluded'].rstrip('.')}"
    if result["star"] >= POTENTIAL:
        return "Hồ sơ được chuyển Bộ Nông nghiệp và Môi trường để đánh giá, công nhận hạng 5 sao"
    capped = f"Sản phẩm {failed_words(result)}. " if result["star"] < result["band_star"] else ""
    if result["star"] < RECOGNISED:
        return f"{capped}Sản phẩm đạt dưới 3 sao không ban hành quyết định công nhận, không cấp giấy chứng nhận"
    if decision:
        return (
            f"{capped}Sản phẩm được công nhận tại Quyết định số {decision['number']} ngày"
            f" {format_date(decision['on'])}; giấy chứng nhận có giá trị 36 tháng kể từ ngày ban hành"
        )
    return f"{capped}Việc công nhận và cấp giấy chứng nhận thực hiện theo quyết định của cấp có thẩm quyền"
