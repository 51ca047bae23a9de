"""Uploads under kill -9 of the web server (R3, R11): a real granian dies in the middle of pieces and of finishing.

python -m bench.faults_upload [--kills 20] [--bytes 3000000] [--piece 60000]
The last line is JSON. Exit 0 when every file arrived whole, and files and rows agree.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from ocop.launcher import procs
from ocop.launcher.services import Servers, temporary

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "k" * 32
PATIENCE = 240.0


def film(size: int) -> bytes:
    """A film of that many random bytes, by its boxes."""

    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", 8 + len(body)) + name + body

    return box(b"ftyp", b"isom\x00\x00\x02\x00isom") + box(b"moov", bytes(40)) + box(b"mdat", os.urandom(size))


class Web:
    """granian on one port, to be killed with all it started and begun again."""

    def __init__(self, servers: Servers) -> None:
        self.log = servers.folder / "web.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen = self.start()

    def start(self) -> subprocess.Popen:
        command: list[object] = [Path(sys.executable).with_name("granian"), "--interface", "wsgi"]
        command += ["ocop.wsgi:application", "--host", "127.0.0.1", "--port", self.port, "--workers", 1]
        command += ["--blocking-threads", 2, "--log-level", "warning"]
        return procs.spawn(command, log=self.log, stop_signal=signal.SIGKILL, env=dict(os.environ), cwd=ROOT)

    def family(self) -> list[int]:
        """The server and what it started."""
        found = [self.process.pid]
        for pid in found:
            children = Path(f"/proc/{pid}/task/{pid}/children")
            found += [int(child) for child in children.read_text().split()] if children.exists() else []
        return found

    def kill(self) -> None:
        """Workers first: the main process must not see them go and tidy up."""
        for pid in reversed(self.family()):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        self.process = self.start()


class Browser:
    """What static/app/upload.js does: ask where the server stands, send from there, again after every fault."""

    def __init__(self, web: Web, session: str) -> None:
        self.web, self.retries, self.answers = web, 0, 0
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "application/octet-stream") -> Any:
        """(status, JSON); repeated while nobody answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            line = http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=30)
            try:
                line.request(method, path, body, {**self.headers, "Content-Type": kind})
                answer = line.getresponse()
                text = answer.read()
                if answer.status < 500:
                    self.answers += 1
                    return answer.status, json.loads(text)
            except (OSError, http.client.HTTPException):
                pass
            finally:
                line.close()
            self.retries += 1
            time.sleep(0.05)
        raise TimeoutError(f"no answer from {path}")

    def send(self, open_path: str, data: bytes, number: int, piece: int) -> None:
        form = urlencode(
            {"kind": "cau_chuyen", "file_name": f"phim {number}.mp4", "size": len(data), "fingerprint": number}
        )
        status, upload = self.ask("POST", open_path, form.encode(), "application/x-www-form-urlencoded")
        assert status == 201, upload
        received = upload["received"]
        while True:
            while received < len(data):
                part = data[received : received + piece]
                status, answer = self.ask("POST", f"{upload['url']}?tu={received}", part)
                assert status in (200, 409), answer
                received = answer["received"]
            end = urlencode({"sha256": hashlib.sha256(data).hexdigest()}).encode()
            status, answer = self.ask("POST", upload["finish_url"], end, "application/x-www-form-urlencoded")
            if status == 200:
                return
            assert status == 409, answer
            received = answer["received"]


def people() -> tuple[str, str]:
    """A person with a vault: the path to open uploads at, and the key of a session."""
    from datetime import date

    from django.contrib.auth import SESSION_KEY
    from django.test import Client
    from django.urls import reverse

    from ocop.accounts.models import User
    from products.models import Producer, ProducerMember
    from programs.enums import Tier, UnitKind
    from programs.models import Unit

    unit = Unit(code="90001", tier=Tier.COMMUNE, kind=UnitKind.COMMUNE, name="Xã Thử", path="90/90001/")
    unit.valid_from = date(2020, 1, 1)
    unit.set_keys().save()
    producer = Producer.objects.create(unit=unit, name="Hợp tác xã Thử", is_illustration=True)
    user = User.objects.create_user("chu.the")
    ProducerMember.objects.create(producer=producer, user=user, valid_from=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    assert SESSION_KEY in client.session
    return reverse("products:upload_open", args=[producer.pk]), str(client.session.session_key)


def drive(web: Web, options: argparse.Namespace) -> dict[str, Any]:
    """One thread sends file after file, this one kills at random moments until there were enough."""
    path, session = people()
    browser, sums, faults, enough = Browser(web, session), [], [], threading.Event()

    def send_all() -> None:
        try:
            while not enough.is_set() or len(sums) < options.files:
                data = film(options.bytes)
                browser.send(path, data, len(sums), options.piece)
                sums.append(hashlib.sha256(data).hexdigest())
        except Exception as error:
            faults.append(repr(error)[:300])

    sender = threading.Thread(target=send_all)
    sender.start()
    made = 0
    while made < options.kills and sender.is_alive():
        before = browser.answers
        while browser.answers < before + 2 and sender.is_alive():  # the new server is up
            time.sleep(0.02)
        time.sleep(random.uniform(0, options.most))
        web.kill()
        made += 1
    enough.set()
    sender.join()
    return {"kills": made, "retries": browser.retries, "faults": faults, "sums": sums}


def verdict(driven: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """Files against rows (R11)."""
    from products.domain.evidence import sweep_vault
    from products.domain.evidence.chunks import uploads_folder
    from products.models import Evidence, StoredFile, Upload

    none = timedelta(0)
    left = sweep_vault(quiet=none, deep=True)
    after = sweep_vault(quiet=none, deep=True)
    sums = driven.pop("sums")
    found = {
        "files": len(sums),
        "whole": StoredFile.objects.filter(sha256__in=sums).count(),
        "rows": [Evidence.objects.count(), StoredFile.objects.count(), Upload.objects.filter(state="done").count()],
        "dangling": len(left.dangling),
        "damaged": len(left.damaged),
        "swept": [len(left.orphans), len(left.parts)],
        "orphans": len(after.orphans) + len(after.parts) + len(list(uploads_folder().iterdir())),
        **driven,
    }
    bad = found["dangling"] + found["damaged"] + found["orphans"] + len(found["faults"])
    found["ok"] = not bad and found["rows"] == [len(sums)] * 3 and found["whole"] == len(sums) > 0
    found["ok"] = found["ok"] and found["kills"] == options.kills
    return found


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--files", type=int, default=3, help="at least; more are sent while the killing goes on")
    parser.add_argument("--bytes", type=int, default=3_000_000)
    parser.add_argument("--piece", type=int, default=60_000)
    parser.add_argument("--most", type=float, default=1.5, help="seconds a new server lives")
    return parser.parse_args()


def main() -> int:
    options = read_options()
    with temporary(valkey=False) as servers:
        files = servers.folder / "files"
        env = {"OCOP_FILES": str(files), "OCOP_UPLOADS": str(files / "uploads"), "OCOP_DATA": str(servers.folder)}
        os.environ.update(servers.env, **env, DJANGO_SETTINGS_MODULE="ocop.settings", OCOP_MFA_REQUIRED="0")
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        web = Web(servers)
        try:
            found = verdict(drive(web, options), options)
        finally:
            for pid in reversed(web.family()):
                os.kill(pid, signal.SIGKILL)
            web.process.wait()
            connections.close_all()
    print(json.dumps({"fault": "web killed during uploads", **found}, ensure_ascii=False))
    return 0 if found["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
