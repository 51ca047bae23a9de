"""Faults planted in sound Word files, in their styles, settings and words: each is found by its rule."""

import re

import pytest

from reporting.documents.check import RULES, check_docx
from tests.reporting.check_sample import MADE, Damage, damaged_word, word_of

DOCUMENT, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"
SIDES = 'w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"'
ATTACHED = "ngày 04 tháng 3 năm 2026 của Ủy ban nhân dân xã Lưu Vệ"


def swap(old: str, new: str) -> Damage:
    return lambda source: source.replace(old, new, 1)


def every(old: str, new: str) -> Damage:
    return lambda source: source.replace(old, new)


def style(name: str, old: str, new: str) -> Damage:
    """The first `old` in the settings of a style, by the name people see, replaced."""

    def damage(source: str) -> str:
        start = source.index(f'<w:name w:val="{name}"/>')
        end = source.index("</w:style>", start)
        return source[:start] + source[start:end].replace(old, new, 1) + source[end:]

    return damage


def paragraph(words: str, old: str, new: str) -> Damage:
    """The first `old` in the paragraph that says `words`, replaced."""

    def damage(source: str) -> str:
        start = source.rindex("<w:p>", 0, source.index(words))
        end = source.index("</w:p>", start)
        return source[:start] + source[start:end].replace(old, new, 1) + source[end:]

    return damage


def without(pattern: str) -> Damage:
    return lambda source: re.sub(pattern, "", source, flags=re.DOTALL)


def worn(styles: str) -> str:
    """The paragraphs that wear one of the styles "A|B", by id."""
    return rf'<w:p><w:pPr><w:pStyle w:val="(?:{styles})"/>.*?</w:p>'


RUN = "<w:r>"
FIRST_HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
CHAPTER = '<w:p><w:pPr><w:pStyle w:val="Nộidung"/></w:pPr><w:r><w:t>Chương I</w:t></w:r></w:p>'
EXACT = 'w:line="264" w:lineRule="auto"', 'w:line="240" w:lineRule="exact"'
PLAIN = '<w:b w:val="1"/>', '<w:b w:val="0"/>'
BOLD = '<w:b w:val="0"/>', '<w:b w:val="1"/>'
UPRIGHT = '<w:i w:val="1"/>', '<w:i w:val="0"/>'
SLANTED = '<w:i w:val="0"/>', '<w:i w:val="1"/>'


def size(old: int, new: int) -> tuple[str, str]:
    return f'<w:sz w:val="{old * 2}"/>', f'<w:sz w:val="{new * 2}"/>'


