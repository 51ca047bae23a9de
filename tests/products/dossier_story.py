"""One product, the people around it, and its dossier brought as far as a test needs it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ocop.accounts.enums import Role
from ocop.accounts.models import User
from products.domain.dossiers.evidence_links import link_evidence
from products.domain.dossiers.reports import issue_report, start_report, update_report
from products.domain.dossiers.steps import take_step
from products.domain.dossiers.verbs import create_dossier, update_dossier
from products.domain.law import law_book
from products.enums import CommuneTopic, DossierKind
from products.models import CommuneReport, Dossier, Producer, Product
from products.rules import required_sections
from programs.enums import Tier
from programs.models import Unit
from tests.factories import make_evidence, make_member, make_producer, make_product, make_unit, make_user

SINCE = date(2010, 1, 1)
SIGNED = {"signer_name": "Lê Văn Ký", "signer_position": "Chủ tịch", "letter_number": "12/UBND"}


@dataclass
class Story:
    """A commune below a district (of the old days) and a province, its officers, a producer with an account."""

    province: Unit = field(default_factory=lambda: make_unit(Tier.PROVINCE, valid_from=SINCE))
    product_set: int = 6

    def __post_init__(self) -> None:
        self.district = make_unit(Tier.DISTRICT, self.province, valid_from=SINCE)
        self.commune = make_unit(parent=self.district, valid_from=SINCE)
        self.officer: User = make_user(Role.COMMUNE_OFFICER, self.commune)
        self.coordinator: User = make_user(Role.PROVINCE_COORDINATOR, self.province)
        self.district_officer: User = make_user(Role.DISTRICT_COORDINATOR, self.district)
        self.producer: Producer = make_producer(self.commune)
        self.member: User = make_member(self.producer).user
        self.product: Product = make_product(self.producer, product_set=self.product_set)

    def draft(self, kind: str = "first", star: int = 3, on: date | None = None, product: Any = None) -> Dossier:
        """A draft with every text and paper its law asks for."""
        day = on or date.today()
        target = product or self.product
        dossier = create_dossier(actor=None, product=target, kind=kind, year=day.year, star_sought=star, on=on)
        texts = {section: f"Nội dung {section}" for section in required_sections(kind)}
        update_dossier(actor=None, dossier_id=dossier.pk, revision=None, star_sought=star, samples=5, report=texts)
        for paper in law_book().requirements(dossier.law_pack, target.product_set, DossierKind(kind), star):
            if not paper.is_gate and paper.kinds:
                evidence = make_evidence(self.producer, kind=paper.kinds[0])
                link_evidence(actor=None, dossier_id=dossier.pk, evidence_id=evidence.pk, requirement=paper.key)
        dossier.refresh_from_db()
        return dossier

    def take(self, dossier: Dossier, *steps: str, on: date | None = None, **facts: Any) -> Dossier:
        """Steps one after the other, each by whoever takes it."""
        for step in steps:
            if step == "report":
                self.report(dossier, on)
            else:
                take_step(actor=self.who(step), dossier_id=dossier.pk, step=step, on=on, **facts)
        dossier.refresh_from_db()
        return dossier

    def who(self, step: str) -> User:
        """The officer of the level a step belongs to."""
        if step in ("receive", "qualify", "to_council", "reject"):
            return self.coordinator
        return self.district_officer if step == "accept_district" else self.officer

    def report(self, dossier: Dossier, on: date | None = None, number: int | None = None) -> CommuneReport:
        """The commune's report, written and issued."""
        report = start_report(actor=self.officer, dossier_id=dossier.pk)
        topics = {topic: {"assessed": f"Đạt về {topic.label}"} for topic in CommuneTopic}
        update_report(actor=self.officer, report_id=report.pk, revision=report.revision, topics=topics)
        day = on or date.today()
        return issue_report(
            actor=self.officer, report_id=report.pk, revision=None, number=number, issued_on=day, **SIGNED
        )
