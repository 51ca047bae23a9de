"""R2 at a bounded size: real workers and a real broker under kill -9; `bench/faults_jobs.py` runs the full figure."""

import json
import subprocess
import sys

from django.conf import settings


def run(*options: str) -> dict:
    command = [sys.executable, "-W", "ignore", "-m", "bench.faults_jobs", *options]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=170, check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_jobs_survive_killed_workers_and_a_killed_broker():
    found = run("--jobs", "40", "--worker-kills", "2", "--broker-kills", "1", "--lease", "3", "--seconds", "0.3")
    counts = {name: found[name] for name in ("jobs", "done", "lost", "doubled", "stuck", "kills")}
    assert counts == {"jobs": 40, "done": 40, "lost": 0, "doubled": 0, "stuck": 0, "kills": 3}


def test_without_the_guard_the_same_kills_lose_jobs():
    found = run("--guard", "off", "--jobs", "16", "--worker-kills", "1", "--broker-kills", "1", "--idle", "5")
    assert found["lost"] + found["stuck"] > 0
    assert found["done"] < found["jobs"] == 16
