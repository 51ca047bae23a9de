"""Row history by triggers: every way of writing is caught, with who and which request; no password ever."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from ocop.accounts.enums import Role
from ocop.accounts.models import Grant, User
from ocop.audit.rows import event_models
from ocop.site.models import SiteSetting
from ocop.site.registry import DECLARED
from products.models import Producer
from tests import factories as make

pytestmark = pytest.mark.django_db


def events(model, pk=None):
    found = event_models()[model].objects.order_by("pgh_id").select_related("pgh_context")
    return list(found.filter(pgh_obj_id=pk) if pk else found)


def labels(model, pk=None) -> list[str]:
    return [event.pgh_label for event in events(model, pk)]


def test_bulk_create_is_caught():
    unit = make.make_unit()
    names = [f"Hợp tác xã {number}" for number in range(3)]

    Producer.objects.bulk_create(Producer(name=name, unit=unit).set_keys() for name in names)

    assert [event.name for event in events(Producer)] == names


def test_an_update_of_a_queryset_is_caught():
    producers = [make.make_producer() for _ in range(2)]

    Producer.objects.update(phone="0900000000")

    assert labels(Producer) == ["insert", "insert", "update", "update"]
    assert [event.phone for event in events(Producer, producers[0].pk)] == ["", "0900000000"]


def test_raw_sql_and_copy_are_caught():
    grant = make.make_grant(make.make_user(), Role.VIEWER, make.make_unit())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_grant SET note = 'sửa tay' WHERE id = %s", [grant.pk])
        cursor.execute("DELETE FROM accounts_grant WHERE id = %s", [grant.pk])
        with cursor.copy("COPY site_sitesetting (key, value, created_at, updated_at, revision) FROM STDIN") as copy:
            copy.write_row(("expected_path", '"rounds"', "2026-01-01", "2026-01-01", 0))

    assert [(event.pgh_label, event.note) for event in events(Grant, grant.pk)] == [
        ("insert", ""),
        ("update", "sửa tay"),
        ("delete", "sửa tay"),
    ]
    assert labels(SiteSetting) == ["insert"]


def test_outside_a_request_there_is_nobody():
    make.make_producer()

    assert events(Producer)[0].pgh_context is None


def test_a_request_leaves_who_and_which(client):
    admin = make.make_user(Role.ADMIN, make.make_nation())
    client.force_login(admin)

    fields = {key: declared.default for key, declared in DECLARED.items()} | {"expected_path": "rounds"}
    response = client.post("/quan-tri/thiet-lap/", fields, headers={"X-Request-ID": "may-chu-truoc-0001"})

    context = events(SiteSetting)[0].pgh_context.metadata
    assert response["X-Request-ID"] == "may-chu-truoc-0001"
    assert (context["user"], context["request_id"], context["url"]) == (
        admin.pk,
        "may-chu-truoc-0001",
        "/quan-tri/thiet-lap/",
    )


@pytest.mark.parametrize("given", ["", "ngắn", "x" * 65, "a b c d e f g h", "<script>12345"])
def test_a_request_id_that_is_no_plain_token_is_replaced(client, given):
    made = client.get("/dang-nhap/", headers={"X-Request-ID": given.encode().decode("latin-1")})["X-Request-ID"]

    assert made != given
    assert len(made) == 32


def test_no_event_table_has_a_password_or_secret():
    columns = {
        (event._meta.db_table, field.column)
        for event in event_models().values()
        for field in event._meta.fields
        if any(word in field.column for word in ("password", "secret", "session_key", "session_data"))
    }

    assert columns == set()
    assert "mfa.authenticator" not in {model._meta.label_lower for model in event_models()}


def test_changing_a_password_leaves_no_hash_in_the_events():
    person = make.make_user()
    person.set_password("dong lua chin vang 25")
    person.save()

    kept = [str(event.__dict__) for event in events(User, person.pk)]
    assert person.password not in " ".join(kept)


ABSENT = {"audit.legalact", "accounts.loginevent"}
DERIVED = {"programs.unitreach"}


def test_every_model_of_people_and_grants_is_tracked():
    tracked = {model._meta.label_lower for model in event_models()}
    ours = {
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in ("accounts", "site", "audit") and not hasattr(model, "pgh_tracked_model")
    }

    assert ours - ABSENT - {"accounts.user_groups", "accounts.user_user_permissions"} <= tracked


@pytest.mark.parametrize("sql", ["UPDATE {} SET name = 'khác'", "DELETE FROM {}"])
def test_the_history_itself_cannot_be_edited(sql):
    make.make_producer()
    table = event_models()[Producer]._meta.db_table

    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        cursor.execute(sql.format(table))
    assert labels(Producer) == ["insert"]


def test_every_event_table_has_the_guard():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_append_only%'")
        guarded = {name for (name,) in cursor.fetchall()}

    assert {event._meta.db_table for event in event_models().values()} <= guarded
