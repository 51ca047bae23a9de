"""The manifest of a law pack: what the decision says beside its criteria, read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from products.enums import DossierKind, EvidenceKind

from .schema import PackError, Reader

_DATE = (date, type(None))
_FIELDS: dict[str, Any] = {
    "code": str,
    "decision": str,
    "title": str,
    "issued_on": date,
    "valid_from": date,
    "valid_to": _DATE,
    "submitted_to": _DATE,
    "amended_by": list,
    "replaces": list,
    "sheets": (str, type(None)),
    "weights": dict,
    "bands": dict,
    "recognises": dict,
    "certificate_months": int,
    "district_until": _DATE,
    "code_form": str,
    "deadlines": dict,
    "rounds": dict,
    "transition": (dict, type(None)),
    "articles": dict,
    "forms": list,
    "papers": list,
    "product_sets": dict,
}
_FLAGS = ("ranks_by_score_only", "has_district")
_PAPER: dict[str, Any] = {
    "key": str,
    "title": str,
    "article": str,
    "evidence": list,
    "hint": str,
    "kinds": list,
    "text": str,
    "when_rejected_if": list,
    "when_sheet_says": list,
    "except_forms": list,
}
DEADLINES = frozenset(
    {
        "commune_working_days",
        "rerank_days",
        "filing_earliest_days",
        "filing_latest_days",
        "extension_days",
        "revocation_days",
        "expiry_notice_days",
    }
)


@dataclass(frozen=True)
class Paper:
    """A paper or text of dossiers of those `kinds`, where the sheet says so. `text`: a part of the self-report."""

    key: str
    title: str
    article: str
    evidence: tuple[EvidenceKind, ...] = ()
    hint: str = ""
    kinds: tuple[DossierKind, ...] = tuple(DossierKind)
    text: str = ""
    is_samples: bool = False
    when_rejected_if: tuple[str, ...] = ()
    when_sheet_says: tuple[str, ...] = ()
    except_forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Transition:
    """What becomes of dossiers handed in before the new decision and not yet evaluated (Điều 12.2)."""

    old_pack: str
    submitted_before: date
    finish_by: Mapping[DossierKind, date]
    articles: Mapping[DossierKind, str]


@dataclass(frozen=True)
class Round:
    """(day, month) before which dossiers are proposed and decided (Điều 5)."""

    proposed_before: tuple[int, int]
    decided_before: tuple[int, int]


@dataclass(frozen=True)
class Manifest:
    """A decision as data; None where the text gives nothing or is not at hand."""

    code: str
    decision: str
    title: str
    issued_on: date
    valid_from: date
    valid_to: date | None
    submitted_to: date | None
    amended_by: tuple[str, ...]
    replaces: tuple[str, ...]
    sheets: str | None
    ranks_by_score_only: bool
    weights: Mapping[str, int]
    bands: Mapping[int, int]
    recognises: Mapping[int, str]
    certificate_months: int
    has_district: bool
    district_until: date | None
    code_form: str
    deadlines: Mapping[str, int | None]
    rounds: Mapping[str, tuple[Round, ...]]
    transition: Transition | None
    articles: Mapping[str, str]
    forms: tuple[Mapping[str, str], ...]
    papers: tuple[Paper, ...]
    product_sets: Mapping[int, int | None]

    def cite(self, article: str) -> str:
        """ "Quyết định 26/2026/QĐ-TTg, Điều 7.2"."""
        return f"{self.title}, {article}" if article else self.title


def read_manifest(file: str, data: Any) -> Manifest:
    """The manifest of a pack; PackError names every fault."""
    reader = Reader(file)
    flags = {key: data.pop(key, None) for key in _FLAGS} if isinstance(data, dict) else {}
    samples = _take_samples(data)
    good = reader.fields(data, _FIELDS, set(_FIELDS) - {"product_sets"}, "")
    for key in (key for key in _FLAGS if type(flags.get(key)) is not bool):
        reader.fault("", f"«{key}» phải là true hoặc false")
    if good.get("deadlines", {}).keys() != DEADLINES:
        reader.fault("deadlines", f"phải có đúng các khóa {sorted(DEADLINES)}")
    papers = [reader.fields(paper, _PAPER, {"key", "title", "article"}, "papers") for paper in good.get("papers", ())]
    if reader.faults:
        raise PackError(reader.faults)
    try:
        return _manifest({**good, **flags}, papers, samples)
    except (KeyError, TypeError, ValueError) as error:
        reader.fault("", f"giá trị không đọc được: {error}")
        raise PackError(reader.faults) from error


def _take_samples(data: Any) -> set[int]:
    """Indexes of papers that stand for the sample products (a flag, taken out before kinds are checked)."""
    papers = data.get("papers") if isinstance(data, dict) else None
    rows = papers if isinstance(papers, list) else []
    return {index for index, row in enumerate(rows) if isinstance(row, dict) and row.pop("samples", False) is True}


def _manifest(data: dict[str, Any], papers: list[dict[str, Any]], samples: set[int]) -> Manifest:
    moved = data["transition"]
    return Manifest(
        **{
            **data,
            "amended_by": tuple(data["amended_by"]),
            "replaces": tuple(data["replaces"]),
            "rounds": {level: tuple(map(_round, rows)) for level, rows in data["rounds"].items()},
            "transition": _transition(moved) if moved else None,
            "forms": tuple(data["forms"]),
            "papers": tuple(_paper(row, index in samples) for index, row in enumerate(papers)),
            "product_sets": data.get("product_sets", {}),
        }
    )


def _paper(row: dict[str, Any], is_samples: bool) -> Paper:
    facts: dict[str, Any] = {key: row[key] for key in ("key", "title", "article", "hint", "text") if key in row}
    for key in ("when_rejected_if", "when_sheet_says", "except_forms"):
        facts[key] = tuple(row.get(key, ()))
    if "kinds" in row:
        facts["kinds"] = tuple(map(DossierKind, row["kinds"]))
    return Paper(**facts, evidence=tuple(map(EvidenceKind, row.get("evidence", ()))), is_samples=is_samples)


def _round(row: dict[str, str]) -> Round:
    return Round(_day_month(row["proposed_before"]), _day_month(row["decided_before"]))


def _day_month(text: str) -> tuple[int, int]:
    day, month = map(int, text.split("/"))
    date(2000, month, day)
    return day, month


def _transition(row: dict[str, Any]) -> Transition:
    return Transition(
        row["old_pack"],
        row["submitted_before"],
        {DossierKind(kind): day for kind, day in row["finish_by"].items()},
        {DossierKind(kind): text for kind, text in row["articles"].items()},
    )
