"""The producer's own marks on a criteria sheet (Mẫu 02, part III): read, carried to another sheet, checked, stored."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from products.domain.dossiers.assessment import sheet_place
from products.domain.dossiers.marking import save_assessment
from products.domain.law import SelfLine, SelfScore
from products.models import Dossier

from .lawpacks import Criterion, Pack, Sheet, load_pack
from .scoring import Answer, AnswerError, Answers, CaseAnswer, parse_answers, score
from .scoring.compiled import options_of

NO_LEVEL = "Không đạt mức nào"
"""What a person chooses where no printed level is reached: 0 points, on every sheet (rules.md §0.6)."""


def sheet_of(dossier: Dossier) -> tuple[Pack, Sheet] | None:
    """The pack of a dossier and the sheet of its product; None while the product has no set or the pack no sheets."""
    code, product_set = sheet_place(dossier)
    try:
        pack = load_pack(code)
    except LookupError:
        return None
    sheet = pack.sheets.get(product_set) if product_set is not None else None
    return (pack, sheet) if sheet is not None else None


def self_score(pack: Pack, sheet: Sheet, stored: Mapping[str, Any]) -> SelfScore:
    """What is stored (products/domain/dossiers/marking.py) on this sheet, with the points it comes to."""
    data, notes = _on_sheet(pack, sheet, stored)
    answers = readable(sheet, data)
    given = {code: data[code] for code in answers.given}
    total, star = None, None
    if sheet.is_complete:
        counted = score(pack, sheet, answers)
        total, star = counted.total, counted.star
    leaves = [leaf for _path, leaf in sheet.leaves()]
    return SelfScore(
        law_pack=pack.code,
        product_set=sheet.product_set,
        answers=given,
        notes=notes,
        lines=tuple(_line(leaf, answers, points, notes) for leaf, points in zip(leaves, answers.points, strict=True)),
        total=total,
        star=star,
    )


def readable(sheet: Sheet, data: Mapping[str, Any]) -> Answers:
    """The answers that can be read; the others count as not given."""
    try:
        return parse_answers(sheet, data, partial=True)
    except AnswerError as error:
        wrong = {fault.code for fault in error.faults}
        return parse_answers(sheet, {code: one for code, one in data.items() if code not in wrong}, partial=True)


def label_of(leaf: Criterion, answer: Answer) -> str:
    """The level chosen, in the words of the sheet."""
    case = answer.case if isinstance(answer, CaseAnswer) else None
    number = answer.option if isinstance(answer, CaseAnswer) else answer
    return NO_LEVEL if number is None else options_of(leaf, case)[number].label


def assess_dossier(
    *, actor: Any, dossier_id: int, revision: int | None, answers: Mapping[str, Any], notes: Mapping[str, str]
) -> Dossier:
    """Check marks against the dossier's sheet and keep them; criteria may still be missing.

    Raises ValidationError ("no_sheet", "answers" naming every criterion that cannot be read, and those of
    save_assessment), StaleError, Dossier.DoesNotExist.
    """
    found = sheet_of(Dossier.objects.select_related("product").get(pk=dossier_id))
    if found is None:
        raise ValidationError(_("Chưa có phiếu đánh giá cho sản phẩm này."), code="no_sheet")
    pack, sheet = found
    try:
        parse_answers(sheet, answers, partial=True)
    except AnswerError as error:
        raise ValidationError([str(fault) for fault in error.faults], code="answers") from None
    codes = {leaf.code for _path, leaf in sheet.leaves()}
    unknown = sorted(set(notes) - codes)
    if unknown:
        raise ValidationError(_("Tiêu chí %s: không có trong phiếu") % unknown[0], code="answers")
    return save_assessment(
        actor=actor,
        dossier_id=dossier_id,
        revision=revision,
        law_pack=pack.code,
        product_set=sheet.product_set,
        answers=answers,
        notes=notes,
    )


def _line(leaf: Criterion, answers: Answers, points: int, notes: Mapping[str, str]) -> SelfLine:
    note = notes.get(leaf.code, "")
    if leaf.code not in answers.given:
        return SelfLine(leaf.code, leaf.title, "", None, note)
    return SelfLine(leaf.code, leaf.title, label_of(leaf, answers.given[leaf.code]), points, note)


def _on_sheet(pack: Pack, sheet: Sheet, stored: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """(answers, notes) as stored, or from another pack or set those that mean the same here."""
    answers, notes = dict(stored.get("answers", {})), dict(stored.get("notes", {}))
    if not stored or (stored["law_pack"], stored["product_set"]) == (pack.code, sheet.product_set):
        return answers, notes
    try:
        other = load_pack(stored["law_pack"]).sheet(stored["product_set"])
    except LookupError:
        return {}, {}
    return carry(other, sheet, answers, notes)


def carry(
    before: Sheet, after: Sheet, answers: Mapping[str, Any], notes: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Marks of one sheet on another: only criteria with the same code whose chosen level has the same words, and for
    «không đạt mức nào» all levels; descriptions where code and title are the same."""
    if before is after:
        return dict(answers), dict(notes)
    old = {leaf.code: leaf for _path, leaf in before.leaves()}
    read = readable(before, answers).given
    kept: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for _path, leaf in after.leaves():
        source = old.get(leaf.code)
        if source is None:
            continue
        if leaf.code in read and _same(source, leaf, read[leaf.code]):
            kept[leaf.code] = answers[leaf.code]
        if leaf.code in notes and source.title == leaf.title:
            texts[leaf.code] = notes[leaf.code]
    return kept, texts


def _same(before: Criterion, after: Criterion, answer: Answer) -> bool:
    """Whether an answer says the same on both."""
    case = answer.case if isinstance(answer, CaseAnswer) else None
    number = answer.option if isinstance(answer, CaseAnswer) else answer
    if bool(before.cases) != bool(after.cases) or (case and case not in (after.cases or {})):
        return False
    labels, here = ([option.label for option in options_of(leaf, case)] for leaf in (before, after))
    return labels == here if number is None else number < len(here) and labels[number] == here[number]
