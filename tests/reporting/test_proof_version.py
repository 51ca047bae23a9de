"""The prover over stored plans: the real ones, plans above and below, products on record; explanations and issuing."""

import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.audit.models import LegalAct
from programs.domain.plans import issue_faults, issue_version
from programs.domain.proof import FAULT, all_findings, content_findings, open_findings
from programs.domain.proof_explain import explain_finding
from programs.domain.seeds import load_all_plan_seeds
from programs.models import Batch, BatchProduct, Body, Delegation, PlanVersion, ProofExplanation, Section, Target
from reporting.domain.proof.load import proof_day, prove_version, version_facts
from tests.factories import (
    make_plan,
    make_producer,
    make_product,
    make_recognition,
    make_target,
    make_unit,
    make_user,
    make_version,
)
from tests.programs.plan_setup import Scene, make_issuable, make_scene

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 24)


@pytest.fixture
def scene() -> Scene:
    made = make_scene()
    make_issuable(made)
    return made


def short(version: PlanVersion, day: date | None = DAY) -> list[tuple[str, str, str]]:
    """(severity, rule, cell) of the findings."""
    return [(one.severity, one.rule, one.place.cell) for one in prove_version(version, day)]


def batch(version: PlanVersion, **fields: Any) -> BatchProduct:
    """A product in a batch of its own, April to June 2025."""
    window = {"window_from": date(2025, 4, 1), "window_to": date(2025, 6, 30)}
    made, _new = Batch.objects.get_or_create(
        version=version, order=1, defaults={"number": "1", "label": "Đợt 1", **window}
    )
    return BatchProduct.objects.create(batch=made, **{"order": made.products.count() + 1, "name": "Nem chua", **fields})


def test_the_real_plans_as_stored(units: None) -> None:
    load_all_plan_seeds(actor=make_user())
    days = {("luu-ve-2026", "draft"): date(2026, 8, 1), ("tho-xuan-2024", "draft"): date(2024, 3, 1)}
    found = {}
    for version in PlanVersion.objects.select_related("plan__unit"):
        key = (version.plan.slug, version.state)
        found[key] = [(one.severity, one.rule, one.place.cell) for one in prove_version(version, days.get(key, DAY))]
    assert found.pop(("luu-ve-2026", "draft"))[:4] == [
        ("fault", "base_lapsed", "base/3/number"),
        ("fault", "base_lapsed", "base/4/number"),
        ("fault", "window_after_lapse", "batch/1/to"),
        ("fault", "window_after_lapse", "batch/1/to"),
    ]
    assert found.pop(("36-KH-UBND-2025", "issued")) == []
    assert found.pop(("36-KH-UBND-2025", "draft")) == [("warning", "unit_name", "annex/381/unit")]
    assert ("note", "committed_and_working", "batches/count") in found.pop(("tho-xuan-2024", "draft"))


def test_the_number_of_queries_does_not_grow(units: None) -> None:
    load_all_plan_seeds(actor=make_user())
    counts = []
    for slug in ("36-KH-UBND-2025", "tho-xuan-2024"):
        version = PlanVersion.objects.select_related("plan__unit").filter(plan__slug=slug).last()
        assert version
        with CaptureQueriesContext(
            connection,
        ) as seen:
            version_facts(version)
        counts.append(len(seen))
    assert max(counts) <= 32


def test_a_sound_draft_has_no_findings(scene: Scene) -> None:
    assert short(scene.draft) == []


def test_plan_above_and_plans_below(scene: Scene) -> None:
    child = make_version(make_plan(scene.districts[0], 2025), {3: 0})
    assert [row for row in short(child) if row[1] == "below_assigned"] == []  # a draft gives nothing yet
    rows = [row for row in short(scene.draft) if row[1] == "child"]
    assert rows == [("warning", "child", f"annex/{scene.districts[0].code}/any/3")]
    PlanVersion.objects.filter(pk=scene.draft.pk).update(state="issued", stage="issued", number=9, issued_on=DAY)
    assert ("fault", "below_assigned", "headline/any/3/committed") in short(child)
    Target.objects.filter(version=child).update(committed=1)
    assert [row for row in short(child) if row[1] == "below_assigned"] == []


