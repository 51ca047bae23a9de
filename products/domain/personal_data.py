"""Personal data of the people behind a producer: who reads it is logged, it is given out and erased on demand.

Luật 91/2025/QH15 and Nghị định 356/2025/NĐ-CP. Giving out and erasing are jobs (personal_export, personal_erasure).
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.jobs.domain import enqueue
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job

from ..models import Evidence, Producer, SensitiveRead
from .people import check_own
from .records import check_producer, lock_record

LAW = "Luật 91/2025/QH15; Nghị định 356/2025/NĐ-CP"
EXPORT, ERASURE = "export_personal_data", "erase_personal_data"
ANSWER_DAYS = 2
"""Working days to answer a person who asks about his or her data (Nghị định 356/2025/NĐ-CP)."""


@transaction.atomic
def record_read(*, user: Any, producer: Producer, what: str, evidence: Evidence | None = None) -> SensitiveRead:
    """Note that a person opened personal data; `what` in Vietnamese, at most 120 characters, without the data."""
    return SensitiveRead.objects.create(user=user, producer=producer, what=what[:120], evidence=evidence)


@transaction.atomic
def reveal(*, user: Any, producer_id: int, what: str) -> Producer:
    """The producer with the right to show its personal data, and the note that it was shown; raises ValidationError."""
    producer = lock_record(Producer, producer_id)
    check_own(user, producer)
    record_read(user=user, producer=producer, what=what)
    return producer


@transaction.atomic
def request_export(*, user: Any, producer: Producer) -> Job:
    """Enqueue the collecting of everything known of the producer's people; asked twice it is one job."""
    check_own(user, producer)
    label = _("Xuất dữ liệu cá nhân, chủ thể số %d") % producer.pk
    return enqueue(kind=EXPORT, params={"producer": producer.pk}, user=user, key=str(producer.pk), label=label)


@transaction.atomic
def request_erasure(*, user: Any, producer: Producer) -> Job:
    """Enqueue the erasure of the personal data of the producer's people; only editors, asked twice it is one job."""
    check_producer(user, producer)
    label = _("Xóa dữ liệu cá nhân, chủ thể số %d") % producer.pk
    return enqueue(kind=ERASURE, params={"producer": producer.pk}, user=user, key=str(producer.pk), label=label)


def exports_of(producer: Producer) -> Any:
    """Jobs that gave out the data of the producer's people."""
    return Job.objects.filter(kind=EXPORT, params={"producer": producer.pk})


def finished_export(user: Any, job_id: Any) -> Job | None:
    """A finished export that this very person asked for; None for anybody else, administrators included."""
    if not getattr(user, "is_authenticated", False):
        return None
    return Job.objects.filter(pk=job_id, kind=EXPORT, state=JobState.DONE, requested_by=user).first()


def act(verb: str, job: Job, producer: Producer, counts: dict[str, Any]) -> None:
    """The legal act of a finished job; its payload holds numbers only, never data."""
    record_act(verb=verb, actor=job.requested_by, subject=producer, article=LAW, payload=counts)


def producer_of(job: Job) -> Producer:
    """The producer a job is about; raises ValidationError when it is gone."""
    producer = Producer.objects.filter(pk=job.params["producer"]).first()
    if producer is None:
        raise ValidationError(_("Chủ thể này không còn trong hệ thống."), "absent")
    return producer
