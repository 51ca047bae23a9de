"""A dossier is begun: which kind fits, at which commune, under which law, and what it takes over."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ocop.accounts.enums import Role
from products.domain.dossiers.guards import commune_of
from products.domain.dossiers.prefill import valid_papers
from products.domain.dossiers.steps import take_step
from products.domain.dossiers.verbs import TEXT_LIMIT, create_dossier, update_dossier
from products.domain.records import StaleError
from products.enums import EvidenceKind
from products.models import Dossier, ProducerAttribution, Product
from programs.enums import Extent
from programs.models import Instrument, Reform, UnitLineage
from tests.factories import (
    make_evidence,
    make_member,
    make_producer,
    make_product,
    make_recognition,
    make_unit,
    make_user,
)

from .dossier_story import Story

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
COSMETIC = 19
"""A set whose sheet asks for a declaration of quality."""


@pytest.fixture
def story() -> Story:
    return Story()


def begin(story: Story, **facts: Any) -> Dossier:
    wanted = {"kind": "first", "year": TODAY.year, "star_sought": 3, **facts}
    return create_dossier(**{"actor": story.officer, "product": story.product, **wanted})


def refusal(story: Story, **facts: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        begin(story, **facts)
    error = caught.value
    found = error.error_list if hasattr(error, "error_list") else next(iter(error.error_dict.values()))
    return str(found[0].code)


def recognise(product: Product, star: int = 3, days_left: int = 200) -> Any:
    ends = TODAY + timedelta(days=days_left)
    return make_recognition(product, star=star, decided_on=ends - timedelta(days=1095), expires_on=ends)


@pytest.mark.parametrize(
    ("recognised", "kind", "star", "code"),
    [
        (None, "first", 3, ""),
        (None, "upgrade", 4, "kind_upgrade"),
        (None, "rerank", 3, "kind_rerank"),
        ((3, 200), "first", 3, "kind_first"),
        ((3, 200), "upgrade", 3, "star_not_higher"),
        ((3, 200), "upgrade", 4, ""),
        ((5, 200), "upgrade", 5, "star_not_higher"),
        ((3, 200), "rerank", 3, ""),
        ((3, 0), "first", 3, "kind_first"),
        ((3, -1), "first", 3, ""),
        ((3, -1), "upgrade", 4, "kind_upgrade"),
        ((3, -1), "rerank", 3, ""),
    ],
)
def test_the_kind_fits_the_recognitions(story: Story, recognised: Any, kind: str, star: int, code: str) -> None:
    expires = recognise(story.product, *recognised).expires_on if recognised else None
    if code:
        assert refusal(story, kind=kind, star_sought=star) == code
        assert not Dossier.objects.exists()
    else:
        dossier = begin(story, kind=kind, star_sought=star)
        assert (dossier.kind, dossier.certificate_expires_on) == (kind, expires)


def test_a_newer_recognition_counts_not_an_older_one(story: Story) -> None:
    recognise(story.product, 4, 400)
    recognise(story.product, 3, -10)
    assert refusal(story, kind="upgrade", star_sought=4) == "star_not_higher"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"star_sought": 2}, "star"),
        ({"year": 2017}, "year"),
        ({"year": TODAY.year + 2}, "year"),
        ({"kind": "khác"}, "kind"),
    ],
)
def test_impossible_wishes_are_refused(story: Story, facts: dict[str, Any], code: str) -> None:
    assert refusal(story, **facts) == code


def test_who_may_begin_one(story: Story) -> None:
    own = begin(story, actor=story.member)
    assert begin(story, actor=story.coordinator) == own  # the same wish again: the same draft
    assert refusal(story, actor=make_user(Role.COMMUNE_OFFICER)) == "outside_territory"
    assert refusal(story, actor=make_user(Role.VIEWER, story.commune)) == "outside_territory"
    past = make_member(story.producer, valid_to=TODAY - timedelta(days=1)).user
    assert refusal(story, actor=past) == "outside_territory"
    assert Dossier.objects.count() == 1


def test_one_open_dossier_of_a_kind_and_year(story: Story) -> None:
    dossier = begin(story)
    assert refusal(story, star_sought=4) == "duplicate"
    take_step(actor=story.officer, dossier_id=dossier.pk, step="withdraw", note="Chủ thể thôi đăng ký")
    assert begin(story, star_sought=4) != dossier


@pytest.mark.parametrize(
    ("day", "pack"),
    [
        (date(2018, 5, 6), ""),
        (date(2025, 5, 6), "qd-148-2023"),
        (date(2025, 7, 6), "qd-148-2023+1489-2025"),
        (date(2026, 5, 22), "qd-26-2026"),
    ],
)
def test_the_law_of_the_day_is_put_down_for_now(story: Story, day: date, pack: str) -> None:
    assert begin(story, actor=None, year=day.year, on=day).law_pack == pack


def _merged(old: Any, *heirs: Any) -> None:
    act = Instrument.objects.create(number="1686/NQ-UBTVQH15")
    for heir in heirs:
        extent = Extent.WHOLE if len(heirs) == 1 else Extent.PART
        UnitLineage.objects.create(
            predecessor=old, successor=heir, extent=extent, instrument=act, effective_on=heir.valid_from
        )


def test_the_unit_is_the_commune_of_the_day(story: Story) -> None:
    reform = date(2025, 7, 1)
    old = make_unit(parent=story.district, valid_to=reform - timedelta(days=1))
    new = make_unit(parent=story.province, valid_from=reform)
    _merged(old, new)
    producer = make_producer(old)
    assert begin(story, actor=None, product=make_product(producer)).unit == new
    before = begin(story, actor=None, product=make_product(producer), on=date(2025, 6, 30), year=2025)
    assert before.unit == old


def test_a_split_commune_must_be_decided_first(story: Story) -> None:
    reform = date(2025, 7, 1)
    old = make_unit(parent=story.district, valid_to=reform - timedelta(days=1))
    heirs = [make_unit(parent=story.province, valid_from=reform) for _ in range(2)]
    _merged(old, *heirs)
    producer = make_producer(old)
    assert refusal(story, actor=None, product=make_product(producer)) == "unit_undecided"
    act = Instrument.objects.get()
    run = Reform.objects.create(province=story.province, effective_on=reform, instrument=act, code="thu", name="Thử")
    ProducerAttribution.objects.create(producer=producer, reform=run, unit=heirs[1])
    assert commune_of(producer, TODAY) == heirs[1]


def test_texts_are_changed_one_by_one_and_a_stale_page_is_told(story: Story) -> None:
    dossier = begin(story)
    facts: dict[str, Any] = {"actor": story.member, "dossier_id": dossier.pk, "star_sought": 4, "samples": 5}
    saved = update_dossier(revision=0, report={"history": " Từ năm 1990\r\n"}, **facts)
    assert (saved.report, saved.revision, saved.star_sought) == ({"history": "Từ năm 1990"}, 1, 4)
    assert update_dossier(revision=0, report={"history": "Từ năm 1990"}, **facts).revision == 1  # sent twice
    with pytest.raises(StaleError):
        update_dossier(revision=0, report={"plan": "Mở xưởng"}, **facts)
    saved = update_dossier(revision=1, report={"plan": "Mở xưởng"}, **facts)
    assert saved.report == {"history": "Từ năm 1990", "plan": "Mở xưởng"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"report": {"khac": "x"}}, "unknown_section"),
        ({"report": {"plan": "x" * (TEXT_LIMIT + 1)}}, "too_long"),
        ({"star_sought": 2}, "star"),
        ({"star_sought": 3}, "star_not_higher"),
        ({"samples": -1}, "min_value"),
    ],
)
def test_impossible_changes_are_refused(story: Story, change: dict[str, Any], code: str) -> None:
    recognise(story.product)
    dossier = begin(story, kind="upgrade", star_sought=4)
    facts: dict[str, Any] = {"star_sought": 4, "samples": 5, "report": {}, **change}
    with pytest.raises(ValidationError) as caught:
        update_dossier(actor=None, dossier_id=dossier.pk, revision=None, **facts)
    error = caught.value
    found = error.error_list if hasattr(error, "error_list") else next(iter(error.error_dict.values()))
    assert found[0].code == code


def test_an_upgrade_starts_with_the_last_texts_and_the_papers_still_valid() -> None:
    story = Story(product_set=COSMETIC)
    first = story.draft()
    update_dossier(actor=None, dossier_id=first.pk, revision=None, star_sought=3, samples=5, report={"changes": "Cũ"})
    recognise(story.product)
    kinds = EvidenceKind
    test = make_evidence(story.producer, kind=kinds.QUALITY_DECLARATION)
    make_evidence(story.producer, kind=kinds.QUALITY_DECLARATION, expires_on=TODAY - timedelta(days=1))
    make_evidence(story.producer, kind=kinds.QUALITY_DECLARATION, removed_at=timezone.now())
    upgrade = begin(story, kind="upgrade", star_sought=4)
    assert upgrade.report == {key: text for key, text in first.report.items() if key != "changes"}
    linked = {link.evidence for link in upgrade.links.filter(requirement="paper:cong_bo")}
    assert test in linked
    assert all(paper.removed_at is None and paper.expires_on is None for paper in linked)
    assert not upgrade.links.filter(evidence__kind__in=[kinds.SELF_REPORT, kinds.REGISTRATION_FORM]).exists()
    keys = set(upgrade.links.values_list("requirement", flat=True))
    assert {"paper:dkkd", "paper:cong_bo"} <= keys


def test_papers_of_another_product_are_not_taken_over() -> None:
    story = Story(product_set=COSMETIC)
    other = make_product(story.producer, product_set=COSMETIC)
    story.draft(product=other)
    recognise(story.product)
    upgrade = begin(story, kind="upgrade", star_sought=4)
    kinds = set(upgrade.links.values_list("evidence__kind", flat=True))
    assert EvidenceKind.REGISTRATION in kinds
    assert EvidenceKind.QUALITY_DECLARATION not in kinds
    assert set(valid_papers(upgrade, TODAY).values_list("kind", flat=True)) >= kinds


def test_without_a_law_nothing_is_taken_over(story: Story) -> None:
    make_evidence(story.producer)
    make_recognition(story.product, decided_on=date(2018, 3, 3))
    upgrade = begin(story, actor=None, kind="rerank", year=2018, on=date(2018, 5, 6))
    assert (upgrade.law_pack, upgrade.links.count()) == ("", 0)
