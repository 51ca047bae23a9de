"""Answers over the demonstration data have the shape that the committed document tells: every field, no other."""

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from ocop.api.openapi import served_document
from programs.models import Body, Plan, Unit, WorkItem
from reporting.domain.unit_reports.figures import period_of
from reporting.models import Document, UnitReport
from tests import factories as make

ADDRESSES = (
    ("/api/v1/units/", {"tier": "commune", "limit": "100"}),
    ("/api/v1/units/{code}/", {"on": "2025-06-30"}),
    ("/api/v1/units/{code}/lineage/", {"on": "2025-06-30"}),
    ("/api/v1/units/{code}/became/", {"from": "2025-06-30"}),
    ("/api/v1/bodies/", {}),
    ("/api/v1/bodies/{id}/", {}),
    ("/api/v1/plans/", {}),
    ("/api/v1/plans/{slug}/", {}),
    ("/api/v1/plans/{slug}/targets/", {}),
    ("/api/v1/plans/{slug}/batches/", {}),
    ("/api/v1/plans/{slug}/progress/", {}),
    ("/api/v1/plans/{slug}/progress/", {"mode": "restated"}),
    ("/api/v1/tasks/", {}),
    ("/api/v1/tasks/{id}/", {}),
    ("/api/v1/documents/", {}),
    ("/api/v1/documents/{id}/", {}),
    ("/api/v1/jobs/", {}),
    ("/api/v1/reports/", {}),
    ("/api/v1/reports/{id}/", {}),
    ("/api/v1/period-reports/{code}/{period}/", {}),
)


@pytest.fixture
def admin(demo: None) -> Client:
    """Of the whole country, with a job of the own."""
    client, user = Client(), make.make_user("admin", make.make_nation())
    client.force_login(user)
    make.make_job(user, kind="document", result={"document": 1})
    return client


def keys(path: str) -> list[dict[str, Any]]:
    """What to put into the address: every plan, a few of the others."""
    if "{slug}" in path:
        return [{"slug": plan.slug} for plan in Plan.objects.all()]
    if "{period}" in path:
        reports = UnitReport.objects.select_related("call", "unit")[:2]
        return [{"code": report.unit.code, "period": period_of(report.call).slug} for report in reports]
    if "{code}" in path:
        ended = Unit.objects.filter(valid_to="2025-06-30", path__startswith="38/")
        return [{"code": unit.code} for unit in (ended.filter(tier="district")[0], ended.filter(tier="commune")[0])]
    models = {"bodies": Body, "tasks": WorkItem, "documents": Document, "reports": UnitReport}
    if "{id}" not in path:
        return [{}]
    model: Any = models[path.split("/")[3]]
    rows = model.objects.filter(submissions__isnull=False) if model is UnitReport else model.objects
    return [{"id": pk} for pk in rows.order_by("-pk").values_list("pk", flat=True)[:5]]


@pytest.mark.django_db
def test_answers_are_as_the_document_says(admin: Client) -> None:
    document, wrong, seen = served_document(), [], 0
    for path, query in ADDRESSES:
        answer = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        check = Draft202012Validator({**answer, "components": document["components"]})
        for key in keys(path):
            response = admin.get(path.format(**key), query)
            assert response.status_code == 200, (path, key, response.content)
            body, seen = response.json(), seen + 1
            wrong += [f"{path} {key} {fault.json_path}: {fault.message[:200]}" for fault in check.iter_errors(body)]
    assert not wrong, "\n".join(wrong[:20])
    assert seen > len(ADDRESSES)
