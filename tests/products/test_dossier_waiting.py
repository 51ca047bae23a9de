"""What waits for whom, what one may change, and the papers of a dossier."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ocop.accounts.enums import Role
from products.domain.dossiers.evidence_links import link_evidence, unlink_evidence
from products.domain.dossiers.queries import preparable_products, waiting_for, writable_dossiers
from products.enums import DossierState, Level
from products.models import Dossier
from tests.factories import make_dossier, make_evidence, make_producer, make_product, make_user

from .dossier_story import Story

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def story() -> Story:
    return Story()


def every_state(story: Story) -> dict[str, Dossier]:
    return {state: make_dossier(make_product(story.producer), state=state) for state in DossierState.values}


def states(user: Any) -> set[str]:
    return {waiting.dossier.state for waiting in waiting_for(user)}


def test_each_level_finds_what_waits_for_it(story: Story) -> None:
    every_state(story)
    every_state(Story())
    assert states(story.officer) == {"submitted", "checking", "reported"}
    assert states(story.district_officer) == {"proposed_district", "district_accepted"}
    assert states(story.coordinator) == {"proposed", "received", "eligible"}
    assert states(story.member) == {"draft", "supplement"}
    assert states(make_user(Role.VIEWER, story.commune)) == set()
    assert len(waiting_for(story.officer)) == 3


def test_an_admin_acts_for_the_level_of_the_grant(story: Story) -> None:
    every_state(story)
    commune = {"submitted", "checking", "reported"}
    assert states(make_user(Role.ADMIN, story.commune)) == commune
    assert states(make_user(Role.ADMIN, story.province)) == commune | {"proposed", "received", "eligible"}


def test_drafts_of_a_producer_without_an_account_wait_for_the_commune(story: Story) -> None:
    dossier = make_dossier(make_product(make_producer(story.commune)))
    assert [(waiting.dossier, waiting.level) for waiting in waiting_for(story.officer)] == [(dossier, Level.PRODUCER)]
    assert waiting_for(story.coordinator) == []


def test_overdue_comes_first_then_by_day_then_what_has_no_clock(story: Story) -> None:
    days = [None, TODAY + timedelta(days=3), TODAY - timedelta(days=1), TODAY]
    for day in days:
        make_dossier(make_product(story.producer), state=DossierState.CHECKING, clock_due_on=day)
    found = [(waiting.due_on, waiting.is_overdue) for waiting in waiting_for(story.officer)]
    assert found == [(days[2], True), (days[3], False), (days[1], False), (None, False)]
    assert len(waiting_for(story.officer, most=2)) == 2


def test_the_list_costs_one_query_beside_the_two_settings_of_the_gate(
    story: Story, django_assert_num_queries: Any
) -> None:
    for _ in range(5):
        make_dossier(make_product(story.producer), state=DossierState.CHECKING)
    with django_assert_num_queries(3):
        assert [str(waiting.dossier) for waiting in waiting_for(story.officer)]


def test_what_one_may_change(story: Story) -> None:
    every_state(story)
    editable = {"draft", "supplement"}
    for user in (story.member, story.officer, story.coordinator):
        assert set(writable_dossiers(user).values_list("state", flat=True)) == editable
        assert story.product in preparable_products(user)
    for stranger in (Story().officer, make_user(Role.VIEWER, story.province), Story().member):
        assert not writable_dossiers(stranger).exists()
        assert story.product not in preparable_products(stranger)


def refused(act: Any, **facts: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        act(**facts)
    return str(caught.value.code)


def test_a_paper_is_linked_once_and_taken_off_once(story: Story) -> None:
    dossier, paper = make_dossier(story.product), make_evidence(story.producer)
    facts: dict[str, Any] = {"actor": story.member, "dossier_id": dossier.pk, "evidence_id": paper.pk}
    link = link_evidence(requirement="criterion:1.5", **facts)
    assert link_evidence(requirement="criterion:1.5", note=" trang  2 ", **facts) == link
    assert dossier.links.get().note == "trang 2"
    link_evidence(requirement="paper:dkkd", **facts)  # one paper for several requirements
    assert unlink_evidence(actor=story.member, link_id=link.pk) == dossier
    assert unlink_evidence(actor=story.member, link_id=link.pk) is None
    assert list(dossier.links.values_list("requirement", flat=True)) == ["paper:dkkd"]


def test_papers_that_may_not_be_linked(story: Story) -> None:
    dossier, paper = make_dossier(story.product), make_evidence(story.producer)
    facts: dict[str, Any] = {"actor": story.member, "dossier_id": dossier.pk, "evidence_id": paper.pk}
    assert refused(link_evidence, requirement="dkkd", **facts) == "requirement"
    wanted = {**facts, "requirement": "paper:dkkd"}
    foreign, removed = make_evidence(), make_evidence(story.producer, removed_at=timezone.now())
    assert refused(link_evidence, **{**wanted, "evidence_id": foreign.pk}) == "other_producer"
    assert refused(link_evidence, **{**wanted, "evidence_id": removed.pk}) == "removed"
    assert refused(link_evidence, **{**wanted, "actor": Story().officer}) == "outside_territory"
    link = link_evidence(**wanted)
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.SUBMITTED)
    assert refused(link_evidence, **wanted) == "frozen"
    assert refused(unlink_evidence, actor=story.officer, link_id=link.pk) == "frozen"
    assert dossier.links.count() == 1
