"""Nine members and twelve products in the small world of the access matrix. Every sheet carries words of its own, so
that an answer which shows one of them is known by its text alone (that no number tells either: test_blindness.py)."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from evaluations.domain.results import open_marks, start_next_round
from evaluations.domain.sheets import save_sheet, submit_sheet
from evaluations.models import ScoreSheet, Seat, SessionEntry
from ocop.accounts.enums import Role
from tests import factories as make
from tests.access.rows import ROWS
from tests.access.rows.councils import seers
from tests.access.world import ACTORS, MARK, World

from .scoring_room import lowered
from .sheet_setup import as_form

MEMBERS, PRODUCTS = 9, 12
TOTALS = (89, 51, 53, 57, 59, 61, 67, 71, 73)
"""Points a member gives to every product; the chair one less for each, so that the means differ."""
HIDDEN = re.compile(r"[Kk][ií]n-(\d)(\d\d)(\d)")
JSON = "application/json"
CHAIR, MEMBER = f"{Role.COUNCIL_MEMBER}@province", f"{Role.COUNCIL_MEMBER}@own"

Secret = tuple[int, int, int]
"""Member, product, round."""


def words(member: int, product: int, number: int = 1) -> str:
    """Words of one sheet, found again by HIDDEN."""
    return f"Kín-{member}{product:02}{number} chờ mở"


def secrets_in(text: str) -> set[Secret]:
    """Whose sheets the text tells of."""
    return {(int(one), int(two), int(three)) for one, two, three in HIDDEN.findall(text)}


def total_of(member: int, product: int) -> int:
    return TOTALS[member] - product if member == 0 else TOTALS[member]


@dataclass
class Nine:
    """`members[0]` chairs; `clients` are their browsers, `entries` the products before the session of the world."""

    world: World
    products: int = PRODUCTS

    def __post_init__(self) -> None:
        world = self.world
        self.session = world.session
        users = [world.users[CHAIR], world.users[MEMBER]]
        users += [make.make_user(Role.COUNCIL_MEMBER, world.units["province"]) for _ in range(MEMBERS - 2)]
        seated = [world.chair, world.council_member]
        added = [make.make_council_member(world.council, user, order=10) for user in users[2:]]
        self.users, self.members = users, [*seated, *added]
        for member in added:
            Seat.objects.create(session=self.session, member=member, role=member.role, is_present=True)
        self.entries = [world.entry, *(self._entry(number) for number in range(1, self.products))]
        self.clients = [signed_in(user) for user in users]

    def _entry(self, number: int) -> SessionEntry:
        product = make.make_product(self.world.producer, name=f"Trà {number} {MARK}", product_set=4)
        return make.make_entry(self.session, make.make_dossier(product, state="council"), order=number)

    @property
    def twice(self) -> int:
        """The product that is scored a second time; its first round is open to the council."""
        return self.products - 1

    def content(self, member: int, product: int, number: int = 1) -> dict[str, Any]:
        """What the member writes on the sheet."""
        text = words(member, product, number)
        return {"answers": lowered(100 - total_of(member, product)), "notes": {"1.1": text}, "comment": text}

    def save(self, client: Client, member: int, product: int, number: int = 1) -> int:
        """Keep the draft: by program for members of even number, by the page for the others. The status."""
        pk, content = self.entries[product].pk, self.content(member, product, number)
        if member % 2:
            sheet = ScoreSheet.objects.filter(entry=pk, member=self.members[member], round=number).first()
            more = {
                "revision": str(sheet.revision if sheet else 0),
                "round": str(number),
                "ghi-1.1": content["comment"],
            }
            data = as_form(content["answers"], comment=content["comment"], **more)
            url = reverse("evaluations:sheet_save", args=[pk])
            return client.post(url, data, headers={"HX-Request": "true"}).status_code
        url = reverse("api:sheet", args=[pk])
        return client.put(url, content, JSON, headers={"If-Match": client.get(url).headers["ETag"]}).status_code

    def submit(self, client: Client, member: int, product: int) -> int:
        """Hand the stored sheet in, the same two ways; the status (200 by program, the page leads on with 302)."""
        entry = SessionEntry.objects.get(pk=self.entries[product].pk)
        if member % 2 == 0:
            read = client.get(reverse("api:sheet", args=[entry.pk]))
            headers = {"If-Match": read.headers["ETag"], "Idempotency-Key": uuid.uuid4().hex}
            return client.post(reverse("api:sheet_submit", args=[entry.pk]), {}, JSON, headers=headers).status_code
        sheet = ScoreSheet.objects.get(entry=entry, member=self.members[member], round=entry.round)
        data = {"revision": str(sheet.revision), "round": str(entry.round)}
        return client.post(reverse("evaluations:sheet_submit", args=[entry.pk]), data).status_code

    def hand_in(self, product: int, number: int = 1, members: int = MEMBERS) -> None:
        """A sheet of each of the first members, without pages."""
        for member, user in enumerate(self.users[:members]):
            facts: dict[str, Any] = {"actor": user, "entry_id": self.entries[product].pk}
            save_sheet(**facts, revision=None, **self.content(member, product, number))
            submit_sheet(**facts)

    def score_again(self) -> None:
        """One product has been scored by everybody, opened, and goes to a second round."""
        self.hand_in(self.twice)
        facts: dict[str, Any] = {"actor": self.users[0], "entry_id": self.entries[self.twice].pk}
        open_marks(**facts)
        start_next_round(**facts, reason="Điểm chênh nhau quá mức")

    def browsers(self) -> dict[str, tuple[Client, int | None, bool]]:
        """Everybody who looks: name → (browser, number as a member, whether the council is open to her or him)."""
        found = {
            actor.name: (self.world.client(actor.name), None, seers(actor)) for actor in ACTORS if looks(actor.name)
        }
        for number in (0, 2):
            found[f"member {number}"] = (self.clients[number], number, True)
        return found


def looks(name: str) -> bool:
    """One actor of each role with the territory of the records, the producer's own account, anybody."""
    role, _, place = name.partition("@")
    if name in (CHAIR, MEMBER):
        return False
    own = {Role.COMMUNE_OFFICER: "own", Role.DISTRICT_COORDINATOR: "district", Role.COUNCIL_MEMBER: "district"}
    return name in ("anonymous", "member", f"{Role.ADMIN}@nation") or place == own.get(role, "province")  # type: ignore[call-overload]


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


