"""The layout checker finds planted faults, each by its rule, and nothing in a sound document."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reporting.documents import html, pdf
from reporting.documents.check import check_pdf
from tests.reporting.sample import document

Damage = Callable[[str], str]


def swap(old: str, new: str) -> Damage:
    def damage(source: str) -> str:
        assert old in source
        return source.replace(old, new)

    return damage


FAULTS: list[tuple[str, Damage]] = [
    ("kho-giay", swap("size:210mm 297mm", "size:216mm 279mm")),
    ("le-trang", swap("margin:20mm 20mm 20mm 30mm", "margin:20mm 20mm 20mm 25mm")),
    ("le-trang", swap("margin:20mm 20mm 20mm 30mm", "margin:20mm 12mm 20mm 30mm")),
    ("le-trang", swap("margin:20mm 20mm 20mm 30mm", "margin:20mm 20mm 20mm 40mm")),
    ("phong-chu", swap('html{font-family:"OCOP Liberation Serif"', 'html{font-family:"DejaVu Sans"')),
    ("co-chu", swap(".s-body{font-size:14pt", ".s-body{font-size:15pt")),
    ("thut-dau-dong", swap("text-indent:12.7mm", "text-indent:6mm")),
    ("so-trang", swap("@page :first{@top-center{content:none}}", "")),
    ("so-trang", swap("content:counter(page)", 'content:""')),
    ("so-trang", swap("@top-center{content:counter(page)", "@top-left{content:counter(page)")),
    ("so-trang", swap("content:counter(page);font:14pt", "content:counter(page);font:11pt")),
    ("co-quan", swap('<p class="s-issuer">ỦY BAN NHÂN DÂN</p><p class="s-issuer">XÃ LƯU VỆ</p>', "")),
    ("quoc-hieu", swap(".head .left{width:42%}", ".head .left{width:1%}")),
    ("quoc-hieu", swap("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XHCN VIỆT NAM")),
    ("quoc-hieu", swap(".s-country{font-size:13pt;font-weight:bold", ".s-country{font-size:13pt;font-weight:normal")),
    ("tieu-ngu", swap("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc")),
    ("ke-ngang", swap('<div class="rule-full"></div>', "")),
    ("ke-ngang", swap(".rule-full,.rule-share{", ".rule-full{width:40%}.rule-full,.rule-share{")),
    ("ke-ngang", swap(".rule-share{width:40%}", ".rule-share{width:90%}")),
    ("ke-ngang", swap(".rule-share{width:40%}", ".rule-share{width:20%}")),
    ("ke-ngang", swap(".name{margin-bottom:14pt}", ".name{margin-bottom:14pt}.name .rule-share{display:none}")),
    ("co-quan", swap(".s-issuer{font-size:13pt;font-weight:bold", ".s-issuer{font-size:13pt;font-weight:normal")),
    ("so-ky-hieu", swap("Số: ", "Số ")),
    ("so-ky-hieu", swap("05/KH-UBND", "5/KH-UBND")),
    ("so-ky-hieu", swap("05/KH-UBND</span></p>", "05/XX-UBND</span></p>")),
    ("ngay-thang", swap("ngày 04 tháng 3 năm 2026</p>", "ngày 4 tháng 3 năm 2026</p>")),
    ("ngay-thang", swap("ngày 04 tháng 3 năm 2026</p>", "ngày 04 tháng 03 năm 2026</p>")),
    ("dia-danh", swap("Lưu Vệ, ngày 04", "Lưu Vệ ngày 04")),
    ("dia-danh", swap(".s-place{font-size:14pt;font-weight:normal;font-style:italic", ".s-place{font-size:14pt")),
    ("ten-loai", swap(">KẾ HOẠCH<", ">Kế hoạch<")),
    ("ten-loai", swap(">KẾ HOẠCH<", "><i>KẾ HOẠCH</i><")),
    ("ket-thuc", swap("./.", ".")),
    ("noi-nhan", swap("Nơi nhận:", "Nơi gửi:")),
    ("noi-nhan", swap("- Lưu: VT.", "- Lưu: VT")),
    ("noi-nhan", swap("- Lưu: VT.", "- Văn thư.")),
    ("noi-nhan", swap(".s-recipient{font-size:11pt", ".s-recipient{font-size:13pt")),
    ("noi-nhan", swap(".sign{break-before", ".sign .right{padding-top:10mm}.sign{break-before")),
    ("unicode", swap("Đẩy mạnh", "Đẩy ma\u0323nh")),
]


@pytest.mark.parametrize(("rule", "damage"), FAULTS, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(FAULTS)])
def test_a_planted_fault_is_found(rule: str, damage: Damage) -> None:
    damaged = damage(html.render(document(paragraphs=12)))
    assert rule in {finding.rule for finding in check_pdf(pdf.from_html(damaged))}


def test_nothing_is_invented_for_a_sound_document_and_a_sound_draft() -> None:
    sound = document(paragraphs=12, rows=90)
    draft = replace(sound, head=replace(sound.head, number=None, issued_on=None))
    assert check_pdf(pdf.render(sound)) == []
    assert check_pdf(pdf.render(draft)) == []
