"""The columns of the flat table: what the import page documents, the template holds and the export writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

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
CHECK_TITLES = {
    "decided_year": "Năm công nhận",
    "current_star": "Hạng sao hiện tại",
    "expires_on": "Ngày hết hạn",
}
"""Columns which real registers have beside a fact and which are only compared with it, never stored."""
TOLD_TITLES = {
    "time_code": "Mã thời gian (PTNT_OCOP)",
    "told_star": "Xếp hạng (PTNT_OCOP)",
    "told_revenue": "Doanh thu năm (PTNT_OCOP)",
    "told_state": "Trạng thái (PTNT_OCOP)",
}
"""Columns of the ministry's table: kept as told, never taken for a recognition (told.py)."""
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


TIMES = (1, 2)
"""Recognitions one row may hold side by side ("Lần 1", "Lần 2")."""
TIMED_KEYS = ("star", "kind", "decision_number", "decided_on", "decided_year", "body", "score", "body_note")
MARK = "@"


def timed(key: str, time: int) -> str:
    """Key of a column of the second recognition: "star@2"; of the first one: "star"."""
    return key if time == 1 else f"{key}{MARK}{time}"


def title_of(key: str) -> str:
    """Vietnamese title of any key: "Hạng sao (lần 2)"."""
    bare, _mark, time = key.partition(MARK)
    title = TITLES.get(bare) or CHECK_TITLES.get(bare) or TOLD_TITLES.get(bare, bare)
    return f"{title} (lần {time})" if time else title


@dataclass(frozen=True, slots=True)
class CellFault(Fault):
    """A fault at a cell of a column key; `suggestions` are texts that could stand there instead."""

    key: str = ""
    suggestions: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """As a Fault, with the key and the suggestions."""
        return Fault.as_dict(self) | {"key": self.key, "suggestions": list(self.suggestions)}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column stands in the file: key → number from 1; `time` says which recognition of a row is meant."""

    positions: Mapping[str, int]
    titles: Mapping[str, str]
    kind: str = "products"
    time: int = 1
    keys: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, mapping: Mapping[str, str], header: list[str], kind: str = "products") -> "Layout":
        """From a stored mapping {"3": "star@2"} and the titles of the file."""
        positions = {key: int(column) for column, key in mapping.items() if key}
        titles = {key: header[column - 1] if column <= len(header) else "" for key, column in positions.items()}
        return cls(positions, titles, kind)

    def views(self) -> Iterator["Layout"]:
        """One layout for each recognition a row can hold; the first has all columns that are told once."""
        for time in TIMES:
            keys = tuple(key for key in self.positions if (key.partition(MARK)[2] or "1") == str(time))
            if keys or time == 1:
                yield replace(self, time=time, keys=keys)

    def own(self, key: str) -> str:
        """The column key that holds `key` for this view's recognition."""
        return timed(key, self.time) if key in TIMED_KEYS else key

    @property
    def has_times(self) -> bool:
        """Whether a row holds two recognitions."""
        return any(MARK in key for key in self.positions)

    def needs(self, column: ImportColumn, with_recognition: bool) -> bool:
        """Whether a row must fill the column. Without a column of kinds the kind follows from the order in time."""
        if column.key == "product":
            return self.kind != "producers"
        if column.key == "kind" and "kind" not in self.positions and self.has_times:
            return False
        return column.need == "always" or (column.need == "recognition" and with_recognition)

    def fault(self, row: int | None, key: str, code: str, message: str, suggestions: tuple[str, ...] = ()) -> CellFault:
        """A fault at the cell of `key`; a column the file lacks has its title only."""
        own = self.own(key)
        title = self.titles.get(own) or title_of(own)
        return CellFault(row, self.positions.get(own), code, message, title, own, suggestions)
