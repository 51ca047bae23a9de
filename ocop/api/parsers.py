"""JSON as it comes in: limited in size, without what the database cannot keep."""

from typing import IO, Any

import orjson
from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from .errors import Problem

NUL = b"\\u0000"


class StrictJSON(BaseParser):
    """413 above `OCOP_API_BODY_LIMIT` bytes, 400 for what is no JSON (NaN, half characters) or holds NUL."""

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        """The value; reads no more than the limit."""
        limit = settings.OCOP_API_BODY_LIMIT
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise Problem("too_large")
        try:
            value = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise ParseError(str(error)) from None
        if NUL in raw and _holds_nul(value):
            raise ParseError("NUL")
        return value


def _holds_nul(value: Any) -> bool:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str) and "\0" in item:
            return True
        if isinstance(item, dict):
            waiting += [*item, *item.values()]
        elif isinstance(item, list):
            waiting += item
    return False
