"""What the dump tells of a recognition: only what the public lookup shows, and of names only those of organisations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from products.domain.places import present_units
from products.enums import LegalForm, ProductSet

from ...enums import CertificateState, RecognitionBody, RecognitionKind
from ..certificates.chains import link_of
from ..certificates.codes import public_code
from ..certificates.lookup import lookup_address, public_recognitions

CHUNK = 1_000
NAMED = frozenset({LegalForm.COOPERATIVE, LegalForm.COOPERATIVE_GROUP, LegalForm.ENTERPRISE, LegalForm.ASSOCIATION})
"""Forms whose name is no person's. Households (PERSONAL_FORMS), farms and unknown forms stay without a name: a file
that goes round cannot be taken back (Luật 91/2025/QH15)."""


@dataclass(frozen=True)
class Field:
    """A column: JSON type or types, what it says, the words it may be."""

    kind: str
    text: str
    may_lack: bool = False
    form: str = ""
    words: tuple[Any, ...] = ()

    def schema(self) -> dict[str, Any]:
        """Of one value, JSON Schema 2020-12."""
        found: dict[str, Any] = {"type": [self.kind, "null"] if self.may_lack else self.kind, "description": self.text}
        if self.form:
            found["format"] = self.form
        if self.words:
            found["enum"] = [*self.words, *([None] if self.may_lack else [])]
        return found


def _day(text: str, *, may_lack: bool = False) -> Field:
    return Field("string", text, may_lack, "date")


FIELDS: dict[str, Field] = {
    "code": Field("string", "Mã công khai của công nhận; tra được ở trang tra cứu."),
    "product": Field("string", "Tên sản phẩm."),
    "product_set": Field(
        "integer", "Bộ sản phẩm 1–26 (QĐ 26/2026/QĐ-TTg, Phụ lục I).", True, "", tuple(ProductSet.values)
    ),
    "product_set_name": Field("string", "Tên bộ sản phẩm.", True),
    "official_code": Field("string", "Mã số sản phẩm.", True),
    "star": Field("integer", "Hạng sao.", words=(3, 4, 5)),
    "kind": Field("string", "Loại công nhận.", words=tuple(RecognitionKind.values)),
    "decision_number": Field("string", "Số quyết định công nhận."),
    "decided_on": _day("Ngày quyết định công nhận."),
    "body": Field("string", "Cấp công nhận.", words=tuple(RecognitionBody.values)),
    "expires_on": _day("Ngày hết hạn của giấy chứng nhận."),
    "extended_until": _day("Gia hạn đến ngày (QĐ 26/2026/QĐ-TTg, Điều 12.3).", may_lack=True),
    "withdrawn_on": _day("Ngày thu hồi (QĐ 26/2026/QĐ-TTg, Điều 8).", may_lack=True),
    "replaced_on": _day("Ngày được thay bằng công nhận mới.", may_lack=True),
    "state": Field("string", "Tình trạng vào ngày lập tệp.", words=tuple(CertificateState.values)),
    "in_force": Field("boolean", "Giấy chứng nhận còn giá trị vào ngày lập tệp."),
    "unit_code": Field("string", "Mã xã, phường, thị trấn khi công nhận."),
    "unit_name": Field("string", "Tên xã, phường, thị trấn khi công nhận."),
    "unit_code_now": Field("string", "Mã xã, phường nay; trống khi đơn vị cũ đã chia tách mà chưa xác định.", True),
    "unit_name_now": Field("string", "Tên xã, phường nay.", True),
    "producer": Field("string", "Tên chủ thể là tổ chức; trống với hộ, trang trại và loại hình chưa rõ.", True),
    "lookup_url": Field("string", "Địa chỉ tra cứu công khai.", form="uri"),
    "is_illustration": Field("boolean", "Dữ liệu minh họa, không có thật."),
}
"""Columns of the CSV and members of a line of the JSON Lines, in this order."""


def schema() -> dict[str, Any]:
    """Of one line of the JSON Lines."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sản phẩm OCOP được công nhận",
        "type": "object",
        "properties": {name: field.schema() for name, field in FIELDS.items()},
        "required": [*FIELDS],
        "additionalProperties": False,
    }


def open_rows(day: date) -> Iterator[dict[str, Any]]:
    """Every public recognition as it stands on a day, oldest number first; a few queries for 1,000 of them."""
    found = public_recognitions().order_by("pk").iterator(chunk_size=CHUNK)
    while some := list(islice(found, CHUNK)):
        producers = {one.product.producer_id: one.product.producer for one in some}
        units = present_units(producers.values(), day)
        yield from (_row(one, units[one.product.producer_id], day) for one in some)


def _row(recognition: Any, now: Any, day: date) -> dict[str, Any]:
    product, link = recognition.product, link_of(recognition, day)
    producer = product.producer
    cells: Sequence[Any] = (
        *(public_code(recognition.pk), product.name, product.product_set),
        str(ProductSet(product.product_set).label) if product.product_set else None,
        product.official_code or None,
        *(recognition.star, recognition.kind, recognition.decision_number, _iso(recognition.decided_on)),
        *(recognition.body, _iso(recognition.expires_on), _iso(recognition.extended_until)),
        *(_iso(recognition.withdrawn_on), _iso(recognition.replaced_on), link.state.value, link.is_in_force),
        *(recognition.unit.code, recognition.unit.name, now.code if now else None, now.name if now else None),
        producer.name if producer.legal_form in NAMED else None,
        lookup_address(recognition.pk),
        recognition.is_illustration or product.is_illustration or producer.is_illustration,
    )
    return dict(zip(FIELDS, cells, strict=True))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
