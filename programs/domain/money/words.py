"""Amounts in đồng as people type and print them: whole numbers, dots between thousands, in words."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from vn_money import VndError, format_vnd, parse_vnd, to_words

MOST = 10**15
"""No amount of the programme comes near it: a slip of the finger is told."""
_MINUS = str.maketrans({"−": "-", "–": "-"})
_UNIT = re.compile(r"\s*(đồng|đ|vnđ|vnd)\.?\s*\Z", re.IGNORECASE)


def read_amount(text: str) -> int:
    """ "1.250.000", "1250000 đồng", "-300.000" → đồng. Raises ValidationError (code money).

    A comma parts decimals in Vietnamese and đồng has none: it is refused, not guessed.
    """
    typed = _UNIT.sub("", text.translate(_MINUS))
    try:
        if "," in typed:
            raise ValueError
        amount = parse_vnd(typed)
    except (VndError, ValueError) as error:
        message = _("Ghi số tiền bằng đồng, số nguyên, dấu chấm giữa hàng nghìn: 1.250.000.")
        raise ValidationError(message, code="money") from error
    if abs(amount) > MOST:
        raise ValidationError(_("Số tiền quá lớn."), code="money")
    return amount


def show_amount(amount: int) -> str:
    """1250000 → "1.250.000"."""
    return format_vnd(amount, with_symbol=False)


def amount_in_words(amount: int) -> str:
    """1250000 → "Một triệu hai trăm năm mươi nghìn đồng" (Luật Kế toán 88/2015/QH13, Điều 16.1e)."""
    words = f"{to_words(amount)} đồng"
    return words[:1].upper() + words[1:]
