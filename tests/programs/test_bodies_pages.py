"""Bodies recorded, changed, followed, and who signs for them: verbs and pages."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from programs.domain.bodies_edit import add_change, remove_change, save_body, save_delegation
from programs.domain.saving import StaleRecord
from programs.enums import Tier
from programs.models import Body, BodyChange, Delegation, Unit
from tests.factories import make_nation, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)
SIGNS = {"form": "kt", "head_title": "CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Lê Thị A", "valid_from": DAY}


@pytest.fixture
def unit() -> Unit:
    return make_unit(Tier.COMMUNE, name="Xã Ghi")


@pytest.fixture
def officer(unit: Unit) -> Any:
    return make_user(Role.COMMUNE_OFFICER, unit)


@pytest.fixture
def body(unit: Unit) -> Body:
    return Body.objects.create(unit=unit, name="UBND xã Ghi", kind="ubnd")


def stranger() -> Any:
    return make_user(Role.COMMUNE_OFFICER, make_unit(Tier.COMMUNE))


def test_a_body_is_recorded_once_and_changed(unit: Unit, officer: Any) -> None:
    fields: dict[str, Any] = {"actor": officer, "unit": unit, "name": " Phòng  Kinh tế ", "kind": "phong"}
    made = save_body(**fields)
    assert save_body(**fields) == made
    with pytest.raises(ValidationError, match="đã có cơ quan tên như vậy"):
        save_body(**{**fields, "kind": "so"})
    changed = save_body(**fields, body=made, revision=made.revision, valid_from=DAY)
    assert (changed.name, changed.valid_from, changed.revision) == ("Phòng Kinh tế", DAY, made.revision + 1)
    with pytest.raises(StaleRecord):
        save_body(**fields, body=made, revision=made.revision, valid_to=DAY)
    with pytest.raises(ValidationError):
        save_body(**fields, body=changed, revision=changed.revision, valid_from=DAY, valid_to=date(2025, 1, 1))
    assert LegalAct.objects.filter(verb="change_body").count() == 2


def test_bodies_are_kept_by_who_writes_the_units_plans(unit: Unit, officer: Any, body: Body) -> None:
    with pytest.raises(PermissionDenied):
        save_body(actor=stranger(), unit=unit, name="Phòng", kind="phong")
    with pytest.raises(PermissionDenied):
        save_body(actor=officer, unit=None, name="Bộ", kind="bo")
    with pytest.raises(PermissionDenied):
        add_change(actor=stranger(), body=body, successor="X", kind="renamed", effective_on=DAY)
    with pytest.raises(PermissionDenied):
        save_delegation(actor=stranger(), body=body, **SIGNS)
    national = make_user(Role.ADMIN, make_nation())
    assert save_body(actor=national, unit=None, name="Bộ Nông nghiệp và Môi trường", kind="bo").unit is None


def test_a_change_ends_the_one_and_begins_the_other(officer: Any, body: Body) -> None:
    fields: dict[str, Any] = {"actor": officer, "body": body, "successor": "UBND phường Ghi", "kind": "renamed"}
    change = add_change(**fields, effective_on=DAY, instrument="01/NQ", note="Đổi tên")
    assert add_change(**fields, effective_on=DAY) == change
    body.refresh_from_db()
    assert (body.valid_to, change.successor.valid_from) == (date(2025, 6, 30), DAY)
    assert (change.instrument.number, change.successor.unit) == ("01/NQ", body.unit)  # type: ignore[union-attr]
    with pytest.raises(ValidationError, match="theo chiều ngược lại"):
        add_change(**{**fields, "body": change.successor, "successor": body.name}, effective_on=DAY)
    with pytest.raises(PermissionDenied):
        remove_change(actor=stranger(), change=change)
    assert remove_change(actor=officer, change=change) == body
    remove_change(actor=officer, change=change)
    assert LegalAct.objects.filter(verb="change_body").count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"successor": " "}, "successor"),
        ({"successor": "UBND xã Ghi"}, "successor"),
        ({"effective_on": date(2020, 1, 1)}, "effective_on"),
    ],
)
def test_a_change_is_refused_at_its_field(officer: Any, body: Body, changes: dict[str, Any], field: str) -> None:
    Body.objects.filter(pk=body.pk).update(valid_from=date(2021, 1, 1))
    fields: dict[str, Any] = {"successor": "UBND mới", "kind": "renamed", "effective_on": DAY}
    with pytest.raises(ValidationError) as caught:
        add_change(actor=officer, body=body, **{**fields, **changes})
    assert list(caught.value.message_dict) == [field]
    assert BodyChange.objects.count() == 0


def test_a_right_to_sign_is_recorded_changed_and_ended(unit: Unit, officer: Any, body: Body) -> None:
    made = save_delegation(actor=officer, body=body, **SIGNS)
    assert save_delegation(actor=make_user(Role.SIGNER, unit), body=body, **SIGNS) == made
    ended = save_delegation(
        actor=officer, body=body, delegation=made, revision=made.revision, **SIGNS, valid_to=date(2025, 12, 31)
    )
    assert ended.valid_to == date(2025, 12, 31)
    with pytest.raises(StaleRecord):
        save_delegation(actor=officer, body=body, delegation=made, revision=0, **{**SIGNS, "name": "B"})
    same = save_delegation(actor=officer, body=body, delegation=ended, revision=0, **SIGNS)
    assert same.revision == ended.revision
    with pytest.raises(ValidationError, match="Ngày cuối không được trước ngày đầu"):
        save_delegation(actor=officer, body=body, **{**SIGNS, "valid_to": date(2025, 1, 1)})
    with pytest.raises(ValidationError, match="phải ghi văn bản giao, ủy quyền"):
        save_delegation(actor=officer, body=body, **{**SIGNS, "form": "tuq"})
    assert Delegation.objects.count() == 1


def url(name: str, *args: Any) -> str:
    return reverse(f"programs:{name}", args=args)


def test_the_list_finds_by_words_kind_and_day(officer: Any, body: Body, client: Client) -> None:
    Body.objects.create(unit=body.unit, name="Phòng Cũ", kind="phong", valid_to=date(2024, 12, 31))
    client.force_login(officer)

    def names(query: str) -> list[str]:
        return [one.name for one in client.get(url("body_list") + query).context["page"].rows]

    assert names("") == ["Phòng Cũ", "UBND xã Ghi"]
    assert names("?q=xa+ghi") == ["Phòng Cũ", "UBND xã Ghi"]
    assert names("?q=phong") == ["Phòng Cũ"]
    assert names("?loai=ubnd") == ["UBND xã Ghi"]
    assert names("?ngay=01/07/2025") == ["UBND xã Ghi"]
    assert names("?q=khong+co") == []
    assert "Ngày ghi theo dạng" in client.get(url("body_list") + "?ngay=x").content.decode()


def test_pages_record_a_body_its_change_and_its_signer(unit: Unit, officer: Any, client: Client) -> None:
    client.force_login(officer)
    new = {"revision": "0", "unit": "Xã Ghi", "name": "Phòng Kinh tế", "kind": "phong"}
    assert client.post(url("body_new"), {**new, "unit": "Xã Lạ Hoắc"}).status_code == 422
    assert client.post(url("body_new"), new).status_code == 302
    pk = Body.objects.get(name="Phòng Kinh tế").pk
    edit = {"revision": "1", "name": "Phòng Kinh tế", "kind": "phong", "valid_from": "01/01/2025"}
    stale = client.post(url("body_edit", pk), {**edit, "revision": "9"})
    assert (stale.status_code, "Có người khác vừa sửa" in stale.content.decode()) == (422, True)
    assert client.post(url("body_edit", pk), edit).status_code == 302
    change = {"kind": "merged", "successor": "Phòng Kinh tế - Hạ tầng", "effective_on": "01/07/2025"}
    assert client.post(url("body_change_new", pk), change).status_code == 302
    signer = {**SIGNS, "revision": "0", "valid_from": "01/07/2025"}
    assert client.post(url("delegation_new", pk), signer).status_code == 302
    right = Delegation.objects.get()
    ended = {**signer, "revision": str(right.revision), "valid_to": "31/12/2025"}
    assert client.post(url("delegation_edit", right.pk), ended).status_code == 302
    page = client.get(url("body_detail", pk)).content.decode()
    for words in ("Phòng Kinh tế - Hạ tầng", "không còn", "30/06/2025", "Lê Thị A"):
        assert words in page
    drop = url("body_change_remove", BodyChange.objects.get().pk)
    assert client.post(drop).status_code == 302
    assert client.post(drop).status_code == 404


def test_a_body_of_another_territory_is_not_made(unit: Unit, client: Client) -> None:
    client.force_login(stranger())
    new = {"revision": "0", "unit": "Xã Ghi", "name": "Phòng Kinh tế", "kind": "phong"}
    refused = client.post(url("body_new"), new)
    assert (refused.status_code, "không thuộc địa bàn" in refused.content.decode()) == (422, True)
