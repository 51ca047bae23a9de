"""The recognitions of a product as a chain by day of decision: what counts now, and what each one has become.

Order is that of the decisions, never that of entering: an old recognition entered late takes its place below and lowers
nothing. A later one replaces the earlier; when it is withdrawn the earlier one does not come back (the law is silent).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from products.models import Product

from ...enums import CertificateState
from ...models import Recognition
from ..lawpacks import load_pack, pack_codes
from .state import CertificateDates, CertificateFacts, Deadlines, dates_of, in_force_until, state_on

IN_FORCE = frozenset(
    {
        CertificateState.VALID,
        CertificateState.WARNING,
        CertificateState.WINDOW,
        CertificateState.LATE,
        CertificateState.EXTENDED,
    }
)
"""States of a certificate that counts."""
TONES = {
    CertificateState.VALID: "done",
    CertificateState.WARNING: "warn",
    CertificateState.WINDOW: "warn",
    CertificateState.LATE: "danger",
    CertificateState.EXTENDED: "warn",
    CertificateState.EXPIRED: "danger",
    CertificateState.REPLACED: "off",
    CertificateState.WITHDRAWN: "danger",
}
"""Shape and colour beside the word of a state, as the pages' badges name them."""


@dataclass(frozen=True)
class Link:
    """A recognition in its chain on a day: state, dates, last day in force."""

    recognition: Recognition
    state: CertificateState
    dates: CertificateDates
    until: date

    @property
    def is_in_force(self) -> bool:
        """Whether the certificate counts on the day."""
        return self.state in IN_FORCE

    @property
    def tone(self) -> str:
        """Tone of the badge for those who keep certificates: a missed window is a fault."""
        return TONES[self.state]

    @property
    def public_tone(self) -> str:
        """Tone for shoppers: what counts is good, how near its end is not their concern."""
        return "done" if self.is_in_force and self.state != CertificateState.EXTENDED else self.tone


def deadlines_for(decided_on: date) -> Deadlines:
    """Days that rule a certificate: the filing window and extension of the newest decision that names them (they hold
    for older certificates too, Điều 12.1, 12.3), the duty of notice of the decision it was given under."""
    packs = [load_pack(code).manifest for code in pack_codes()]
    window = next(law for law in reversed(packs) if law.deadlines["filing_earliest_days"] is not None)
    given = next((law for law in reversed(packs) if law.valid_from <= decided_on), packs[0])
    return Deadlines(
        filing_opens=window.deadlines["filing_earliest_days"] or 0,
        filing_closes=window.deadlines["filing_latest_days"] or 0,
        extension=window.deadlines["extension_days"] or 0,
        notice=given.deadlines["expiry_notice_days"],
        filing_since=window.valid_from,
    )


def facts_of(recognition: Any) -> CertificateFacts:
    """Facts of a recognition read by `Recognition.objects.with_life()`."""
    return CertificateFacts(
        decided_on=recognition.decided_on,
        expires_on=recognition.expires_on,
        extended_until=recognition.extended_until,
        result_on=recognition.result_on,
        withdrawn_on=recognition.withdrawn_on,
        replaced_on=recognition.replaced_on,
        deadlines=deadlines_for(recognition.decided_on),
    )


def link_of(recognition: Any, day: date) -> Link:
    """A recognition read by `with_life()` as it stands on a day."""
    facts = facts_of(recognition)
    return Link(recognition, state_on(facts, day), dates_of(facts), in_force_until(facts))


def chain_of(product: Product, day: date) -> list[Link]:
    """All recognitions of a product as they stand on a day, the newest decision first."""
    shown = Recognition.objects.shown().filter(product=product).with_life()
    return [link_of(one, day) for one in shown.select_related("unit").order_by("-decided_on", "-pk")]


def current_of(product: Product, day: date) -> Recognition | None:
    """The recognition that gives the product its rank on a day; None when the last decided one no longer counts."""
    links = [link for link in chain_of(product, day) if link.recognition.decided_on <= day]
    return links[0].recognition if links and links[0].is_in_force else None
