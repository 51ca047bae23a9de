"""The columns of the flat table: what the import page documents, the template holds and the export writes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ocop.spreadsheets import Column, Fault
from ocop.text import fold

TITLES = {
    "product": "Tên sản phẩm",
    "product_set": "Bộ sản phẩm",
    "official_code": "Mã số sản phẩm",
    "producer": "Tên chủ thể",
    "legal_form": "Loại hình chủ thể",
    "unit_code": "Mã đơn vị",
    "unit_name": "Tên đơn vị",
    "unit_day": "Đơn vị tính theo ngày",
    "address": "Địa chỉ",
    "representative": "Người đại diện",
    "phone": "Điện thoại",
    "tax_code": "Mã số thuế",
    "star": "Hạng sao",
    "kind": "Loại công nhận",
    "decision_number": "Số quyết định",
    "decided_on": "Ngày quyết định",
    "body": "Cấp công nhận",
    "score": "Điểm",
    "plan_year": "Năm kế hoạch",
    "body_note": "Lý do khác cấp theo luật",
    "source_note": "Nguồn",
}
"""Headers of files stay Vietnamese whatever the language of the page: a file goes round between offices."""


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """`need`: "always", "recognition" (when the row holds a recognition) or "" (may be empty)."""

    key: str
    help: str | Promise
    need: str = ""
    width: int = 18

    @property
    def title(self) -> str:
        return TITLES[self.key]


COLUMNS = (
    ImportColumn("product", _("Tên như trên quyết định hoặc nhãn."), "always", 32),
    ImportColumn("product_set", _("Số thứ tự 1–26 của bộ sản phẩm (Phụ lục I) hoặc tên bộ."), "", 14),
    ImportColumn("official_code", _("Ví dụ 38-16438-1-2026; giữ dạng chữ để không mất số 0 đầu."), "", 20),
    ImportColumn("producer", _("Tên chủ thể; cùng tên trong cùng xã được coi là một chủ thể."), "always", 32),
    ImportColumn("legal_form", _("HTX, THT, doanh nghiệp, trang trại, hộ sản xuất, hộ kinh doanh, hội.")),
    ImportColumn("unit_code", _("Mã xã, phường, thị trấn ở ngày quyết định (hoặc hôm nay)."), "", 12),
    ImportColumn("unit_name", _("Tên xã, phường, thị trấn ở ngày đó; phải khớp với mã nếu có mã."), "always", 24),
    ImportColumn(
        "unit_day", _("Chỉ ghi khi sản phẩm chưa công nhận mà đơn vị là đơn vị cũ: một ngày đơn vị còn tồn tại.")
    ),
    ImportColumn("address", _("Địa chỉ như trên giấy tờ."), "", 28),
    ImportColumn("representative", _("Họ và tên."), "", 22),
    ImportColumn("phone", _("9–11 chữ số, bắt đầu bằng 0 hoặc +84."), "", 14),
    ImportColumn("tax_code", _("10 hoặc 13 chữ số."), "", 14),
    ImportColumn(
        "star", _("3, 4 hoặc 5. Để trống cả nhóm cột công nhận nếu sản phẩm chưa được công nhận."), "recognition", 9
    ),
    ImportColumn("kind", _("công nhận mới, nâng hạng hoặc công nhận lại."), "recognition"),
    ImportColumn("decision_number", _("Ví dụ 3025/QĐ-UBND."), "recognition"),
    ImportColumn("decided_on", _("dd/mm/yyyy, yyyy-mm-dd hoặc ô ngày của Excel."), "recognition", 14),
    ImportColumn("body", _("huyện, tỉnh hoặc Trung ương, như trên quyết định."), "recognition", 16),
    ImportColumn("score", _("Điểm nếu biết, ví dụ 78,5."), "", 8),
    ImportColumn("plan_year", _("Năm của kế hoạch mà công nhận này được tính vào."), "", 12),
    ImportColumn("body_note", _("Chỉ ghi khi cấp công nhận thực tế khác quy định."), "", 24),
    ImportColumn("source_note", _("Ghi chú nguồn số liệu."), "", 24),
)
RECOGNITION_KEYS = ("star", "kind", "decision_number", "decided_on", "body", "score", "plan_year", "body_note")
BY_FOLD = {fold(column.title): column.key for column in COLUMNS}
PRODUCER_KEYS = ("producer", "unit_name")
REQUIRED = {
    "producers": PRODUCER_KEYS,
    "products": ("product", *PRODUCER_KEYS),
    "recognitions": (
        "product",
        *PRODUCER_KEYS,
        *(column.key for column in COLUMNS if column.need == "recognition"),
    ),
}
"""Columns a file of each kind must have; pages take "products"."""


def template_columns() -> list[Column]:
    return [Column(column.title, column.width) for column in COLUMNS]


def template_notes() -> list[str]:
    """Lines of the guide sheet: one per column, required ones marked."""
    marks = {"always": str(_("bắt buộc")), "recognition": str(_("bắt buộc khi có công nhận")), "": ""}
    return [
        f"{column.title}" + (f" ({marks[column.need]})" if column.need else "") + f": {column.help}"
        for column in COLUMNS
    ]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column stands in the file: key → number from 1."""

    positions: dict[str, int]
    titles: dict[str, str]
    kind: str = "products"

    def needs(self, column: ImportColumn, with_recognition: bool) -> bool:
        """Whether a row must fill the column."""
        if column.key == "product":
            return self.kind != "producers"
        return column.need == "always" or (column.need == "recognition" and with_recognition)

    def fault(self, row: int | None, key: str, code: str, message: str) -> Fault:
        """A fault at the cell of `key`; a column the file lacks has its title only."""
        return Fault(row, self.positions.get(key), code, message, self.titles.get(key, TITLES.get(key, "")))
