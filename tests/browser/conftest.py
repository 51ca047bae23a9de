"""A real browser on a real server: the system's Chromium driven by Playwright. Without Chromium the tests fail."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from .helpers import DESKTOP, Visit

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-gpu",
]


def chromium() -> str:
    """Path of the browser: OCOP_CHROMIUM or the system's."""
    found = os.environ.get("OCOP_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.fail("Chromium is missing: `make test` installs it (apt: chromium), or set OCOP_CHROMIUM", pytrace=False)
    return found


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    """One browser a worker."""
    running = _playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield running
    running.close()


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Visit]:
    """A fresh window on the live server; requests to other hosts, script errors and CSP refusals fail the test."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport=DESKTOP,
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    page: Page = context.new_page()
    visit = Visit(page, live_server.url)
    yield visit
    context.close()
    assert visit.troubles == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A page in a real browser beside other work gets one more try; the summary names every test that needed it (R)."""
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.flaky(reruns=1))
