"""What a dossier lacks for a star: papers, texts, samples, gates; papers that end too soon."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from products.domain.dossiers.completeness import completeness
from products.enums import DossierKind, EvidenceKind, LegalForm, ProductSet
from products.models import Dossier, EvidenceLink
from products.rules import required_sections
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)
DECIDED = date(2026, 12, 29)


def dossier_of(kind=DossierKind.FIRST, product_set=ProductSet.HONEY, form=LegalForm.COOPERATIVE, **fields):
    producer = make.make_producer(legal_form=form)
    product = make.make_product(producer, product_set=product_set)
    return make.make_dossier(product, kind=kind, **fields)


def attach(dossier, key, kind, **facts):
    evidence = make.make_evidence(dossier.product.producer, kind=kind, **facts)
    EvidenceLink.objects.create(dossier=dossier, evidence=evidence, requirement=key)
    return evidence


def state_of(dossier, key, star=3):
    return next(item for item in completeness(dossier, star, today=TODAY).items if item.requirement.key == key)


def test_an_empty_dossier_lacks_everything_its_sheet_asks():
    found = completeness(dossier_of(), 3, today=TODAY)

    assert [item.requirement.key for item in found.lacking_papers] == [
        "paper:mau_01",
        "paper:mau_02",
        "paper:dkkd",
        "paper:du_dk_sx",
        "paper:samples",
    ]
    assert [
        (item.requirement.key, item.requirement.min_points) for item in found.lacking if item.requirement.is_gate
    ] == [
        ("criterion:2.2", 2),
        ("criterion:2.3", 1),
        ("criterion:3.5", 1),
        ("criterion:4.1", 2),
        ("criterion:5.3", 1),
        ("criterion:9", 2),
        ("criterion:10", 1),
    ]
    assert not found.is_complete


def test_a_full_dossier_is_complete():
    texts = dict.fromkeys(required_sections(DossierKind.FIRST), "Có")
    dossier = dossier_of(samples=5, report=texts)
    for item in completeness(dossier, 5, today=TODAY).items:
        if item.requirement.kinds:
            attach(dossier, item.requirement.key, item.requirement.kinds[0])

    found = completeness(dossier, 5, today=TODAY)

    assert [item.requirement.key for item in found.lacking] == []
    assert found.is_complete


@pytest.mark.parametrize(
    ("expires_on", "state", "text"),
    [
        (None, "ok", ""),
        (DECIDED, "ok", ""),
        (date(2026, 12, 28), "expiring", "Hết hạn ngày 28/12/2026, trước khi có kết quả đánh giá (hạn 29/12/2026)."),
        (TODAY, "expiring", "Hết hạn ngày 01/07/2026, trước khi có kết quả đánh giá (hạn 29/12/2026)."),
        (date(2026, 6, 30), "expired", "Đã hết hạn ngày 30/06/2026."),
    ],
)
def test_a_paper_is_valid_until_the_decision_or_not(expires_on, state, text):
    dossier = dossier_of()
    paper = attach(dossier, "paper:dkkd", EvidenceKind.REGISTRATION, expires_on=expires_on)

    found = state_of(dossier, "paper:dkkd")

    assert (found.state, found.text, found.evidence) == (state, text, (paper,))


def test_one_valid_paper_is_enough():
    dossier = dossier_of()
    attach(dossier, "criterion:3.5", EvidenceKind.INTELLECTUAL_PROPERTY, expires_on=date(2026, 1, 1))
    attach(dossier, "criterion:3.5", EvidenceKind.INTELLECTUAL_PROPERTY, expires_on=date(2027, 1, 1))

    assert state_of(dossier, "criterion:3.5").state == "ok"


def test_a_paper_of_another_kind_shows_a_gate_but_is_no_mandatory_paper():
    dossier = dossier_of()
    attach(dossier, "paper:dkkd", EvidenceKind.OTHER)
    attach(dossier, "criterion:3.5", EvidenceKind.OTHER)

    paper = state_of(dossier, "paper:dkkd")
    assert (paper.state, paper.text) == ("missing", "Tài liệu đã gắn không thuộc loại cần có: Giấy đăng ký kinh doanh.")
    assert state_of(dossier, "criterion:3.5").state == "ok"


def test_papers_taken_out_of_the_vault_do_not_count():
    dossier = dossier_of()
    paper = attach(dossier, "paper:dkkd", EvidenceKind.REGISTRATION)
    type(paper).objects.filter(pk=paper.pk).update(removed_at="2026-06-01T00:00:00+07:00")

    assert state_of(dossier, "paper:dkkd").text == "Chưa gắn tài liệu: Giấy đăng ký kinh doanh."


def test_a_producing_household_needs_no_registration():
    keys = [item.requirement.key for item in completeness(dossier_of(form=LegalForm.PRODUCING_HOUSEHOLD)).items]

    assert "paper:dkkd" not in keys
    assert "paper:mau_01" in keys


def test_the_self_report_is_its_texts_or_the_signed_paper():
    dossier = dossier_of(report={"history": "Có"})

    missing = state_of(dossier, "paper:mau_02")
    attach(dossier, "paper:mau_02", EvidenceKind.SELF_REPORT)

    assert missing.state == "missing"
    assert missing.text.startswith("Chưa viết: Quy cách, tiêu chuẩn sản phẩm (Phần I.7); Vùng nguyên liệu")
    assert state_of(dossier, "paper:mau_02").state == "ok"


@pytest.mark.parametrize("kind", [DossierKind.UPGRADE, DossierKind.RERANK])
def test_what_changed_is_told_by_upgrades_and_re_evaluations(kind):
    dossier = dossier_of(kind)

    assert state_of(dossier, "text:changes").text == "Chưa viết: Thay đổi so với sản phẩm đã được công nhận."
    dossier.report = {"changes": "Bao bì mới"}
    assert state_of(dossier, "text:changes").state == "ok"


def test_a_re_evaluation_shows_its_periodic_tests():
    dossier = dossier_of(DossierKind.RERANK)
    first = [item.requirement.key for item in completeness(dossier_of(), today=TODAY).items]

    assert state_of(dossier, "paper:kiem_nghiem").state == "missing"
    assert "paper:kiem_nghiem" not in first


@pytest.mark.parametrize(
    ("samples", "state", "text"),
    [(None, "missing", "Còn thiếu 05 sản phẩm mẫu."), (4, "missing", "Còn thiếu 01 sản phẩm mẫu."), (5, "ok", "")],
)
def test_five_samples(samples, state, text):
    found = state_of(dossier_of(samples=samples), "paper:samples")

    assert (found.state, found.text) == (state, text)


def test_sensory_gates_are_judged_on_the_samples():
    found = state_of(dossier_of(samples=5), "criterion:6.4", star=4)

    assert (found.state, found.text) == ("ok", "Hội đồng đánh giá trên sản phẩm mẫu.")


def test_tourism_has_two_gates_and_no_samples():
    found = completeness(dossier_of(product_set=ProductSet.TOURISM), 5, today=TODAY)

    gates = [(item.requirement.key, item.requirement.min_points) for item in found.items if item.requirement.is_gate]
    assert gates == [("criterion:3.4", 3), ("criterion:3.5", 2)]
    assert "paper:samples" not in [item.requirement.key for item in found.items]


def test_without_a_product_set_the_set_is_asked_for():
    found = completeness(dossier_of(product_set=None), today=TODAY)

    assert found.items[-1].text == "Sản phẩm chưa chọn bộ sản phẩm."
    assert not any(item.requirement.is_gate for item in found.items)


def test_a_day_no_pack_rules_asks_nothing():
    assert completeness(dossier_of(submitted_on=date(2018, 5, 1)), today=date(2018, 6, 1)).items == ()


def test_the_star_sought_is_the_default():
    assert completeness(dossier_of(star_sought=5)).star == 5


def test_queries_do_not_grow_with_what_is_attached():
    dossier = dossier_of()

    def queries():
        fresh = Dossier.objects.get(pk=dossier.pk)
        with CaptureQueriesContext(connection) as found:
            completeness(fresh, 5, today=TODAY)
        return len(found)

    before = queries()
    for key in ("criterion:3.5", "criterion:4.1", "criterion:10"):
        attach(dossier, key, EvidenceKind.OTHER)

    assert queries() == before
    assert before <= 7
