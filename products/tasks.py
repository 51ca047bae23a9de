"""Jobs of this app."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import job_handler

from .domain.dossiers.clock import REFRESH, refresh_all_clocks
from .domain.evidence.sweep import SWEEP, sweep_job
from .domain.import_contents import CLEAR, clear_old_imports
from .domain.personal_data import ERASURE, EXPORT
from .domain.personal_erasure import erase_person
from .domain.personal_export import export_person


@job_handler(EXPORT, label=_("Xuất dữ liệu cá nhân"))
def export_personal_data(job: Job, progress: Progress) -> dict[str, Any]:
    """Give out everything known of one producer's people."""
    return export_person(job, progress)


@job_handler(ERASURE, label=_("Xóa dữ liệu cá nhân"))
def erase_personal_data(job: Job, progress: Progress) -> dict[str, Any]:
    """Erase the personal data of one producer's people."""
    return erase_person(job, progress)


@job_handler(REFRESH, label=_("Tính lại thời hạn của các hồ sơ"), daily=True)
def refresh_clocks(job: Job, progress: Progress) -> dict[str, Any]:
    """What was computed once is computed again to the same: a second run does no harm."""
    return {"changed": refresh_all_clocks()}


@job_handler(SWEEP, label=_("Đối chiếu kho tệp minh chứng"), daily=True)
def sweep_evidence(job: Job, progress: Progress) -> dict[str, Any]:
    """Compares files with rows; what it removed is gone for the second run too."""
    return sweep_job()


@job_handler(CLEAR, label=_("Dọn nội dung các tệp nhập dữ liệu cũ"), daily=True)
def clear_imports(job: Job, progress: Progress) -> dict[str, Any]:
    """What was cleared is not found again: a second run does no harm."""
    return clear_old_imports()
