"""Steps of dossiers under kill -9 of the web server (R3): each is done wholly, once, or not at all.

python -m bench.faults_dossier [--kills 20] [--dossiers 40]
A person hands in and accepts dossier after dossier over HTTP and sends again what got no answer. The last line is
JSON. Exit 0 when no dossier was ever half written and every step was done once.
"""

import argparse
import http.client
import json
import os
import random
import signal
import sys
import threading
import time
from datetime import date
from typing import Any
from urllib.parse import urlencode

from bench.faults_upload import PATIENCE, TOKEN, Web
from ocop.launcher.services import temporary

STEPS = ("submit", "accept")


class Clerk:
    """The browser of a commune officer: posts a step again until it is answered."""

    def __init__(self, web: Web) -> None:
        from django.test import Client

        from tests.factories import make_product
        from tests.products.dossier_story import Story

        self.web, self.retries, self.answers = web, 0, 0
        self.story = Story()
        self.make = lambda: self.story.draft(product=make_product(self.story.producer, product_set=6)).pk
        client = Client()
        client.force_login(self.story.officer)
        cookie = f"sessionid={client.session.session_key}; csrftoken={TOKEN}"
        kind = "application/x-www-form-urlencoded"
        self.headers = {"Cookie": cookie, "X-CSRFToken": TOKEN, "Content-Type": kind}

    def take(self, dossier_id: int, step: str, revision: int) -> None:
        """One step; the same form is sent again while nobody answers."""
        form = urlencode({"on": f"{date.today():%d/%m/%Y}", "note": "", "revision": revision})
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            line = http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=30)
            try:
                line.request("POST", f"/ho-so/{dossier_id}/buoc/{step}/", form, self.headers)
                answer = line.getresponse()
                text = answer.read()
                if answer.status < 500:
                    assert answer.status == 302, (answer.status, text[-2000:])
                    self.answers += 1
                    return
            except (OSError, http.client.HTTPException):
                pass
            finally:
                line.close()
            self.retries += 1
            time.sleep(0.05)
        raise TimeoutError(f"no answer for {step} of {dossier_id}")


def half_written(dossier_ids: list[int]) -> list[int]:
    """Dossiers whose state, steps, snapshot, receipt and legal acts do not belong together."""
    from ocop.audit.models import LegalAct
    from products.models import Dossier

    whole = {"draft": (0, 0, 0, 0), "submitted": (1, 1, 0, 1), "checking": (2, 1, 1, 2)}
    found = []
    for dossier in Dossier.objects.filter(pk__in=dossier_ids):
        acts = LegalAct.objects.filter(verb__in=[f"dossier_{step}" for step in STEPS], subject_id=str(dossier.pk))
        rows = (dossier.moves.count(), dossier.submissions.count(), dossier.receipts.count(), acts.count())
        if rows != whole[dossier.state]:
            found.append(dossier.pk)
    return found


def drive(web: Web, clerk: Clerk, ids: list[int], kills: int, most: float) -> dict[str, Any]:
    """One thread works, this one kills at random moments and looks at the rows after each kill."""
    from django.db import connection

    from products.models import Dossier

    faults: list[str] = []
    halves: set[int] = set()
    first = dict(Dossier.objects.filter(pk__in=ids).values_list("pk", "revision"))

    def work() -> None:
        try:
            for pk in ids:
                for number, step in enumerate(STEPS):
                    clerk.take(pk, step, first[pk] + number)
        except Exception as error:
            faults.append(repr(error)[:1000])
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    made = 0
    while made < kills and worker.is_alive():
        before = clerk.answers
        while clerk.answers == before and worker.is_alive():
            time.sleep(0.01)
        time.sleep(random.uniform(0, most))
        web.kill()
        made += 1
        time.sleep(0.2)  # PostgreSQL notices the closed connection
        # Rows of a step that is just being done are seen in one transaction or not at all; a count may fall between
        # two, so what looks half written is looked at again.
        halves |= set(half_written(half_written(ids)))
    worker.join()
    return {"kills": made, "retries": clerk.retries, "faults": faults, "half_written": len(halves)}


def verdict(ids: list[int], driven: dict[str, Any], kills: int) -> dict[str, Any]:
    from ocop.audit.acts import verify_chain
    from products.models import Dossier, Receipt

    numbers = sorted(Receipt.objects.filter(dossier__in=ids).values_list("number", flat=True))
    found = {
        "dossiers": len(ids),
        "done": Dossier.objects.filter(pk__in=ids, state="checking").count(),
        "half_written_at_end": len(half_written(ids)),
        "receipts_without_gap": numbers == list(range(1, len(ids) + 1)),
        "chain_faults": len(list(verify_chain())),
        **driven,
    }
    bad = found["half_written"] + found["half_written_at_end"] + found["chain_faults"] + len(found["faults"])
    found["ok"] = not bad and found["done"] == len(ids) and found["receipts_without_gap"] and found["kills"] == kills
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--dossiers", type=int, default=40)
    parser.add_argument("--most", type=float, default=0.3, help="seconds a new server lives after its first answer")
    options = parser.parse_args()
    with temporary(valkey=False) as servers:
        env = {"OCOP_FILES": str(servers.folder / "files"), "OCOP_DATA": str(servers.folder)}
        os.environ.update(servers.env, **env, DJANGO_SETTINGS_MODULE="ocop.settings", OCOP_MFA_REQUIRED="0")
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        web = Web(servers)
        try:
            clerk = Clerk(web)
            ids = [clerk.make() for _number in range(options.dossiers)]
            found = verdict(ids, drive(web, clerk, ids, options.kills, options.most), options.kills)
        finally:
            for pid in reversed(web.family()):
                os.kill(pid, signal.SIGKILL)
            web.process.wait()
            connections.close_all()
    print(json.dumps({"fault": "web killed during steps of dossiers", **found}, ensure_ascii=False))
    return 0 if found["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
