"""Forms of a dossier: Mẫu 01 and Mẫu 02 of the producer (QĐ 26/2026, Phụ lục III; Điều 6.1).

A dossier that was handed in is printed as it was handed in; one that may still be changed, as it stands. Under an older
pack the same structure names the decision and annex of that pack (its own forms are not in the texts at hand).
"""

from typing import Any

from django.utils.text import capfirst
from django.utils.timezone import localdate

from evaluations.domain.lawpacks import Criterion, Pack, Sheet, load_pack
from ocop.accounts.access import territory_grants
from ocop.accounts.enums import EDITORS
from ocop.text import lower_kind
from products.domain.dossiers.assessment import sheet_place
from products.domain.dossiers.freeze import snapshot
from products.domain.dossiers.queries import unit_above
from products.domain.dossiers.receipts import receipt_text
from products.enums import SENSITIVE_KINDS, EvidenceKind, LegalForm, Level, Sex
from products.models import Dossier, ProducerMember
from products.rules import EDITABLE
from products.validators import show_phone
from programs.enums import Tier
from programs.models import UnitReach
from reporting.domain.contents.common import head_facts
from reporting.domain.kinds import Content, KindSpec, Params
from reporting.enums import DocumentKind, SubjectKind

TABLE_KINDS = tuple(EvidenceKind)[:15]
"""The rows of the evidence table of Mẫu 02, in its order."""


def registration_content(record: Dossier, params: Params) -> Content:
    """Mẫu 01: who registers, which product, which evaluation, and the receipts of the offices."""
    facts = handed_in_facts(record)
    pack, sheet = _law_of(record, facts)
    return _common(record, facts, pack, "mau_01") | {
        "sector": sheet.sector if sheet else "",
        "group": sheet.group if sheet else "",
        "subgroup": sheet.subgroup if sheet else "",
        "kind": facts["dossier"]["kind"],
        "samples": facts["dossier"]["samples"],
        "needs_samples": sheet is None or sheet.sample_products > 0,
        "receipts": _receipts(record, pack),
    }


def self_report_content(record: Dossier, params: Params) -> Content:
    """Mẫu 02: the producer, its texts, its own mark of each criterion with what shows it, the evidence table."""
    facts = handed_in_facts(record)
    pack, sheet = _law_of(record, facts)
    marks = facts.get("assessment") or {}
    marked_on = _sheet_of(marks) or sheet
    links = facts["papers"].items()
    papers = {key: [_paper(one) for one in rows if one["kind"] not in SENSITIVE_KINDS] for key, rows in links}
    return _common(record, facts, pack, "mau_02") | {
        "kind": facts["dossier"]["kind"],
        "texts": {key: text for key, text in facts["report"].items() if text.strip()},
        "years": facts["producer"]["years"],
        "parts": _marked_parts(marked_on, marks, papers) if marked_on else [],
        "total": marks.get("total"),
        "evidence": _evidence_rows(papers),
        "ticks": _ticks(papers),
    }


def handed_in_facts(dossier: Dossier) -> dict[str, Any]:
    """The newest submission's words, or the dossier as it stands while it may be changed (shape: freeze.snapshot).

    Erased personal data stay erased, whatever the submission still holds for the record.
    """
    submission = None if dossier.state in EDITABLE else dossier.submissions.order_by("-number").first()
    if submission is None:
        return snapshot(dossier, list(dossier.links.select_related("evidence__stored").order_by("requirement", "pk")))
    facts: dict[str, Any] = dict(submission.content)
    person = getattr(dossier.product.producer, "representation", None)
    if person is not None and person.erased_at is not None:
        gone = dict.fromkeys(("name", "position", "sex", "ethnicity", "residence"), "")
        facts["producer"] = facts["producer"] | {"phone": "", "email": "", "representative": gone}
        if dossier.product.producer.is_person:
            facts["producer"] |= {"address": ""}
    return facts


def law_and_sheet(code: str, product_set: int | None) -> tuple[Pack | None, Sheet | None]:
    """The pack of that code and the product's sheet in it; None for what there is not."""
    try:
        pack = load_pack(code)
    except LookupError:
        return None, None
    return pack, pack.sheets.get(product_set) if product_set is not None else None


