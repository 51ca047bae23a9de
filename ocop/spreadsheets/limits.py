"""How large a spreadsheet may be, and what its parsing may cost."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds of one reading. Sizes in bytes, times in seconds; rows do not count the header."""

    max_file_bytes: int = 10_000_000
    max_rows: int = 20_000
    max_columns: int = 100
    max_cells: int = 600_000
    max_cell_chars: int = 32_767  # Excel's own limit
    max_total_chars: int = 20_000_000
    max_members: int = 300
    max_member_bytes: int = 64_000_000
    max_unpacked_bytes: int = 96_000_000
    max_ratio: int = 200  # unpacked / packed, of members above `ratio_floor_bytes`
    ratio_floor_bytes: int = 1_000_000
    max_xml_depth: int = 64
    max_reported: int = 200  # cells named one by one; the rest are counted
    max_noted: int = 20_000  # formulas, merged cells and error values remembered by address
    memory_bytes: int = 300_000_000  # address space of the child
    cpu_seconds: int = 10
    wall_seconds: float = 30.0
