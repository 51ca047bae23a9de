"""Many documents of one kind asked for at once: a row for the set, a row for each document in it."""

from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.jobs.models import Job
from programs.models import Unit, UnitReach

from ..enums import DocumentKind, ItemState, SubjectKind
from .document import GATES, Document


class DocumentSetQuerySet(models.QuerySet["DocumentSet"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those filed under units within one's territory; what is in them has gates of its own."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(Q(created_by=user) | Q(unit__in=UnitReach.objects.of(user)))


class DocumentSet(models.Model):
    """Documents of one kind about many subjects, made by one job.

    `params`: answers given for all of them; what they leave open each document takes from its own subject. `job`: the
    one that makes it now; an earlier one may not write any more.
    """

    kind = models.CharField(_("loại"), max_length=16, choices=DocumentKind)
    subject = models.CharField(_("về"), max_length=16, choices=SubjectKind)
    title = models.CharField(_("tên bộ"), max_length=250)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="document_sets", verbose_name=_("đơn vị"))
    year = models.PositiveSmallIntegerField(_("năm"))
    params = models.JSONField(_("tham số"), default=dict)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("tác vụ"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người lập")
    )
    created_at = models.DateTimeField(_("lúc lập"), auto_now_add=True)

    objects = DocumentSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("bộ văn bản")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title


class DocumentSetItemQuerySet(models.QuerySet["DocumentSetItem"]):
    def visible_to(self, user: Any, subjects: Collection[str] = SubjectKind.values) -> Self:
        """Items of visible sets whose subject the user may see, as for documents (ADR 0011).

        `subjects`: the kinds the sets asked for are about; the gates of the others are then not read.
        """
        seen = Q(set__subject=SubjectKind.LAW_SHEET)
        seen |= Q(set__subject=SubjectKind.UNIT, subject_id__in=UnitReach.objects.of(user))
        for subject, model in GATES.items():
            if subject not in subjects:
                continue
            rows = model._default_manager.visible_to(user)  # type: ignore[attr-defined]
            seen |= Q(set__subject=subject, subject_id__in=rows.order_by().values("pk"))
        sets = DocumentSet.objects.visible_to(user).filter(subject__in=subjects)
        return self.filter(set__in=sets).filter(seen)

    def made(self) -> Self:
        return self.filter(document__isnull=False)

    def failed(self) -> Self:
        """Tried, and refused with a reason."""
        return self.filter(document=None).exclude(error="")

    def waiting(self) -> Self:
        """Not tried to an end yet."""
        return self.filter(document=None, error="")


class DocumentSetItem(models.Model):
    """One document of a set: made, refused with a reason, or still to be made.

    `label`: the subject's name when the set was asked for. `tries` is counted before the work begins, so that one
    document which kills its worker is found out and left behind.
    """

    set = models.ForeignKey(DocumentSet, models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    subject_id = models.BigIntegerField(_("mã đối tượng"))
    label = models.CharField(_("đối tượng"), max_length=250)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, related_name="set_items", verbose_name=_("văn bản")
    )
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(_("lý do chưa lập được"), max_length=500, blank=True)

    objects = DocumentSetItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản trong bộ")
        ordering = ["set_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["set", "order"], name="set_item_order"),
            models.UniqueConstraint(fields=["set", "subject_id"], name="set_item_once"),
            models.CheckConstraint(condition=Q(document=None) | Q(error=""), name="set_item_made_or_refused"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def state(self) -> ItemState:
        if self.document_id is not None:
            return ItemState.MADE
        return ItemState.FAILED if self.error else ItemState.WAITING

    def get_state_display(self) -> str:
        return str(self.state.label)
