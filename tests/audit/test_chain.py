"""The hash chain over legal acts."""

import json
import threading
from datetime import UTC, datetime

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from ocop.accounts.models import User
from ocop.audit.acts import record_act, verify_chain
from ocop.audit.models import LegalAct
from tests import factories as make

TABLE = LegalAct._meta.db_table


def add(count: int = 3, **payload) -> list[LegalAct]:
    actor, subject = make.make_user(), make.make_unit()
    facts = {"số": 36, "đơn vị": "Xã Lưu Vệ", **payload}
    return [record_act(verb="issue_plan", actor=actor, subject=subject, payload=facts) for _ in range(count)]


def execute(sql: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def run(capsys, *arguments: str) -> tuple[dict, int]:
    code = 0
    try:
        call_command("verify_audit", *arguments)
    except SystemExit as leaving:
        code = leaving.code
    return json.loads(capsys.readouterr().out), code


@pytest.mark.django_db
def test_acts_follow_each_other_without_a_gap():
    acts = add(3)

    assert [act.sequence for act in acts] == [1, 2, 3]
    assert [act.previous_hash for act in acts] == ["0" * 64, acts[0].hash, acts[1].hash]
    assert list(verify_chain()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "payload", [{"x": 1e22}, {"x": 0.1}, {7: "khóa là số", 10: "mười"}, {"x": (1, None, True)}, {"x": {"b": 1, "a": 2}}]
)
def test_what_the_database_gives_back_is_what_was_hashed(payload):
    record_act(verb="issue_plan", actor=None, subject=make.make_unit(), payload=payload)

    assert list(verify_chain()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE {} SET article = 'khác'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete(sql):
    add(1)

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        execute(sql.format(TABLE))


CHANGES = {
    "payload": "UPDATE {} SET payload = payload || '{{\"số\": 37}}' WHERE sequence = 2",
    "actor": "UPDATE {} SET actor_id = NULL WHERE sequence = 2",
    "time": "UPDATE {} SET at = at - interval '1 day' WHERE sequence = 2",
    "article": "UPDATE {} SET article = 'Điều 9' WHERE sequence = 2",
}


@pytest.mark.django_db
@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES)
def test_a_row_edited_behind_the_triggers_is_found(capsys, sql):
    add(3)
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
    execute(sql.format(TABLE))
    execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")

    result, code = run(capsys)

    assert (result["acts"], result["ok"], code) == (3, False, 1)
    assert result["broken"] == ["Mắt xích 2 đã bị sửa nội dung"]


@pytest.mark.django_db
def test_an_edited_row_with_a_new_hash_breaks_the_next_link(capsys):
    from ocop.audit.acts import digest

    act = add(3)[1]
    with pgtrigger.ignore("audit.LegalAct:append_only"):
        act.article = "Điều 9"
        LegalAct.objects.filter(pk=act.pk).update(article=act.article, hash=digest(act))

    assert run(capsys)[0]["broken"] == ["Mắt xích 3 không nối với mắt xích trước"]


@pytest.mark.django_db
def test_a_missing_link_is_found(capsys):
    add(3)
    with pgtrigger.ignore("audit.LegalAct:append_only"):
        LegalAct.objects.filter(sequence=2).delete()

    broken = run(capsys)[0]["broken"]
    assert broken == ["Thiếu mắt xích 2 (gặp 3)", "Mắt xích 3 không nối với mắt xích trước"]


@pytest.mark.django_db
def test_a_cut_end_is_found_by_the_head_kept_elsewhere(capsys):
    add(3)
    head = run(capsys)[0]["head"]
    with pgtrigger.ignore("audit.LegalAct:append_only"):
        LegalAct.objects.filter(sequence=3).delete()

    assert run(capsys)[0]["ok"] is True
    assert run(capsys, "--head", head) == (
        {**run(capsys)[0], "ok": False, "broken": ["Không còn mắt xích 3 đã lưu: phần cuối chuỗi bị cắt hoặc bị thay"]},
        1,
    )


@pytest.mark.django_db
def test_the_command_on_a_whole_chain(capsys):
    last = add(2)[-1]

    assert run(capsys) == ({"acts": 2, "broken": [], "head": f"2:{last.hash}", "ok": True}, 0)
    with pytest.raises(CommandError):
        call_command("verify_audit", "--head", "sai")


@pytest.mark.django_db
def test_an_act_is_undone_with_the_change_it_tells_of():
    def fail() -> None:
        with transaction.atomic():
            add(1)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert add(1)[0].sequence == 1


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_leave_no_gap():
    actor = User.objects.create_user("ghi")

    def write() -> None:
        try:
            for _ in range(10):
                record_act(verb="issue_plan", actor=actor, subject=actor)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(LegalAct.objects.values_list("sequence", flat=True)) == list(range(1, 61))
    assert list(verify_chain()) == []


@pytest.mark.django_db
def test_one_changed_of_many_is_found():
    subject = make.make_unit()
    previous, acts = "0" * 64, []
    from ocop.audit.acts import digest

    for number in range(1, 3001):
        act = LegalAct(sequence=number, at=datetime(2026, 1, 1, tzinfo=UTC), verb="issue_plan", previous_hash=previous)
        act.subject_type, act.subject_id, act.payload = "programs.unit", str(subject.pk), {"n": number}
        act.hash = previous = digest(act)
        acts.append(act)
    LegalAct.objects.bulk_create(acts)
    assert list(verify_chain()) == []

    with pgtrigger.ignore("audit.LegalAct:append_only"):
        LegalAct.objects.filter(sequence=1777).update(payload={"n": 1778})

    assert list(verify_chain()) == ["Mắt xích 1777 đã bị sửa nội dung"]
