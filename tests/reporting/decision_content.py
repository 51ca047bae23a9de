"""Data of recognition documents as their builders take them, made up for tests."""

from datetime import date
from typing import Any

BASES = [
    "Căn cứ Quyết định số 148/QĐ-TTg ngày 24 tháng 02 năm 2023 của Thủ tướng Chính phủ",
    "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ;",
]
SHARED: dict[str, Any] = {
    "issuer_parent": "",
    "issuer": "Ủy ban nhân dân tỉnh Thanh Hóa",
    "symbol": "QĐ-UBND",
    "place": "Thanh Hóa",
    "year": 2026,
    "number": 3025,
    "issued_on": date(2026, 6, 25),
    "signer": {"authority": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Lê Văn Ký"},
    "recipients": [
        {"text": "Như Điều 3", "purpose": ""},
        {"text": "Bộ Nông nghiệp và Môi trường (b/c)", "purpose": ""},
        {"text": "Lưu: VT", "purpose": ""},
    ],
    "illustration": 0,
}
DRAFT = {"number": None, "issued_on": None, "signer": {"authority": "", "title": "CHỦ TỊCH", "name": ""}}


def line(name: str, star: int = 3, place: str = "Xã Lưu Vệ", kind: str = "new", **more: Any) -> dict[str, Any]:
    note = {"new": "Mới", "upgrade": "Nâng hạng", "renewal": "Công nhận lại"}[kind]
    base = {"name": name, "producer": "HTX Lưu Vệ", "place": place, "score": "73,00", "star": star, "kind": kind}
    return {**base, "note": note, **more}


def decision(**changes: Any) -> dict[str, Any]:
    """Four products of three producers in two communes."""
    lines = [
        line("Nem chua Minh Anh", 4, kind="upgrade", score="81,50"),
        line("Cốm nếp", 3, "Xã Hóa Quỳ", score="69,99"),
        line("Bánh răng bừa Nga My", kind="renewal"),
        line("Miến gạo Dung Tháp", kind="renewal", producer="Hộ kinh doanh Dung Tháp"),
    ]
    return SHARED | {
        "abstract": "Công nhận sản phẩm OCOP tỉnh Thanh Hóa đợt 1 năm 2026",
        "authority": "Chủ tịch Ủy ban nhân dân tỉnh Thanh Hóa",
        "unit": "tỉnh Thanh Hóa",
        "bases": BASES,
        "proposer": "Giám đốc Sở Nông nghiệp và Môi trường tại Tờ trình số 12/TTr-SNNMT ngày 01 tháng 6 năm 2026",
        "executors": "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nông nghiệp và Môi trường và các chủ thể",
        "group": "star",
        "months": 36,
        "article": "Quyết định 26/2026/QĐ-TTg, Điều 4",
        "producers": 3,
        "lines": lines,
        **changes,
    }


def certificate(**changes: Any) -> dict[str, Any]:
    """Four stars for a product of Lưu Vệ."""
    return SHARED | {
        "symbol": "GCN-OCOP",
        "number": 7,
        "signer": {"authority": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Lê Văn Ký"},
        "recipients": [],
        "certificate_number": "07/GCN-OCOP",
        "product": "Nem chua Minh Anh",
        "product_code": "38-16438-1-2026",
        "producer": "Hợp tác xã dịch vụ nông nghiệp Lưu Vệ",
        "producer_address": "Thôn 1, Xã Lưu Vệ, Tỉnh Thanh Hóa",
        "star": 4,
        "decision_number": "3025/QĐ-UBND",
        "decided_on": date(2026, 6, 25),
        "expires_on": date(2029, 6, 25),
        "months": 36,
        "code": "OCOP-0003N-3",
        "lookup": "https://ocop.example.vn/tra-cuu/OCOP-0003N-3/",
        **changes,
    }


def withdrawal(**changes: Any) -> dict[str, Any]:
    """The same product, no longer made."""
    return SHARED | {
        "number": 5,
        "issued_on": date(2027, 3, 4),
        "year": 2027,
        "authority": "Chủ tịch Ủy ban nhân dân tỉnh Thanh Hóa",
        "bases": [*BASES, "Theo Báo cáo số 07/BC-UBND ngày 02 tháng 3 năm 2027"],
        "proposer": "",
        "executors": "Chánh Văn phòng Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân xã Lưu Vệ, HTX Lưu Vệ",
        "product": "Nem chua Minh Anh",
        "product_code": "38-16438-1-2026",
        "producer": "HTX Lưu Vệ",
        "commune": "Xã Lưu Vệ",
        "star": 4,
        "certificate_number": "07/GCN-OCOP",
        "decision_number": "3025/QĐ-UBND",
        "decided_on": date(2026, 6, 25),
        "given_by": "Ủy ban nhân dân tỉnh Thanh Hóa",
        "ground": "đ) Không còn sản xuất",
        "conclusion": "Báo cáo số 07/BC-UBND",
        "concluded_on": date(2027, 3, 2),
        **changes,
    }


def ending(product: str, *, has_ended: bool, words: str, **more: Any) -> dict[str, Any]:
    base = {"product": product, "producer": "HTX Lưu Vệ", "star": 3, "decision": "3025/QĐ-UBND"}
    days = {"decided_on": date(2023, 9, 8), "expires_on": date(2026, 9, 8)}
    return {**base, **days, "has_ended": has_ended, "words": words, **more}


def expiry(**changes: Any) -> dict[str, Any]:
    """One product whose certificate ended, two whose will."""
    return SHARED | {
        "symbol": "",
        "number": None,
        "issued_on": None,
        "signer": {"authority": "", "title": "NGƯỜI LẬP DANH SÁCH", "name": "Nguyễn Văn A"},
        "recipients": [],
        "unit": "tỉnh Thanh Hóa",
        "as_of": date(2026, 10, 1),
        "since": date(2026, 1, 1),
        "until": date(2027, 10, 1),
        "rows": [
            ending("Nem chua", has_ended=True, words="Không nộp hồ sơ phân hạng lại"),
            ending("Miến gạo", has_ended=False, words="Đã nộp hồ sơ phân hạng lại ngày 01/09/2026"),
            ending("Cốm nếp", has_ended=False, words="Chưa nộp hồ sơ, hạn nộp 01/12/2026", star=4),
        ],
        **changes,
    }
