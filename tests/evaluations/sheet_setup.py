"""A dossier before its council, handed in with marks and papers; the members; a way to fill in a sheet."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from evaluations.domain.lawpacks import load_pack
from evaluations.models import CouncilMember, SessionEntry
from ocop.accounts.enums import Role
from products.domain.dossiers.freeze import freeze_submission
from products.enums import DossierStep, EvidenceKind
from products.models import CommuneReport, Dossier, EvidenceLink, Producer
from tests import factories as make

PACK = "qd-26-2026"


def lowest(product_set: int = 4, **changes: Any) -> dict[str, Any]:
    """The first option of every criterion, with changes by code ("1_1" for "1.1")."""
    sheet = load_pack(PACK).sheet(product_set)
    answers: dict[str, Any] = {
        leaf.code: {"case": next(iter(leaf.cases)), "option": 0} if leaf.cases else 0 for _path, leaf in sheet.leaves()
    }
    return {**answers, **{code.replace("_", "."): value for code, value in changes.items()}}


def as_form(answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Answers as the page's form sends them."""
    from evaluations.domain.sheet_rows import form_value

    return {**{f"muc-{code}": form_value(answer) for code, answer in answers.items()}, **more}


@dataclass
class Before:
    """`entry` in a scoring session of `chair` and `member`; its dossier was handed in with marks, papers, a report."""

    product_set: int = 4
    session: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.council = make.make_council()
        self.chair: CouncilMember = make.make_council_member(self.council, role="chair")
        self.member: CouncilMember = make.make_council_member(self.council)
        product = make.make_product(product_set=self.product_set)
        self.producer: Producer = product.producer
        marks = {"answers": {"1.1": 2}, "notes": {"1.1": "Ong nuôi ở bản Thành"}}
        stored = {"law_pack": PACK, "product_set": self.product_set, "revision": 1, **marks}
        self.dossier: Dossier = make.make_dossier(product, state="council", assessment=stored)
        self.contract = self.paper("criterion:1.1", title="Hợp đồng nuôi ong")
        self.registration = self.paper("paper:dkkd", title="Giấy đăng ký hợp tác xã")
        self.card = self.paper("criterion:3.2", kind=EvidenceKind.IDENTITY_CARD, is_sensitive=True, title="Căn cước")
        self.report()
        freeze_submission(actor=None, dossier=self.dossier, step=DossierStep.PROPOSE)
        self.held = make.make_session(self.council, state="scoring", **self.session)
        pinned = {"product_set": self.product_set}
        self.entry: SessionEntry = make.make_entry(self.held, self.dossier, **pinned)

    def paper(self, requirement: str, **facts: Any) -> Any:
        """A paper of the producer shown for a requirement."""
        evidence = make.make_evidence(self.producer, **facts)
        EvidenceLink.objects.create(dossier=self.dossier, evidence=evidence, requirement=requirement)
        return evidence

    def report(self) -> None:
        """The commune's issued report with its words on the raw material."""
        report = CommuneReport.objects.create(dossier=self.dossier, unit=self.dossier.unit)
        report.topics.create(topic="local_materials", assessed="Nguyên liệu đúng là của xã")
        report.number, report.issued_on, report.state = 1, date(2026, 6, 1), "issued"
        report.save()

    def browser(self, member: CouncilMember) -> Client:
        """A browser of a member, signed in."""
        client = Client()
        client.force_login(member.user)
        return client

    def url(self, page: str = "") -> str:
        """The member's page of the entry."""
        return f"/danh-gia/phieu/{self.entry.pk}/{page}"


def admin(unit: Any) -> Any:
    """An administrator above everything."""
    return make.make_user(Role.ADMIN, unit)
