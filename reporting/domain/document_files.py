"""The stored files of a document under the name a person saves them by."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from reporting.models import Document

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def open_file(document: Document, kind: str) -> BytesIO | None:
    """The bytes of "pdf" or "docx"; None when the document has no such file or it is gone."""
    field: Any = getattr(document, kind)
    if not field:
        return None
    try:
        with field.open("rb") as stored:
            return BytesIO(stored.read())
    except FileNotFoundError:
        return None


def file_name(document: Document) -> str:
    """'Kế hoạch 36-KH-UBND năm 2025 - Tỉnh Thanh Hóa', 'Báo cáo tiến độ (dự thảo) năm 2025 - …', without ending."""
    kind = str(document.get_kind_display())
    number = document.number.replace("/", "-") or _("(dự thảo)")
    return f"{kind[:1].upper()}{kind[1:]} {number} {_('năm')} {document.year} - {document.unit.name}"
