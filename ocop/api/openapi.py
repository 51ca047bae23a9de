"""The OpenAPI document: made from the code by one command, committed, and served as it was committed."""

import json
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from .error_codes import CODES

FILE = Path(settings.BASE_DIR) / "docs" / "openapi.json"
ERRORS_FILE = FILE.with_name("api.md")
RENEW = "./manage.py openapi"
"""The command that writes FILE and the table in ERRORS_FILE anew."""
TABLE = re.compile(r"(<!-- errors[^>]*-->\n).*?(<!-- /errors -->)", re.DOTALL)


def make_document() -> dict[str, Any]:
    """The document as the code says it now, in Vietnamese."""
    with translation.override("vi"):
        document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(json.dumps(document, default=str))  # type: ignore[no-any-return]


def as_text(document: dict[str, Any]) -> str:
    """Sorted, so that the same code always gives the same bytes."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def errors_table() -> str:
    """The codes of errors as the table of docs/api.md."""
    rows = sorted((code.status, name, str(code.vi), code.en) for name, code in CODES.items())
    lines = [f"| {status} | `{name}` | {vi} | {en} |" for status, name, vi, en in rows]
    return "\n".join(["| status | code | tiếng Việt | English |", "|---|---|---|---|", *lines]) + "\n"


def write_files() -> None:
    """Both files anew."""
    FILE.write_text(as_text(make_document()))
    text = TABLE.sub(lambda found: f"{found[1]}{errors_table()}{found[2]}", ERRORS_FILE.read_text())
    ERRORS_FILE.write_text(text)


def served() -> tuple[bytes, str]:
    """The committed document and its ETag."""
    return _read(FILE.stat().st_mtime_ns)


def served_document() -> dict[str, Any]:
    """The committed document, read. Nobody may change what comes out."""
    return _parsed(FILE.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read(_changed: int) -> tuple[bytes, str]:
    content = FILE.read_bytes()
    return content, f'"{sha256(content).hexdigest()[:32]}"'


@lru_cache(maxsize=1)
def _parsed(changed: int) -> dict[str, Any]:
    return json.loads(_read(changed)[0])  # type: ignore[no-any-return]
