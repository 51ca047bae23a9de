"""Biên bản họp hội đồng → content tree (NĐ 30/2020, Phụ lục III, mẫu 1.9: no place and date, two signatures)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ocop.text import lower_kind
from reporting.documents import layout
from reporting.documents.builders.common import figure, head_cell, head_of, paper, signature_of, title_lines
from reporting.documents.builders.council import (
    bases,
    failed_words,
    founding_basis,
    result_table,
    session_words,
    star_words,
)
from reporting.documents.tree import (
    Align,
    Annex,
    Block,
    Cell,
    Closing,
    Document,
    FieldLine,
    Heading,
    Item,
    Level,
    Paragraph,
    Signature,
    Table,
    runs,
)

Content = Mapping[str, Any]


def build(content: Content) -> Document:
    """The minutes; what a person has not filled in is dots to write on."""
    abstract = f"Họp {content['council']}, {session_words(content)}"
    if content["is_written"]:
        abstract = f"Tổng hợp ý kiến bằng văn bản của {content['council']}, {session_words(content)}"
    return paper(
        content,
        kind="minutes",
        type_name="Biên bản",
        abstract=abstract,
        blocks=_blocks(content),
        head=head_of(content, has_place=False),
        signature=_chair(content),
        left_signature=Signature(("THƯ KÝ",), content["secretary"], hint="(Chữ ký)"),
        annexes=_gate_annex(content),
    )


def _chair(content: Content) -> Signature:
    """The one who presides; the office stands in the roll."""
    return Signature(("CHỦ TỌA",), signature_of(content).name, hint="(Chữ ký, dấu (nếu có))")


def _blocks(content: Content) -> Iterator[Block]:
    yield from bases(content, founding_basis(content))
    begins = f"{content['starts_at']}, " if content["starts_at"] else ""
    yield FieldLine("Thời gian bắt đầu", f"{begins}{layout.long_date(content['held_on'], content['year'])}")
    yield FieldLine("Địa điểm", "lấy ý kiến bằng văn bản" if content["is_written"] else content["meeting_place"])
    yield from _attendance(content)
    yield FieldLine("Chủ trì (chủ tọa)", content["chair"])
    yield FieldLine("Thư ký (người ghi biên bản)", content["secretary"])
    yield Paragraph(runs("Nội dung (theo diễn biến cuộc họp):"))
    yield Heading(Level.ROMAN, "I.", runs("HỒ SƠ ĐƯA RA ĐÁNH GIÁ"))
    yield Paragraph(runs(f"Hội đồng xem xét {layout.padded(len(content['entries']))} hồ sơ sản phẩm."))
    yield from (Paragraph(runs(line)) for line in content["discussion"])
    yield Heading(Level.ROMAN, "II.", runs("KẾT QUẢ CHẤM ĐIỂM VÀ KẾT LUẬN"))
    for number, entry in enumerate(content["entries"], 1):
        yield from _entry(number, entry)
    judged = [entry for entry in content["entries"] if entry["result"]]
    if judged:
        yield Heading(Level.ROMAN, "III.", runs("TỔNG HỢP"))
        yield result_table(judged)
    ends = content["ends_at"] or layout.DOTS
    yield Closing(runs(f"Cuộc họp (hội nghị, hội thảo) kết thúc vào {ends}"))


def _attendance(content: Content) -> Iterator[Block]:
    """Who was there, who was not and why; the quorum as the rules of procedure count it."""
    present = [seat for seat in content["seats"] if seat["is_present"]]
    absent = [seat for seat in content["seats"] if not seat["is_present"]]
    quorum = content["quorum"]
    yield FieldLine("Thành phần tham dự", f"{layout.padded(len(present))} người")
    yield _roll(present)
    if not content["is_written"]:
        share = f" (quy chế yêu cầu từ {quorum['percent']}%)" if quorum["percent"] else ""
        yield Item(
            "-",
            runs(f"Có mặt {quorum['present']}/{quorum['seats']} thành viên Hội đồng chấm điểm{share}."),
        )
    for seat in absent:
        reason = f", lý do: {seat['note']}" if seat["note"] else ""
        yield Item("-", runs(f"Vắng: {seat['name']} ({seat['role']}){reason}."))


def _roll(seats: Sequence[Mapping[str, Any]]) -> Table:
    names = ("TT", "Họ và tên", "Chức vụ, cơ quan", "Vai trò")
    rows = [
        (
            figure(number),
            Cell(seat["name"]),
            Cell(", ".join(part for part in (seat["position"], seat["body"]) if part)),
            Cell(seat["role"], Align.CENTER),
        )
        for number, seat in enumerate(seats, 1)
    ]
    return Table((0.08, 0.3, 0.42, 0.2), (tuple(head_cell(name) for name in names),), tuple(rows))


def _entry(number: int, entry: Mapping[str, Any]) -> Iterator[Block]:
    """One dossier: points, what held it back, interests, the conclusion."""
    who = f"{entry['producer']}, {lower_kind(entry['place'])}"
    yield Heading(Level.ARABIC, f"{number}.", runs(f"{entry['product']} ({who})"))
    result = entry["result"]
    for who in entry["interests"]:
        yield Item("-", runs(f"Không chấm điểm do có lợi ích liên quan: {who}."))
    if result is None:
        yield Item("-", runs(f"Trả lại hồ sơ, chưa có kết quả. {entry['returned']}".strip()))
        return
    spread = f", phiếu thấp nhất {result['lowest']}, cao nhất {result['highest']}" if result["sheets"] else ""
    rounds = f", chấm {result['rounds']} vòng" if result["rounds"] > 1 else ""
    yield Item("-", runs(f"Điểm trung bình {result['points']} của {result['sheets']} phiếu{spread}{rounds}."))
    if result["spread_note"]:
        yield Item("-", runs(f"Chênh lệch điểm giữa các phiếu: {result['spread_note']}"))
    if result["excluded"]:
        yield Item("-", runs(result["excluded"]))
    elif result["star"] < result["band_star"]:
        yield Item("-", runs(f"Sản phẩm {failed_words(result)}."))
    if result["note"]:
        yield Item("-", runs(f"Ý kiến kết luận: {result['note']}"))
    yield Item("-", runs(f"Kết luận: {star_words(result)}."))


def _gate_annex(content: Content) -> tuple[Annex, ...]:
    """Every gate with the members' majority and mean beside what the council concluded."""
    gates = [product for product in content["gates"] if product["lines"]]
    if not gates:
        return ()
    names = ("Tiêu chí", "Nội dung", "Yêu cầu", "Điểm trung bình", "Số phiếu đạt", "Kết luận")
    rows: list[tuple[Cell, ...]] = []
    for product in gates:
        rows.append((Cell(product["product"], bold=True, colspan=len(names)),))
        rows += [_gate_row(line) for line in product["lines"]]
    header = (tuple(head_cell(name) for name in names),)
    table = Table((0.1, 0.34, 0.18, 0.12, 0.11, 0.15), header, tuple(rows))
    title = title_lines("KẾT LUẬN CỦA HỘI ĐỒNG VỀ CÁC YÊU CẦU TỐI THIỂU", "annex_title")
    return (Annex(title, f"Kèm theo Biên bản họp {content['council']}, {session_words(content)}", (table,)),)


def _gate_row(line: Mapping[str, Any]) -> tuple[Cell, ...]:
    reason = f": {line['reason']}" if line["reason"] else ""
    return (
        Cell(line["criterion"], Align.CENTER),
        Cell(line["title"]),
        Cell(line["needs"]),
        Cell(line["mean"], Align.CENTER),
        Cell(line["majority"], Align.CENTER),
        Cell(f"{line['conclusion']}{reason}"),
    )
