"""Nine members and twelve products: the chair and two members in windows of three sizes, six more by program at the
same time, against one server. Nobody reads another's marks before the chair opens; every sheet counts once."""

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, expect

from evaluations.models import Mark, ScoreSheet
from ocop.audit.models import LegalAct
from tests.access.world import World
from tests.evaluations.council_of_nine import MEMBERS, PRODUCTS, Nine, secrets_in
from tests.evaluations.scoring_room import LEAVES

from .helpers import DESKTOP, PHONE, Visit

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = (DESKTOP, {"width": 768, "height": 1024}, PHONE)
"""Of the windows of the chair and two members."""
BY_HAND = (0, 7)
"""The products they mark in the window; the others by program, from an account that is signed in there as well."""
TOKEN = "a" * 32
Answer = Any


class Wire:
    """A program over HTTP with the session of a person, as django.test.Client is asked."""

    def __init__(self, host: str, key: str) -> None:
        self.host = urlsplit(host).netloc
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"

    def get(self, url: str) -> Answer:
        return self._ask("GET", url, None, {})

    def put(self, url: str, data: Any, content_type: str, headers: Any = None) -> Answer:
        return self._ask("PUT", url, json.dumps(data), {"Content-Type": content_type, **(headers or {})})

    def post(self, url: str, data: Any = None, content_type: str = "", headers: Any = None) -> Answer:
        body = json.dumps(data) if content_type else urlencode(data or {})
        kind = content_type or "application/x-www-form-urlencoded"
        return self._ask("POST", url, body, {"Content-Type": kind, **(headers or {})})

    def _ask(self, method: str, url: str, body: str | None, headers: dict[str, str]) -> Answer:
        line = HTTPConnection(self.host, timeout=60)
        line.request(method, url, body, {"Cookie": self.cookie, "X-CSRFToken": TOKEN, **headers})
        answer: Any = line.getresponse()
        text = answer.read().decode()
        line.close()
        answer.status_code, answer.text, answer.json = answer.status, text, lambda: json.loads(text)
        return answer


@pytest.fixture
def nine(world: World) -> Nine:
    return Nine(world)


@pytest.fixture
def windows(browser: Browser, live_server: Any, nine: Nine) -> Iterator[list[Visit]]:
    """The chair's and two members' windows; script errors and requests to other hosts fail the test."""
    found = []
    for user, size in zip(nine.users, SIZES, strict=False):
        context = browser.new_context(base_url=live_server.url, locale="vi-VN", viewport=size)  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        found.append(Visit(context.new_page(), live_server.url))
        found[-1].sign_in(user)
    yield found
    for window in found:
        window.page.context.close()
    assert [trouble for window in found for trouble in window.troubles] == []


def programs(nine: Nine, host: str, errors: list[BaseException]) -> list[threading.Thread]:
    """A thread a member: all sheets of six of them, and those of the other three not marked by hand."""

    def run(member: int) -> None:
        wire: Any = Wire(host, nine.clients[member].cookies[settings.SESSION_COOKIE_NAME].value)
        try:
            for product in range(PRODUCTS):
                if member < len(SIZES) and product in BY_HAND:
                    continue
                assert nine.save(wire, member, product) == 200
                assert nine.submit(wire, member, product) == (302 if member % 2 else 200)
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    return [threading.Thread(target=run, args=[member]) for member in range(MEMBERS)]


def mark_by_hand(nine: Nine, window: Visit, member: int, product: int) -> set[Any]:
    """The last level of a sheet chosen in the window, handed in by a double click; whose words the pages show."""
    page, entry = window.page, nine.entries[product]
    content = nine.content(member, product)
    last = LEAVES[-1].code
    level = content["answers"].pop(last)
    saved = ScoreSheet.objects.filter(entry=entry, member=nine.members[member]).update(revision=1, **content)
    if not saved:
        ScoreSheet.objects.create(entry=entry, member=nine.members[member], revision=1, **content)
    page.goto(f"/danh-gia/phieu/{entry.pk}/#tc-{last}")
    expect(page.locator(".tc:visible")).to_have_attribute("data-criterion", last)
    seen = secrets_in(page.content())
    if page.viewport_size == PHONE:
        page.locator(".tc:visible .opt-none" if level is None else f".tc:visible .opt >> nth={level}").click()
    else:
        page.keyboard.press("0" if level is None else str(level + 1))
    expect(page.locator("[data-draft-state]")).to_contain_text("đã lưu")
    page.get_by_role("link", name="Xem lại và nộp").click()
    page.wait_for_url("**/nop/")
    seen |= secrets_in(page.content())
    page.get_by_role("button", name="Nộp phiếu").dblclick()
    expect(page.locator(".note-success").first).to_contain_text("nộp phiếu")
    return seen | secrets_in(page.content())


def look_round(nine: Nine, window: Visit) -> set[Any]:
    """Whose words the board and the pages of all entries show."""
    seen = set()
    for url in [f"/danh-gia/phien/{nine.session.pk}/", *(f"/danh-gia/ho-so/{entry.pk}/" for entry in nine.entries)]:
        seen |= secrets_in(window.page.request.get(url).text())
    return seen


def test_in_windows_and_by_program_at_once(nine: Nine, windows: list[Visit], live_server: Any) -> None:
    errors: list[BaseException] = []
    threads = programs(nine, live_server.url, errors)
    for thread in threads:
        thread.start()
    try:
        for product in BY_HAND:
            for member, window in enumerate(windows):
                seen = mark_by_hand(nine, window, member, product) | look_round(nine, window)
                assert seen == {(member, product, 1)}
    finally:
        for thread in threads:
            thread.join(120)
    assert errors == []
    count = MEMBERS * PRODUCTS
    assert sorted(ScoreSheet.objects.filter(state="submitted").values_list("member", "entry")) == sorted(
        (member.pk, entry.pk) for member in nine.members for entry in nine.entries
    )
    assert Mark.objects.count() == count * len(LEAVES)
    assert LegalAct.objects.filter(verb="submit_sheet").count() == count
    open_in_the_window(nine, windows)


def open_in_the_window(nine: Nine, windows: list[Visit]) -> None:
    """The chair opens everything; then, and not before, each window shows all nine sheets side by side."""
    chair = windows[0].page
    assert [look_round(nine, window) for window in windows] == [set()] * len(windows)
    chair.goto(f"/danh-gia/phien/{nine.session.pk}/mo-ket-qua/")
    with chair.expect_navigation():
        chair.get_by_role("button", name="Mở kết quả các hồ sơ này").click()
    everything = {(member, product, 1) for member in range(MEMBERS) for product in range(PRODUCTS)}
    for window in windows:
        assert look_round(nine, window) == everything
        window.page.goto(f"/danh-gia/ho-so/{nine.entries[0].pk}/")
        assert window.faults_here() == []
        window.shoot(f"hoi-dong-chin-{window.page.viewport_size['width']}")  # type: ignore[index]
