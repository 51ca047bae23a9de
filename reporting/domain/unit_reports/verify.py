"""Proof that submitted reports are what was submitted: hashed again, and against the chain of legal acts."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ocop.audit.models import LegalAct

from ...models import ReportSubmission, UnitReport
from .sending import digest

_VERBS = ("submit_report", "consolidate_reports")


def verify_reports() -> Iterator[tuple[ReportSubmission, str]]:
    """(submission, what differs) for every difference; nothing when all are whole."""
    acts = _hashes_told()
    found = ReportSubmission.objects.order_by("pk").select_related("report__unit", "report__call__unit")
    for submission in found.prefetch_related("sources").iterator(chunk_size=500):
        if digest(submission, [source.sha256 for source in submission.sources.all()]) != submission.sha256:
            yield submission, _("nội dung đã gửi không khớp mã kiểm tra")
        if submission.sha256 not in acts[str(submission.report_id)]:
            yield submission, _("mã kiểm tra không khớp chuỗi hành vi pháp lý")


def _hashes_told() -> dict[str, set[str]]:
    """Report → hashes that were told to the chain when it was submitted."""
    told: dict[str, set[str]] = defaultdict(set)
    acts = LegalAct.objects.filter(verb__in=_VERBS, subject_type=UnitReport._meta.label_lower)
    for subject, payload in acts.values_list("subject_id", "payload"):
        told[subject].add(payload.get("sha256", ""))
    return told
