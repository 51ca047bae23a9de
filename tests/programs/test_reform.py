"""The reform of Thanh Hóa on one installation's records: what it lists, closes, decides, takes back, makes final."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ocop.accounts.enums import Role
from ocop.accounts.models import Grant, User
from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct
from products.models import Producer, ProducerAttribution
from programs.domain.located import located_kind, located_kinds, register_located
from programs.domain.place import resolve_located
from programs.domain.reform import (
    GRANT,
    ReformError,
    apply_reform,
    confirm_reform,
    decide_item,
    known_reforms,
    reform_state,
    revert_reform,
    worklist,
)
from programs.models import Reform, ReformItem, Unit
from tests.factories import make_grant, make_producer, make_user

CODE = "NQ-1686"
OLD, NEW, EVE = date(2025, 6, 1), date(2025, 7, 1), date(2025, 6, 30)
SPLIT = ["14758", "15016", "15271", "15328", "15637", "15772", "15793", "16264", "16273", "16435"]


def on(day: date, code: str) -> Unit:
    return Unit.objects.on(day).get(code=code)


@pytest.fixture
def office(units: None) -> User:
    """The province's coordinator."""
    return make_user(Role.PROVINCE_COORDINATOR, on(OLD, "38"))


@pytest.fixture
def split_producer(units: None) -> Producer:
    """A producer in phường Đông Thọ, which went to Hàm Rồng and Hạc Thành."""
    return make_producer(on(OLD, "14758"), name="HTX Đông Thọ")


def snapshot() -> tuple[Any, ...]:
    models = (Reform, ReformItem, Grant, LegalAct, ProducerAttribution)
    return tuple(list(model.objects.order_by("pk").values()) for model in models)


def test_figures_of_thanh_hoa(units: None) -> None:
    made = apply_reform(reform_code=CODE, dry_run=True)
    assert (made["communes"], made["districts"]) == ({"before": 547, "after": 166}, {"before": 26, "after": 0})
    assert made["lineage"] == {"whole": 537, "split": 10}
    assert sorted(row["code"] for row in made["split"]) == SPLIT
    thieu_hoa = next(row for row in made["split"] if row["code"] == "15772")
    assert [(s["code"], s["suggested"]) for s in thieu_hoa["successors"]] == [
        ("15772", True), ("15796", False), ("15835", False),
    ]  # fmt: skip
    assert (made["worklist"], made["grants_closed"], made["state"]) == ({"size": 0, "decided": 0}, 0, "draft")


def test_a_dry_run_writes_nothing_and_tells_what_would_be(split_producer: Producer) -> None:
    make_user(Role.COMMUNE_OFFICER, on(OLD, "16438"))
    before = snapshot()
    made = apply_reform(reform_code=CODE, dry_run=True)
    assert snapshot() == before
    assert (made["worklist"]["size"], made["grants_closed"], made["dry_run"]) == (1, 1, True)


def test_applying_lists_producers_of_split_communes_only(split_producer: Producer, office: User) -> None:
    make_producer(on(OLD, "16438"), name="HTX Tân Phong")
    made = apply_reform(reform_code=CODE, actor=office)
    assert (made["state"], made["worklist"]) == ("applied", {"size": 1, "decided": 0})
    item = worklist(Reform.objects.get(code=CODE)).get()
    assert (item.label, item.object_id, item.unit.code) == ("products.producer", split_producer.pk, "14758")
    assert (item.suggested.name, item.chosen) == ("Phường Hạc Thành", None)
    assert not ProducerAttribution.objects.exists()  # a suggestion decides nothing


