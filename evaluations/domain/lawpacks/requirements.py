"""What a dossier must show under a pack: mandatory papers, then the gates up to the star sought."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from products.domain.law import Requirement
from products.enums import DossierKind, EvidenceKind

from .load import ROOT, Pack, parse
from .manifest import Paper
from .schema import Criterion, Sheet

CHOOSE_SET = "product_set"
"""Key of the one requirement that stands for the gates while the product has no product set."""


@dataclass(frozen=True)
class Shown:
    """How a criterion is shown: by papers of these kinds, or on the sample products."""

    words: tuple[str, ...]
    evidence: tuple[EvidenceKind, ...] = ()
    by_samples: bool = False


@lru_cache(maxsize=4)
def evidence_rules(root: Path = ROOT) -> tuple[Shown, ...]:
    """The derivation of evidence.yaml (ours, not the law's), in order."""
    rows = parse((root / "evidence.yaml").read_bytes())
    return tuple(
        Shown(tuple(row["words"]), tuple(map(EvidenceKind, row.get("evidence", ()))), bool(row.get("samples")))
        for row in rows
    )


def shown_by(path: tuple[str, ...]) -> Shown | None:
    """How a criterion with these titles (section first) is shown; None when no rule fits. The first rule wins."""
    text = " / ".join(path).casefold()
    return next((rule for rule in evidence_rules() if any(word in text for word in rule.words)), None)


@lru_cache(maxsize=1024)
def requirements_of(pack: Pack, product_set: int | None, kind: DossierKind, star: int) -> tuple[Requirement, ...]:
    """Papers, then gates with the points needed at `star`. Without a product set: the papers every set needs, and
    one item asking for the set."""
    sheet = pack.sheets.get(product_set) if product_set is not None else None
    papers = tuple(_paper(pack, paper, sheet) for paper in pack.manifest.papers if _applies(paper, sheet, kind))
    if sheet is None:
        return (*papers, *([_choose_set(pack)] if pack.sheets else []))
    return (*papers, *_gates(pack, sheet, star))


@lru_cache(maxsize=256)
def criteria_of(pack: Pack, product_set: int | None) -> tuple[Requirement, ...]:
    """Every criterion of the sheet, as something a paper can be shown for beside the gates; () without a sheet."""
    sheet = pack.sheets.get(product_set) if product_set is not None else None
    return tuple(_criterion(pack, sheet, path, leaf) for path, leaf in sheet.leaves()) if sheet is not None else ()


def _applies(paper: Paper, sheet: Sheet | None, kind: DossierKind) -> bool:
    """Whether a dossier of that kind for that sheet shows the paper."""
    if kind not in paper.kinds:
        return False
    if sheet is None:
        return not (paper.when_rejected_if or paper.when_sheet_says)
    if paper.is_samples:
        return sheet.sample_products > 0
    if paper.when_rejected_if:
        return _says(sheet.rejected_if, paper.when_rejected_if)
    if paper.when_sheet_says:
        return _says(_texts(sheet), paper.when_sheet_says)
    return True


def _says(texts: tuple[str, ...], words: tuple[str, ...]) -> bool:
    whole = " ".join(texts).casefold()
    return any(word in whole for word in words)


def _texts(sheet: Sheet) -> tuple[str, ...]:
    """Titles, notes and options of a sheet."""
    found: list[str] = []
    for path, leaf in sheet.leaves():
        found += [*path, *leaf.notes, *(option.label for option in leaf.options)]
    return tuple(found)


def _paper(pack: Pack, paper: Paper, sheet: Sheet | None) -> Requirement:
    reasons = sheet.rejected_if if sheet is not None and paper.when_rejected_if else ()
    return Requirement(
        key=paper.key,
        title=paper.title,
        article=pack.manifest.cite(paper.article),
        kinds=paper.evidence,
        hint=" ".join([paper.hint, *(f"«Hồ sơ bị loại khi: {reason}»" for reason in reasons)]).strip(),
        text=paper.text,
        by_samples=paper.is_samples,
        except_forms=paper.except_forms,
    )


def _choose_set(pack: Pack) -> Requirement:
    return Requirement(
        key=CHOOSE_SET,
        title="Chọn bộ sản phẩm",
        article=pack.manifest.cite("Phụ lục I"),
        hint="Sản phẩm chưa có bộ sản phẩm nên chưa biết phải đạt những tiêu chí bắt buộc nào.",
    )


def _gates(pack: Pack, sheet: Sheet, star: int) -> Iterator[Requirement]:
    for path, leaf in sheet.leaves():
        points, first = leaf.needed_points(star), leaf.first_star()
        if points is not None and first is not None:
            yield _gate(pack, sheet, path, leaf, points, first)


def _criterion(pack: Pack, sheet: Sheet, path: tuple[str, ...], leaf: Criterion) -> Requirement:
    shown = shown_by(path) or Shown(())
    return Requirement(
        key=f"criterion:{leaf.code}",
        title=leaf.title,
        article=pack.manifest.cite(f"{sheet.annex}, bộ sản phẩm {sheet.product_set}, tiêu chí {leaf.code}"),
        kinds=shown.evidence,
    )


def _gate(pack: Pack, sheet: Sheet, path: tuple[str, ...], leaf: Criterion, points: int, first: int) -> Requirement:
    shown = shown_by(path) or Shown(())
    label = next(option.label for option in leaf.options if option.points == points)
    return Requirement(
        key=f"criterion:{leaf.code}",
        title=leaf.title,
        article=pack.manifest.cite(f"{sheet.annex}, bộ sản phẩm {sheet.product_set}, tiêu chí {leaf.code}"),
        star=first,
        kinds=shown.evidence,
        is_gate=True,
        min_points=points,
        hint=f"Mức tối thiểu {points} điểm: {label}",
        by_samples=shown.by_samples,
    )
