"""The one door to a draft: lock its row, check who, check state, check that nobody saved in between (R6)."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from programs.enums import VersionState
from programs.models import Plan, PlanVersion
from programs.rules import can_edit_plan


class StaleVersion(ValidationError):
    """Somebody saved the version after this person opened it; nothing was written. code: stale."""

    def __init__(self, version: PlanVersion) -> None:
        saved = timezone.localtime(version.updated_at)
        message = _(
            "Bản kế hoạch đã được người khác lưu lúc %(time)s ngày %(day)s, sau khi bạn mở trang này. Chưa ghi gì; "
            "nội dung bạn nhập còn nguyên bên dưới. Hãy xem lại bản mới nhất; nếu vẫn đúng, bấm lưu lần nữa để thay."
        )
        facts = {"time": f"{saved:%H:%M}", "day": f"{saved:%d/%m/%Y}"}
        super().__init__(message % facts, code="stale")
        self.revision = version.revision


def lock_version(version: PlanVersion) -> PlanVersion:
    """The version's row, locked until the end of the transaction, with its plan and unit."""
    locked = PlanVersion.objects.select_for_update(of=("self",)).select_related("plan__unit")
    return locked.get(pk=version.pk)


def check_revision(version: PlanVersion, revision: int) -> None:
    """Refuse when the locked version is not the one the person had before them."""
    if version.revision != revision:
        raise StaleVersion(version)


def check_draft(version: PlanVersion) -> None:
    """Refuse to change what is issued: it is frozen."""
    if version.state != VersionState.DRAFT:
        raise ValidationError(
            _("Bản đã ban hành không sửa được. Hãy lập dự thảo mới từ bản ban hành để điều chỉnh."), code="frozen"
        )


def check_not_closed(plan: Plan) -> None:
    """Refuse to go on with a plan that was ended."""
    if plan.closed_on:
        raise ValidationError(_("Kế hoạch đã kết thúc, không lập hay ban hành bản mới được."), code="closed")


def check_open(version: PlanVersion) -> None:
    """Refuse to change a draft that is appraised or waits for the signature: what is appraised is what is signed."""
    check_draft(version)
    if not version.is_open:
        message = _("Dự thảo đang ở bước “%s” nên không sửa được. Hãy rút về soạn thảo trước khi sửa.")
        raise ValidationError(message % version.get_stage_display(), code="not_open")


def open_draft(*, version: PlanVersion, actor: Any, revision: int) -> PlanVersion:
    """Lock a draft for one change by `actor` who saw `revision`; the revision is raised, the caller writes the rest.

    Raises PermissionDenied, ValidationError (codes frozen, not_open) or StaleVersion.
    """
    locked = lock_version(version)
    if not can_edit_plan(actor, locked.plan):
        raise PermissionDenied
    check_open(locked)
    check_revision(locked, revision)
    locked.revision += 1
    locked.save(update_fields=["revision", "updated_at"])
    return locked
