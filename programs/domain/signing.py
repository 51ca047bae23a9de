"""Who signs for a people's committee on a day, and how the block is written (NĐ 30/2020, Điều 13; Phụ lục I, II.7)."""

from dataclasses import dataclass
from datetime import date

from programs.enums import BodyKind, SigningForm
from programs.models import Delegation, Unit

COMMITTEE = "ỦY BAN NHÂN DÂN"
_SIGNS = {
    SigningForm.DEPUTY: "KT.",
    SigningForm.BY_ORDER: "TL.",
    SigningForm.BY_MANDATE: "TUQ.",
}


@dataclass(frozen=True)
class SignatureBlock:
    """A signature as printed. `authority`: lines above the title, "" when the head signs in person."""

    authority: str
    title: str
    name: str
    form: SigningForm
    head_title: str
    delegation: Delegation | None = None

    @property
    def lines(self) -> list[str]:
        """Lines of the block above the signature."""
        return [*(line for line in self.authority.splitlines() if line), self.title]


def block_of(delegation: Delegation, *, is_collective: bool = True) -> SignatureBlock:
    """The block of a right to sign.

    `is_collective`: a paper of the committee itself (a plan), signed "TM. ỦY BAN NHÂN DÂN"; False: one of its chairman
    (a decision). By order or mandate there is no TM. line: the head gives the order, not the committee.
    """
    form = SigningForm(delegation.form)
    head, own = delegation.head_title.upper(), delegation.title.upper()
    lines = [f"{_SIGNS[form]} {head}"] if form in _SIGNS else []
    if (is_collective and form not in (SigningForm.BY_ORDER, SigningForm.BY_MANDATE)) or form == SigningForm.COLLECTIVE:
        lines.insert(0, f"TM. {COMMITTEE}")
    title = f"Q. {head}" if form == SigningForm.ACTING else own
    return SignatureBlock("\n".join(lines), title, delegation.name, form, delegation.head_title, delegation)


def signers_on(unit: Unit, day: date, *, is_collective: bool = True) -> list[SignatureBlock]:
    """All who may sign for the unit's committee on the day, latest right first. One query."""
    found = Delegation.objects.on(day).filter(body__unit=unit, body__kind=BodyKind.PEOPLE_COMMITTEE)
    rights = found.select_related("body").order_by("-valid_from", "-id")
    return [block_of(one, is_collective=is_collective) for one in rights]


def signer_on(unit: Unit, day: date, *, is_collective: bool = True) -> SignatureBlock | None:
    """Who signs for the unit's committee on the day: the right given last among those in force; None when unknown.

    Unit, day (local date) → block; the law leaves the choice to the head of the body (NĐ 30/2020, Điều 13).
    """
    rights = signers_on(unit, day, is_collective=is_collective)
    return rights[0] if rights else None
