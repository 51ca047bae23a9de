"""The worker is killed in the middle of an import: whole or absent, then complete; bench/faults_import.py does more."""

import json
import subprocess
import sys

from django.conf import settings


def test_a_killed_worker_leaves_an_import_whole_or_absent() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "bench.faults_import", "--kills", "2", "--rows", "400"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=400, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    counts = {name: found[name] for name in ("imports", "kills", "half_written", "incomplete")}
    assert counts == {"imports": 3, "kills": 2, "half_written": 0, "incomplete": 0}
