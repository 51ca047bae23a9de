"""The life of certificates: read like the product, kept by the province; the public lookup is open to everybody."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from evaluations.domain.certificates import public_code
from evaluations.models import Withdrawal
from ocop.accounts.enums import Role
from tests import factories as make

from ..row import Row, public, readers_and_member, signed_in
from ..world import Actor, World


def keepers(actor: Actor) -> bool:
    """Those who act for the province of the certificate, or for the nation."""
    return actor.role in {Role.ADMIN, Role.PROVINCE_COORDINATOR, Role.SIGNER} and actor.place in {"province", "nation"}


def _code(world: World) -> dict[str, Any]:
    return {"code": public_code(world.recognition.pk)}


def _recognition(world: World) -> dict[str, Any]:
    return {"pk": world.recognition.pk}


def _more_recognised(world: World) -> Any:
    number = world.producer.products.count()
    return make.make_recognition(make.make_product(world.producer, name=f"Bánh gai {number} {world.producer.name}"))


def _more_ending(world: World) -> Any:
    ends = timezone.localdate() + timedelta(days=30)
    return make.make_recognition(make.make_product(world.producer), expires_on=ends)


def _more_cases(world: World) -> Any:
    days = {"concluded_on": date(2026, 3, 2), "due_on": date(2026, 3, 17)}
    return Withdrawal.objects.create(recognition=_more_ending(world), ground="dd", conclusion="1/BC", **days)


KEPT = Row(get=keepers, post=keepers, kwargs=_recognition, marked=True, sees_mark=keepers)

ROWS = {
    "evaluations:recognition_detail": Row(
        get=readers_and_member, kwargs=_recognition, marked=True, sees_mark=readers_and_member
    ),
    "evaluations:recognition_extend": KEPT,
    "evaluations:recognition_withdraw": KEPT,
    "evaluations:withdrawal_list": Row(get=signed_in, sees_mark=readers_and_member, more=_more_cases),
    "evaluations:radar": Row(get=signed_in, query="?den=36", sees_mark=readers_and_member, more=_more_ending),
    "evaluations:radar_xlsx": Row(get=signed_in, query="?den=36", sees_mark=readers_and_member, more=_more_ending),
    "evaluations:lookup": Row(get=public, query="?q=banh+gai", marked=True, sees_mark=public, more=_more_recognised),
    "evaluations:lookup_detail": Row(get=public, kwargs=_code, marked=True, sees_mark=public),
}
