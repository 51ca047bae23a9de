"""Uploads in pieces: cut at any byte, sent twice, out of order, with a dying process between disk and database."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.accounts.enums import Role
from products.domain.evidence import OffsetError, finish_upload, open_upload, receive_chunk, sweep_vault
from products.domain.evidence import limits as vault_limits
from products.domain.evidence.blobs import blob_names
from products.domain.evidence.chunks import part_path, write_at
from products.models import Evidence, StoredFile, Upload
from tests import factories as make

from . import hostile_files as h

DETAILS = {"kind": "dkkd", "title": "Giấy đăng ký", "issued_on": "2024-01-02"}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.OCOP_UPLOADS = str(tmp_path / "files" / "uploads")
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files"), "base_url": None},
        }
    }


@pytest.fixture
def officer() -> Any:
    return make.make_user(Role.COMMUNE_OFFICER)


def begin(officer: Any, size: int, name: str = "giay.pdf", **details: Any) -> Upload:
    unit = officer.grants.get().unit
    producer = unit.producers.first() or make.make_producer(unit)
    return open_upload(actor=officer, producer=producer, file_name=name, size=size, details=DETAILS | details)


def send(officer: Any, upload: Upload, offset: int, data: bytes) -> Upload:
    return receive_chunk(actor=officer, upload_id=upload.pk, offset=offset, data=data)


@pytest.mark.django_db
def test_a_file_comes_in_pieces_and_is_whole(officer: Any) -> None:
    data = h.pdf(5)
    upload = begin(officer, len(data))
    for place in range(0, len(data), 100):
        assert send(officer, upload, place, data[place : place + 100]).received == min(place + 100, len(data))
    digest = hashlib.sha256(data).hexdigest()
    evidence = finish_upload(actor=officer, upload_id=upload.pk, sha256=digest)
    assert (evidence.stored.sha256, evidence.title, evidence.uploaded_by) == (digest, "Giấy đăng ký", officer)
    assert finish_upload(actor=officer, upload_id=upload.pk) == evidence
    assert send(officer, upload, 0, data[:10]).received == len(data)
    assert (Evidence.objects.count(), StoredFile.objects.count(), len(list(blob_names()))) == (1, 1, 1)


def pieces(data: bytes, cuts: list[int]) -> Iterator[tuple[int, bytes]]:
    places = sorted({0, *(cut % len(data) for cut in cuts), len(data)})
    for first, last in pairwise(places):
        yield first, data[first:last]


@pytest.mark.django_db
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(st.integers(0, 10_000), max_size=6),
    lost=st.lists(st.integers(0, 10_000), max_size=6),
    doubled=st.booleans(),
)
def test_cut_anywhere_nothing_received_is_lost(officer: Any, cuts: list[int], lost: list[int], doubled: bool) -> None:
    """Each piece may die after any number of its bytes reached the disk but before the row; the browser goes on."""
    data = h.pdf(2, note=repr((cuts, lost)).encode())
    upload = begin(officer, len(data))
    for number, (place, piece) in enumerate(pieces(data, cuts)):
        if lost:
            reached = lost[number % len(lost)] % (len(piece) + 1)
            write_at(part_path(upload.pk), place, piece[:reached])  # the process dies here: no row
        assert send(officer, upload, place, piece).received == place + len(piece)
        if doubled:
            assert send(officer, upload, place, piece).received == place + len(piece)
    evidence = finish_upload(actor=officer, upload_id=upload.pk)
    assert evidence.stored.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.django_db
def test_a_piece_at_the_wrong_place_is_told_the_right_one(officer: Any) -> None:
    data = h.pdf()
    upload = begin(officer, len(data))
    send(officer, upload, 0, data[:100])
    for offset, piece in ((200, data[200:300]), (50, data[50:150])):
        with pytest.raises(OffsetError) as caught:
            send(officer, upload, offset, piece)
        assert caught.value.received == 100
    assert send(officer, upload, 100, b"").received == 100


@pytest.mark.django_db
def test_pieces_beyond_the_bounds_are_refused(officer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin(officer, 2_000_000)
    for offset, data in ((-1, b"x"), (1_999_999, b"xx"), (0, b"x" * (vault_limits.CHUNK + 1))):
        with pytest.raises(ValidationError) as caught:
            send(officer, upload, offset, data)
        assert caught.value.code == "too_long"
    assert not part_path(upload.pk).exists()


@pytest.mark.django_db
def test_a_disk_that_forgot_is_asked_again(officer: Any) -> None:
    data = h.pdf()
    upload = begin(officer, len(data))
    send(officer, upload, 0, data)
    os.truncate(part_path(upload.pk), 40)
    with pytest.raises(ValidationError) as caught:
        finish_upload(actor=officer, upload_id=upload.pk)
    assert caught.value.code == "incomplete"
    assert Upload.objects.get().received == 40
    os.truncate(part_path(upload.pk), 30)
    with pytest.raises(OffsetError) as again:
        send(officer, upload, 40, data[40:])
    assert again.value.received == 30
    send(officer, upload, 30, data[30:])
    assert finish_upload(actor=officer, upload_id=upload.pk).stored.size == len(data)


@pytest.mark.django_db
def test_a_full_disk_is_told_and_nothing_is_lost(officer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    data = h.pdf()
    upload = begin(officer, len(data))
    send(officer, upload, 0, data[:50])

    def full(*_args: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        with pytest.raises(ValidationError) as caught:
            send(officer, upload, 50, data[50:])
    assert (caught.value.code, Upload.objects.get().received) == ("storage", 50)
    send(officer, upload, 50, data[50:])
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ValidationError) as caught:
            finish_upload(actor=officer, upload_id=upload.pk)
    assert (caught.value.code, Upload.objects.get().state, list(blob_names())) == ("storage", "open", [])
    assert finish_upload(actor=officer, upload_id=upload.pk).stored.size == len(data)


@pytest.mark.django_db
def test_a_wrong_sum_means_again_from_the_start(officer: Any) -> None:
    data = h.pdf()
    upload = begin(officer, len(data))
    send(officer, upload, 0, data)
    with pytest.raises(ValidationError) as caught:
        finish_upload(actor=officer, upload_id=upload.pk, sha256="0" * 64)
    assert (caught.value.code, Upload.objects.get().received) == ("checksum", 0)
    send(officer, upload, 0, data)
    assert finish_upload(actor=officer, upload_id=upload.pk).stored.size == len(data)


@pytest.mark.django_db(transaction=True)
def test_a_refused_file_stays_refused_and_its_part_is_gone(officer: Any) -> None:
    upload = begin(officer, len(h.HTML))
    send(officer, upload, 0, h.HTML)
    reasons = []
    for _ in range(2):
        with pytest.raises(ValidationError) as caught:
            finish_upload(actor=officer, upload_id=upload.pk)
        reasons.append((caught.value.code, caught.value.messages))
    assert reasons[0] == reasons[1]
    assert (Upload.objects.get().state, StoredFile.objects.count(), list(blob_names())) == ("refused", 0, [])
    assert not part_path(upload.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "size", "code"),
    [("a.exe", 9, "refused"), ("a.pdf", 0, "refused"), ("a.pdf", 20_000_001, "refused"), ("../a.pdf", 9, "refused")],
)
def test_what_will_not_be_kept_is_not_begun(officer: Any, name: str, size: int, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        begin(officer, size, name)
    assert caught.value.code == code
    assert begin(officer, 200_000_000, "phim.mp4").size == 200_000_000


@pytest.mark.django_db
def test_the_same_file_is_continued_another_of_its_name_is_not(officer: Any) -> None:
    first = begin(officer, 900, fingerprint="a")
    assert begin(officer, 900, fingerprint="a") == first
    others = [begin(officer, 900, fingerprint="b"), begin(officer, 900), begin(officer, 900)]
    others.append(begin(officer, 900, fingerprint="a", kind="shtt"))
    assert len({first.pk, *(upload.pk for upload in others)}) == 5


@pytest.mark.django_db
def test_nobody_opens_uploads_without_end(officer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("products.domain.evidence.uploads.MAX_OPEN_UPLOADS", 2)
    begin(officer, 9)
    begin(officer, 9)
    with pytest.raises(ValidationError) as caught:
        begin(officer, 9)
    assert caught.value.code == "too_many"


@pytest.mark.django_db
def test_an_upload_is_its_owners(officer: Any) -> None:
    upload = begin(officer, 9)
    other = make.make_user(Role.COMMUNE_OFFICER, upload.producer.unit)
    for user, pk in ((other, upload.pk), (officer, uuid4())):
        with pytest.raises(Upload.DoesNotExist):
            receive_chunk(actor=user, upload_id=pk, offset=0, data=b"x")
        with pytest.raises(Upload.DoesNotExist):
            finish_upload(actor=user, upload_id=pk)
    assert not Upload.objects.visible_to(None).exists()


@pytest.mark.django_db
def test_rights_lost_on_the_way_stop_the_upload(officer: Any) -> None:
    data = h.pdf()
    upload = begin(officer, len(data))
    send(officer, upload, 0, data)
    officer.grants.update(role=Role.VIEWER)
    with pytest.raises(ValidationError) as caught:
        finish_upload(actor=officer, upload_id=upload.pk)
    assert caught.value.code == "outside_territory"
    assert not Evidence.objects.exists()


KILLED = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
from django.db import connection
files, database, user_id, upload_id, where = sys.argv[1:]
connection.settings_dict["NAME"] = database
settings.STORAGES["default"]["OPTIONS"]["location"] = files
settings.OCOP_UPLOADS = files + "/uploads"
from ocop.accounts.models import User
from products.domain.evidence import finish_upload
from products.domain.evidence import blobs, store
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
if where == "copied":
    os.fsync = die
elif where == "renamed":
    blobs.sync_folder = die
else:
    store.Evidence.save = die
finish_upload(actor=User.objects.get(pk=user_id), upload_id=upload_id)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["copied", "renamed", "recorded"])
def test_killed_while_finishing_it_finishes_later(officer: Any, where: str, settings: Any, tmp_path: Path) -> None:
    """kill -9 between the bytes and the row: no row without bytes, and the second try ends as the first should."""
    data = h.pdf()
    upload = begin(officer, len(data))
    send(officer, upload, 0, data)
    arguments = [str(tmp_path / "files"), connection.settings_dict["NAME"], str(officer.pk), str(upload.pk), where]
    done = subprocess.run([sys.executable, "-c", KILLED, *arguments], capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-800:]
    assert (StoredFile.objects.count(), Evidence.objects.count(), Upload.objects.get().state) == (0, 0, "open")
    evidence = finish_upload(actor=officer, upload_id=upload.pk)
    with default_storage.open(evidence.stored.file.name) as file:
        assert file.read() == data
    left = sweep_vault(quiet=timedelta(0), deep=True)
    assert (left.is_whole, len(left.orphans)) == (True, 1 if where == "copied" else 0)
    assert list(blob_names()) == [evidence.stored.file.name]
