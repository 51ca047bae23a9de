"""Open data: only what the lookup shows, no personal data, whole dumps only, nothing without a licence."""

import csv
import hashlib
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from evaluations.domain.certificates.codes import public_code
from evaluations.domain.open_data import FIELDS, FILES, Dump, current, open_file, publish
from evaluations.domain.open_data.publish import JOB
from evaluations.models import Withdrawal
from ocop.celery import app
from ocop.jobs.domain.run import answer_bell
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from ocop.jobs.registry import KINDS
from ocop.jobs.tasks import nightly
from ocop.site.models import SiteSetting
from products.models import Product
from tests import factories as make

pytestmark = pytest.mark.django_db
SECRETS = {
    "name": "Hộ Lê Thị Gai Kín",
    "representative": "Lê Thị Đại Diện Kín",
    "phone": "0912345678",
    "tax_code": "038180012345",
    "email": "kin@ocop.example",
    "address": "Số 9 ngõ Kín",
}


@pytest.fixture(autouse=True)
def _own_storage(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    options = {"location": str(tmp_path / "files"), "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": {**files, "OPTIONS": options}}


@pytest.fixture
def licence() -> SiteSetting:
    return SiteSetting.objects.create(key="open_data_licence", value="CC-BY-4.0")


def recognised(unit: Any = None, producer: dict[str, Any] | None = None, **facts: Any) -> Any:
    return make.make_recognition(make.make_product(make.make_producer(unit, **(producer or {}))), **facts)


def made(now: datetime | None = None) -> Dump:
    dump = publish(now)
    assert dump is not None
    return dump


def bytes_of(dump: Dump, name: str) -> bytes:
    stored = open_file(dump, name)
    assert stored is not None
    with stored:
        data: bytes = stored.read()
    return data


def lines_of(dump: Dump) -> list[dict[str, Any]]:
    return [json.loads(line) for line in bytes_of(dump, "cong-nhan-ocop.jsonl").decode().splitlines()]


def test_nothing_is_offered_without_a_licence(client: Client) -> None:
    recognised()
    assert (publish(), current(), default_storage.exists("open-data")) == (None, None, False)
    assert "chưa công bố giấy phép" in client.get(reverse("evaluations:open_data")).content.decode()
    assert client.get(reverse("evaluations:open_data_file", args=["README.md"])).status_code == 404
    assert client.get("/api/v1/open-data/").json()["is_published"] is False
    assert client.get("/api/v1/open-data/README.md").status_code == 404
    with pytest.raises(CommandError, match="giấy phép"):
        call_command("open_data")


@pytest.mark.parametrize("form", ["ho_sx", "ho_kd", "trang_trai", "chua_ro"])
def test_no_personal_data_in_any_file(licence: Any, form: str) -> None:
    recognised(producer={**SECRETS, "legal_form": form})
    recognised(producer={"name": "Hợp tác xã Tên Công Khai", "representative": SECRETS["representative"]})
    dump = made()
    whole = b"".join(bytes_of(dump, name) for name in FILES).decode()
    assert [text for text in SECRETS.values() if text in whole] == []
    assert [row["producer"] for row in lines_of(dump)] == [None, "Hợp tác xã Tên Công Khai"]


def test_every_line_fits_the_schema_and_the_csv_says_the_same(licence: Any) -> None:
    make.make_recognition(make.make_product(make.make_producer(), product_set=4, name="=Nem"), star=5)
    recognised(producer={"legal_form": "ho_sx"}, decided_on=date(2021, 3, 1))
    dump = made()
    schema = json.loads(bytes_of(dump, "cong-nhan-ocop.schema.json"))
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    rows = lines_of(dump)
    assert [error.message for row in rows for error in checker.iter_errors(row)] == []
    assert not checker.is_valid({**rows[0], "phone": "0912345678"})
    text = bytes_of(dump, "cong-nhan-ocop.csv").decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(table[0]) == list(FIELDS)
    assert [(row["code"], row["star"], row["decided_on"]) for row in table] == [
        (row["code"], str(row["star"]), row["decided_on"]) for row in rows
    ]
    assert table[0]["product"] == "'=Nem"


def test_what_became_of_each_is_told(licence: Any) -> None:
    old = recognised(decided_on=date(2022, 3, 1))
    new = make.make_recognition(old.product, decided_on=date(2025, 1, 10), kind="renewal")
    gone = recognised()
    days = {"concluded_on": date(2025, 9, 1), "due_on": date(2025, 9, 16), "decided_on": date(2025, 9, 10)}
    case = {"ground": "dd", "conclusion": "1/BC", "state": "decided", "decision_number": "9/QĐ-UBND"}
    Withdrawal.objects.create(recognition=gone, **days, **case)
    rows = {row["code"]: row for row in lines_of(made())}
    told = [rows[public_code(one.pk)] for one in (old, new, gone)]
    assert [(row["state"], row["in_force"]) for row in told][::2] == [("replaced", False), ("withdrawn", False)]
    assert (told[0]["replaced_on"], told[2]["withdrawn_on"]) == ("2025-01-10", "2025-09-10")
    assert (told[1]["unit_code"], told[1]["unit_code_now"]) == (new.unit.code, new.unit.code)


def test_only_what_the_lookup_shows(licence: Any) -> None:
    shown, invented, merged = recognised(), recognised(is_illustration=True), recognised()
    Product.objects.filter(pk=merged.product_id).update(merged_into=shown.product)
    dump = made()
    assert {row["code"] for row in lines_of(dump)} == {public_code(one.pk) for one in (shown, invented)}
    assert "dữ liệu minh họa" in bytes_of(dump, "README.md").decode()
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert current() is None  # it holds what is not shown any more
    assert [row["code"] for row in lines_of(made())] == [public_code(shown.pk)]


def test_sums_and_readme(licence: Any) -> None:
    recognised()
    dump = made()
    told = dict(reversed(line.split("  ")) for line in bytes_of(dump, "SHA256SUMS").decode().splitlines())
    assert told == {name: hashlib.sha256(bytes_of(dump, name)).hexdigest() for name in told}
    assert [*told, "SHA256SUMS"] == [one.name for one in dump.files]
    assert open_file(dump, "manifest.json") is None
    readme = bytes_of(dump, "README.md").decode()
    assert "CC BY 4.0" in readme or "licenses/by/4.0" in readme
    assert all(f"`{name}`" in readme for name in FIELDS)


def test_a_dump_is_whole_or_not_there(licence: Any) -> None:
    recognised()
    dump = made(datetime(2026, 3, 1, tzinfo=UTC))
    default_storage.save("open-data/20990101T000000000000/README.md", ContentFile(b"x"))
    assert current() == dump
    default_storage.save("open-data/20990101T000000000000/manifest.json", ContentFile(b'{"licence"'))
    assert current() == dump
    licence.value = "CC0-1.0"
    licence.save()
    assert current() is None  # made under another licence


def test_what_breaks_off_leaves_the_dump_before(licence: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    recognised()
    dump, save = made(), FileSystemStorage.save

    def full(self: Any, name: str, *rest: Any, **more: Any) -> str:
        if name.endswith("SHA256SUMS"):
            raise OSError(28, "No space left on device")
        return str(save(self, name, *rest, **more))

    monkeypatch.setattr(FileSystemStorage, "save", full)
    recognised()
    with pytest.raises(OSError, match="No space"):
        publish()
    assert len(default_storage.listdir("open-data")[0]) == 2
    assert (current(), len(lines_of(dump))) == (dump, 1)


def test_old_dumps_go(licence: Any) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    dumps = [made(start + timedelta(days=number)) for number in range(4)]
    assert sorted(default_storage.listdir("open-data")[0]) == [one.folder.partition("/")[2] for one in dumps[2:]]
    assert current() == dumps[3]


def test_anybody_takes_the_files(licence: Any, client: Client) -> None:
    recognised()
    dump = made()
    page = client.get(reverse("evaluations:open_data")).content.decode()
    listed = client.get("/api/v1/open-data/").json()
    assert [one["name"] for one in listed["files"]] == [one.name for one in dump.files]
    for one in listed["files"]:
        own = reverse("evaluations:open_data_file", args=[one["name"]])
        assert f'href="{own}"' in page
        for address in (own, one["url"]):
            answer = client.get(address)
            assert b"".join(answer.streaming_content) == bytes_of(dump, one["name"])
            assert answer["ETag"] == f'"{one["sha256"]}"'
            assert answer["Cache-Control"] == "public, max-age=300"
            again = client.get(address, headers={"If-None-Match": answer["ETag"]})
            assert (again.status_code, again["ETag"]) == (304, answer["ETag"])
    assert client.get("/api/v1/open-data/manifest.json").status_code == 404
    assert client.get("/du-lieu-mo/manifest.json").status_code == 404


def test_who_asks_too_often_waits(licence: Any, client: Client, settings: Any) -> None:
    settings.LOOKUP_LIMIT = 1
    assert client.get("/api/v1/open-data/").status_code == 200
    refused = client.get("/api/v1/open-data/")
    assert (refused.status_code, refused["Retry-After"]) == (429, str(settings.LOOKUP_SECONDS))


def test_the_command_publishes_or_only_shows(licence: Any, tmp_path: Path) -> None:
    recognised()
    out = io.StringIO()
    call_command("open_data", "--out", str(tmp_path / "xem"), stdout=out)
    assert (json.loads(out.getvalue())["published"], current()) == (False, None)
    assert {path.name for path in (tmp_path / "xem").iterdir()} == set(FILES)
    out = io.StringIO()
    call_command("open_data", stdout=out)
    assert (json.loads(out.getvalue())["rows"], current() is not None) == (1, True)
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("open_data", "--out", str(tmp_path / "xem" / "README.md"))


def test_every_night(licence: Any, client: Client) -> None:
    recognised()
    night = app.conf.beat_schedule["nightly"]
    assert (str(night["schedule"]), night["task"]) == ("<crontab: 5 0 * * * (m/h/dM/MY/d)>", nightly.name)
    assert "sẽ được lập trong đêm nay" in client.get("/du-lieu-mo/").content.decode()
    nightly()
    job = Job.objects.get(kind=JOB)
    answer_bell(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"rows": 1, "url": "/du-lieu-mo/"})
    dump = current()
    assert dump is not None
    assert dump.rows == 1


def test_a_night_without_a_licence(client: Client) -> None:
    assert KINDS[JOB].run(make.make_job(kind=JOB), None) == {"published": False}  # type: ignore[arg-type]
    assert current() is None
