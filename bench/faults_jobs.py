"""Jobs under kill -9 of workers and broker (RELIABILITY R2). The last line is JSON: lost, doubled, stuck.

python -m bench.faults_jobs [--jobs 300] [--worker-kills 6] [--broker-kills 2] [--work pages|document] [--guard on|off]
python -m bench.faults_jobs --work set [--jobs 166] [--worker-kills 2]: one job that makes so many commune plans.
Exit 0 when nothing was lost, doubled or stuck. `--guard off` is the negative control, plain Celery: it must not be 0.
"""

import argparse
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ocop.launcher import procs
from ocop.launcher.services import Servers, temporary

ROOT = Path(__file__).resolve().parent.parent
GRACE = 30.0
"""Seconds past the end of its lease after which a running job counts as stuck."""


class Plant:
    """Workers, beat and the broker, to be killed and started again."""

    def __init__(self, servers: Servers, guarded: bool, workers: int = 2) -> None:
        self.servers, self.guarded = servers, guarded
        self.workers: list[subprocess.Popen] = []
        self.names = itertools.count(1)
        self.beat = self._celery("beat", "beat", "-s", servers.folder / "beat", "--pidfile=") if guarded else None
        for _ in range(workers):
            self.workers.append(self._worker())

    def _celery(self, name: str, *arguments: object) -> subprocess.Popen:
        celery = [Path(sys.executable).with_name("celery"), "-q", "-A", "ocop.celery", *arguments]
        log = self.servers.folder / f"{name}.log"
        return procs.spawn(celery, log=log, stop_signal=signal.SIGKILL, env=dict(os.environ), cwd=ROOT)

    def _worker(self) -> subprocess.Popen:
        name = f"w{next(self.names)}"
        prefetch = [] if self.guarded else ["--prefetch-multiplier", 4]
        options = ["-c", 1, "-n", name, "-I", "bench.faults_kinds", "--without-gossip", "--without-mingle", *prefetch]
        return self._celery(name, "worker", *options)

    def kill_worker(self) -> None:
        """Only the main process: its pool must go by itself."""
        victim = self.workers.pop(0)
        victim.kill()
        victim.wait()
        self.workers.append(self._worker())

    def kill_broker(self) -> None:
        """What the broker held is gone: it keeps no file."""
        broker = self.servers.valkey
        assert broker is not None
        assert broker.process is not None
        broker.process.kill()
        broker.process.wait()
        time.sleep(1)
        broker.start()

    def stop(self) -> None:
        for process in (self.beat, *self.workers):
            if process is not None:
                procs.end(process, signal.SIGTERM, 5)


def order(options: argparse.Namespace) -> None:
    """Write the jobs, and in the control send the plain tasks."""
    from celery import current_app
    from django.db import connection
    from django.utils import timezone

    from bench import faults_kinds
    from ocop.jobs.domain import enqueue
    from ocop.jobs.models import Job

    with connection.cursor() as cursor:
        cursor.execute(faults_kinds.EFFECTS)
    if options.work == "document":
        order_documents(options.jobs)
    else:
        for _ in range(options.jobs):
            enqueue(kind="bench.pages", params={"seconds": options.seconds}, user=None)
    if options.guard == "off":
        empty_broker()
        Job.objects.update(lease_until=timezone.now() + timedelta(days=1))  # out of the sweeper's sight
        for pk in Job.objects.values_list("pk", flat=True):
            current_app.send_task("bench.plain", args=[str(pk)])


def empty_broker() -> None:
    """Forget the bells that asking for the jobs has rung."""
    import redis

    redis.Redis(unix_socket_path=os.environ["REDIS_URL"].removeprefix("redis+socket://")).flushall()


def order_documents(count: int) -> None:
    """Progress reports of the Thanh Hóa plan of 2025, each of another day: real content, no two the same."""
    from django.core.management import call_command

    from programs.models import PlanVersion
    from reporting.domain.documents import request_document
    from reporting.enums import DocumentKind

    call_command("demo", stdout=sys.stderr)
    version = PlanVersion.objects.filter(plan__year=2025, number="36").order_by("-pk").first()
    first = date(2025, 3, 1)
    for day in range(count):
        params = {"as_of": (first + timedelta(days=day)).isoformat(), "mode": "as-was"}
        request_document(user=None, kind=DocumentKind.PROGRESS, record=version, params=params)


