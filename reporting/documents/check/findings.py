"""What a layout check says: findings, and the catalogue of rules with their place in Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A violation: page (from 1), short machine name of the rule, Vietnamese message citing what was found.

    A Word file has no pages until it is laid out: there `page` counts the page breaks and sections before the place.
    """

    page: int
    rule: str
    message: str


RULES: Mapping[str, str] = {
    "kho-giay": "Khổ giấy A4 (Phụ lục I, mục I.1)",
    "huong-giay": "Kiểu trình bày theo chiều dài của giấy (mục I.2)",
    "le-trang": "Định lề trang (mục I.3)",
    "phong-chu": "Phông chữ Times New Roman (mục I.4)",
    "mau-chu": "Chữ màu đen (mục I.4)",
    "unicode": "Bộ mã ký tự Unicode TCVN 6909:2001, dựng sẵn (mục I.4)",
    "co-chu": "Cỡ chữ (mục I.4, mục V)",
    "so-trang": "Số trang văn bản (mục I.7)",
    "quoc-hieu": "Quốc hiệu (ô 1)",
    "tieu-ngu": "Tiêu ngữ (ô 1)",
    "co-quan": "Tên cơ quan, tổ chức ban hành (ô 2)",
    "so-ky-hieu": "Số, ký hiệu (ô 3)",
    "dia-danh": "Địa danh và thời gian ban hành (ô 4)",
    "ngay-thang": "Ngày nhỏ hơn 10, tháng 1 và 2 thêm số 0 (ô 4)",
    "ten-loai": "Tên loại văn bản (ô 5a)",
    "trich-yeu": "Trích yếu nội dung (ô 5a, 5b)",
    "can-cu": "Căn cứ ban hành (ô 6)",
    "thut-dau-dong": "Lùi đầu dòng 1 cm hoặc 1,27 cm (ô 6)",
    "can-deu": "Nội dung dàn đều cả hai lề (ô 6)",
    "gian-doan": "Khoảng cách giữa các đoạn tối thiểu 6 pt (ô 6)",
    "gian-dong": "Khoảng cách giữa các dòng từ dòng đơn đến 1,5 dòng (ô 6)",
    "noi-dung": "Kiểu chữ của nội dung văn bản (ô 6)",
    "de-muc": "Tiêu đề của phần, mục (ô 6)",
    "dieu": "Điều (ô 6)",
    "diem": "Điểm theo bảng chữ cái tiếng Việt (ô 6)",
    "ket-thuc": "Dấu “./.” kết thúc văn bản (ô 6)",
    "nguoi-ky": "Quyền hạn, chức vụ, họ tên người ký (ô 7)",
    "kinh-gui": "Kính gửi (ô 9a)",
    "noi-nhan": "Nơi nhận (ô 9b)",
    "phu-luc": "Phụ lục (mục III)",
    "bang": "Bảng: hàng tiêu đề lặp lại, hàng không bị cắt",
    "ke-ngang": "Đường kẻ ngang dưới Tiêu ngữ, tên cơ quan, trích yếu",
}
"""Every rule the checker knows: machine name → what it is about and where the decree says it."""
