"""Plan documents read in and proved: a row lost on the way is found, and the issued text is known by its draft."""

from datetime import date

import pytest

from programs.domain.proof import FAULT, content_findings
from programs.domain.reading.draft import read_plan_text
from programs.domain.reading.edits import with_dates
from programs.domain.reading.similar import known_version
from programs.domain.seeds import load_plan_seed
from programs.domain.seeds_files import FOLDER
from tests.programs.seed_sources import SOURCES

DRAFT, ISSUED = "004_ff3d8a04c2d96248.txt", "002_412a96be62423630.txt"
DAY = date(2025, 2, 24)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units")]


def lines_of(source: str) -> list[str]:
    return (SOURCES / source).read_text(encoding="utf-8").splitlines()


def faults(lines: list[str]) -> set[str]:
    """Cells of the faults of a text that was read."""
    result = read_plan_text("\n".join(lines))
    content = with_dates(result["version"]) | {"year": result["plan"]["year"], "unit_code": "38"}
    found = [one for one in content_findings(content, DAY) if one.severity == FAULT]
    return {place.cell for one in found for place in (one.place, one.other) if place}


def test_the_annex_as_printed_has_no_fault() -> None:
    assert not {cell for cell in faults(lines_of(DRAFT)) if cell.startswith("annex")}


@pytest.mark.parametrize("row", [1, 13, 26])
def test_the_prover_finds_the_row_that_was_lost(row: int) -> None:
    lines = lines_of(DRAFT)
    gone = next(index for index, line in enumerate(lines) if line.startswith(f"{row}\t"))
    lost = lines.pop(gone).split("\t")
    stars = {star for star, number in zip((5, 4, 3), lost[3:6], strict=False) if number.strip()}
    cells = faults(lines)
    assert stars
    assert all(any(cell.endswith((f"/{star}", f":{star}")) for cell in cells) for star in stars), cells


def test_the_issued_text_is_known_as_the_issued_version_of_the_draft() -> None:
    plan = load_plan_seed(path=FOLDER / "thanh-hoa-2025.yaml", actor=None)
    plan.versions.filter(state="issued").delete()
    known = known_version(read_plan_text("\n".join(lines_of(ISSUED)), name=ISSUED))
    assert known is not None
    assert (known["plan"], known["version"]) == (plan.pk, plan.versions.get().pk)
    assert known["relation"] == "issued_of_draft"
