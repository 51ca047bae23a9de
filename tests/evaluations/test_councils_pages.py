"""Pages of councils, as an organiser and a member meet them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from evaluations.models import Council, CouncilMember
from ocop.accounts.enums import Role
from ocop.accounts.models import Grant
from programs.enums import Tier
from tests.factories import make_unit, make_user

from .council_story import HELD, CouncilStory

pytestmark = pytest.mark.django_db


def signed(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_a_council_is_founded_from_its_page(client: Client) -> None:
    province = make_unit(Tier.PROVINCE, name="Tỉnh Kỳ Lân")
    signed(client, make_user(Role.PROVINCE_COORDINATOR, province))
    data = {"level": "province", "name": "Hội đồng tỉnh", "decision_number": "9/qđ-ubnd", "decided_on": "01/06/2026"}
    page = client.post("/danh-gia/hoi-dong/them/", {**data, "decision_number": "chín"})
    assert "Số quyết định có dạng 123/QĐ-UBND." in text_of(page)
    for text in ("", "kỳ lân", province.code):
        answer = client.post("/danh-gia/hoi-dong/them/", {**data, "unit": text})
        council = Council.objects.get()
        assert (answer.status_code, answer.url) == (302, f"/danh-gia/hoi-dong/{council.pk}/")
    assert (council.unit, council.decision_number) == (province, "9/QĐ-UBND")
    page = text_of(client.get(answer.url))
    assert "có mặt ít nhất 75 %; phải có chủ tịch; chênh lệch không quá 10 điểm" in page


@pytest.mark.parametrize(
    ("level", "unit", "text"),
    [
        ("province", "", "Có nhiều đơn vị"),
        ("district", "", "không có đơn vị nào như vậy trong địa bàn của bạn ngày 01/06/2026"),
        ("province", "Không Có", "không có đơn vị nào như vậy"),
    ],
)
def test_the_unit_must_be_meant_clearly(client: Client, nation: Any, level: str, unit: str, text: str) -> None:
    signed(client, make_user(Role.PROVINCE_COORDINATOR, nation))
    data = {"level": level, "unit": unit, "name": "A", "decision_number": "9/QĐ-UBND", "decided_on": "01/06/2026"}
    assert text in text_of(client.post("/danh-gia/hoi-dong/them/", data))
    assert not Council.objects.exists()


@pytest.fixture
def nation() -> Any:
    """The whole country with two provinces, and a district that has ended."""
    from tests.factories import make_nation

    top = make_nation()
    province, _ = make_unit(Tier.PROVINCE), make_unit(Tier.PROVINCE)
    make_unit(Tier.DISTRICT, province, valid_to=date(2025, 6, 30))
    return top


def test_mended_and_dissolved_from_its_page(client: Client) -> None:
    story = CouncilStory()
    signed(client, story.organiser)
    where = f"/danh-gia/hoi-dong/{story.council.pk}/"
    data = {"name": "Tên mới", "decision_number": "9/QĐ-UBND", "decided_on": "01/06/2026", "revision": "0"}
    assert client.post(f"{where}sua/", data).status_code == 302
    stale = text_of(client.post(f"{where}sua/", {**data, "name": "Tên khác"}))
    assert "Có người khác vừa sửa" in stale
    assert 'name="revision" value="1"' in stale
    wrong = text_of(client.post(f"{where}giai-the/", {"on": "01/05/2026"}))
    assert "Ngày giải thể không thể trước ngày thành lập." in wrong
    assert client.post(f"{where}giai-the/", {"on": "30/06/2026"}).status_code == 302
    assert "đã giải thể" in text_of(client.get(where))


def test_a_member_is_found_added_mended_and_ended(client: Client) -> None:
    story = CouncilStory()
    person = make_user(Role.VIEWER, story.province, full_name="Đặng Thị Én", position="Phó Giám đốc")
    signed(client, story.organiser)
    where = f"/danh-gia/hoi-dong/{story.council.pk}/"
    assert "Không tìm thấy tài khoản nào" in text_of(client.get(f"{where}thanh-vien/?q=khong co"))
    assert f'href="?nguoi={person.pk}"' in text_of(client.get(f"{where}thanh-vien/?q=en"))
    form = text_of(client.get(f"{where}thanh-vien/?nguoi={person.pk}"))
    assert 'value="Phó Giám đốc"' in form
    assert "grants_role" not in form
    data = {"name": "Đặng Thị Én", "position": "", "body": "Sở Y tế", "role": "chair", "valid_from": "15/06/2026"}
    assert "Hội đồng đã có chủ tịch" in text_of(client.post(f"{where}thanh-vien/?nguoi={person.pk}", data))
    assert client.post(f"{where}thanh-vien/?nguoi={person.pk}", {**data, "role": "member"}).status_code == 302
    member = CouncilMember.objects.get(user=person)
    page = text_of(client.get(where))
    assert "tài khoản chưa có phân quyền «thành viên hội đồng»" in page
    wrong = {"name": "Đặng Thị Én", "role": "chair", "order": "2", "revision": "0"}
    assert "Hội đồng đã có chủ tịch" in text_of(client.post(f"/danh-gia/thanh-vien/{member.pk}/", wrong))
    edit = {"name": "Đặng Thị Én", "body": "Sở Y tế", "role": "vice_chair", "order": "2", "revision": "0"}
    assert client.post(f"/danh-gia/thanh-vien/{member.pk}/", edit).status_code == 302
    assert client.post(f"/danh-gia/thanh-vien/{member.pk}/ket-thuc/", {"on": "01/01/2026"}).status_code == 200
    assert client.post(f"/danh-gia/thanh-vien/{member.pk}/ket-thuc/", {"on": "20/06/2026"}).status_code == 302
    member.refresh_from_db()
    assert (member.role, member.valid_to) == ("vice_chair", date(2026, 6, 20))
    assert "đã thôi" in text_of(client.get(where))


def test_an_administrator_ticks_the_role(client: Client) -> None:
    story = CouncilStory()
    person = make_user(Role.VIEWER, story.province)
    signed(client, make_user(Role.ADMIN, story.province))
    where = f"/danh-gia/hoi-dong/{story.council.pk}/thanh-vien/?nguoi={person.pk}"
    assert "grants_role" in text_of(client.get(where))
    data = {"name": "A", "role": "adviser", "valid_from": "15/06/2026", "grants_role": "on"}
    assert client.post(where, data).status_code == 302
    assert Grant.objects.filter(user=person, role=Role.ADVISOR, unit=story.province).exists()


@pytest.mark.parametrize("chosen", ["0", "abc", "99999999999"])
def test_a_person_out_of_reach_is_not_there(client: Client, chosen: str) -> None:
    story = CouncilStory()
    signed(client, story.organiser)
    assert client.get(f"/danh-gia/hoi-dong/{story.council.pk}/thanh-vien/?nguoi={chosen}").status_code == 404


def test_rules_are_written_with_a_day(client: Client) -> None:
    story = CouncilStory()
    signed(client, story.organiser)
    where = f"/danh-gia/hoi-dong/{story.council.pk}/"
    assert "Chưa ghi quy chế" in text_of(client.get(where))
    data = {"valid_from": "15/06/2026", "source": "7/QC", "quorum_percent": "", "max_spread": ""}
    assert "áp dụng trước ngày" in text_of(client.post(f"{where}quy-che/", {**data, "valid_from": "01/05/2026"}))
    assert client.post(f"{where}quy-che/", data).status_code == 302
    rules = story.council.rules.get()
    assert (rules.valid_from, rules.quorum_percent, rules.needs_chair) == (HELD, None, False)
    page = text_of(client.get(where))
    assert "tỷ lệ có mặt: không quy định; không bắt buộc có chủ tịch; chênh lệch điểm: không quy định" in page


def test_a_member_reads_and_changes_nothing(client: Client) -> None:
    story = CouncilStory()
    signed(client, story.members[2].user)
    assert story.council.name in text_of(client.get("/danh-gia/hoi-dong/"))
    page = text_of(client.get(f"/danh-gia/hoi-dong/{story.council.pk}/"))
    assert "Thêm thành viên" not in page
    assert "chưa có phân quyền" not in page
    assert client.get("/danh-gia/hoi-dong/them/").status_code == 404
    client.force_login(make_user())
    assert "Bạn chưa tham gia hội đồng nào." in text_of(client.get("/danh-gia/hoi-dong/"))
