"""The board of batches: what each named product has come to, joining names to records, moving them on the page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from ocop.accounts.enums import Role
from products.domain.planned_batches import candidates, join_by_name, join_product
from products.models import PlannedProduct, Producer
from programs.domain.batches.moves import move_product
from programs.domain.batches.standing import standing_of
from programs.domain.plans import copy_issued_to_draft
from programs.enums import Tier
from programs.models import Batch, BatchProduct, PlanVersion
from reporting.domain.batch_board import batch_board
from tests.factories import (
    make_dossier,
    make_plan,
    make_producer,
    make_product,
    make_recognition,
    make_unit,
    make_user,
    make_version,
)

TODAY = date(2025, 11, 1)


class Office:
    """A province with one commune, its coordinator and officer, an issued plan of 2025 with two batches."""

    def __init__(self) -> None:
        self.province = make_unit(Tier.PROVINCE)
        self.commune = make_unit(parent=self.province)
        self.coordinator = make_user(Role.PROVINCE_COORDINATOR, self.province)
        self.version: PlanVersion = make_version(make_plan(self.province, 2025, slug="ke-hoach-thu"), {3: 3})
        self.batches = [
            Batch.objects.create(
                version=self.version, order=n, number=str(n), label=f"Đợt {n}", window_to=date(2025, 5 * n, 1)
            )
            for n in (1, 2)
        ]

    def named(self, name: str = "Nem chua", *, product: Any = None, number: int = 1, **fields: Any) -> BatchProduct:
        batch = self.batches[number - 1]
        item = BatchProduct.objects.create(batch=batch, order=batch.products.count() + 1, name=name, **fields)
        if product:
            PlannedProduct.objects.create(item=item, product=product)
        return item

    def product(self, name: str = "Nem chua", producer: str = "HTX Một", unit: Any = None) -> Any:
        unit = unit or self.commune
        known = Producer.objects.filter(unit=unit, name=producer).first()
        return make_product(known or make_producer(unit, name=producer), name=name)


@pytest.fixture
def office(db: None) -> Office:
    return Office()


@pytest.fixture
def page(office: Office, client: Client) -> Client:
    client.force_login(office.coordinator)
    return client


def states(office: Office, user: Any = None, day: date = TODAY) -> list[tuple[str, str]]:
    board = batch_board(office.version, user or office.coordinator, day)
    return [line.state for batch in board.batches for line in batch.lines]


def test_what_each_product_has_come_to(office: Office) -> None:
    made = [office.product(f"Sản phẩm {n}") for n in range(5)]
    make_recognition(made[0], unit=office.commune, star=3, decided_on=date(2025, 4, 1))
    make_recognition(made[1], unit=office.commune, star=3, decided_on=date(2025, 4, 1))
    make_recognition(made[4], unit=office.commune, star=3, decided_on=date(2024, 4, 1))
    make_dossier(made[2], year=2025, state="council")
    make_dossier(made[3], year=2025, state="withdrawn")
    for product in made:
        office.named(product.name, product=product, star_sought=4 if product == made[1] else 3)
    office.named("Chưa ghép", number=2)
    assert states(office) == [
        ("đã công nhận", "done"),
        ("công nhận thấp hơn hạng đề nghị", "warn"),
        ("đã chuyển hội đồng", "danger"),  # the window of its batch is over
        ("đã rút", "off"),
        ("chưa có hồ sơ", "danger"),
        ("chưa ghép với sản phẩm", "warn"),
    ]
    assert states(office, day=date(2025, 3, 1))[0] == ("chưa có hồ sơ", "draft")


def test_records_of_another_territory_are_not_told(office: Office) -> None:
    office.named(product=office.product(unit=make_unit(parent=make_unit(Tier.PROVINCE))))
    assert states(office) == [("ngoài địa bàn của bạn", "off")]


def test_joining_by_hand(office: Office) -> None:
    one, two = office.named("Nem chua"), office.named("Bánh gai")
    product, other = office.product(), office.product("Mắm tôm")
    for _time in range(2):
        join_product(item=one, product=product, actor=office.coordinator)
    with pytest.raises(ValidationError) as error:
        join_product(item=two, product=product, actor=office.coordinator)
    assert (error.value.code, error.value.messages) == (
        "twice", ["Kế hoạch đã ghép sản phẩm này với dòng “Nem chua” của Đợt 1."],
    )  # fmt: skip
    join_product(item=one, product=other, actor=office.coordinator)
    assert PlannedProduct.objects.values_list("item", "product", "revision").get() == (one.pk, other.pk, 1)
    join_product(item=one, product=None, actor=office.coordinator)
    assert not PlannedProduct.objects.exists()
    hidden = make_product()
    for user, wanted in [(make_user(Role.VIEWER, office.province), product), (office.coordinator, hidden)]:
        with pytest.raises(PermissionDenied):
            join_product(item=one, product=wanted, actor=user)


def test_names_that_fit_one_record_are_joined(office: Office) -> None:
    sure, twice, by_producer = office.named("NEM CHUA"), office.named("Bánh gai"), office.named("Chè lam")
    by_producer.producer_name = "HTX Hai"
    by_producer.save()
    elsewhere = office.named("Mắm", unit=make_unit(parent=office.province))
    nameless = office.named("")
    wanted = {sure: office.product("Nem chua"), by_producer: office.product("Chè lam", "HTX Hai")}
    office.product("Chè lam", "HTX Ba"), office.product("Mắm")
    office.product("Bánh gai", "HTX Một B"), office.product("Bánh gai", "HTX Hai B")
    office.product("Nem chua", unit=make_unit(parent=make_unit(Tier.PROVINCE)))
    assert join_by_name(version=office.version, actor=office.coordinator) == 2
    assert {one.item: one.product for one in PlannedProduct.objects.all()} == wanted
    assert join_by_name(version=office.version, actor=office.coordinator) == 0
    left = BatchProduct.objects.filter(planned=None)
    assert set(left) == {twice, elsewhere, nameless}
    with pytest.raises(PermissionDenied):
        join_by_name(version=office.version, actor=make_user(Role.VIEWER, office.province))


def test_the_record_goes_along_into_the_next_draft(office: Office) -> None:
    product = office.product()
    moved = office.named(product=product)
    move_product(item=moved, actor=office.coordinator, reason="chậm", to_batch=office.batches[1])
    draft = copy_issued_to_draft(plan=office.version.plan, actor=office.coordinator)
    joined = PlannedProduct.objects.get(item__batch__version=draft)
    assert (joined.product, joined.item.batch.label) == (product, "Đợt 2")
    assert PlannedProduct.objects.count() == 2


def test_the_search_knows_no_accents(office: Office) -> None:
    product = office.product("Nem chua Thanh Hóa")
    assert list(candidates(office.coordinator, "nem THANH hoa")) == [product]
    assert not candidates(make_user(Role.VIEWER, make_unit(Tier.PROVINCE)), "nem").exists()


def test_a_product_is_moved_on_the_page(office: Office, page: Client) -> None:
    item = office.named()
    base = f"/ke-hoach/ke-hoach-thu/dot/san-pham/{item.pk}/chuyen/"
    assert "chuyển sang năm 2026" in page.get(base).content.decode()
    data = {"goal": "nam-2026", "reason": "", "revision": "0"}
    assert page.post(base, data).status_code == 422
    assert page.post(base, data | {"reason": "chưa kịp"}).status_code == 302
    assert standing_of(office.version).get().year_now == 2026  # type: ignore[attr-defined]
    html = page.get("/ke-hoach/ke-hoach-thu/dot/theo-doi/").content.decode()
    assert "từ Đợt 1 sang năm 2026: chưa kịp" in html
    office.version.plan.closed_on = timezone.localdate()
    office.version.plan.save()
    closed = page.post(base, {"goal": str(office.batches[0].pk), "reason": "lại", "revision": "0"})
    assert "Kế hoạch đã kết thúc" in closed.content.decode()


def test_a_draft_is_moved_on_the_page_and_a_stale_form_is_told(office: Office, page: Client) -> None:
    office.named()
    draft = copy_issued_to_draft(plan=office.version.plan, actor=office.coordinator)
    item, goal = BatchProduct.objects.get(batch__version=draft), draft.batch_set.get(order=2)
    base = f"/ke-hoach/ke-hoach-thu/dot/san-pham/{item.pk}/chuyen/"
    assert 'name="reason"' not in page.get(base).content.decode()
    stale = page.post(base, {"goal": str(goal.pk), "revision": "7"})
    assert (stale.status_code, stale.context["form"].data["revision"]) == (422, str(draft.revision))
    assert page.post(base, {"goal": str(goal.pk), "revision": str(draft.revision)}).status_code == 302
    item.refresh_from_db()
    assert item.batch == goal
    assert page.get(f"/ke-hoach/ke-hoach-thu/dot/theo-doi/?ban={draft.pk}").context["version"] == draft


def test_a_product_is_joined_on_the_page(office: Office, page: Client) -> None:
    item, other = office.named(), office.named("Nem khác")
    product = office.product()
    base = f"/ke-hoach/ke-hoach-thu/dot/san-pham/{item.pk}/ghep/"
    assert [one.pk for one in page.get(base).context["page"]] == [product.pk]
    assert page.post(base, {"san-pham": str(product.pk)}).status_code == 302
    assert page.get(base).context["joined"].product == product
    twice = page.post(base.replace(str(item.pk), str(other.pk)), {"san-pham": str(product.pk)}, follow=True)
    assert "Kế hoạch đã ghép sản phẩm này" in twice.content.decode()
    assert page.post(base, {"san-pham": "999999"}).status_code == 404
    assert page.post(base, {"san-pham": ""}).status_code == 302
    assert not PlannedProduct.objects.exists()
    page.post("/ke-hoach/ke-hoach-thu/dot/ghep-theo-ten/")
    assert PlannedProduct.objects.get().item == item


def test_what_was_carried_over_is_taken_into_the_next_plan(office: Office, page: Client) -> None:
    item = office.named(product=office.product())
    move_product(item=item, actor=office.coordinator, reason="chưa kịp", to_year=2026)
    plan = make_plan(office.province, 2026, slug="nam-sau")
    draft = make_version(plan, state="draft")
    batch = Batch.objects.create(version=draft, order=1, number="1", label="Đợt 1", capacity=0)
    board = page.get("/ke-hoach/nam-sau/dot/theo-doi/")
    assert [one.pk for one in board.context["arrivals"]] == [item.pk]
    address = f"/ke-hoach/nam-sau/dot/dua-vao/{item.pk}/"
    refused = page.post(address, {"revision": "0"}, follow=True)
    assert "Chọn đợt nhận sản phẩm" in refused.content.decode()
    taken = page.post(address, {"dot": str(batch.pk), "revision": "0"}, follow=True)
    assert not taken.context["arrivals"]
    assert taken.context["board"].batches[0].over == 1
    assert PlannedProduct.objects.get(item__batch=batch).product == item.planned.product


def test_viewers_read_the_board_and_change_nothing(office: Office, client: Client) -> None:
    item = office.named()
    client.force_login(make_user(Role.VIEWER, office.province))
    base = "/ke-hoach/ke-hoach-thu/dot/"
    assert client.get(f"{base}theo-doi/").status_code == 200
    for path in (f"san-pham/{item.pk}/chuyen/", f"san-pham/{item.pk}/ghep/"):
        assert client.get(base + path).status_code == 404
    assert client.post(f"{base}ghep-theo-ten/").status_code == 404
    assert client.get(f"{base}theo-doi/?ban=999999").status_code == 404


def test_lateness_begins_the_day_after_the_window(office: Office) -> None:
    office.named(product=office.product())
    last = date(2025, 5, 1)
    assert states(office, day=last) == [("chưa có hồ sơ", "draft")]
    assert states(office, day=last + timedelta(days=1)) == [("chưa có hồ sơ", "danger")]


def test_where_a_moved_product_stands_is_said_before_it_is_moved_again(office: Office, page: Client) -> None:
    item = office.named()
    base = f"/ke-hoach/ke-hoach-thu/dot/san-pham/{item.pk}/chuyen/"
    assert "Đang ở" not in page.get(base).content.decode()
    move_product(item=item, actor=office.coordinator, reason="đổi", to_batch=office.batches[1])
    html = page.get(base).content.decode()
    assert "Đang ở: Đợt 2." in html
    assert "Kế hoạch ghi ở: Đợt 1." in html


def test_a_draft_with_one_batch_offers_no_move(office: Office, page: Client) -> None:
    office.batches[1].delete()
    item = office.named()
    moved = f"/dot/san-pham/{item.pk}/chuyen/"
    board = "/ke-hoach/ke-hoach-thu/dot/theo-doi/"
    assert moved in page.get(board).content.decode()  # an issued plan's product can go over to a later year
    PlanVersion.objects.update(state="draft", stage="drafting", number=None, issued_on=None)
    assert moved not in page.get(board).content.decode()
    html = page.get(f"/ke-hoach/ke-hoach-thu{moved}").content.decode()
    assert "Dự thảo chỉ có một đợt" in html
    assert 'name="goal"' not in html
