"""Proof of frozen results: each computed again from its marks, conclusions and law (`manage.py verify_results`)."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import Prefetch

from ocop.audit.models import LegalAct

from ...enums import SheetState
from ...models import EvaluationResult, Mark, ScoreSheet
from ..lawpacks import PackError
from ..lawpacks.load import ROOT, load_pack, parse
from ..scoring import AnswerError, ConclusionError, Score, SheetIncompleteError, parse_answers, parse_flags, score
from ..sheets import digest, sheet_hash
from ..sheets.content import chosen
from .content import conclusion_facts, excluded_facts, failed_facts, outcome_facts
from .gates import gate_lines, outcome_of, stored_conclusions
from .opened import Law

VERIFY = "verify_results"
CHUNK = 100
COLUMNS = ("points_sum", "sheet_count", "band_star", "star")


@dataclass(frozen=True)
class ResultFault:
    """What does not agree: `what` is "sha256", "pack", "sheets", "marks", "total", "conclusions", "act", "content", or
    the column ("star", "points_sum", …); `stored` and `computed` are what stands there and what should."""

    result: int
    dossier: int
    what: str
    stored: Any
    computed: Any


@dataclass
class Verification:
    """How many results were computed again, and every fault."""

    checked: int = 0
    faults: list[ResultFault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults

    def names(self) -> list[str]:
        """What does not agree, each kind of fault once."""
        return sorted({fault.what for fault in self.faults})

    def as_json(self) -> dict[str, Any]:
        """{"ok", "checked", "faults": [{"result", "dossier", "what", "stored", "computed"}]}"""
        return {"ok": self.ok, "checked": self.checked, "faults": [asdict(fault) for fault in self.faults]}


def verify_results(root: Path = ROOT) -> Verification:
    """Compute every frozen result again; reads only. `root`: folder of the law packs. Five queries for 100 results."""
    found, last = Verification(), 0
    published: dict[str, str] = parse((root / "published.yaml").read_bytes()) or {}
    while chunk := _chunk(last):
        acts = _acts(chunk)
        for result in chunk:
            found.checked += 1
            facts = _differences(result, published, root, acts.get(str(result.pk)))
            found.faults += [ResultFault(result.pk, result.dossier_id, *one) for one in facts]
        last = chunk[-1].pk
    return found


Difference = tuple[str, Any, Any]
"""(what, stored, computed)."""


def _chunk(after: int) -> list[EvaluationResult]:
    marks = Prefetch("marks", Mark.objects.order_by("pk"))
    sheets = ScoreSheet.objects.filter(state=SheetState.SUBMITTED).order_by("round", "member__order", "member_id")
    rows = EvaluationResult.objects.filter(pk__gt=after).order_by("pk").select_related("entry")
    kept = (Prefetch("entry__sheets", sheets.prefetch_related(marks)), "entry__conclusions")
    return list(rows.prefetch_related(*kept)[:CHUNK])


def _acts(results: list[EvaluationResult]) -> dict[str, str]:
    """Result id → hash in the chain of legal acts."""
    keys = [str(result.pk) for result in results]
    label = EvaluationResult._meta.label_lower
    rows = LegalAct.objects.filter(verb="freeze_result", subject_type=label, subject_id__in=keys)
    return {act.subject_id: act.payload.get("sha256", "") for act in rows}


def _differences(
    result: EvaluationResult, published: dict[str, str], root: Path, act: str | None
) -> Iterator[Difference]:
    if digest(result.content) != result.sha256:
        yield "sha256", result.sha256, digest(result.content)
    if act != result.sha256:
        yield "act", act, result.sha256
    law = _law(result, root)
    if law is None:
        yield "pack", result.pack_sha256, None
        return
    for known in {law.pack.sha256, published.get(result.law_pack, law.pack.sha256)} - {result.pack_sha256}:
        yield "pack", result.pack_sha256, known
    sheets = [sheet for sheet in result.entry.sheets.all() if sheet.round <= result.entry.opened_round]
    yield from _sheet_differences(result, law, sheets)
    yield from _outcome_differences(
        result, law, [sheet for sheet in sheets if sheet.round == result.entry.opened_round]
    )


def _law(result: EvaluationResult, root: Path) -> Law | None:
    try:
        pack = load_pack(result.law_pack, root)
        return Law(pack, pack.sheet(result.product_set))
    except (LookupError, PackError):
        return None


def _sheet_differences(result: EvaluationResult, law: Law, sheets: Sequence[ScoreSheet]) -> Iterator[Difference]:
    """The sheets of all rounds against the content, each with its hash, marks and total."""
    frozen = {one["id"]: one for held in result.content.get("rounds", []) for one in held["sheets"]}
    if frozen.keys() != {sheet.pk for sheet in sheets}:
        yield "sheets", sorted(frozen), sorted(sheet.pk for sheet in sheets)
    for sheet in sheets:
        kept = frozen.get(sheet.pk, {})
        hashes = {kept.get("sha256"), sheet.sha256, sheet_hash(sheet)}
        if len(hashes) > 1:
            yield "sheets", kept.get("sha256"), sheet_hash(sheet)
        scored = _scored(law, sheet)
        if scored is None or _marks(sheet) != _expected_marks(law, sheet, scored):
            yield "marks", f"sheet {sheet.pk}", None
        elif not sheet.total == kept.get("total") == scored.total:
            yield "total", sheet.total, scored.total


def _outcome_differences(result: EvaluationResult, law: Law, sheets: Sequence[ScoreSheet]) -> Iterator[Difference]:
    """Rank, band, sums, gates and ground from the marks and conclusions against the columns and the content."""
    stored = stored_conclusions(result.entry)
    said = [conclusion_facts(row) for row in stored.values()]
    if result.content.get("conclusions") != said:
        yield "conclusions", result.content.get("conclusions"), said
    scores = [one for sheet in sheets if (one := _scored(law, sheet)) is not None]
    try:
        outcome = outcome_of(law, scores, gate_lines(law.form, scores, stored))
    except (ValueError, ZeroDivisionError, SheetIncompleteError, ConclusionError) as error:
        yield "outcome", None, str(error)
        return
    computed = outcome_facts(outcome)
    for name in COLUMNS:
        if getattr(result, name) != computed[name]:
            yield name, getattr(result, name), computed[name]
    for name, facts in (("failed_gates", failed_facts(outcome)), ("excluded", excluded_facts(outcome))):
        if getattr(result, name) != facts:
            yield name, getattr(result, name), facts
    if result.content.get("outcome") != computed:
        yield "content", result.content.get("outcome"), computed


def _scored(law: Law, sheet: ScoreSheet) -> Score | None:
    """The sheet's score from its stored marks, not from the answers beside them; None when they cannot be read."""
    given = {
        mark.criterion: {"case": mark.case, "option": mark.option} if mark.case else mark.option
        for mark in sheet.marks.all()
    }
    try:
        return score(law.pack, law.form, parse_answers(law.form, given), parse_flags(law.form, sheet.flags))
    except (AnswerError, SheetIncompleteError):
        return None


def _marks(sheet: ScoreSheet) -> dict[str, tuple[str, int | None, int]]:
    return {mark.criterion: (mark.case, mark.option, mark.points) for mark in sheet.marks.all()}


def _expected_marks(law: Law, sheet: ScoreSheet, scored: Score) -> dict[str, tuple[str, int | None, int]] | None:
    """What the marks must be by the answers of the sheet."""
    try:
        answers = chosen(parse_answers(law.form, sheet.answers))
    except AnswerError:
        return None
    return {code: (case, option, scored.points[code]) for code, (case, option) in answers.items()}
