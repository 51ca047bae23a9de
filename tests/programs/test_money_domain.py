"""Lines of money and their entries: who, once, never below zero, overruns told or refused, sums, words, norms."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from programs.domain.money.lines import (
    add_entry,
    create_line,
    figures_of,
    lines_from_plan,
    new_overruns,
    stages_for,
    update_line,
)
from programs.domain.money.norms import create_norm, is_in_force, most_of, norm_words, norms_on, update_norm
from programs.domain.money.sums import Amounts, money_sums
from programs.domain.money.words import amount_in_words, read_amount, show_amount
from programs.domain.saving import StaleRecord
from programs.enums import MoneyStage
from programs.models import FundingLine, FundingSource, MoneyEntry, SupportNorm
from tests.factories import make_plan, make_unit, make_user, make_version
from tests.programs.plan_setup import Scene, make_scene

DAY = date(2025, 5, 5)
SETTING = 1
"""Whether illustration counts."""


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def line(scene: Scene) -> FundingLine:
    district = scene.districts[0]
    return create_line(actor=scene.officer, plan=scene.plan, kind="province", content="Tập huấn", unit=district)


def enter(line: FundingLine, stage: str, amount: int, **more: Any) -> MoneyEntry:
    return add_entry(actor=None, line_id=line.pk, stage=stage, amount=amount, **{"on": DAY, **more})


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.250.000", 1_250_000),
        ("1250000", 1_250_000),
        (" 1.250.000 đồng", 1_250_000),
        ("1.250.000đ", 1_250_000),
        ("−300.000", -300_000),
        ("0", 0),
    ],
)
def test_an_amount_is_read_as_it_is_typed(text: str, amount: int) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["", "1,5", "1.250,50", "1.25", "một triệu", "1.000.000.000.000.001", "12 USD"])
def test_an_amount_that_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as fault:
        read_amount(text)
    assert fault.value.code == "money"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1_250_000, "Một triệu hai trăm năm mươi nghìn đồng"),
        (15, "Mười lăm đồng"),
        (3_500_000_000, "Ba tỷ năm trăm triệu đồng"),
        (0, "Không đồng"),
    ],
)
def test_an_amount_in_words(amount: int, words: str) -> None:
    assert amount_in_words(amount) == words
    assert read_amount(show_amount(amount)) == amount


def test_a_line_is_made_once_by_the_staff_of_the_plan(scene: Scene, line: FundingLine) -> None:
    facts = {"plan": scene.plan, "kind": "province", "content": " Tập huấn ", "unit": scene.districts[0]}
    assert create_line(actor=scene.officer, **facts) == line
    with pytest.raises(PermissionDenied):
        create_line(actor=scene.stranger, **facts)
    assert list(FundingLine.objects.visible_to(scene.officer)) == [line]
    assert not FundingLine.objects.visible_to(scene.stranger)


def test_parts_of_another_plan_do_not_fit_a_line(scene: Scene) -> None:
    other = make_version(make_plan(scene.province, 2024))
    source = FundingSource.objects.create(version=other, order=1, text="Ngân sách", kind="province")
    with pytest.raises(ValidationError) as fault:
        create_line(actor=None, plan=scene.plan, kind="province", content="Chi", unit=scene.province, source=source)
    assert fault.value.message_dict == {"source": ["Không thuộc kế hoạch này."]}


def test_a_line_is_corrected_and_a_stale_correction_is_told(scene: Scene, line: FundingLine) -> None:
    changed = update_line(actor=scene.officer, line_id=line.pk, revision=0, content="Hội chợ")
    assert (changed.content, changed.revision) == ("Hội chợ", 1)
    assert update_line(actor=scene.officer, line_id=line.pk, revision=0, content="Hội chợ").revision == 1
    with pytest.raises(StaleRecord):
        update_line(actor=scene.officer, line_id=line.pk, revision=0, content="Tập huấn")
    create_line(actor=None, plan=scene.plan, kind="province", content="Khác", unit=scene.districts[0])
    with pytest.raises(ValidationError) as fault:
        update_line(actor=scene.officer, line_id=line.pk, revision=1, content="Khác")
    assert list(fault.value.message_dict) == ["content"]


def test_sources_of_the_plan_become_lines_once(scene: Scene) -> None:
    draft = scene.draft
    FundingSource.objects.create(version=draft, order=1, text="Ngân sách tỉnh.", kind="province", amount=900_000_000)
    FundingSource.objects.create(version=draft, order=2, text="Lồng ghép; " + "dài " * 100, kind="integrated")
    made = lines_from_plan(actor=scene.officer, plan=scene.plan)
    assert [(one.kind, figures_of(one).estimate) for one in made] == [("province", 900_000_000), ("integrated", 0)]
    assert [made[0].content, made[1].content[-1]] == ["Ngân sách tỉnh", "…"]
    assert lines_from_plan(actor=scene.officer, plan=scene.plan) == []
    with pytest.raises(PermissionDenied):
        lines_from_plan(actor=scene.stranger, plan=scene.plan)
    assert lines_from_plan(actor=None, plan=make_plan(scene.districts[0])) == []


def test_an_entry_is_kept_once_and_cannot_change(scene: Scene, line: FundingLine) -> None:
    facts = {"line_id": line.pk, "stage": "estimate", "amount": 5, "on": DAY, "key": "a"}
    entry = add_entry(actor=scene.officer, **facts)
    assert add_entry(actor=scene.officer, **facts) == entry
    assert figures_of(line).estimate == 5
    assert LegalAct.objects.get(verb="enter_money").payload["amount"] == 5
    entry.amount = 6
    with pytest.raises(DatabaseError):
        entry.save()


@pytest.mark.parametrize(
    ("stage", "amount", "more", "field"),
    [
        ("spent", 0, {}, "amount"),
        ("spent", 5, {"on": timezone.localdate() + timedelta(days=1)}, "on"),
        ("approved", -5, {}, "note"),
        ("approved", -500, {"note": "ghi nhầm"}, "amount"),
    ],
)
def test_entries_that_are_refused(line: FundingLine, stage: str, amount: int, more: Any, field: str) -> None:
    enter(line, "approved", 100)
    with pytest.raises(ValidationError) as fault:
        enter(line, stage, amount, **more)
    assert list(fault.value.message_dict) == [field]
    assert line.entries.count() == 1


def test_a_mistake_is_entered_back_with_why(line: FundingLine) -> None:
    enter(line, "approved", 100)
    enter(line, "approved", -40, note="ghi nhầm chứng từ")
    assert figures_of(line) == Amounts(approved=60)


def test_an_overrun_is_told_and_only_refused_by_setting(line: FundingLine) -> None:
    enter(line, "approved", 100)
    enter(line, "allocated", 80)
    enter(line, "spent", 90)
    assert figures_of(line).overruns == [(MoneyStage.SPENT, MoneyStage.ALLOCATED, 10)]
    SiteSetting.objects.create(key="money_overrun", value="refuse")
    with pytest.raises(ValidationError) as fault:
        enter(line, "settled", 91)
    assert fault.value.message_dict == {"amount": ["Số đã quyết toán vượt số đã chi 1 đồng."]}
    enter(line, "allocated", 20)
    with pytest.raises(ValidationError):
        enter(line, "allocated", -15, note="rút dự toán")
    assert new_overruns(Amounts(allocated=5), Amounts(allocated=5, settled=0)) == []


def test_the_spending_unit_enters_what_it_spent(scene: Scene, line: FundingLine) -> None:
    spender = make_user(Role.DISTRICT_COORDINATOR, scene.districts[0])
    assert stages_for(spender, line) == [MoneyStage.SPENT, MoneyStage.SETTLED]
    assert (len(stages_for(scene.officer, line)), stages_for(scene.stranger, line)) == (5, [])
    add_entry(actor=spender, line_id=line.pk, stage="spent", amount=5, on=DAY)
    with pytest.raises(PermissionDenied):
        add_entry(actor=spender, line_id=line.pk, stage="allocated", amount=5, on=DAY)
    assert list(FundingLine.objects.visible_to(spender)) == [line]
    assert MoneyEntry.objects.visible_to(spender).count() == 1
    assert not MoneyEntry.objects.visible_to(scene.stranger)


def test_sums_by_plan_unit_kind_and_span(scene: Scene, line: FundingLine, django_assert_num_queries: Any) -> None:
    own = create_line(actor=None, plan=scene.plan, kind="central", content="Hỗ trợ", unit=scene.province)
    enter(line, "allocated", 300)
    enter(line, "spent", 100)
    enter(line, "spent", 101, on=date(2025, 9, 1))
    enter(own, "allocated", 50)
    with django_assert_num_queries(1 + SETTING):
        sums = money_sums(scene.plan)
    assert (sums.total, sums.total.share) == (Amounts(allocated=350, spent=201), 57)
    assert sums.by_kind() == {"province": Amounts(allocated=300, spent=201), "central": Amounts(allocated=50)}
    assert sums.of_kinds(["central"]).total == Amounts(allocated=50)
    assert money_sums(scene.plan, date(2025, 6, 1), date(2025, 12, 31)).total == Amounts(spent=101)
    assert money_sums(scene.districts[0]).total.figures == [0, 0, 300, 201, 0]
    assert Amounts().share is None


def test_illustration_counts_only_while_shown(scene: Scene) -> None:
    facts = {"plan": scene.plan, "kind": "other", "content": "Minh họa", "unit": scene.province}
    enter(create_line(actor=None, is_illustration=True, **facts), "spent", 7)
    assert money_sums(scene.plan).total.spent == 7
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert money_sums(scene.plan).total.spent == 0


NORM = {
    "title": "Hỗ trợ bao bì",
    "measure": "sản phẩm",
    "amount": 30_000_000,
    "share": 50,
    "ceiling": 20_000_000,
    "instrument": "Nghị quyết mẫu",
    "valid_from": date(2025, 1, 1),
    "valid_to": None,
}


def test_a_norm_is_written_by_the_staff_of_the_unit(scene: Scene) -> None:
    norm = create_norm(actor=scene.officer, unit=scene.province, **NORM)
    assert create_norm(actor=scene.officer, unit=scene.province, **NORM) == norm
    with pytest.raises(PermissionDenied):
        create_norm(actor=scene.stranger, unit=scene.province, **NORM)
    assert most_of(norm) == 20_000_000
    assert norm_words(norm) == "30.000.000 đồng/sản phẩm; tối đa 50 % chi phí; không quá 20.000.000 đồng"
    changed = update_norm(actor=scene.officer, norm_id=norm.pk, revision=0, valid_to=date(2025, 12, 31))
    assert update_norm(actor=None, norm_id=norm.pk, revision=0, valid_to=date(2025, 12, 31)).revision == 1
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
    assert [is_in_force(changed, day) for day in days] == [False, True, True, False]
    assert [norms_on(day).count() for day in days] == [0, 1, 1, 0]
    assert SupportNorm.objects.visible_to(scene.stranger).count() == 1


def test_a_norm_says_how_much(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="mức hỗ trợ hoặc tỷ lệ"):
        create_norm(actor=None, unit=scene.province, **{**NORM, "amount": None, "share": None})
    share_only = create_norm(actor=None, unit=make_unit("province"), **{**NORM, "amount": None, "ceiling": None})
    assert (most_of(share_only), norm_words(share_only)) == (None, "tối đa 50 % chi phí")
