"""Mẫu 01: every field of the form, the kind ticked, both receipts, and the form under older decisions."""

from typing import Any

import pytest

from products.domain.dossiers.receipts import assign_receipt
from products.enums import Level
from products.models import Dossier
from reporting.documents import text
from reporting.documents.builders.forms import build_registration
from reporting.documents.extract import normal
from reporting.domain.contents import SPECS
from reporting.domain.contents.dossiers import registration_content
from reporting.enums import DocumentKind
from tests.factories import make_dossier
from tests.products.dossier_story import Story
from tests.reporting.forms_story import TODAY, draft, story
from tests.reporting.same_text import assert_layout_ok, assert_same_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Story:
    return story()


def said_of(dossier: Any) -> str:
    return normal(text.render(build_registration(registration_content(dossier, {}))))


def test_every_field_of_the_form_is_printed(told: Story) -> None:
    dossier = draft(told)
    tree = build_registration(registration_content(dossier, {}))
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    for words in (
        "Mẫu số 01",
        "PHIẾU ĐĂNG KÝ Tham gia đánh giá, phân hạng sản phẩm OCOP của tỉnh Thanh Hóa năm 2026",
        "(Mẫu số 01, Phụ lục III, Quyết định 26/2026/QĐ-TTg)",
        "- Tên đơn vị: Hợp tác xã Ong Lưu Vệ",
        "- Họ tên người đại diện pháp lý: Nguyễn Thị Hoa - Chức vụ: Giám đốc",
        "- Địa chỉ liên hệ: Thôn 3, xã Lưu Vệ, tỉnh Thanh Hóa",
        "- Điện thoại: 0912 345 678 - Email: ong@example.vn",
        "2. Tên sản phẩm: Mật ong hoa rừng",
        "- Ngành: Thực phẩm - Nhóm: Thực phẩm thô, sơ chế",
        "Lần đầu ■ Nâng hạng □ Đánh giá lại □",
        "- Sản phẩm mẫu (số lượng): 05",
        "ĐẠI DIỆN (Ký, đóng dấu, ghi rõ họ tên)",
        "PHẦN DÀNH CHO CƠ QUAN QUẢN LÝ",
        f"Phiếu số: ……-……/PĐK-T38-{told.commune.code}-2026",
    ):
        assert normal(words) in said, words


def test_both_receipts_stand_on_the_form(told: Story) -> None:
    dossier = draft(told)
    for level, actor in ((Level.COMMUNE, told.officer), (Level.PROVINCE, told.coordinator)):
        assign_receipt(actor=actor, dossier=dossier, level=level, on=TODAY)
    said = said_of(dossier)
    assert said.count(f"Phiếu số: 1/PĐK-T38-{told.commune.code}-2026") == 2
    assert said.count("Ngày nhận: 03/08/2026") == 2
    assert told.officer.full_name in said
    assert told.coordinator.full_name in said


@pytest.mark.parametrize(
    ("kind", "ticked"),
    [("upgrade", "Lần đầu □ Nâng hạng ■ Đánh giá lại □"), ("rerank", "Lần đầu □ Nâng hạng □ Đánh giá lại ■")],
)
def test_the_kind_of_evaluation_is_ticked(told: Story, kind: str, ticked: str) -> None:
    dossier = draft(told)
    dossier.kind = kind
    assert ticked in said_of(dossier)


def test_under_an_older_decision_the_form_names_it_and_the_district_receives_too(told: Story) -> None:
    type(told.commune).objects.filter(pk=told.commune.pk).update(code="16438", path="38/16438/")
    dossier = Dossier.objects.get(pk=draft(told).pk)
    dossier.law_pack, dossier.state = "qd-148-2023", "council"
    said = assert_same_text(build_registration(registration_content(dossier, {})))
    assert "…-…/PĐK-38-16438-2026" in said
    assert said.startswith("Phụ lục IV CỘNG HÒA")
    assert "(Phụ lục IV, Quyết định 148/QĐ-TTg)" in said
    assert said.count("Phiếu số:") == 3
    assert "ỦY BAN NHÂN DÂN CẤP HUYỆN" in said


def test_what_is_not_known_is_left_to_the_pen(told: Story) -> None:
    told.product.product_set = None
    told.product.save()
    told.producer.phone = ""
    told.producer.save()
    said = said_of(make_dossier(told.product))
    assert "- Điện thoại: …………" in said
    assert "- Ngành: …………" in said
    assert "- Phân nhóm: …………" in said


def test_the_form_is_for_keepers_of_personal_data() -> None:
    assert SPECS[DocumentKind.REGISTRATION].is_personal
    assert SPECS[DocumentKind.SELF_REPORT].is_personal
