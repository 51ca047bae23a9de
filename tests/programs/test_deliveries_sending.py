"""An issued plan sent to each unit it names, and received by a person of that unit."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from programs.domain.approval_waiting import deliveries_unread
from programs.domain.deliveries import addresses_of, receive_delivery, send_version
from programs.enums import Tier
from programs.models import Body, Delivery, PlanVersion, Recipient, Unit
from tests.factories import make_plan, make_unit, make_user, make_version

pytestmark = pytest.mark.django_db
DAY = date(2025, 8, 1)


class Sent:
    """A province with two communes (a third ended) and its issued plan."""

    def __init__(self) -> None:
        self.province = make_unit(Tier.PROVINCE, name="Tỉnh Gửi")
        self.communes = [make_unit(Tier.COMMUNE, self.province, name=f"Xã {word}") for word in ("An", "Bình")]
        make_unit(Tier.COMMUNE, self.province, name="Xã Cũ", valid_to=date(2025, 6, 30))
        self.officer = make_user(Role.PROVINCE_COORDINATOR, self.province)
        self.clerk = make_user(Role.COMMUNE_OFFICER, self.communes[0])
        self.version = make_version(make_plan(self.province, slug="gui-2025"), {3: 2})
        lines = ("Sở Công Thương", "UBND các xã, phường", "Lưu: VT, NN")
        self.write(self.version, *lines)

    def write(self, version: PlanVersion, *lines: str) -> None:
        rows = (Recipient(version=version, order=at, text=text) for at, text in enumerate(lines, 1))
        Recipient.objects.bulk_create(rows)

    def send(self, **changes: Any) -> list[Delivery]:
        return send_version(**{"version": self.version, "actor": self.officer, "sent_on": DAY, **changes})


@pytest.fixture
def sent() -> Sent:
    return Sent()


def units(version: PlanVersion, day: date = DAY) -> list[tuple[str, str]]:
    return [(one.text, one.unit.name if one.unit else "") for one in addresses_of(version, day)]


def test_the_communes_of_the_day_are_each_a_recipient_and_the_file_is_none(sent: Sent) -> None:
    every = ("UBND các xã, phường", "")
    assert units(sent.version) == [("Sở Công Thương", ""), (every[0], "Xã An"), (every[0], "Xã Bình")]
    assert len(units(sent.version, date(2025, 6, 30))) == 4


def test_a_communes_plan_names_the_units_above_it_and_known_bodies(sent: Sent) -> None:
    body = Body.objects.create(unit=sent.province, name="Sở Nông nghiệp và Môi trường", kind="so")
    version = make_version(make_plan(sent.communes[0], slug="an-2025"), {3: 1})
    sent.write(version, "Sở NN&MT tỉnh Gửi", "UBND tỉnh", "UBND xã Bình", "UBND xã An", "Các thôn")
    found = addresses_of(version, DAY)
    assert [one.unit.name if one.unit else "" for one in found] == ["Tỉnh Gửi", "Tỉnh Gửi", "Xã Bình", "", ""]
    assert found[0].body == body


def test_sent_once_and_again_only_to_who_is_new(sent: Sent) -> None:
    assert len(sent.send()) == 3
    assert sent.send() == []
    make_unit(Tier.COMMUNE, sent.province, name="Phường Mới", kind="phuong")
    assert [row.unit.name for row in sent.send() if row.unit] == ["Phường Mới"]
    assert LegalAct.objects.filter(verb="send_plan").count() == 2


def test_sending_is_refused(sent: Sent) -> None:
    with pytest.raises(PermissionDenied):
        sent.send(actor=sent.clerk)
    with pytest.raises(ValidationError, match="Ngày gửi phải từ ngày ban hành"):
        sent.send(sent_on=date(2999, 1, 1))
    draft = make_version(sent.version.plan, state="draft")
    with pytest.raises(ValidationError, match="đã ban hành"):
        sent.send(version=draft)
    Recipient.objects.exclude(text__startswith="Lưu").delete()
    with pytest.raises(ValidationError, match="chưa ghi nơi nhận"):
        sent.send()
    assert Delivery.objects.count() == 0


def row_of(unit: Unit | None) -> Delivery:
    return Delivery.objects.get(unit=unit)


def test_somebody_of_the_very_unit_receives_once(sent: Sent) -> None:
    sent.send()
    row = row_of(sent.communes[0])
    assert list(deliveries_unread(sent.clerk)) == [row]
    for other in (sent.officer, make_user(Role.VIEWER, sent.communes[0]), make_user(Role.SIGNER, sent.communes[1])):
        with pytest.raises(PermissionDenied):
            receive_delivery(delivery=row, actor=other)
    first = receive_delivery(delivery=row, actor=sent.clerk)
    again = receive_delivery(delivery=row, actor=make_user(Role.SIGNER, sent.communes[0]))
    assert (again.read_at, again.read_by) == (first.read_at, sent.clerk)
    assert list(deliveries_unread(sent.clerk)) == []
    assert list(deliveries_unread(sent.officer)) == []


def test_the_sender_notes_the_receipt_of_a_body_without_accounts(sent: Sent) -> None:
    sent.send()
    with pytest.raises(PermissionDenied):
        receive_delivery(delivery=row_of(None), actor=sent.clerk)
    assert receive_delivery(delivery=row_of(None), actor=sent.officer).read_by == sent.officer


def test_pages_send_show_and_receive(sent: Sent, client: Client) -> None:
    page = reverse("programs:plan_deliveries", args=["gui-2025"])
    client.force_login(sent.officer)
    assert "Sẽ gửi đến 3 nơi" in client.get(page).content.decode()
    assert client.post(page, {"sent_on": "01/08/2999"}).status_code == 422
    assert client.post(page, {"sent_on": "01/08/2025"}).status_code == 302
    assert "3 nơi, 0 nơi đã nhận" in client.get(page).content.decode()
    client.force_login(sent.clerk)
    shown = client.get(page).content.decode()
    assert ("Xã An" in shown, "Xã Bình" in shown, "Sở Công Thương" in shown) == (True, False, False)
    assert client.post(page, {"sent_on": "01/08/2025"}).status_code == 404
    row = row_of(sent.communes[0])
    assert client.post(reverse("programs:plan_receive", args=["gui-2025", row.pk])).status_code == 302
    assert "chưa nhận" not in client.get(page).content.decode()
    other = row_of(sent.communes[1])
    assert client.post(reverse("programs:plan_receive", args=["gui-2025", other.pk])).status_code == 404


def test_a_unit_below_that_was_sent_nothing_is_told_so(sent: Sent, client: Client) -> None:
    client.force_login(sent.clerk)
    page = client.get(reverse("programs:plan_deliveries", args=["gui-2025"])).content.decode()
    assert "Chưa gửi đến đơn vị của bạn" in page
