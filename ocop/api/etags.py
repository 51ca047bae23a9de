"""ETags: `"<revision>-<hash of the answer>"`. Reading compares all of it, writing the revision alone (RFC 9110)."""

import hashlib
import json
import re
from typing import Any

from rest_framework.request import Request

from .errors import PreconditionFailed, PreconditionRequired

ETAG = re.compile(r'(?:W/)?"([^"]*)"|([^\s,"]+)')
REVISION = re.compile(r'(?:W/)?"?(\d{1,9})(?:-[0-9a-f]*)?"?', re.ASCII)
"""One tag, as the document has it; the package's lists of tags name no single revision."""


def etag_of(data: Any, revision: int | None = None) -> str:
    """The ETag of an answer; without a revision of its own, "0"."""
    text = json.dumps(data, sort_keys=True, default=str, ensure_ascii=False)
    return f'"{revision or 0}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"'


def is_fresh(request: Request, etag: str) -> bool:
    """Whether `If-None-Match` names this answer, so that 304 says enough."""
    given = request.headers.get("If-None-Match", "")
    return given.strip() == "*" or etag.strip('"') in _tags(given)


def revision_asked(request: Request) -> int:
    """The revision in `If-Match`; raises PreconditionRequired (428) when none is named, PreconditionFailed (412) for
    a tag that is no revision. `*` names none: nothing is overwritten unseen (R6)."""
    text = request.headers.get("If-Match", "").strip()
    if text in ("", "*"):
        raise PreconditionRequired
    found = REVISION.fullmatch(text)
    if found is None:
        raise PreconditionFailed
    return int(found[1])


def _tags(text: str) -> list[str]:
    return [quoted or bare for quoted, bare in ETAG.findall(text)]
