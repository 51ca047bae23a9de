"""An uploaded register: checked as a whole, applied as a whole, once."""

import uuid
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import ClearReason, ImportState


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: Any) -> Self:
        """A person sees what he or she uploaded."""
        return self.filter(uploaded_by=user) if getattr(user, "is_authenticated", False) else self.none()


@partial(track, exclude=("parsed", "faults", "corrections", "written"))
class ImportBatch(Record):
    """One uploaded file with the faults found in it; nothing else is written before it is applied.

    `parsed`, `faults`, `corrections` and `written` are megabytes which follow from the file and from other histories:
    the row history leaves them out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    file = models.FileField(_("tệp"), upload_to="imports/", blank=True)  # let go of as soon as it is read
    file_name = models.CharField(_("tên tệp"), max_length=250)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(_("loại dữ liệu"), max_length=20)
    state = models.CharField(_("trạng thái"), max_length=8, choices=ImportState, default=ImportState.UPLOADED)
    rows = models.PositiveIntegerField(_("số dòng"), default=0)
    faults = models.JSONField(_("lỗi"), default=list)
    parsed = models.JSONField(_("dòng đã đọc"), default=list)
    summary = models.JSONField(_("kết quả"), default=dict)
    mapping = models.JSONField(_("ghép cột"), default=dict)  # column of the file (1-based, as text) → column key
    signature = models.CharField(max_length=64, blank=True)  # of the header: the same layout is mapped the same again
    corrections = models.JSONField(_("ô đã sửa"), default=dict)  # "row:key" → text; "row:skip" leaves a row out
    written = models.JSONField(_("những gì đã ghi"), default=dict)  # "app.model" → new ids and values before
    undone_at = models.DateTimeField(_("lúc hoàn tác"), null=True)
    applied_at = models.DateTimeField(_("lúc ghi"), null=True)
    cleared_at = models.DateTimeField(_("lúc dọn nội dung"), null=True)
    cleared_for = models.CharField(_("lý do dọn"), max_length=6, choices=ClearReason, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("đợt nhập dữ liệu")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name
