"""Results and opened sheets by program: told as on the pages, blind until the chair opens."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations.domain.results import close_session, open_marks
from evaluations.models import EvaluationResult, ScoreSheet
from ocop.accounts.enums import Role
from tests import factories as make
from tests.api.tokens import bearer
from tests.api_client import Caller, faulty

from .scoring_room import Room, finish

pytestmark = pytest.mark.django_db


def closed(*totals: int) -> tuple[Room, EvaluationResult]:
    """A room whose session has come to one result."""
    room = Room()
    finish(room, *totals)
    [result] = close_session(actor=room.chair, session_id=room.session.pk)
    return room, result


def of_commune(result: EvaluationResult) -> Caller:
    """Another system at the commune of the product."""
    return Caller(headers=bearer(unit=result.dossier.unit))


def test_a_result_is_told_as_on_the_page() -> None:
    room, result = closed(80, 81, 83)
    told = of_commune(result).read(f"results/{result.pk}/")
    assert (told["points_sum"], told["sheet_count"], told["mean"], told["star"]) == (244, 3, "81.33", result.star)
    assert told["dossier"]["product"]["producer"]["name"] == result.dossier.product.producer.name
    assert told["session"]["council"] == room.council.name
    assert told["session"]["number"] == f"{room.session.number}/2026"
    assert sorted(told["parts"]) == ["A", "B", "C"]
    assert f"{sum(float(part) for part in told['parts'].values()):.1f}" == "81.3"
    assert (told["sha256"], told["pack_sha256"], told["excluded"]) == (result.sha256, result.pack_sha256, None)
    assert [gate["criterion"] for gate in told["failed_gates"]] == [gate["criterion"] for gate in result.failed_gates]
    assert len(told["mends"]) == len(told["failed_gates"])


def test_no_sheet_and_no_name_of_a_member_leaks_with_a_result() -> None:
    room, result = closed(80, 81, 83)
    machine = of_commune(result)
    text = machine.get(f"results/{result.pk}/").content.decode() + machine.get("results/").content.decode()
    assert [member.name for member in room.members if member.name in text] == []
    assert machine.read("opened-sheets/")["results"] == []
    sheet = ScoreSheet.objects.first()
    assert machine.get(f"opened-sheets/{sheet.pk}/").status_code == 404
    stranger = Caller(headers=bearer("results:read"))
    assert (stranger.get(f"results/{result.pk}/").status_code, stranger.ids("results/")) == (404, [])


def test_an_excluded_product_has_a_reason_and_no_star() -> None:
    excluded = {"kind": "stop", "criterion": "6.1", "reason": "Không có chỉ tiêu an toàn"}
    gate = {"criterion": "3.5", "star": 4, "needs": 2, "has": "5/3"}
    result = make.make_result(star=None, excluded=excluded, failed_gates=[gate])
    told = of_commune(result).read(f"results/{result.pk}/")
    assert (told["star"], told["excluded"], told["failed_gates"]) == (None, excluded, [gate])
    assert (told["parts"], told["note"], told["mends"][0]["criterion"]) == ({}, "", "3.5")


def test_sheets_are_blind_until_the_chair_opens_them() -> None:
    room = Room()
    room.submit_all(80, 81, 82)
    callers = [Caller(user) for user in room.users]
    callers.append(Caller(make.make_user(Role.PROVINCE_COORDINATOR, room.council.unit)))
    sheets = list(ScoreSheet.objects.order_by("pk").values_list("pk", flat=True))
    for caller in callers:
        assert caller.ids("opened-sheets/") == []
        assert {caller.get(f"opened-sheets/{pk}/").status_code for pk in sheets} == {404}
    open_marks(actor=room.chair, entry_id=room.entry.pk)
    for caller in callers:
        assert caller.ids("opened-sheets/", entry=room.entry.pk, round=1) == sheets[::-1]
    assert callers[0].ids("opened-sheets/", round=2) == []
    told = callers[-1].read(f"opened-sheets/{sheets[0]}/")
    assert (told["member"]["name"], told["total"], len(told["marks"])) == (room.members[0].name, 80, 32)
    assert sum(mark["points"] for mark in told["marks"]) == 80
    assert told["dossier"] == room.entry.dossier_id


def test_filters_of_results() -> None:
    room, result = closed(40, 41, 42)
    other = make.make_result(star=4, decided_on=timezone.localdate() - timedelta(400))
    nation = make.make_nation()
    admin = Caller(make.make_user(Role.ADMIN, nation))
    assert admin.ids("results/") == [result.pk, other.pk]
    for query, found in (
        ({"star": 4}, other),
        ({"outcome": "ranked"}, other),
        ({"outcome": "unranked"}, result),
        ({"session": room.session.pk}, result),
        ({"dossier": other.dossier_id}, other),
        ({"product": result.dossier.product_id}, result),
        ({"year": other.decided_on.year}, other),
        ({"q": other.dossier.product.name}, other),
    ):
        assert admin.ids("results/", **query) == [found.pk], query
    assert admin.ids("results/", ordering="frozen_at", updated_since=result.frozen_at.isoformat()) == [
        result.pk,
        other.pk,
    ]
    assert admin.ids("results/", outcome="excluded") == []
    assert faulty(admin.get("results/", outcome="dat")) == [("outcome", "invalid_choice")]
    assert admin.read("results/", fields="id")["results"][0] == {"id": result.pk}


def test_queries_do_not_grow() -> None:
    unit = make.make_unit()
    caller = Caller(make.make_user(Role.COMMUNE_OFFICER, unit))

    def add() -> None:
        product = make.make_product(make.make_producer(unit), product_set=4)
        dossier = make.make_dossier(product, state="evaluated")
        session = make.make_session(make.make_council(), state="closed")
        make.make_result(make.make_entry(session, dossier, concluded_at=timezone.now()))

    def count(rows: int) -> int:
        caller.read("results/")
        with CaptureQueriesContext(connection) as captured:
            assert len(caller.ids("results/", limit=100)) == rows
        return len(captured)

    add()
    with_one = count(1)
    for _ in range(99):
        add()
    assert count(100) == with_one
