"""Notices go out by themselves, from several processes, also when one of them is killed between answer and note."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from celery.signals import worker_ready
from django.conf import settings as project
from django.db import connection
from django.utils import timezone

from ocop.api import webhook_loop
from ocop.api.apps import send_notices
from ocop.api.domain.webhook_dispatch import dispatch
from ocop.api.domain.webhook_messages import BACKLOG, clear_messages, collect
from ocop.api.domain.webhooks import change_endpoint, replay
from ocop.api.enums import ChangeKind, FeedResource
from ocop.api.models import Change, FeedHorizon, WebhookDelivery
from ocop.jobs.domain import enqueue
from ocop.jobs.domain.run import answer_bell
from tests import factories as make

from .receiver import Got, Receiver
from .test_webhook_dispatch import make_endpoint, make_messages, pass_time, states
from .tokens import make_client

pytestmark = pytest.mark.usefixtures("local")

ONE_ROUND = """
import django
django.setup()
from django.conf import settings
from ocop.api.domain.webhook_dispatch import dispatch
settings.OCOP_WEBHOOKS_LOCAL = True
dispatch()
"""


@pytest.fixture
def local(settings: Any) -> None:
    settings.OCOP_WEBHOOKS_LOCAL = True


def _wait_for(reached: Callable[[], bool]) -> None:
    waited = threading.Event()
    for _turn in range(400):
        if reached():
            return
        waited.wait(0.05)
    raise AssertionError("it did not happen")


@pytest.mark.django_db(transaction=True)
def test_the_loop_sends_and_survives_a_fault(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    monkeypatch.setattr(webhook_loop, "PAUSE", 0.02)
    rounds = iter([RuntimeError("the database is away")])

    def faulty(**kwargs: Any) -> int:
        for fault in rounds:
            raise fault
        return dispatch(**kwargs)

    monkeypatch.setattr(webhook_loop, "dispatch", faulty)
    with Receiver() as receiver:
        endpoint = make_endpoint(receiver.url)
        make_messages(endpoint, 1, 2)
        started: list[threading.Event] = []
        monkeypatch.setattr(webhook_loop, "start", lambda begin=webhook_loop.start: started.append(begin()))
        send_notices()
        (ended,) = started
        _wait_for(lambda: states(endpoint) == ["delivered"] * 2)
        ended.set()
        _wait_for(lambda: not [one for one in threading.enumerate() if one.name == "webhooks"])
    assert "a round of notices failed" in caplog.text
    assert len(receiver.got) == 2
    assert send_notices in [receive() for _key, receive in worker_ready.receivers]


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_between_answer_and_note(tmp_path: Any) -> None:
    """The receiver has it; the sender dies before it hears so: the next one sends the same id again."""
    sender: list[subprocess.Popen[bytes]] = []
    name = connection.settings_dict["NAME"]
    url = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "ocop.settings"}

    def kill(got: Got) -> None:
        if sender[0].poll() is None:
            sender[0].send_signal(signal.SIGKILL)
            sender[0].wait()

    with Receiver(before=kill) as receiver:
        endpoint = make_endpoint(receiver.url)
        make_messages(endpoint, 1, 2)
        sender.append(subprocess.Popen([sys.executable, "-c", ONE_ROUND], cwd=project.BASE_DIR, env=environment))
        _wait_for(lambda: sender[0].poll() is not None)
        assert (sender[0].returncode, states(endpoint)) == (-signal.SIGKILL, ["waiting"] * 2)
        pass_time(seconds=61)
        assert dispatch() == 2
    ids = receiver.ids()
    assert (len(ids), ids[0] == ids[1], ids[1] != ids[2]) == (3, True, True)


@pytest.mark.django_db
def test_a_backlog_waits_in_the_feed_and_what_is_told_follows_the_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    from ocop.api.domain import webhook_messages

    monkeypatch.setattr(webhook_messages, "BACKLOG", 2)
    commune = make.make_unit()
    endpoint = make_endpoint("http://127.0.0.1:1/", make_client("producers:read", unit=commune), cursor=0)
    for _number in range(3):
        make.make_producer(commune)
    assert [collect(endpoint.pk), collect(endpoint.pk)] == [2, 0]
    endpoint.deliveries.all().delete()
    assert [collect(endpoint.pk), collect(endpoint.pk)] == [1, 0]
    change_endpoint(endpoint=endpoint, revision=0, is_active=False)
    assert collect(endpoint.pk) == 0
    assert BACKLOG == 1000


@pytest.mark.django_db
def test_an_address_that_slept_too_long_is_told_to_read_anew() -> None:
    commune = make.make_unit()
    endpoint = make_endpoint("http://127.0.0.1:1/", make_client("producers:read", unit=commune), cursor=1)
    make.make_producer(commune)
    collect(endpoint.pk)
    newest = Change.objects.order_by("-position")[0].position
    Change.objects.create(
        position=newest + 5, resource=FeedResource.UNITS, object_id=1, kind=ChangeKind.GONE, at=timezone.now()
    )
    FeedHorizon.objects.update_or_create(pk=1, defaults={"position": newest + 1})
    replay(endpoint=endpoint, after=1)
    assert collect(endpoint.pk) == 2
    told = endpoint.deliveries.order_by("replay", "position").values_list("payload__type", flat=True)
    assert list(told) == ["feed.expired", "producers.saved"]


@pytest.mark.django_db
def test_old_messages_of_the_log_are_dropped() -> None:
    endpoint = make_endpoint("http://127.0.0.1:1/")
    old = timezone.now() - timedelta(days=181)
    make_messages(endpoint, 1, 2, created_at=old, state="delivered")
    make_messages(endpoint, 3, created_at=old)
    make_messages(endpoint, 4, state="delivered")
    job = enqueue(kind="api.messages_clear", params={}, user=None)
    answer_bell(job.pk)
    job.refresh_from_db()
    assert job.result == {"messages": 2}
    assert sorted(WebhookDelivery.objects.values_list("position", flat=True)) == [3, 4]
    assert clear_messages() == 0
