"""Danh sách sản phẩm hết hạn, sắp hết hạn of a unit (reports.md §12)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.domain.certificates.expiry import Ending, certificates_ending, endings_of
from evaluations.domain.dates import add_months
from ocop.text import format_number, lower_kind
from programs.enums import Tier
from programs.models import Unit
from reporting.domain.contents.common import committee, head_facts
from reporting.domain.kinds import Ask, Content, KindSpec, Params
from reporting.enums import DocumentKind, SubjectKind

MONTHS = 12
"""How far ahead the list looks unless told: as the page of certificates that end."""
MOST = 2000
MINISTRY = ("Bộ Nông nghiệp và Môi trường", "Hà Nội")


def _asks(unit: Unit) -> tuple[Ask, ...]:
    return (
        Ask("as_of", gettext_lazy("Số liệu đến ngày"), "date", required=True, initial=lambda one: timezone.localdate()),
        Ask("since", gettext_lazy("Hết hạn từ ngày"), "date", required=True, initial=_first_day),
        Ask("until", gettext_lazy("Đến hết ngày"), "date", required=True, initial=_last_day),
        Ask("title", gettext_lazy("Chức danh người lập"), initial=lambda one: "Người lập danh sách"),
        Ask("name", gettext_lazy("Người lập")),
    )


def _first_day(unit: Unit) -> date:
    return date(timezone.localdate().year, 1, 1)


def _last_day(unit: Unit) -> date:
    return add_months(timezone.localdate(), MONTHS)


def _days(params: Params) -> dict[str, date]:
    names = {"since": "since", "until": "until", "on": "as_of"}
    return {name: date.fromisoformat(params[key]) for name, key in names.items()}


def _check(unit: Unit, params: dict[str, Any]) -> dict[str, Any]:
    """The days follow each other and the list stays one that can be read."""
    days = _days(params)
    if days["since"] > days["until"]:
        text = _("Ngày cuối phải sau ngày đầu.")
        raise ValidationError({"until": ValidationError(text, code="params")})
    count = certificates_ending(unit, **days).count()
    if count > MOST:
        facts = {"count": format_number(count), "limit": format_number(MOST)}
        text = _("Có %(count)s sản phẩm, mỗi danh sách nhiều nhất %(limit)s: hãy chọn khoảng ngày ngắn hơn.") % facts
        raise ValidationError({"until": ValidationError(text, code="params")})
    return params


def expiry_content(unit: Unit, params: Params) -> Content:
    """The list: `rows` of products whose certificate ended by the day, then of those that will."""
    days = _days(params)
    endings = endings_of(unit, **days)
    is_nation = unit.tier == Tier.NATION
    issuer, place = MINISTRY if is_nation else (committee(unit), unit.short_name)
    signature = {"authority": "", "title": params["title"].upper(), "name": params["name"]}
    return head_facts(unit, symbol="", year=days["on"].year, issuer=issuer) | {
        "place": place,
        "as_of": days["on"],
        "since": days["since"],
        "until": days["until"],
        "signer": signature,
        "illustration": sum(one.recognition.is_illustration for one in endings),
        "unit": _("cả nước") if is_nation else lower_kind(unit.name),
        "rows": [_row(one) for one in endings],
    }


def _row(ending: Ending) -> Content:
    given = ending.recognition
    return {
        "product": given.product.name,
        "producer": given.product.producer.name,
        "star": given.star,
        "decision": given.decision_number,
        "decided_on": given.decided_on,
        "expires_on": given.expires_on,
        "has_ended": ending.has_ended,
        "words": ending.words,
    }


SPECS = {DocumentKind.EXPIRY_LIST: KindSpec(SubjectKind.UNIT, expiry_content, asks=_asks, check=_check)}