KINDS = [
    ("new", None, {}, None),
    ("new", None, {"decided_on": date(2024, 5, 1)}, ("warning", "product_not_new")),
    ("upgrade", 4, {"decided_on": date(2024, 5, 1)}, None),
    ("upgrade", 4, {"decided_on": date(2021, 5, 1)}, ("fault", "upgrade_invalid")),
    ("upgrade", 4, {"decided_on": date(2024, 5, 1), "star": 4}, ("fault", "upgrade_not_higher")),
    ("renewal", 3, {"decided_on": date(2022, 5, 1)}, None),
    ("renewal", 3, {"decided_on": date(2024, 5, 1)}, ("fault", "renewal_window")),
    ("renewal", 3, None, ("fault", "renewal_none")),
]


@pytest.mark.parametrize(("kind", "star", "recognised", "wanted"), KINDS)
def test_named_products_are_eligible(scene: Scene, kind: str, star: int | None, recognised: Any, wanted: Any) -> None:
    commune = make_unit("commune", scene.districts[0])
    product = make_product(make_producer(commune), name="Nem chua")
    if recognised:
        make_recognition(product, **{"star": 3, **recognised})
    batch(scene.draft, kind=kind, star_sought=star)
    rules = ("product_", "upgrade_", "renewal_")
    found = [row[:2] for row in short(scene.draft) if row[1].startswith(rules)]
    assert found == ([wanted] if wanted else [])


def test_a_renewal_not_on_record_and_certificates_left_out(scene: Scene) -> None:
    commune = make_unit("commune", scene.districts[0])
    for name in ("Bánh gai", "Mật ong"):
        make_recognition(make_product(make_producer(commune), name=name), star=3, decided_on=date(2022, 5, 1))
    batch(scene.draft, name="Không có ở đây", kind="renewal", star_sought=3)
    batch(scene.draft, name="Bánh gai", kind="renewal", star_sought=3)
    found = prove_version(scene.draft, DAY)
    assert [one.place.cell for one in found if one.rule == "product_unknown"] == ["batch/1/product/1/name"]
    assert [one.place.label for one in found if one.rule == "renewal_unlisted"] == ["Hồ sơ sản phẩm: Mật ong"]


def test_bodies_and_signers_on_record(scene: Scene) -> None:
    body = Body.objects.create(unit=scene.province, name="Sở Thương mại", kind="so", valid_to=date(2020, 1, 1))
    scene.draft.recipient_set.create(order=0, text="Sở Thương mại")
    committee = Body.objects.create(unit=scene.province, name="UBND tỉnh Thử Nghiệm", kind="ubnd")
    right = {"form": "head", "head_title": "Chủ tịch", "title": "Chủ tịch", "valid_from": date(2024, 1, 1)}
    Delegation.objects.create(body=committee, name="Trần Khác", **right)
    assert short(scene.draft) == [("fault", "body_gone", "recipient/1"), ("warning", "signer", "signer/name")]
    assert body.pk


def broken(scene: Scene) -> PlanVersion:
    """A draft whose third column is short by one."""
    scene.draft.targets.filter(unit=scene.districts[1]).update(committed=1)
    return scene.draft


def test_a_fault_keeps_a_plan_from_being_issued_until_it_is_explained(scene: Scene) -> None:
    draft = broken(scene)
    message = "Cột 3 sao: tổng của kế hoạch là 3, các dòng cộng được 2 (-1)."
    assert issue_faults(draft, DAY) == [message]
    (finding,) = open_findings(draft, DAY)
    said = explain_finding(version=draft, key=finding.key, text=" Phân bổ tiếp trong quý II. ", actor=scene.signer)
    again = explain_finding(version=draft, key=finding.key, text="Lần hai", actor=scene.signer)
    assert (said.text, said.message, again.pk) == ("Phân bổ tiếp trong quý II.", message, said.pk)
    assert (open_findings(draft, DAY), len(all_findings(draft, DAY)), issue_faults(draft, DAY)) == ([], 1, [])
    act = LegalAct.objects.get(verb="explain_finding")
    assert (act.actor, act.payload["text"]) == (scene.signer, said.text)
    issued = issue_version(version=draft, revision=draft.revision, actor=scene.signer, number=9, issued_on=DAY)
    assert issued.document_number == "09/KH-UBND"


