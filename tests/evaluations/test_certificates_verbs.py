"""Extending and withdrawing: what the law allows, what is warned of, who may, once; and the pages that do it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations.domain.certificates.extend import extend
from evaluations.domain.certificates.withdraw import (
    competent_for,
    decide_withdrawal,
    drop_withdrawal,
    due_after,
    open_withdrawal,
)
from evaluations.enums import WithdrawalState
from evaluations.models import CertificateExtension, Recognition, Withdrawal
from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from products.domain.records import StaleError
from programs.enums import Tier
from tests.factories import (
    make_dossier,
    make_entry,
    make_producer,
    make_product,
    make_recognition,
    make_result,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 8, 3)
EXPIRES = date(2026, 11, 15)
LATEST = date(2027, 5, 14)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: TODAY)


@pytest.fixture
def province() -> Any:
    return make_unit(Tier.PROVINCE)


@pytest.fixture
def keeper(province: Any) -> Any:
    return make_user(Role.PROVINCE_COORDINATOR, province)


@pytest.fixture
def recognition(province: Any) -> Recognition:
    product = make_product(make_producer(make_unit(parent=province)), product_set=4)
    return make_recognition(product, decided_on=date(2023, 11, 15), expires_on=EXPIRES, body="district")


def extended(recognition: Recognition, actor: Any = None, **more: Any) -> Any:
    values = {"until": LATEST, "document_number": "12/UBND", "reason": "", "decided_on": TODAY, **more}
    return extend(actor=actor, recognition_id=recognition.pk, **values)


def opened(recognition: Recognition, actor: Any = None, **more: Any) -> Withdrawal:
    values = {"ground": "c", "concluded_on": date(2026, 7, 20), "conclusion": "Kết luận 5/KL-SNN", **more}
    return open_withdrawal(actor=actor, recognition_id=recognition.pk, **values)


def fault(error: Any) -> tuple[str, str]:
    """(field, code) of a refusal."""
    if hasattr(error.value, "error_dict"):
        ((field, errors),) = error.value.error_dict.items()
        return field, errors[0].code
    return "", error.value.code


def test_a_missed_window_is_extended_to_180_days_at_most(recognition: Recognition, keeper: Any) -> None:
    done = extended(recognition, keeper)
    assert (done.extension.until, done.warnings) == (LATEST, ())
    act = LegalAct.objects.get(verb="extend_certificate")
    assert (act.article, act.payload["until"]) == ("Quyết định 26/2026/QĐ-TTg, Điều 12.3", "2027-05-14")
    assert extended(recognition, keeper).extension == done.extension
    assert LegalAct.objects.filter(verb="extend_certificate").count() == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"until": LATEST + timedelta(days=1)}, ("until", "until")),
        ({"until": EXPIRES}, ("until", "until")),
        ({"decided_on": TODAY + timedelta(days=1)}, ("decided_on", "day")),
        ({"decided_on": date(2023, 11, 14)}, ("decided_on", "day")),
        ({"document_number": "x" * 61}, ("document_number", "too_long")),
        ({"decided_on": date(2026, 7, 18)}, ("reason", "reason")),  # the window was still open: no case of Điều 12.3
    ],
)
def test_what_an_extension_refuses(recognition: Recognition, more: dict[str, Any], refusal: tuple[str, str]) -> None:
    with pytest.raises(ValidationError) as error:
        extended(recognition, **more)
    assert fault(error) == refusal
    assert not CertificateExtension.objects.exists()


def test_a_case_that_does_not_fit_is_warned_of_and_kept_with_its_reason(recognition: Recognition) -> None:
    done = extended(recognition, decided_on=date(2026, 7, 18), reason="Theo văn bản của tỉnh")
    assert len(done.warnings) == 1
    assert extended(recognition, decided_on=date(2026, 7, 18), reason="Theo văn bản của tỉnh").warnings == done.warnings


def test_a_re_evaluation_under_way_fits_before_the_window_is_over(recognition: Recognition) -> None:
    make_dossier(recognition.product, kind="rerank", state="checking", submitted_on=date(2026, 6, 1))
    assert extended(recognition, decided_on=date(2026, 7, 18)).warnings == ()


def test_nothing_is_extended_once_the_authority_has_answered(recognition: Recognition) -> None:
    dossier = make_dossier(recognition.product, kind="rerank", state="evaluated")
    make_result(make_entry(dossier=dossier), star=2, decided_on=date(2026, 7, 30))
    with pytest.raises(ValidationError) as error:
        extended(recognition)
    assert fault(error) == ("", "result")


def test_what_was_replaced_is_not_extended(recognition: Recognition) -> None:
    make_recognition(recognition.product, decided_on=date(2026, 7, 1), expires_on=date(2029, 7, 1))
    with pytest.raises(ValidationError) as error:
        extended(recognition)
    assert fault(error) == ("", "ended")


def test_an_extension_is_corrected_and_a_stale_form_is_told(recognition: Recognition) -> None:
    extended(recognition)
    with pytest.raises(StaleError):
        extended(recognition, until=date(2027, 1, 1), revision=0)
    assert extended(recognition, until=date(2027, 1, 1), revision=1).extension.until == date(2027, 1, 1)
    assert LegalAct.objects.filter(verb="extend_certificate").count() == 2


def test_a_case_is_due_15_days_after_the_conclusion(recognition: Recognition, keeper: Any) -> None:
    case = opened(recognition, keeper)
    assert (case.due_on, case.state) == (date(2026, 8, 4), WithdrawalState.OPEN)
    assert due_after(date(2026, 7, 31)) == date(2026, 8, 17)  # 15/08/2026 is a Saturday: the next working day
    assert opened(recognition, keeper) == case
    assert LegalAct.objects.get(verb="open_withdrawal").article == "Quyết định 26/2026/QĐ-TTg, Điều 8"
    with pytest.raises(ValidationError) as error:
        opened(recognition, ground="a")
    assert fault(error) == ("", "duplicate")


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"concluded_on": TODAY + timedelta(days=1)}, ("concluded_on", "day")),
        ({"concluded_on": date(2023, 11, 14)}, ("concluded_on", "day")),
        ({"conclusion": " "}, ("conclusion", "required")),
        ({"conclusion": "x" * 301}, ("conclusion", "too_long")),
    ],
)
def test_what_opening_refuses(recognition: Recognition, more: dict[str, Any], refusal: tuple[str, str]) -> None:
    with pytest.raises(ValidationError) as error:
        opened(recognition, **more)
    assert fault(error) == refusal


def test_a_decision_withdraws_once(recognition: Recognition, keeper: Any) -> None:
    case = opened(recognition)
    facts = {"decision_number": "77/qđ-ubnd", "decided_on": date(2026, 8, 3), "revision": 0}
    done = decide_withdrawal(actor=keeper, withdrawal_id=case.pk, **facts)
    assert (done.state, done.decision_number) == (WithdrawalState.DECIDED, "77/QĐ-UBND")
    decide_withdrawal(actor=keeper, withdrawal_id=case.pk, **facts)
    assert LegalAct.objects.filter(verb="decide_withdrawal").count() == 1
    with pytest.raises(ValidationError) as error:
        drop_withdrawal(actor=keeper, withdrawal_id=case.pk, note="Nhầm", revision=1)
    assert fault(error) == ("", "closed")


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"decision_number": "77"}, ("decision_number", "decision_number")),
        ({"decided_on": date(2026, 7, 19)}, ("decided_on", "day")),
        ({"decided_on": TODAY + timedelta(days=1)}, ("decided_on", "day")),
    ],
)
def test_what_a_decision_refuses(recognition: Recognition, more: dict[str, Any], refusal: tuple[str, str]) -> None:
    case = opened(recognition)
    facts = {"decision_number": "77/QĐ-UBND", "decided_on": TODAY, "revision": 0, **more}
    with pytest.raises(ValidationError) as error:
        decide_withdrawal(actor=None, withdrawal_id=case.pk, **facts)
    assert fault(error) == refusal


def test_a_dropped_case_leaves_room_for_another(recognition: Recognition) -> None:
    case = opened(recognition)
    with pytest.raises(StaleError):
        drop_withdrawal(actor=None, withdrawal_id=case.pk, note="Đã khắc phục", revision=5)
    with pytest.raises(ValidationError):
        drop_withdrawal(actor=None, withdrawal_id=case.pk, note="", revision=0)
    assert drop_withdrawal(actor=None, withdrawal_id=case.pk, note="Đã khắc phục", revision=0).state == "dropped"
    assert opened(recognition, ground="e").pk != case.pk


def test_who_is_competent(recognition: Recognition) -> None:
    assert competent_for(recognition) == "Chủ tịch Ủy ban nhân dân cấp tỉnh"
    assert competent_for(Recognition(star=5)) == "Bộ trưởng Bộ Nông nghiệp và Môi trường"


@pytest.mark.parametrize("verb", [extended, opened])
def test_others_are_refused(recognition: Recognition, verb: Any) -> None:
    officer = make_user(Role.COMMUNE_OFFICER, recognition.unit)
    for actor in (officer, make_user(Role.PROVINCE_COORDINATOR, make_unit(Tier.PROVINCE))):
        with pytest.raises(ValidationError) as error:
            verb(recognition, actor)
        assert fault(error) == ("", "not_allowed")


def test_the_page_extends_and_shows_it(recognition: Recognition, keeper: Any, client: Client) -> None:
    client.force_login(keeper)
    url = reverse("evaluations:recognition_extend", args=[recognition.pk])
    assert "chậm nhất 14/05/2027" in client.get(url).content.decode()
    data = {"until": "14/05/2027", "decided_on": "03/08/2026", "document_number": "12/UBND", "revision": "0"}
    assert "không quá 180 ngày" in client.post(url, {**data, "until": "15/05/2027"}).content.decode()
    early = client.post(url, {**data, "decided_on": "18/07/2026", "reason": "Theo công văn"}, follow=True)
    assert "chưa nộp hồ sơ phân hạng lại" in early.content.decode()
    stale = client.post(url, data)
    assert "Có người khác vừa sửa" in stale.content.decode()
    shown = client.post(url, {**data, "revision": "1"}, follow=True).content.decode()
    assert "Gia hạn theo Điều 12.3 đến hết ngày 14/05/2027" in shown
    assert "Chủ thể tự chịu trách nhiệm về sản phẩm trong thời gian gia hạn." in shown
    assert 'value="12/UBND"' in client.get(url).content.decode()


def test_the_pages_withdraw(recognition: Recognition, keeper: Any, client: Client) -> None:
    client.force_login(keeper)
    url = reverse("evaluations:recognition_withdraw", args=[recognition.pk])
    listed = reverse("evaluations:withdrawal_list")
    assert "Không có hồ sơ thu hồi nào" in client.get(listed).content.decode()
    assert "Chủ tịch Ủy ban nhân dân cấp tỉnh" in client.get(url).content.decode()
    wrong = {"viec": "quyet-dinh", "quyet-dinh-decision_number": "7/QĐ-UBND", "quyet-dinh-decided_on": "03/08/2026"}
    assert client.post(url, wrong).status_code == 404
    opening = {"viec": "mo", "mo-ground": "dd", "mo-concluded_on": "01/07/2026", "mo-conclusion": "Biên bản 4/BB"}
    assert client.post(url, {**opening, "mo-concluded_on": "01/07/2027"}).status_code == 200
    assert "quá hạn" in client.post(url, opening, follow=True).content.decode()
    assert "quá hạn" in client.get(listed).content.decode()
    stale = client.post(url, {**wrong, "quyet-dinh-revision": "4"}).content.decode()
    assert 'name="quyet-dinh-revision" value="0"' in stale
    done = client.post(url, {**wrong, "quyet-dinh-revision": "0"}, follow=True).content.decode()
    assert "Đã thu hồi từ ngày 03/08/2026, Quyết định 7/QĐ-UBND." in done
    assert client.get(url).status_code == 302
    assert "đã kết thúc" in client.post(url, {"viec": "bo", "bo-note": "Thôi"}).content.decode()


def test_a_case_is_dropped_on_the_page(recognition: Recognition, keeper: Any, client: Client) -> None:
    opened(recognition)
    client.force_login(keeper)
    url = reverse("evaluations:recognition_withdraw", args=[recognition.pk])
    shown = client.post(url, {"viec": "bo", "bo-note": "Đã khắc phục", "bo-revision": "0"}, follow=True)
    assert "Đã xem xét thu hồi và không thu hồi." in shown.content.decode()


def test_the_page_of_a_recognition_shows_its_days(recognition: Recognition, keeper: Any, client: Client) -> None:
    make_recognition(recognition.product, decided_on=date(2020, 11, 2), expires_on=date(2023, 11, 2))
    client.force_login(keeper)
    shown = client.get(reverse("evaluations:recognition_detail", args=[recognition.pk])).content.decode()
    days = ["15/11/2023", "19/05/2026", "18/07/2026", "16/10/2026", "15/11/2026", "14/05/2027"]
    places = [shown.index(f">{day}</time>") for day in days]
    assert places == sorted(places)
    assert "quá hạn nộp hồ sơ phân hạng lại" in shown
    assert "đã thay bằng công nhận mới" in shown  # the older one of the chain


def test_the_days_tell_what_happened(recognition: Recognition, keeper: Any, client: Client) -> None:
    extended(recognition)
    dossier = make_dossier(recognition.product, kind="rerank", state="evaluated")
    make_result(make_entry(dossier=dossier), star=None, decided_on=date(2026, 8, 1))
    case = opened(recognition)
    facts = {"decision_number": "77/QĐ-UBND", "decided_on": TODAY, "revision": 0}
    decide_withdrawal(actor=None, withdrawal_id=case.pk, **facts)
    make_recognition(recognition.product, decided_on=TODAY, expires_on=date(2029, 8, 3))
    client.force_login(keeper)
    shown = client.get(reverse("evaluations:recognition_detail", args=[recognition.pk])).content.decode()
    for text in (
        "Được gia hạn đến",
        "Kết quả đánh giá lại không đạt từ 3 sao",
        "Có công nhận mới",
        "Thu hồi",
        "Điều 8",
    ):
        assert text in shown
