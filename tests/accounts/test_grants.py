"""Roles: given inside the reach, ended, kept in the chain; units found to give them at."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.accounts.domain.grants import end_grant, grant_role
from ocop.accounts.enums import Role
from ocop.accounts.models import Grant
from ocop.audit.models import LegalAct
from programs.enums import Tier
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


@pytest.fixture
def province():
    make.make_nation()
    return make.make_unit(Tier.PROVINCE)


@pytest.fixture
def commune(province):
    return make.make_unit(Tier.COMMUNE, province, name="Xã Đông Lĩnh")


@pytest.fixture
def admin(province):
    return make.make_user(Role.ADMIN, province)


@pytest.fixture
def person(commune):
    return make.make_user(Role.VIEWER, commune)


def test_giving_a_role_is_kept_in_the_chain(admin, person, commune):
    grant = grant_role(actor=admin, user=person, role=Role.COMMUNE_OFFICER, unit=commune, valid_from=DAY)

    act = LegalAct.objects.get()
    assert (act.verb, act.actor, act.subject_id) == ("grant_role", admin, str(grant.pk))
    assert act.payload["unit"]["name"] == "Xã Đông Lĩnh"
    assert act.payload["valid_from"] == "2026-01-01"


def test_not_outside_the_reach(admin, person):
    elsewhere = make.make_unit(Tier.PROVINCE)

    with pytest.raises(PermissionDenied):
        grant_role(actor=admin, user=person, role=Role.VIEWER, unit=elsewhere, valid_from=DAY)
    stranger = make.make_user(Role.VIEWER, elsewhere)
    with pytest.raises(PermissionDenied):
        grant_role(actor=admin, user=stranger, role=Role.VIEWER, unit=person.grants.get().unit, valid_from=DAY)
    assert LegalAct.objects.count() == 0


def test_not_above_oneself(admin, person):
    with pytest.raises(PermissionDenied):
        grant_role(actor=admin, user=person, role=Role.ADMIN, unit=make.make_nation(), valid_from=DAY)


def test_not_twice_at_the_same_time(admin, person, commune):
    with pytest.raises(ValidationError, match="đã giữ vai trò đó"):
        grant_role(actor=admin, user=person, role=Role.VIEWER, unit=commune, valid_from=DAY)


def test_again_after_the_first_has_ended(admin, person, commune):
    end_grant(actor=admin, grant=person.grants.get(), last_day=date(2025, 12, 31))

    grant = grant_role(actor=admin, user=person, role=Role.VIEWER, unit=commune, valid_from=DAY)

    assert grant.valid_from == DAY


def test_not_at_a_unit_that_has_ended(admin, person, province):
    gone = make.make_unit(Tier.COMMUNE, province, valid_to=date(2025, 6, 30))

    with pytest.raises(ValidationError, match="đã chấm dứt ngày 30/06/2025"):
        grant_role(actor=admin, user=person, role=Role.VIEWER, unit=gone, valid_from=DAY)


def test_ending_takes_the_role_away_the_day_after(admin, person):
    grant = end_grant(actor=admin, grant=person.grants.get(), last_day=DAY)

    assert list(Grant.objects.on(DAY).filter(user=person)) == [grant]
    assert not Grant.objects.on(date(2026, 1, 2)).filter(user=person).exists()
    assert LegalAct.objects.get().verb == "end_grant"


@pytest.mark.parametrize(
    ("last_day", "message"), [(date(2019, 1, 1), "sau ngày bắt đầu"), (date(2026, 1, 1), "đã kết thúc")]
)
def test_impossible_ends(admin, person, last_day, message):
    grant = person.grants.get()
    if message == "đã kết thúc":
        Grant.objects.filter(pk=grant.pk).update(valid_to=date(2025, 1, 1))

    with pytest.raises(ValidationError, match=message):
        end_grant(actor=admin, grant=grant, last_day=last_day)


def test_ending_outside_the_reach(person):
    other = make.make_user(Role.ADMIN, make.make_unit(Tier.PROVINCE))

    with pytest.raises(PermissionDenied):
        end_grant(actor=other, grant=person.grants.get(), last_day=DAY)


def test_the_pages_give_and_end_a_role(client, admin, person, commune):
    client.force_login(admin)
    base = f"/quan-tri/tai-khoan/{person.pk}/"
    fields = {"role": Role.COMMUNE_OFFICER, "unit": commune.pk, "valid_from": "2026-01-01"}
    assert client.get(base + "phan-quyen/").status_code == 200

    assert client.post(base + "phan-quyen/", fields).url == base
    grant = person.grants.get(role=Role.COMMUNE_OFFICER)
    end = f"/quan-tri/phan-quyen/{grant.pk}/ket-thuc/"
    assert client.get(end).status_code == 200
    assert client.post(end, {"last_day": "01/02/2026"}).url == base

    assert Grant.objects.get(pk=grant.pk).valid_to == date(2026, 2, 1)


def test_a_fault_of_the_verb_is_told_on_the_page(client, admin, person, commune):
    client.force_login(admin)
    fields = {"role": Role.VIEWER, "unit": commune.pk, "valid_from": "2026-01-01"}

    page = client.post(f"/quan-tri/tai-khoan/{person.pk}/phan-quyen/", fields).content.decode()

    assert "Người này đã giữ vai trò đó tại đơn vị trong thời gian này." in page
    assert "Xã Đông Lĩnh" in page


def test_units_are_found_without_accents_inside_the_reach(client, admin, commune):
    make.make_unit(Tier.COMMUNE, make.make_unit(Tier.PROVINCE), name="Xã Đông Lĩnh Ngoài")
    client.force_login(admin)

    found = client.get("/quan-tri/don-vi/?unit_tim=dong linh").content.decode()

    assert "Xã Đông Lĩnh" in found
    assert "Ngoài" not in found
    assert commune.code in client.get(f"/quan-tri/don-vi/?unit_tim={commune.code}").content.decode()
    assert "Gõ ít nhất 2 chữ cái" in client.get("/quan-tri/don-vi/?unit_tim=d").content.decode()


def test_without_script_sending_the_name_lists_the_units(client, admin, person, commune):
    client.force_login(admin)

    fields = {"role": Role.SIGNER, "unit_tim": "dong linh", "valid_from": "2026-01-01"}
    page = client.post(f"/quan-tri/tai-khoan/{person.pk}/phan-quyen/", fields).content.decode()

    assert f'value="{commune.pk}"' in page
    assert "Hãy tìm rồi chọn một đơn vị trong danh sách." in page
