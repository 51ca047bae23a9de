"""Checks of producers and products shared by forms, imports and the API."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.text import nfc

PHONE = re.compile(r"(?:\+84|0)\d{8,10}\Z")
TAX_CODE = re.compile(r"\d{10}(?:-?\d{3})?\Z|\d{12}\Z")
OFFICIAL_CODE = re.compile(r"\d{2}(?:-\d{3})?-\d{5}-\d{1,4}-20\d{2}\Z")


def clean_text(value: str, *, limit: int | None = None) -> str:
    """NFC, one blank between words; raises ValidationError beyond `limit` characters."""
    text = " ".join(nfc(value or "").split())
    if limit is not None and len(text) > limit:
        raise ValidationError(_("Dài %(n)s ký tự, tối đa %(limit)s.") % {"n": len(text), "limit": limit}, "too_long")
    return text


def clean_phone(value: str) -> str:
    """Digits of a Vietnamese number, "" when empty; raises ValidationError."""
    digits = re.sub(r"[\s.\-()]", "", value or "")
    if digits and not PHONE.match(digits):
        raise ValidationError(_("Số điện thoại gồm 9–11 chữ số, bắt đầu bằng 0 hoặc +84."), "phone")
    return digits


def clean_tax_code(value: str) -> str:
    """10 or 13 digits of a tax code, or the 12 of a personal number; raises ValidationError."""
    code = re.sub(r"\s", "", value or "")
    if code and not TAX_CODE.match(code):
        raise ValidationError(_("Mã số thuế gồm 10 hoặc 13 chữ số (hoặc 12 chữ số định danh cá nhân)."), "tax_code")
    return code


def clean_official_code(value: str) -> str:
    """`tỉnh-huyện-xã-STT-năm` (district era) or `tỉnh-xã-STT-năm` (QĐ 26/2026, Phụ lục II); raises ValidationError."""
    code = re.sub(r"\s", "", value or "")
    if code and not OFFICIAL_CODE.match(code):
        raise ValidationError(
            _("Mã số sản phẩm có dạng tỉnh-xã-STT-năm, ví dụ 38-16438-1-2026, hoặc tỉnh-huyện-xã-STT-năm."),
            "official_code",
        )
    return code
