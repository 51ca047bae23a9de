"""The data files of the real plans against copies of their source texts: nothing lost, nothing invented."""

import re

import pytest

from programs.domain.plans_text import plan_blocks, recipient_text
from tests.programs.seed_sources import FILES, letters, paragraphs, rendered, source_text, version_of

HEADER = re.compile(
    r"^(Số: |KẾ HOẠCH|Nơi nhận|TT Các huyện|Sản phẩm OCOP|Trong đó|Tổng \d|\d+ (TP|TX|Huyện) |.*, ngày .*năm)"
)
NUMBER = re.compile(r"\d[\d./-]*\d|\d")


def corrected(text: str, version: dict) -> str:
    for entry in version["corrections"]:
        text = text.replace(entry["printed"], entry["written"])
    return text


def body_paragraphs(source: str) -> list[str]:
    """Paragraphs between the head and the annex table (the issued source: up to where it is cut)."""
    found = paragraphs(source)
    if "[...]" in found:
        found = found[: found.index("[...]")]
        found = found[next(i for i, p in enumerate(found) if p.startswith("Thực hiện Kế hoạch")) :]
    return [p for p in found if not HEADER.match(p)]


@pytest.mark.parametrize("source", FILES)
def test_every_paragraph_of_the_source_is_in_the_text(source: str) -> None:
    version = version_of(*FILES[source])
    text = rendered(version)
    missing = [p for p in body_paragraphs(source) if letters(corrected(p, version)) not in text]
    assert missing == []


@pytest.mark.parametrize("source", FILES)
def test_every_paragraph_of_the_text_is_in_the_source(source: str) -> None:
    version = version_of(*FILES[source])
    full = source if source != "002_412a96be62423630.txt" else "004_ff3d8a04c2d96248.txt"
    known = letters(corrected("".join(paragraphs(full)), version) + "".join(paragraphs(source)))
    invented = [b.plain for b in plan_blocks(version) if letters(b.text) not in known]
    assert invented == []


@pytest.mark.parametrize("source", FILES)
def test_every_number_and_date_of_the_source_is_in_the_text(source: str) -> None:
    version = version_of(*FILES[source])
    numbers = {n for p in body_paragraphs(source) for n in NUMBER.findall(corrected(p, version))}
    printed = " ".join([*(b.plain for b in plan_blocks(version)), *(recipient_text(r) for r in version["recipients"])])
    printed += " " + version["abstract"] + version.get("annex", {}).get("title", "")
    assert sorted(n for n in numbers if n not in printed) == []


@pytest.mark.parametrize("source", sorted(set(FILES) - {"002_412a96be62423630.txt"}))
def test_recipients_and_signer_are_those_of_the_source(source: str) -> None:
    version = version_of(*FILES[source])
    tail = source_text(source).rpartition("Nơi nhận")[2]
    lines = [line.strip(" -;.") for line in tail.splitlines() if line.startswith("- ")]
    assert [recipient_text(r) for r in version["recipients"]] == [" ".join(line.split()) for line in lines]
    assert version["signer"]["name"] in tail


@pytest.mark.parametrize("source", FILES)
def test_legal_bases_name_number_date_and_issuer_as_printed(source: str) -> None:
    for basis in version_of(*FILES[source])["bases"]:
        if not basis.get("number"):
            continue
        day = basis["issued_on"]
        assert basis["number"] in basis["text"]
        assert {day.day, day.month, day.year} <= {int(n) for n in re.findall(r"\d+", basis["text"])}


def test_issued_head_is_that_of_the_source() -> None:
    version, text = version_of("thanh-hoa-2025.yaml", "issued"), source_text("002_412a96be62423630.txt")
    day = version["issued_on"]
    assert f"Số: {version['number']}/{version['symbol']}" in text
    assert f"{version['place']}, ngày {day.day} tháng {day.month:02d} năm {day.year}" in text
    assert version["signer"]["name"] in text


def test_draft_and_issued_differ_only_where_corrections_say() -> None:
    draft = [b.plain for b in plan_blocks(version_of("thanh-hoa-2025.yaml", "draft"))]
    version = version_of("thanh-hoa-2025.yaml", "issued")
    issued = [b.plain for b in plan_blocks(version)]
    assert [corrected(p, version) for p in draft] == issued
    assert sum(a != b for a, b in zip(draft, issued, strict=True)) == 5
