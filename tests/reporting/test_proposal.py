"""Tờ trình of a plan: its figures are the plan's own."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

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


@pytest.mark.parametrize(
    ("tier", "kind", "year", "issued_on", "sender", "symbol"),
    [
        (
            "province",
            "tinh",
            2025,
            None,
            "Văn phòng Điều phối Chương trình xây dựng nông thôn mới tỉnh Mẫu",
            "TTr-VPĐP",
        ),
        ("district", "huyen", 2024, None, "Phòng Nông nghiệp và Phát triển nông thôn huyện Mẫu", "TTr-PNN"),
        ("district", "thi_xa", 2024, None, "", ""),
        ("commune", "xa", 2026, date(2026, 1, 5), "Phòng Kinh tế xã Mẫu", "TTr-PKT"),
        ("commune", "xa", 2025, date(2025, 7, 1), "Phòng Kinh tế xã Mẫu", "TTr-PKT"),
        ("commune", "xa", 2025, date(2025, 6, 30), "", ""),
        ("commune", "xa", 2023, None, "", ""),
        ("commune", "phuong", 2026, date(2026, 1, 5), "", ""),
    ],
)
def test_who_proposes_is_asked_where_no_usual_name_is_known(
    tier: str, kind: str, year: int, issued_on: date | None, sender: str, symbol: str
) -> None:
    words = {"tinh": "Tỉnh", "huyen": "Huyện", "thi_xa": "Thị xã", "xa": "Xã", "phuong": "Phường"}
    unit = make_unit(tier, kind=kind, name=f"{words[kind]} Mẫu")
    fields: dict[str, Any] = {"issued_on": issued_on} if issued_on else {"state": "draft", "number": None}
    made = make_version(make_plan(unit, year), {3: 1}, **fields)
    asks = {ask.name: ask for ask in SPEC.asks(made)}
    assert (asks["sender"].initial(made), asks["symbol"].initial(made)) == (sender, symbol)
    assert bool(asks["sender"].help) == (not sender)
    if not sender:
        with pytest.raises(ValidationError) as refused:
            SPEC.clean(made, {})
        assert {"sender", "symbol"} <= set(refused.value.error_dict)
