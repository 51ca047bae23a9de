"""Import files for tests: rows by column key, every row good unless changed."""

from typing import Any

from evaluations.domain.imports import template_columns
from evaluations.domain.imports.columns import COLUMNS
from ocop.spreadsheets import write_csv, write_xlsx


def row(unit: Any, number: int = 1, **changes: Any) -> dict[str, Any]:
    """One product with a three-star recognition of 02/06/2025 by the district."""
    return {
        "product": f"Sản phẩm {number}",
        "product_set": 4,
        "producer": f"Hợp tác xã {number}",
        "legal_form": "HTX",
        "unit_code": unit.code,
        "unit_name": unit.name,
        "phone": "0912345678",
        "star": 3,
        "kind": "công nhận mới",
        "decision_number": f"{number}/QĐ-UBND",
        "decided_on": "02/06/2025",
        "body": "huyện",
        **changes,
    }


def cells(rows: list[dict[str, Any]]) -> list[list[Any]]:
    return [[row.get(column.key) for column in COLUMNS] for row in rows]


def xlsx(rows: list[dict[str, Any]]) -> bytes:
    return write_xlsx(template_columns(), cells(rows))


def csv(rows: list[dict[str, Any]]) -> bytes:
    return write_csv(template_columns(), cells(rows))