class Watch:
    """Looks at the rows: how many ended, and how far past its lease the worst running job is."""

    def __init__(self) -> None:
        self.worst = 0.0

    def look(self) -> int:
        """How many are final; keeps the worst overdue lease seen."""
        from django.utils import timezone

        from ocop.jobs.enums import ACTIVE, JobState
        from ocop.jobs.models import Job

        running = Job.objects.filter(state=JobState.RUNNING, lease_until__isnull=False).order_by("lease_until")
        ends = running.values_list("lease_until", flat=True).first()
        if ends is not None:
            self.worst = max(self.worst, (timezone.now() - ends).total_seconds())
        return Job.objects.exclude(state__in=ACTIVE).count()


def drive(plant: Plant, options: argparse.Namespace) -> dict[str, Any]:
    """Kill at even distances along the way, then wait for the end."""
    kills = [plant.kill_worker] * options.worker_kills
    for number in range(options.broker_kills):
        kills.insert((number + 1) * (len(kills) + 1) // (options.broker_kills + 1), plant.kill_broker)
    watch, began, moved, before = Watch(), time.monotonic(), time.monotonic(), 0
    patience = options.idle if options.guard == "off" else options.lease + 60
    made = 0
    while True:
        final = watch.look()
        if final != before:
            before, moved = final, time.monotonic()
        idle = time.monotonic() - moved
        if made < len(kills) and (final >= (made + 0.5) * options.jobs / len(kills) or idle > min(8, options.idle)):
            kills[made]()
            made += 1
            moved = time.monotonic()
        elif (final >= options.jobs and made == len(kills)) or idle > patience:
            break
        time.sleep(0.1)
    return {"kills": made, "seconds": round(time.monotonic() - began, 1), "worst_overdue_s": round(watch.worst, 1)}


def verdict(options: argparse.Namespace, driven: dict[str, Any]) -> dict[str, Any]:
    """Counts over all rows."""
    from django.db import connection

    from ocop.jobs.enums import JobState
    from ocop.jobs.models import Job

    states = list(Job.objects.values_list("state", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT job FROM bench_effect GROUP BY job HAVING count(*) > 1) twice")
        doubled = cursor.fetchone()[0]
    if options.work == "document":
        from django.db.models import Count

        from reporting.models import Document

        same = Document.objects.values("kind", "content_hash").annotate(times=Count("pk")).filter(times__gt=1)
        doubled += same.count()
    stuck = states.count(JobState.RUNNING) + (driven["worst_overdue_s"] > GRACE)
    return {
        "jobs": len(states),
        "done": states.count(JobState.DONE),
        "lost": len(states) - states.count(JobState.DONE) - states.count(JobState.RUNNING),
        "doubled": doubled,
        "stuck": stuck,
        "restarted": Job.objects.filter(attempt__gt=1).count(),
        **driven,
    }


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=300)
    parser.add_argument("--worker-kills", type=int, default=6)
    parser.add_argument("--broker-kills", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=0.4, help="of work in one job of --work pages")
    parser.add_argument("--lease", type=int, default=10)
    parser.add_argument("--idle", type=float, default=20, help="seconds without an end that end the control")
    parser.add_argument("--work", choices=["pages", "document", "set"], default="pages")
    parser.add_argument("--guard", choices=["on", "off"], default="on")
    return parser.parse_args()


def one_set(servers: Servers, options: argparse.Namespace) -> int:
    """One worker, one job: whoever kills the worker kills the job."""
    from bench import faults_set

    faults_set.order(options.jobs)
    plant = Plant(servers, guarded=True, workers=1)
    try:
        patience = options.lease + 120
        driven = faults_set.drive(plant, kills=options.worker_kills, count=options.jobs, patience=patience)
    finally:
        plant.stop()
    found = faults_set.verdict(options.jobs, driven)
    print(json.dumps({"work": "set", **found}))
    return 0 if found["ok"] else 1


def main() -> int:
    options = read_options()
    with temporary(valkey=True) as servers:
        os.environ.update(servers.env, OCOP_JOB_LEASE=str(options.lease), DJANGO_SETTINGS_MODULE="ocop.settings")
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        if options.work == "set":
            return one_set(servers, options)
        order(options)
        plant = Plant(servers, options.guard == "on")
        try:
            found = verdict(options, drive(plant, options))
        finally:
            plant.stop()
            connections.close_all()
    well = found["lost"] == found["doubled"] == found["stuck"] == 0 and found["jobs"] == options.jobs
    print(json.dumps({"guard": options.guard, "work": options.work, **found, "ok": well}))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
