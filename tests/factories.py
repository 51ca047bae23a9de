"""Plain functions that make valid rows with sane defaults; everything can be given by keyword.

Codes of units start with "T", so that they never meet the national ones. `make_unit` keeps the closure of reach up to
date for its own tree; a test of lineage calls `rebuild_reach()` itself.
"""

import hashlib
import itertools
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from evaluations.domain.lawpacks import load_pack
from evaluations.enums import CouncilLevel, CouncilRole, RecognitionBody, RecognitionKind, SessionState
from evaluations.models import (
    Council,
    CouncilMember,
    CouncilSession,
    DecisionItem,
    EvaluationResult,
    Recognition,
    RecognitionDecision,
    ScoreSheet,
    Seat,
    SessionEntry,
)
from ocop.accounts.enums import Role
from ocop.accounts.models import Grant, User
from ocop.site.models import CalendarDay
from ocop.text import fold
from products.enums import EvidenceKind
from products.models import Dossier, Evidence, ImportBatch, Producer, ProducerMember, Product, StoredFile
from programs.domain.reading.draft import read_plan_text
from programs.enums import Tier, UnitKind, VersionState
from programs.models import (
    Assignment,
    AssignmentStep,
    Difficulty,
    NumberEntry,
    NumberSeries,
    Plan,
    PlanReading,
    PlanTemplate,
    PlanVersion,
    Target,
    Unit,
    UnitReach,
    WorkItem,
    WorkPart,
    WorkReport,
)
from reporting.models import Document, DocumentSet, DocumentSetItem

PASSWORD = "mat-khau-thu-nghiem-1"
_numbers = itertools.count(1)
_KINDS = {
    Tier.NATION: UnitKind.NATION,
    Tier.PROVINCE: UnitKind.PROVINCE,
    Tier.DISTRICT: UnitKind.DISTRICT,
    Tier.COMMUNE: UnitKind.COMMUNE,
}
_WORDS = {Tier.NATION: "Toàn quốc", Tier.PROVINCE: "Tỉnh", Tier.DISTRICT: "Huyện", Tier.COMMUNE: "Xã"}


def make_nation() -> Unit:
    """The nation: path "", reaches every unit made before or after it."""
    nation = Unit.objects.filter(tier=Tier.NATION).first()
    if nation is None:
        nation = Unit(code="VN", tier=Tier.NATION, kind=UnitKind.NATION, name="Toàn quốc", path="")
        nation.valid_from = date(1945, 9, 2)
        nation.set_keys().save()
        UnitReach.objects.bulk_create(UnitReach(unit=nation, member=unit) for unit in Unit.objects.all())
    return nation


def make_unit(tier: str = Tier.COMMUNE, parent: Unit | None = None, **fields: Any) -> Unit:
    """A unit below `parent` (a province stands at the top), valid since 2020 unless said otherwise."""
    number = next(_numbers)
    code = fields.pop("code", f"T{number}")
    name = fields.pop("name", f"{_WORDS[Tier(tier)]} Thử {number}")
    path = f"{parent.path if parent else ''}{code}/"
    values = {"kind": _KINDS[Tier(tier)], "valid_from": date(2020, 1, 1), "lat": 19.8, "lon": 105.7, **fields}
    unit = Unit(code=code, tier=tier, name=name, path=path, parent_code=parent.code if parent else "", **values)
    unit.set_keys().save()
    above = [other for other in Unit.objects.exclude(pk=unit.pk) if path.startswith(other.path)]
    UnitReach.objects.bulk_create(UnitReach(unit=other, member=unit) for other in [*above, unit])
    return unit


def make_user(role: str | None = None, unit: Unit | None = None, **fields: Any) -> User:
    """A person with PASSWORD and one grant of `role` at `unit` (a new commune when none is given) since 2020."""
    number = next(_numbers)
    fields = {"username": f"nguoi-{number}", "full_name": f"Nguyễn Văn {number}", **fields}
    user = User.objects.create_user(password=PASSWORD, **fields)
    if role is not None:
        make_grant(user, role, unit or make_unit())
    return user


def make_grant(user: User, role: str, unit: Unit, **fields: Any) -> Grant:
    """A grant since 2020, open ended."""
    return Grant.objects.create(user=user, role=Role(role), unit=unit, **{"valid_from": date(2020, 1, 1), **fields})


def make_plan(unit: Unit | None = None, year: int = 2025, **fields: Any) -> Plan:
    """A plan without versions."""
    unit = unit or make_unit(Tier.PROVINCE)
    title = f"Kế hoạch Chương trình OCOP năm {year} của {unit.name}"
    return Plan.objects.create(
        unit=unit, year=year, **{"slug": f"ke-hoach-{unit.code.lower()}-{year}", "title": title, **fields}
    )