def test_applying_closes_grants_at_ended_units_on_the_eve(office: User) -> None:
    commune = make_grant(make_user(), Role.COMMUNE_OFFICER, on(OLD, "16438"))
    district = make_grant(make_user(), Role.DISTRICT_COORDINATOR, on(OLD, "401"), valid_to=date(2026, 12, 31))
    ended = make_grant(make_user(), Role.VIEWER, on(OLD, "401"), valid_to=date(2021, 1, 1))
    later = make_grant(make_user(), Role.VIEWER, on(OLD, "401"), valid_from=date(2026, 1, 1))
    assert apply_reform(reform_code=CODE, actor=office)["grants_closed"] == 2
    ends = [Grant.objects.get(pk=grant.pk).valid_to for grant in (commune, district, ended, later)]
    assert ends == [EVE, EVE, date(2021, 1, 1), None]
    assert office.grants.get().valid_to is None


def test_applying_twice_changes_nothing_but_lists_what_is_new(split_producer: Producer, office: User) -> None:
    make_user(Role.COMMUNE_OFFICER, on(OLD, "16438"))
    first = apply_reform(reform_code=CODE, actor=office)
    before = snapshot()
    assert apply_reform(reform_code=CODE, actor=office) == first
    assert snapshot() == before
    make_producer(on(OLD, "16435"), name="HTX An Hưng")
    assert apply_reform(reform_code=CODE, actor=office)["worklist"]["size"] == 2


def test_a_decision_places_the_producer(split_producer: Producer, office: User) -> None:
    apply_reform(reform_code=CODE, actor=office)
    item = worklist(Reform.objects.get(code=CODE)).get()
    for code in ("14797", "14758"):  # said again until confirmed
        heir = on(NEW, code)
        decide_item(item_id=item.pk, unit=heir, actor=office, note="theo địa chỉ")
        decided = {p.pk: [a.unit_id for a in p.attributions.all()] for p in Producer.objects.all()}
        place = resolve_located({split_producer.pk: split_producer.unit_id}, NEW, decided)
        assert place == {split_producer.pk: heir.pk}
    item.refresh_from_db()
    assert (item.chosen.code, item.decided_by, item.note) == ("14758", office, "theo địa chỉ")
    assert split_producer.attributions.get().decided_by == office
    assert LegalAct.objects.filter(verb="decide_reform_item").count() == 2


def test_a_decision_for_a_unit_that_inherited_nothing_is_refused(split_producer: Producer, office: User) -> None:
    apply_reform(reform_code=CODE, actor=office)
    item = worklist(Reform.objects.get(code=CODE)).get()
    with pytest.raises(ReformError) as error:
        decide_item(item_id=item.pk, unit=on(NEW, "16438"), actor=office)
    assert error.value.code == "reform_choice"
    assert not ProducerAttribution.objects.exists()


def test_reverting_brings_everything_back(split_producer: Producer, office: User) -> None:
    grant = make_grant(make_user(), Role.DISTRICT_COORDINATOR, on(OLD, "401"), valid_to=date(2026, 12, 31))
    before = (list(Grant.objects.order_by("pk").values()), list(ProducerAttribution.objects.values()))
    apply_reform(reform_code=CODE, actor=office)
    decide_item(item_id=worklist(Reform.objects.get()).get().pk, unit=on(NEW, "14797"), actor=office)
    reform = revert_reform(reform_code=CODE, actor=office)
    assert (list(Grant.objects.order_by("pk").values()), list(ProducerAttribution.objects.values())) == before
    assert (reform.state, reform.items.count(), reform.applied_by) == ("draft", 0, None)
    assert grant.valid_to == date(2026, 12, 31)
    assert apply_reform(reform_code=CODE, actor=office)["worklist"] == {"size": 1, "decided": 0}


def test_confirming_needs_every_decision_and_is_final(split_producer: Producer, office: User) -> None:
    apply_reform(reform_code=CODE, actor=office)
    with pytest.raises(ReformError) as error:
        confirm_reform(reform_code=CODE, actor=office)
    assert error.value.code == "reform_undecided"
    item = worklist(Reform.objects.get()).get()
    decide_item(item_id=item.pk, unit=on(NEW, "14797"), actor=office)
    assert confirm_reform(reform_code=CODE, actor=office).state == "confirmed"
    for verb in (revert_reform, confirm_reform):
        with pytest.raises(ReformError) as error:
            verb(reform_code=CODE, actor=office)
        assert error.value.code == "reform_state"
    with pytest.raises(ReformError):
        decide_item(item_id=item.pk, unit=on(NEW, "14758"), actor=office)
    before = snapshot()
    assert apply_reform(reform_code=CODE, actor=office)["state"] == "confirmed"
    assert snapshot() == before


