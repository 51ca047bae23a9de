"""A set of commune plans in one job under kill -9 of its worker (used by faults_jobs --work set)."""

import time
from itertools import pairwise
from typing import Any

from django.core.files.storage import default_storage
from django.db import connections

from bench import communes
from ocop.jobs.enums import ACTIVE
from ocop.jobs.models import Job
from reporting.documents.extract import docx_text, pdf_text
from reporting.domain.sets import JOB_KIND, request_set
from reporting.enums import DocumentKind
from reporting.models import Document, DocumentSet, DocumentSetItem


def order(count: int) -> None:
    """One job for the plans of so many communes."""
    versions = communes.build(count)
    named = [(version.pk, version.plan.unit.name) for version in versions]
    title, unit = "Kế hoạch cấp xã năm 2026, Tỉnh Thanh Hóa", communes.province()
    request_set(user=None, kind=DocumentKind.PLAN, subjects=named, title=title, unit=unit, year=communes.YEAR)


def drive(plant: Any, *, kills: int, count: int, patience: float) -> dict[str, Any]:
    """Kill the worker at even distances along the way, then wait for the end; looks at the progress all the time."""
    began = moved = time.monotonic()
    seen: list[int] = []
    made = 0
    while True:
        job = Job.objects.get(kind=JOB_KIND)
        if not seen or job.done != seen[-1]:
            seen.append(job.done)
            moved = time.monotonic()
        if made < kills and job.done >= (made + 1) * count // (kills + 1):
            plant.kill_worker()
            made += 1
        if job.state not in ACTIVE or time.monotonic() - moved > patience:
            break
        time.sleep(0.05)
    back = sum(later < earlier for earlier, later in pairwise(seen))
    return {"kills": made, "seconds": round(time.monotonic() - began, 1), "seen": len(seen), "went_back": back}


def verdict(count: int, driven: dict[str, Any]) -> dict[str, Any]:
    """`right`: documents whose PDF and DOCX both name their own commune and figures."""
    job, rows = (
        Job.objects.get(kind=JOB_KIND),
        list(DocumentSetItem.objects.select_related("document").order_by("order")),
    )
    words = {row.subject_id: said for row, said in zip(rows, _words(rows), strict=True)}
    right = sum(_is_right(row, words[row.subject_id]) for row in rows)
    documents = Document.objects.all()
    found = {
        "documents": count,
        "state": job.state,
        "attempts": job.attempt,
        "made": DocumentSet.objects.get().items.made().count(),
        "right": right,
        "distinct": documents.values("pdf_sha256").distinct().count(),
        "stored": documents.count(),
        "files": sum(len(default_storage.listdir(f"documents/{name}")[1]) for name in _folders()),
        **driven,
    }
    whole = all(found[name] == count for name in ("made", "right", "distinct", "stored"))
    connections.close_all()
    ok = whole and job.state == "done" and found["files"] == 2 * count and found["went_back"] == 0
    return {**found, "ok": ok and found["attempts"] > found["kills"] > 0}


def _folders() -> list[str]:
    return default_storage.listdir("documents")[0]


def _words(rows: list[DocumentSetItem]) -> list[list[str]]:
    from programs.models import PlanVersion

    versions = PlanVersion.objects.select_related("plan__unit").in_bulk([row.subject_id for row in rows])
    return [communes.own_words(versions[row.subject_id], number) for number, row in enumerate(rows)]


def _is_right(row: DocumentSetItem, words: list[str]) -> bool:
    if row.document is None:
        return False
    with row.document.pdf.open("rb") as stored:
        as_pdf = " ".join(pdf_text(stored.read()).split())
    with row.document.docx.open("rb") as stored:
        as_docx = " ".join(docx_text(stored.read()).split())
    return all(word in as_pdf and word in as_docx for word in words)
