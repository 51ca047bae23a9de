"""The small world of the access matrix: two provinces, people of every role at every place, one record of a kind.

All records stand in the commune "own", under the district and province of the same name. Their texts carry MARK, which
must not be read by anyone who may not see that commune. Units are public facts and carry no mark.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from ocop.accounts.enums import EDITORS, PEOPLE, TERRITORIAL, Role
from ocop.api.domain.webhooks import new_secret
from ocop.api.models import WebhookDelivery, WebhookEndpoint
from products.domain.personal_export import keep_export
from programs.enums import Tier
from programs.models import Unit
from tests import factories as make
from tests.api.tokens import make_client

MARK = "Kỳ-Lân-Riêng"
PLACES = ("own", "district", "province", "nation", "beside", "elsewhere")
ABOVE = frozenset({"own", "district", "province", "nation"})
"""Places whose territory contains the records."""


@dataclass(frozen=True)
class Actor:
    """Someone who tries: a role at a place, or one of the people without a role."""

    name: str
    role: str = ""
    place: str = ""

    @property
    def is_anonymous(self) -> bool:
        return self.name == "anonymous"

    @property
    def reads(self) -> bool:
        """Whether the records of "own" are in the actor's territory."""
        return self.name == "mixed" or (self.role in TERRITORIAL and self.place in ABOVE)

    @property
    def edits_somewhere(self) -> bool:
        """Whether the actor writes records of some place, of "own" or not."""
        return self.name == "mixed" or self.role in EDITORS

    def __str__(self) -> str:
        return self.name


ACTORS = (
    Actor("anonymous"),
    Actor("nobody"),
    Actor("member"),  # of the producer
    Actor("former"),  # officer of "own" until yesterday
    Actor("mixed"),  # reads "own", writes elsewhere
    *(Actor(f"{role}@{place}", role, place) for role in PEOPLE for place in PLACES),
)


@dataclass
class World:
    """`units` by place, `users` and session keys by actor name, and the records by name."""

    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """A fresh browser of an actor, signed in."""
        client = Client()
        if name in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        return client

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["records"][name]
        except KeyError:
            raise AttributeError(f"the world has no record {name!r}") from None


def build_world() -> World:
    """Write everything; the caller keeps the database as a template."""
    world = World()
    _build_units(world)
    _build_people(world)
    _build_records(world)
    return world


def _build_units(world: World) -> None:
    nation = make.make_nation()
    province, elsewhere = make.make_unit(Tier.PROVINCE), make.make_unit(Tier.PROVINCE)
    district = make.make_unit(Tier.DISTRICT, province)
    own, beside = make.make_unit(parent=district), make.make_unit(parent=district)
    make.make_unit(parent=make.make_unit(Tier.DISTRICT, elsewhere))
    places = (own, district, province, nation, beside, elsewhere)
    world.units = dict(zip(PLACES, places, strict=True))


