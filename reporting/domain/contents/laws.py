"""Acts of the Prime Minister as documents cite them: body, number, day, and the abstract where its text is at hand."""

from collections.abc import Iterable

from evaluations.domain.lawpacks import load_pack

ACTS = {
    "148/QĐ-TTg": "Quyết định số 148/QĐ-TTg ngày 24 tháng 02 năm 2023 của Thủ tướng Chính phủ về việc ban hành"
    " Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm",
    "1489/QĐ-TTg": "Quyết định số 1489/QĐ-TTg ngày 06 tháng 7 năm 2025 của Thủ tướng Chính phủ về việc sửa đổi"
    " một số nội dung Quyết định số 148/QĐ-TTg",
    "26/2026/QĐ-TTg": "Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ",
}


def citations(packs: Iterable[str]) -> list[str]:
    """The acts of these law packs, each once, the oldest first: 'Căn cứ Quyết định số 148/QĐ-TTg ngày …'."""
    cited = {act for code in set(packs) for act in load_pack(code).manifest.decision.split(", ")}
    return [f"Căn cứ {words}" for number, words in ACTS.items() if number in cited]
