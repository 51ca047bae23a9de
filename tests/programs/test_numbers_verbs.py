"""Who gives the numbers of a register, papers entered by hand, numbers struck out, and the book as it is read."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from programs.domain.numbers import Paper, SeriesKey, reserve_number
from programs.domain.plans import issue_version
from programs.domain.plans_number import offered_number
from programs.domain.register import StaleSeries, enter_paper, lines_of, series_list, set_mode, void_number
from programs.enums import NumberMode, NumberOrigin, NumberState, Tier
from programs.models import NumberEntry, NumberSeries
from tests.factories import make_plan, make_unit, make_user, make_version
from tests.programs.plan_setup import Scene, make_issuable, make_scene

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


class Office:
    """A province with a register of announcements in which number 1 was entered by hand."""

    def __init__(self) -> None:
        self.unit = make_unit(Tier.PROVINCE)
        self.clerk = make_user(Role.PROVINCE_COORDINATOR, self.unit)
        key = SeriesKey(self.unit, "Văn phòng Thử", "TB-VP", 2025)
        paper = Paper(issued_on=DAY, abstract="Thông báo cũ")
        self.entry = reserve_number(key=key, paper=paper, actor=self.clerk, number=1)
        self.series: NumberSeries = self.entry.series

    def enter(self, **changes: Any) -> NumberEntry:
        facts = {"issued_on": DAY, "abstract": "Thông báo mới", "signer": "Lê Văn A", "number": 2, **changes}
        return enter_paper(**{"actor": self.clerk, "series_id": self.series.pk, **facts})

    def mode(self, mode: str = NumberMode.GIVEN, **changes: Any) -> NumberSeries:
        series = NumberSeries.objects.get()
        facts = {"actor": self.clerk, "series_id": series.pk, "revision": series.revision, **changes}
        return set_mode(mode=mode, **facts)

    def void(self, entry: NumberEntry, **changes: Any) -> NumberEntry:
        return void_number(**{"actor": self.clerk, "entry_id": entry.pk, "reason": "In nhầm", **changes})


@pytest.fixture
def office() -> Office:
    return Office()


def test_only_staff_of_the_tier_keep_the_register(office: Office) -> None:
    commune = make_unit(Tier.COMMUNE, office.unit)
    nation = make_user(Role.PROVINCE_COORDINATOR, make_unit(Tier.NATION))
    for actor in (make_user(Role.COMMUNE_OFFICER, commune), make_user(Role.VIEWER, office.unit), nation):
        for act in (office.enter, office.mode, lambda actor: office.void(office.entry, actor=actor)):
            with pytest.raises(PermissionDenied):
                act(actor=actor)
    assert office.enter(actor=make_user(Role.SIGNER, office.unit)).number == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"abstract": " "}, "abstract"), ({"issued_on": date(2024, 3, 3)}, "issued_on"), ({"number": 1}, "number")],
)
def test_a_paper_by_hand_needs_words_a_day_and_a_free_number(
    office: Office, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        office.enter(**changes)
    assert list(caught.value.error_dict) == [field]


def test_a_paper_by_hand_is_a_legal_act(office: Office) -> None:
    entry = office.enter()
    act = LegalAct.objects.get()
    assert (act.verb, act.payload["number"], entry.signer) == ("enter_number", "02/TB-VP", "Lê Văn A")


def test_a_struck_out_number_stays_used(office: Office) -> None:
    office.mode()
    assert office.void(office.entry).state == NumberState.VOID
    assert office.void(office.entry).reason == "In nhầm"
    assert office.enter(number=None, issued_on=date(2025, 1, 6)).number == 2
    assert LegalAct.objects.filter(verb="void_number").count() == 1


def test_striking_out_needs_a_reason_and_no_document_of_ours(office: Office) -> None:
    with pytest.raises(ValidationError, match="lý do"):
        office.void(office.entry, reason="  ")
    version = make_version(make_plan(office.unit))
    key = SeriesKey(office.unit, "Ủy ban", "KH-UBND", 2025)
    paper = Paper(issued_on=DAY, abstract="Kế hoạch", source=version)
    entry = reserve_number(key=key, paper=paper, actor=None, number=5)
    with pytest.raises(ValidationError, match="không hủy được"):
        office.void(entry)


def test_the_mode_is_changed_once_and_seen(office: Office) -> None:
    assert office.mode(first=58).mode == NumberMode.GIVEN
    assert office.mode(first=58, revision=0).revision == 1
    with pytest.raises(StaleSeries) as caught:
        office.mode(NumberMode.ENTERED, revision=0)
    assert caught.value.revision == 1
    with pytest.raises(ValidationError, match="đã có đến số 01"):
        office.mode(first=1)
    assert office.enter(number=None).number == 58
    assert office.mode(NumberMode.ENTERED).mode == NumberMode.ENTERED
    assert LegalAct.objects.filter(verb="set_number_mode").count() == 2


def test_the_book_shows_gaps_and_days_out_of_order(office: Office) -> None:
    office.enter(number=4, issued_on=date(2025, 2, 3))
    office.enter(number=7)
    office.void(office.enter(number=8, issued_on=date(2025, 1, 6)))
    lines = list(lines_of(office.series, office.series.entries.all()))
    found = [(line.entry.number if line.entry else (line.first, line.last), line.is_early) for line in lines]
    assert found == [(1, False), ((2, 3), False), (4, True), ((5, 6), False), (7, False), (8, False)]
    assert [(row.count, row.last_number) for row in series_list(office.clerk)] == [(4, 8)]
    assert list(series_list(make_user())) == []


def test_illustration_is_hidden_where_it_is_switched_off(office: Office) -> None:
    NumberEntry.objects.update(is_illustration=True)
    assert NumberEntry.objects.visible_to(office.clerk).count() == 1
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert NumberEntry.objects.visible_to(office.clerk).count() == 0


def test_a_plan_takes_the_number_the_register_gives() -> None:
    scene: Scene = make_scene()
    SiteSetting.objects.create(key="number_mode", value="given")
    draft = make_issuable(scene)
    assert offered_number(draft) == 1
    issued = issue_version(version=draft, revision=draft.revision, actor=scene.signer, number=None, issued_on=DAY)
    entry = NumberEntry.objects.get()
    assert (issued.document_number, entry.origin, entry.source_id) == ("01/KH-UBND", NumberOrigin.GIVEN, issued.pk)
    assert (entry.abstract, entry.signer) == (issued.abstract, issued.signer_name)


def test_a_plan_without_a_number_is_refused_where_the_office_gives_them() -> None:
    scene = make_scene()
    draft = make_issuable(scene)
    with pytest.raises(ValidationError, match="theo sổ văn bản đi"):
        issue_version(version=draft, revision=draft.revision, actor=scene.signer, number=None, issued_on=DAY)
    assert NumberEntry.objects.count() == 0


def test_plans_issued_before_are_entered() -> None:
    versions = [make_version(number=number, issued_on=DAY, abstract="Kế hoạch cũ") for number in (7, 36)]
    make_version(make_plan(versions[0].plan.unit, 2026), state="draft")
    enter = import_module("programs.migrations.0005_enter_issued_plans").enter
    enter(apps, None)
    enter(apps, None)
    found = NumberEntry.objects.order_by("number").values_list("number", "origin", "source_kind", "source_id")
    assert list(found) == [(7, "before", "planversion", versions[0].pk), (36, "before", "planversion", versions[1].pk)]
