"""The bound dossier: its forms, then its papers in the order of the criteria (QĐ 26/2026, Điều 6; Phụ lục III)."""

from typing import Any

from django.utils.translation import gettext as _

from evaluations.domain.lawpacks import load_pack
from ocop.text import lower_kind
from products.domain.dossiers.assessment import sheet_place
from products.domain.evidence.blobs import blob_name
from products.domain.law import law_book
from products.enums import SENSITIVE_KINDS, DossierKind, ReportState
from products.models import Dossier, Evidence
from products.rules import EDITABLE
from reporting.domain.contents.communes import report_content
from reporting.domain.contents.dossiers import handed_in_facts, registration_content, self_report_content
from reporting.domain.kinds import Content, KindSpec, Params
from reporting.enums import DocumentKind, SubjectKind

_CRITERION = "criterion:"
_BEST = 5
"""Requirements are read for the highest star, so that every paper handed in has its place in their order."""


def binder_content(record: Dossier, params: Params) -> Content:
    """Contents of the forms and which files follow, by requirement; identity papers and sensitive ones never."""
    facts = handed_in_facts(record)
    receipts = list(record.receipts.order_by("-pk").values_list("text", flat=True)[:1])
    return {
        "code": receipts[0] if receipts else _("số %d") % record.pk,
        "year": facts["dossier"]["year"],
        "product": facts["product"]["name"],
        "producer": facts["producer"]["name"],
        "place": lower_kind(record.unit.name),
        "forms": _forms(record, params),
        "sections": _sections(record, facts),
        "illustration": int(record.product.is_illustration),
    }


def _forms(dossier: Dossier, params: Params) -> list[dict[str, Any]]:
    """Mẫu 01, Mẫu 02 and, once the commune has issued it, Mẫu 03."""
    forms: list[dict[str, Any]] = [
        {"kind": str(DocumentKind.REGISTRATION), "content": registration_content(dossier, params)},
        {"kind": str(DocumentKind.SELF_REPORT), "content": self_report_content(dossier, params)},
    ]
    report = dossier.commune_reports.filter(state=ReportState.ISSUED).order_by("-pk").first()
    if report is not None:
        forms.append({"kind": str(DocumentKind.COMMUNE_REPORT), "content": report_content(report, params)})
    for form in forms:
        form["title"] = str(DocumentKind(form["kind"]).label)
    return forms


def _sections(dossier: Dossier, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """{title, papers: [{title, file_name, blob, content_type, pages}]} in the order of the requirements."""
    links: dict[str, list[dict[str, Any]]] = facts["papers"]
    wanted = {row["id"] for rows in links.values() for row in rows}
    shown = Evidence.objects.filter(pk__in=wanted, is_sensitive=False).exclude(kind__in=SENSITIVE_KINDS)
    found = {paper.pk: paper for paper in shown.select_related("stored")}
    titles = _titles(dossier, facts)
    keys = [*(key for key in titles if key in links), *sorted(set(links) - set(titles))]
    sections = []
    for key in keys:
        papers = [_paper(found[row["id"]], row) for row in links[key] if row["id"] in found]
        if papers:
            sections.append({"title": titles.get(key, _("Giấy tờ khác")), "papers": papers})
    return sections


def _titles(dossier: Dossier, facts: dict[str, Any]) -> dict[str, str]:
    """Requirement → its title: papers in the order of the law, then the criteria in the order of the sheet."""
    code = sheet_place(dossier)[0] if dossier.state in EDITABLE else facts["dossier"]["law_pack"]
    product_set, kind = facts["product"]["product_set"], DossierKind(facts["dossier"]["kind"])
    try:
        load_pack(code)
        needs = law_book().requirements(code, product_set, kind, _BEST)
        criteria = law_book().criteria(code, product_set)
    except LookupError:
        return {}
    papers = {need.key: need.title for need in needs if not need.key.startswith(_CRITERION)}
    return papers | {one.key: f"{one.key.removeprefix(_CRITERION)}. {one.title}" for one in criteria}


def _paper(paper: Evidence, row: dict[str, Any]) -> dict[str, Any]:
    number = f" {_('số')} {row['number']}" if row["number"] else ""
    return {
        "evidence": paper.pk,
        "title": f"{row['title']}{number}",
        "file_name": row["file_name"],
        "blob": blob_name(paper.stored.sha256),
        "size": paper.stored.size,
        "content_type": paper.stored.content_type,
    }


SPECS = {DocumentKind.BINDER: KindSpec(SubjectKind.DOSSIER, binder_content, is_personal=True)}
