"""Two installations are kept equal by docs/examples/two_way_sync.py, whatever breaks in between.

Two web servers on two databases; the synchronisation goes through proxies that cut connections. 200 runs of the last
test by hand: `python -m bench.sync --runs 200`.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from .cutting_proxy import CuttingProxy
from .play import Mortal, OcopError, Play, TwoWaySync, new_key
from .receiver import Receiver
from .two_sides import Side, shortly, two_sides

from ocop_client import verify_webhook  # isort: skip
from two_way_sync import main  # isort: skip

pytestmark = pytest.mark.django_db  # makes the database the sides are copied from, also when this file runs alone

RUNS, CHANGES = 4, 50


@pytest.fixture(scope="module")
def sides(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Side]]:
    """Both installations, for all tests of this module."""
    from django.db import connection

    with ExitStack() as stack:
        with django_db_blocker.unblock():
            database = str(connection.settings_dict["NAME"])
            both = stack.enter_context(two_sides(database, tmp_path_factory.mktemp("sides")))
        yield both


class Pairing:
    """A synchronisation with a state file of its own, without faults unless a proxy is given a script."""

    def __init__(self, sides: dict[str, Side], folder: Path, **options: Any) -> None:
        self.clients = {
            name: Mortal(side.proxy.url, *side.keys.sync, tries=4, sleep=shortly) for name, side in sides.items()
        }
        self.sync = TwoWaySync(self.clients, folder / "state.sqlite", **options)

    def settle(self) -> None:
        """Rounds until there is nothing left to do."""
        assert any(self.sync.round().is_quiet for _number in range(8))

    def partner(self, resource: str, number: int) -> int:
        """The id on side b of a record of side a."""
        return int(self.sync._partner(resource, "a", number))

    def notes(self, resource: str, number: int) -> list[str]:
        """Kinds of what was noted of a record of side a."""
        return [row["kind"] for row in self.sync.notes() if (row["resource"], row["a"]) == (resource, number)]


@pytest.fixture
def pairing(sides: dict[str, Side], tmp_path: Path) -> Iterator[Pairing]:
    """The usual one: the newest wins."""
    made = Pairing(sides, tmp_path)
    yield made
    close(made)


def close(pairing: Pairing) -> None:
    """End it."""
    pairing.sync.close()
    for client in pairing.clients.values():
        client.close()


def make_producer(side: Side, name: str, **values: Any) -> int:
    """The id of a new producer, entered by a person."""
    body = {"name": name, "legal_form": "htx", "unit": {"code": side.keys.communes[0]}, **values}
    return int(side.people.create("producers/", body, key=new_key()).data["id"])


def change(side: Side, path: str, **values: Any) -> None:
    """A person reads and saves."""
    side.people.update(path, values, etag=side.people.get(path).etag)


def read(side: Side, path: str) -> Any:
    """The record as people see it."""
    return side.people.get(path).data


def test_what_is_made_and_changed_on_one_side_is_so_on_both(sides: dict[str, Side], pairing: Pairing) -> None:
    a, b = sides["a"], sides["b"]
    first = make_producer(a, "Hợp tác xã Dừa", address="Thôn 1", tax_code="2800177112", founded_on="2020-01-05")
    product = a.people.create("products/", {"producer": first, "name": "Kẹo dừa", "product_set": 4}, key=new_key())
    pairing.settle()
    there, sweet = pairing.partner("producers", first), pairing.partner("products", product.data["id"])
    assert there > 100000
    copy = read(b, f"producers/{there}/")
    assert (copy["address"], copy["tax_code"], copy["founded_on"]) == ("Thôn 1", "2800177112", "2020-01-05")
    assert read(b, f"products/{sweet}/")["producer"]["id"] == there
    change(b, f"products/{sweet}/", name="Kẹo dừa Bến Tre", description="Dòng 1\nDòng 2")
    change(a, f"producers/{first}/", name="Hợp tác xã Dừa xanh", unit={"code": a.keys.communes[1]})
    pairing.settle()
    mine = read(a, f"products/{product.data['id']}/")
    assert (mine["name"], mine["description"]) == ("Kẹo dừa Bến Tre", "Dòng 1\nDòng 2")
    copy = read(b, f"producers/{there}/")
    assert (copy["name"], copy["unit"]["code"]) == ("Hợp tác xã Dừa xanh", b.keys.communes[1])
    assert not pairing.notes("producers", first)


def test_personal_data_of_a_household_stay_where_they_are(sides: dict[str, Side], pairing: Pairing) -> None:
    a, b = sides["a"], sides["b"]
    number = make_producer(a, "Hộ Nguyễn Thị Mận", legal_form="ho_kd", address="Thôn 7", phone="0912345678")
    pairing.settle()
    there = pairing.partner("producers", number)
    change(b, f"producers/{there}/", name="Hộ Nguyễn Thị Mận (cơ sở 2)")
    pairing.settle()
    stored = "SELECT name, address, phone FROM products_producer WHERE id = %s"
    assert a.rows(stored, number) == [("Hộ Nguyễn Thị Mận (cơ sở 2)", "Thôn 7", "0912345678")]
    assert b.rows(stored, there) == [("Hộ Nguyễn Thị Mận (cơ sở 2)", "", "")]


@pytest.mark.parametrize(("prefer", "wanted"), [("newest", "Thôn của b"), ("a", "Thôn của a"), ("b", "Thôn của b")])
def test_of_two_changes_one_wins_whole(prefer: str, wanted: str, sides: dict[str, Side], tmp_path: Path) -> None:
    pairing = Pairing(sides, tmp_path, prefer=prefer)
    number = make_producer(sides["a"], f"Tổ hợp tác {prefer}", address="Thôn cũ")
    pairing.settle()
    there = pairing.partner("producers", number)
    change(sides["a"], f"producers/{number}/", address="Thôn của a")
    change(sides["b"], f"producers/{there}/", address="Thôn của b")
    pairing.settle()
    found = [read(sides[name], f"producers/{pk}/")["address"] for name, pk in (("a", number), ("b", there))]
    assert found == [wanted, wanted]
    assert pairing.notes("producers", number) == ["conflict"]
    close(pairing)


def test_what_both_sides_have_already_becomes_a_pair(sides: dict[str, Side], pairing: Pairing) -> None:
    mine = make_producer(sides["a"], "Hợp tác xã Có sẵn", address="Thôn 1")
    theirs = make_producer(sides["b"], "Hợp tác xã Có sẵn", address="Thôn 2")
    pairing.settle()
    assert pairing.partner("producers", mine) == theirs
    assert read(sides["a"], f"producers/{mine}/")["address"] == "Thôn 2"


def test_what_is_gone_on_one_side_is_told_and_kept_on_the_other(sides: dict[str, Side], pairing: Pairing) -> None:
    number = make_producer(sides["a"], "Hợp tác xã Sẽ mất")
    pairing.settle()
    there = pairing.partner("producers", number)
    sides["a"].rows("DELETE FROM products_producer WHERE id = %s", number)
    pairing.settle()
    assert pairing.notes("producers", number) == ["gone"]
    assert read(sides["b"], f"producers/{there}/")["name"] == "Hợp tác xã Sẽ mất"


def test_what_is_refused_is_told_once_and_tried_when_it_changes(sides: dict[str, Side], pairing: Pairing) -> None:
    a = sides["a"]
    number = make_producer(a, "Hợp tác xã Bị từ chối")
    pairing.settle()
    taken = make_producer(sides["b"], "Hợp tác xã Tên đã dùng")
    change(a, f"producers/{number}/", name="Hợp tác xã Tên đã dùng")
    for _number in range(3):
        pairing.sync.round()
    assert pairing.notes("producers", number) == ["refused"]
    change(a, f"producers/{number}/", name="Hợp tác xã Tên mới")
    pairing.settle()
    there = pairing.partner("producers", number)
    assert read(sides["b"], f"producers/{there}/")["name"] == "Hợp tác xã Tên mới"
    assert read(sides["b"], f"producers/{taken}/")["name"] == "Hợp tác xã Tên đã dùng"


@pytest.mark.parametrize("keeps_key", [True, False])
def test_an_answer_lost_and_a_change_in_between(keeps_key: bool, sides: dict[str, Side], pairing: Pairing) -> None:
    """The first POST takes effect, its answer is lost, somebody changes the new record, the POST comes again."""
    a, b = sides["a"], sides["b"]
    name = f"Hợp tác xã Câu trả lời bị mất {keeps_key}"
    pairing.settle()
    number = make_producer(a, name, address="Thôn 1")
    pairing.clients["b"].keeps_key, pairing.clients["b"].tries = keeps_key, 1
    b.proxy.script = ["", "after"]  # the feed is read, the answer to the POST is lost
    with pytest.raises(OcopError, match="POST"):
        pairing.sync.round()
    made = b.rows("SELECT id FROM products_producer WHERE name = %s", name)
    assert len(made) == 1
    change(b, f"producers/{made[0][0]}/", address="Thôn 2")
    pairing.clients["b"].tries = 4
    pairing.settle()
    assert pairing.notes("producers", number) == ([] if keeps_key else ["refused", "conflict"])


@pytest.mark.parametrize(("secret", "code"), [("", 0), ("sai", 1)])
def test_the_program_runs_as_the_page_of_examples_says(
    secret: str,
    code: int,
    sides: dict[str, Side],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, side in sides.items():
        given = {"HOST": side.proxy.url, "ID": side.keys.sync[0], "SECRET": secret or side.keys.sync[1]}
        for part, value in given.items():
            monkeypatch.setenv(f"{name.upper()}_{part}", value)
    make_producer(sides["a"], f"Hợp tác xã Dòng lệnh {code}")
    assert main([str(tmp_path / "state.sqlite"), "--prefer", "a", "--again"]) == code
    printed = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["refused"] for line in printed] == [0] * (1 - code)
    there = sides["b"].rows("SELECT count(*) FROM products_producer WHERE name LIKE %s", f"%Dòng lệnh {code}")
    assert there == [(1 - code,)]


def test_notices_start_rounds_and_come_twice_without_harm(sides: dict[str, Side], pairing: Pairing) -> None:
    """The answer to the second of three notices is lost: it comes again under its id, and starts one more round."""
    a, names = sides["a"], [f"Hợp tác xã Báo tin {number}" for number in range(3)]
    pairing.settle()
    with Receiver() as receiver:
        proxy = CuttingProxy(receiver.port)
        wanted = {"url": f"{proxy.url}/thong-bao", "resources": ["producers"]}
        secret = pairing.clients["a"].create("webhooks/", wanted, key=new_key()).data["secret"]
        proxy.script = ["", "after"]
        numbers = [make_producer(a, name) for name in names]
        assert a.send_notices() == 2
        a.rows("UPDATE api_webhookdelivery SET next_at = now()")
        assert a.send_notices() == 2
        proxy.close()
    told = [verify_webhook(secret, got.headers, got.body)["data"]["id"] for got in receiver.got]
    assert told == [numbers[0], numbers[1], numbers[1], numbers[2]]
    assert len(set(receiver.ids())) == 3
    for _notice in told:
        pairing.sync.round()
    assert pairing.sync.round().is_quiet
    there = "SELECT name FROM products_producer WHERE name = ANY(%s) ORDER BY name"
    assert [name for (name,) in sides["b"].rows(there, names)] == names


def test_both_sides_are_equal_after_faults_of_every_kind(sides: dict[str, Side], tmp_path: Path) -> None:
    play = Play(sides, tmp_path / "state.sqlite")
    tallies = [play.run(seed, CHANGES) for seed in range(RUNS)]
    play.close()
    assert [tally.faults for tally in tallies] == [[]] * RUNS
    cuts = sum((tally.cuts for tally in tallies), type(tallies[0].cuts)())
    assert {"before", "after", "middle", "abandoned", "twice"} == set(cuts), json.dumps(cuts)
    assert sum(tally.kills for tally in tallies) == RUNS
    assert sum(tally.deaths for tally in tallies) > 0
    assert sum(tally.redelivered for tally in tallies) > RUNS
    assert all(tally.made > CHANGES // 10 for tally in tallies)