def make_template(unit: Unit | None = None, **fields: Any) -> PlanTemplate:
    """A template of plans of communes, of the whole country unless a unit is given."""
    values = {"tier": Tier.COMMUNE, "title": "Mẫu thử nghiệm", "valid_from": date(2024, 1, 1), "unit": unit, **fields}
    return PlanTemplate.objects.create(**values)


def make_version(plan: Plan | None = None, targets: dict[int, int] | None = None, **fields: Any) -> PlanVersion:
    """An issued version (a draft with state="draft"); `targets` = {star: number} at the plan's own unit."""
    plan = plan or make_plan()
    values = {
        "state": VersionState.ISSUED,
        "place": plan.unit.short_name,
        "issuer": f"ỦY BAN NHÂN DÂN {plan.unit.name.upper()}",
        "abstract": plan.title,
        **fields,
    }
    if values["state"] == VersionState.ISSUED:
        values = {"number": next(_numbers), "issued_on": date(plan.year, 2, 24), **values}
    version = PlanVersion.objects.create(plan=plan, **values)
    for star, number in (targets or {}).items():
        make_target(version, plan.unit, star, number)
    return version


def make_target(version: PlanVersion, unit: Unit, star: int = 3, committed: int = 1, **fields: Any) -> Target:
    """One number of a plan."""
    return Target.objects.create(version=version, unit=unit, star=star, committed=committed, **fields)


def make_assignment(unit: Unit, above: Unit, year: int = 2027, **fields: Any) -> Assignment:
    """Two three-star products a draft of the unit above proposes to a unit; `fields` are of the plan."""
    version = make_version(make_plan(above, year, **fields), state="draft")
    make_target(version, unit, 3, 2, order=1, printed_name=unit.name)
    assignment = Assignment.objects.create(version=version, unit=unit)
    figures = [{"star": 3, "kind": "any", "committed": 2, "working": None}]
    AssignmentStep.objects.create(assignment=assignment, state="proposed", figures=figures)
    return assignment


def make_producer(unit: Unit | None = None, **fields: Any) -> Producer:
    """A producer in a commune."""
    return Producer.objects.create(
        unit=unit or make_unit(), **{"name": f"Hợp tác xã Thử {next(_numbers)}", "legal_form": "htx", **fields}
    )


def make_product(producer: Producer | None = None, **fields: Any) -> Product:
    """A product of a producer (a new one when none is given)."""
    fields = {"name": f"Sản phẩm thử {next(_numbers)}", **fields}
    return Product.objects.create(producer=producer or make_producer(), **fields)


def make_recognition(product: Product | None = None, **fields: Any) -> Recognition:
    """A three-star recognition by the province on 02/06/2025 at the unit of the producer, valid 36 months."""
    product = product or make_product()
    values: dict[str, Any] = {
        "unit": product.producer.unit,
        "star": 3,
        "body": RecognitionBody.PROVINCE,
        "decision_number": f"{next(_numbers)}/QĐ-UBND",
        "decided_on": date(2025, 6, 2),
        **fields,
    }
    day = values["decided_on"]
    values.setdefault("expires_on", day.replace(year=day.year + 3, day=min(day.day, 28)))
    return Recognition.objects.create(product=product, **values)


def make_job(user: User | None = None, **fields: Any) -> Any:
    """A finished job of a person."""
    from ocop.jobs.enums import JobState
    from ocop.jobs.models import Job

    values = {"kind": "test", "label": "Việc thử", "state": JobState.DONE, "finished_at": timezone.now(), **fields}
    return Job.objects.create(requested_by=user or make_user(), **values)


def make_document(plan: Plan | None = None, **fields: Any) -> Document:
    """A draft document of a plan with two small files; of another record by `subject`, `subject_id`, `unit`."""
    number = next(_numbers)
    values = {"kind": "progress", "title": f"Báo cáo thử {number}", "content_hash": f"{number:064x}", **fields}
    if "subject" not in values:
        plan = plan or make_plan()
        version = plan.versions.first() or make_version(plan)
        values |= {"subject": "plan_version", "subject_id": version.pk, "unit": plan.unit}
    document = Document(**{"year": plan.year if plan else 2026, **values})
    document.pdf.save(f"{number}.pdf", ContentFile(b"%PDF-1.7 thu"), save=False)
    document.docx.save(f"{number}.docx", ContentFile(b"thu"), save=False)
    document.save()
    return document


def make_document_set(unit: Unit | None = None, **fields: Any) -> DocumentSet:
    """A set of plans without items and without a job."""
    values = {"kind": "plan", "subject": "plan_version", "title": f"Bộ thử {next(_numbers)}", "year": 2026, **fields}
    return DocumentSet.objects.create(unit=unit or make_unit(), **values)


