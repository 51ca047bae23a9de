"""Pieces of the launcher: what is missing is named, servers are found and joined, leftovers are cleaned."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from ocop.launcher import bootstrap, embedded, env, prepared, procs
from ocop.launcher.postgres import Postgres, ServerError
from ocop.launcher.services import temporary

ROOT = Path(settings.BASE_DIR)


def test_a_missing_library_is_answered_with_one_line_to_run(monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    needs = [bootstrap.Need("libfoo", lambda: False), bootstrap.Need("libhere", lambda: True)]
    with pytest.raises(SystemExit) as stopped:
        bootstrap.system_packages(needs)
    assert stopped.value.code == 2
    line = "su -c 'apt-get update && apt-get install -y --no-install-recommends libfoo'"
    assert f"\n    {line}\n" in capsys.readouterr().err


def test_nothing_missing_asks_for_nothing(capsys):
    bootstrap.system_packages([bootstrap.Need("libhere", lambda: True)])
    assert capsys.readouterr().err == ""


def test_this_machine_has_what_the_product_needs():
    assert [need.package for need in bootstrap.RUNTIME + bootstrap.BROWSER if not need.present()] == []


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [("migrate", True), ("demo", True), ("help", False), ("--version", False), ("progress --help", False), ("", False)],
)
def test_which_commands_start_the_database(arguments, needed):
    assert env.needs_database(["manage.py", *arguments.split()]) is needed


def test_launcher_needs_nothing_but_the_standard_library():
    modules = ["bootstrap", "embedded", "env", "postgres", "prepared", "procs", "run", "services", "test"]
    code = f"import {', '.join(f'ocop.launcher.{name}' for name in modules)}"
    subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"], check=True
    )


def test_commands_at_the_same_time_share_one_server(tmp_path, monkeypatch):
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)
    monkeypatch.setenv("OCOP_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL")
    ended: list[str] = []

    def second() -> None:
        with embedded.for_one_command() as found:
            time.sleep(0.5)
            ended.append(found["DATABASE_URL"])

    thread = threading.Thread(target=second)
    with embedded.for_one_command() as found:
        thread.start()
        time.sleep(0.2)
    assert ended == [found["DATABASE_URL"]]  # the first waited for the second before it stopped the server
    thread.join()
    assert json.loads((tmp_path / "data" / "owner.json").read_text()) == {}


def test_data_of_another_version_is_refused_in_words(tmp_path):
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerError, match="thuộc PostgreSQL 9, chương trình là 1"):
        Postgres(tmp_path / "pg", log=tmp_path / "log").start()


def test_a_pid_file_of_someone_else_does_not_stop_the_server():
    with temporary() as servers:
        server = servers.postgres
        server.process.kill()
        server.process.wait()
        lock = server.data / "postmaster.pid"
        lock.write_text(f"{os.getpid()}\n{lock.read_text().split(chr(10), 1)[1]}")
        server.start()
        assert server.process.poll() is None


def test_folders_of_killed_runs_are_removed(tmp_path):
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    dead = Path("/tmp") / f"ocop-tmp-{done.stdout.decode().strip()}-x"
    dead.mkdir()
    with temporary(postgres=False):
        assert not dead.exists()


def test_a_long_path_gets_a_short_place_for_its_socket(tmp_path):
    deep = tmp_path / ("x" * 100)
    deep.mkdir()
    assert procs.socket_folder(tmp_path, "s") == tmp_path
    short = procs.socket_folder(deep, "s")
    assert len(str(short / "s")) < 100
    short.rmdir()


def test_a_database_with_other_migrations_is_prepared_again():
    with temporary() as servers:
        server = servers.postgres
        assert prepared.fingerprint(server, demo=True) == ""  # no tables yet: it cannot say
        with psycopg.connect(host=str(server.sockets), user="ocop", dbname="ocop", autocommit=True) as database:
            database.execute("CREATE TABLE django_migrations (applied timestamptz)")
            empty = prepared.fingerprint(server, demo=True)
            assert empty == prepared.fingerprint(server, demo=True) != prepared.fingerprint(server, demo=False)
            database.execute("INSERT INTO django_migrations VALUES (now())")
        assert prepared.fingerprint(server, demo=True) != empty
