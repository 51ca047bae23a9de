"""The ways of checking a signature that docs/api-webhooks.md gives, run as they stand there."""

import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from standardwebhooks import Webhook

from ocop.api.domain import webhook_dispatch
from ocop.api.domain.webhooks import new_secret, rotate_secret

from .test_webhook_dispatch import make_endpoint, make_messages

pytestmark = pytest.mark.django_db
Check = Callable[[str, dict[str, str], bytes], bool]


def samples() -> dict[str, str]:
    """Language → the code that checks."""
    text = (Path(settings.BASE_DIR) / "docs/api-webhooks.md").read_text()
    verify = text.partition("## Verify")[2].partition("\n## ")[0]
    return dict(re.findall(r"```(\w+)\n(.*?)```", verify, re.DOTALL))


def of_python(code: str, _folder: Path) -> Check:
    """Its function `verify`."""
    names: dict[str, Any] = {}
    exec(code, names)
    return names["verify"]  # type: ignore[no-any-return]


def of_shell(code: str, folder: Path) -> Check:
    """A run of the script for each message."""
    script = folder / "verify.sh"
    script.write_text(code)

    def verify(secret: str, headers: dict[str, str], body: bytes) -> bool:
        facts = [headers[f"webhook-{name}"] for name in ("id", "timestamp", "signature")]
        return subprocess.run(["sh", str(script), secret, *facts], input=body, timeout=20, check=False).returncode == 0

    return verify


WAYS = {"python": of_python, "sh": of_shell}


def test_every_sample_is_run() -> None:
    assert set(samples()) == set(WAYS)


@pytest.mark.parametrize("language", WAYS)
def test_the_documents_ways_of_checking_a_signature(language: str, tmp_path: Path) -> None:
    verify = WAYS[language](samples()[language], tmp_path)
    endpoint = rotate_secret(endpoint=make_endpoint("http://127.0.0.1:1/"))
    (message,) = make_messages(endpoint, 1, payload={"type": "products.saved", "name": "Nước mắm 100 %\\n'"})
    message.endpoint = endpoint
    sent, body = webhook_dispatch.headers(message), webhook_dispatch.body(message)
    for secret in (endpoint.secret, endpoint.previous_secret):
        assert verify(secret, sent, body)
    assert not verify(new_secret(), sent, body)
    assert not verify(endpoint.secret, sent, body + b" ")
    assert not verify(endpoint.secret, sent | {"webhook-timestamp": "1"}, body)
    past = datetime.now(UTC) - timedelta(seconds=310)
    signed = Webhook(endpoint.secret).sign(str(message.pk), past, body.decode())
    stale = {"webhook-timestamp": str(int(past.timestamp())), "webhook-signature": signed}
    assert not verify(endpoint.secret, sent | stale, body)
    other = sent["webhook-signature"].split(" ")[0][:-2] + "x="
    assert not verify(endpoint.secret, sent | {"webhook-signature": other}, body)
