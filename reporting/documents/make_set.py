"""A set of documents from data to stored files, one after the other; what is made stays made."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop.jobs.domain import Cancelled, LostLease, Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import JobError
from reporting.documents.make import prepare_document
from reporting.domain.contents import SPECS
from reporting.domain.sets import count_items
from reporting.domain.subjects import find_subject
from reporting.models import DocumentSet, DocumentSetItem

logger = logging.getLogger(__name__)
TRIES = 3
"""Attempts begun for one document without an end: then it is what kills the worker, and the rest goes on without it."""


def make_set(job: Job, tell: Progress) -> dict[str, Any]:
    """Handler of jobs of kind "document_set": params {set} → {"url", "set", "made", "failed"}.

    Each document is committed with its row, so an attempt after a kill goes on where the last one stopped. Cancelling
    stops between two documents and keeps what is made.
    """
    document_set = DocumentSet.objects.filter(pk=job.params["set"]).first()
    if document_set is None:
        raise JobError(_("Bộ văn bản này không còn nữa."))
    if document_set.job_id != job.pk:
        raise JobError(_("Bộ văn bản này đã được giao cho một tác vụ khác."))
    items = document_set.items
    counts = count_items(items.all())
    done, total = counts["total"] - counts["waiting"], counts["total"]
    for item in items.waiting().order_by("order"):
        tell(done, total, _("Đang lập: %s") % item.label)
        _make_item(document_set, item, job, tell)
        done += 1
    tell(done, total, "")
    counts = count_items(items.all())
    url = reverse("reporting:set_detail", args=[document_set.pk])
    return {"url": url, "set": document_set.pk, "made": counts["made"], "failed": counts["failed"]}


def _make_item(document_set: DocumentSet, item: DocumentSetItem, job: Job, tell: Progress) -> None:
    """Make one document and note it, or note why not. Faults of the machine itself are left to the job's retries."""
    rows = DocumentSetItem.objects.filter(pk=item.pk)
    if item.tries >= TRIES:
        text = _("Lập văn bản này làm dừng tiến trình xử lý %d lần liền, đã bỏ qua.") % item.tries
        rows.update(error=text)
        return
    rows.update(tries=F("tries") + 1)
    try:
        store = _prepare(document_set, item, job)
    except (DatabaseError, OSError, Cancelled, LostLease):
        raise
    except (JobError, ValidationError) as error:
        text = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        _note(tell, item, error=text[:500])
    except Exception:
        logger.exception("document %s of set %s failed", item.order, document_set.pk)
        _note(tell, item, error=_("Gặp lỗi ngoài dự kiến khi lập văn bản này; các văn bản khác vẫn được lập."))
    else:
        with tell.hold():
            DocumentSetItem.objects.filter(pk=item.pk).update(document=store(), error="")


def _note(tell: Progress, item: DocumentSetItem, *, error: str) -> None:
    with tell.hold():
        DocumentSetItem.objects.filter(pk=item.pk, document=None).update(error=error)


def _prepare(document_set: DocumentSet, item: DocumentSetItem, job: Job) -> Any:
    """The function that stores the item's document. Raises JobError or ValidationError with a Vietnamese sentence."""
    spec = SPECS[document_set.kind]
    record = find_subject(spec.subject, item.subject_id)
    if record is None:
        raise JobError(_("Đối tượng của văn bản này không còn nữa."))
    user = job.requested_by
    if user is not None and not spec.may_make(user, record):
        raise JobError(_("Tài khoản yêu cầu bộ văn bản không được lập văn bản này."))
    missing = spec.missing(record)
    if missing:
        raise JobError(missing)
    params = spec.clean(record, document_set.params)
    return prepare_document(kind=document_set.kind, record=record, params=params, user=user)
