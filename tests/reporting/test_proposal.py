"""Tờ trình of a plan: its figures are the plan's own."""

import pytest

from programs.models import PlanVersion
from reporting.documents.builders import proposal
from reporting.domain.contents import SPECS
from tests.factories import make_plan, make_unit, make_version
from tests.reporting.same_text import assert_layout_ok, assert_same_text

pytestmark = pytest.mark.django_db
SPEC = SPECS["proposal"]


@pytest.fixture
def version() -> PlanVersion:
    plan = make_plan(make_unit("province", name="Tỉnh Thử Nghiệm"))
    return make_version(plan, {3: 137, 4: 20, 5: 3}, state="draft", number=None)


def test_it_names_sender_addressee_and_the_targets_of_the_plan(version: PlanVersion) -> None:
    version.legalbasis_set.create(order=1, text="Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026;")
    tree = proposal.build(
        SPEC.content(version, SPEC.clean(version, {"title": "Chánh Văn phòng", "signer": "Lê Thị Trình"}))
    )
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    wanted = (
        "TỜ TRÌNH",
        "Văn phòng Điều phối Chương trình xây dựng nông thôn mới tỉnh Thử Nghiệm".upper(),
        "/TTr-VPĐP",
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Thử Nghiệm",
        "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026; Văn phòng",
        "160 sản phẩm OCOP, trong đó: 03 sản phẩm 5 sao, 20 sản phẩm 4 sao, 137 sản phẩm 3 sao.",
        "xem xét, ban hành./.",
        "CHÁNH VĂN PHÒNG",
        "Lê Thị Trình",
    )
    assert [part for part in wanted if part not in said] == []


def test_a_plan_without_targets_says_nothing_of_them(version: PlanVersion) -> None:
    version.targets.all().delete()
    said = assert_same_text(proposal.build(SPEC.content(version, SPEC.clean(version, {"reasons": ["Vì cần thiết."]}))))
    assert "Chỉ tiêu:" not in said
    assert "Vì cần thiết." in said
