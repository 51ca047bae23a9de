"""What every change of a record shares: the lock, the revision the person saw, the place she may write at."""

from collections.abc import Callable, Mapping
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


def lock_record(model: type[R], pk: int) -> R:
    """The row under lock."""
    record: R = model._default_manager.select_for_update(of=("self",)).get(pk=pk)
    return record


def assign(record: Record, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Put values on a locked record and count the revision; False when it holds them already (a form sent twice).

    Raises StaleError when `revision` (None = not checked) is not the stored one and the values differ.
    """
    if all(getattr(record, name) == value for name, value in values.items()):
        return False
    if revision is not None and record.revision != revision:
        raise StaleError(record.revision)
    for name, value in values.items():
        setattr(record, name, value)
    record.revision += 1
    return True


def check_place(actor: Any, unit: Unit) -> None:
    """Refuse a unit outside the actor's territory; the command line (actor None) writes everywhere."""
    if actor is not None and not writable_units(actor).filter(pk=unit.pk).exists():
        raise ValidationError(_("Đơn vị này ngoài địa bàn bạn được cập nhật."), code="outside_territory")


def check_producer(actor: Any, producer: Producer) -> None:
    """Refuse a producer the actor may not change; actor None is the command line."""
    if actor is not None and not writable_producers(actor).filter(pk=producer.pk).exists():
        raise ValidationError(_("Chủ thể này ngoài địa bàn bạn được cập nhật."), code="outside_territory")


def clean_fields(cleaners: Mapping[str, Callable[[Any], Any]], values: Mapping[str, Any]) -> dict[str, Any]:
    """Every value through its cleaner; raises one ValidationError keyed by field for all faults."""
    cleaned: dict[str, Any] = {}
    faults: dict[str, Any] = {}
    for name, clean in cleaners.items():
        try:
            cleaned[name] = clean(values[name])
        except ValidationError as error:
            faults[name] = error
    if faults:
        raise ValidationError(faults)
    return cleaned
