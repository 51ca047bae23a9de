"""The organiser's gate of every change of a council, and its lock."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from products.domain.records import lock_record

from ...models import Council


def check_organiser(actor: Any, council: Council) -> None:
    """Refuse whoever does not prepare the council; actor None is the command line."""
    if actor is not None and not Council.objects.organised_by(actor).filter(pk=council.pk).exists():
        raise ValidationError(_("Hội đồng này ngoài phạm vi bạn được chuẩn bị."), code="not_allowed")


def lock_council(actor: Any, council_id: int) -> Council:
    """The council under lock, its organiser checked."""
    council = lock_record(Council, council_id)
    check_organiser(actor, council)
    return council
