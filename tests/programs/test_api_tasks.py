"""Tasks by program: read in the territory, reported on by who does them, under If-Match and an Idempotency-Key."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from programs.models import WorkItem, WorkReport
from tests import factories as make
from tests.api.calls import faults, get, queries, send, signed_in, status
from tests.api.tokens import bearer

from .work_setup import YEAR, Scene, late, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None) -> Scene:
    """A province and two communes."""
    return make_scene()


@pytest.fixture
def task(scene: Scene) -> WorkItem:
    """Of the first commune, overdue by three days."""
    fields = {"unit": scene.communes[0], "due_on": late(3), "content": "Rà soát sản phẩm"}
    item = make.make_work(scene.version, **fields)
    make.make_work_part(item)
    return item


@pytest.fixture
def officer(scene: Scene) -> Client:
    """Of the first commune."""
    client = Client()
    client.force_login(scene.officers[0])
    return client


@pytest.fixture
def staff(scene: Scene) -> Client:
    """Of the province, which gave the task out."""
    client = Client()
    client.force_login(scene.staff)
    return client


def etag(client: Client, task: WorkItem) -> str:
    return str(client.get(f"/api/v1/tasks/{task.pk}/")["ETag"])


def report(client: Client, task: WorkItem, body: dict[str, Any], seen: str = "") -> Any:
    """The answer to a PATCH on what was seen (now, when nothing is named)."""
    return send(client, "PATCH", f"tasks/{task.pk}/", body, **{"If-Match": seen or etag(client, task)})


def test_progress_is_reported_and_read_back(officer: Client, task: WorkItem) -> None:
    response = report(officer, task, {"progress": 40, "text": "Đã họp thôn"})
    assert response.status_code == 200, response.content
    record = response.json()
    assert (record["progress"], record["state"]["value"], record["is_late"]) == (40, "doing", True)
    assert [(said["progress"], said["text"]) for said in record["reports"]] == [(40, "Đã họp thôn")]
    assert record["parts"][0]["confirmed_at"] is not None
    assert response["ETag"] == etag(officer, task)


def test_the_same_report_again_changes_nothing(officer: Client, task: WorkItem) -> None:
    seen, body = etag(officer, task), {"progress": 40, "text": "Đã họp thôn"}
    first, again = report(officer, task, body, seen), report(officer, task, body, seen)
    assert (again.status_code, again.json()) == (200, first.json())
    assert WorkReport.objects.count() == 1


def test_a_report_needs_the_revision_that_was_read(officer: Client, task: WorkItem) -> None:
    seen = etag(officer, task)
    assert send(officer, "PATCH", f"tasks/{task.pk}/", {"progress": 10}).status_code == 428
    assert report(officer, task, {"progress": 10}, seen).status_code == 200
    stale = report(officer, task, {"progress": 20}, seen)
    assert (stale.status_code, stale.json()["code"]) == (412, "revision_changed")
    assert WorkItem.objects.get().progress == 10


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({}, [("progress", "required")]),
        ({"progress": 101}, [("progress", "max_value")]),
        ({"progress": "nhiều"}, [("progress", "invalid")]),
        ({"progress": 100}, [("text", "proof")]),
        ({"progress": 5, "state": "done"}, [("state", "unknown_field")]),
    ],
)
def test_faults_name_their_field(
    officer: Client, task: WorkItem, body: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    response = report(officer, task, body)
    assert (response.status_code, faults(response)) == (422, found)


def test_a_task_is_done_once(officer: Client, task: WorkItem) -> None:
    body, path = {"text": "Đã lập danh sách"}, f"tasks/{task.pk}/done/"
    headers = {"Idempotency-Key": "viec-1", "If-Match": etag(officer, task)}
    first, again = (send(officer, "POST", path, body, **headers) for _ in range(2))
    assert (first.status_code, first.json()["state"]["value"]) == (200, "done")
    assert (again.status_code, again.json(), again["Idempotency-Replayed"]) == (200, first.json(), "true")
    other = send(officer, "POST", path, {"text": "Khác"}, **headers)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert send(officer, "POST", path, body).status_code == 428
    assert send(officer, "POST", path, {}, **{"If-Match": etag(officer, task)}).status_code == 422
    assert WorkReport.objects.count() == 1


def test_who_only_reads_a_task_may_not_report_on_it(staff: Client, task: WorkItem) -> None:
    record = get(staff, f"tasks/{task.pk}/")
    assert record["can_report"] is False
    refused = report(staff, task, {"progress": 40})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert WorkReport.objects.count() == 0


def test_of_another_commune_nothing_is_known(scene: Scene, task: WorkItem) -> None:
    neighbour = Client()
    neighbour.force_login(scene.officers[1])
    assert get(neighbour, "tasks/")["results"] == []
    assert status(neighbour, f"tasks/{task.pk}/") == 404
    assert report(neighbour, task, {"progress": 40}, '"0"').status_code == 404


def test_a_gathered_and_a_dropped_task_are_conflicts(scene: Scene, officer: Client, task: WorkItem) -> None:
    child = make.make_work(scene.version, unit=scene.communes[0], parent=task, period=f"{YEAR}-Q1")
    gathered = report(officer, task, {"progress": 40})
    assert (gathered.status_code, gathered.json()["code"]) == (409, "gathered")
    record = get(officer, f"tasks/{task.pk}/")
    assert (record["children"], record["children_count"], record["can_report"]) == ([child.pk], 1, False)
    WorkItem.objects.filter(pk=child.pk).update(state="dropped", drop_reason="Không làm")
    dropped = report(officer, child, {"progress": 40})
    assert (dropped.status_code, dropped.json()["code"]) == (409, "dropped")


def test_a_machine_of_the_commune_reports(scene: Scene, task: WorkItem) -> None:
    reads, writes = (
        bearer("tasks:read", unit=scene.communes[0]),
        bearer("tasks:read", "tasks:write", unit=scene.communes[0]),
    )
    client, path = Client(), f"tasks/{task.pk}/"
    seen = client.get(f"/api/v1/{path}", headers=reads)
    assert seen.json()["can_report"] is True
    body, match = {"progress": 60, "text": "Đã xong hai thôn"}, {"If-Match": seen["ETag"]}
    refused = send(client, "PATCH", path, body, **reads, **match)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    assert send(client, "PATCH", path, body, **writes, **match).status_code == 200
    assert WorkItem.objects.get().progress == 60


FILTERS: list[tuple[dict[str, Any], int]] = [
    ({"state": "open"}, 1),
    ({"state": "done"}, 0),
    ({"late": "true"}, 1),
    ({"late": "false"}, 2),
    ({"mine": "true"}, 1),
    ({"mine": "false"}, 2),
    ({"due_from": late(3).isoformat(), "due_to": late(2).isoformat()}, 1),
    ({"due_from": (timezone.localdate() + timedelta(days=1)).isoformat()}, 0),
    ({"plan": "khong-co"}, 0),
    ({"parent": 1}, 0),
    ({"body": 1}, 0),
    ({"unit": "khong-co"}, 0),
    ({"ordering": "-due_on", "limit": 100}, 2),
    ({"updated_since": "2100-01-01T00:00:00+07:00"}, 0),
]


@pytest.mark.parametrize(("query", "found"), FILTERS)
def test_filters(scene: Scene, officer: Client, task: WorkItem, query: dict[str, Any], found: int) -> None:
    helped = make.make_work(scene.version, state="doing", progress=5)
    make.make_work_part(helped, unit=scene.communes[0], role="coordinating")
    assert len(get(officer, "tasks/", **query)["results"]) == found
    assert len(get(officer, "tasks/", unit=scene.communes[0].code)["results"]) == 1


def test_undated_tasks_come_last_and_the_cursor_passes_them(scene: Scene, staff: Client, task: WorkItem) -> None:
    undated = [make.make_work(scene.version) for _ in range(2)]
    first = get(staff, "tasks/", limit=2)
    second = staff.get(first["next"]).json()
    ids = [row["id"] for page in (first, second) for row in page["results"]]
    assert ids == [task.pk, *(one.pk for one in undated)]
    assert second["next"] is None


def test_the_same_queries_for_any_number(scene: Scene, staff: Client, task: WorkItem) -> None:
    few = queries(staff, "tasks/?limit=100")
    for _ in range(99):
        make.make_work(scene.version, unit=scene.communes[1])
    assert queries(staff, "tasks/?limit=100") == few


def test_somebody_of_another_province_has_an_empty_list(task: WorkItem) -> None:
    stranger = signed_in("province_coordinator", make.make_unit("province"))
    assert get(stranger, "tasks/") == {"next": None, "previous": None, "results": []}
