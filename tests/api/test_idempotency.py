"""A POST sent again has one effect (R7): one after another, eight at once, and when the server dies in between."""

import json
import os
import signal
import subprocess
import sys
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, RequestFactory
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.accounts.enums import Role
from ocop.api.errors import Problem
from ocop.api.idempotency import once
from ocop.api.models import IdempotentAnswer
from ocop.api.parsers import StrictJSON
from products.models import Producer
from tests import factories as make
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/api/v1/producers/"


def story() -> tuple[Any, dict[str, Any]]:
    """An officer, and a producer to send."""
    unit = make.make_unit(parent=make.make_unit("province"))
    body = {"name": "Hợp tác xã Dừa", "legal_form": "htx", "unit": {"code": unit.code}}
    return make.make_user(Role.COMMUNE_OFFICER, unit), body


def signed_in(user: Any) -> Client:
    """A browser of the account."""
    client = Client()
    client.force_login(user)
    return client


def send(user: Any, body: Any, key: str | None, *, client: Client | None = None, **options: Any) -> Any:
    """The answer to a POST."""
    client = client or signed_in(user)
    headers = {"Idempotency-Key": key} if key is not None else {}
    return client.post(URL, body, content_type="application/json", headers=headers, **options)


def test_the_first_answer_comes_again() -> None:
    user, body = story()
    key = uuid.uuid4().hex
    first = send(user, body, key)
    Producer.objects.update(name="Đã đổi tên")
    again = send(user, dict(reversed(body.items())), key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.json(), again["Location"], again["ETag"]) == (first.json(), first["Location"], first["ETag"])
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert Producer.objects.count() == 1


def test_another_body_or_address_under_the_key_is_409() -> None:
    user, body = story()
    send(user, body, "khoa-1")
    other = send(user, body | {"name": "Khác"}, "khoa-1")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert Producer.objects.count() == 1


def test_the_key_of_another_account_is_another_key() -> None:
    (user, body), (other, others_body) = story(), story()
    assert [send(user, body, "khoa-1").status_code, send(other, others_body, "khoa-1").status_code] == [201, 201]
    assert Producer.objects.count() == 2


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (None, "idempotency_key_required"),
        (" ", "idempotency_key_required"),
        ("x" * 129, "idempotency_key_invalid"),
        ("a\tb", "idempotency_key_invalid"),
        ("kh\u00f3a", "idempotency_key_invalid"),
    ],
)
def test_a_key_must_be_there_and_plain(key: str | None, code: str) -> None:
    user, body = story()
    response = send(user, body, key)
    assert (response.status_code, response.json()["code"]) == (400, code)
    assert Producer.objects.count() == 0


def test_a_refusal_leaves_the_key_free() -> None:
    user, body = story()
    assert send(user, body | {"name": ""}, "khoa-1").status_code == 422
    assert IdempotentAnswer.objects.count() == 0
    assert send(user, body, "khoa-1").status_code == 201


def test_eight_at_once_are_one_effect() -> None:
    user, body = story()
    answers = at_once([lambda: send(user, body, "khoa-1")] * 8)
    assert {answer.status_code for answer in answers} <= {201, 409}
    busy = [answer for answer in answers if answer.status_code == 409]
    assert {(answer.json()["code"], answer["Retry-After"]) for answer in busy} <= {("idempotency_key_busy", "1")}
    made = [answer for answer in answers if answer.status_code == 201]
    assert len({answer.content for answer in made}) == 1
    assert [answer.has_header("Idempotency-Replayed") for answer in made].count(False) == 1
    assert (Producer.objects.count(), IdempotentAnswer.objects.count()) == (1, 1)


def test_while_it_runs_the_key_is_busy() -> None:
    user, body = story()
    first, second = signed_in(user), signed_in(user)
    with transaction.atomic():
        send(user, body, "khoa-1", client=first)
        response = at_once([lambda: send(user, body, "khoa-1", client=second)])[0]
    assert (response.status_code, response.json()["code"]) == (409, "idempotency_key_busy")
    assert send(user, body, "khoa-1")["Idempotency-Replayed"] == "true"


def dying(user: Any, body: Any, where: str) -> int:
    """The exit of a server process which is killed `where`: after a statement that begins so, or after its answer."""
    script = (
        "import json, os, signal, sys\n"
        "import django\n"
        "django.setup()\n"
        "from django.db import connection\n"
        "from ocop.accounts.models import User\n"
        "from tests.api.test_idempotency import send\n"
        "pk, body, where = json.loads(sys.stdin.read())\n"
        "def watch(execute, sql, params, many, context):\n"
        "    done = execute(sql, params, many, context)\n"
        "    if where and where in str(sql):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return done\n"
        "with connection.execute_wrapper(watch):\n"
        "    send(User.objects.get(pk=pk), body, 'khoa-1', SERVER_NAME='localhost')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    at = connection.settings_dict
    address = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    if str(at["HOST"]).startswith("/"):
        address = f"postgres://{at['USER']}@/{at['NAME']}?host={at['HOST']}"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        input=json.dumps([user.pk, body, where]),
        env={**os.environ, "DATABASE_URL": address, "PYTHONPATH": str(settings.BASE_DIR)},
        text=True,
        cwd=settings.BASE_DIR,
        check=False,
        timeout=120,
    )
    return done.returncode


@pytest.mark.parametrize(
    ("where", "replayed"),
    [
        ('INSERT INTO "products_producer"', False),
        ('INSERT INTO "api_idempotentanswer"', False),
        ("", True),
    ],
)
def test_a_killed_server_leaves_effect_and_answer_or_neither(where: str, replayed: bool) -> None:
    user, body = story()
    assert dying(user, body, where) == -signal.SIGKILL
    counts = (Producer.objects.count(), IdempotentAnswer.objects.count())
    assert counts == ((1, 1) if replayed else (0, 0))
    answer = send(user, body, "khoa-1")
    assert (answer.status_code, answer.has_header("Idempotency-Replayed")) == (201, replayed)
    assert (Producer.objects.count(), IdempotentAnswer.objects.count()) == (1, 1)


def test_an_answer_stored_meanwhile_undoes_this_one() -> None:
    user, body = story()
    plain = RequestFactory().post(URL, body, content_type="application/json", headers={"Idempotency-Key": "khoa-1"})
    asked = Request(plain, parsers=[StrictJSON()])
    asked.user = user

    def slow() -> Response:
        at_once([lambda: IdempotentAnswer.objects.create(user=user, key="khoa-1", fingerprint="x", status=201)])
        make.make_producer(name="Của lần sau")
        return Response({}, status=201)

    with pytest.raises(Problem, match="còn đang chạy"):
        once(asked, slow)
    assert Producer.objects.count() == 0
