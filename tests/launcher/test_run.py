"""`make run` as a whole: serves, refuses a second one, leaves nothing behind (even after kill -9), keeps the data."""

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from ocop.launcher.procs import processes_of


@pytest.fixture
def data(tmp_path_factory):
    """A data folder that the server's user can walk to."""
    folder = tmp_path_factory.mktemp("run")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    return folder / "data"


def environment(data: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return {**kept, "OCOP_DATA": str(data), "OCOP_PORT": str(port), "OCOP_DEMO": "0"}


def free_port() -> int:
    """A free one below those the system gives to outgoing connections: those come and go while the test runs."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def launch(data: Path, port: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "ocop.launcher.run"]
    return subprocess.Popen(
        command, env=environment(data, port), cwd=settings.BASE_DIR, stderr=subprocess.PIPE, text=True
    )


def wait_for(question, seconds: float = 240) -> bool:
    deadline = time.monotonic() + seconds
    while not question():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def health(port: int) -> dict:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as answer:
        return json.load(answer)
    except OSError:
        return {}


def manage(data: Path, code: str) -> str:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    done = subprocess.run(
        command, env=environment(data, 0), cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


MAKE = "from ocop.jobs.models import Job; Job.objects.create(kind='kept', label='giữ lại', state='done')"
COUNT = "from ocop.jobs.models import Job; print(Job.objects.filter(kind='kept').count())"


def test_run_is_killed_and_started_again(data):
    port = free_port()
    first = launch(data, port)
    try:
        assert wait_for(lambda: health(port).get("status") == "ok")
        manage(data, MAKE)  # joins the running database
        second = launch(data, port)
        assert "OCOP đang chạy ở" in second.communicate(timeout=30)[1]
        assert second.returncode == 1
    finally:
        first.kill()
        first.communicate()
    assert wait_for(lambda: not processes_of(str(data)), 10), processes_of(str(data))
    again = launch(data, port)
    try:
        assert wait_for(lambda: health(port).get("status") == "ok" or again.poll() is not None)
        assert again.poll() is None, again.communicate()[1]
        assert manage(data, COUNT) == "1"
    finally:
        again.send_signal(signal.SIGINT)
        told = again.communicate(timeout=60)[1]
    assert (again.returncode, processes_of(str(data))) == (0, []), told
    assert manage(data, COUNT) == "1"  # now it starts the database for itself, and stops it
    assert processes_of(str(data)) == []


def test_a_taken_port_is_named(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = launch(data, port).communicate(timeout=60)[1]
    assert f"Cổng {port} đang bận" in told
    assert processes_of(str(data)) == []
