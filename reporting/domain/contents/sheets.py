"""Criteria sheets: blank ones of every product set and law pack, and a member's own with the marks on it.

One content, one builder: what the law prints (QĐ 26/2026, Phụ lục II) and beside it, where there are any, the marks.
"""

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.domain.lawpacks import Criterion, Pack, Sheet, load_pack, pack_codes
from evaluations.domain.self_assessment import readable
from evaluations.domain.sheet_rows import outcome
from evaluations.domain.sheets import law_of
from evaluations.enums import SheetState
from evaluations.models import ScoreSheet
from ocop.text import lower_kind
from products.models import Dossier
from programs.enums import Tier
from programs.models import Unit
from reporting.domain.contents.common import head_facts
from reporting.domain.kinds import Ask, Content, KindSpec, Params
from reporting.enums import DocumentKind, SubjectKind

SCORED = SheetState.SUBMITTED


def sheet_packs() -> tuple[str, ...]:
    """Codes of the packs that have criteria sheets, newest first."""
    return tuple(code for code in reversed(pack_codes()) if load_pack(code).sheets)


def blank_content(record: Any, params: Params) -> Content:
    """The empty sheet of a product set (`record.pk`) under the pack asked for."""
    pack = load_pack(params["pack"])
    sheet = pack.sheet(record.pk)
    nation = Unit.objects.get(tier=Tier.NATION)
    head = head_facts(nation, symbol="", year=pack.manifest.issued_on.year, issuer=pack.manifest.title)
    return head | law_facts(pack, sheet) | {"about": {}, "marks": None}


def score_content(record: ScoreSheet, params: Params) -> Content:
    """A handed-in sheet: who marked what, as the engine counts it."""
    entry = record.entry
    pack, sheet = law_of(entry)
    unit = entry.session.council.unit
    head = head_facts(unit, symbol="", year=entry.session.year, issuer=entry.session.council.name)
    return (
        head
        | law_facts(pack, sheet)
        | {
            "about": _about(entry.dossier),
            "marks": _marks(pack, sheet, record),
            "member": record.member.name,
            "round": record.round,
            "handed_in_on": timezone.localtime(record.submitted_at).date() if record.submitted_at else None,
            "comment": record.comment,
            "opinion": str(record.get_opinion_display()) if record.opinion else "",
            "illustration": int(entry.session.is_illustration),
            # Not printed: the hash of a document is seen by more people than the marks, and would confirm a guess.
            "salt": record.salt,
        }
    )


def law_facts(pack: Pack, sheet: Sheet) -> Content:
    """What the law prints of a sheet, in printed order."""
    return {
        "law": {"code": pack.code, "title": pack.manifest.title, "annex": sheet.annex},
        "set": sheet.product_set,
        "set_name": sheet.name,
        "sector": sheet.sector,
        "group": sheet.group,
        "rejected_if": list(sheet.rejected_if),
        "is_whole": sheet.is_complete,
        "parts": [
            {
                "code": part.code,
                "title": part.title,
                "max": part.max,
                "criteria": [_criterion(one) for one in part.criteria],
            }
            for part in sheet.parts
        ],
    }


def _criterion(one: Criterion) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "max": one.max,
        "star": one.min_star,
        "requirement": one.requirement,
        "is_conditional": one.applies_if is not None,
        "notes": list(one.notes),
        "cases": dict(one.cases or {}),
        "options": [
            {"label": option.label, "points": option.points, "star": option.min_star, "case": option.case or ""}
            for option in one.options
        ],
        "criteria": [_criterion(child) for child in one.criteria],
    }


def _marks(pack: Pack, sheet: Sheet, record: ScoreSheet) -> dict[str, Any]:
    """By criterion {"case", "option" (index in it, None: no level), "points", "note", "flag"}; parts and total."""
    read = readable(sheet, record.answers)
    counted = outcome(pack, sheet, record.answers, record.flags, advise=False)
    points = dict(zip((leaf.code for _path, leaf in sheet.leaves()), read.points, strict=True))
    return {
        "criteria": {
            code: {
                "case": getattr(answer, "case", ""),
                "option": getattr(answer, "option", answer),
                "points": 0 if code in counted.off else points[code],
                "note": record.notes.get(code, ""),
                "flag": record.flags.get(code) or "",
            }
            for code, answer in read.given.items()
        },
        "parts": {part.code: part.points for part in counted.parts},
        "total": record.total,
    }


def _about(dossier: Dossier) -> dict[str, str]:
    """The head of the sheet. Neither phone nor, of a household, address: more people read sheets than keep those."""
    product, unit = dossier.product, dossier.unit
    producer = product.producer
    place = "" if producer.is_person else producer.address
    return {
        "product": product.name,
        "code": _code(dossier),
        "producer": producer.name,
        "phone": "",
        "address": ", ".join(filter(None, (place, lower_kind(unit.name)))),
    }


def _code(dossier: Dossier) -> str:
    """The code of the year of evaluation; until the commune gave one, its form with the serial left open."""
    given = dossier.product.codes.filter(year=dossier.year).first()
    unit = dossier.unit
    return given.code if given else f"{unit.province_code}-{unit.code}-……-{dossier.year}"


def _blank_asks(record: Any) -> tuple[Ask, ...]:
    codes = sheet_packs()
    choices = tuple((code, load_pack(code).manifest.title) for code in codes)
    label = gettext_lazy("Theo quyết định")
    return (Ask("pack", label, "choice", required=True, choices=choices, initial=lambda record: codes[0]),)


def _not_handed_in(record: ScoreSheet) -> str:
    return "" if record.state == SCORED else _("Phiếu chưa nộp.")


class SheetName(NamedTuple):
    """A sheet in a list; `is_whole` False: read, but no session may score with it."""

    number: int
    name: str
    sector: str
    is_whole: bool


def sheet_names(code: str) -> list[SheetName]:
    """The sheets of a pack in the order of its product sets. LookupError for an unknown pack."""
    found = sorted(load_pack(code).sheets.items())
    return [SheetName(number, sheet.name, sheet.sector, sheet.is_complete) for number, sheet in found]


SPECS = {
    DocumentKind.BLANK_SHEET: KindSpec(SubjectKind.LAW_SHEET, blank_content, asks=_blank_asks),
    DocumentKind.SCORE_SHEET: KindSpec(SubjectKind.SCORE_SHEET, score_content, missing=_not_handed_in),
}