def _build_people(world: World) -> None:
    for actor in ACTORS:
        if actor.is_anonymous:
            continue
        user = make.make_user(actor.role or None, world.units.get(actor.place), username=actor.name)
        client = Client()
        client.force_login(user)
        world.users[actor.name] = user
        world.sessions[actor.name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    own, elsewhere = world.units["own"], world.units["elsewhere"]
    yesterday = timezone.localdate() - timedelta(days=1)
    make.make_grant(world.users["former"], Role.COMMUNE_OFFICER, own, valid_to=yesterday)
    make.make_grant(world.users["mixed"], Role.VIEWER, own)
    make.make_grant(world.users["mixed"], Role.PROVINCE_COORDINATOR, elsewhere)


def _build_records(world: World) -> None:
    own, records = world.units["own"], world.records
    records["plan"] = make.make_plan(own, title=f"Kế hoạch {MARK}", slug="ke-hoach-rieng")
    records["issued"] = make.make_version(records["plan"], {3: 2, 4: 1}, abstract=f"Về {MARK}")
    records["draft"] = make.make_version(records["plan"], {3: 1}, state="draft", abstract=f"Về {MARK}")
    records["assignment"] = make.make_assignment(own, world.units["province"], title=f"Kế hoạch tỉnh {MARK}")
    records["producer"] = make.make_producer(own, name=f"Hợp tác xã {MARK}")
    make.make_member(records["producer"], world.users["member"])
    records["product"] = make.make_product(records["producer"], name=f"Bánh gai {MARK}")
    records["evidence"] = make.make_evidence(records["producer"], title=f"Giấy đăng ký {MARK}")
    records["dossier"] = make.make_dossier(records["product"])
    records["recognition"] = make.make_recognition(records["product"], decision_number=f"7/QĐ-{MARK}")
    _build_council(world)
    _build_work(world)
    _build_webhook(world)
    records["calendar_day"] = make.make_calendar_day()
    records["person"] = make.make_user(Role.VIEWER, own, full_name=f"Nguyễn Văn {MARK}")
    records["document"] = make.make_document(records["plan"], title=f"Văn bản {MARK}")
    records["document_set"] = make.make_document_set(own, title=f"Bộ {MARK}")
    make.make_set_item(records["document_set"], document=records["document"], label=f"Xã {MARK}")
    records["number"] = make.make_number(own, issuer=f"Ủy ban {MARK}", abstract=f"Thông báo {MARK}")
    records["upload"] = make.make_upload(
        world.users[f"{Role.COMMUNE_OFFICER}@own"], file_name=f"{MARK}.xlsx", faults=[]
    )
    records["reading"] = make.make_reading(world.users[f"{Role.COMMUNE_OFFICER}@own"], file_name=f"Kế hoạch {MARK}.txt")
    records["job"] = make.make_job(world.users[f"{Role.COMMUNE_OFFICER}@own"], label=f"Việc {MARK}")
    asker, params = world.users[f"{Role.COMMUNE_OFFICER}@own"], {"producer": records["producer"].pk}
    records["person_export"] = make.make_job(asker, kind="export_personal_data", params=params, label=f"Xuất {MARK}")
    keep_export(records["person_export"], MARK.encode())


def _build_council(world: World) -> None:
    """A council of the province: in `session` it scores `entry`, `closed` has come to `result` and a draft decision."""
    province, records, people = world.units["province"], world.records, world.users
    records["council"] = council = make.make_council(province, name=f"Hội đồng {MARK}")
    role = Role.COUNCIL_MEMBER
    records["chair"] = make.make_council_member(
        council, people[f"{role}@province"], role="chair", name=f"Trưởng {MARK}"
    )
    records["council_member"] = make.make_council_member(council, people[f"{role}@own"])
    records["preparing"] = make.make_session(council, place=f"Hội trường {MARK}")
    records["session"] = make.make_session(council, place=f"Hội trường {MARK}", state="scoring")
    dossier = make.make_dossier(_council_product(world, "một"), state="council")
    records["entry"] = make.make_entry(records["session"], dossier)
    records["sheet"] = make.make_sheet(records["entry"], records["council_member"])
    records["closed"] = make.make_session(council, place=f"Hội trường {MARK}", state="closed")
    dossier = make.make_dossier(_council_product(world, "hai"), state="evaluated")
    concluded = {"opened_round": 1, "concluded_at": timezone.now()}
    records["result"] = make.make_result(make.make_entry(records["closed"], dossier, **concluded))
    records["decision"] = make.make_decision(province, records["result"], title=f"Công nhận {MARK}")


def _build_work(world: World) -> None:
    """A task of the plan of "own" with a part, a report and its file, and a difficulty before the district."""
    own, records = world.units["own"], world.records
    records["work"] = make.make_work(records["issued"], content=f"Rà soát {MARK}")
    records["work_part"] = make.make_work_part(records["work"])
    records["work_report"] = make.make_work_report(records["work"], text=f"Đã họp {MARK}")
    records["difficulty"] = make.make_difficulty(own, world.units["district"], text=f"Thiếu {MARK}")


def _council_product(world: World, word: str) -> Any:
    return make.make_product(world.records["producer"], name=f"Mật ong {word} {MARK}", product_set=4)


def _build_webhook(world: World) -> None:
    """The system connected to "own", its address for notices and one message of the log."""
    records = world.records
    records["api_client"] = make_client(unit=world.units["own"], name=f"Cổng {MARK}")
    records["webhook"] = WebhookEndpoint.objects.create(
        client=records["api_client"], url=f"https://cong.example/{MARK}", secret=new_secret()
    )
    records["webhook_delivery"] = WebhookDelivery.objects.create(
        endpoint=records["webhook"], position=1, payload={"type": MARK}, state="given_up"
    )
