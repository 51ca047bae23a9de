"""The list of dossiers, words of the clocks on their boundaries, kinds that fit a product, papers offered first."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.site.workdays import WorkCalendar
from products.domain.dossiers.clock import Clock
from products.domain.dossiers.completeness import completeness
from products.domain.dossiers.guide import GUIDES, kind_choices, papers_for
from products.domain.dossiers.listing import clock_line, clock_words
from products.enums import ClockKind, DossierKind, DossierState, EvidenceKind
from products.models import Dossier
from products.views import dossiers as views
from tests.factories import (
    make_dossier,
    make_evidence,
    make_producer,
    make_product,
    make_recognition,
    make_unit,
    make_user,
)

MONDAY = date(2026, 8, 3)


@pytest.fixture
def commune() -> Any:
    return make_unit(name="Xã Thọ Diên")


@pytest.fixture
def page(client: Client, commune: Any) -> Client:
    client.force_login(make_user(Role.COMMUNE_OFFICER, commune))
    return client


@pytest.fixture
def dossier(commune: Any) -> Dossier:
    return make_dossier(make_product(make_producer(commune), name="Bánh gai Lâm Thẩm"))


def url(name: str) -> str:
    return reverse(f"products:{name}")


def names(response: Any) -> list[str]:
    return [line.product.name for line in response.context["lines"]]


@pytest.mark.parametrize(
    ("kind", "due", "text", "tone"),
    [
        ("round", MONDAY + timedelta(days=4), "còn 4 ngày, đến 07/08/2026", "info"),
        ("round", MONDAY + timedelta(days=3), "còn 3 ngày, đến 06/08/2026", "warn"),
        ("round", MONDAY, "hết hạn hôm nay, 03/08/2026", "warn"),
        ("round", MONDAY - timedelta(days=1), "quá hạn 1 ngày, hạn 02/08/2026", "danger"),
        ("commune", MONDAY + timedelta(days=7), "còn 5 ngày làm việc, đến 10/08/2026", "info"),
        ("commune", MONDAY - timedelta(days=3), "quá hạn 1 ngày làm việc, hạn 31/07/2026", "danger"),
    ],
)
def test_a_clock_in_words(kind: str, due: date, text: str, tone: str) -> None:
    line = clock_line(Dossier(clock_kind=kind, clock_due_on=due), MONDAY, WorkCalendar())
    assert line is not None
    assert (line.text, line.tone, line.is_overdue) == (text, tone, tone == "danger")


def test_no_clock_no_words() -> None:
    assert clock_line(Dossier(), MONDAY, WorkCalendar()) is None


@pytest.mark.parametrize(
    ("facts", "text", "tone"),
    [
        ({"days_left": 4}, "còn 4 ngày, đến {due}", "info"),
        ({"days_left": 3, "in_working_days": True}, "còn 3 ngày làm việc, đến {due}", "warn"),
        ({"days_left": -2, "is_overdue": True}, "quá hạn 2 ngày, hạn {due}", "danger"),
        ({"is_paused": True}, "tạm dừng chờ bổ sung", "off"),
        ({"starts_on": "later"}, "từ {first} đến {due}", "info"),
    ],
)
def test_a_clock_of_the_page(facts: dict[str, Any], text: str, tone: str) -> None:
    today = timezone.localdate()
    later, due = today + timedelta(days=1), today + timedelta(days=9)
    first = later if facts.pop("starts_on", None) else today
    words = clock_words(Clock(ClockKind.ROUND, first, due, "Điều 5", **facts))
    assert words["text"] == text.format(due=f"{due:%d/%m/%Y}", first=f"{later:%d/%m/%Y}")
    assert (words["tone"], words["article"]) == (tone, "Điều 5")


def test_every_state_says_what_comes_next() -> None:
    assert set(GUIDES) == set(DossierState)


@pytest.mark.parametrize(
    ("star", "days", "fitting", "words"),
    [
        (None, 0, ["first"], "chưa được công nhận lần nào"),
        (4, 400, ["upgrade", "rerank"], "Đang đạt 4 sao"),
        (5, 400, ["rerank"], "nộp trước khi hết hạn từ 180 đến 120 ngày"),
        (3, -1, ["first", "rerank"], "đã hết hạn"),
    ],
)
@pytest.mark.django_db
def test_kinds_that_fit(star: int | None, days: int, fitting: list[str], words: str) -> None:
    product, today = make_product(), timezone.localdate()
    if star:
        expiry = today + timedelta(days=days)
        make_recognition(product, star=star, decided_on=expiry - timedelta(days=1000), expires_on=expiry)
    choices = kind_choices(product, today)
    assert [choice.kind for choice in choices if choice.fits] == fitting
    assert words in " ".join(choice.why for choice in choices if choice.fits)


@pytest.mark.django_db
def test_a_kind_that_is_under_way_says_so() -> None:
    dossier = make_dossier(kind=DossierKind.FIRST)
    choice = kind_choices(dossier.product, timezone.localdate())[0]
    assert (choice.fits, choice.label) == (True, "đánh giá lần đầu")
    assert choice.why.endswith("Sản phẩm đang có một hồ sơ loại này.")


@pytest.mark.django_db
def test_papers_in_force_of_the_right_kind_come_first() -> None:
    dossier, today = make_dossier(), timezone.localdate()
    facts = {"producer": dossier.product.producer}
    make_evidence(**facts, kind=EvidenceKind.AWARD, title="Khác")
    make_evidence(**facts, title="Hết hạn", expires_on=today - timedelta(days=1))
    make_evidence(**facts, title="Còn hạn", expires_on=today)
    make_evidence(**facts, title="Đã bỏ", removed_at=timezone.now())
    wanted = next(item.requirement for item in completeness(dossier).items if item.requirement.key == "paper:dkkd")
    papers = papers_for(dossier, wanted, today)
    assert [(paper.evidence.title, paper.is_expired) for paper in papers] == [
        ("Còn hạn", False),
        ("Hết hạn", True),
        ("Khác", False),
    ]


@pytest.mark.django_db
def test_too_long_a_list_is_not_taken_away_and_illustration_says_so(client: Client, monkeypatch: Any) -> None:
    dossier = make_dossier(is_illustration=True)
    client.force_login(make_user(Role.COMMUNE_OFFICER, dossier.unit))
    address = reverse("products:dossier_csv")
    assert client.get(address).content.decode().strip().endswith("dữ liệu minh họa")
    monkeypatch.setattr(views, "MAX_ROWS", 0)
    answer = client.get(address + "?sao=3")
    assert answer.url == reverse("products:dossier_list") + "?sao=3"


@pytest.mark.django_db
def test_the_one_due_soonest_stands_first_and_the_overdue_say_so(page: Client, commune: Any) -> None:
    today = timezone.localdate()
    for name, days in (("Muộn", 40), ("Quá hạn", -3), ("Không hạn", None)):
        product = make_product(make_producer(commune), name=name)
        due = None if days is None else today + timedelta(days=days)
        make_dossier(product, clock_kind="" if due is None else "round", clock_due_on=due)
    response = page.get(url("dossier_list"))
    assert names(response) == ["Quá hạn", "Muộn", "Không hạn"]
    assert "quá hạn 3 ngày" in response.content.decode()
    assert names(page.get(url("dossier_list") + "?qua-han=1")) == ["Quá hạn"]
    assert names(page.get(url("dossier_list") + "?xep=moi")) == ["Không hạn", "Quá hạn", "Muộn"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=banh+gai", True),
        ("q=tra", False),
        ("don-vi=tho+dien", True),
        ("don-vi=khong+co", False),
        ("loai=first", True),
        ("loai=upgrade", False),
        ("trang-thai=draft", True),
        ("trang-thai=council", False),
        ("sao=3", True),
        ("sao=4", False),
        ("nam=2026", True),
        ("nam=2025", False),
        ("nam=abcd&sao=9&loai=la&trang-thai=la&xep=la", True),
    ],
)
def test_filters(page: Client, dossier: Dossier, query: str, found: bool) -> None:
    assert names(page.get(f"{url('dossier_list')}?{query}")) == (["Bánh gai Lâm Thẩm"] if found else [])


@pytest.mark.django_db
def test_pages_follow_the_clock(page: Client, commune: Any) -> None:
    producer = make_producer(commune)
    made = [make_dossier(make_product(producer, name=f"SP {n:02}"), year=2026) for n in range(53)]
    for number, one in enumerate(made[:51]):
        day = timezone.localdate() + timedelta(days=number)
        Dossier.objects.filter(pk=one.pk).update(clock_due_on=day, clock_kind="round")
    first = page.get(url("dossier_list"))
    second = page.get(first.context["page"].links(first.wsgi_request)["next"])
    assert [len(names(first)), names(second)] == [50, ["SP 50", "SP 51", "SP 52"]]


@pytest.mark.django_db
def test_the_list_is_taken_away_as_seen(page: Client, dossier: Dossier) -> None:
    text = page.get(url("dossier_csv") + "?sao=3").content.decode("utf-8-sig")
    assert [line.split(",")[0] for line in text.splitlines()] == ["Sản phẩm", "Bánh gai Lâm Thẩm"]
    assert page.get(url("dossier_csv") + "?sao=4").content.decode("utf-8-sig").count("\n") == 1
    assert page.get(url("dossier_xlsx")).content[:2] == b"PK"