def _law_of(dossier: Dossier, facts: dict[str, Any]) -> tuple[Pack | None, Sheet | None]:
    """A dossier that may still be changed follows the law of the day, one handed in that of its submission."""
    code = sheet_place(dossier)[0] if dossier.state in EDITABLE else facts["dossier"]["law_pack"]
    return law_and_sheet(code, facts["product"]["product_set"])


def _common(dossier: Dossier, facts: dict[str, Any], pack: Pack | None, form: str) -> Content:
    producer = facts["producer"]
    unit = dossier.unit
    above = unit_above(unit, Tier.PROVINCE, dossier.submitted_on or localdate())
    province = lower_kind(above.name) if above else ""
    return head_facts(unit, symbol="", year=facts["dossier"]["year"], issuer=producer["name"]) | {
        "form": form_facts(pack, form),
        "province": province,
        "product": facts["product"]["name"],
        "producer": _producer(producer, province),
        "illustration": int(dossier.is_illustration),
    }


def form_facts(pack: Pack | None, form: str) -> dict[str, str]:
    """Mark and source of a form: ("Mẫu số 01", "Phụ lục III, Quyết định 26/2026/QĐ-TTg").

    A pack whose annex does not number its forms gives its annex as the mark.
    """
    known = next((one for one in pack.manifest.forms if one["code"] == form), None) if pack else None
    if pack is None or known is None:
        return {"mark": "", "source": pack.manifest.title if pack else ""}
    annex, _comma, numbered = known["annex"].partition(", ")
    mark = numbered.replace("Mẫu ", "Mẫu số ") or annex
    return {"mark": mark, "source": f"{annex}, {pack.manifest.title}"}


def _producer(producer: dict[str, Any], province: str) -> dict[str, Any]:
    person = producer["representative"]
    place = (producer["address"], lower_kind(producer["unit"]["name"]), province)
    return {
        "name": producer["name"],
        "legal_form": capfirst(_label(LegalForm, producer["legal_form"])),
        "address": ", ".join(part for part in place if part),
        "phone": show_phone(producer["phone"]) if producer["phone"] else "",
        "email": producer["email"],
        "founded_on": producer["founded_on"],
        "registration_number": producer["registration_number"],
        "representative": person["name"],
        "position": person["position"],
        "sex": _label(Sex, person["sex"]),
        "ethnicity": person["ethnicity"],
        "residence": person["residence"],
    }


def _label(choices: Any, value: str) -> str:
    """The word of a choice; "" for nothing and for «chưa rõ»."""
    return "" if value in ("", LegalForm.UNKNOWN) else str(choices(value).label)


def _receipts(dossier: Dossier, pack: Pack | None) -> list[dict[str, Any]]:
    """One block for each office of the form, with its receipt or the number's open form (rules.md §9)."""
    given = {receipt.level: receipt for receipt in dossier.receipts.select_related("received_by", "unit")}
    levels = [Level.COMMUNE, Level.PROVINCE]
    if pack is not None and pack.manifest.has_district:
        levels.insert(1, Level.DISTRICT)
    dots = "……" if len(levels) == 2 else "…"  # in three narrow columns the number must still fit on its line
    open_text = receipt_text(0, dossier.unit, dossier.year).replace("0/", f"{dots}-{dots}/", 1)
    blocks = []
    for level in levels:
        receipt = given.get(level)
        by = receipt.received_by if receipt else None
        blocks.append(
            {
                "level": str(level),
                "text": receipt.text if receipt else open_text,
                "received_on": receipt.received_on if receipt else None,
                "received_by": by.full_name if by else "",
            }
        )
    return blocks


def _sheet_of(marks: dict[str, Any]) -> Sheet | None:
    """The sheet the producer marked itself on; None while nothing is marked."""
    return load_pack(marks["law_pack"]).sheet(marks["product_set"]) if marks else None


def _paper(paper: dict[str, Any]) -> dict[str, Any]:
    return {key: paper[key] for key in ("id", "kind", "title", "number", "issuer", "issued_on", "expires_on")}


def _marked_parts(sheet: Sheet, assessment: dict[str, Any], papers: dict[str, Any]) -> list[dict[str, Any]]:
    """Parts → sections → criteria in printed order, each with the producer's mark, words and papers."""
    lines = {code: (label, points) for code, _title, label, points in assessment.get("lines", [])}
    notes = assessment.get("notes", {})
    parts = []
    for part in sheet.parts:
        rows = []
        for path, leaf in (pair for criterion in part.criteria for pair in criterion.leaves()):
            label, points = lines.get(leaf.code, ("", None))
            rows.append(_row(path, leaf, label, points, notes.get(leaf.code, ""), papers))
        points = sum(row["points"] or 0 for row in rows) if lines else None
        parts.append({"code": part.code, "title": part.title, "max": part.max, "points": points, "rows": rows})
    return parts


