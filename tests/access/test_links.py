"""No link leads nowhere: each account of the demonstration follows what its pages offer, and finds a page or a file."""

from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from lxml import html

from ocop.accounts.demo import DEMO
from ocop.accounts.models import User

SAMPLES = 2
"""Addresses followed of each route: records differ in what they offer."""

ACCOUNTS = ["", *(person.username for person in DEMO)]


def offered(page: str, body: bytes) -> list[str]:
    """Addresses of this site which a page offers: its links, and what htmx fetches by itself."""
    found = html.fromstring(body).xpath("//a/@href | //@hx-get")
    addresses = [urljoin(page, str(one)).partition("#")[0] for one in found]
    return [one for one in addresses if one.startswith("/") and not one.startswith("//")]


def route_of(address: str) -> str:
    return resolve(urlsplit(address).path).view_name


def links_of(address: str, answer: HttpResponse) -> list[str]:
    """What the answer offers further: nothing if it is a file."""
    is_page = answer["Content-Type"].startswith("text/html") and not answer.streaming
    return offered(address, answer.content) if is_page and answer.content.strip() else []


@pytest.mark.no_cover
@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda name: name or "public")
def test_every_link_leads_somewhere(account: str, demo: None, client: Client) -> None:
    if account:
        client.force_login(User.objects.get(username=account))
    waiting, seen, followed, dead = deque([("", "/")]), {"/"}, Counter[str](), []
    while waiting:
        origin, address = waiting.popleft()
        route = route_of(address)
        followed[route] += 1
        if followed[route] > SAMPLES:
            continue
        answer = client.get(address, follow=True)
        if answer.streaming:
            answer.getvalue()  # a file is closed when it has been read
        if answer.status_code != 200:
            dead.append((answer.status_code, address, origin))
            continue
        fresh = [one for one in links_of(address, answer) if one not in seen]
        seen.update(fresh)
        waiting.extend((address, one) for one in fresh)
    assert dead == []
    assert len(followed) > (40 if account else 2)
