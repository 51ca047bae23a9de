"""An import under kill -9 of the worker at even distances along its way: whole or absent, then complete, once.

python -m bench.faults_import [--kills 10] [--rows 2500]

Real PostgreSQL, broker, worker and beat. Prints one JSON line; exit 0 when nothing was half written, doubled or lost.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from ocop.launcher import procs
from ocop.launcher.services import Servers, temporary

ROOT = Path(__file__).resolve().parent.parent
LEASE = 3
PATIENCE = 240.0


class Plant:
    """A worker that runs jobs in its own process, and beat, which sends the sweeper."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self.made = 0
        self.beat = self._celery("beat", "beat", "-s", servers.folder / "beat", "--pidfile=")
        self.worker = self._start()

    def _celery(self, name: str, *arguments: object) -> subprocess.Popen:
        celery = [Path(sys.executable).with_name("celery"), "-q", "-A", "ocop.celery", *arguments]
        log = self.servers.folder / f"{name}.log"
        return procs.spawn(celery, log=log, stop_signal=signal.SIGKILL, env=dict(os.environ), cwd=ROOT)

    def _start(self) -> subprocess.Popen:
        self.made += 1
        name = f"w{self.made}"
        return self._celery(name, "worker", "-P", "solo", "-n", name, "--without-gossip", "--without-mingle")

    def kill(self) -> None:
        """kill -9; PostgreSQL is left with whatever was open."""
        self.worker.kill()
        self.worker.wait()

    def again(self) -> None:
        """The next worker."""
        self.worker = self._start()

    def stop(self) -> None:
        for process in (self.beat, self.worker):
            procs.end(process, signal.SIGTERM, 5)


class Site:
    """One commune and its officer; files of new products, each of a batch of its own."""

    def __init__(self, rows: int) -> None:
        from ocop.accounts.enums import Role
        from programs.enums import Tier
        from tests.factories import make_unit, make_user

        self.rows = rows
        self.commune = make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Thử")
        self.officer = make_user(Role.COMMUNE_OFFICER, self.commune)

    def batch(self, number: int) -> Any:
        """A checked file of `rows` products with recognitions, nothing of it written."""
        from evaluations.domain.imports import check_batch, open_batch, template_columns
        from evaluations.domain.imports.columns import COLUMNS
        from ocop.spreadsheets import write_csv

        told = {"unit_name": self.commune.name, "star": 3, "kind": "công nhận mới", "body": "huyện"}
        lines = []
        for row in range(self.rows):
            names = {"product": f"Lô {number} sản phẩm {row}", "producer": f"Lô {number} chủ thể {row // 3}"}
            facts = {"decision_number": f"{number + 1}/QĐ-UBND", "decided_on": date(2025, 6, 2)}
            lines.append([(told | names | facts).get(column.key) for column in COLUMNS])
        data = write_csv(template_columns(), lines)
        batch = open_batch(actor=self.officer, data=data, name=f"lo-{number}.csv")
        return check_batch(batch=batch, actor=self.officer)

    def stored(self, number: int) -> tuple[int, int, int]:
        """Producers, products and recognitions of a batch that are there."""
        from evaluations.models import Recognition
        from products.models import Producer, Product

        name = f"Lô {number} "
        return (
            Producer.objects.filter(name__startswith=name).count(),
            Product.objects.filter(name__startswith=name).count(),
            Recognition.objects.filter(product__name__startswith=name).count(),
        )

    @property
    def whole(self) -> tuple[int, int, int]:
        """What a written batch holds."""
        return (self.rows + 2) // 3, self.rows, self.rows


def run_one(plant: Plant, site: Site, number: int, kill_after: float | None) -> dict[str, Any]:
    """One import, killed `kill_after` seconds after it began (None: left alone)."""
    from ocop.jobs.domain import enqueue
    from ocop.jobs.models import Job
    from products.models import ImportBatch

    batch = site.batch(number)
    assert batch.state == "ready", batch.faults[:3]
    job = enqueue(kind="apply_import", params={"batch": str(batch.pk)}, user=site.officer, key=str(batch.pk))
    wait(lambda: Job.objects.get(pk=job.pk).state != "queued")
    began, half = time.monotonic(), False
    if kill_after is not None:
        time.sleep(kill_after)
        plant.kill()
        time.sleep(0.3)  # PostgreSQL notices the closed connection
        there, state = site.stored(number), ImportBatch.objects.get(pk=batch.pk).state
        half = there not in ((0, 0, 0), site.whole) or (state == "applied") != (there == site.whole)
        plant.again()
    wait(lambda: Job.objects.get(pk=job.pk).state not in ("queued", "running"))
    took = time.monotonic() - began
    job.refresh_from_db()
    complete = job.state == "done" and site.stored(number) == site.whole
    return {"half": half, "complete": complete, "attempts": job.attempt, "seconds": took}


def wait(condition: Any) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.02)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--rows", type=int, default=2_500)
    options = parser.parse_args()
    with temporary(postgres=True, valkey=True) as servers:
        os.environ.update(servers.env, OCOP_JOB_LEASE=str(LEASE), DJANGO_SETTINGS_MODULE="ocop.settings")
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        site, plant = Site(options.rows), Plant(servers)
        try:
            calm = run_one(plant, site, 0, None)
            step = calm["seconds"] / options.kills
            runs = [run_one(plant, site, number + 1, step * (number + 0.5)) for number in range(options.kills)]
        finally:
            plant.stop()
            connections.close_all()
    found = {
        "imports": len(runs) + 1,
        "kills": len(runs),
        "half_written": sum(run["half"] for run in runs),
        "incomplete": sum(not run["complete"] for run in [calm, *runs]),
        "run_again": sum(run["attempts"] > 1 for run in runs),
        "calm_s": round(calm["seconds"], 2),
    }
    well = found["half_written"] == found["incomplete"] == 0
    print(json.dumps({"bench": "faults_import", **found, "ok": well}))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
