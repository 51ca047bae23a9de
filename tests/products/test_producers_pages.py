"""The producer's home: what is masked, what is logged, who may change what, and the forms."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.jobs.models import Job
from products.domain.people import save_representation
from products.forms.fields import unit_text
from products.forms.producers import AmountField
from products.models import Producer, ProducerMember, Representation, SensitiveRead, YearFigures
from programs.enums import Tier
from programs.models import UnitLineage
from tests.factories import make_dossier, make_member, make_producer, make_product, make_unit, make_user

pytestmark = pytest.mark.django_db
PHONE, NUMBER = "0912345678", "038099887766"
YEAR = timezone.localdate().year


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Thọ Diên")


@pytest.fixture
def producer(commune: Any) -> Producer:
    producer = make_producer(commune, name="HTX Lâm Thẩm", tax_code=NUMBER, email="lan@example.vn")
    person = {"personal_number": NUMBER, "ethnicity": "Thổ", "position": "Giám đốc"}
    save_representation(actor=None, producer_id=producer.pk, revision=0, representative="Lan", phone=PHONE, **person)
    producer.refresh_from_db()
    return producer


@pytest.fixture
def page(client: Client, commune: Any) -> Client:
    client.force_login(make_user(Role.COMMUNE_OFFICER, commune))
    return client


@pytest.fixture
def owner(producer: Producer) -> Client:
    client = Client()
    client.force_login(make_member(producer).user)
    return client


def to(name: str, *args: Any) -> str:
    return reverse(f"products:{name}", args=args)


def shown(response: Any) -> list[str]:
    """Which of the personal values stand in the page."""
    text = response.content.decode()
    return [value for value in ("0912 345 678", PHONE, NUMBER, "lan@example.vn", "Thổ<") if value in text]


def test_list_and_home_show_masked_numbers_only(page: Client, producer: Producer) -> None:
    for url in (to("producer_list"), to("producer_detail", producer.pk), to("person_data", producer.pk)):
        response = page.get(url)
        assert (shown(response), "•••••••678" in response.content.decode()) == ([], True)
    assert SensitiveRead.objects.count() == 0


def test_the_full_numbers_are_shown_on_demand_and_logged(page: Client, producer: Producer) -> None:
    response = page.post(to("producer_reveal", producer.pk))
    assert (shown(response), response["Cache-Control"].count("no-store")) == (
        ["0912 345 678", NUMBER, "lan@example.vn", "Thổ<"],
        1,
    )
    read = SensitiveRead.objects.get()
    assert (read.producer, read.what) == (producer, "Xem số điện thoại, mã số, dữ liệu người đại diện")
    assert read.what in page.get(to("person_data", producer.pk)).content.decode()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SIGNER])
def test_readers_see_no_way_to_personal_data(client: Client, producer: Producer, role: Role) -> None:
    client.force_login(make_user(role, producer.unit))
    response = client.get(to("producer_detail", producer.pk))
    assert (shown(response), to("producer_reveal", producer.pk) in response.content.decode()) == ([], False)
    assert client.post(to("producer_reveal", producer.pk)).status_code == 404
    statuses = [
        client.get(to(name, producer.pk)).status_code for name in ("person_data", "person_edit", "producer_years")
    ]
    assert (statuses, SensitiveRead.objects.count()) == ([404] * 3, 0)


def test_the_producers_own_account_changes_contact_and_figures_only(owner: Client, producer: Producer) -> None:
    able = ("producer_detail", "person_edit", "producer_years", "person_data")
    unable = ("producer_edit", "producer_move", "producer_change_form", "producer_members", "person_erase")
    assert [owner.get(to(name, producer.pk)).status_code for name in able] == [200] * 4
    assert [owner.get(to(name, producer.pk)).status_code for name in unable] == [404] * 5
    data = {"representative": "Lê Thị Lan", "phone": "0987 654 321", "email": "", "revision": producer.revision}
    assert owner.post(to("person_edit", producer.pk), data).url == to("producer_detail", producer.pk)
    producer.refresh_from_db()
    assert (producer.representative, producer.phone, producer.name) == ("Lê Thị Lan", "0987654321", "HTX Lâm Thẩm")


def test_a_stale_form_of_the_representative_is_told(page: Client, producer: Producer) -> None:
    url, data = to("person_edit", producer.pk), {"representative": "Một", "revision": producer.revision}
    page.post(url, data)
    response = page.post(url, {**data, "representative": "Hai"})
    assert [error.code for error in response.context["form"].non_field_errors().as_data()] == ["stale"]
    response = page.post(
        url, {**data, "representative": "Hai", "revision": response.context["form"]["revision"].value()}
    )
    assert (response.status_code, Producer.objects.get().representative) == (302, "Hai")


def test_faults_of_the_representative_stand_at_their_fields(page: Client, producer: Producer) -> None:
    faulty = {"phone": "12", "email": "x", "personal_number": "1", "sex": "x", "consented_on": "31/02/2026"}
    response = page.post(to("person_edit", producer.pk), {**faulty, "revision": producer.revision})
    assert set(response.context["form"].errors) == {"email", "sex", "consented_on"}
    fixed = {"phone": "12", "personal_number": "1", "consented_on": "01/02/2026", "revision": producer.revision}
    response = page.post(to("person_edit", producer.pk), fixed)
    assert set(response.context["form"].errors) == {"phone", "personal_number"}


def test_opening_a_filled_form_is_logged_and_nothing_is_ticked(page: Client, producer: Producer) -> None:
    response = page.get(to("person_edit", producer.pk))
    form = response.context["form"]
    assert (form["consented_on"].value(), form["has_disability"].value()) == (None, False)
    page.get(to("producer_edit", producer.pk))
    reads = SensitiveRead.objects.order_by("pk").values_list("what", flat=True)
    assert list(reads) == ["Mở biểu mẫu người đại diện", "Mở biểu mẫu sửa chủ thể"]
    empty = make_producer(producer.unit)
    page.get(to("person_edit", empty.pk))
    page.get(to("producer_edit", empty.pk))
    assert SensitiveRead.objects.filter(producer=empty).count() == 0


def test_a_change_of_form_by_page(page: Client, producer: Producer) -> None:
    data = {"legal_form": "dn", "since": "01/03/2024", "revision": producer.revision}
    assert page.post(to("producer_change_form", producer.pk), data).status_code == 302
    text = page.get(to("producer_detail", producer.pk)).content.decode()
    assert [word in text for word in ("01/03/2024", "doanh nghiệp nhỏ và vừa", "hợp tác xã")] == [True] * 3
    again = page.post(to("producer_change_form", producer.pk), {**data, "legal_form": "dn", "since": "02/03/2024"})
    assert [error.code for error in again.context["form"].non_field_errors().as_data()] == ["stale"]


def test_a_move_by_page_takes_a_unit_of_its_day(page: Client, producer: Producer, commune: Any) -> None:
    old = make_unit(parent=commune, name="Xã Cũ", valid_to=date(2025, 6, 30))
    data = {"place": unit_text(old), "address": "Thôn 9", "revision": producer.revision}
    refused = page.post(to("producer_move", producer.pk), {**data, "since": "01/08/2025"})
    assert set(refused.context["form"].errors) == {"place"}
    assert page.post(to("producer_move", producer.pk), {**data, "since": "01/03/2025"}).status_code == 302
    producer.refresh_from_db()
    assert (producer.unit, producer.address) == (old, "Thôn 9")


def test_the_present_unit_stands_beside_the_one_of_then(page: Client, producer: Producer, commune: Any) -> None:
    commune.valid_to = date(2025, 6, 30)
    commune.save()
    heir = make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Mới Lập", valid_from=date(2025, 7, 1))
    for url in (to("producer_list"), to("producer_detail", producer.pk)):
        assert "nay thuộc Xã Mới Lập" not in page.get(url).content.decode()
    UnitLineage.objects.create(predecessor=commune, successor=heir, extent="whole", effective_on=date(2025, 7, 1))
    for url in (to("producer_list"), to("producer_detail", producer.pk)):
        assert "nay thuộc Xã Mới Lập" in page.get(url).content.decode()


def test_the_home_shows_products_dossiers_and_what_the_form_does_not_allow(page: Client, producer: Producer) -> None:
    Producer.objects.filter(pk=producer.pk).update(legal_form="hoi")
    make_dossier(make_product(producer, name="Cam Xã Đoài", product_set=1))
    text = page.get(to("producer_detail", producer.pk)).content.decode()
    wanted = ("chỉ tham gia với dịch vụ du lịch", "Cam Xã Đoài", "đánh giá lần đầu")
    assert [word in text for word in wanted] == [True] * 3


def years(**cells: str) -> dict[str, str]:
    """What the table of years sends: every row with its revision."""
    rows = {f"nam-{year}-revision": "0" for year in range(YEAR - 2, YEAR + 1)}
    return rows | {f"nam-{YEAR - 1}-{name}": value for name, value in cells.items()}


def test_figures_by_page(page: Client, producer: Producer) -> None:
    data = years(workers="12", workers_local="10", revenue="1.500.000.000", profit="-2 000 000")
    for _ in range(2):
        assert page.post(to("producer_years", producer.pk), data).status_code == 302
    line = YearFigures.objects.get()
    assert (line.year, line.workers, line.revenue, line.profit) == (YEAR - 1, 12, 1_500_000_000, -2_000_000)
    assert "1.500.000.000" in page.get(to("producer_detail", producer.pk)).content.decode()
    assert 'value="1.500.000.000"' in page.get(to("producer_years", producer.pk)).content.decode()


@pytest.mark.parametrize(
    ("cells", "faulty"),
    [
        ({"workers": "mười"}, ["workers"]),
        ({"workers": "3", "workers_local": "4"}, ["__all__"]),
        ({"capital": "-1", "revenue": "99.999.999.999.999.999"}, ["capital", "revenue"]),
    ],
)
def test_faulty_figures_are_told_in_their_row(page: Client, producer: Producer, cells: Any, faulty: Any) -> None:
    response = page.post(to("producer_years", producer.pk), years(**cells))
    row = next(row for row in response.context["rows"] if row.line.year == YEAR - 1)
    assert (response.status_code, list(row.errors), YearFigures.objects.count()) == (200, faulty, 0)


@pytest.mark.parametrize(("text", "number"), [("", None), ("0", 0), ("−1.000", -1000), ("1 000", 1000)])
def test_amounts(text: str, number: int | None) -> None:
    assert AmountField().clean(text) == number


def test_accounts_by_page(page: Client, producer: Producer) -> None:
    make_user(username="chu.the")
    data = {"username": "chu.the", "role": "owner", "valid_from": "01/01/2026", "valid_to": ""}
    assert page.post(to("producer_members", producer.pk), data).status_code == 302
    assert page.post(to("producer_members", producer.pk), {**data, "username": "ai"}).status_code == 200
    member = ProducerMember.objects.get()
    assert "chu.the" in page.get(to("producer_members", producer.pk)).content.decode()
    assert page.post(to("member_end", member.pk)).url == to("producer_members", producer.pk)
    member.refresh_from_db()
    assert (member.valid_to or timezone.localdate()) < timezone.localdate()
    assert page.post(to("member_end", 0)).status_code == 404


def test_export_and_erasure_are_asked_by_page(page: Client, owner: Client, producer: Producer) -> None:
    jobs = {page.post(to("person_export", producer.pk)).url for _ in range(2)}
    assert len(jobs) == 1
    assert owner.post(to("person_erase", producer.pk), {"is_asked": "on"}).status_code == 404
    assert page.post(to("person_erase", producer.pk), {}).status_code == 200  # the request must be at hand
    page.post(to("person_erase", producer.pk), {"is_asked": "on"})
    kinds = Job.objects.order_by("created_at").values_list("kind", "label")
    label = f"chủ thể số {producer.pk}"
    assert list(kinds) == [
        ("export_personal_data", f"Xuất dữ liệu cá nhân, {label}"),
        ("erase_personal_data", f"Xóa dữ liệu cá nhân, {label}"),
    ]
    assert Representation.objects.get().personal_number == NUMBER  # only the job erases


def test_the_page_of_personal_data_says_the_duty_of_two_working_days(page: Client, producer: Producer) -> None:
    from ocop.site.workdays import work_calendar

    response = page.get(to("person_data", producer.pk))
    due = work_calendar().add(timezone.localdate(), 2)
    assert f"trong 2 ngày làm việc (Nghị định 356/2025/NĐ-CP): yêu cầu nhận hôm nay, hạn là {due:%d/%m/%Y}" in (
        response.content.decode()
    )
