"""Tables made at once are the tables made step by step."""

from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations.operations import AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState

from ocop.audit.operations import AtOnce

pytestmark = pytest.mark.django_db(transaction=True)


def _steps() -> list[Any]:
    key = ("id", models.BigAutoField(primary_key=True))
    return [
        CreateModel("House", [key, ("name", models.CharField(max_length=20))]),
        CreateModel("Room", [key]),
        AddField("Room", "house", models.ForeignKey("audit.House", models.CASCADE)),
        AddIndex("House", models.Index(fields=["name"], name="try_house_name")),
    ]


def _run(operation: Any, state: ProjectState) -> tuple[ProjectState, ProjectState]:
    before = state.clone()
    operation.state_forwards("audit", state)
    with connection.schema_editor() as editor:
        operation.database_forwards("audit", editor, before, state)
    return before, state


def _tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("audit_") and "try" not in name}


def _facts() -> Any:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, "audit_room")
        indexes = connection.introspection.get_constraints(cursor, "audit_house")
        columns = [column.name for column in connection.introspection.get_table_description(cursor, "audit_room")]
    keys = sorted(tuple(one["foreign_key"]) for one in constraints.values() if one["foreign_key"])
    return columns, keys, sorted(indexes)


def test_tables_and_what_hangs_on_them_come_and_go() -> None:
    existing = _tables()
    operation = AtOnce(_steps())
    before, after = _run(operation, ProjectState())
    assert _tables() - existing == {"audit_house", "audit_room"}
    at_once = _facts()
    assert at_once[1] == [("audit_house", "id")]
    assert "try_house_name" in at_once[2]
    with connection.schema_editor() as editor:
        operation.database_backwards("audit", editor, after, before)
    assert _tables() == existing
    state = ProjectState()
    for step in _steps():
        _run(step, state)
    try:
        assert _facts() == at_once
    finally:
        with connection.schema_editor() as editor:
            for name in ("Room", "House"):
                editor.delete_model(state.apps.get_model("audit", name))


def test_a_later_batch_adds_to_tables_of_before() -> None:
    existing = _tables()
    house, room, link, _index = _steps()
    _before, state = _run(AtOnce([house, room]), ProjectState())
    second = AtOnce([link])
    before, after = _run(second, state)
    try:
        assert _facts()[0] == ["id", "house_id"]
        with connection.schema_editor() as editor:
            second.database_backwards("audit", editor, after, before)
        assert _facts()[0] == ["id"]
    finally:
        with connection.schema_editor() as editor:
            for name in ("Room", "House"):
                editor.delete_model(before.apps.get_model("audit", name))
    assert _tables() == existing
    assert second.deconstruct() == ("AtOnce", [], {"state_operations": [link]})
