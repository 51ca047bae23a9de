"""Reading a paper: the gate, short-lived links, and the log of sensitive reads."""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.core.files import File
from django.utils.translation import gettext as _

from ocop.site.registry import get_setting

from ...models import Evidence, SensitiveRead
from .blobs import open_blob

SALT = "products.evidence.link"


def make_link(*, user: Any, evidence: Evidence) -> str:
    """A token that opens one paper for one person for a few minutes (setting `evidence_link_minutes`)."""
    return signing.TimestampSigner(salt=SALT).sign_object([user.pk, evidence.pk])


def open_link(*, user: Any, token: str) -> Evidence:
    """The paper of a token; Evidence.DoesNotExist when it is forged, over, another person's, or no longer hers."""
    minutes = max(1, get_setting("evidence_link_minutes"))
    try:
        owner, evidence_id = signing.TimestampSigner(salt=SALT).unsign_object(token, max_age=timedelta(minutes=minutes))
    except (signing.BadSignature, ValueError, TypeError):
        raise Evidence.DoesNotExist from None
    if owner != user.pk:
        raise Evidence.DoesNotExist
    return Evidence.objects.visible_to(user).select_related("stored").get(pk=evidence_id)


def read_file(*, user: Any, evidence: Evidence) -> File:
    """The bytes, after the gate; a sensitive paper leaves a line in the log (Nghị định 356/2025/NĐ-CP).

    Raises Evidence.DoesNotExist for who may not read it, OSError when the bytes are gone.
    """
    allowed = Evidence.objects.visible_to(user).select_related("stored").get(pk=evidence.pk)
    file = open_blob(allowed.stored)
    if allowed.is_sensitive:
        SensitiveRead.objects.create(
            user=user, producer_id=allowed.producer_id, evidence=allowed, what=_("Mở tệp: %s") % allowed.title[:100]
        )
    return file
