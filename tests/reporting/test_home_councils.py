"""«Việc của tôi» of council members and chairs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations.models import SessionEntry
from reporting.domain.home import home_of
from tests.factories import make_council, make_council_member, make_entry, make_session, make_sheet, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def test_sheets_and_conclusions_wait() -> None:
    council = make_council()
    chair, member = (make_council_member(council, role=role) for role in ("chair", "member"))
    session = make_session(council, state="scoring", held_on=TODAY, number=3)
    done, next_one = make_entry(session, order=1), make_entry(session, order=2)
    make_sheet(done, member, state="submitted", total=70, submitted_at=timezone.now())
    assert [(one.kind, one.when, one.text, one.note, one.url) for one in home_of(member.user).items] == [
        ("Phiếu chấm", "week", str(session), "đã nộp 1/2 phiếu", f"/danh-gia/phieu/{next_one.pk}/")
    ]
    kinds = [(one.kind, one.note, one.url) for one in home_of(chair.user).items]
    assert kinds == [
        ("Phiếu chấm", "đã nộp 0/2 phiếu", f"/danh-gia/phieu/{done.pk}/"),
        ("Phiên họp cần kết luận", "còn 2 hồ sơ chưa kết luận", f"/danh-gia/phien/{session.pk}/"),
    ]
    assert home_of(make_user()).items == []
    session.due_on = TODAY - timedelta(days=1)
    session.save()
    assert [one.when for one in home_of(member.user).items] == ["late"]
    SessionEntry.objects.update(opened_round=1)
    assert home_of(member.user).items == []


def test_as_many_queries_for_one_session_as_for_three() -> None:
    council = make_council()
    chair = make_council_member(council, role="chair")

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            home_of(chair.user)
        return len(captured)

    make_entry(make_session(council, state="scoring"))
    home_of(chair.user)
    one = count()
    for _ in range(2):
        session = make_session(council, state="scoring")
        make_entry(session)
        make_entry(session)
    assert count() == one
