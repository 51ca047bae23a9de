"""The whole way: members' sheets, the chair opens, the council concludes, the session closes, the province decides."""

from decimal import Decimal
from typing import Any

import pytest

from evaluations.domain.decisions import pending_results
from evaluations.domain.decisions.pending import potential_fives, refused_results
from evaluations.domain.results import close_session
from evaluations.models import Recognition
from products.models import Dossier, Producer

from .decision_story import TODAY, Scene, move_clock
from .scoring_room import Room, finish

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    move_clock(monkeypatch, TODAY)
    return Scene()


def at_home(room: Room, scene: Scene) -> None:
    """The council is the province's, the producers are in its commune."""
    room.council.unit = scene.province
    room.council.save()
    dossiers = Dossier.objects.filter(entries__in=room.entries)
    Producer.objects.filter(products__dossiers__in=dossiers).update(unit=scene.commune)
    dossiers.update(unit=scene.commune)


def test_each_result_goes_its_way(scene: Scene) -> None:
    room = Room(3, dossiers=4)
    at_home(room, scene)
    marks: dict[int, tuple[int, ...]] = {0: (73, 74, 76), 1: (95, 96, 97), 2: (40, 41, 42), 3: (69, 70, 70)}
    changed: dict[str, Any] = {}
    for entry, totals in marks.items():
        finish(room, *totals, entry=entry, **changed)
    results = close_session(actor=room.chair, session_id=room.session.pk)
    by_entry = {result.entry_id: result for result in results}
    four, five, two, three = (by_entry[entry.pk] for entry in room.entries)
    assert [four.star, five.star, two.star, three.star] == [4, 5, 2, 3]
    assert list(pending_results(scene.organiser, scene.province)) == [four, three]
    assert (list(potential_fives(scene.organiser)), list(refused_results(scene.organiser))) == ([five], [two])
    scene.issue(scene.draft(four, three))
    found = Recognition.objects.order_by("-star").values_list("star", "score", "certificate__number")
    # 69.666… is below 70: three stars, and the register does not round it up
    assert list(found) == [(4, Decimal("74.33"), "01/GCN-OCOP"), (3, Decimal("69.66"), "02/GCN-OCOP")]
