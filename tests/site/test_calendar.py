"""The table above the working calendar: changed by administrators of the whole installation, told to others."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.site import workdays
from ocop.site.domain import add_calendar_day, change_calendar_day, change_setting, remove_calendar_day
from ocop.site.models import CalendarDay
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/quan-tri/lich-lam-viec/"
MONDAY = date(2026, 11, 23)
REASON = "Thông báo 12/TB-BNV"


@pytest.fixture
def admin():
    return make.make_user(Role.ADMIN, make.make_nation())


@pytest.fixture
def told(monkeypatch):
    """How often those who compute with working days were told."""
    calls = []
    monkeypatch.setattr(workdays, "_listeners", [lambda: calls.append(1)])
    return calls


def add(actor, **facts):
    return add_calendar_day(actor=actor, **{"day": MONDAY, "is_working": False, "reason": REASON, **facts})


def test_an_exception_is_written_once_and_told(admin, told):
    first, again = add(admin), add(admin, reason=f"  {REASON} ")

    act = LegalAct.objects.get(verb="add_calendar_day")
    assert first == again
    assert (act.actor, act.article) == (admin, REASON)
    assert act.payload == {"day": "2026-11-23", "is_working": False, "reason": REASON}
    assert len(told) == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"is_working": True}, "taken"),
        ({"day": date(2017, 12, 31)}, "year"),
        ({"day": date(2101, 1, 1)}, "year"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 201}, "reason"),
    ],
)
def test_what_cannot_be_an_exception_is_refused(admin, facts, code):
    add(admin)

    with pytest.raises(ValidationError) as refused:
        add(admin, **facts)

    assert [error.code for errors in refused.value.error_dict.values() for error in errors] == [code]


def test_a_change_that_was_not_seen_is_told_not_lost(admin, told):
    day = add(admin)
    change_calendar_day(actor=admin, day_id=day.pk, revision=0, is_working=True, reason=REASON)

    with pytest.raises(ValidationError, match="vừa sửa"):
        change_calendar_day(actor=admin, day_id=day.pk, revision=0, is_working=False, reason="Khác")
    same = change_calendar_day(actor=admin, day_id=day.pk, revision=0, is_working=True, reason=REASON)

    assert (same.is_working, same.revision, len(told)) == (True, 1, 2)


def test_a_day_taken_out_follows_the_general_calendar_and_stays_out(admin, told):
    day = add(admin)

    remove_calendar_day(actor=admin, day_id=day.pk)
    remove_calendar_day(actor=admin, day_id=day.pk)

    assert workdays.work_calendar().is_working(MONDAY)
    assert LegalAct.objects.filter(verb="remove_calendar_day").count() == 1
    assert len(told) == 2


@pytest.mark.parametrize(("key", "value", "times"), [("clock_first_day", "same", 1), ("expected_path", "rounds", 0)])
def test_a_setting_of_counting_is_told_as_the_calendar_is(admin, told, key, value, times):
    change_setting(actor=admin, key=key, value=value)
    change_setting(actor=admin, key=key, value=value)

    assert len(told) == times


def test_who_registers_twice_is_told_once(told):
    calls = []

    def listener():
        calls.append(1)

    workdays.on_calendar_change(listener)
    workdays.on_calendar_change(listener)
    workdays.calendar_changed()

    assert (calls, told) == ([1], [1])


def test_nobody_else_changes_the_calendar(admin):
    day = add(admin)
    officer = make.make_user(Role.ADMIN, make.make_unit())

    for verb in (
        lambda: add(officer),
        lambda: change_calendar_day(actor=officer, day_id=day.pk, revision=None, is_working=True, reason=REASON),
        lambda: remove_calendar_day(actor=officer, day_id=day.pk),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert CalendarDay.objects.get().is_working is False


def test_the_page_adds_changes_and_removes(client, admin):
    client.force_login(admin)

    client.post(f"{PAGE}them/", {"day": "23/11/2026", "is_working": "0", "reason": REASON})
    day = CalendarDay.objects.get()
    listed = client.get(f"{PAGE}?nam=2026").content.decode()
    client.post(f"{PAGE}{day.pk}/", {"is_working": "1", "reason": "Thông báo 13", "revision": "0"})
    day.refresh_from_db()

    assert "Thứ 2, 23/11/2026" in listed
    assert REASON in listed
    assert str(admin) in listed
    assert (day.is_working, day.reason, day.revision) == (True, "Thông báo 13", 1)
    assert client.post(f"{PAGE}{day.pk}/bo/").status_code == 302
    assert CalendarDay.objects.count() == 0


def test_the_page_tells_what_is_wrong(client, admin):
    day = add(admin)
    change_calendar_day(actor=admin, day_id=day.pk, revision=0, is_working=True, reason=REASON)
    client.force_login(admin)

    taken = client.post(f"{PAGE}them/", {"day": "23/11/2026", "is_working": "0", "reason": "Khác"}).content.decode()
    stale = client.post(f"{PAGE}{day.pk}/", {"is_working": "0", "reason": "Khác", "revision": "0"}).content.decode()

    assert "Ngày này đã có trong bảng" in taken
    assert "Có người khác vừa sửa ngày này" in stale
    assert 'name="revision" value="1"' in stale


@pytest.mark.parametrize("year", ["", "abcd", "1999", "99999"])
def test_a_year_that_is_none_shows_this_year(client, admin, year):
    client.force_login(admin)

    page = client.get(f"{PAGE}?nam={year}").content.decode()

    assert "Năm này chưa ghi ngày nào" in page


def test_the_page_names_public_holidays_and_what_it_cannot_know(client, admin):
    client.force_login(admin)

    page = client.get(f"{PAGE}?nam=2026").content.decode()

    assert "Thứ 4, 02/09/2026: Quốc khánh" in page
    assert "Thứ 7, 22/08/2026" in page
    assert "đối chiếu với thông báo hằng năm" in page
