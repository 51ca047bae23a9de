"""What the import pages share: the batch of the address, work now or by a job, the page that follows."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ocop.jobs.domain import enqueue
from products.enums import ImportState
from products.models import ImportBatch

from ..domain.imports import check_batch


def batch_of(request: HttpRequest, pk: UUID) -> ImportBatch:
    """The person's own upload; anybody else's is absent."""
    return get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=pk)


def later(request: HttpRequest, batch: ImportBatch, kind: str, label: str) -> None:
    """Ask for a job on the batch; the same one is not asked for twice."""
    enqueue(kind=kind, params={"batch": str(batch.pk)}, user=request.user, key=str(batch.pk), label=label)


def check_now_or_later(request: HttpRequest, batch: ImportBatch, *, is_large: bool) -> ImportBatch:
    """Check a small batch while the person waits, a large one by a job."""
    if is_large:
        later(request, batch, "check_import", _("Kiểm tra tệp %s") % batch.file_name)
        return batch
    return check_batch(batch=batch, actor=request.user)


def page_after(batch: ImportBatch) -> HttpResponseRedirect:
    """A batch that waits for its mapping goes there, any other to its page."""
    name = "import_map" if batch.state == ImportState.MAPPING else "import_detail"
    return redirect(f"evaluations:{name}", pk=batch.pk)
