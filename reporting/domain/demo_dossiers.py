"""Illustration of the commune's daily work: two invented producers with papers, figures and dossiers in every stage.

All of it belongs to producers marked `is_illustration`, so that the setting `show_illustration` hides the whole. Days
are counted back from the day of loading: some clocks are near their end whenever the demonstration is first started.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from evaluations.domain.illustration import FIRST
from evaluations.domain.recognitions import record_recognition
from evaluations.enums import RecognitionKind
from evaluations.models import Recognition
from evaluations.rules import competent_bodies
from ocop.accounts.models import User
from ocop.site.workdays import work_calendar
from products.domain.dossiers.completeness import completeness
from products.domain.dossiers.evidence_links import link_evidence
from products.domain.dossiers.reports import issue_report, start_report, update_report
from products.domain.dossiers.steps import take_step
from products.domain.dossiers.verbs import create_dossier, update_dossier
from products.domain.evidence import store_evidence
from products.domain.people import link_member, save_representation
from products.domain.producers import create_producer
from products.domain.products import create_product
from products.domain.years import save_figures
from products.enums import CommuneTopic, DossierKind, DossierStep, EvidenceKind, LegalForm, ProductSet, ReportSection
from products.models import Dossier, Evidence, Producer, Product
from programs.models import Unit

from .demo_papers import make_paper

NOTE = "dữ liệu minh họa"
LUU_VE, HAU_LOC = "16438", "16012"
COOPERATIVE = "Hợp tác xã nông sản Lưu Vệ (minh họa)"
HOUSEHOLD = "Hộ kinh doanh dưa Hậu Lộc (minh họa)"
K, S = EvidenceKind, DossierStep
Paper = tuple[EvidenceKind, str, int | None]
PAPERS: tuple[Paper, ...] = (
    (K.REGISTRATION, "Giấy chứng nhận đăng ký hợp tác xã", None),
    (K.PRODUCTION_LICENCE, "Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm", 40),
    (K.MATERIAL_ORIGIN, "Hợp đồng mua nguyên liệu tại địa phương", None),
    (K.ENVIRONMENT, "Bản cam kết bảo vệ môi trường", None),
    (K.LOCAL_LABOUR, "Danh sách lao động địa phương", None),
    (K.GROWTH, "Báo cáo tài chính hai năm", None),
    (K.QUALITY_DECLARATION, "Bản tự công bố chất lượng sản phẩm", None),
    (K.TEST_REPORT, "Phiếu kết quả kiểm nghiệm", 200),
    (K.TEST_REPORT, "Phiếu kết quả kiểm nghiệm đã cũ", -30),
    (K.STORY, "Câu chuyện sản phẩm", None),
    (K.PRODUCT_PHOTO, "Hình ảnh sản phẩm và nhãn", None),
    (K.INTELLECTUAL_PROPERTY, "Giấy chứng nhận đăng ký nhãn hiệu", 900),
    (K.MARKET, "Hợp đồng tiêu thụ sản phẩm", None),
    (K.TRACEABILITY, "Mã số mã vạch và tem truy xuất", None),
    (K.QUALITY_SYSTEM, "Chứng nhận hệ thống quản lý chất lượng", 500),
    (K.REGISTRATION_FORM, "Phiếu đăng ký tham gia đánh giá", None),
    (K.IDENTITY_CARD, "Ảnh giấy tờ tùy thân của người đại diện", None),
)
"""Kind, title, days until it ends."""
HOUSEHOLD_PAPERS = (
    (K.REGISTRATION, "Giấy chứng nhận đăng ký hộ kinh doanh", None),
    *(paper for paper in PAPERS[1:] if paper[0] in {K.PRODUCTION_LICENCE, K.STORY, K.TRACEABILITY}),
    *(paper for paper in PAPERS if paper[0] in {K.TEST_REPORT, K.INTELLECTUAL_PROPERTY} and (paper[2] or 0) > 0),
    (K.REGISTRATION_FORM, "Phiếu đăng ký tham gia đánh giá", None),
)
SENTENCE = "Nội dung minh họa do phần mềm soạn để trình diễn, không mô tả cơ sở nào có thật."


@dataclass(frozen=True)
class Sample:
    """A product and how far its dossier has come: `steps` are (step, days ago)."""

    name: str
    product_set: ProductSet
    kind: DossierKind
    star: int
    steps: tuple[tuple[DossierStep, int], ...] = ()


PROPOSED = ((S.SUBMIT, 45), (S.ACCEPT, 43), (S.REPORT, 31), (S.PROPOSE, 28))
COOPERATIVE_SAMPLES = (
    Sample("Tỏi đen Lưu Vệ (minh họa)", ProductSet.FROM_PRODUCE, DossierKind.FIRST, 3),
    Sample(
        "Nước mắm Lưu Vệ (minh họa)",
        ProductSet.LIQUID_SEASONING,
        DossierKind.FIRST,
        3,
        ((S.SUBMIT, 22), (S.ACCEPT, 20), (S.ASK, 12)),
    ),
    Sample(
        "Miến gạo Lưu Vệ (minh họa)",
        ProductSet.FROM_GRAIN,
        DossierKind.FIRST,
        3,
        ((S.SUBMIT, 17), (S.ACCEPT, 15)),
    ),
    Sample("Gạo nếp Lưu Vệ (minh họa)", ProductSet.GRAIN, DossierKind.FIRST, 4, PROPOSED),
    Sample(
        "Mật ong Lưu Vệ (minh họa)",
        ProductSet.HONEY,
        DossierKind.RERANK,
        3,
        ((S.SUBMIT, 70), (S.ACCEPT, 69), (S.REPORT, 60), (S.PROPOSE, 58), (S.RECEIVE, 55), (S.QUALIFY, 42)),
    ),
)
HOUSEHOLD_SAMPLES = (
    Sample(
        "Dưa hấu Hậu Lộc (minh họa)",
        ProductSet.FRESH_PRODUCE,
        DossierKind.UPGRADE,
        4,
        (*PROPOSED, (S.RECEIVE, 24)),
    ),
)


@transaction.atomic
def load_demo_dossiers(accounts: Mapping[str, User]) -> dict[str, int]:
    """Make everything once; needs the national units. Returns {"producers", "papers", "dossiers"} newly made."""
    if Producer.objects.filter(name=COOPERATIVE, is_illustration=True).exists():
        return {"producers": 0, "papers": 0, "dossiers": 0}
    today = timezone.localdate()
    officer = accounts["canbo.luuve"]
    cooperative = make_producer(COOPERATIVE, LegalForm.COOPERATIVE, LUU_VE, today)
    link_member(
        actor=None, producer_id=cooperative.pk, username="chuthe", role="owner", valid_from=today - timedelta(days=90)
    )
    household = make_producer(HOUSEHOLD, LegalForm.BUSINESS_HOUSEHOLD, HAU_LOC, today)
    papers = [*make_papers(cooperative, PAPERS, today), *make_papers(household, HOUSEHOLD_PAPERS, today)]
    made = [_dossier(cooperative, sample, today, officer, accounts) for sample in COOPERATIVE_SAMPLES]
    made += [_dossier(household, sample, today, None, accounts) for sample in HOUSEHOLD_SAMPLES]
    return {"producers": 2, "papers": len(papers), "dossiers": len(made)}


def make_producer(name: str, form: LegalForm, code: str, today: date) -> Producer:
    """An invented producer with invented people and figures of two years."""
    producer = create_producer(
        actor=None,
        unit=Unit.objects.on(today).get(code=code),
        name=name,
        legal_form=form,
        source_note=NOTE,
        is_illustration=True,
        address="Thôn Minh Họa",
        founded_on=date(2019, 5, 20),
        registration_number="MINH-HOA-01",
    )
    save_representation(
        actor=None,
        producer_id=producer.pk,
        revision=None,
        representative="Nguyễn Thị Minh Họa",
        phone="02373000000",
        email="minh.hoa@example.vn",
        position="Giám đốc",
        sex="nu",
        ethnicity="Kinh",
        residence="Thôn Minh Họa",
        personal_number="000000000000",
        consented_on=today,
    )
    for number, year in enumerate((today.year - 2, today.year - 1)):
        save_figures(actor=None, producer_id=producer.pk, year=year, revision=0, **_figures(number))
    return producer


def _figures(number: int) -> dict[str, int]:
    return {
        "workers": 18 + 4 * number,
        "workers_local": 15 + 4 * number,
        "capital": 2_000_000_000,
        "capital_local": 1_600_000_000,
        "revenue": 3_200_000_000 + 700_000_000 * number,
        "profit": 410_000_000 + 90_000_000 * number,
    }


def make_papers(
    producer: Producer, papers: Iterable[tuple[EvidenceKind, str, int | None]], today: date
) -> list[Evidence]:
    """The vault: papers without end, one that ends soon and one that has ended."""
    return [
        store_evidence(
            actor=None,
            producer=producer,
            file_name=f"minh-hoa-{number:02d}.pdf",
            kind=kind,
            title=f"{title} (minh họa)",
            data=make_paper(title, producer.name),
            issuer="Cơ quan minh họa",
            number=f"{number:02d}/MINHHOA",
            issued_on=today - timedelta(days=400),
            expires_on=None if ends is None else today + timedelta(days=ends),
        )
        for number, (kind, title, ends) in enumerate(papers, 1)
    ]


def _dossier(producer: Producer, sample: Sample, today: date, officer: Any, accounts: Mapping[str, User]) -> Dossier:
    """A product with the recognition its kind of dossier needs, and the dossier taken through its steps."""
    return take_steps(begin_dossier(producer, sample, today), sample, today, officer, accounts)


def begin_dossier(producer: Producer, sample: Sample, today: date) -> Dossier:
    """The product, the recognition its kind of dossier needs, and the dossier as a draft with its texts and papers."""
    product = create_product(
        actor=None,
        producer=producer,
        name=sample.name,
        product_set=sample.product_set,
        source_note=NOTE,
        is_illustration=True,
    )
    if sample.kind != DossierKind.FIRST:
        recognise_before(product, today, 1015 if sample.kind == DossierKind.RERANK else 730)
    begun = day_ago(today, sample.steps[0][1] + 1 if sample.steps else 5)
    dossier = create_dossier(
        actor=None,
        product=product,
        kind=sample.kind,
        year=begun.year,
        star_sought=sample.star,
        on=begun,
        is_illustration=True,
    )
    _fill(dossier, is_whole=bool(sample.steps))
    return dossier


def take_steps(dossier: Dossier, sample: Sample, today: date, officer: Any, accounts: Mapping[str, User]) -> Dossier:
    """The dossier through the steps of its sample: the commune's by `officer`, the province's by its coordinator."""
    for step, days in sample.steps:
        by_province = step in (S.RECEIVE, S.QUALIFY)
        _step(dossier, step, day_ago(today, days), accounts["dieuphoi.tinh"] if by_province else officer, today)
    return Dossier.objects.get(pk=dossier.pk)


def recognise_before(product: Product, today: date, ago: int) -> Recognition:
    """Three stars so many days ago: 1015 for a certificate that ends in 80 days, 730 for one two years old.

    Never in the year of the province's plan, whose progress the other illustration tells.
    """
    day = today - timedelta(days=ago)
    while day.year == FIRST.year or not competent_bodies(3, day):
        day -= timedelta(days=1)
    return record_recognition(
        actor=None,
        product=product,
        star=3,
        decided_on=day,
        body=min(competent_bodies(3, day)),
        unit=Unit.objects.on(day).get(code=product.producer.unit.code),
        kind=RecognitionKind.NEW,
        decision_number=f"{product.pk}/QĐ-MINHHOA",
        source_note=NOTE,
        is_illustration=True,
    ).recognition


def _fill(dossier: Dossier, *, is_whole: bool) -> None:
    """Texts of the self-report and the papers of the vault at what they show; a draft only has its first part."""
    sections = list(ReportSection) if is_whole else list(ReportSection)[:3]
    update_dossier(
        actor=None,
        dossier_id=dossier.pk,
        revision=None,
        star_sought=dossier.star_sought,
        samples=5 if is_whole else None,
        report={section: f"{section.label}. {SENTENCE}" for section in sections},
    )
    dossier.refresh_from_db()
    vault = list(Evidence.objects.current().filter(producer=dossier.product.producer).order_by("-expires_on", "pk"))
    asked = [item.requirement for item in completeness(dossier).items if item.requirement.kinds]
    for need in asked if is_whole else asked[:3]:
        paper = next((one for one in vault if one.kind in need.kinds), None)
        if paper is not None:
            link_evidence(actor=None, dossier_id=dossier.pk, evidence_id=paper.pk, requirement=need.key)


def _step(dossier: Dossier, step: DossierStep, day: date, actor: Any, today: date) -> None:
    if step == S.REPORT:
        _report(dossier, day, actor)
        return
    asked: dict[str, Any] = {}
    if step == S.ASK:
        items = [
            {"requirement": "", "text": "Bổ sung phiếu kiểm nghiệm còn hiệu lực (minh họa)."},
            {"requirement": "", "text": "Ghi rõ vùng nguyên liệu trong báo cáo tự đánh giá (minh họa)."},
        ]
        asked = {"items": items, "due_on": day_ago(today, -4)}
    take_step(actor=actor, dossier_id=dossier.pk, step=step, on=day, **asked)


def _report(dossier: Dossier, day: date, actor: Any) -> None:
    """The commune's report, issued and locked (Mẫu 03)."""
    report = start_report(actor=actor, dossier_id=dossier.pk)
    topics = {str(topic): {"assessed": f"{topic.label}: phù hợp. {SENTENCE}"} for topic in CommuneTopic}
    update_report(actor=actor, report_id=report.pk, revision=None, topics=topics, conclusion=SENTENCE)
    issue_report(
        actor=actor,
        report_id=report.pk,
        revision=None,
        number=None,
        issued_on=day,
        signer_name="Người ký (minh họa)",
        signer_position="Chủ tịch",
        letter_number="",
    )


def day_ago(today: date, ago: int) -> date:
    """The working day so many days ago, or the next one: never further back, whatever holidays lie there."""
    calendar, day = work_calendar(), today - timedelta(days=ago)
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day
