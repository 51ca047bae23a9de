"""What an uploaded register holds is thrown away after some days; its numbers stay."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from ocop.jobs.domain.run import answer_bell
from ocop.jobs.domain.verbs import ask_daily_jobs
from ocop.jobs.models import Job
from ocop.site.models import SiteSetting
from products.domain.import_contents import clear_contents, clear_old_imports
from products.enums import ClearReason, ImportState
from products.models import ImportBatch
from tests import factories as make

pytestmark = pytest.mark.django_db
CONTENT: dict[str, Any] = {
    "parsed": {"above": [["Tên"]], "rows": [[2, "Mật ong"]], "bad": []},
    "corrections": {"2:product": "Mật"},
    "faults": [{"row": 2}],
    "summary": {"header": ["Tên"], "warnings": [{"row": 2}], "new_products": 1},
    "written": {"marks": {}},
    "rows": 1,
}


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Any) -> None:
    settings.OCOP_JOB_LEASE = 3600
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": here}


def upload(state: ImportState, days: float, **fields: Any) -> ImportBatch:
    """An upload nobody touched for so many days."""
    batch = make.make_upload(state=state, **{**CONTENT, **fields})
    ImportBatch.objects.filter(pk=batch.pk).update(updated_at=timezone.now() - timedelta(days=days))
    return batch


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (ImportState.APPLIED, ImportState.APPLIED),
        (ImportState.UNDONE, ImportState.UNDONE),
        (ImportState.FAULTY, ImportState.CLEARED),
        (ImportState.MAPPING, ImportState.CLEARED),
        (ImportState.READY, ImportState.CLEARED),
    ],
)
def test_old_content_goes_and_the_numbers_stay(
    state: ImportState, after: ImportState, django_capture_on_commit_callbacks: Any
) -> None:
    old, young = upload(state, 91), upload(state, 89)
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_old_imports() == {"cleared": 1, "files": 0}
    kept = ImportBatch.objects.get(pk=old.pk)
    assert (kept.parsed, kept.corrections, kept.faults, kept.file.name) == ([], {}, [], "")
    assert (kept.summary, kept.written, kept.rows) == ({"new_products": 1}, {"marks": {}}, 1)
    assert (kept.state, kept.cleared_for, kept.cleared_at is None) == (after, ClearReason.AGE, False)
    assert not default_storage.exists(old.file.name)
    assert default_storage.exists(young.file.name)
    assert ImportBatch.objects.get(pk=young.pk).parsed == CONTENT["parsed"]


def test_cleared_twice_is_cleared_once() -> None:
    batch = clear_contents(batch_id=upload(ImportState.APPLIED, 91).pk, reason=ClearReason.PERSON)
    again = clear_contents(batch_id=batch.pk, reason=ClearReason.AGE)
    assert (again.cleared_for, again.revision) == (ClearReason.PERSON, batch.revision)
    assert clear_old_imports()["cleared"] == 0


@pytest.mark.parametrize(("days", "cleared"), [(0, 0), (30, 1), (3650, 0)])
def test_the_setting_says_how_long(days: int, cleared: int) -> None:
    SiteSetting.objects.create(key="import_days", value=days)
    upload(ImportState.APPLIED, 400 if not days else 31)
    assert clear_old_imports()["cleared"] == cleared


def test_what_was_never_read_goes_after_a_week_whatever_the_setting() -> None:
    SiteSetting.objects.create(key="import_days", value=0)
    unread = upload(ImportState.UPLOADED, 8, parsed=[])
    upload(ImportState.UPLOADED, 6, parsed=[])
    assert clear_old_imports()["cleared"] == 1
    unread.refresh_from_db()
    assert unread.state == ImportState.CLEARED


def test_files_no_row_knows_are_deleted_after_a_day() -> None:
    assert clear_old_imports()["files"] == 0  # no folder yet
    known = upload(ImportState.UPLOADED, 0, parsed=[])
    stray = default_storage.save("imports/lac.xlsx", ContentFile(b"x"))
    assert clear_old_imports()["files"] == 0
    assert clear_old_imports(now=timezone.now() + timedelta(days=2))["files"] == 1
    assert (default_storage.exists(stray), default_storage.exists(known.file.name)) == (False, True)


def test_it_is_done_every_night() -> None:
    upload(ImportState.APPLIED, 91)
    ask_daily_jobs()
    job = Job.objects.get(kind="clear_old_imports")
    answer_bell(job.pk)
    job.refresh_from_db()
    assert job.result == {"cleared": 1, "files": 0}
