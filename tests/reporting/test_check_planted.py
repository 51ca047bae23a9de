"""Faults planted in sound PDF files: each is found by its rule. (Word files: test_check_planted_docx.py.)"""

from dataclasses import replace

import pytest

from reporting.documents import docx, pdf
from reporting.documents.check import RULES, check_docx, check_pdf
from tests.reporting.check_sample import MADE, damaged_html, html_of
from tests.reporting.sample import document

BODY = (
    ".s-body{font-size:14pt;font-weight:normal;font-style:normal;text-align:justify;text-indent:12.7mm;margin:0pt 0 6pt"
)
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
ISSUER = '<p class="s-issuer">ỦY BAN NHÂN DÂN</p><p class="s-issuer">XÃ LƯU VỆ</p>'
PAGE = "margin:20mm 20mm 20mm 30mm"
ATTACHED = "ngày 04 tháng 3 năm 2026 của Ủy ban nhân dân xã Lưu Vệ"
THEAD = '<thead><tr><th class="a-center" rowspan="2"><b>TT'
MORE = f'<p class="s-body">{"Nội dung thêm sau khi hết. " * 6}</p>'
TITLE = ".s-recipients_title{font-size:12pt"
PLACE = '<p class="s-place">Lưu Vệ, ngày 04 tháng 3 năm 2026</p>'

