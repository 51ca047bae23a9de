"""A province with a council, its people and dossiers that wait for it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.sessions.batch import add_entries
from evaluations.domain.sessions.roll import mark_attendance
from evaluations.domain.sessions.sessions import create_session
from evaluations.enums import CouncilRole, SessionMode
from evaluations.models import Council, CouncilMember, CouncilSession
from ocop.accounts.enums import Role
from products.models import Dossier
from programs.enums import Tier
from tests.factories import (
    make_council,
    make_council_member,
    make_dossier,
    make_producer,
    make_product,
    make_unit,
    make_user,
)

HELD = date(2026, 6, 15)
HANDED_IN = date(2026, 6, 1)


class CouncilStory:
    """`organiser` of `province`, whose `council` has a chair, a secretary and more `members`, and an adviser."""

    def __init__(self, members: int = 4, **fields: Any) -> None:
        self.province = fields.pop("province", None) or make_unit(Tier.PROVINCE)
        self.commune = make_unit(parent=make_unit(Tier.DISTRICT, self.province))
        self.organiser = make_user(Role.PROVINCE_COORDINATOR, self.province)
        self.council: Council = make_council(self.province, **fields)
        roles = [CouncilRole.CHAIR, CouncilRole.SECRETARY, *[CouncilRole.MEMBER] * (members - 2)]
        self.members = [self.member(role, order) for order, role in enumerate(roles[:members])]
        self.chair = self.members[0]
        self.adviser = self.member(CouncilRole.ADVISER, 90)

    def member(self, role: str = CouncilRole.MEMBER, order: int = 50, **fields: Any) -> CouncilMember:
        user = fields.pop("user", None) or make_user(Role.COUNCIL_MEMBER, self.province)
        return make_council_member(self.council, user, role=role, order=order, **fields)

    def dossier(self, product_set: int | None = 4, **fields: Any) -> Dossier:
        """Found eligible by the province, handed in under QĐ 26/2026."""
        product = make_product(make_producer(self.commune), product_set=product_set)
        return make_dossier(product, **{"state": "eligible", "submitted_on": HANDED_IN, **fields})

    def session(self, dossiers: Iterable[Dossier] = (), **fields: Any) -> CouncilSession:
        """Under preparation, with the dossiers and nobody present."""
        values = {"mode": SessionMode.MEETING, "held_on": HELD, "place": "Phòng họp số 1", **fields}
        session = create_session(actor=self.organiser, council_id=self.council.pk, **values)
        add_entries(actor=self.organiser, session_id=session.pk, dossier_ids=[dossier.pk for dossier in dossiers])
        return session

    def ready(self, *dossiers: Dossier, **fields: Any) -> CouncilSession:
        """With one dossier at least and everybody present."""
        session = self.session(dossiers or [self.dossier()], **fields)
        present = dict.fromkeys(session.seats.values_list("pk", flat=True), True)
        return mark_attendance(actor=self.organiser, session_id=session.pk, present=present)


def codes(refused: pytest.ExceptionInfo[ValidationError]) -> list[str | None]:
    """Codes of all faults of a refusal, field by field."""
    return (
        [error.code for error in refused.value.error_list]
        if not hasattr(refused.value, "error_dict")
        else [error.code for errors in refused.value.error_dict.values() for error in errors]
    )
