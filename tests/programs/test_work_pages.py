"""Pages of tasks and difficulties: giving out, reporting with evidence, confirming parts, answering."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ocop.accounts.enums import Role
from programs.domain.work.difficulties import answer_difficulty, raise_difficulty
from programs.domain.work.progress import drop_work
from programs.enums import FundingKind, WorkState
from programs.models import Difficulty, FundingLine, WorkItem
from tests import factories as make

from .test_work_progress import PNG
from .work_setup import TODAY, Scene, late, make_scene, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    make.make_nation()
    return make_scene()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff(scene: Scene) -> Client:
    return signed_in(scene.staff)


@pytest.fixture
def officer(scene: Scene) -> Client:
    return signed_in(scene.officers[0])


def give_url(scene: Scene) -> str:
    return f"/ke-hoach/{scene.version.plan.slug}/giao-viec/"


def test_the_proposals_are_confirmed_row_by_row(scene: Scene, staff: Client) -> None:
    task, other = make_task(scene), make_task(scene, "Sở Y tế", ("Một.", "Hai."))
    line = FundingLine.objects.create(
        plan=scene.version.plan, unit=scene.province, kind=FundingKind.PROVINCE, content="Tập huấn"
    )
    page = staff.get(give_url(scene)).content.decode()
    assert "2 đơn vị, mỗi đơn vị một nhiệm vụ" in page
    data = {f"{task.pk}-0-chosen": "on", f"{task.pk}-0-due_on": f"{TODAY:%d/%m/%Y}", f"{task.pk}-0-recurrence": "none"}
    data |= {f"{other.pk}-0-recurrence": "none", f"{other.pk}-1-recurrence": "none", f"{task.pk}-0-funding": line.pk}
    done = staff.post(give_url(scene), data)
    assert (done.status_code, WorkItem.objects.count()) == (302, 3)
    root = WorkItem.objects.get(parent=None)
    assert (root.funding, root.due_on) == (line, TODAY)
    assert "đã giao" in staff.get(give_url(scene)).content.decode()
    assert "Rà soát" in staff.get(done.url).content.decode()
    again = staff.post(give_url(scene), data, follow=True)
    assert "Không có nhiệm vụ mới nào được giao." in again.content.decode()


def test_a_row_that_is_wrong_is_told(scene: Scene, staff: Client) -> None:
    key = f"{make_task(scene).pk}-0"
    data = {f"{key}-chosen": "on", f"{key}-recurrence": "none", f"{key}-due_on": "hôm nay"}
    assert staff.post(give_url(scene), data).status_code == 422
    early = staff.post(give_url(scene), data | {f"{key}-due_on": "01/01/2020"})
    assert (early.status_code, "trước ngày ban hành" in early.content.decode()) == (422, True)
    assert staff.get(give_url(scene) + "?cach=co-quan").status_code == 200


def test_a_plan_that_is_not_issued_gives_nothing_out(scene: Scene, staff: Client) -> None:
    plan = make.make_plan(scene.province, 2031)
    make.make_version(plan, state="draft")
    page = staff.get(f"/ke-hoach/{plan.slug}/giao-viec/").content.decode()
    assert "Kế hoạch chưa ban hành" in page


def test_a_commune_reports_with_a_file(scene: Scene, officer: Client, staff: Client) -> None:
    root = scene.item(make_task(scene), due_on=late(1))
    item = root.children.get(unit=scene.communes[0])
    assert "quá hạn" in officer.get("/nhiem-vu/?qua-han=1&trang-thai=open").content.decode()
    assert "không" in officer.get("/nhiem-vu/?trang-thai=done").content.decode().lower()
    url = f"/nhiem-vu/{item.pk}/"
    assert officer.post(f"{url}bao-cao/", {"progress": "100"}).status_code == 422
    file = SimpleUploadedFile("anh.png", PNG, "text/html")
    assert officer.post(f"{url}bao-cao/", {"progress": "100", "file": file}).status_code == 302
    report = item.reports.get()
    answer = officer.get(f"/nhiem-vu/minh-chung/{report.pk}/")
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == ("image/png", PNG)
    report.file.storage.delete(report.file.name)
    assert officer.get(f"/nhiem-vu/minh-chung/{report.pk}/").status_code == 404
    assert "xong 1/2" in staff.get(f"/nhiem-vu/{root.pk}/").content.decode()
    assert staff.get(f"/nhiem-vu/{root.pk}/bao-cao/").status_code == 404


def test_parts_are_taken_and_finished(scene: Scene, staff: Client, officer: Client) -> None:
    item = scene.item(make_task(scene, "Sở Y tế", coordinating=["Báo tỉnh"]))
    part, other = item.parts.all()
    assert "chưa nhận việc" in staff.get(f"/nhiem-vu/{item.pk}/").content.decode()
    staff.post(f"/nhiem-vu/phan/{part.pk}/", {"nhan": "1"})
    assert "đã nhận việc" in staff.get(f"/nhiem-vu/{item.pk}/").content.decode()
    staff.post(f"/nhiem-vu/phan/{part.pk}/", {"xong": "1", "note": "Đã gửi."})
    part.refresh_from_db()
    assert (part.note, part.done_at is not None) == ("Đã gửi.", True)
    assert officer.post(f"/nhiem-vu/phan/{part.pk}/").status_code == 404
    viewer = signed_in(make.make_user(Role.VIEWER, scene.province))
    assert viewer.post(f"/nhiem-vu/phan/{other.pk}/").status_code == 404
    drop_work(item=item, actor=scene.staff, reason="Thôi.")
    answer = staff.post(f"/nhiem-vu/phan/{other.pk}/", follow=True)
    assert "Nhiệm vụ đã thôi thực hiện." in answer.content.decode()


def test_the_giver_changes_and_gives_up(scene: Scene, staff: Client) -> None:
    item = scene.item(make_task(scene, "Sở Y tế"))
    url = f"/nhiem-vu/{item.pk}/"
    assert staff.post(f"{url}sua/", {"revision": "0", "due_on": f"{TODAY:%d/%m/%Y}"}).status_code == 302
    stale = staff.post(f"{url}sua/", {"revision": "0", "due_on": ""})
    assert (stale.status_code, 'name="revision" value="1"' in stale.content.decode()) == (422, True)
    assert staff.post(f"{url}thoi/", {"reason": "Không còn cần."}).status_code == 302
    item.refresh_from_db()
    assert item.state == WorkState.DROPPED
    assert staff.get(f"{url}sua/").status_code == 404


def test_a_difficulty_goes_up_and_comes_back(scene: Scene, officer: Client, staff: Client) -> None:
    item = scene.item(make_task(scene)).children.get(unit=scene.communes[0])
    data = {"unit": scene.communes[0].pk, "text": "Thiếu kinh phí."}
    assert officer.post(f"/kien-nghi/moi/?nhiem-vu={item.pk}", data).url == f"/nhiem-vu/{item.pk}/"
    assert officer.post("/kien-nghi/moi/", data).url == "/kien-nghi/"
    assert officer.get("/kien-nghi/moi/?nhiem-vu=999999").status_code == 404
    raised = Difficulty.objects.get(item=item)
    url = f"/kien-nghi/{raised.pk}/"
    assert "Thiếu kinh phí." in staff.get("/kien-nghi/?cho=1").content.decode()
    assert staff.post(f"{url}chuyen/", {"text": ""}).status_code == 422
    assert staff.post(f"{url}chuyen/", {"text": "Đề nghị hướng dẫn."}).status_code == 302
    passed = Difficulty.objects.get(passed_from=raised)
    ministry = signed_in(make.make_user(Role.ADMIN, make.make_nation()))
    assert "Chuyển lên cấp trên" not in ministry.get(f"/kien-nghi/{passed.pk}/").content.decode()
    assert ministry.post(f"/kien-nghi/{passed.pk}/tra-loi/", {"answer": "Đã có."}).status_code == 302
    assert "Đã có." in officer.get(url).content.decode()
    told = staff.post(f"{url}tra-loi/", {"answer": "Khác."}, follow=True)
    assert "đã chuyển lên cấp trên" in told.content.decode()
    assert ministry.get("/kien-nghi/moi/").status_code == 404


def test_an_answer_is_for_the_unit_it_was_sent_to(scene: Scene, officer: Client, staff: Client) -> None:
    raised = raise_difficulty(unit=scene.communes[0], actor=scene.officers[0], text="Thiếu.")
    assert officer.post(f"/kien-nghi/{raised.pk}/tra-loi/", {"answer": "a"}).status_code == 404
    assert staff.post(f"/kien-nghi/{raised.pk}/tra-loi/", {"answer": ""}).status_code == 422
    answer_difficulty(difficulty=raised, actor=scene.staff, answer="Đã bố trí.")
    assert "Đã bố trí." in officer.get(f"/kien-nghi/{raised.pk}/").content.decode()


def test_the_tasks_page_of_a_plan_leads_to_giving_out(scene: Scene, staff: Client, officer: Client) -> None:
    make_task(scene, "Sở Y tế", leads=["Sở Công Thương"])
    url = f"/ke-hoach/{scene.version.plan.slug}/nhiem-vu/"
    page = staff.get(url).content.decode()
    assert ("Giao nhiệm vụ" in page, "Sở Y tế; Sở Công Thương" in page) == (True, True)
    assert "Giao nhiệm vụ" not in officer.get(url).content.decode()
