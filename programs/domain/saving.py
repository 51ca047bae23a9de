"""Saving a record that somebody else may have saved meanwhile (R6): the same for money, activities, points, norms."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.audit.models import Record


class StaleRecord(ValidationError):
    """Somebody saved the record after this person opened it; nothing was written. code: stale."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        message = _(
            "Có người khác vừa sửa bản ghi này sau khi bạn mở trang. Chưa ghi gì; nội dung bạn nhập còn nguyên bên "
            "dưới. Hãy xem lại bản mới nhất; nếu vẫn đúng, bấm lưu lần nữa để thay."
        )
        super().__init__(message, code="stale")


def put_values(record: Record, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Put values on a locked record and count the revision; False when it holds them already (a form sent twice).

    Raises StaleRecord when `revision` (None: not checked) is not the stored one and the values differ.
    """
    if all(getattr(record, name) == value for name, value in values.items()):
        return False
    check_seen(record, revision)
    for name, value in values.items():
        setattr(record, name, value)
    record.revision += 1
    return True


def check_seen(record: Record, revision: int | None) -> None:
    """Raise StaleRecord unless the person saw this revision."""
    if revision is not None and record.revision != revision:
        raise StaleRecord(record.revision)
