"""What the browser tests do with a page."""

import os
import re
import tempfile
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Request

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SIZES = (DESKTOP, PHONE)
SCREENSHOTS = Path(os.environ.get("OCOP_SCREENSHOTS") or Path(tempfile.gettempdir()) / "ocop-screenshots")
"""Pictures of pages for people to look at."""

AT_HOME = ("data:", "blob:", "chrome-extension:", "chrome:")
"""Not another host; the browser's own viewer shows the PDFs."""

WIDER = """() => {
  const cut = e => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e !== document.body;
  const inside = e => e && e !== document.body && (cut(e) || inside(e.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !inside(e.parentElement))
    .slice(0, 5).map(e => e.tagName + '.' + e.getAttribute('class'));
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Visit:
    """A page with what went wrong on it."""

    def __init__(self, page: Page, host: str) -> None:
        self.page, self.host = page, host
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.host, *AT_HOME)):
            self.troubles.append(f"request to another host: {request.url}")

    def sign_in(self, user: Any) -> None:
        """Be this person without the login form."""
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.host}])

    def faults(self, path: str, picture: bool = True) -> list[str]:
        """Open a page on a desk and on a phone; what axe finds, and what is wider than the phone."""
        found: list[str] = []
        self.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        answer = self.page.goto(path, wait_until="load")
        if answer is None or not answer.ok:
            return [f"{path}: {answer and answer.status}"]
        for size in SIZES:
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            found += [f"{path} at {size['width']} px: {fault}" for fault in self.faults_here()]
            if picture:
                self.shoot(f"{re.sub('[^a-z0-9-]+', '_', path.strip('/')) or 'home'}-{size['width']}")
        return found

    def faults_here(self) -> list[str]:
        """What axe finds on the page as it stands, and how much wider than the window it is."""
        response = Axe().run(self.page).response
        found = [f"{rule['id']}: {[node['html'][:120] for node in rule['nodes']]}" for rule in response["violations"]]
        wider = self.page.evaluate(OVERFLOW)
        return [*found, f"{wider} px too wide: {self.page.evaluate(WIDER)}"] if wider > 0 else found

    def shoot(self, name: str) -> None:
        """A picture of the whole page in SCREENSHOTS."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