# rule, sound document, what stands there, what is put there instead
FAULTS: list[tuple[str, str, str, str]] = [
    # paper, margins, type
    ("kho-giay", "short", "size:210mm 297mm", "size:216mm 279mm"),
    ("kho-giay", "short", "size:210mm 297mm", "size:148mm 210mm"),
    ("huong-giay", "letter", "size:210mm 297mm", "size:297mm 210mm"),
    ("le-trang", "plan", PAGE, "margin:20mm 20mm 20mm 25mm"),
    ("le-trang", "plan", PAGE, "margin:20mm 12mm 20mm 30mm"),
    ("le-trang", "plan", PAGE, "margin:20mm 20mm 20mm 40mm"),
    ("le-trang", "plan", PAGE, "margin:20mm 26mm 20mm 30mm"),
    ("le-trang", "plan", PAGE, "margin:20mm 20mm 12mm 30mm"),
    ("le-trang", "plan", PAGE, "margin:34mm 20mm 20mm 30mm"),
    ("phong-chu", "short", 'html{font-family:"OCOP Liberation Serif"', 'html{font-family:"DejaVu Sans"'),
    ("phong-chu", "short", "- Các thôn;", '<span style="font-family:DejaVu Sans">- Các thôn;</span>'),
    ("mau-chu", "plan", "Đẩy mạnh", '<span style="color:#c00">Đẩy mạnh</span>'),
    ("co-chu", "plan", ".s-body{font-size:14pt", ".s-body{font-size:15pt"),
    ("co-chu", "plan", ".s-body{font-size:14pt", ".s-body{font-size:12pt"),
    ("co-chu", "plan", "font-size:12pt}td,th", "font-size:8pt}td,th"),
    ("unicode", "plan", "Đẩy mạnh", "Đẩy ma\u0323nh"),
    # page numbers
    ("so-trang", "plan", "@page :first{@top-center{content:none}}", ""),
    ("so-trang", "plan", "content:counter(page)", 'content:""'),
    ("so-trang", "plan", "@top-center{content:counter(page)", "@top-left{content:counter(page)"),
    ("so-trang", "plan", "@top-center{content:counter(page)", "@bottom-center{content:counter(page)"),
    ("so-trang", "plan", "content:counter(page);font:14pt", "content:counter(page);font:11pt"),
    ("so-trang", "plan", "content:counter(page);font:14pt", "content:counter(page);font:bold 14pt"),
    ("so-trang", "plan", "content:counter(page);font:14pt", "content:counter(page);font:italic 14pt"),
    ("so-trang", "plan", "content:counter(page);", "content:counter(page,lower-roman);"),
    ("so-trang", "plan", "@page :nth(1 of annex){counter-reset:page 1;", "@page :nth(1 of annex){"),
    # ô 1, 2
    ("quoc-hieu", "short", ".head .left{width:42%}", ".head .left{width:1%}"),
    ("quoc-hieu", "short", COUNTRY, "CỘNG HÒA XHCN VIỆT NAM"),
    ("quoc-hieu", "short", COUNTRY, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("quoc-hieu", "short", ".s-country{font-size:13pt;font-weight:bold", ".s-country{font-size:13pt"),
    ("quoc-hieu", "short", ".s-country{font-size:13pt", ".s-country{font-size:11pt"),
    ("tieu-ngu", "short", "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"),
    ("tieu-ngu", "short", "Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do - Hạnh Phúc"),
    ("tieu-ngu", "short", ".s-motto{font-size:14pt;font-weight:bold;font-style:normal", ".s-motto{font-size:14pt"),
    ("tieu-ngu", "short", '<p class="s-motto">Độc lập - Tự do - Hạnh phúc</p>', ""),
    ("co-quan", "short", ISSUER, ""),
    ("co-quan", "short", ".s-issuer{font-size:13pt;font-weight:bold", ".s-issuer{font-size:13pt;font-weight:normal"),
    ("co-quan", "short", ISSUER, '<p class="s-issuer">Ủy ban nhân dân xã Lưu Vệ</p>'),
    ("co-quan", "short", ISSUER, f'<div style="height:9mm"></div>{ISSUER}'),
    ("ke-ngang", "short", '<div class="rule-full"></div>', ""),
    ("ke-ngang", "short", ".rule-full,.rule-share{", ".rule-full{width:40%}.rule-full,.rule-share{"),
    ("ke-ngang", "short", ".rule-share{width:40%}", ".rule-share{width:90%}"),
    ("ke-ngang", "short", ".rule-share{width:40%}", ".rule-share{width:20%}"),
    ("ke-ngang", "short", ".name{margin-bottom:14pt}", ".name .rule-share{display:none}.name{margin-bottom:14pt}"),
    # ô 3, 4
    ("so-ky-hieu", "short", "Số:<span>", "Số<span>"),
    ("so-ky-hieu", "short", "05/KH-UBND", "5/KH-UBND"),
    ("so-ky-hieu", "short", "05/KH-UBND</span></p>", "05/XX-UBND</span></p>"),
    ("so-ky-hieu", "short", "05/KH-UBND</span></p>", "05/BC-UBND</span></p>"),
    ("so-ky-hieu", "short", "05/KH-UBND</span></p>", "05/KH - UBND</span></p>"),
    ("so-ky-hieu", "short", ".s-number{font-size:13pt", ".s-number{font-size:11pt"),
    ("so-ky-hieu", "letter", "05/UBND-KT", "05/TTr-UBND"),
    ("dia-danh", "short", "Lưu Vệ, ngày 04", "Lưu Vệ ngày 04"),
    ("dia-danh", "short", ".s-place{font-size:14pt;font-weight:normal;font-style:italic", ".s-place{font-size:14pt"),
    ("dia-danh", "short", "vertical-align:baseline}", "vertical-align:bottom}.level .left{padding-bottom:8mm}"),
    ("dia-danh", "short", PLACE, ""),
    ("dia-danh", "short", "Lưu Vệ, ngày 04 tháng 3 năm 2026", "Lưu Vệ, ngày 04/3/2026, tháng ba"),
    ("ngay-thang", "short", "ngày 04 tháng 3 năm 2026</p>", "ngày 4 tháng 3 năm 2026</p>"),
    ("ngay-thang", "short", "ngày 04 tháng 3 năm 2026</p>", "ngày 04 tháng 03 năm 2026</p>"),
    ("ngay-thang", "plan", ATTACHED, ATTACHED.replace("04 tháng 3", "04 tháng 1")),
    # ô 5
    ("ten-loai", "short", ">KẾ HOẠCH<", ">Kế hoạch<"),
    ("ten-loai", "short", ">KẾ HOẠCH<", "><i>KẾ HOẠCH</i><"),
    ("ten-loai", "short", '<h1 class="s-type">KẾ HOẠCH</h1>', ""),
    ("ten-loai", "short", '<h1 class="s-type">', '<h1 class="s-type" style="text-align:left">'),
    ("trich-yeu", "short", ".s-abstract{font-size:14pt;font-weight:bold", ".s-abstract{font-size:14pt"),
    ("trich-yeu", "short", ".s-abstract{font-size:14pt", ".s-abstract{font-size:16pt"),
    ("trich-yeu", "letter", ".s-letter_abstract{font-size:13pt;", ".s-letter_abstract{font-size:11pt;"),
    # ô 6
    ("can-cu", "short", ".s-basis{font-size:14pt;font-weight:normal;font-style:italic", ".s-basis{font-size:14pt"),
    ("can-cu", "short", "chính quyền địa phương;", "chính quyền địa phương."),
    ("can-cu", "short", "của Thủ tướng Chính phủ.", "của Thủ tướng Chính phủ;"),
    ("thut-dau-dong", "plan", BODY, BODY.replace("text-indent:12.7mm", "text-indent:6mm")),
    ("thut-dau-dong", "plan", BODY, BODY.replace("text-indent:12.7mm", "text-indent:18mm")),
    ("thut-dau-dong", "plan", BODY, BODY.replace("text-indent:12.7mm", "text-indent:0")),
    ("can-deu", "plan", BODY, BODY.replace("justify", "left")),
    ("gian-doan", "plan", BODY, BODY.replace("0 6pt", "0 0pt")),
    ("gian-dong", "plan", f"{BODY} 0mm;line-height:1.264", f"{BODY} 0mm;line-height:2.2"),
    ("gian-dong", "plan", f"{BODY} 0mm;line-height:1.264", f"{BODY} 0mm;line-height:1"),
    ("noi-dung", "plan", BODY, BODY.replace("font-weight:normal", "font-weight:bold")),
    ("noi-dung", "plan", BODY, BODY.replace("font-style:normal", "font-style:italic")),
    ("de-muc", "short", ".s-h1{font-size:14pt;font-weight:bold", ".s-h1{font-size:14pt;font-weight:normal"),
    ("diem", "short", ">đ) ", ">f) "),
    ("diem", "short", ">đ) ", ">d) "),
    ("dieu", "decision", "<b>Điều 1. </b>", "Điều 1. "),
    ("dieu", "decision", "Điều 2.", "Điều 5."),
    ("ket-thuc", "short", "./.", "."),
    ("ket-thuc", "letter", '<div class="sign">', f'{MORE}<div class="sign">'),
    # ô 7, 9
    ("nguoi-ky", "short", "TM. ỦY BAN", "T.M ỦY BAN"),
    ("nguoi-ky", "short", "KT. CHỦ TỊCH", "Kt. Chủ tịch"),
    ("nguoi-ky", "short", "Đoàn Đình Tùng", "TS. Đoàn Đình Tùng"),
    ("nguoi-ky", "short", "Đoàn Đình Tùng", "ĐOÀN ĐÌNH TÙNG"),
    ("nguoi-ky", "short", ".s-authority{font-size:14pt;font-weight:bold", ".s-authority{font-size:14pt"),
    ("kinh-gui", "letter", "Văn phòng điều phối.", "Văn phòng điều phối;"),
    ("kinh-gui", "letter", ".s-addressees{font-size:14pt;", ".s-addressees{font-size:16pt;"),
    ("noi-nhan", "letter", "- Như trên;", "- Các thôn;"),
    ("noi-nhan", "decision", "- Như Điều 3;", "- Các thôn;"),
    ("noi-nhan", "short", "Nơi nhận:", "Nơi gửi:"),
    ("noi-nhan", "short", "- Lưu: VT.", "- Lưu: VT"),
    ("noi-nhan", "short", "- Lưu: VT.", "- Văn thư."),
    ("noi-nhan", "short", ".s-recipient{font-size:11pt", ".s-recipient{font-size:13pt"),
    ("noi-nhan", "short", f"{TITLE};font-weight:bold;font-style:italic", TITLE),
    ("noi-nhan", "short", ".sign{break-before", ".sign .right{padding-top:10mm}.sign{break-before"),
    ("dia-danh", "minutes", '<div class="right"></div>', f'<div class="right">{PLACE}</div>'),
    # annexes, tables
    ("phu-luc", "two", "Phụ lục II<", "Phụ lục 2<"),
    ("phu-luc", "two", "Phụ lục I<", "Phụ lục<"),
    ("phu-luc", "plan", ">Phụ lục<", ">Phụ lục I<"),
    ("phu-luc", "plan", ">Phụ lục<", ">PHỤ LỤC<"),
    ("phu-luc", "plan", ".s-annex{font-size:14pt;font-weight:bold", ".s-annex{font-size:14pt;font-weight:normal"),
    ("phu-luc", "plan", "(Kèm theo", "(Ban hành cùng"),
    ("phu-luc", "plan", ".annex{page:annex;break-before:page}", ""),
    ("bang", "plan", "</style>", "thead{display:table-row-group}</style>"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "name", "old", "new"), FAULTS, ids=[f"{n}-{fault[0]}" for n, fault in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found(rule: str, name: str, old: str, new: str) -> None:
    found = check_pdf(pdf.from_html(damaged_html(name, old, new)))
    assert rule in {finding.rule for finding in found}
    assert {finding.rule for finding in found} <= set(RULES)


@pytest.mark.parametrize("name", sorted(MADE))
def test_nothing_is_invented_for_a_sound_document(name: str) -> None:
    assert check_pdf(pdf.from_html(html_of(name))) == []


def test_nothing_is_invented_for_a_draft() -> None:
    sound = document(paragraphs=12, rows=90)
    draft = replace(sound, head=replace(sound.head, number=None, issued_on=None))
    assert check_pdf(pdf.render(draft)) == []
    assert check_docx(docx.render(draft)) == []


def test_forms_certificates_and_bound_papers_are_asked_for_less() -> None:
    letter = pdf.from_html(html_of("letter"))
    wide = pdf.from_html(damaged_html("letter", "size:210mm 297mm", "size:297mm 210mm"))
    small = pdf.from_html(damaged_html("letter", "size:210mm 297mm", "size:148mm 210mm"))
    assert [finding.rule for finding in check_pdf(letter, "certificate")] == ["huong-giay"]
    assert check_pdf(wide, "certificate") == []
    assert {finding.rule for finding in check_pdf(small, "self_report")} >= {"kho-giay"}
    assert check_pdf(small, "binder") == []


def test_every_rule_has_a_planted_fault() -> None:
    assert {fault[0] for fault in FAULTS} == set(RULES)