def test_a_changed_figure_is_another_finding(scene: Scene) -> None:
    draft = broken(scene)
    (finding,) = open_findings(draft, DAY)
    explain_finding(version=draft, key=finding.key, text="Đã rõ", actor=scene.signer)
    draft.targets.filter(unit=scene.districts[1]).update(committed=0)
    assert [one.severity for one in open_findings(draft, DAY)] == [FAULT]


def test_refusals(scene: Scene) -> None:
    draft = broken(scene)
    (finding,) = open_findings(draft, DAY)
    with pytest.raises(PermissionDenied):
        explain_finding(version=draft, key=finding.key, text="Đã rõ", actor=scene.stranger)
    for key, text, code in ((finding.key, "  ", "empty"), ("không có", "Đã rõ", "gone")):
        with pytest.raises(ValidationError) as caught:
            explain_finding(version=draft, key=key, text=text, actor=scene.signer)
        codes = [one.code for one in caught.value.error_dict["text"]] if code == "empty" else [caught.value.code]
        assert codes == [code]
    PlanVersion.objects.filter(pk=draft.pk).update(state="issued", stage="issued", number=9, issued_on=DAY)
    with pytest.raises(ValidationError) as caught:
        explain_finding(version=draft, key=finding.key, text="Đã rõ", actor=scene.signer)
    assert (caught.value.code, ProofExplanation.objects.count()) == ("frozen", 0)


@pytest.mark.parametrize(("year", "day"), [(2020, date(2020, 12, 31)), (2099, date(2098, 1, 1))])
def test_a_draft_is_measured_within_the_days_it_can_be_issued_on(year: int, day: date) -> None:
    draft = make_version(make_plan(year=year), state="draft")
    assert (proof_day(draft), proof_day(draft, DAY)) == (day, DAY)


def test_content_is_proved_without_a_database() -> None:
    content = {"year": 2025, "unit_code": "x", "sections": [], "batches": [], "bases": [], "tasks": []}
    content |= {"targets": [], "activities": [], "funding": [], "recipients": [], "abstract": "Năm 2024", "signer": {}}
    assert [one.rule for one in content_findings(content, DAY)] == ["year"]


def run(*args: str) -> tuple[str, int]:
    """What the command prints, and its exit code."""
    out, code = io.StringIO(), 0
    try:
        call_command("prove_plan", *args, stdout=out)
    except SystemExit as end:
        code = int(str(end.code))
    return out.getvalue(), code


def test_the_command(scene: Scene) -> None:
    draft = broken(scene)
    text, code = run(scene.plan.slug, "--as-of", "2025-02-24")
    answer = json.loads(text)
    assert (code, answer["counts"], answer["open_faults"]) == (1, {"fault": 1, "warning": 0, "note": 0}, 1)
    assert answer["findings"][0]["place"]["cell"] == "headline/any/3/committed"
    assert (answer["as_of"], answer["plan"]["year"]) == ("2025-02-24", 2025)
    key = answer["findings"][0]["key"]
    explain_finding(version=draft, key=key, text="Đã rõ", actor=scene.signer)
    text, code = run(scene.plan.slug, "--as-of", "2025-02-24", "--format", "table")
    assert (
        code,
        "Lỗi       Cột 3 sao: tổng của kế hoạch là 3, các dòng cộng được 2 (-1). (đã giải trình)" in text,
    ) == (0, True)


@pytest.mark.parametrize("args", [("99/KH-KHONG",), ("99/KH-KHONG", "--as-of", "hôm nay")])
def test_the_command_refuses(args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("prove_plan", *args)


def test_section_places_lead_to_the_section(scene: Scene) -> None:
    section = Section.objects.filter(version=scene.draft).order_by("order")[1]
    section.number = "I"
    section.save()
    (finding,) = prove_version(scene.draft, DAY)
    assert (finding.rule, finding.place.url) == (
        "section_number",
        f"/ke-hoach/{scene.plan.slug}/?ban={scene.draft.pk}#muc-2",
    )


def test_working_figures_of_plans_beside(scene: Scene) -> None:
    make_target(make_version(make_plan(scene.districts[0], 2025), state="draft"), scene.districts[0], working=2)
    assert [row[:2] for row in short(scene.draft)] == []
