"""Everything known of the people behind one producer, as one archive for the person who asked."""

import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.rows import event_models
from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.site.registry import get_setting
from ocop.spreadsheets.writer import Column, write_xlsx
from programs.domain.money.words import show_amount

from ..models import Evidence, Producer, Representation
from .people import check_own
from .personal_data import EXPORT, act, producer_of, record_read
from .personal_imports import import_lines
from .personal_marks import collect

PRODUCER_FIELDS = (
    *("name", "legal_form", "address", "representative", "phone", "email", "tax_code"),
    *("registration_number", "founded_on"),
)
PERSON_FIELDS = (
    *("position", "sex", "ethnicity", "has_disability", "residence", "personal_number", "consented_on", "erased_at"),
)
Line = tuple[str, str, str]


def export_person(job: Job, progress: Progress) -> dict[str, Any]:
    """Write `personal/<job>.zip` (readable XLSX, the same as JSON, identity papers); returns {"url", "lines", "files"}.

    Only who asked may fetch it, for as many days as the setting says; older archives are thrown away here.
    """
    producer = producer_of(job)
    check_own(job.requested_by, producer)
    forget_old_exports()
    progress(0, 3, _("Thu thập dữ liệu"))
    lines = list(personal_lines(producer))
    progress(1, 3, _("Lập tệp"))
    papers = list(producer.evidence.filter(is_sensitive=True, removed_at=None).select_related("stored"))
    data = _archive(producer, lines, papers)
    keep_export(job, data)
    counts = {"lines": len(lines), "files": len(papers)}

    def finish() -> dict[str, Any]:
        if job.requested_by is not None:
            record_read(user=job.requested_by, producer=producer, what=_("Xuất toàn bộ dữ liệu cá nhân"))
        act(EXPORT, job, producer, counts)
        return counts

    progress.step("record", finish)
    return counts | {"url": reverse("products:person_file", args=[job.pk])}


def personal_lines(producer: Producer) -> Iterator[Line]:
    """(group, what, value) as a person reads them: now, before, accounts, papers, imports, who has read."""
    now = _("Hiện có")
    yield from _row(now, producer, PRODUCER_FIELDS)
    person = Representation.objects.filter(producer=producer).first()
    if person is not None:
        yield from _row(now, person, PERSON_FIELDS)
    for place in producer.locations.select_related("unit"):
        yield _("Địa điểm"), _text(place.since), str(place)
    for member in producer.members.select_related("user"):
        until = _text(member.valid_to)
        yield _("Tài khoản"), member.get_role_display(), f"{member.user} ({_text(member.valid_from)} – {until})"
    for paper in producer.evidence.filter(is_sensitive=True):
        yield _("Giấy tờ tùy thân"), paper.title, " ".join(filter(None, (paper.number, paper.issuer, paper.file_name)))
    for grant in producer.support.select_related("norm"):
        yield _("Hỗ trợ đã nhận"), _text(grant.on), f"{grant.norm.title}: {show_amount(grant.amount)} {_('đồng')}"
    for joined in producer.participations.select_related("held"):
        yield _("Hoạt động tham gia"), _text(joined.held.starts_on), joined.held.title
    yield from _history(producer, PRODUCER_FIELDS, producer.pk)
    if person is not None:
        yield from _history(person, PERSON_FIELDS, person.pk)
    yield from import_lines(collect(producer))
    for read in producer.sensitive_reads.select_related("user"):
        yield _("Lượt xem"), _text(read.at), f"{read.user}: {read.what}"


def _row(group: str, row: Any, fields: tuple[str, ...]) -> Iterator[Line]:
    for name in fields:
        yield group, str(row._meta.get_field(name).verbose_name), _value(row, name)


def _history(row: Any, fields: tuple[str, ...], pk: int) -> Iterator[Line]:
    """Each former value once, with the time it was written."""
    events = event_models()[type(row)]._default_manager.filter(pgh_obj_id=pk).order_by("pgh_id")
    before: dict[str, str] = {}
    for event in events.iterator(chunk_size=500):
        for name in fields:
            value = _value(event, name)
            if value and value != before.get(name):
                label = row._meta.get_field(name).verbose_name
                yield _("Lịch sử"), f"{label}, {_text(event.pgh_created_at)}", value  # type: ignore[attr-defined]
            before[name] = value


def _value(row: Any, name: str) -> str:
    show = getattr(row, f"get_{name}_display", None)
    return _text(show() if show else getattr(row, name))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if hasattr(value, "hour"):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if hasattr(value, "year") else str(value)


def _archive(producer: Producer, lines: list[Line], papers: list[Evidence]) -> bytes:
    columns = [Column(_("Nhóm"), 18), Column(_("Nội dung"), 40), Column(_("Giá trị"), 60)]
    keys = ("group", "what", "value")
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("du-lieu-ca-nhan.xlsx", write_xlsx(columns, lines, title=_("Dữ liệu cá nhân")))
        told = [dict(zip(keys, line, strict=True)) for line in lines]
        archive.writestr("du-lieu-ca-nhan.json", json.dumps(told, ensure_ascii=False, indent=1))
        for number, paper in enumerate(papers, 1):
            with paper.stored.file.open("rb") as stored:
                archive.writestr(f"giay-to/{number:02d}-{_safe(paper.file_name)}", stored.read())
    return out.getvalue()


def _safe(name: str) -> str:
    return re.sub(r"[^\w.\-]+", "_", name).strip("._")[-80:] or "tep"


def export_name(job: Job) -> str:
    """Where the archive of a job lies in the private store."""
    return f"personal/{job.pk}.zip"


def keep_export(job: Job, data: bytes) -> None:
    """Store under the job's own name; a second try replaces the first."""
    forget_export(job)
    default_storage.save(export_name(job), ContentFile(data))


def forget_export(job: Job) -> None:
    """Throw the archive of a job away; nothing happens when it is gone."""
    default_storage.delete(export_name(job))


def is_fetchable(job: Job) -> bool:
    """Whether the archive is young enough and still there."""
    days = timedelta(days=int(get_setting("personal_export_days")))
    finished = job.finished_at
    return bool(finished and finished + days > timezone.now()) and default_storage.exists(export_name(job))


def forget_old_exports() -> int:
    """Throw away archives nobody may fetch any more; returns how many jobs were looked at."""
    days = timedelta(days=int(get_setting("personal_export_days")))
    old = Job.objects.filter(kind=EXPORT, finished_at__lt=timezone.now() - days)
    jobs = list(old)
    for job in jobs:
        forget_export(job)
    return len(jobs)
