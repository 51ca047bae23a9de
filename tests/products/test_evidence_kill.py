"""R3, R11 at a bounded size: a real web server under kill -9; `bench/faults_upload.py` runs the full figure."""

import json
import subprocess
import sys

from django.conf import settings


def test_uploads_survive_a_killed_web_server() -> None:
    options = ["--kills", "2", "--files", "1", "--bytes", "1500000"]
    command = [sys.executable, "-W", "ignore", "-m", "bench.faults_upload", *options]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=400, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert {name: found[name] for name in ("kills", "dangling", "damaged", "orphans", "faults", "ok")} == {
        "kills": 2,
        "dangling": 0,
        "damaged": 0,
        "orphans": 0,
        "faults": [],
        "ok": True,
    }
