"""Single cells of an import row: texts into stars, kinds, bodies, sets, scores. Each raises ValidationError."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.vn import mst

from ocop.spreadsheets import DateFault, parse_date
from ocop.text import fold
from products.enums import LegalForm, ProductSet
from products.validators import clean_official_code, clean_phone, clean_tax_code, clean_text

from ...enums import RecognitionBody, RecognitionKind
from ...validators import check_star, clean_decision_number
from ..exchange.periods import parse_time

LEGAL_FORMS = {
    "htx": LegalForm.COOPERATIVE,
    "tht": LegalForm.COOPERATIVE_GROUP,
    "dn": LegalForm.ENTERPRISE,
    "doanh nghiep": LegalForm.ENTERPRISE,
    "cong ty": LegalForm.ENTERPRISE,
    "ho kinh doanh": LegalForm.BUSINESS_HOUSEHOLD,
    "hkd": LegalForm.BUSINESS_HOUSEHOLD,
    "hoi": LegalForm.ASSOCIATION,
    "hiep hoi": LegalForm.ASSOCIATION,
} | {fold(str(form.label)): form for form in LegalForm}
KINDS = {
    "moi": RecognitionKind.NEW,
    "lan dau": RecognitionKind.NEW,
    "phan hang lai": RecognitionKind.RENEWAL,
} | {fold(str(kind.label)): kind for kind in RecognitionKind}
BODIES = {
    "huyen": RecognitionBody.DISTRICT,
    "cap huyen": RecognitionBody.DISTRICT,
    "tinh": RecognitionBody.PROVINCE,
    "cap tinh": RecognitionBody.PROVINCE,
    "trung uong": RecognitionBody.CENTRAL,
    "bo": RecognitionBody.CENTRAL,
} | {fold(str(body.label)): body for body in RecognitionBody}
SETS = {fold(str(item.label)): item.value for item in ProductSet} | {str(item.value): item.value for item in ProductSet}
FORM_STARTS = {
    "htx": LegalForm.COOPERATIVE,
    "hop tac xa": LegalForm.COOPERATIVE,
    "to hop tac": LegalForm.COOPERATIVE_GROUP,
    "cong ty": LegalForm.ENTERPRISE,
    "cty": LegalForm.ENTERPRISE,
    "dntn": LegalForm.ENTERPRISE,
    "doanh nghiep": LegalForm.ENTERPRISE,
    "trang trai": LegalForm.FARM,
    "ho kinh doanh": LegalForm.BUSINESS_HOUSEHOLD,
}
OFFICE = re.compile(r"^(?:ubnd|uy ban nhan dan)\s+")
DISTRICT_NAME = re.compile(r"(?:huyen|quan|thi xa|thanh pho thu duc|tp thu duc)(?: |\Z)")
PROVINCE_NAME = re.compile(
    r"tinh(?: |\Z)|(?:thanh pho|tp) ?(?:ho chi minh|hcm|ha noi|hai phong|da nang|can tho)\Z|tphcm\Z"
)
"""Other cities are not certain: a city of a province is a district, Huế was one until 2024."""
LOST_ZERO = re.compile(r"\d{9}(?:-?\d{3})?\Z")
STAR = re.compile(r"(\d+)(?:[.,]0+)?\s*(?:\*|sao)?\Z", re.IGNORECASE)


def _choice(text: str, table: dict[str, Any], names: str) -> Any:
    found = table.get(fold(text))
    if found is None:
        raise ValidationError(
            _("“%(text)s” không hợp lệ. Hãy ghi: %(names)s.") % {"text": text[:40], "names": names}, "choice"
        )
    return found


def read_star(text: str) -> int:
    match = STAR.match(text) or re.match(r"\*{3,5}\Z", text)
    if match is None:
        raise ValidationError(_("“%(text)s” không phải hạng sao. Hãy ghi 3, 4 hoặc 5.") % {"text": text[:20]}, "star")
    star = len(text) if text.startswith("*") else int(match[1])
    check_star(star)
    return star


def read_date(text: str) -> date:
    try:
        return parse_date(text)
    except DateFault as fault:
        raise ValidationError(str(fault), "date") from None


def read_score(text: str) -> Decimal:
    try:
        score = Decimal(text.replace(",", "."))
        if not score.is_finite() or score != score.quantize(Decimal("0.01")):
            raise InvalidOperation
    except InvalidOperation:
        raise ValidationError(_("“%(text)s” không phải điểm. Ví dụ: 78,5.") % {"text": text[:20]}, "score") from None
    return score


def read_amount(text: str) -> Decimal:
    """A number of DECIMAL(14,2), not below zero; a comma or a point before the places."""
    try:
        amount = Decimal(text.replace(" ", "").replace(",", "."))
        if not amount.is_finite() or not 0 <= amount < 10**12 or amount != amount.quantize(Decimal("0.01")):
            raise InvalidOperation
    except InvalidOperation:
        message = _("“%(text)s” không phải số tiền. Ví dụ: 1250.50.") % {"text": text[:20]}
        raise ValidationError(message, "amount") from None
    return amount.quantize(Decimal("0.01"))


def read_year(text: str) -> int:
    if not re.fullmatch(r"20\d\d", text):
        raise ValidationError(_("“%(text)s” không phải năm. Ví dụ: 2025.") % {"text": text[:20]}, "year")
    return int(text)


def read_set(text: str) -> int:
    return int(_choice(text, SETS, _("số từ 1 đến 26 hoặc đúng tên bộ sản phẩm")))


def read_legal_form(text: str) -> LegalForm:
    """Also "Công ty TNHH …", "HTX nông nghiệp": the first words say the form."""
    words = fold(text)
    for start, form in FORM_STARTS.items():
        if words.startswith(start):
            return form
    found: LegalForm = _choice(text, LEGAL_FORMS, ", ".join(str(form.label) for form in LegalForm))
    return found


def read_body(text: str) -> RecognitionBody:
    """Also the office by its name: "UBND huyện Củ Chi", "UBND TP.HCM", "Bộ Nông nghiệp và Môi trường"."""
    words = OFFICE.sub("", fold(text))
    if words.startswith("bo nong nghiep"):
        return RecognitionBody.CENTRAL
    if DISTRICT_NAME.match(words):
        return RecognitionBody.DISTRICT
    if PROVINCE_NAME.match(words):
        return RecognitionBody.PROVINCE
    found: RecognitionBody = _choice(text, BODIES, ", ".join(str(body.label) for body in RecognitionBody))
    return found


def read_tax_code(text: str) -> str:
    """A code which lost its first zero gets it back when the check digit then is right; else the fault is told."""
    digits = re.sub(r"\s", "", text)
    if LOST_ZERO.match(digits) and mst.is_valid(f"0{digits}"):
        return clean_tax_code(f"0{digits}")
    return clean_tax_code(text)


def _with_zeros(code: str) -> str:
    """Parts of a product's code have fixed widths (Phụ lục II): a dropped zero can only have stood in front."""
    parts = re.sub(r"\s", "", code).split("-")
    widths = {4: (2, 5), 5: (2, 3, 5)}.get(len(parts))
    if widths is None or not all(part.isdigit() for part in parts):
        return code
    return "-".join([*(part.zfill(width) for part, width in zip(parts, widths, strict=False)), *parts[len(widths) :]])


def _text(limit: int) -> Any:
    return lambda text: clean_text(text, limit=limit)


READERS: dict[str, Any] = {
    "product": _text(250),
    "product_set": read_set,
    "official_code": lambda text: clean_official_code(_with_zeros(text)),
    "producer": _text(250),
    "legal_form": read_legal_form,
    "unit_code": _text(8),
    "unit_name": _text(200),
    "unit_day": read_date,
    "address": _text(300),
    "representative": _text(120),
    "phone": clean_phone,
    "tax_code": read_tax_code,
    "star": read_star,
    "kind": lambda text: _choice(text, KINDS, ", ".join(str(kind.label) for kind in RecognitionKind)),
    "decision_number": clean_decision_number,
    "decided_on": read_date,
    "body": read_body,
    "score": read_score,
    "plan_year": read_year,
    "body_note": _text(300),
    "source_note": _text(200),
    "decided_year": read_year,
    "current_star": read_star,
    "expires_on": read_date,
    "time_code": parse_time,
    "told_star": read_star,
    "told_revenue": read_amount,
    "told_state": _text(60),
}
