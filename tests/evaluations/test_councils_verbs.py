"""Councils are founded where and when they can be, their members and rules have dates."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from evaluations.domain.councils.councils import create_council, end_council, founding_units, update_council
from evaluations.domain.councils.members import (
    add_member,
    eligible_people,
    end_member,
    find_people,
    update_member,
    without_role,
)
from evaluations.domain.councils.procedure import rules_on, set_rules
from evaluations.domain.sessions.roles import is_chair
from evaluations.models import Council, CouncilMember, CouncilRules, Seat
from ocop.accounts.enums import Role
from ocop.accounts.models import Grant
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from products.domain.records import StaleError
from programs.enums import Tier
from tests.factories import make_grant, make_nation, make_unit, make_user

from .council_story import HELD, CouncilStory, codes

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def founded(story: CouncilStory, **fields: Any) -> Council:
    values = {"level": "province", "unit": story.province, "name": "Hội đồng  tỉnh", "decision_number": "12/qđ-ubnd"}
    return create_council(actor=story.organiser, **{**values, "decided_on": DAY, **fields})


def test_founded_once_with_the_proposed_rules() -> None:
    SiteSetting.objects.create(key="council_quorum_percent", value=60)
    story = CouncilStory()
    council = founded(story)
    assert founded(story) == council
    assert (council.name, council.decision_number) == ("Hội đồng tỉnh", "12/QĐ-UBND")
    rules = rules_on(council, DAY)
    assert rules is not None
    assert (rules.quorum_percent, rules.needs_chair, rules.max_spread) == (60, True, 10)
    act = LegalAct.objects.get(verb="create_council")
    assert (act.article, act.payload["unit"]["code"]) == ("Điều 7.3b Quyết định 26/2026/QĐ-TTg", story.province.code)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "required"),
        ({"decision_number": "quyết định 12"}, "decision_number"),
        ({"decided_on": timezone.localdate() + timedelta(days=1)}, "future_decision"),
        ({"decided_on": date(2017, 1, 1)}, "before_programme"),
        ({"level": "central"}, "unit"),
    ],
)
def test_founding_refused(fields: dict[str, Any], code: str) -> None:
    story = CouncilStory()
    with pytest.raises(ValidationError) as refused:
        founded(story, **fields)
    assert codes(refused) == [code]


def test_the_same_decision_with_another_name_is_refused() -> None:
    story = CouncilStory()
    founded(story)
    with pytest.raises(ValidationError, match="đã có"):
        founded(story, name="Hội đồng khác")


def test_a_district_has_a_council_only_while_it_exists() -> None:
    story = CouncilStory()
    district = make_unit(Tier.DISTRICT, story.province, valid_to=date(2025, 6, 30))
    council = founded(story, level="district", unit=district, decided_on=date(2025, 6, 30))
    assert LegalAct.objects.get(verb="create_council").article == ""
    with pytest.raises(ValidationError, match=r"không tồn tại ngày 01/07/2025"):
        founded(story, level="district", unit=district, decided_on=date(2025, 7, 1))
    with pytest.raises(ValidationError) as refused:
        update_council(
            actor=story.organiser,
            council_id=council.pk,
            revision=0,
            name="A",
            decision_number="1/QĐ-UBND",
            decided_on=date(2025, 7, 1),
        )
    assert codes(refused) == ["unit"]


def test_each_founds_in_the_own_territory() -> None:
    story, nation = CouncilStory(), make_nation()
    with pytest.raises(ValidationError, match="ngoài phạm vi"):
        founded(story, unit=make_unit(Tier.PROVINCE))
    ministry = make_user(Role.PROVINCE_COORDINATOR, nation)
    central = create_council(
        actor=ministry, level="central", unit=nation, name="TW", decision_number="5/QĐ-BNN", decided_on=DAY
    )
    assert LegalAct.objects.get(subject_id=str(central.pk), verb="create_council").article.startswith("Điều 7.4 ")
    assert founding_units(None, "central", DAY).get() == nation
    assert not founding_units(make_user(Role.VIEWER, nation), "central", DAY).exists()


def test_mended_with_a_revision() -> None:
    story = CouncilStory()
    council = founded(story)
    values = {"name": "Hội đồng mới", "decision_number": "13/QĐ-UBND", "decided_on": DAY}
    done = update_council(actor=story.organiser, council_id=council.pk, revision=0, **values)
    assert (done.name, done.revision) == ("Hội đồng mới", 1)
    update_council(actor=story.organiser, council_id=council.pk, revision=0, **values)
    with pytest.raises(StaleError):
        update_council(actor=story.organiser, council_id=council.pk, revision=0, **{**values, "name": "Khác"})
    stranger = make_user(Role.PROVINCE_COORDINATOR, make_unit(Tier.PROVINCE))
    with pytest.raises(ValidationError) as refused:
        update_council(actor=stranger, council_id=council.pk, revision=1, **values)
    assert codes(refused) == ["not_allowed"]


def test_the_founding_day_cannot_pass_a_session() -> None:
    story = CouncilStory()
    story.session()
    with pytest.raises(ValidationError) as refused:
        update_council(
            actor=None,
            council_id=story.council.pk,
            revision=None,
            name="A",
            decision_number="1/QĐ-UBND",
            decided_on=HELD + timedelta(days=1),
        )
    assert codes(refused) == ["session_before"]


def test_dissolved_once_with_its_members() -> None:
    story = CouncilStory(members=2)
    late = story.member(valid_from=HELD + timedelta(days=9))
    for _ in range(2):
        council = end_council(actor=story.organiser, council_id=story.council.pk, ended_on=HELD)
    assert council.ended_on == HELD
    assert set(council.members.exclude(pk=late.pk).values_list("valid_to", flat=True)) == {HELD}
    late.refresh_from_db()
    assert late.valid_to == late.valid_from
    assert LegalAct.objects.filter(verb="end_council").count() == 1
    with pytest.raises(ValidationError, match="đã giải thể"):
        end_council(actor=story.organiser, council_id=council.pk, ended_on=HELD + timedelta(days=1))


def test_not_dissolved_before_its_time_or_with_an_open_session() -> None:
    story = CouncilStory()
    with pytest.raises(ValidationError) as refused:
        end_council(actor=story.organiser, council_id=story.council.pk, ended_on=date(2026, 5, 1))
    assert codes(refused) == ["before_start"]
    session = story.session()
    with pytest.raises(ValidationError) as refused:
        end_council(actor=story.organiser, council_id=story.council.pk, ended_on=HELD)
    assert codes(refused) == ["open_session"]
    session.state = "closed"
    session.save()
    with pytest.raises(ValidationError) as refused:
        end_council(actor=story.organiser, council_id=story.council.pk, ended_on=HELD - timedelta(days=1))
    assert codes(refused) == ["session_after"]


def joined(story: CouncilStory, **fields: Any) -> CouncilMember:
    user = fields.pop("user", None) or make_user(Role.COUNCIL_MEMBER, story.province)
    values = {"name": "Lê Thị  Hoa", "body": "Sở Công Thương", "position": "Phó Giám đốc", "valid_from": DAY}
    return add_member(actor=story.organiser, council_id=story.council.pk, user=user, **{**values, **fields})


def test_a_member_joins_once_and_takes_a_seat() -> None:
    story = CouncilStory(members=2)
    session = story.session()
    user = make_user(Role.COUNCIL_MEMBER, story.province)
    member = joined(story, user=user)
    assert joined(story, user=user) == member
    assert (member.name, member.role, member.order) == ("Lê Thị Hoa", "member", 91)
    assert Seat.objects.get(session=session, member=member).role == "member"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": ""}, "required"),
        ({"role": "chair"}, "two_chairs"),
        ({"valid_from": date(2026, 5, 1)}, "before_start"),
    ],
)
def test_a_place_refused(fields: dict[str, Any], code: str) -> None:
    story = CouncilStory()
    with pytest.raises(ValidationError) as refused:
        joined(story, **fields)
    assert codes(refused) == [code]


def test_nobody_twice_and_no_stranger() -> None:
    story = CouncilStory()
    with pytest.raises(ValidationError) as refused:
        joined(story, user=story.chair.user)
    assert codes(refused) == ["twice"]
    with pytest.raises(ValidationError) as refused:
        joined(story, user=make_user(Role.COUNCIL_MEMBER, make_unit(Tier.PROVINCE)))
    assert codes(refused) == ["unknown_person"]
    story.council.ended_on = HELD
    story.council.save()
    with pytest.raises(ValidationError) as refused:
        joined(story, valid_from=HELD + timedelta(days=1))
    assert codes(refused) == ["ended"]


def test_a_chair_after_the_other() -> None:
    story = CouncilStory()
    end_member(actor=story.organiser, member_id=story.chair.pk, valid_to=HELD)
    values = {"member_id": story.chair.pk, "revision": None, "role": "chair"}
    assert update_member(actor=None, name="Chủ tịch cũ", **values).name == "Chủ tịch cũ"
    successor = joined(story, role="chair", valid_from=HELD + timedelta(days=1))
    assert successor.role == "chair"
    first = joined(story, valid_from=HELD + timedelta(days=1))
    with pytest.raises(ValidationError) as refused:
        update_member(actor=story.organiser, member_id=first.pk, revision=0, name="A", role="chair")
    assert codes(refused) == ["two_chairs"]


def test_a_changed_place_reaches_sessions_under_preparation_only() -> None:
    story = CouncilStory()
    prepared, begun = story.session(), story.session(place="Khác")
    begun.state = "scoring"
    begun.save()
    member, values = story.members[2], {"name": "Trần Văn An", "role": "vice_chair", "order": 1}
    for _ in range(2):
        done = update_member(actor=story.organiser, member_id=member.pk, revision=0, **values)
    assert (done.revision, done.order) == (1, 1)
    assert [Seat.objects.get(session=one, member=member).role for one in (prepared, begun)] == ["vice_chair", "member"]


def test_who_leaves_before_the_day_has_no_seat_any_more() -> None:
    story = CouncilStory()
    session, member = story.session(), story.members[3]
    end_member(actor=story.organiser, member_id=member.pk, valid_to=HELD)
    assert session.seats.filter(member=member).exists()
    for _ in range(2):
        done = end_member(actor=story.organiser, member_id=member.pk, valid_to=HELD - timedelta(days=1))
    assert not session.seats.filter(member=member).exists()
    assert (done.revision, done.role) == (2, "member")
    for day, code in ((HELD, "ended"), (date(2026, 5, 1), "before_start")):
        with pytest.raises(ValidationError) as refused:
            end_member(actor=story.organiser, member_id=member.pk, valid_to=day)
        assert codes(refused) == [code]


def test_a_new_chair_takes_over_what_is_being_scored() -> None:
    story = CouncilStory()
    begun = story.session()
    begun.state = "scoring"
    begun.save()
    today = timezone.localdate()
    end_member(actor=None, member_id=story.chair.pk, valid_to=today)
    late = joined(story, role="chair", valid_from=today + timedelta(days=1))
    assert [is_chair(one.user, begun) for one in (story.chair, late)] == [True, False]
    CouncilMember.objects.filter(pk__in=[story.chair.pk, late.pk]).update(valid_to=today - timedelta(days=1))
    deputy = update_member(actor=None, member_id=story.members[2].pk, revision=None, name="Trần Văn An", role="chair")
    assert is_chair(deputy.user, begun)
    assert begun.seats.count() == 5
    assert begun.seats.get(member=story.chair).role == "chair"


def test_an_administrator_may_give_the_role_of_the_page_too() -> None:
    story = CouncilStory()
    admin = make_user(Role.ADMIN, story.province)
    plain = make_user(Role.VIEWER, story.province)
    member = joined(story, user=plain, role="adviser")
    assert without_role([member, story.chair]) == {member.pk}
    other = make_user(Role.VIEWER, story.province)
    values = {"council_id": story.council.pk, "name": "A", "valid_from": DAY, "grants_role": True}
    for _ in range(2):
        asked = add_member(actor=admin, user=other, **values)
    assert without_role([asked]) == set()
    assert Grant.objects.get(user=other, role=Role.COUNCIL_MEMBER).unit == story.province
    add_member(actor=admin, **{**values, "user": make_user(Role.COUNCIL_MEMBER, story.province)})
    with pytest.raises(ValidationError) as refused:
        add_member(actor=story.organiser, **{**values, "user": make_user(Role.VIEWER, story.province)})
    assert codes(refused) == ["not_allowed"]


def test_people_are_found_in_the_territory() -> None:
    story = CouncilStory()
    here = make_user(Role.VIEWER, story.commune, full_name="Đặng Thị Én", username="en.dang")
    make_user(Role.VIEWER, make_unit(Tier.PROVINCE), full_name="Đặng Thị Én")
    make_user(Role.PRODUCER, story.commune, full_name="Đặng Thị Én")
    make_user(Role.VIEWER, story.commune, full_name="Đặng Thị Én", is_active=False)
    assert find_people(story.organiser, "en dang") == [here]
    assert find_people(story.organiser, "EN.D") == [here]
    assert find_people(story.organiser, " ") == []
    assert find_people(make_user(), "en") == []
    make_grant(here, Role.PRODUCER, story.commune)
    assert eligible_people(None).filter(full_name="Đặng Thị Én").count() == 2


def test_rules_have_dates_and_may_say_nothing() -> None:
    story = CouncilStory()
    values = {"source": " Quy chế 5/QC ", "quorum_percent": None, "needs_chair": False, "max_spread": None}
    for _ in range(2):
        rules = set_rules(actor=story.organiser, council_id=story.council.pk, valid_from=HELD, **values)
    assert CouncilRules.objects.count() == 1
    assert (rules.source, rules.quorum_percent, rules.max_spread) == ("Quy chế 5/QC", None, None)
    assert rules_on(story.council, HELD - timedelta(days=1)) is None
    later = HELD + timedelta(days=30)
    set_rules(actor=None, council_id=story.council.pk, valid_from=later, **{**values, "quorum_percent": 80})
    found = [rules_on(story.council, day) for day in (HELD, later - timedelta(days=1), later)]
    assert [one and one.quorum_percent for one in found] == [None, None, 80]
    set_rules(actor=None, council_id=story.council.pk, valid_from=later, **{**values, "quorum_percent": 60})
    assert CouncilRules.objects.filter(quorum_percent=60).count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"valid_from": date(2026, 5, 1)}, ["before_start"]),
        ({"quorum_percent": 0, "max_spread": 101}, ["range", "range"]),
    ],
)
def test_rules_refused(fields: dict[str, Any], code: list[str]) -> None:
    story = CouncilStory()
    values = {"valid_from": HELD, "source": "", "quorum_percent": 75, "needs_chair": True, "max_spread": 10}
    with pytest.raises(ValidationError) as refused:
        set_rules(actor=story.organiser, council_id=story.council.pk, **{**values, **fields})
    assert codes(refused) == code
