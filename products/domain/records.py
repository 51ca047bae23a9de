"""What every change of a record shares: the lock, the revision the person saw, the place she may write at."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.audit.models import Record
from programs.models import Unit

from ..models import Producer
from .queries import writable_producers, writable_units

R = TypeVar("R", bound=Record)


class StaleError(ValidationError):
    """Somebody else saved the record since the person opened it; `current` is the revision now."""

    def __init__(self, current: int) -> None:
        self.current = current
        super().__init__(
            _(
                "Có người khác vừa sửa bản ghi này sau khi bạn mở trang. Nội dung bạn gõ còn nguyên bên dưới. "
                "Hãy mở bản mới nhất ở thẻ khác để đối chiếu; bấm Lưu lần nữa sẽ ghi nội dung của bạn lên bản mới."
            ),
            code="stale",
        )


def lock_record(model: type[R], pk: int, revision: int | None) -> R:
    """The row under lock; raises StaleError when `revision` (None = not checked) is no longer the stored one."""
    record: R = model._default_manager.select_for_update(of=("self",)).get(pk=pk)
    if revision is not None and record.revision != revision:
        raise StaleError(record.revision)
    return record


def check_place(actor: Any, unit: Unit) -> None:
    """Refuse a unit outside the actor's territory; the command line (actor None) writes everywhere."""
    if actor is not None and not writable_units(actor).filter(pk=unit.pk).exists():
        raise ValidationError(_("Đơn vị này ngoài địa bàn bạn được cập nhật."), code="outside_territory")


def check_producer(actor: Any, producer: Producer) -> None:
    """Refuse a producer the actor may not change; actor None is the command line."""
    if actor is not None and not writable_producers(actor).filter(pk=producer.pk).exists():
        raise ValidationError(_("Chủ thể này ngoài địa bàn bạn được cập nhật."), code="outside_territory")
