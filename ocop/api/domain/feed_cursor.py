"""Cursors of the change feed: a place in it, readable by nobody else.

A cursor holds the position, a mark of the row there and a mark of what the account reaches. It is sealed: positions
count the changes of the whole country, which is nobody's business (an account of one commune learns nothing of others).
The marks find out a feed that is not the one read before (restored from a backup) and an account that reaches other
units than before: both must read from the beginning.
"""

import base64
import binascii
import hashlib
import hmac
import struct
import zlib
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac

from ocop.accounts.access import grants_of
from ocop.site.registry import get_setting

from ..models import Change, FeedHorizon
from .feed_registry import stamps

_SHAPE = struct.Struct(">QII")
_SEAL = 8


class CursorError(Exception):
    """A cursor that cannot be gone on from. `code`: "cursor_invalid" (not one of ours), "cursor_expired" (the history
    since is not kept, or the feed was restored), "reach_changed" (the account sees other units than then)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Cursors:
    """Makes and reads the cursors of one account for the length of one request."""

    def __init__(self, user: Any) -> None:
        self.key = salted_hmac("ocop.api.feed", "cursor", algorithm="sha256").digest()
        self.reach = reach_mark(user)

    def at(self, position: int, mark: int) -> str:
        """The cursor of a position whose row has this mark (0: not known)."""
        plain = _SHAPE.pack(position, mark, self.reach)
        seal = hashlib.blake2b(plain, key=self.key, digest_size=_SEAL).digest()
        return base64.urlsafe_b64encode(seal + self._veil(seal, plain)).decode()

    def read(self, text: str) -> int:
        """The position of a cursor, 0 for "" (the beginning); CursorError when it cannot be gone on from."""
        if not text:
            return 0
        position, mark, reach = _SHAPE.unpack(self._opened(text))
        if reach != self.reach:
            raise CursorError("reach_changed")
        if position and not _is_known(position, mark):
            raise CursorError("cursor_expired")
        return int(position)

    def _opened(self, text: str) -> bytes:
        try:
            whole = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
        except (UnicodeEncodeError, binascii.Error):
            raise CursorError("cursor_invalid") from None
        seal, veiled = whole[:_SEAL], whole[_SEAL:]
        if len(veiled) == _SHAPE.size:
            plain = self._veil(seal, veiled)
            if hmac.compare_digest(hashlib.blake2b(plain, key=self.key, digest_size=_SEAL).digest(), seal):
                return plain
        raise CursorError("cursor_invalid")

    def _veil(self, seal: bytes, content: bytes) -> bytes:
        mask = hashlib.blake2b(seal, key=self.key, digest_size=_SHAPE.size, person=b"veil").digest()
        return (int.from_bytes(content) ^ int.from_bytes(mask)).to_bytes(_SHAPE.size)


def row_mark(resource: str, object_id: int, at: str) -> int:
    """Mark of a row of the feed, never 0; `at` as the database writes it in JSON."""
    return zlib.crc32(f"{resource} {object_id} {at}".encode()) or 1


def mark_at(position: int) -> int:
    """Mark of the row at a position, 0 when it is not kept any more."""
    with connection.cursor() as cursor:
        sql = "SELECT resource, object_id, to_json(at)::text FROM api_change WHERE position = %s"
        cursor.execute(sql, [position])
        row = cursor.fetchone()
    return row_mark(*row) if row else 0


def _is_known(position: int, mark: int) -> bool:
    """Whether the feed still holds what follows a position, and is the feed the position was taken from."""
    horizon = FeedHorizon.objects.values_list("position", flat=True).first() or 0
    newest = Change.objects.order_by("-position").values_list("position", flat=True).first() or 0
    if not horizon <= position <= newest:
        return False
    present = mark_at(position)
    return 0 in (mark, present) or mark == present  # a row superseded since may be gone


def reach_mark(user: Any) -> int:
    """A mark of the account's grants of today and of what else says which records it sees."""
    grants = sorted(f"{grant.role}@{grant.unit_id}" for grant in grants_of(user))
    words = f"{user.pk} {grants} {get_setting('show_illustration')} {stamps(user)}"
    return zlib.crc32(words.encode())
