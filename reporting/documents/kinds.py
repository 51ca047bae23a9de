"""Which builder prints which kind of document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reporting.documents.builders import plan, progress
from reporting.documents.tree import Document
from reporting.enums import DocumentKind

BUILDERS: dict[str, Callable[[Mapping[str, Any]], Document]] = {
    DocumentKind.PLAN: plan.build,
    DocumentKind.PROGRESS: progress.build,
}
