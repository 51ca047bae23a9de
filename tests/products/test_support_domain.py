"""Support under a norm: once, explained where it leaves the norm, corrected, taken out; merges and erasure know it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.audit.rows import event_models
from ocop.site.models import SiteSetting
from products.domain.merge import MergeError, merge_producers, merge_products, undo_merge
from products.domain.personal_erasure import erase_rows
from products.domain.personal_export import personal_lines
from products.domain.planned.participation import join_activity, put_product
from products.domain.planned.support import (
    create_support,
    filter_support,
    findings,
    remove_support,
    shown_support,
    sum_support,
    support_by_norm,
    update_support,
)
from products.domain.records import StaleError
from products.models import Participation, PointProduct, Producer, SupportGrant
from programs.models import HeldActivity, PointOfSale, SupportNorm
from tests.factories import make_producer, make_product, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 5)


def make_norm(**fields: Any) -> SupportNorm:
    values = {"title": "Bao bì", "measure": "sản phẩm", "amount": 20_000_000, "instrument": "Nghị quyết mẫu"}
    unit = fields.pop("unit", None) or make_unit("province")
    return SupportNorm.objects.create(unit=unit, **{**values, "valid_from": date(2025, 1, 1), **fields})


@pytest.fixture
def producer() -> Producer:
    return make_producer()


def give(producer: Producer, norm: SupportNorm, amount: int = 10_000_000, **more: Any) -> SupportGrant:
    facts = {"actor": None, "producer": producer, "norm": norm, "amount": amount, "on": DAY, "paper": "UNC 1"}
    return create_support(**{**facts, **more})


def test_a_grant_is_recorded_once_by_editors_of_the_territory(producer: Producer) -> None:
    officer, norm = make_user(Role.COMMUNE_OFFICER, producer.unit), make_norm()
    grant = give(producer, norm, actor=officer)
    assert give(producer, norm, actor=officer) == grant
    with pytest.raises(ValidationError) as fault:
        give(producer, norm, 11, actor=officer)
    assert list(fault.value.message_dict) == ["paper"]
    with pytest.raises(ValidationError, match="ngoài địa bàn"):
        give(producer, norm, actor=make_user(Role.COMMUNE_OFFICER, make_unit()))
    act = LegalAct.objects.get()
    assert (act.verb, act.article, act.payload["amount"]) == ("grant_support", "Nghị quyết mẫu", 10_000_000)
    assert (list(shown_support(officer)), SupportGrant.objects.count()) == ([grant], 1)


@pytest.mark.parametrize(
    ("amount", "on", "said"),
    [
        (20_000_000, DAY, []),
        (20_000_001, DAY, ["Số tiền vượt mức 20.000.000 đồng của định mức 1 đồng."]),
        (5, date(2024, 12, 31), ["Ngày 31/12/2024 định mức này không có hiệu lực."]),
        (5, date(2025, 7, 1), ["Ngày 01/07/2025 định mức này không có hiệu lực."]),
    ],
)
def test_what_leaves_the_norm_needs_an_explanation(producer: Producer, amount: int, on: date, said: list[str]) -> None:
    norm = make_norm(valid_to=date(2025, 6, 30))
    if said:
        with pytest.raises(ValidationError) as fault:
            give(producer, norm, amount, on=on)
        assert fault.value.message_dict == {"note": [*said, "Hãy giải trình ở phần ghi chú."]}
    grant = give(producer, norm, amount, on=on, note="theo văn bản riêng" if said else "")
    assert findings(grant) == said


def test_the_same_norm_twice_needs_an_explanation(producer: Producer) -> None:
    norm, product = make_norm(amount=None, share=50), make_product(producer)
    give(producer, norm, product=product)
    with pytest.raises(ValidationError, match=r"Đã nhận 10\.000\.000 đồng theo cùng định mức ngày 05/05/2025"):
        give(producer, norm, product=product, paper="UNC 2")
    assert findings(give(producer, norm, product=make_product(producer), paper="UNC 2")) == []
    assert len(findings(give(producer, norm, product=product, paper="UNC 3", note="đợt hai"))) == 1


def test_facts_that_cannot_be(producer: Producer) -> None:
    norm = make_norm()
    with pytest.raises(ValidationError) as fault:
        give(producer, norm, on=timezone.localdate() + timedelta(days=1), product=make_product())
    assert sorted(fault.value.message_dict) == ["on", "product"]
    with pytest.raises(ValidationError, match="lớn hơn 0"):
        give(producer, norm, 0)


def test_a_grant_is_corrected_and_taken_out(producer: Producer) -> None:
    norm = make_norm()
    grant, other = give(producer, norm), give(producer, norm, paper="UNC 2", note="đợt hai")
    changed = update_support(actor=None, grant_id=grant.pk, revision=0, amount=12_000_000)
    assert (changed.amount, changed.revision) == (12_000_000, 1)
    assert update_support(actor=None, grant_id=grant.pk, revision=0, amount=12_000_000).revision == 1
    with pytest.raises(StaleError):
        update_support(actor=None, grant_id=grant.pk, revision=0, amount=13)
    with pytest.raises(ValidationError) as fault:
        update_support(actor=None, grant_id=other.pk, revision=0, paper="UNC 1")
    assert list(fault.value.message_dict) == ["paper"]
    for _ in range(2):
        remove_support(actor=None, grant_id=grant.pk)
    assert list(SupportGrant.objects.all()) == [other]
    assert [act.verb for act in LegalAct.objects.order_by("sequence")][-2:] == ["update_support", "remove_support"]


def test_sums_by_producer_and_norm(producer: Producer) -> None:
    viewer, norm = make_user(Role.VIEWER, producer.unit), make_norm()
    neighbour = make_producer(producer.unit, name="HTX Khác")
    give(producer, norm)
    give(neighbour, norm, 5_000_000)
    give(producer, make_norm(title="Máy móc"), 1_000_000, is_illustration=True)
    assert [(row["norm__title"], row["total"], row["producers"]) for row in support_by_norm(shown_support(viewer))] == [
        ("Bao bì", 15_000_000, 2),
        ("Máy móc", 1_000_000, 1),
    ]
    asked = {"text": "htx khac", "year": "2025", "norm": str(norm.pk)}
    assert sum_support(filter_support(shown_support(viewer), **asked)) == 5_000_000
    nonsense = {"text": "", "year": "năm", "norm": "x"}
    assert sum_support(filter_support(shown_support(viewer), **nonsense)) == 16_000_000
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert sum_support(shown_support(viewer)) == 15_000_000


def test_a_merge_takes_support_activities_and_points_along(producer: Producer) -> None:
    other = make_producer(producer.unit, name="HTX Trùng")
    product = make_product(other)
    held = HeldActivity.objects.create(unit=producer.unit, kind="fair", title="Hội chợ", starts_on=DAY, ends_on=DAY)
    point = PointOfSale.objects.create(unit=producer.unit, name="Điểm", opened_on=DAY)
    grant = give(other, make_norm(), product=product)
    for one in (producer, other):
        join_activity(actor=None, held_id=held.pk, producer=one)
    put_product(actor=None, point_id=point.pk, product=product, since=DAY)
    done = merge_producers(actor=None, kept_id=producer.pk, merged_id=other.pk)
    grant.refresh_from_db()
    assert (grant.producer, Participation.objects.get().producer) == (producer, producer)
    undo_merge(actor=None, merge_id=done.pk)
    grant.refresh_from_db()
    assert (grant.producer, Participation.objects.count()) == (other, 2)
    twin = make_product(other)
    merge_products(actor=None, kept_id=twin.pk, merged_id=product.pk)
    grant.refresh_from_db()
    assert (grant.product, PointProduct.objects.get().product) == (twin, twin)


def test_a_merge_of_two_that_say_different_things_is_refused(producer: Producer) -> None:
    other = make_producer(producer.unit, name="HTX Trùng")
    held = HeldActivity.objects.create(unit=producer.unit, kind="fair", title="Hội chợ", starts_on=DAY, ends_on=DAY)
    join_activity(actor=None, held_id=held.pk, producer=producer, people=1)
    join_activity(actor=None, held_id=held.pk, producer=other, people=2)
    with pytest.raises(MergeError, match="chủ thể tham gia"):
        merge_producers(actor=None, kept_id=producer.pk, merged_id=other.pk)


@pytest.mark.parametrize(
    ("form", "note", "kept"), [("ho_sx", "chi cho bà Lê Thị A", ""), ("htx", "đợt hai", "đợt hai")]
)
def test_erasing_a_person_takes_the_words_and_leaves_the_money(form: str, note: str, kept: str) -> None:
    producer = make_producer(legal_form=form)
    grant = give(producer, make_norm(), note=note)
    removed = give(producer, make_norm(title="Khác"), note=note)
    remove_support(actor=None, grant_id=removed.pk)
    erase_rows(producer.pk)
    grant.refresh_from_db()
    assert (grant.note, grant.amount) == (kept, 10_000_000)
    history = event_models()[SupportGrant]._default_manager.filter(producer_id=producer.pk)
    assert set(history.values_list("note", flat=True)) == {kept}


def test_a_person_is_told_of_support_and_activities() -> None:
    producer = make_producer(legal_form="ho_sx")
    give(producer, make_norm())
    held = HeldActivity.objects.create(unit=producer.unit, kind="fair", title="Hội chợ", starts_on=DAY, ends_on=DAY)
    join_activity(actor=None, held_id=held.pk, producer=producer)
    lines = list(personal_lines(producer))
    assert ("Hỗ trợ đã nhận", "05/05/2025", "Bao bì: 10.000.000 đồng") in lines
    assert ("Hoạt động tham gia", "05/05/2025", "Hội chợ") in lines
