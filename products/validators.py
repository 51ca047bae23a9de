"""Checks of producers and products shared by forms, imports and the API."""

import re

import phonenumbers
import stdnum.exceptions
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.vn import mst

from ocop.text import nfc

PHONE = re.compile(r"[+\d\s.\-()]{1,30}\Z")
MOBILE = re.compile(r"0(?:3\d|7[06-9]|5[1689]|8[1-8]|9[0-8])\d{7}\Z", re.ASCII)
"""What nearly every cell of a register holds; a test holds it to the number plan of the library, which is slower."""
PERSONAL_NUMBER = re.compile(r"\d{12}\Z", re.ASCII)
HOME = 84
HIDDEN = "•"
OFFICIAL_CODE = re.compile(
    r"(?P<province>\d{2})-(?:(?P<district>\d{3})-)?(?P<commune>\d{5})-(?P<serial>\d{1,4})-(?P<year>20\d{2})\Z", re.ASCII
)


def clean_text(value: str, *, limit: int | None = None) -> str:
    """NFC, one blank between words; raises ValidationError beyond `limit` characters."""
    text = nfc(value or "")
    if limit is not None and len(text) > limit:
        raise ValidationError(_("Dài %(n)s ký tự, tối đa %(limit)s.") % {"n": len(text), "limit": limit}, "too_long")
    return text


def clean_phone(value: str) -> str:
    """National digits of a Vietnamese number ("0912345678"), E.164 of a foreign one, "" when empty.

    A zero which a spreadsheet dropped in front is put back; raises ValidationError for what no subscriber can have.
    """
    text = " ".join((value or "").split())
    if not text or MOBILE.match(text):
        return text
    try:
        number = phonenumbers.parse(text, "VN") if PHONE.match(text) else None
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(
            _("Số điện thoại không đúng. Ví dụ 0912 345 678 hoặc 0237 3123 456; mỗi ô một số."), "phone"
        )
    form = phonenumbers.PhoneNumberFormat
    if number.country_code != HOME:
        return phonenumbers.format_number(number, form.E164)
    return re.sub(r"\D", "", phonenumbers.format_number(number, form.NATIONAL))


def show_phone(stored: str) -> str:
    """ "0912345678" → "0912 345 678"; what is no number is shown as it stands."""
    try:
        number = phonenumbers.parse(stored, "VN")
    except phonenumbers.NumberParseException:
        return stored
    home = number.country_code == HOME
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def clean_tax_code(value: str) -> str:
    """10 or 13 digits of a tax code (check digit tested), or the 12 of a personal number; raises ValidationError."""
    code = mst.compact("".join((value or "").split()))
    if not code or PERSONAL_NUMBER.match(code):
        return code
    try:
        return mst.validate(code)
    except (stdnum.exceptions.InvalidLength, stdnum.exceptions.InvalidFormat):
        fault = _("Mã số thuế gồm 10 hoặc 13 chữ số (hoặc 12 chữ số định danh cá nhân).")
    except stdnum.exceptions.ValidationError:
        fault = _("Mã số thuế sai chữ số kiểm tra. Hãy đối chiếu lại với giấy đăng ký.")
    raise ValidationError(fault, "tax_code")


def show_tax_code(stored: str) -> str:
    """ "0314409058002" → "0314409058-002"."""
    return mst.format(stored) if len(stored) == 13 and stored.isdigit() else stored


def clean_personal_number(value: str) -> str:
    """The 12 digits of a personal number, "" when empty; raises ValidationError."""
    number = re.sub(r"[\s.\-]", "", value or "")
    if number and not PERSONAL_NUMBER.match(number):
        raise ValidationError(_("Số định danh cá nhân gồm đúng 12 chữ số."), "personal_number")
    return number


def mask(text: str, *, shown: int = 3) -> str:
    """ "0912345678" → "•••••••678": the last characters tell two numbers apart, the rest stays hidden."""
    shown = shown if len(text) > shown else 0
    return HIDDEN * max(len(text) - shown, 4) + text[len(text) - shown :] if text else ""


def clean_official_code(value: str) -> str:
    """`tỉnh-huyện-xã-STT-năm` (district era) or `tỉnh-xã-STT-năm` (QĐ 26/2026, Phụ lục II); raises ValidationError."""
    code = re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"\s", "", value or ""))
    if not code or OFFICIAL_CODE.match(code):
        return code
    message = _("Mã số sản phẩm có dạng tỉnh-xã-STT-năm, ví dụ 38-16438-1-2026, hoặc tỉnh-huyện-xã-STT-năm.")
    whole = _with_zeros(code)
    if OFFICIAL_CODE.match(whole):
        message += " " + _("Số 0 ở đầu có thể đã mất khi mở bằng Excel; có phải là %(code)s?") % {"code": whole}
    raise ValidationError(message, "official_code")


def _with_zeros(code: str) -> str:
    """ "1-9-367-3-2022" → "01-009-00367-3-2022": what a spreadsheet takes from codes it believes to be numbers."""
    parts = code.split("-")
    widths = {5: (2, 3, 5, 0, 0), 4: (2, 5, 0, 0)}.get(len(parts), ())
    return "-".join(part.zfill(width) for part, width in zip(parts, widths, strict=False))
