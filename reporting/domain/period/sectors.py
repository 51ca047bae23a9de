"""The six sectors and the product sets in them (QĐ 26/2026/QĐ-TTg, Phụ lục I); the same under QĐ 148/QĐ-TTg."""

SECTORS: dict[str, tuple[str, range]] = {
    "thuc-pham": ("Thực phẩm", range(1, 14)),
    "do-uong": ("Đồ uống", range(14, 18)),
    "duoc-lieu": ("Dược liệu và sản phẩm từ dược liệu", range(18, 21)),
    "thu-cong": ("Hàng thủ công mỹ nghệ", range(21, 23)),
    "sinh-vat-canh": ("Sinh vật cảnh", range(23, 26)),
    "du-lich": ("Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", range(26, 27)),
}
"""Key of a sector → its name and its product sets."""
UNKNOWN = "chua-ro"
_SECTOR_OF = {number: key for key, (_name, numbers) in SECTORS.items() for number in numbers}


def sector_of(product_set: int | None) -> str:
    """Key of the sector of a product set; UNKNOWN for a product without one."""
    return _SECTOR_OF.get(product_set or 0, UNKNOWN)