def make_set_item(document_set: DocumentSet, **fields: Any) -> DocumentSetItem:
    """A plan of the set's unit to be made, or made when `document` is given."""
    order = document_set.items.count() + 1
    if "document" in fields:
        fields["subject_id"] = fields["document"].subject_id
    elif "subject_id" not in fields:
        plan = make_plan(document_set.unit, 2026 + next(_numbers) % 70, slug=f"bo-{next(_numbers)}")
        fields["subject_id"] = make_version(plan).pk
    return DocumentSetItem.objects.create(set=document_set, **{"order": order, "label": f"Xã Thử {order}", **fields})


def make_number(unit: Unit | None = None, **fields: Any) -> NumberEntry:
    """A number entered by hand in a series of its own of 2026."""
    number = next(_numbers)
    names = {"issuer": f"Ủy ban thử {number}", "symbol": f"TB-T{number}", "year": 2026}
    series = {name: fields.pop(name, value) for name, value in names.items()}
    unit = unit or make_unit()
    book = NumberSeries.objects.create(unit=unit, unit_code=unit.code, issuer_key=fold(series["issuer"]), **series)
    values = {"number": 1, "issued_on": date(2026, 3, 2), "abstract": "Thông báo thử", "origin": "entered"}
    return NumberEntry.objects.create(series=book, **{**values, **fields})


def make_upload(user: User | None = None, **fields: Any) -> ImportBatch:
    """An uploaded file that waits to be checked."""
    number = next(_numbers)
    values = {"file_name": f"danh-sach-{number}.xlsx", "sha256": f"{number:064x}", "kind": "register", **fields}
    upload = ImportBatch(uploaded_by=user or make_user(), **values)
    upload.file.save(f"{number}.xlsx", ContentFile(b"thu"), save=False)
    upload.save()
    return upload


def make_reading(user: User | None = None, **fields: Any) -> PlanReading:
    """A plan document that was read and waits for confirmation."""
    number = next(_numbers)
    text = "KẾ HOẠCH\nThực hiện Chương trình OCOP năm 2026\nI. MỤC TIÊU\nPhấn đấu có 02 sản phẩm 3 sao.\n"
    values = {"file_name": f"ke-hoach-{number}.txt", "sha256": f"{number:064x}", "text": text, **fields}
    reading = PlanReading(user=user or make_user(), **values)
    reading.result = fields.get("result") or {**read_plan_text(text, name=reading.file_name), "known": None}
    reading.save()
    return reading


def make_member(producer: Producer, user: User | None = None, **fields: Any) -> ProducerMember:
    """An account that acts for a producer since 2020."""
    values = {"valid_from": date(2020, 1, 1), **fields}
    return ProducerMember.objects.create(
        producer=producer, user=user or make_user(Role.PRODUCER, producer.unit), **values
    )


def make_stored_file(data: bytes = b"") -> StoredFile:
    """A stored PDF-like file with content of its own."""
    data = data or f"%PDF-1.4 thu {next(_numbers)}".encode()
    digest = hashlib.sha256(data).hexdigest()
    stored = StoredFile(sha256=digest, size=len(data), content_type="application/pdf", pages=1)
    stored.file.save(f"vault/{digest[:2]}/{digest}", ContentFile(data), save=False)
    stored.save()
    return stored


def make_evidence(producer: Producer | None = None, **fields: Any) -> Evidence:
    """A business registration of a producer, without expiry."""
    values = {"kind": EvidenceKind.REGISTRATION, "title": f"Giấy tờ thử {next(_numbers)}", "file_name": "giay-to.pdf"}
    stored = fields.pop("stored", None) or make_stored_file()
    return Evidence.objects.create(producer=producer or make_producer(), stored=stored, **{**values, **fields})


def make_calendar_day(**fields: Any) -> CalendarDay:
    """A Monday off by a made-up notice."""
    return CalendarDay.objects.create(**{"day": date(2026, 1, 5), "reason": "Thông báo 1/TB", **fields})


def make_dossier(product: Product | None = None, **fields: Any) -> Dossier:
    """A draft of a first dossier of 2026 at the commune of the producer."""
    product = product or make_product()
    values = {"unit": product.producer.unit, "year": 2026, "law_pack": "qd-26-2026", **fields}
    return Dossier.objects.create(product=product, **values)


def make_council(unit: Unit | None = None, **fields: Any) -> Council:
    """A council of a province, founded on 01/06/2026, without members."""
    number = next(_numbers)
    values = {
        "level": CouncilLevel.PROVINCE,
        "name": f"Hội đồng thử {number}",
        "decision_number": f"{number}/QĐ-UBND",
        "decided_on": date(2026, 6, 1),
    }
    return Council.objects.create(unit=unit or make_unit(Tier.PROVINCE), **{**values, **fields})


