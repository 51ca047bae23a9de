"""The public lookup: found by anybody, says first what a certificate no longer is, shows no personal data, is small."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations.domain.certificates.codes import public_code
from evaluations.domain.certificates.lookup import is_too_often
from evaluations.models import Certificate, CertificateExtension, Recognition, Withdrawal
from ocop.site.models import SiteSetting
from products.models import ProductCode
from programs.enums import Tier
from tests.factories import make_producer, make_product, make_recognition, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def certificate() -> Recognition:
    """Issued 15/11/2023 by a district that is gone: to a household with all its personal data."""
    province = make_unit(Tier.PROVINCE, name="Tỉnh Thử")
    district = make_unit(Tier.DISTRICT, province, name="Huyện Cũ", valid_to=date(2025, 6, 30))
    commune = make_unit(parent=district, name="Xã Thọ Diên", valid_to=date(2025, 6, 30))
    household = {"name": "Hộ Lê Thị Gai", "legal_form": "ho_sx", "phone": "0912345678", "tax_code": "038180012345"}
    producer = make_producer(commune, representative="Lê Thị Gai", address="Số 9 ngõ Riêng", **household)
    product = make_product(producer, name="Bánh gai Tứ Trụ", official_code="01-009-00367-3-2022")
    ProductCode.objects.create(product=product, code="01-009-00367-3-2022", era="district", serial=3, year=2022)
    number = {"decision_number": "4321/QĐ-UBND", "body": "district"}
    return make_recognition(product, decided_on=date(2023, 11, 15), expires_on=date(2026, 11, 15), **number)


def text_of(response: Any) -> str:
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).partition("> ")[2]


def page(client: Client, recognition: Recognition) -> str:
    response = client.get(reverse("evaluations:lookup_detail", args=[public_code(recognition.pk)]))
    assert response.status_code == 200
    return text_of(response)


def midnight(day: date, *, before: bool = False) -> datetime:
    """The first moment of a day in Vietnam, or the last second before it, as the server's clock shows it."""
    moment = datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone()).astimezone(UTC)
    assert (moment.hour, moment.minute) == (17, 0)
    return moment.replace(hour=16, minute=59, second=59) if before else moment


VALID = "Giấy chứng nhận còn hiệu lực đến hết ngày 15/11/2026"
LIFE = (
    (date(2026, 2, 15), f"{VALID} ", f"{VALID} Sắp hết hạn"),
    (date(2026, 5, 22), f"{VALID} Sắp hết hạn", f"{VALID} Trong thời gian nộp hồ sơ phân hạng lại"),
    (date(2026, 7, 19), f"{VALID} Trong thời gian", f"{VALID} Quá hạn nộp hồ sơ phân hạng lại"),
    (
        date(2026, 11, 16),
        f"{VALID} Quá hạn nộp",
        "Giấy chứng nhận được gia hạn đến hết ngày 14/05/2027 Đã hết hạn ngày",
    ),
    (date(2027, 5, 15), "Giấy chứng nhận được gia hạn", "Giấy chứng nhận đã hết hạn, chỉ có hiệu lực đến hết ngày"),
)


@pytest.mark.parametrize(("day", "before", "after"), LIFE, ids=[f"{row[0]}" for row in LIFE])
def test_the_page_follows_a_certificate_of_15_11_2023_through_its_life(
    certificate: Recognition, client: Client, monkeypatch: pytest.MonkeyPatch, day: date, before: str, after: str
) -> None:
    """Each state begins at 00:00 Asia/Ho_Chi_Minh, which is 17:00 UTC of the day before."""
    if day.year == 2027 or day.month == 11:
        until = date(2027, 5, 14)  # 180 days after the end (Điều 12.3)
        CertificateExtension.objects.create(recognition=certificate, until=until, decided_on=date(2026, 11, 1))
    monkeypatch.setattr(timezone, "now", lambda: midnight(day, before=True))
    assert page(client, certificate).startswith(before)
    monkeypatch.setattr(timezone, "now", lambda: midnight(day))
    assert page(client, certificate).startswith(after)


def test_an_expired_certificate_without_extension_says_so_first(
    certificate: Recognition, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: midnight(date(2026, 11, 16)))
    assert page(client, certificate).startswith(
        "Giấy chứng nhận đã hết hạn, chỉ có hiệu lực đến hết ngày 15/11/2026 Bánh gai Tứ Trụ"
    )


def test_withdrawn_and_replaced_say_so_first(certificate: Recognition, client: Client) -> None:
    newer = make_recognition(certificate.product, star=4, decided_on=date(2026, 1, 5), decision_number="9/QĐ-UBND")
    assert page(client, certificate).startswith(
        "Công nhận này đã được thay bằng công nhận mới từ ngày 05/01/2026 Xem công nhận mới nhất của sản phẩm Bánh gai"
    )
    dates = {"concluded_on": date(2026, 2, 1), "due_on": date(2026, 2, 16), "decided_on": date(2026, 2, 9)}
    number = {"state": "decided", "decision_number": "77/QĐ-UBND"}
    Withdrawal.objects.create(recognition=newer, ground="dd", conclusion="1/BC", **dates, **number)
    assert page(client, newer).startswith(
        "Giấy chứng nhận đã bị thu hồi từ ngày 09/02/2026 Quyết định thu hồi số 77/QĐ-UBND."
    )
    assert page(client, certificate).startswith("Công nhận này đã được thay")


