"""What changed, in the order in which it became visible."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ..enums import ChangeKind, FeedResource


class ChangeNote(models.Model):
    """What one statement changed, written by a trigger in its transaction (ocop/api/feed.py): one row, however many
    records (bulk writes and COPY too). The sequencer turns notes of committed transactions into changes.

    `object_ids` and `unit_ids` run side by side; `unit_ids` is empty when nobody loses sight of the records. `spreads`:
    records that hang on these are seen, or named, by others now.
    """

    resource = models.CharField(_("loại"), max_length=20, choices=FeedResource)
    kind = models.CharField(_("việc"), max_length=8, choices=ChangeKind)
    object_ids = ArrayField(models.BigIntegerField(), verbose_name=_("mã bản ghi"))
    unit_ids = ArrayField(models.BigIntegerField(), verbose_name=_("đơn vị"), default=list)
    spreads = models.BooleanField(_("lan sang bản ghi phụ thuộc"), default=False)
    at = models.DateTimeField(_("lúc"), db_default=Now())

    class Meta:
        verbose_name = _("ghi nhận thay đổi")

    def __str__(self) -> str:
        return f"{self.resource} {self.kind}: {len(self.object_ids)}"


class Change(models.Model):
    """One change of one record at its place in the feed.

    `position` is given by one sequencer at a time to what is already committed: a reader that has seen position n never
    meets a smaller one later, however long another transaction was open. `units` are those (ids) at which the record
    stood and no longer stands, or stood when it was deleted: they say who is told that it went away.
    """

    position = models.BigIntegerField(_("thứ tự"), primary_key=True)
    resource = models.CharField(_("loại"), max_length=20, choices=FeedResource)
    object_id = models.BigIntegerField(_("mã bản ghi"))
    kind = models.CharField(_("việc"), max_length=8, choices=ChangeKind)
    units = ArrayField(models.BigIntegerField(), verbose_name=_("đơn vị"), default=list)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("thay đổi")

    def __str__(self) -> str:
        return f"{self.resource} {self.object_id} {self.kind}"


class FeedHorizon(models.Model):
    """One row: tombstones up to `position` are no longer kept. A reader that stands before it must begin anew."""

    position = models.BigIntegerField(_("thứ tự"), default=0)

    class Meta:
        verbose_name = _("giới hạn lưu thay đổi")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="feed_horizon_one_row")]

    def __str__(self) -> str:
        return str(self.position)
