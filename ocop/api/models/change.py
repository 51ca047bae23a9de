"""What changed, in the order in which it became visible."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ..enums import ChangeKind, FeedResource


class Change(models.Model):
    """One change of one record, written by triggers in the transaction that makes it (bulk writes and COPY too).

    `position` is given afterwards, by one sequencer at a time, to rows already committed: a reader that has seen
    position n never meets a smaller one later, however long another transaction was open. `units` are the units (ids)
    the record stood at before and after: they say who is told that it went away.
    """

    resource = models.CharField(_("loại"), max_length=20, choices=FeedResource)
    object_id = models.CharField(_("mã bản ghi"), max_length=40)
    kind = models.CharField(_("việc"), max_length=8, choices=ChangeKind)
    units = ArrayField(models.BigIntegerField(), verbose_name=_("đơn vị"), default=list)
    at = models.DateTimeField(_("lúc"), db_default=Now())
    position = models.BigIntegerField(_("thứ tự"), null=True, unique=True)

    class Meta:
        verbose_name = _("thay đổi")
        indexes = [models.Index(fields=["id"], name="change_without_position", condition=Q(position=None))]

    def __str__(self) -> str:
        return f"{self.resource} {self.object_id} {self.kind}"
