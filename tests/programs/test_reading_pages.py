"""The pages of reading a plan in, its job and its command."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.jobs.domain.run import answer_bell
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from programs.domain.reading.edits import doubtful
from programs.domain.reading.verbs import read_reading, store_result
from programs.enums import ReadingState, Tier
from programs.models import Plan, PlanReading
from tests.factories import make_unit, make_user
from tests.programs.test_reading_verbs import draft_text

pytestmark = pytest.mark.django_db
LIST = "/ke-hoach/doc-tep/"


@pytest.fixture(autouse=True)
def _long_lease(settings: Any) -> None:
    """The keeper's thread cannot see rows of a test's transaction: it must not be asked while a slow machine works."""
    settings.OCOP_JOB_LEASE = 3600


@pytest.fixture
def officer(client: Client) -> Any:
    province = make_unit(Tier.PROVINCE, name="Tỉnh Thử Nghiệm")
    for word in ("An", "Bình"):
        make_unit(Tier.DISTRICT, province, name=f"Huyện {word}")
    user = make_user(Role.PROVINCE_COORDINATOR, province)
    client.force_login(user)
    return user


def send(client: Client, data: bytes, name: str = "ke-hoach.txt") -> Any:
    return client.post(LIST, {"file": SimpleUploadedFile(name, data)})


def read_in(client: Client, data: bytes | None = None) -> PlanReading:
    """A file sent, and what its job does."""
    assert send(client, data or draft_text()).status_code == 302
    reading = PlanReading.objects.latest("pk")
    return store_result(reading=reading, result=read_reading(reading=reading, tell=lambda done, total, text: None))


def answers(reading: PlanReading, **changes: str) -> dict[str, str]:
    plan = reading.result["plan"]
    ticks = {f"seen_{one['index']}": "on" for one in doubtful(reading.result)}
    values = {
        f"value_{one['index']}": "" if one["value"] is None else str(one["value"])
        for one in doubtful(reading.result)
        if one["is_editable"]
    }
    head = {"plan_0": plan["unit"]["name"], "plan_1": str(plan["year"]), "plan_2": plan["title"]}
    return {"revision": str(reading.revision), **head, **values, **ticks, **changes}


def test_a_file_is_read_by_a_job_confirmed_and_becomes_a_draft(client: Client, officer: Any) -> None:
    assert send(client, draft_text()).status_code == 302
    reading = PlanReading.objects.get()
    page = reverse("programs:reading_detail", args=[reading.pk])
    assert "Đọc tệp ke-hoach.txt" in client.get(page).content.decode()
    answer_bell(None)
    job = Job.objects.get()
    assert (job.state, job.result_url) == (JobState.DONE, page)
    reading.refresh_from_db()
    shown = client.get(page).content.decode()
    assert "Gạo An" in shown
    assert 'id="dong-10"' in shown
    done = client.post(f"{page}lap-du-thao/", answers(reading))
    plan = Plan.objects.get()
    assert done.url == reverse("programs:plan_edit", args=[plan.slug])
    assert client.post(f"{page}lap-du-thao/", answers(reading)).url == done.url
    assert plan.title in client.get(page).content.decode()
    assert plan.title in client.get(LIST).content.decode()


def test_what_is_not_ticked_or_not_allowed_is_told_in_the_form(client: Client, officer: Any) -> None:
    reading = read_in(client, draft_text(second="Mới"))
    save = reverse("programs:reading_save", args=[reading.pk])
    answer = client.post(save, {key: value for key, value in answers(reading).items() if not key.startswith("seen")})
    assert answer.status_code == 422
    assert "Còn chỗ chưa đối chiếu" in answer.content.decode()
    make_unit(Tier.PROVINCE, name="Tỉnh Người Khác")
    other = answers(reading, plan_0="Tỉnh Người Khác")
    assert "không lập kế hoạch cho đơn vị này" in client.post(save, other).content.decode()
    row = next(one for one in doubtful(reading.result) if one["path"] == "annex.rows.1.unit")
    done = client.post(save, answers(reading, **{f"value_{row['index']}": "Huyện Bình"}))
    assert done.status_code == 302
    assert Plan.objects.get().versions.get().targets.filter(unit__name="Huyện Bình").exists()


def test_the_issued_text_of_a_draft_is_recognised_on_the_page(client: Client, officer: Any) -> None:
    first = read_in(client)
    client.post(reverse("programs:reading_save", args=[first.pk]), answers(first))
    second = read_in(client, draft_text(number=36, day=24, month="02"))
    shown = client.get(reverse("programs:reading_detail", args=[second.pk])).content.decode()
    assert "Đây là bản ban hành của kế hoạch đã có" in shown
    assert "36/KH-UBND" in shown


def test_files_that_are_no_plan_are_told(client: Client, officer: Any) -> None:
    for data, name in ((b"a", "a.odt"), (b"\xc3\x28", "a.txt"), (b"", "a.txt")):
        assert send(client, data, name).status_code == 422
    assert not PlanReading.objects.exists()


def test_a_reading_is_dropped_with_its_text(client: Client, officer: Any) -> None:
    reading = read_in(client)
    assert client.post(reverse("programs:reading_drop", args=[reading.pk])).url == LIST
    reading.refresh_from_db()
    assert (reading.state, reading.text, reading.result) == (ReadingState.DROPPED, "", {})
    assert client.post(reverse("programs:reading_save", args=[reading.pk])).status_code == 404


def test_a_text_that_is_too_long_ends_its_job_in_words(client: Client, officer: Any) -> None:
    send(client, draft_text() + b"a\n" * 20_001)
    answer_bell(None)
    job = Job.objects.get()
    assert (job.state, job.error) == (JobState.FAILED, "Văn bản quá dài để đọc như một kế hoạch.")


def test_the_command_prints_the_proposal_and_stores_nothing(officer: Any, tmp_path: Path) -> None:
    file, out = tmp_path / "ke-hoach.txt", StringIO()
    file.write_bytes(draft_text())
    call_command("read_plan", str(file), "--without-lines", stdout=out)
    result = json.loads(out.getvalue())
    assert result["plan"]["unit"]["name"] == "Tỉnh Thử Nghiệm"
    assert result["known"] is None
    assert "lines" not in result
    assert {"path", "line", "text", "confidence"} <= set(result["data"][0])
    assert not PlanReading.objects.exists()


@pytest.mark.parametrize(("name", "data"), [("gone.txt", None), ("a.odt", b"a"), ("long.txt", b"a\n" * 20_001)])
def test_the_command_refuses_in_words(tmp_path: Path, name: str, data: bytes | None) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(CommandError):
        call_command("read_plan", str(file))
