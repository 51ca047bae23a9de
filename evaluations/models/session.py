"""Sessions of a council: who sits, which dossiers, which interests close a sheet, what is concluded on the gates."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from products.models import Dossier

from ..enums import CouncilRole, GateKind, InterestGround, SessionMode, SessionState
from .council import Council, CouncilMember, shown_rows


class CouncilSessionQuerySet(models.QuerySet["CouncilSession"]):
    def shown(self) -> Self:
        """Without illustration rows when they are switched off."""
        return self.filter(shown_rows())

    def visible_to(self, user: Any) -> Self:
        """Sessions of visible councils."""
        return self.shown().filter(council__in=Council.objects.visible_to(user))


@track
class CouncilSession(Record):
    """A session (phiên họp) on a batch of dossiers; rules of procedure are copied into it when scoring begins.

    `number` counts the council's sessions of a year. In written mode `complete_on` starts the 45 days (Điều 7.6d).
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions", verbose_name=_("hội đồng"))
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveSmallIntegerField(_("phiên thứ"))
    mode = models.CharField(_("hình thức"), max_length=8, choices=SessionMode, default=SessionMode.MEETING)
    held_on = models.DateField(_("ngày họp"))
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=SessionState, default=SessionState.PREPARING)
    quorum_percent = models.PositiveSmallIntegerField(_("tỷ lệ có mặt tối thiểu (%)"), null=True, blank=True)
    needs_chair = models.BooleanField(_("phải có chủ tịch hội đồng"), default=False)
    max_spread = models.PositiveSmallIntegerField(_("chênh lệch điểm tối đa"), null=True, blank=True)
    rules_source = models.CharField(_("theo văn bản"), max_length=200, blank=True)
    complete_on = models.DateField(_("ngày nhận đủ hồ sơ hợp lệ"), null=True, blank=True)
    due_on = models.DateField(_("hạn hoàn thành"), null=True, blank=True)
    opened_at = models.DateTimeField(_("lúc bắt đầu chấm"), null=True, blank=True)
    closed_at = models.DateTimeField(_("lúc kết thúc"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = CouncilSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiên họp")
        ordering = ["-held_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["council", "year", "number"], name="session_number")]

    def __str__(self) -> str:
        return f"{self.council} {self.number}/{self.year}"


@track
class Seat(models.Model):
    """A member in a session with the place of that day, present or not (the roll of the minutes)."""

    session = models.ForeignKey(CouncilSession, models.CASCADE, related_name="seats", verbose_name=_("phiên họp"))
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="seats", verbose_name=_("thành viên"))
    role = models.CharField(_("vai trò"), max_length=10, choices=CouncilRole)
    is_present = models.BooleanField(_("có mặt"), default=False)
    note = models.CharField(_("lý do vắng"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("thành viên dự họp")
        ordering = ["member__order", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="seat_once")]

    def __str__(self) -> str:
        return f"{self.session}: {self.member}"


class SessionEntryQuerySet(models.QuerySet["SessionEntry"]):
    def visible_to(self, user: Any) -> Self:
        """Entries of visible sessions."""
        return self.filter(session__in=CouncilSession.objects.visible_to(user))


@track
class SessionEntry(Record):
    """A dossier in a session. Marks of rounds up to `opened_round` are open; later ones only their writer sees.

    `law_pack`, `pack_sha256` and `product_set` are pinned when scoring begins. `spread_note`: why the council concludes
    although totals still lie further apart than its rules allow. `returned_at`: sent back without a result (`note` says
    why); `concluded_at` is then set as well: nothing is left to do.
    """

    session = models.ForeignKey(CouncilSession, models.CASCADE, related_name="entries", verbose_name=_("phiên họp"))
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="entries", verbose_name=_("hồ sơ"))
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    law_pack = models.CharField(_("bộ quy định"), max_length=40, blank=True)
    pack_sha256 = models.CharField(max_length=64, blank=True)
    product_set = models.PositiveSmallIntegerField(_("bộ sản phẩm"), null=True)
    round = models.PositiveSmallIntegerField(_("vòng chấm"), default=1)
    opened_round = models.PositiveSmallIntegerField(_("vòng đã mở"), default=0)
    spread_note = models.TextField(_("lý do kết luận khi còn chênh lệch"), blank=True)
    note = models.TextField(_("ý kiến kết luận"), blank=True)
    concluded_at = models.DateTimeField(_("lúc kết luận"), null=True, blank=True)
    returned_at = models.DateTimeField(_("lúc trả lại"), null=True, blank=True)

    objects = SessionEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("hồ sơ trong phiên họp")
        verbose_name_plural = _("hồ sơ trong phiên họp")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "dossier"],
                name="entry_once",
                violation_error_message=_("Hồ sơ này đã có trong phiên họp."),
            ),
            models.CheckConstraint(condition=Q(opened_round__lte=models.F("round")), name="entry_rounds"),
            models.CheckConstraint(
                condition=Q(returned_at=None) | Q(concluded_at__isnull=False), name="entry_returned_is_over"
            ),
        ]

    def __str__(self) -> str:
        return str(self.dossier)


@track
class EntryRound(models.Model):
    """A round of scoring of an entry: why it is held (rounds after the first), when it was opened and without whom."""

    entry = models.ForeignKey(SessionEntry, models.PROTECT, related_name="rounds", verbose_name=_("hồ sơ"))
    number = models.PositiveSmallIntegerField(_("vòng chấm"))
    reason = models.TextField(_("lý do chấm lại"), blank=True)
    opened_at = models.DateTimeField(_("lúc mở kết quả"), null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    missing = models.ManyToManyField(CouncilMember, related_name="+", verbose_name=_("thành viên không nộp phiếu"))
    open_reason = models.TextField(_("lý do mở khi thiếu phiếu"), blank=True)

    class Meta:
        verbose_name = _("vòng chấm")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="entry_round_once")]

    def __str__(self) -> str:
        return f"{self.entry} #{self.number}"


@track
class InterestDeclaration(models.Model):
    """A member's interest in a dossier: closes her or his sheet of it."""

    entry = models.ForeignKey(SessionEntry, models.CASCADE, related_name="interests", verbose_name=_("hồ sơ"))
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="interests", verbose_name=_("thành viên"))
    ground = models.CharField(_("lý do"), max_length=10, choices=InterestGround)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    declared_at = models.DateTimeField(_("lúc khai"), auto_now_add=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("khai báo lợi ích liên quan")
        constraints = [models.UniqueConstraint(fields=["entry", "member"], name="interest_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.entry}"


@track
class GateConclusion(models.Model):
    """What the council concluded on one gate: met or not, with the reason; majority and mean stand beside it.

    The law speaks of what the product must reach, not of a mean of marks (rules.md §8): hence a conclusion.
    """

    entry = models.ForeignKey(SessionEntry, models.CASCADE, related_name="conclusions", verbose_name=_("hồ sơ"))
    criterion = models.CharField(_("tiêu chí"), max_length=20)
    kind = models.CharField(_("điều kiện"), max_length=6, choices=GateKind)
    star = models.PositiveSmallIntegerField(_("hạng sao"), null=True, blank=True)
    is_met = models.BooleanField(_("đạt"))
    majority_met = models.BooleanField(_("đa số phiếu đạt"))
    mean = models.CharField(_("điểm trung bình"), max_length=40)  # exact, "26/9"
    reason = models.TextField(_("lý do"), blank=True)
    decided_at = models.DateTimeField(_("lúc kết luận"), auto_now=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("kết luận về điều kiện")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "criterion", "kind", "star"], name="gate_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.star or ''}"