def _row(
    path: tuple[str, ...], leaf: Criterion, label: str, points: int | None, note: str, papers: dict[str, Any]
) -> dict[str, Any]:
    return {
        "section": " / ".join(path[:-1]),
        "code": leaf.code,
        "title": leaf.title,
        "max": leaf.max,
        "label": label,
        "points": points,
        "note": note,
        "topic": leaf.commune_topic,
        "papers": [paper["title"] for paper in papers.get(f"criterion:{leaf.code}", [])],
    }


def _evidence_rows(papers: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The 15 rows of the table, each with its papers and the criteria they are shown for; then the other papers."""
    found: dict[int, dict[str, Any]] = {}
    for key, rows in papers.items():
        for paper in rows:
            seen = found.setdefault(paper["id"], {**paper, "criteria": []})
            if key.startswith("criterion:"):
                seen["criteria"].append(key.removeprefix("criterion:"))
    own = {kind: [paper for paper in found.values() if paper["kind"] == kind] for kind in EvidenceKind}
    rows = [{"title": str(kind.label), "papers": own[kind]} for kind in TABLE_KINDS]
    others = [paper for kind in (EvidenceKind.PRODUCT_PHOTO, EvidenceKind.OTHER) for paper in own[kind]]
    return [*rows, *([{"title": str(EvidenceKind.OTHER.label), "papers": others}] if others else [])]


_PROPERTY = (
    ("trademark", ("nhãn hiệu",)),
    ("geographic", ("chỉ dẫn địa lý", "nhãn hiệu tập thể", "nhãn hiệu chứng nhận")),
    ("patent", ("sáng chế",)),
    ("design", ("kiểu dáng",)),
    ("copyright", ("bản quyền", "quyền tác giả")),
)
_SAFETY = ("an toàn thực phẩm", "attp", "vệ sinh")


def _ticks(papers: dict[str, list[dict[str, Any]]]) -> dict[str, bool]:
    """Boxes of part I.7, from the papers shown: their kind, and where one kind has several boxes the words of title."""
    shown = [paper for rows in papers.values() for paper in rows]
    kinds = {paper["kind"] for paper in shown}
    licences = _titles(shown, EvidenceKind.PRODUCTION_LICENCE)
    safe = [title for title in licences if any(word in title for word in _SAFETY)]
    property_papers = [_property(title) for title in _titles(shown, EvidenceKind.INTELLECTUAL_PROPERTY)]
    return {
        "registration": EvidenceKind.REGISTRATION in kinds,
        "declaration": EvidenceKind.QUALITY_DECLARATION in kinds,
        "safety": bool(safe),
        "licence": len(safe) < len(licences),
        "property": bool(property_papers),
        **{name: name in property_papers for name in (*(name for name, _words in _PROPERTY), "other")},
    }


def _titles(papers: list[dict[str, Any]], kind: str) -> list[str]:
    return [paper["title"].casefold() for paper in papers if paper["kind"] == kind]


def _property(title: str) -> str:
    """Which box of «sở hữu trí tuệ»; a collective mark is named before the trademark whose words it holds."""
    for name, words in (_PROPERTY[1], _PROPERTY[0], *_PROPERTY[2:]):
        if any(word in title for word in words):
            return name
    return "other"


def keeps(user: Any, record: Dossier) -> bool:
    """Who may take away papers with phone and persons: writers of the territory, the producer's own accounts.

    The same people find them again (Document.objects.visible_to), so nobody makes what she may not read.
    """
    writes = UnitReach.objects.filter(unit__in=territory_grants(user, EDITORS), member=record.unit)
    return writes.exists() or ProducerMember.objects.of(user).filter(producer=record.product.producer).exists()


_PERSONAL: dict[str, Any] = {"may_make": keeps, "is_personal": True}
SPECS = {
    DocumentKind.REGISTRATION: KindSpec(SubjectKind.DOSSIER, registration_content, **_PERSONAL),
    DocumentKind.SELF_REPORT: KindSpec(SubjectKind.DOSSIER, self_report_content, **_PERSONAL),
}
