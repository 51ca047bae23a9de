"""What was handed in, frozen: one canonical JSON of everything the dossier says, hashed as a whole."""

import hashlib
import json
from collections import defaultdict
from datetime import date
from typing import Any

from ...enums import CommuneTopic, DossierStep, ReportState
from ...models import CommuneReport, Dossier, EvidenceLink, Producer, Product, Submission, SubmittedPaper
from ..law import law_book
from .assessment import self_score_of

PERSONAL_NUMBER = 12
"""Digits of a personal number, which a household may give as its tax code: never copied whole into a snapshot."""


def canonical(content: Any) -> bytes:
    """The one way to write the content: keys in order, no blanks, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(content: Any) -> str:
    """SHA-256 of the canonical writing, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()


def freeze_submission(*, actor: Any, dossier: Dossier, step: DossierStep) -> Submission:
    """Keep what the dossier says now as its next submission; the caller holds the dossier's row."""
    links = list(dossier.links.select_related("evidence__stored").order_by("requirement", "evidence_id"))
    content = snapshot(dossier, links)
    submission = Submission.objects.create(
        dossier=dossier,
        number=dossier.submissions.count() + 1,
        step=step,
        content=content,
        sha256=content_hash(content),
        submitted_by=actor,
    )
    SubmittedPaper.objects.bulk_create(
        SubmittedPaper(submission=submission, evidence=link.evidence, requirement=link.requirement) for link in links
    )
    return submission


def verify_submission(submission: Submission) -> bool:
    """Whether the content still gives the hash it was stored with."""
    return content_hash(submission.content) == submission.sha256


def snapshot(dossier: Dossier, links: list[EvidenceLink]) -> dict[str, Any]:
    """Everything handed in: facts, texts, and for each requirement its papers with number, dates and SHA-256."""
    product = Product.objects.select_related("producer__unit", "producer__representation").get(pk=dossier.product_id)
    papers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        papers[link.requirement].append(_paper(link))
    return {
        "dossier": _dossier(dossier),
        "product": {
            "id": product.pk,
            "name": product.name,
            "product_set": product.product_set,
            "official_code": product.official_code,
            "description": product.description,
        },
        "producer": _producer(product.producer),
        "report": {key: str(text) for key, text in dossier.report.items()},
        "assessment": _assessment(dossier),
        "requirements": _titles(dossier, product),
        "papers": dict(papers),
        "commune_report": _commune_report(dossier),
    }


def _dossier(dossier: Dossier) -> dict[str, Any]:
    return {
        "id": dossier.pk,
        "kind": dossier.kind,
        "year": dossier.year,
        "star_sought": dossier.star_sought,
        "law_pack": dossier.law_pack,
        "law": _law(dossier.law_pack),
        "samples": dossier.samples,
        "certificate_expires_on": _day(dossier.certificate_expires_on),
        "submitted_on": _day(dossier.submitted_on),
        "unit": {"code": dossier.unit.code, "name": dossier.unit.name},
    }


def _law(code: str) -> str:
    """The name of the decisions a pack stands for."""
    try:
        return law_book().pack(code).title
    except LookupError:
        return ""


def _producer(producer: Producer) -> dict[str, Any]:
    figures = ("workers", "workers_local", "capital", "capital_local", "revenue", "profit")
    years = producer.years.order_by("year")
    return {
        "id": producer.pk,
        "name": producer.name,
        "legal_form": producer.legal_form,
        "unit": {"code": producer.unit.code, "name": producer.unit.name},
        "address": producer.address,
        "tax_code": _masked(producer.tax_code),
        "phone": producer.phone,
        "email": producer.email,
        "founded_on": _day(producer.founded_on),
        "registration_number": producer.registration_number,
        "representative": _representative(producer),
        "years": {str(row.year): {name: getattr(row, name) for name in figures} for row in years},
    }


def _representative(producer: Producer) -> dict[str, Any]:
    """What Mẫu 02 part I.5 prints of the person; the personal number stays out."""
    person = getattr(producer, "representation", None)
    return {
        "name": producer.representative,
        "position": person.position if person else "",
        "sex": person.sex if person else "",
        "ethnicity": person.ethnicity if person else "",
        "has_disability": person.has_disability if person else False,
        "residence": person.residence if person else "",
    }


def _paper(link: EvidenceLink) -> dict[str, Any]:
    paper = link.evidence
    return {
        "id": paper.pk,
        "kind": paper.kind,
        "title": paper.title,
        "file_name": paper.file_name,
        "issuer": paper.issuer,
        "number": paper.number,
        "issued_on": _day(paper.issued_on),
        "expires_on": _day(paper.expires_on),
        "note": link.note,
        "sha256": paper.stored.sha256,
        "size": paper.stored.size,
    }


def _titles(dossier: Dossier, product: Product) -> list[list[str]]:
    """[key, name] of each requirement in the order of the law of the day: later readers need no law book."""
    try:
        asked = law_book().requirements(dossier.law_pack, product.product_set, dossier.kind, 5)  # type: ignore[arg-type]
        criteria = law_book().criteria(dossier.law_pack, product.product_set)
    except LookupError:
        return []
    titles = {requirement.key: str(requirement.title) for requirement in (*asked, *criteria)}
    return [[key, title] for key, title in titles.items()]


def _assessment(dossier: Dossier) -> dict[str, Any] | None:
    """Part III of Mẫu 02 in numbers and in words, so that later readers need no sheet; None while nothing is marked."""
    score = self_score_of(dossier)
    if score is None or not (score.answers or score.notes):
        return None
    return {
        "law_pack": score.law_pack,
        "product_set": score.product_set,
        "answers": dict(score.answers),
        "notes": dict(score.notes),
        "lines": [[line.code, line.title, line.label, line.points] for line in score.lines],
        "total": score.total,
        "star": score.star,
    }


def _commune_report(dossier: Dossier) -> dict[str, Any] | None:
    """The newest issued report, part of what the commune hands to the province (QĐ 26/2026, Điều 6.2b)."""
    report = dossier.commune_reports.filter(state=ReportState.ISSUED).order_by("-pk").first()
    return None if report is None else report_content(report)


def report_content(report: CommuneReport) -> dict[str, Any]:
    """Everything an issued report says, ready to be hashed."""
    topics = {topic.topic: topic for topic in report.topics.all()}
    return {
        "number": str(report),
        "issued_on": _day(report.issued_on),
        "letter_number": report.letter_number,
        "meeting_on": _day(report.meeting_on),
        "meeting_note": report.meeting_note,
        "conclusion": report.conclusion,
        "signer_name": report.signer_name,
        "signer_position": report.signer_position,
        "topics": {
            str(topic): {"described": topics[topic].described, "assessed": topics[topic].assessed}
            for topic in CommuneTopic
            if topic in topics
        },
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _masked(code: str) -> str:
    return "•" * 9 + code[-3:] if len(code) == PERSONAL_NUMBER else code
