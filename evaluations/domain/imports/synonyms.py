"""How real registers head the columns: accent-free words → column key (sheet "Loc" of TP.HCM)."""

import re

from ocop.text import fold

from .columns import TIMED_KEYS, TITLES, timed

WORDS: dict[str, str] = {
    "product": "ten san pham; ten sp; san pham; sp; ten san pham ocop; san pham ocop; ten san pham dang ky",
    "product_set": "bo san pham; bo sp; ma bo san pham; bo san pham ocop",
    "official_code": "ma so san pham; ma so sp; ma san pham; ma sp; ma ocop; ma so ocop",
    "producer": "ten chu the; chu the; ten co so; chu the san xuat; ten chu the san xuat; don vi san xuat; "
    "chu the ocop; co so san xuat; ten chu the ocop; chu the san xuat kinh doanh; chu the sxkd; "
    "ten don vi san xuat; ten htx",
    "legal_form": "loai hinh; loai hinh chu the; loai hinh to chuc; hinh thuc to chuc; loai hinh kinh te",
    "unit_code": "ma don vi; ma xa; ma dvhc; ma don vi hanh chinh; ma xa phuong",
    "unit_name": "ten don vi; xa phuong; xa phuong thi tran; xa; phuong; ten xa; dia ban; xa phuong dac khu; "
    "ten xa phuong; don vi hanh chinh; phuong xa",
    "unit_day": "don vi tinh theo ngay",
    "address": "dia chi; dia chi san xuat; dia chi co so; dia chi chu the; dia chi lien he",
    "representative": "nguoi dai dien; dai dien; nguoi dai dien phap luat; ho va ten nguoi dai dien; "
    "chu co so; giam doc",
    "phone": "dien thoai; so dien thoai; sdt; dt; dien thoai lien he; so dt; so dien thoai lien he",
    "tax_code": "ma so thue; mst",
    "star": "hang sao; sao; so sao; xep hang; hang; phan hang; ket qua phan hang; hang sao dat; hang san pham",
    "kind": "loai cong nhan; hinh thuc cong nhan",
    "decision_number": "so quyet dinh; so qd; quyet dinh; qd so; so quyet dinh cong nhan; quyet dinh cong nhan; qd",
    "decided_on": "ngay quyet dinh; ngay qd; ngay; ngay cong nhan; ngay ky; ngay ban hanh; ngay thang nam",
    "decided_year": "nam; nam cong nhan; nam danh gia; nam dat",
    "body": "cap cong nhan; co quan; co quan cong nhan; co quan cap; co quan ban hanh; cap ban hanh; don vi cong nhan",
    "score": "diem; tong diem; so diem",
    "plan_year": "nam ke hoach",
    "body_note": "ly do khac cap theo luat",
    "source_note": "nguon; ghi chu; ghi chu khac; nguon so lieu",
    "current_star": "hang sao hien tai; sao hien tai; hang hien tai; hang sao hien nay",
    "expires_on": "ngay het han; thoi han; ngay het hieu luc; han su dung giay; het han",
    "": "stt; tt; so tt; so thu tu; loi",
}
"""The key "" is a column known to be of no use: serial numbers, and the column of faults of a file taken away."""
WEAK = {"nhom sp": "product_set", "nhom san pham": "product_set", "phan nhom": "product_set"}
"""Taken only when the values below fit: many registers mean the six trades by it, not the 26 sets."""
BY_WORDS = {words.strip(): key for key, line in WORDS.items() for words in line.split(";")} | {
    fold(title): key for key, title in TITLES.items()
}
FIRST = re.compile(r"\b(?:cong nhan )?(?:lan (?:thu )?(?:1|nhat|dau|i)\b)")
SECOND = re.compile(r"\b(?:cong nhan )?(?:lan (?:thu )?(?:2|hai|ii)\b|nang hang\b|cong nhan lai\b)")


def key_of(title: str) -> str | None:
    """Column key of a header such as "Hạng sao (3, 4, 5)" or "Lần 2 / Số QĐ"; "" = of no use, None = not known."""
    whole = fold(re.sub(r"\([^)]*\)", " ", title)) or fold(title)
    if whole in BY_WORDS:
        return BY_WORDS[whole]
    time = 2 if SECOND.search(whole) else 1 if FIRST.search(whole) else 0
    if not time:
        return WEAK.get(whole)
    bare = " ".join(FIRST.sub(" ", SECOND.sub(" ", whole)).split())
    key = BY_WORDS.get(bare)
    return timed(key, time) if key in TIMED_KEYS else None


def is_group(title: str) -> bool:
    """Whether a header only says which recognition the columns below it belong to: "Lần 1", "Lần 2/nâng hạng"."""
    whole = fold(title)
    found = SECOND.search(whole) or FIRST.search(whole)
    return found is not None and not SECOND.sub(" ", FIRST.sub(" ", whole)).strip()
