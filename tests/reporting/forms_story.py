"""A dossier whose every field is filled in, for tests of the forms."""

from datetime import date
from typing import Any

from products.domain.dossiers.evidence_links import link_evidence
from products.enums import EvidenceKind, ReportSection
from products.models import Dossier, Representation, YearFigures
from programs.enums import Tier
from tests.factories import make_evidence, make_unit
from tests.products.dossier_story import Story

TODAY = date(2026, 8, 3)
HONEY = 4


def story(**texts: Any) -> Story:
    """A cooperative of xã Lưu Vệ, tỉnh Thanh Hóa with every datum Mẫu 01 and 02 print."""
    province = make_unit(Tier.PROVINCE, name="Tỉnh Thanh Hóa", code="T38", valid_from=date(2010, 1, 1))
    told = Story(province, product_set=HONEY)
    told.commune.name = "Xã Lưu Vệ"
    told.commune.set_keys().save()
    producer = told.producer
    for name, value in {
        "name": "Hợp tác xã Ong Lưu Vệ",
        "address": "Thôn 3",
        "representative": "Nguyễn Thị Hoa",
        "phone": "0912345678",
        "email": "ong@example.vn",
        "founded_on": date(2019, 2, 5),
        "registration_number": "2801234567",
    }.items():
        setattr(producer, name, value)
    producer.set_keys().save()
    Representation.objects.create(
        producer=producer, position="Giám đốc", sex="nu", ethnicity="Mường", residence="Số 7, thôn 3, xã Lưu Vệ"
    )
    YearFigures.objects.create(producer=producer, year=2025, revenue=1_250_000_000, profit=210_500_000, workers=12)
    told.product.name = "Mật ong hoa rừng"
    told.product.set_keys().save()
    return told


def draft(told: Story, kind: str = "first", star: int = 4) -> Dossier:
    """A draft with texts in several lines, marks on three criteria, papers for some."""
    dossier = told.draft(kind, star, on=TODAY)
    texts = {section: f"Phần viết về {ReportSection(section).label}." for section in dossier.report}
    texts["history"] = "Thành lập năm 2019.\n- Năm 2021: 5 thành viên;\n+ Năm 2025: 12 thành viên."
    answers = {"1.1": 2, "1.2": 1, "2.1": 0}
    marks = {"law_pack": dossier.law_pack, "product_set": HONEY, "revision": 1, "answers": answers}
    dossier.report, dossier.assessment = texts, {**marks, "notes": {"1.1": "Ong nuôi ở thôn 3.\nĐủ 100% mật của xã."}}
    dossier.save()
    paper(told, dossier, "criterion:1.1", title="Hợp đồng nuôi ong", number="07/HĐ", issued_on=date(2026, 3, 1))
    paper(told, dossier, "criterion:3.5", kind=EvidenceKind.INTELLECTUAL_PROPERTY, title="GCN nhãn hiệu Ong Lưu Vệ")
    paper(told, dossier, "criterion:3.2", kind=EvidenceKind.IDENTITY_CARD, title="Căn cước", is_sensitive=True)
    return dossier


def paper(told: Story, dossier: Dossier, requirement: str, **facts: Any) -> None:
    """A paper of the producer shown for a requirement."""
    evidence = make_evidence(told.producer, **{"kind": EvidenceKind.MATERIAL_ORIGIN, **facts})
    link_evidence(actor=None, dossier_id=dossier.pk, evidence_id=evidence.pk, requirement=requirement)
