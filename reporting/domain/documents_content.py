"""The data a document is made from, as plain values: what its builder prints and what its content hash covers."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from reporting.domain.contents import SPECS
from reporting.domain.kinds import Content, Params

EDITION = 2
"""Raised when the form of documents changes, so that old content is printed anew."""


def document_content(*, kind: str, record: Any, params: Params) -> Content:
    """Everything the builder of `kind` needs. `params` must come from `clean_params`."""
    return SPECS[kind].content(record, params)


def clean_params(*, kind: str, record: Any, params: Params) -> dict[str, Any]:
    """The answers of a kind with defaults, as JSON. Raises ValidationError keyed by answer (code `params`)."""
    return SPECS[kind].clean(record, params)


def content_hash(*, kind: str, subject_id: int, params: Params, content: Mapping[str, Any]) -> str:
    """SHA-256 over kind, subject, answers and all data: the same hash prints the same words."""
    return hashlib.sha256(canonical([EDITION, kind, subject_id, dict(params), content]).encode()).hexdigest()


def canonical(facts: Any) -> str:
    """One spelling of the data, so that equal data have equal bytes."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
