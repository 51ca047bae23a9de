"""An answer that shows a secret is kept for a repeated request, but not readable by whoever reads the database."""

from typing import Any

import pytest
from cryptography.fernet import InvalidToken

from ocop.accounts.sealing import safe
from ocop.api.models import IdempotentAnswer

from .receiver import Receiver
from .test_webhook_dispatch import make_endpoint
from .test_webhooks import LIST, Caller, caller, local, receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("local")]
KEY = {"Idempotency-Key": "mot-lan"}

__all__ = ["caller", "local", "receiver"]


def show_secret(caller: Caller, receiver: Receiver, way: str) -> Any:
    """The answer to a registration, or to a new key for the address that is registered."""
    if way == "register":
        return caller("post", LIST, {"url": receiver.url}, **KEY)
    known = caller.client.endpoints.first() or make_endpoint(receiver.url, caller.client)
    return caller("post", f"{LIST}{known.pk}/rotate/", **KEY)


@pytest.mark.parametrize("way", ["register", "rotate"])
def test_a_secret_stands_in_no_kept_answer_and_comes_again(caller: Caller, receiver: Receiver, way: str) -> None:
    first = show_secret(caller, receiver, way)
    kept = IdempotentAnswer.objects.get()
    secret = first.json()["secret"]
    assert secret not in f"{kept.body}{kept.headers}"
    assert kept.body.startswith("sealed:")
    again = show_secret(caller, receiver, way)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert (again["ETag"], again["Idempotency-Replayed"]) == (first["ETag"], "true")
    assert [answer["Cache-Control"] for answer in (first, again)] == ["no-store, private"] * 2
    assert caller.client.endpoints.get().secret == secret


def test_under_a_new_key_of_the_server_only_a_fallback_opens_it(
    caller: Caller, receiver: Receiver, settings: Any
) -> None:
    first, old = show_secret(caller, receiver, "register"), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "khoa-khac-hoan-toan", [old]
    assert show_secret(caller, receiver, "register").content == first.content
    settings.SECRET_KEY_FALLBACKS = []
    refused = show_secret(caller, receiver, "register")
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_answer_sealed")


def test_what_is_sealed_for_one_use_is_closed_to_another() -> None:
    sealed = safe(b"mot").encrypt(b"x")
    assert safe(b"mot").decrypt(sealed) == b"x"
    with pytest.raises(InvalidToken):
        safe(b"hai").decrypt(sealed)


def test_other_answers_are_kept_as_they_are(caller: Caller, receiver: Receiver) -> None:
    endpoint = make_endpoint(receiver.url, caller.client)
    answer = caller("post", f"{LIST}{endpoint.pk}/ping/", **KEY)
    assert IdempotentAnswer.objects.get().body == answer.content.decode()
