"""One product through three laws: 03/2024 by the district (QĐ 148), 08/2025 by the province (QĐ 148, 1489), 08/2026 by
the province (QĐ 26/2026). Each time the right criteria, body, code, forms and clocks."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.decisions import draft_decision, issue_decision
from evaluations.domain.lawpacks import load_pack, select_pack
from evaluations.models import Certificate, Council, EvaluationResult, Recognition
from ocop.accounts.enums import Role
from products.domain.dossiers.clock import Clock, clocks_of
from products.domain.dossiers.steps import take_council_step
from products.models import Dossier
from programs.domain.reach import rebuild_reach
from programs.enums import Extent, Tier
from programs.models import Unit, UnitLineage
from tests import factories as make
from tests.products.dossier_story import Story

from .decision_story import move_clock

pytestmark = pytest.mark.django_db
LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)
BY_DISTRICT = ("submit", "accept", "report", "propose_district", "accept_district", "qualify", "to_council")
BY_PROVINCE = ("submit", "accept", "report", "propose", "receive", "qualify", "to_council")


class Timeline(Story):
    """Thanh Hóa on both maps: xã Quảng Phong of huyện Quảng Xương until 30/06/2025, then xã Lưu Vệ."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch, self.product_set = monkeypatch, 4
        self.province = make.make_unit(Tier.PROVINCE, code="38", name="Tỉnh Thanh Hóa")
        self.district = make.make_unit(Tier.DISTRICT, self.province, code="404", valid_to=LAST_OLD)
        self.commune = make.make_unit(parent=self.district, code="16441", name="Xã Quảng Phong", valid_to=LAST_OLD)
        self.heir = make.make_unit(parent=self.province, code="16438", name="Xã Lưu Vệ", valid_from=FIRST_NEW)
        facts = {"extent": Extent.WHOLE, "effective_on": FIRST_NEW}
        UnitLineage.objects.create(predecessor=self.commune, successor=self.heir, **facts)
        rebuild_reach()
        self.officer = make.make_user(Role.COMMUNE_OFFICER, self.commune)
        self.coordinator = make.make_user(Role.PROVINCE_COORDINATOR, self.province)
        self.district_officer = make.make_user(Role.DISTRICT_COORDINATOR, self.district)
        self.producer = make.make_producer(self.commune, name="HTX Lưu Vệ")
        self.product = make.make_product(self.producer, product_set=self.product_set)

    def who(self, step: str) -> Any:
        """Under the district its officer also qualifies and hands over."""
        by_district = step in ("qualify", "to_council") and not self.producer.unit.is_valid_on(FIRST_NEW)
        return self.district_officer if by_district else super().who(step)

    def reform(self) -> None:
        """01/07/2025: the commune goes whole to its heir, the district ends."""
        self.commune = self.producer.unit = self.heir
        self.producer.save()
        self.officer = make.make_user(Role.COMMUNE_OFFICER, self.heir)

    def dossier(self, kind: str, star: int, submitted: date, proposed: date, steps: tuple[str, ...]) -> Dossier:
        """Handed in on one day, and everything up to the council done on another."""
        move_clock(self.monkeypatch, submitted)
        dossier = self.take(self.draft(kind, star, on=submitted), steps[0], on=submitted)
        self.submit_clocks = clocks_of(dossier, submitted)
        move_clock(self.monkeypatch, proposed)
        return self.take(dossier, *steps[1:], on=proposed)

    def recognise(self, dossier: Dossier, unit: Unit, star: int, met: date, decided: date) -> Recognition:
        """The council of the unit concludes, the unit decides."""
        move_clock(self.monkeypatch, decided)
        body = str(unit.tier)
        council: Council = make.make_council(unit, level=body, decided_on=met)
        pack = select_pack(dossier.kind, dossier.submitted_on, met)
        take_council_step(actor=None, dossier_id=dossier.pk, step="conclude", on=met)
        session = make.make_session(council, state="closed", held_on=met, year=met.year)
        law = {"law_pack": pack.code, "pack_sha256": load_pack(pack.code).sha256}
        entry = make.make_entry(session, dossier, **law)
        result: EvaluationResult = make.make_result(entry, star=star, points_sum=20 * star + 2, decided_on=met)
        decision = draft_decision(
            actor=self.coordinator, unit=unit, body=body, title="Công nhận", result_ids=[result.pk]
        )
        issue_decision(
            actor=self.coordinator,
            decision_id=decision.pk,
            number=f"{decided.year}/QĐ-UBND",
            decided_on=decided,
            signer_name="Lê Văn Ký",
            signer_position="Chủ tịch",
        )
        return Recognition.objects.get(decision_item__result=result)


@pytest.fixture
def timeline(monkeypatch: pytest.MonkeyPatch) -> Timeline:
    return Timeline(monkeypatch)


def kinds(clocks: list[Clock]) -> dict[str, date]:
    """Kind of clock → its last day."""
    return {str(clock.kind): clock.due_on for clock in clocks}


