"""The files of the dump, made in memory: about 600 bytes a recognition and kind of file."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from ocop.spreadsheets import Column, write_csv

from .rows import FIELDS, open_rows, schema

CSV, JSONL, SCHEMA, README, SUMS = (
    *("cong-nhan-ocop.csv", "cong-nhan-ocop.jsonl", "cong-nhan-ocop.schema.json"),
    *("README.md", "SHA256SUMS"),
)
FILES: Mapping[str, tuple[str, str]] = {
    CSV: ("text/csv; charset=utf-8", "Bảng CSV, mở được bằng Excel"),
    JSONL: ("application/jsonl; charset=utf-8", "JSON Lines, mỗi dòng một công nhận"),
    SCHEMA: ("application/schema+json", "Mô tả các trường (JSON Schema 2020-12)"),
    README: ("text/markdown; charset=utf-8", "Giải thích, giấy phép"),
    SUMS: ("text/plain; charset=utf-8", "Mã băm SHA-256 của các tệp"),
}
"""Name → type, what it is."""
LICENCES = {
    "CC-BY-4.0": ("Creative Commons Ghi công 4.0 Quốc tế", "https://creativecommons.org/licenses/by/4.0/deed.vi"),
    "CC0-1.0": ("Creative Commons CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.vi"),
    "none": ("Chưa công bố giấy phép: không được phát hành", ""),
}
"""Value of the setting → name, where its text is."""


@dataclass(frozen=True)
class Made:
    """Name → bytes of every file; how many recognitions they hold, and whether any of them is invented."""

    files: dict[str, bytes]
    rows: int
    with_illustration: bool


def make_files(now: datetime, licence: str) -> Made:
    """Every file of a dump, as things stand on the day of `now`."""
    rows = list(open_rows(timezone.localdate(now)))
    files = {
        CSV: write_csv([Column(name) for name in FIELDS], [tuple(row.values()) for row in rows]),
        JSONL: "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode(),
        SCHEMA: (json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode(),
    }
    files[README] = _readme(rows, now, licence).encode()
    files[SUMS] = "".join(f"{sha256(data)}  {name}\n" for name, data in files.items()).encode()
    return Made(files, len(rows), any(row["is_illustration"] for row in rows))


def sha256(data: bytes) -> str:
    """In hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _readme(rows: Sequence[dict[str, Any]], now: datetime, licence: str) -> str:
    local = timezone.localtime(now)
    lines = [
        "# Sản phẩm OCOP được công nhận – dữ liệu mở",
        "",
        f"- Lập lúc: {local.isoformat(timespec='seconds')}; tình trạng vào ngày {local:%d/%m/%Y}",
        f"- Số dòng: {len(rows)}, mỗi dòng một lần công nhận",
        f"- Giấy phép: {' – '.join(filter(None, LICENCES[licence]))}",
        "",
        "Chỉ gồm những gì trang tra cứu công khai cho xem. Công nhận đã bị thu hồi, thay thế, hết hạn vẫn có, với tình",
        "trạng ghi rõ. Không có dữ liệu cá nhân: tên chủ thể chỉ ghi khi chủ thể là tổ chức.",
        "",
        f"- `{CSV}`: UTF-8 có BOM, dấu phẩy, CRLF; ô trống là không có; đúng, sai là 1, 0; ngày năm-tháng-ngày. Chữ có",
        "  thể bị hiểu là công thức có một dấu nháy đơn đứng trước.",
        f"- `{JSONL}`: mỗi dòng một đối tượng JSON theo `{SCHEMA}`; null là không có.",
        f"- `{SUMS}`: `sha256sum -c {SUMS}` kiểm tra các tệp.",
    ]
    if any(row["is_illustration"] for row in rows):
        lines += ["", "**Tệp có dữ liệu minh họa** (`is_illustration`): không có thật, không được dùng làm số liệu."]
    lines += ["", "| Trường | Nội dung |", "|---|---|"]
    lines += [f"| `{name}` | {field.text} |" for name, field in FIELDS.items()]
    return "\n".join(lines) + "\n"
