"""The register of outgoing documents, and issuing a document: read in the territory, kept by the staff of the tier."""

from typing import Any

from ocop.accounts.enums import Role
from tests import factories as make

from ..row import Row, readers, signed_in
from ..world import Actor, World


def keepers(actor: Actor) -> bool:
    """Who keeps the register of a commune: its officer and its signer (rules.REGISTER_KEEPERS)."""
    return actor.role in (Role.COMMUNE_OFFICER, Role.SIGNER) and actor.place == "own"


def _series(world: World) -> dict[str, Any]:
    return {"pk": world.records["number"].series_id}


def _number(world: World) -> dict[str, Any]:
    return {"pk": world.records["number"].pk}


def _document(world: World) -> dict[str, Any]:
    return {"pk": world.document.pk}


def _more_series(world: World) -> Any:
    return make.make_number(world.units["own"])


def _more_numbers(world: World) -> Any:
    series = world.records["number"].series
    return series.entries.create(
        number=series.entries.count() + 1, issued_on=world.records["number"].issued_on, origin="entered"
    )


ROWS = {
    "reporting:document_export": Row(get=signed_in),
    "reporting:document_issue": Row(get=keepers, post=keepers, kwargs=_document, marked=True, sees_mark=keepers),
    "reporting:register_list": Row(get=signed_in, marked=True, more=_more_series),
    "reporting:register_book": Row(get=readers, kwargs=_series, marked=True, more=_more_numbers),
    "reporting:register_export": Row(get=readers, kwargs=_series),
    "reporting:register_enter": Row(get=keepers, post=keepers, kwargs=_series, marked=True, sees_mark=keepers),
    "reporting:register_mode": Row(get=keepers, post=keepers, kwargs=_series, marked=True, sees_mark=keepers),
    "reporting:register_void": Row(get=keepers, post=keepers, kwargs=_number, marked=True, sees_mark=keepers),
}
