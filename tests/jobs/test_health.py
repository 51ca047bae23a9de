"""`/health/`: each part, well and unwell."""

import json
import socket
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from ocop.jobs.domain.pulse import seconds_since, sign
from ocop.jobs.models import Pulse
from ocop.launcher.services import temporary

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def broker():
    with temporary(postgres=False, valkey=True) as servers:
        yield servers.redis_url


def ask(client):
    answer = client.get(reverse("health"))
    return answer.status_code, answer.json()


def test_all_well(client, settings, broker):
    settings.REDIS_URL = broker
    for kind in ("worker", "beat"):
        sign(name=f"{kind}:a", kind=kind)
    status, found = ask(client)
    parts = {name: found[name] for name in ("status", "db", "broker", "storage", "worker", "beat")}
    assert (status, parts) == (200, dict.fromkeys(parts, "ok"))
    assert 0 <= found["last_beat_seconds"] < 5


def test_broker_gone(client, settings, tmp_path):
    settings.REDIS_URL = f"redis+socket://{tmp_path}/none.sock"
    status, found = ask(client)
    assert (status, found["status"], found["broker"], found["db"]) == (503, "error", "error", "ok")


def test_no_worker_yet_and_a_silent_beat(client):
    Pulse.objects.create(name="beat:a", kind="beat", at=timezone.now() - timedelta(minutes=5))
    status, found = ask(client)
    assert (status, found["worker"], found["beat"]) == (503, "never", "late")
    assert 299 < found["last_beat_seconds"] < 310


def test_storage_that_cannot_be_written(client, settings, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "file"}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    assert ask(client)[1]["storage"] == "error"


def test_the_youngest_sign_counts_and_old_names_go():
    Pulse.objects.create(name="worker:old", kind="worker", at=timezone.now() - timedelta(days=2))
    sign(name="worker:new", kind="worker")
    sign(name="worker:new", kind="worker")
    assert list(Pulse.objects.values_list("name", flat=True)) == ["worker:new"]
    assert seconds_since("worker") < 5
    assert seconds_since("beat") is None


def test_container_check_asks_for_a_sign_of_this_host(capsys):
    call_command("pulse")
    assert json.loads(capsys.readouterr().out) == {}
    sign(name="worker:elsewhere:1", kind="worker")
    with pytest.raises(SystemExit):
        call_command("pulse", "--check", "worker")
    sign(name=f"worker:{socket.gethostname()}:1", kind="worker")
    call_command("pulse", "--check", "worker")
    assert list(json.loads(capsys.readouterr().out.splitlines()[-1])) == [f"worker:{socket.gethostname()}:1"]
