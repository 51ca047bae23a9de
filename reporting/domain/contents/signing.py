"""How the signer stands under a decision (Nghị định 30/2020/NĐ-CP, Điều 13): read from the position, or chosen."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.models import Unit
from reporting.domain.contents.common import SignForm, signer
from reporting.domain.kinds import Ask, Params

HEAD, DEPUTY = "CHỦ TỊCH", "PHÓ CHỦ TỊCH"
COMMITTEE = "ỦY BAN NHÂN DÂN"
_AT = re.compile(r"[,\s]+(?:UBND|Ủy ban nhân dân)\b.*", re.IGNORECASE | re.DOTALL)


def form_of(position: str) -> SignForm:
    """'Phó Chủ tịch UBND tỉnh' signs KT.; 'Chủ tịch' for itself; the head of an agency with an authorisation."""
    words = position.casefold()
    if not words or words.startswith("chủ tịch"):
        return SignForm.SELF
    if "phó chủ tịch" in words:
        return SignForm.DEPUTY
    return SignForm.ACTING if "chủ tịch" in words else SignForm.AUTHORISED


def sign_ask(position: Any) -> Ask:
    """The way of signing; `position(record)` gives what it is first read from."""
    ways = [choice for choice in SignForm.choices if choice[0] != SignForm.FOR_ALL]
    return Ask("sign", _("Ký"), "choice", choices=ways, initial=lambda record: form_of(position(record)))


def signed(params: Params, *, position: str, name: str, body: str = "") -> dict[str, str]:
    """The signature of a chairman's paper (`body` empty) or of a committee's (TM.)."""
    own = _AT.sub("", position)
    if params["sign"] == SignForm.DEPUTY:
        own = own or DEPUTY
    return signer(params["sign"], head=HEAD, own=own, name=name, body=body)


def kind_word(unit: Unit) -> str:
    """'tỉnh' of 'Tỉnh Thanh Hóa'."""
    return unit.name.removesuffix(unit.short_name).strip().lower()


def recipient_rows(lines: Any) -> list[dict[str, str]]:
    """Lines of «Nơi nhận» as a person writes them."""
    return [{"text": line, "purpose": ""} for line in lines]
