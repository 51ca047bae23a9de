"""The products which the real plans name: at the unit of the plan's day, marked, with no more said than is known."""

from datetime import date
from typing import Any

import pytest

from products.domain.plan_products import load_plan_products, sure_set
from products.models import Product

pytestmark = pytest.mark.django_db
BINH_LUONG, THO_XUAN, LUU_VE = date(2023, 1, 1), date(2024, 3, 1), date(2026, 1, 1)
NAMED = {
    "Mật ong hoa rừng Đức Lương": ("Xã Bình Lương", "16204", BINH_LUONG, 4),
    "Rượu Hoàng Anh": ("Thị trấn Thọ Xuân", "15499", THO_XUAN, None),
    "Bột rau má Đồng Ngâu": ("Xã Nam Giang", "15505", THO_XUAN, None),
    "Nem mẹ Nhi gói": ("Xã Xuân Giang", "15526", THO_XUAN, None),
    "Dưa leo Tuấn Anh": ("Xã Trường Xuân", "15598", THO_XUAN, 1),
    "Dưa vàng Kim Hồng Ngọc Tuấn Na": ("Xã Thọ Lập", "15568", THO_XUAN, 1),
    "Dưa vàng Kim Thiên Vương Xuân Phú": ("Xã Xuân Phú", "15550", THO_XUAN, 1),
    "Hạt sen Anh Sơn": ("Xã Xuân Phong", "15508", THO_XUAN, None),
    "Bánh gai Huân Hường": ("Xã Thọ Diên", "15538", THO_XUAN, None),
    "Bánh nhãn Chương Xuân": ("Thị trấn Lam Sơn", "15556", THO_XUAN, None),
    "Kẹo lạc Tuyên Tâm": ("Xã Thọ Lâm", "15541", THO_XUAN, None),
    "Bánh gai Lâm Thẩm": ("Xã Thọ Diên", "15538", THO_XUAN, None),
    "Bánh lá răng bừa": ("Xã Xuân Lập", "15586", THO_XUAN, None),
    "Bưởi Phú Bắc": ("Xã Bắc Lương", "15502", THO_XUAN, 1),
    "Bưởi Luận Văn": ("Xã Thọ Xương", "15544", THO_XUAN, 1),
    "Nem chua Minh Anh": ("Xã Lưu Vệ", "16438", LUU_VE, 8),
    "Bánh răng bừa Nga My": ("Xã Lưu Vệ", "16438", LUU_VE, None),
    "Miến gạo Dung Tháp": ("Xã Lưu Vệ", "16438", LUU_VE, 6),
}
"""Product → unit as the plan writes it, its code, a day of the plan, product set. Lưu Vệ promises a fourth, unnamed."""


def test_every_named_product_stands_at_its_unit_of_the_plans_day(units: Any) -> None:
    load_plan_products()
    found = {product.name: product for product in Product.objects.select_related("producer__unit")}
    assert set(found) == set(NAMED)
    for name, (unit_name, code, day, product_set) in NAMED.items():
        product, unit = found[name], found[name].producer.unit
        assert (unit.name, unit.code, unit.is_valid_on(day)) == (unit_name, code, True)
        assert product.product_set == product_set
        assert product.source_note.startswith(("theo Kế hoạch ", "theo dự thảo Kế hoạch "))
        assert not product.is_illustration


def test_producers_are_named_only_where_the_plan_does(units: Any) -> None:
    load_plan_products()
    named = {product.name: product.producer.name for product in Product.objects.select_related("producer")}
    told = {"Mật ong hoa rừng Đức Lương": "HTX Hợp Thành Bình Lương", "Bưởi Luận Văn": "HTX bưởi Luận Văn"}
    assert named == {name: told.get(name, f"Chủ thể sản phẩm {name}") for name in NAMED}


@pytest.mark.parametrize(
    ("name", "product_set"), [("Mật ong rừng", 4), ("Bánh gai", None), ("Nem mẹ Nhi", None), ("Miến dong", None)]
)
def test_a_set_is_given_only_when_the_name_leaves_no_doubt(name: str, product_set: int | None) -> None:
    assert sure_set(name) == product_set
