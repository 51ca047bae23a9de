"""How the signer stands under a decision (Nghị định 30/2020/NĐ-CP, Điều 13): read from the position, or chosen."""

import re
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.domain.signing import SignatureBlock, signer_on
from programs.enums import SigningForm
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


_FORMS = {
    SigningForm.DEPUTY: SignForm.DEPUTY,
    SigningForm.BY_ORDER: SignForm.BY_ORDER,
    SigningForm.BY_MANDATE: SignForm.AUTHORISED,
    SigningForm.ACTING: SignForm.ACTING,
}
UnitOf = Callable[[Any], Unit]


def in_force(unit: UnitOf) -> Callable[[Any], SignatureBlock | None]:
    """Who signs for the record's unit today by the rights recorded at its committee, None when none is."""
    return lambda record: signer_on(unit(record), timezone.localdate(), is_collective=False)


def position_ask(unit: UnitOf, name: str = "position", otherwise: Any = lambda record: "", **more: Any) -> Ask:
    """The signer's position, first that of who signs today."""

    def initial(record: Any) -> str:
        block = in_force(unit)(record)
        return block.delegation.title if block and block.delegation else otherwise(record)

    return Ask(name, _("Chức vụ người ký"), initial=initial, **more)


def name_ask(unit: UnitOf, name: str = "name", **more: Any) -> Ask:
    """The signer's name, first that of who signs today."""

    def initial(record: Any) -> str:
        block = in_force(unit)(record)
        return block.name if block else ""

    return Ask(name, _("Người ký"), initial=initial, **more)


def sign_ask(position: Any, unit: UnitOf | None = None) -> Ask:
    """The way of signing; `position(record)` gives what it is first read from; while that is not known, the right to
    sign in force today at the committee of `unit(record)` does."""

    def initial(record: Any) -> SignForm:
        known = position(record)
        block = in_force(unit)(record) if unit and not known else None
        return _FORMS.get(block.form, SignForm.SELF) if block else form_of(known)

    ways = [choice for choice in SignForm.choices if choice[0] != SignForm.FOR_ALL]
    return Ask("sign", _("Ký"), "choice", choices=ways, initial=initial)


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
