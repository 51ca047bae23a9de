"""Facts that every administrative document has: who issues it, where, who signs (Nghị định 30/2020/NĐ-CP, ô 2–4, 7)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.text import lower_kind
from programs.models import Unit
from reporting.domain.kinds import Content


class SignForm(models.TextChoices):
    """How one signs (Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I, mục II.7)."""

    SELF = "", _("người đứng đầu ký")
    FOR_ALL = "TM.", _("thay mặt tập thể (TM.)")
    DEPUTY = "KT.", _("cấp phó ký thay (KT.)")
    BY_ORDER = "TL.", _("thừa lệnh (TL.)")
    AUTHORISED = "TUQ.", _("thừa ủy quyền (TUQ.)")
    ACTING = "Q.", _("quyền (Q.)")


def committee(unit: Unit) -> str:
    """'Ủy ban nhân dân tỉnh Thanh Hóa'."""
    return f"Ủy ban nhân dân {lower_kind(unit.name)}"


def place_of(unit: Unit) -> str:
    """The place before the date, without the kind of unit: 'Thanh Hóa' (ô 4)."""
    return unit.short_name


def head_facts(unit: Unit, *, symbol: str, year: int, issuer: str = "", parent: str = "") -> Content:
    """Shared facts of a draft of the unit; issuer: its people's committee unless named. Number and day are blanks."""
    return {
        "issuer_parent": parent,
        "issuer": issuer or committee(unit),
        "symbol": symbol,
        "place": place_of(unit),
        "year": year,
        "number": None,
        "issued_on": None,
        "signer": {"authority": "", "title": "", "name": ""},
        "recipients": [],
        "illustration": 0,
    }


def signer(form: str, *, head: str, own: str = "", name: str = "", body: str = "") -> dict[str, str]:
    """The signature as printed: lines of `authority`, then the title.

    `head`: title of the one who heads ("CHỦ TỊCH"); `own`: title of the one who signs when another
    ("PHÓ CHỦ TỊCH"); `body`: the collective one signs for ("ỦY BAN NHÂN DÂN"). With both TM. and KT. the first line
    is "TM. ỦY BAN NHÂN DÂN", the second "KT. CHỦ TỊCH", the third the own title.
    """
    lines = [f"{SignForm.FOR_ALL.value} {body.upper()}"] if body else []
    if form in (SignForm.DEPUTY, SignForm.BY_ORDER, SignForm.AUTHORISED):
        lines += [f"{form} {head.upper()}", own.upper()]
    elif form == SignForm.ACTING:
        lines.append(f"Q. {head.upper()}")
    else:
        lines.append(head.upper())
    return {"authority": "\n".join(lines[:-1]), "title": lines[-1], "name": name}


def with_issue(content: Content, *, number: int, issued_on: Any, signed: dict[str, str] | None = None) -> Content:
    """The data of a draft with number, day and signature laid over: what is frozen and printed when it is issued."""
    laid = {**content, "number": number, "issued_on": issued_on}
    return laid | ({"signer": signed} if signed else {})
