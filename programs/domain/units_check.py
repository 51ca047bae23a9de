"""The counts the loaded units must give (NOTICE.md of programs/units_data)."""

from datetime import date, timedelta

from .units import count_units

THANH_HOA = {
    "2019-12-01/2024-01-31": "27/559",
    "2024-02-01/2024-12-31": "27/558",
    "2025-01-01/2025-06-30": "26/547",
    "2025-07-01/": "0/166",
}
NATION = {"2025-01-01": "63/696/10035", "2025-07-01": "34/3321"}


def check_units() -> dict[str, object]:
    """What --check prints: districts/communes of Thanh Hóa in four states (first and last day of each), the nation's
    counts, and `ok`: whether all of it is as expected."""
    found = {span: _thanh_hoa(span) for span in THANH_HOA}
    nation = {day: _nation(date.fromisoformat(day)) for day in NATION}
    return {"thanh_hoa": found, "nation": nation, "ok": found == THANH_HOA and nation == NATION}


def _thanh_hoa(span: str) -> str:
    first, last = span.split("/")
    begin = date.fromisoformat(first)
    days = {begin, date.fromisoformat(last) if last else begin + timedelta(days=365)}
    counts = {count_units(day, "38") for day in days}
    return " · ".join(sorted(f"{c.districts}/{c.communes}" for c in counts))


def _nation(day: date) -> str:
    counts = count_units(day)
    tiers = [n for n in counts if n]  # no districts since the reform
    return "/".join(str(number) for number in tiers)
