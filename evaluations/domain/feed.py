"""Recognitions in the change feed, with what became of their certificates."""

from typing import Any

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast

from ocop.api.domain.feed_registry import Feed, register_feed
from ocop.api.enums import FeedResource
from products.domain.feed import seen_at

from ..enums import WithdrawalState
from ..models import Recognition, Withdrawal


def _recognition() -> dict[str, Any]:
    columns = ("id", "revision", "product_id", "unit_id", "star", "kind", "body", "decision_number", "decided_on")
    more = ("expires_on", "source_note", "is_illustration", "updated_at")
    withdrawn = Withdrawal.objects.filter(recognition=OuterRef("pk"), state=WithdrawalState.DECIDED)
    return {name: name for name in (*columns, *more)} | {
        "unit_code": "unit__code",
        "score": Cast("score", CharField()),
        "certificate_number": "certificate__number",
        "extended_until": "extension__until",
        "withdrawn_on": Subquery(withdrawn.values("decided_on")[:1]),
    }


def register() -> None:
    """Called when the app is ready."""
    under = {FeedResource.PRODUCTS: "product", FeedResource.PRODUCERS: "product__producer"}
    visible = Recognition.objects.visible_to
    register_feed(Feed(FeedResource.RECOGNITIONS, Recognition, visible, _recognition, seen_at, under))
