"""What an office asks the producer to add: a list with a due date, answered item by item."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.text import nfc

from ...enums import Level
from ...models import Dossier, SupplementItem, SupplementRequest
from ...validators import clean_text
from .queries import writable_dossiers


def open_request(
    *, actor: Any, dossier: Dossier, level: Level, items: list[dict[str, str]], on: date, due_on: date
) -> SupplementRequest:
    """Write the list down; the dossier comes back to the state it is in now. Part of the step ASK."""
    if due_on <= on:
        raise ValidationError({"due_on": ValidationError(_("Hạn bổ sung phải sau ngày yêu cầu."), code="day")})
    request = SupplementRequest.objects.create(
        dossier=dossier, level=level, returns_to=dossier.state, asked_on=on, due_on=due_on, asked_by=actor
    )
    SupplementItem.objects.bulk_create(
        SupplementItem(request=request, requirement=requirement, text=text) for requirement, text in _cleaned(items)
    )
    return request


def close_request(dossier: Dossier, on: date) -> None:
    """The open request ends with the resubmission, or with the dossier itself."""
    request = dossier.requests.get(closed_on=None)
    request.closed_on = on
    request.save(update_fields=["closed_on"])


def same_request(dossier: Dossier, items: list[dict[str, str]], due_on: date | None) -> bool:
    """Whether the open request asks exactly this."""
    request = dossier.requests.filter(closed_on=None).first()
    if request is None or request.due_on != due_on:
        return False
    return list(request.items.values_list("requirement", "text")) == _cleaned(items)


def _cleaned(items: list[dict[str, str]]) -> list[tuple[str, str]]:
    """(requirement, text) of the rows that say something."""
    rows = [(clean_text(item.get("requirement", ""), limit=40), nfc(item.get("text", "")).strip()) for item in items]
    return [(requirement, text.replace("\r\n", "\n")) for requirement, text in rows if text]


@transaction.atomic
def answer_item(*, actor: Any, item_id: int, answer: str, is_done: bool) -> SupplementItem:
    """Say how an item was answered; only while its request is open. Raises ValidationError, DoesNotExist."""
    item = SupplementItem.objects.select_related("request").get(pk=item_id)
    Dossier.objects.select_for_update(no_key=True).get(pk=item.request.dossier_id)
    item.refresh_from_db()
    item.request.refresh_from_db()
    if actor is not None and not writable_dossiers(actor).filter(pk=item.request.dossier_id).exists():
        raise ValidationError(_("Hồ sơ này hiện không sửa được."), code="not_writable")
    if item.request.closed_on is not None:
        raise ValidationError(_("Yêu cầu bổ sung này đã khép lại."), code="request_closed")
    item.answer = nfc(answer or "").strip().replace("\r\n", "\n")
    item.is_done = is_done
    item.save(update_fields=["answer", "is_done"])
    return item