# rule, sound document, part of the file, damage
FAULTS: list[tuple[str, str, str, Damage]] = [
    # paper, margins, type
    ("kho-giay", "short", DOCUMENT, swap('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
    ("huong-giay", "letter", DOCUMENT, swap('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')),
    ("le-trang", "short", DOCUMENT, swap(SIDES, SIDES.replace('left="1701"', 'left="1440"'))),
    ("le-trang", "short", DOCUMENT, swap(SIDES, SIDES.replace('left="1701"', 'left="2268"'))),
    ("le-trang", "short", DOCUMENT, swap(SIDES, SIDES.replace('right="1134"', 'right="567"'))),
    ("le-trang", "short", DOCUMENT, swap(SIDES, SIDES.replace('right="1134"', 'right="1440"'))),
    ("le-trang", "short", DOCUMENT, swap(SIDES, SIDES.replace('top="1134"', 'top="850"'))),
    ("le-trang", "short", DOCUMENT, swap(SIDES, SIDES.replace('bottom="1134"', 'bottom="1701"'))),
    ("phong-chu", "short", STYLES, every('w:ascii="Times New Roman"', 'w:ascii="Arial"')),
    ("phong-chu", "short", STYLES, style("Nội dung", 'w:ascii="Times New Roman"', 'w:ascii=".VnTime"')),
    ("phong-chu", "short", STYLES, style("Nội dung", 'w:ascii="Times New Roman"', 'w:asciiTheme="minorHAnsi"')),
    ("phong-chu", "short", DOCUMENT, paragraph("Các thôn", RUN, f'{RUN}<w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr>')),
    ("mau-chu", "short", STYLES, style("heading 1", 'w:color w:val="000000"', 'w:color w:val="2E74B5"')),
    ("mau-chu", "short", DOCUMENT, paragraph("Các thôn", RUN, f'{RUN}<w:rPr><w:color w:val="FF0000"/></w:rPr>')),
    ("co-chu", "short", STYLES, style("Gạch đầu dòng", *size(14, 15))),
    ("co-chu", "short", STYLES, style("Gạch đầu dòng", *size(14, 12))),
    ("co-chu", "plan", STYLES, style("Ô bảng", *size(12, 8))),
    ("unicode", "short", DOCUMENT, swap("Đẩy mạnh", "Đẩy ma\u0323nh")),
    ("unicode", "short", DOCUMENT, swap("Các thôn", "Ca\u0301c thôn")),
    # page numbers
    ("so-trang", "short", DOCUMENT, swap("<w:titlePg/>", "")),
    ("so-trang", "short", HEADER, swap("PAGE", "DATE")),
    ("so-trang", "short", HEADER, swap('<w:jc w:val="center"/>', '<w:jc w:val="right"/>')),
    ("so-trang", "short", HEADER, every('<w:sz w:val="28"/>', '<w:sz w:val="20"/>')),
    ("so-trang", "short", HEADER, every('<w:sz w:val="28"/>', '<w:b/><w:sz w:val="28"/>')),
    ("so-trang", "short", HEADER, swap(RUN, "<w:r><w:t>Trang </w:t></w:r><w:r>")),
    ("so-trang", "plan", DOCUMENT, swap('<w:pgNumType w:start="1"/>', "")),
    ("so-trang", "plan", DOCUMENT, swap('<w:pgNumType w:start="1"/>', '<w:pgNumType w:start="1" w:fmt="lowerRoman"/>')),
    # ô 1, 2
    ("quoc-hieu", "short", STYLES, style("Quốc hiệu", *PLAIN)),
    ("quoc-hieu", "short", STYLES, style("Quốc hiệu", *size(13, 14))),
    ("quoc-hieu", "short", DOCUMENT, swap("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI")),
    ("quoc-hieu", "short", DOCUMENT, without(worn("Quốchiệu"))),
    ("tieu-ngu", "short", STYLES, style("Tiêu ngữ", *SLANTED)),
    ("tieu-ngu", "short", DOCUMENT, swap("Độc lập - Tự do", "Độc lập – Tự do")),
    ("tieu-ngu", "short", STYLES, style("Tiêu ngữ", *size(14, 12))),
    ("co-quan", "short", STYLES, style("Cơ quan ban hành", *PLAIN)),
    ("co-quan", "short", STYLES, style("Cơ quan ban hành", *size(13, 11))),
    ("co-quan", "short", DOCUMENT, swap("XÃ LƯU VỆ", "Xã Lưu Vệ")),
    ("co-quan", "short", DOCUMENT, paragraph("ỦY BAN NHÂN DÂN", "</w:pPr>", '<w:spacing w:before="600"/></w:pPr>')),
    ("ke-ngang", "short", DOCUMENT, swap('<w:top w:val="single" w:sz="6"', '<w:top w:val="nil" w:sz="6"')),
    ("ke-ngang", "short", DOCUMENT, swap('<w:ind w:left="1048" w:right="1048"', '<w:ind w:left="2000" w:right="2000"')),
    ("ke-ngang", "short", DOCUMENT, swap('<w:ind w:left="1510" w:right="1510"', '<w:ind w:left="0" w:right="0"')),
    ("ke-ngang", "short", DOCUMENT, swap('<w:ind w:left="3207" w:right="3207"', '<w:ind w:left="500" w:right="500"')),
    # ô 3, 4, 5
    ("so-ky-hieu", "short", DOCUMENT, swap("Số: 05", "Số: 5")),
    ("so-ky-hieu", "short", DOCUMENT, swap("05/KH-UBND", "05/XX-UBND")),
    ("so-ky-hieu", "short", DOCUMENT, swap("05/KH-UBND", "05/QĐ-UBND")),
    ("so-ky-hieu", "short", DOCUMENT, swap("05/KH-UBND", "05 / KH-UBND")),
    ("so-ky-hieu", "short", STYLES, style("Số ký hiệu", *BOLD)),
    ("dia-danh", "short", STYLES, style("Địa danh ngày tháng", *UPRIGHT)),
    ("dia-danh", "short", DOCUMENT, swap("Lưu Vệ, ngày", "Lưu Vệ ngày")),
    ("dia-danh", "short", DOCUMENT, paragraph("Lưu Vệ, ngày", "</w:pPr>", '<w:spacing w:before="600"/></w:pPr>')),
    ("ngay-thang", "short", DOCUMENT, swap("ngày 04 tháng 3", "ngày 4 tháng 3")),
    ("ngay-thang", "short", DOCUMENT, swap("tháng 3 năm", "tháng 03 năm")),
    ("ngay-thang", "plan", DOCUMENT, swap(ATTACHED, ATTACHED.replace("tháng 3", "tháng 2"))),
    ("ten-loai", "short", DOCUMENT, swap("KẾ HOẠCH", "Kế hoạch")),
    ("ten-loai", "short", STYLES, style("Tên loại văn bản", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    ("ten-loai", "short", STYLES, style("Tên loại văn bản", *size(14, 16))),
    ("so-ky-hieu", "short", DOCUMENT, without(worn("Sốkýhiệu"))),
    ("trich-yeu", "short", STYLES, style("Trích yếu", *PLAIN)),
    ("trich-yeu", "short", STYLES, style("Trích yếu", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    ("trich-yeu", "short", DOCUMENT, without(worn("Tríchyếu"))),
    ("trich-yeu", "short", DOCUMENT, swap("năm 2026 trên địa bàn xã Lưu Vệ", "NĂM 2026 TRÊN ĐỊA BÀN XÃ LƯU VỆ")),
    ("trich-yeu", "letter", STYLES, style("Trích yếu công văn", *SLANTED)),
    ("trich-yeu", "letter", DOCUMENT, without(worn("Tríchyếucôngvăn"))),
    # ô 6
    ("can-cu", "short", STYLES, style("Căn cứ", *UPRIGHT)),
    ("can-cu", "short", DOCUMENT, swap("chính quyền địa phương;", "chính quyền địa phương,")),
    ("can-cu", "short", STYLES, style("Căn cứ", *size(14, 12))),
    ("thut-dau-dong", "plan", STYLES, style("Nội dung", 'w:firstLine="720"', 'w:firstLine="284"')),
    ("thut-dau-dong", "plan", STYLES, style("Nội dung", 'w:firstLine="720"', 'w:firstLine="0"')),
    ("thut-dau-dong", "plan", STYLES, style("Nội dung", 'w:firstLine="720"', 'w:firstLine="1134"')),
    ("can-deu", "plan", STYLES, style("Nội dung", '<w:jc w:val="both"/>', '<w:jc w:val="left"/>')),
    ("gian-doan", "plan", STYLES, style("Nội dung", 'w:after="120"', 'w:after="0"')),
    ("gian-dong", "plan", STYLES, style("Nội dung", 'w:line="264"', 'w:line="480"')),
    ("gian-dong", "plan", STYLES, style("Nội dung", *EXACT)),
    ("noi-dung", "plan", STYLES, style("Nội dung", *BOLD)),
    ("noi-dung", "plan", STYLES, style("Nội dung", *SLANTED)),
    ("de-muc", "short", STYLES, style("heading 1", *PLAIN)),
    ("diem", "short", DOCUMENT, swap(">e) <", ">j) <")),
    ("diem", "short", DOCUMENT, swap(">đ) <", ">d) <")),
    ("dieu", "decision", DOCUMENT, swap("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Điều 1. ", "<w:t>Điều 1. ")),
    ("dieu", "decision", DOCUMENT, swap("Điều 2. ", "Điều 4. ")),
    ("dieu", "decision", DOCUMENT, swap("Điều 2. ", "Điều 2 ")),
    ("de-muc", "short", DOCUMENT, swap(FIRST_HEADING, CHAPTER + FIRST_HEADING)),
    ("diem", "short", DOCUMENT, paragraph(">đ) <", RUN, f"{RUN}<w:rPr><w:i/></w:rPr>")),
    ("ket-thuc", "short", DOCUMENT, swap("./.", ".")),
    ("ket-thuc", "short", DOCUMENT, swap("YÊU CẦU<", "YÊU CẦU./.<")),
    # ô 7, 9
    ("nguoi-ky", "short", DOCUMENT, swap("TM. ỦY BAN", "TM ỦY BAN")),
    ("nguoi-ky", "short", DOCUMENT, swap("Đoàn Đình Tùng", "ThS. Đoàn Đình Tùng")),
    ("nguoi-ky", "short", STYLES, style("Họ tên người ký", *PLAIN)),
    ("nguoi-ky", "short", STYLES, style("Quyền hạn chức vụ", *size(14, 12))),
    ("nguoi-ky", "short", DOCUMENT, swap("PHÓ CHỦ TỊCH", "Phó Chủ tịch")),
    ("kinh-gui", "letter", DOCUMENT, swap("Kính gửi:", "Kính gửi")),
    ("kinh-gui", "letter", STYLES, style("Danh sách kính gửi", *SLANTED)),
    ("nguoi-ky", "short", DOCUMENT, without(worn("Quyềnhạnchứcvụ|Họtênngườiký"))),
    ("kinh-gui", "letter", DOCUMENT, without(worn("Kínhgửinhiềunơi|Danhsáchkínhgửi"))),
    ("kinh-gui", "letter", DOCUMENT, without(worn("Danhsáchkínhgửi"))),
    ("noi-nhan", "short", DOCUMENT, swap("Nơi nhận:", "Nơi nhận")),
    ("noi-nhan", "letter", DOCUMENT, swap("- Như trên;", "- Các thôn;")),
    ("noi-nhan", "decision", DOCUMENT, swap("- Như Điều 3;", "- Các thôn;")),
    ("noi-nhan", "short", STYLES, style("Nơi nhận", *PLAIN)),
    ("noi-nhan", "short", STYLES, style("Nơi nhận", *size(12, 14))),
    ("noi-nhan", "short", STYLES, style("Danh sách nơi nhận", *size(11, 12))),
    ("noi-nhan", "short", DOCUMENT, swap("- Lưu: VT.", "- Lưu: VT;")),
    ("noi-nhan", "short", DOCUMENT, paragraph("Nơi nhận:", "</w:pPr>", '<w:spacing w:before="500"/></w:pPr>')),
    # annexes, tables
    ("phu-luc", "two", DOCUMENT, swap("Phụ lục II", "Phụ lục III")),
    ("phu-luc", "two", DOCUMENT, swap("Phụ lục II", "Phụ lục 2")),
    ("phu-luc", "plan", STYLES, style("Phụ lục", *size(14, 13))),
    ("phu-luc", "plan", STYLES, style("Tên phụ lục", *PLAIN)),
    ("phu-luc", "plan", STYLES, style("Kèm theo", *UPRIGHT)),
    ("phu-luc", "plan", DOCUMENT, swap("CHỈ TIÊU PHÁT TRIỂN", "Chỉ tiêu phát triển")),
    ("phu-luc", "plan", STYLES, style("Phụ lục", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    ("phu-luc", "plan", DOCUMENT, swap("(Kèm theo", "Kèm theo")),
    ("phu-luc", "plan", DOCUMENT, without(worn("Tênphụlục"))),
    ("bang", "plan", DOCUMENT, every("<w:tblHeader/>", "")),
    ("bang", "plan", DOCUMENT, every("<w:cantSplit/>", "")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "name", "part", "damage"), FAULTS, ids=[f"{n}-{fault[0]}" for n, fault in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found(rule: str, name: str, part: str, damage: Damage) -> None:
    found = {finding.rule for finding in check_docx(damaged_word(name, part, damage))}
    assert rule in found
    assert found <= set(RULES)


@pytest.mark.parametrize("name", sorted(MADE))
def test_nothing_is_invented_for_a_sound_document(name: str) -> None:
    assert check_docx(word_of(name)) == []


def test_every_rule_has_a_planted_fault() -> None:
    assert {fault[0] for fault in FAULTS} == set(RULES)
