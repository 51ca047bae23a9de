"""Text of a plan as somebody has it → clean numbered lines and the noise taken out of them (pure, no ORM).

Nothing is dropped in silence: what is left out or changed is a Noise with its line.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from programs.domain.outline_paste import _BLANKS, _BREAKS, _BULLETS, _SUB_BULLETS, _UNSEEN

from .base import LOWER, UPPER, Line, Noise

LONGEST_TEXT, MOST_LINES = 1_000_000, 20_000
_STAR = re.compile(r"(?<=\b[345])\s?\*(?!\*)")
_MARKS = re.compile(r"^\s*#{1,6}\s+|\*+|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_RULE = re.compile(r"\s*[-–—_=*.·]{3,}\s*")
_PAGE = re.compile(r"\s*(?:trang\s+)?[-–]?\s*\d{1,3}\s*(?:/\s*\d{1,3}\s*)?[-–]?\s*", re.IGNORECASE)
_PIPES = re.compile(r"\s*\|.*\|\s*")
_PIPE_RULE = re.compile(r"[\s|:-]+")
_POINT = re.compile(r"[a-zđ]\)(?=\s)")
_BEGINS = re.compile(rf"[{LOWER}(]")
_ENDED = re.compile(r"(?:[.;:!?…]|\./\.)[”\"')]*$")
_LONE = re.compile(rf"(?<=[{LOWER},;]) (?P<number>[1-9]\d?) (?=[{LOWER}])")
_COUNTED = (
    r"sản phẩm|sp|sao|lớp|đoàn|ngày|tháng|năm|quý|tuần|giờ|người|học viên|"
    r"cán bộ|công chức|điểm|xã|phường|thị trấn|huyện|"
    r"tỉnh|thôn|bản|đợt|kỳ|cuộc|hội nghị|hội chợ|hộ|htx|hợp tác xã|"
    r"doanh nghiệp|cơ sở|chủ thể|nhóm|bộ|mô hình|chuỗi|vùng|"
    r"tiêu chí|nội dung|nhiệm vụ|giải pháp|đơn vị|cơ quan|tổ|lần|bước|cấp|"
    r"loại|hạng|triệu|tỷ|nghìn|đồng|ha|tấn|kg|lít|m|"
    r"gian hàng|điểm bán|tin|bài|chuyên mục|phóng sự|video|trang|bảng|phần|"
    r"mục|khoản|điều|chương|phụ lục|và|đến|hoặc|trở"
)
_COUNTED_RE = re.compile(rf"(?:{_COUNTED})\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:số|tháng|ngày|năm|quý|điều|khoản|mục|điểm|phần|chương|đợt|giai đoạn|trên|dưới|từ|đến|hạng|cấp|nhóm|kỳ|lần|"
    r"phụ lục|biểu|mẫu|bảng|hơn|khoảng|gồm|có|ít nhất|tối thiểu|và|hoặc|còn|thêm|tổng)$",
    re.IGNORECASE,
)
_DOUBLED = re.compile(rf"\b(?P<word>các|của|và|cho|để|với|trong|những|là) (?P=word)\b(?! ?[{UPPER}])")


def clean_lines(text: str) -> tuple[list[Line], list[Noise]]:
    """Lines with their numbers in the text as it was, and the noise. Raises ValueError for a text beyond the limits."""
    raw = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    if len(raw) > LONGEST_TEXT or raw.count("\n") >= MOST_LINES:
        raise ValueError("too long")
    noise: list[Noise] = []
    lines = list(_lines(raw, noise))
    return _check_numbers(_join(lines, noise), noise), noise


def _lines(raw: str, noise: list[Noise]) -> Iterator[Line]:
    marks = 0
    for number, line in enumerate(raw.split("\n"), 1):
        cells = _cells(line)
        if cells:
            yield Line(number, " | ".join(cell for cell in cells if cell), cells)
            continue
        text = _text(line)
        marks += text != _text(line, with_marks=True)
        if not text or _RULE.fullmatch(line) or _PIPE_RULE.fullmatch(line):
            continue
        if _PAGE.fullmatch(text):
            noise.append(Noise("page_number", number, text, "Số trang đứng riêng một dòng; đã bỏ."))
            continue
        yield Line(number, text)
    if marks:
        noise.append(Noise("markup", 0, "", f"Bỏ ký hiệu in đậm, in nghiêng, đề mục ở {marks} dòng."))


def _text(raw: str, *, with_marks: bool = False) -> str:
    line = _SUB_BULLETS.sub("+ ", _BULLETS.sub("- ", _UNSEEN.sub("", raw)))
    line = line if with_marks else _MARKS.sub("", _STAR.sub(" sao", line))
    line = " ".join(_BLANKS.sub(" ", line).split())
    return re.sub(r"^-(?=\S)", "- ", line).replace("{{", "{ {").replace("}}", "} }")


def _cells(raw: str) -> tuple[str, ...]:
    """Cells of a row written with tabs or upright strokes; () for a line that is none."""
    if _PIPES.fullmatch(raw) and not _PIPE_RULE.fullmatch(raw):
        parts = raw.strip().strip("|").split("|")
    elif "\t" in raw.strip() or raw.count("\t") > 1:
        parts = raw.rstrip("\n").split("\t")
    else:
        return ()
    cells = tuple(_text(part) for part in parts)
    return cells if sum(bool(cell) for cell in cells) > 1 else ()


def _join(lines: Sequence[Line], noise: list[Noise]) -> list[Line]:
    """Lines with those put together that one sentence runs over (a page ended in it)."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if before is None or not _goes_on(before, line):
            found.append(line)
            continue
        found[-1] = Line(before.number, f"{before.text} {line.text}")
        note = f"Nối với dòng {before.number}: câu bị ngắt dòng hoặc ngắt trang."
        noise.append(Noise("broken_line", line.number, line.text, note))
    return found


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line continues the sentence before it: lower case, no mark, and that sentence had not ended."""
    if before.cells or line.cells or _POINT.match(line.text) or not _BEGINS.match(line.text):
        return False
    if line.text.startswith("(") and before.text.isupper():
        return False
    return not _ENDED.search(before.text)


def _check_numbers(lines: Sequence[Line], noise: list[Noise]) -> list[Line]:
    """Page numbers inside sentences and doubled words taken out; each is told with what was printed."""
    found: list[Line] = []
    last = 1
    for line in lines:
        text = line.text
        for match in [] if line.cells else list(_LONE.finditer(line.text)):
            number = int(match["number"])
            if number <= last or _is_count(line.text, match):
                continue
            last = number
            printed, written = _around(line.text, match)
            text = text.replace(printed, written, 1)
            note = f"“{number}” có thể là số trang lẫn vào câu; đã bỏ, cần người xem lại."
            noise.append(Noise("page_number", line.number, line.text, note, printed, written))
        for match in [] if line.cells else list(_DOUBLED.finditer(text)):
            note = f"Chữ “{match['word']}” lặp; giữ như nguồn."
            noise.append(Noise("doubled_word", line.number, match[0], note))
        found.append(Line(line.number, text, line.cells))
    return found


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether a number belongs to its sentence: it counts what follows, or the word before asks for a number."""
    return bool(_COUNTED_RE.match(text, match.end()) or _NUMBERED.search(text[: match.start()]))


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The number with two words on each side, and the same words without it."""
    before = " ".join(text[: match.start()].split()[-2:])
    after = " ".join(text[match.end() :].split()[:2])
    return f"{before} {match['number']} {after}", f"{before} {after}"
