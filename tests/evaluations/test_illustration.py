"""Illustration data: deterministic, marked, plausible under the law; and the products which the real plans name."""

from collections import Counter
from typing import Any

import pytest

from evaluations.domain.illustration import ACHIEVED, FIRST, LAST, load_illustration
from evaluations.models import Recognition
from evaluations.rules import is_competent
from ocop.site.models import SiteSetting
from products.domain.plan_products import load_plan_products
from products.models import Producer, Product

pytestmark = pytest.mark.django_db


def test_ninety_seven_rows_once_all_marked(units: Any) -> None:
    assert load_illustration() == {"products": 97, "recognitions": 97}
    assert load_illustration() == {"products": 0, "recognitions": 0}
    rows = list(Recognition.objects.select_related("unit", "product__producer__unit"))
    assert Counter(row.star for row in rows) == ACHIEVED
    for row in rows:
        marked = (row, row.product, row.product.producer)
        assert [record.is_illustration for record in marked] == [True] * 3
        assert ["(minh họa)" in record.name for record in marked[1:]] == [True] * 2
        assert row.unit.is_valid_on(row.decided_on)
        assert is_competent(row.body, row.star, row.decided_on)
        assert FIRST <= row.decided_on <= LAST


def test_the_same_rows_every_time(units: Any) -> None:
    seen = []
    for _ in range(2):
        load_illustration()
        seen.append(list(Recognition.objects.order_by("decision_number").values_list("product__name", "decided_on")))
        Recognition.objects.all().delete()
        Product.objects.all().delete()
        Producer.objects.all().delete()
    assert seen[0] == seen[1]


def test_switched_off_it_is_counted_nowhere(units: Any) -> None:
    load_illustration()
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert [model.objects.shown().count() for model in (Producer, Product, Recognition)] == [0, 0, 0]


def test_products_named_by_the_real_plans(units: Any) -> None:
    assert load_plan_products() == {"producers": 18, "products": 18}
    assert load_plan_products() == {"producers": 0, "products": 0}
    honey = Product.objects.select_related("producer__unit").get(name="Mật ong hoa rừng Đức Lương")
    assert (honey.producer.name, honey.producer.unit.name) == ("HTX Hợp Thành Bình Lương", "Xã Bình Lương")
    assert honey.source_note.startswith("theo Kế hoạch") or honey.source_note.startswith("theo dự thảo Kế hoạch")
    assert Counter(Product.objects.values_list("producer__unit__name", flat=True))["Xã Lưu Vệ"] == 3
    assert (Recognition.objects.count(), Product.objects.filter(is_illustration=True).count()) == (0, 0)