def test_what_the_page_shows_and_what_it_must_not(certificate: Recognition, client: Client) -> None:
    words = {"year": 2023, "serial": 1, "number": "12/2023/GCN-OCOP", "issued_on": certificate.decided_on}
    names = {"product_name": "Bánh gai Tứ Trụ", "producer_name": "Hộ Lê Thị Gai"}
    Certificate.objects.create(recognition=certificate, unit=certificate.unit, **words, **names)
    text = page(client, certificate)
    for shown in (
        "Bánh gai Tứ Trụ",
        "3 sao",
        "Hộ Lê Thị Gai",
        "Xã Thọ Diên, Huyện Cũ, Tỉnh Thử",
        "số 4321/QĐ-UBND ngày 15/11/2023",
        "12/2023/GCN-OCOP",
        "01-009-00367-3-2022",
        public_code(certificate.pk),
    ):
        assert shown in text
    for hidden in ("0912345678", "912 345", "038180012345", "Số 9 ngõ Riêng"):
        assert hidden not in text


@pytest.mark.parametrize("form", ["{}", "{lower}", "{spaced}", "{bare}", "01-009-00367-3-2022", "01 009 00367 3 2022"])
def test_a_code_is_found_however_it_is_written(certificate: Recognition, client: Client, form: str) -> None:
    code = public_code(certificate.pk)
    bare = code.removeprefix("OCOP-").replace("-", "")
    typed = form.format(code, lower=code.lower(), spaced=code.replace("-", "  "), bare=bare)
    response = client.get(reverse("evaluations:lookup"), {"q": typed})
    assert (response.status_code, response.url) == (302, reverse("evaluations:lookup_detail", args=[code]))
    assert client.get(reverse("evaluations:lookup_detail", args=[typed])).status_code == 200


@pytest.mark.parametrize(
    "text", ["banh gai", "BÁNH GAI", "le thi gai", "xã thọ diên", "tho dien", "4321/qđ-ubnd", "4321/", "4321"]
)
def test_words_and_numbers_find_the_product(certificate: Recognition, client: Client, text: str) -> None:
    make_recognition(make_product(name="Mắm tép"))
    make_product(certificate.product.producer, name="Bánh gai chưa công nhận")
    found = text_of(client.get(reverse("evaluations:lookup"), {"q": text}))
    assert found.count("sao ") == 1
    assert "Bánh gai Tứ Trụ" in found


@pytest.mark.parametrize("code", ["OCOP-00001-3", "OCOP-ZZZZZ-1", "38-16438-1-2026", "x" * 300])
def test_an_unknown_code_is_told_what_to_check(client: Client, code: str) -> None:
    response = client.get(reverse("evaluations:lookup_detail", args=[code]))
    assert response.status_code == 404
    assert "Hãy kiểm tra lại mã" in response.content.decode()


def test_nothing_found_says_what_to_try(client: Client) -> None:
    assert "Thử gõ ít chữ hơn" in text_of(client.get(reverse("evaluations:lookup"), {"q": "không có \0"}))
    assert "Mã in trên giấy chứng nhận" in text_of(client.get(reverse("evaluations:lookup")))


def test_illustration_is_marked_and_obeys_the_setting(certificate: Recognition, client: Client) -> None:
    Recognition.objects.update(is_illustration=True)
    assert "dữ liệu minh họa" in page(client, certificate)
    assert "dữ liệu minh họa" in text_of(client.get(reverse("evaluations:lookup"), {"q": "banh gai"}))
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert client.get(reverse("evaluations:lookup_detail", args=[public_code(certificate.pk)])).status_code == 404
    assert "Không tìm thấy" in text_of(client.get(reverse("evaluations:lookup"), {"q": "banh gai"}))


def test_results_come_in_pages(client: Client, certificate: Recognition) -> None:
    for number in range(25):
        make_recognition(make_product(certificate.product.producer, name=f"Bánh gai số {number:02d}"))
    first = client.get(reverse("evaluations:lookup"), {"q": "banh gai"})
    match = re.search(r'href="([^"]+)" rel="next"', first.content.decode())
    assert match
    second = client.get(match[1].replace("&amp;", "&"))
    assert (text_of(first).count("sao "), text_of(second).count("sao ")) == (20, 6)
    assert len(first.content) < 24_000


def test_a_page_weighs_less_than_30_kb_with_everything_it_loads(client: Client, certificate: Recognition) -> None:
    html = client.get(reverse("evaluations:lookup_detail", args=[public_code(certificate.pk)])).content
    loaded = set(re.findall(r'(?:src|href)="/static/([^"]+)"', html.decode()))
    assert loaded == {"app/icon.svg", "app/public.css"}
    folder = Path(settings.BASE_DIR) / "static"
    assert len(html) + sum((folder / name).stat().st_size for name in loaded) < 30_000


def test_too_many_visits_from_one_address_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LOOKUP_LIMIT", 3)
    url = reverse("evaluations:lookup")
    assert [client.get(url).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert client.get(url)["Retry-After"] == "60"
    assert client.get(url, REMOTE_ADDR="127.0.0.9").status_code == 200


def test_search_engines_are_kept_out(client: Client) -> None:
    response = client.get(reverse("evaluations:lookup"))
    assert response["X-Robots-Tag"] == "noindex"
    assert 'content="noindex"' in response.content.decode()


def test_a_code_noted_on_the_product_alone_is_found(certificate: Recognition, client: Client) -> None:
    ProductCode.objects.all().delete()
    assert client.get(reverse("evaluations:lookup_detail", args=["01-009-00367-3-2022"])).status_code == 200


def test_a_count_that_ends_between_its_two_steps_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(key: str) -> int:
        raise ValueError(key)

    monkeypatch.setattr("django.core.cache.cache.incr", ended)
    assert not is_too_often("192.0.2.7")
