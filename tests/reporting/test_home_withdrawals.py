"""Cases of withdrawal on the first page of those who decide them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluations.models import Withdrawal
from ocop.accounts.enums import Role
from programs.enums import Tier
from reporting.domain.home import home_of
from tests.factories import make_producer, make_product, make_recognition, make_unit, make_user


@pytest.mark.parametrize(("days", "when", "note"), [(-1, "late", "quá hạn từ"), (3, "week", "hạn quyết định")])
@pytest.mark.django_db
def test_a_case_waits_for_the_province_only(days: int, when: str, note: str) -> None:
    province, today = make_unit(Tier.PROVINCE), timezone.localdate()
    commune = make_unit(parent=province)
    expires = today + timedelta(days=500)
    recognition = make_recognition(make_product(make_producer(commune)), expires_on=expires)
    dates = {"concluded_on": today - timedelta(days=16), "due_on": today + timedelta(days=days)}
    Withdrawal.objects.create(recognition=recognition, ground="dd", conclusion="1/BC", **dates)
    (item,) = home_of(make_user(Role.SIGNER, province)).items
    assert (item.when, item.kind, item.text) == (when, "Thu hồi giấy chứng nhận", recognition.product.name)
    assert item.note.startswith(note)
    assert item.url == f"/cong-nhan/{recognition.pk}/thu-hoi/"
    assert home_of(make_user(Role.COMMUNE_OFFICER, commune)).items == []