def forms(code: str) -> list[tuple[str, str]]:
    """The forms of a pack and where they stand."""
    return [(form["code"], form["annex"]) for form in load_pack(code).manifest.forms]


def first(timeline: Timeline) -> tuple[Dossier, Recognition]:
    """03/2024: three stars by the district."""
    dossier = timeline.dossier("first", 3, date(2024, 1, 8), date(2024, 2, 20), BY_DISTRICT)
    day, decided = date(2024, 3, 12), date(2024, 3, 25)
    return dossier, timeline.recognise(dossier, timeline.district, 3, day, decided)


def second(timeline: Timeline) -> tuple[Dossier, Recognition]:
    """08/2025: three stars again, by the province."""
    timeline.reform()
    dossier = timeline.dossier("rerank", 3, date(2025, 7, 14), date(2025, 7, 31), BY_PROVINCE)
    day, decided = date(2025, 8, 15), date(2025, 8, 28)
    return dossier, timeline.recognise(dossier, timeline.province, 3, day, decided)


def third(timeline: Timeline) -> tuple[Dossier, Recognition]:
    """08/2026: four stars, by the province."""
    dossier = timeline.dossier("upgrade", 4, date(2026, 6, 1), date(2026, 6, 19), BY_PROVINCE)
    day, decided = date(2026, 8, 12), date(2026, 8, 26)
    return dossier, timeline.recognise(dossier, timeline.province, 4, day, decided)


def test_march_2024_is_the_districts(timeline: Timeline) -> None:
    dossier, recognition = first(timeline)
    assert (dossier.law_pack, dossier.unit.name) == ("qd-148-2023", "Xã Quảng Phong")
    assert (recognition.body, recognition.kind, recognition.unit) == ("district", "new", timeline.commune)
    assert recognition.certificate.product_code == "38-404-16441-1-2024"
    assert recognition.certificate.unit == timeline.district
    assert forms("qd-148-2023") == [(code, "Phụ lục IV") for code in ("mau_01", "mau_02", "mau_03")]
    assert kinds(timeline.submit_clocks) == {}  # the text at hand gives no limits
    assert sorted(receipt.level for receipt in dossier.receipts.all()) == ["commune", "district"]


def test_august_2025_is_the_provinces(timeline: Timeline) -> None:
    first(timeline)
    dossier, recognition = second(timeline)
    assert (dossier.law_pack, dossier.unit.name) == ("qd-148-2023+1489-2025", "Xã Lưu Vệ")
    assert (recognition.body, recognition.kind, recognition.unit) == ("province", "renewal", timeline.heir)
    assert recognition.certificate.product_code == "38-16438-1-2025"
    assert recognition.certificate.unit == timeline.province
    assert forms("qd-148-2023+1489-2025") == forms("qd-148-2023")
    assert kinds(timeline.submit_clocks) == {}
    assert sorted(receipt.level for receipt in dossier.receipts.all()) == ["commune", "province"]


def test_august_2026_is_under_the_new_decision(timeline: Timeline) -> None:
    first(timeline)
    second(timeline)
    dossier, recognition = third(timeline)
    assert (dossier.law_pack, dossier.unit.name) == ("qd-26-2026", "Xã Lưu Vệ")
    assert (recognition.body, recognition.kind, recognition.star) == ("province", "upgrade", 4)
    assert recognition.certificate.product_code == "38-16438-1-2026"
    assert [form[1] for form in forms("qd-26-2026")] == [f"Phụ lục III, Mẫu 0{number}" for number in (1, 2, 3)]
    # 15 working days after 01/06 (Điều 7.2), and the round «before 30/10» (Điều 5)
    assert kinds(timeline.submit_clocks) == {"commune": date(2026, 6, 22), "round": date(2026, 10, 29)}
    codes = timeline.product.codes.values_list("code", flat=True)
    assert list(codes) == ["38-16438-1-2026", "38-16438-1-2025", "38-404-16441-1-2024"]
    days = Recognition.objects.order_by("decided_on").values_list("expires_on", flat=True)
    assert list(days) == [date(2027, 3, 25), date(2028, 8, 28), date(2029, 8, 26)]


def test_a_wrong_body_for_the_day_is_refused(timeline: Timeline) -> None:
    dossier = timeline.dossier("first", 3, date(2024, 1, 8), date(2024, 2, 20), BY_DISTRICT)
    with pytest.raises(ValidationError, match="thuộc thẩm quyền: UBND cấp huyện"):
        timeline.recognise(dossier, timeline.province, 3, date(2024, 3, 12), date(2024, 3, 25))
    assert not Certificate.objects.exists()


def test_five_days_of_july_2025_have_no_body_for_three_stars(timeline: Timeline) -> None:
    dossier = timeline.dossier("first", 3, date(2025, 1, 6), date(2025, 5, 20), BY_DISTRICT)
    timeline.reform()
    with pytest.raises(ValidationError, match="chưa rõ cơ quan nào"):
        timeline.recognise(dossier, timeline.province, 3, date(2025, 6, 20), date(2025, 7, 3))
