"""Certificates of a unit that ended or will end: the list an office sends out (reports.md §12)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from ocop.text import format_date
from products.enums import DossierKind, DossierState
from products.models import Dossier, ProducerAttribution
from programs.models import Unit, UnitReach

from ...enums import CertificateState, WithdrawalGround, WithdrawalState
from ...models import Recognition, Withdrawal
from .chains import Link, link_of

HANDED_IN = frozenset(DossierState) - {DossierState.DRAFT, DossierState.WITHDRAWN, DossierState.REJECTED}


@dataclass(frozen=True)
class Ending:
    """A certificate with its state on the day. `filed_on`: the producer handed in a dossier for it since; `case`: a
    case to withdraw it is under way."""

    link: Link
    filed_on: date | None
    case: Withdrawal | None

    @property
    def recognition(self) -> Recognition:
        return self.link.recognition

    @property
    def has_ended(self) -> bool:
        """Past its own day of expiry, extended or not."""
        return self.link.state in (CertificateState.EXPIRED, CertificateState.EXTENDED)

    @property
    def words(self) -> str:
        """What became of it: «nộp lại, không nộp, ngừng sản xuất», and the extension of Điều 12.3."""
        if self.case is not None:
            stopped = self.case.ground == WithdrawalGround.DD
            return _("Không còn sản xuất, đang xử lý thu hồi") if stopped else _("Đang xử lý thu hồi")
        if self.filed_on is not None:
            words = _("Đã nộp hồ sơ phân hạng lại ngày %s") % format_date(self.filed_on)
        elif self.has_ended:
            words = _("Không nộp hồ sơ phân hạng lại")
        else:
            words = _("Chưa nộp hồ sơ, hạn nộp %s") % format_date(self.link.dates.filing_closes_on)
        if self.link.state == CertificateState.EXTENDED:
            words += "; " + _("gia hạn đến %s (Điều 12.3)") % format_date(self.link.until)
        return words


def certificates_ending(unit: Unit, *, since: date, until: date, on: date) -> QuerySet[Any]:
    """The newest certificates of products of the unit that end from `since` to `until`, not withdrawn by the day `on`.

    Of the unit: the producer lies in it, below it, in what it took over whole, or was put there after a split.
    """
    reached = UnitReach.objects.filter(unit=unit).values("member")
    placed = ProducerAttribution.objects.filter(unit__in=reached).values("producer")
    here = Q(product__producer__unit__in=reached) | Q(product__producer__in=placed)
    shown: Any = Recognition.objects.shown().filter(here, product__merged_into=None)
    ending = shown.filter(expires_on__gte=since, expires_on__lte=until)
    return ending.newest(on).with_life().filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))


def endings_of(unit: Unit, *, since: date, until: date, on: date) -> list[Ending]:
    """The list in order of expiry as it stands on the day; three queries."""
    found = certificates_ending(unit, since=since, until=until, on=on).select_related("product__producer", "unit")
    rows = list(found.order_by("expires_on", "pk"))
    filed = _filed([row.product_id for row in rows], on)
    cases = {
        case.recognition_id: case
        for case in Withdrawal.objects.filter(
            recognition__in=[row.pk for row in rows], state=WithdrawalState.OPEN, concluded_on__lte=on
        )
    }
    made = []
    for row in rows:
        handed = filed.get(row.product_id)
        made.append(Ending(link_of(row, on), handed if handed and handed > row.decided_on else None, cases.get(row.pk)))
    return made


def _filed(products: list[int], on: date) -> dict[int, date]:
    """Product id → the last day a dossier for another recognition was handed in, by the day."""
    again = Dossier.objects.filter(
        product__in=products,
        kind__in=(DossierKind.RERANK, DossierKind.UPGRADE),
        state__in=HANDED_IN,
        submitted_on__lte=on,
    )
    return dict(again.order_by().values("product").annotate(last=Max("submitted_on")).values_list("product", "last"))