def make_council_member(council: Council | None = None, user: User | None = None, **fields: Any) -> CouncilMember:
    """A member since the founding day."""
    council, user = council or make_council(), user or make_user()
    values = {"name": f"Thành viên thử {next(_numbers)}", "role": CouncilRole.MEMBER, "valid_from": council.decided_on}
    return CouncilMember.objects.create(council=council, user=user, **{**values, **fields})


def make_session(council: Council | None = None, **fields: Any) -> CouncilSession:
    """A session under preparation on 15/06/2026; members of the council get seats, present."""
    council = council or make_council()
    values = {"year": 2026, "number": next(_numbers) % 30_000, "held_on": date(2026, 6, 15), **fields}
    session = CouncilSession.objects.create(council=council, **values)
    for member in council.members.all():
        Seat.objects.create(session=session, member=member, role=member.role, is_present=True)
    return session


def make_entry(session: CouncilSession | None = None, dossier: Dossier | None = None, **fields: Any) -> SessionEntry:
    """A dossier before the council, under set 4 of QĐ 26/2026, pinned as when scoring began."""
    session = session or make_session(state=SessionState.SCORING)
    dossier = dossier or make_dossier(make_product(product_set=4), state="council")
    pinned = {"law_pack": "qd-26-2026", "pack_sha256": load_pack("qd-26-2026").sha256, "product_set": 4}
    return SessionEntry.objects.create(session=session, dossier=dossier, **{**pinned, **fields})


def make_sheet(entry: SessionEntry | None = None, member: CouncilMember | None = None, **fields: Any) -> ScoreSheet:
    """A draft of round 1 without an answer."""
    entry = entry or make_entry()
    member = member or make_council_member(entry.session.council)
    return ScoreSheet.objects.create(entry=entry, member=member, **fields)


def make_result(entry: SessionEntry | None = None, **fields: Any) -> EvaluationResult:
    """A bare result of 73 points and 4 stars; tests of proof make theirs by closing a session."""
    entry = entry or make_entry(make_session(state=SessionState.CLOSED), concluded_at=timezone.now())
    values = {
        "law_pack": entry.law_pack,
        "pack_sha256": entry.pack_sha256,
        "product_set": entry.product_set,
        "points_sum": 73,
        "sheet_count": 1,
        "band_star": 4,
        "star": 4,
        "content": {},
        "sha256": hashlib.sha256(str(next(_numbers)).encode()).hexdigest(),
        "decided_on": entry.session.held_on,
    }
    return EvaluationResult.objects.create(entry=entry, dossier=entry.dossier, **{**values, **fields})


def make_decision(unit: Unit | None = None, result: EvaluationResult | None = None, **fields: Any) -> Any:
    """A draft of a decision of a province; with a result, one line of 4 stars."""
    values = {"body": RecognitionBody.PROVINCE, "title": f"Công nhận thử {next(_numbers)}", **fields}
    decision = RecognitionDecision.objects.create(unit=unit or make_unit(Tier.PROVINCE), **values)
    if result is not None:
        DecisionItem.objects.create(decision=decision, result=result, star=4, kind=RecognitionKind.NEW)
    return decision


def make_work(version: PlanVersion | None = None, **fields: Any) -> WorkItem:
    """A task of an issued version at the plan's own unit."""
    version = version or make_version()
    values = {"plan": version.plan, "version": version, "unit": version.plan.unit, "content": "Rà soát sản phẩm"}
    return WorkItem.objects.create(**{**values, **fields})


def make_work_part(item: WorkItem | None = None, **fields: Any) -> WorkPart:
    """The lead of the item's own unit, not confirmed yet."""
    item = item or make_work()
    return WorkPart.objects.create(item=item, **{"unit": item.unit, "role": "lead", **fields})


def make_work_report(item: WorkItem | None = None, **fields: Any) -> WorkReport:
    """Half done, with a file."""
    file = ContentFile(b"%PDF-1.4", name=f"minh-chung-{next(_numbers)}.pdf")
    values = {"state": "doing", "progress": 50, "file": file, "file_name": "minh-chung.pdf"}
    values["content_type"] = "application/pdf"
    return WorkReport.objects.create(item=item or make_work(), **{**values, **fields})


def make_difficulty(unit: Unit, to_unit: Unit, **fields: Any) -> Difficulty:
    """Raised by one unit with the unit above, not answered yet."""
    return Difficulty.objects.create(unit=unit, to_unit=to_unit, **{"text": "Thiếu kinh phí", **fields})
