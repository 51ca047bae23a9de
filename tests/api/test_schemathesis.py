"""Made-up requests against the served document, as three clients: no 5xx, no status or shape that is not documented."""

from typing import Any

import pytest

from .fuzzing import CLIENTS, fuzz_as

pytestmark = pytest.mark.django_db(transaction=True)
SEED = 2026
LEAST = {"reader": 600, "writer": 1400, "products": 100}
"""Cases of each client: at least 2,000 together."""
ADDRESSES = {
    "reader": "/(units|bodies|plans|results|opened-sheets|recognitions|certificates|reports|period-reports|lawpacks)/"
    "|/(changes|public|exchange|open-data|documents|jobs)/",
    "writer": "/(producers|products|dossiers|evidence|tasks|webhooks|oauth|sheets|scoring|documents)/",
}
"""Each has its share here, for the sake of time; by hand (python -m bench.fuzz_api) everybody tries everything."""


@pytest.mark.parametrize("name", CLIENTS)
def test_answers_are_as_the_document_says(name: str, world: Any, capsys: pytest.CaptureFixture[str]) -> None:
    run = fuzz_as(name, world.units["own"], seed=SEED, examples=2, include=ADDRESSES.get(name, ""))
    with capsys.disabled():
        print(f"\nschemathesis, {name}: {run}")
    assert not run.faults, "\n\n".join(f"## {title}\n{text}" for title, text in run.faults.items())
    assert run.total >= LEAST[name]
