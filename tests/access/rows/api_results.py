"""Results, opened sheets, recognitions and certificates by program; the public lookup; the law's sheets."""

from datetime import date
from typing import Any

from evaluations.domain.certificates import public_code
from evaluations.models import Certificate
from tests import factories as make

from ..row import Row, public, readers_and_member, signed_in
from ..world import MARK, World
from .councils import seers
from .results import _more, _result, opened_entry, told
from .sheets import _api, _form, seats

READ = {"marked": True, "sees_mark": readers_and_member, "is_api": True}


def _recognition(world: World) -> dict[str, Any]:
    return {"pk": world.recognition.pk}


def _code(world: World) -> dict[str, Any]:
    return {"code": public_code(world.recognition.pk)}


def give_certificate(recognition: Any) -> Certificate:
    """The certificate of a recognition, given once."""
    words = {"product_name": recognition.product.name, "producer_name": recognition.product.producer.name}
    facts = {"unit": recognition.unit, "year": 2025, "serial": recognition.pk, "number": f"{recognition.pk}/GCN"}
    found = Certificate.objects.get_or_create(
        recognition=recognition, defaults={**facts, **words, "issued_on": date(2025, 6, 2)}
    )
    return found[0]


def _certificate(world: World) -> dict[str, Any]:
    return {"pk": give_certificate(world.recognition).pk}


def _one_certificate(world: World) -> dict[str, Any]:
    _certificate(world)
    return {}


def _more_recognitions(world: World) -> Any:
    return make.make_recognition(make.make_product(make.make_producer(world.units["own"])))


def _more_certificates(world: World) -> Any:
    return give_certificate(_more_recognitions(world))


def _one_sheet(world: World) -> dict[str, Any]:
    opened_entry(world)
    return {}


def _sheet(world: World) -> dict[str, Any]:
    return {"pk": opened_entry(world).sheets.earliest("pk").pk}


def _more_sheets(world: World) -> Any:
    member = make.make_council_member(world.council, name=f"Thành viên {MARK}")
    first = opened_entry(world).sheets.first()
    facts = {"state": "submitted", "total": first.total, "submitted_at": first.submitted_at}
    return make.make_sheet(first.entry, member, **facts)


ROWS = {
    "api:result_list": Row(get=signed_in, more=_more, marked=True, sees_mark=told, is_api=True),
    "api:result_detail": Row(get=told, kwargs=_result, marked=True, sees_mark=told, is_api=True),
    "api:opened_sheet_list": Row(get=signed_in, kwargs=_one_sheet, more=_more_sheets, sees_mark=seers, is_api=True),
    "api:opened_sheet_detail": Row(get=seers, kwargs=_sheet, marked=True, sees_mark=seers, is_api=True),
    "api:recognition_list": Row(get=signed_in, more=_more_recognitions, **READ),
    "api:recognition_detail": Row(get=readers_and_member, kwargs=_recognition, **READ),
    "api:certificate_list": Row(get=signed_in, kwargs=_one_certificate, more=_more_certificates, **READ),
    "api:certificate_detail": Row(get=readers_and_member, kwargs=_certificate, **READ),
    "api:public_certificate": Row(get=public, kwargs=_code, marked=True, sees_mark=public),
    "api:sheet": Row(
        get=seats, kwargs=_api, changes={"PUT": seats}, change_data={"comment": "x"}, sees_mark=seats, is_api=True
    ),
    "api:sheet_submit": Row(post=seats, kwargs=_api, post_status=(428,), sees_mark=seats, is_api=True),
    "api:scoring_preview": Row(post=signed_in, post_status=(422,), is_api=True),
    "api:lawpacks": Row(get=signed_in, is_api=True),
    "api:lawpack_sheet": Row(get=signed_in, kwargs=_form, is_api=True),
}
