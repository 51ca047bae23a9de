"""A province on the map of 2025 with its council, people of every role, and results to decide on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from evaluations.domain.decisions import draft_decision, issue_decision
from evaluations.models import Council, EvaluationResult, MinistryReferral, RecognitionDecision
from ocop.accounts.enums import Role
from ocop.accounts.models import User
from products.models import Producer
from programs.enums import Tier
from programs.models import Unit
from tests import factories as make

TODAY = date(2026, 9, 1)
MET, DECIDED = date(2026, 6, 15), date(2026, 6, 25)
SIGNED = {"number": "3025/QĐ-UBND", "decided_on": DECIDED, "signer_name": "Lê Văn Ký", "signer_position": "Chủ tịch"}


def move_clock(monkeypatch: Any, day: date) -> None:
    """Let it be that day for everything that asks for today."""
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: day)


def _province() -> Unit:
    return make.make_unit(Tier.PROVINCE, code="38", name="Tỉnh Thanh Hóa")


@dataclass
class Scene:
    """Tỉnh Thanh Hóa, xã Lưu Vệ, a producer there; an organiser, a signer, an officer of the commune."""

    province: Unit = field(default_factory=_province)

    def __post_init__(self) -> None:
        self.commune = make.make_unit(parent=self.province, code="16438", name="Xã Lưu Vệ")
        self.organiser: User = make.make_user(Role.PROVINCE_COORDINATOR, self.province)
        self.signer: User = make.make_user(Role.SIGNER, self.province)
        self.officer: User = make.make_user(Role.COMMUNE_OFFICER, self.commune)
        self.producer: Producer = make.make_producer(self.commune, name="HTX Lưu Vệ", address="Thôn 1")
        self.member: User = make.make_member(self.producer).user
        self.council: Council = make.make_council(self.province)

    def result(self, star: int | None = 4, points: int = 73, **facts: Any) -> EvaluationResult:
        """A frozen result on a dossier of its own; `met`: the day, `kind`, `product`, `council`, `sheets` as needed."""
        met, sheets = facts.pop("met", MET), facts.pop("sheets", 1)
        product = facts.pop("product", None) or make.make_product(self.producer, product_set=4)
        dossier = make.make_dossier(product, state="evaluated", kind=facts.pop("kind", "first"), year=met.year)
        session = make.make_session(facts.pop("council", self.council), state="closed", held_on=met, year=met.year)
        entry = make.make_entry(session, dossier, concluded_at=timezone.now())
        values = {"star": star, "points_sum": points, "sheet_count": sheets, "decided_on": met, **facts}
        return make.make_result(entry, **values)

    def draft(self, *results: EvaluationResult, **facts: Any) -> RecognitionDecision:
        """A draft with these results in this order."""
        values = {"actor": self.organiser, "unit": self.province, "body": "province", "title": "Công nhận"} | facts
        return draft_decision(result_ids=[one.pk for one in results], **values)

    def issue(self, decision: RecognitionDecision, **facts: Any) -> RecognitionDecision:
        """The draft, issued on DECIDED."""
        return issue_decision(**{"actor": self.organiser, "decision_id": decision.pk, **SIGNED, **facts})

    def referral(self, result: EvaluationResult | None = None, **facts: Any) -> MinistryReferral:
        """A result of 93 points that was sent to the Ministry on 10/07/2026."""
        values = {
            "approval_number": "2900/QĐ-UBND",
            "approved_on": date(2026, 6, 20),
            "letter_number": "77/UBND-NN",
            "sent_on": date(2026, 7, 10),
        }
        sent = result or self.result(5, 93)
        return MinistryReferral.objects.create(result=sent, **{**values, **facts})