@pytest.mark.parametrize("verb", [revert_reform, confirm_reform])
def test_nothing_is_taken_back_or_confirmed_before_it_is_applied(units: None, verb: Any) -> None:
    with pytest.raises(ReformError) as error:
        verb(reform_code=CODE)
    assert error.value.code == "reform_state"


@pytest.mark.parametrize(
    ("role", "code", "may"),
    [
        (Role.ADMIN, "38", True),
        (Role.PROVINCE_COORDINATOR, "38", True),
        (Role.PROVINCE_COORDINATOR, "40", False),
        (Role.ADMIN, "16438", False),
        *((role, "38", False) for role in Role if role not in (Role.ADMIN, Role.PROVINCE_COORDINATOR)),
    ],
)
def test_only_the_province_runs_its_reform(units: None, role: Role, code: str, may: bool) -> None:
    user = make_user(role, on(NEW, code))
    if may:
        assert apply_reform(reform_code=CODE, actor=user)["state"] == "applied"
        return
    with pytest.raises(ReformError) as error:
        apply_reform(reform_code=CODE, actor=user)
    assert error.value.code == "reform_access"
    assert not Reform.objects.exists()


def test_every_step_is_a_legal_act_and_the_chain_holds(split_producer: Producer, office: User) -> None:
    apply_reform(reform_code=CODE, actor=office)
    revert_reform(reform_code=CODE, actor=office)
    apply_reform(reform_code=CODE, actor=office)
    decide_item(item_id=worklist(Reform.objects.get()).get().pk, unit=on(NEW, "14797"), actor=office)
    confirm_reform(reform_code=CODE, actor=office)
    acts = list(LegalAct.objects.values_list("verb", "article", "actor"))
    verbs = ["apply_reform", "revert_reform", "apply_reform", "decide_reform_item", "confirm_reform"]
    assert acts == [(verb, "1686/NQ-UBTVQH15", office.pk) for verb in verbs]
    assert list(verify_chain()) == []


@pytest.mark.parametrize("code", ["NQ-1", "1686", "NQ-202", "NQ-388", ""])
def test_an_unknown_reform_is_refused(units: None, code: str) -> None:
    with pytest.raises(ReformError) as error:
        reform_state(reform_code=code)
    assert error.value.code == "unknown_reform"


def test_every_province_has_its_reform(units: None) -> None:
    rows = known_reforms()
    assert len(rows) == 34
    assert [(code, i.number) for code, i, province in rows if province.code == "38"] == [(CODE, "1686/NQ-UBTVQH15")]
    figures = [reform_state(reform_code=code) for code, _instrument, _province in rows]
    assert sum(row["communes"]["before"] for row in figures) == 10035
    assert sum(row["communes"]["after"] for row in figures) == 3321
    assert sum(row["districts"]["before"] for row in figures) == 696


def test_the_command_prints_json(split_producer: Producer, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("apply_reform", CODE, "--dry-run")
    assert not Reform.objects.exists()
    call_command("apply_reform", CODE)
    call_command("apply_reform", CODE)
    dry, first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (dry["dry_run"], dry["worklist"]["size"], dry["communes"]) == (True, 1, {"before": 547, "after": 166})
    assert first == second
    assert ReformItem.objects.exclude(label=GRANT).count() == 1
    with pytest.raises(CommandError, match="Không có đợt sắp xếp"):
        call_command("apply_reform", "NQ-0")


def test_a_kind_of_record_is_registered_once() -> None:
    kind = located_kind("products.producer")
    register_located(kind)
    with pytest.raises(ValueError, match="registered twice"):
        register_located(replace(kind, name="khác"))
    assert located_kinds() == [kind]