ELSEWHERE = ("account_", "accounts:", "mfa_", "programs:", "site:", "health", "api:docs", "api:schema")
"""Pages without a record of dossiers and councils; tests/evaluations/test_blindness.py compares these as well."""


def addresses(nine: Nine, entries: list[SessionEntry]) -> list[str]:
    """Every page one can GET with its record; those about an entry for each of `entries`; searches for the words."""
    rows = {name: row for name, row in ROWS.items() if row.get is not None and not name.startswith(ELSEWHERE)}
    found = [reverse(name, kwargs=row.kwargs(nine.world)) + row.query for name, row in sorted(rows.items())]
    found += [url for entry in entries for url in pages_of(entry)]
    rows_of = {"evaluations.sessionentry": entries[0].pk, "evaluations.councilsession": nine.session.pk}
    found += [reverse("audit:row", kwargs={"model": model, "pk": str(pk)}) for model, pk in rows_of.items()]
    asked = ("/tim-kiem/", "/danh-gia/ket-qua/", "/danh-gia/", "/tra-cuu/", "/ho-so/", "/san-pham/", "/cong-nhan/")
    return list(dict.fromkeys([*found, *(f"{url}?q=chờ+mở" for url in asked)]))


def pages_of(entry: SessionEntry) -> Iterator[str]:
    """Pages about one entry; the one of marks also when asked for a round that is not open."""
    for name in ("entry_detail", "entry_open", "entry_conclude", "entry_next_round", "sheet_edit", "sheet_submit"):
        yield reverse(f"evaluations:{name}", args=[entry.pk])
    yield reverse("evaluations:entry_detail", args=[entry.pk]) + "?vong=2"
    yield reverse("api:sheet", args=[entry.pk])
    yield f"/ho-so/{entry.dossier_id}/"
