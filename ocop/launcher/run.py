"""`make run`: database, broker, worker, beat and web as children of this process, until Ctrl-C."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import procs
from .embedded import Busy, Ownership, configured, data_folder, database, describe, secret_key
from .postgres import Postgres, ServerError
from .prepared import fingerprint
from .procs import MARK, ROOT, end, say, spawn, sweep_leftovers
from .services import Valkey

RESTARTS, WINDOW = 5, 60.0
"""A child that ends more often than this within so many seconds stops the whole run."""


@dataclass
class Child:
    """One process of the run and how to start it again."""

    name: str
    start: Callable[[], subprocess.Popen]
    stop_signal: int
    patience: float
    process: subprocess.Popen | None = None
    starts: list[float] = field(default_factory=list)

    def up(self) -> None:
        self.process = self.start()
        self.starts = [at for at in self.starts if time.monotonic() - at < WINDOW] + [time.monotonic()]

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def down(self) -> None:
        if self.process is not None:
            end(self.process, self.stop_signal, self.patience)


class Run:
    """One `make run`. Order of starting: servers, preparation, then worker, beat and web together."""

    def __init__(self) -> None:
        self.data = data_folder()
        self.ownership = Ownership(self.data)
        self.children: list[Child] = []
        self.stopping = False
        self.port = 0
        self.env: dict[str, str] = {}
        self.server: Postgres | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def begin(self) -> None:
        """Raises Busy or ServerError."""
        self._take()
        sweep_leftovers(str(self.data))
        secret_key(self.data)
        self.port = free_port()
        self.env = {**os.environ, MARK: str(self.data), "OCOP_DATA": str(self.data)}
        self.env["DJANGO_SETTINGS_MODULE"] = "ocop.settings"
        self.env.setdefault("OCOP_DEMO", configured("OCOP_DEMO") or "1")
        if not configured("OCOP_PUBLIC_URL"):
            self.env["OCOP_PUBLIC_URL"] = self.address.rstrip("/")
        if not configured("DATABASE_URL"):
            self.server = server = database(self.data)
            self.env["DATABASE_URL"] = server.url
            self._add("postgres", lambda: _started(server), signal.SIGINT, 20)
        if not configured("REDIS_URL"):
            broker = Valkey(self.data / "broker", log=self._log("valkey"), keep=True, mark=str(self.data))
            self.env["REDIS_URL"] = broker.url
            self._add("valkey", lambda: _started(broker), signal.SIGTERM, 10)
        self._prepare()
        self._application()

    def _take(self, patience: float = 20) -> None:
        deadline = time.monotonic() + patience
        while True:
            try:
                return self.ownership.take()
            except Busy as busy:
                if busy.owner.get("kind") == "run" or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def _log(self, name: str) -> Path:
        return self.data / "log" / f"{name}.log"

    def _add(self, name: str, start: Callable[[], subprocess.Popen], stop_signal: int, patience: float) -> None:
        child = Child(name, start, stop_signal, patience)
        child.up()
        self.children.append(child)

    def _program(self, name: str, arguments: list[object], patience: float, dies_by: int = signal.SIGTERM) -> None:
        command = [Path(sys.executable).with_name(arguments[0]), *arguments[1:]]  # type: ignore[arg-type]
        self._add(
            name,
            lambda: spawn(command, log=self._log(name), stop_signal=dies_by, env=self.env, cwd=ROOT),
            signal.SIGTERM,
            patience,
        )

    def _prepare(self) -> None:
        """Tables, static files, and on the first start the demo data: one process, so that Django starts once."""
        stamp = self.data / "prepared"
        before = self._fingerprint()
        if before and stamp.exists() and stamp.read_text() == before:
            return
        done = subprocess.run([sys.executable, "-m", "ocop.launcher.prepare"], env=self.env, cwd=ROOT, check=False)
        if done.returncode:
            raise ServerError("Không chuẩn bị được cơ sở dữ liệu; lỗi ở ngay trên dòng này.")
        stamp.write_text(self._fingerprint())

    def _fingerprint(self) -> str:
        return fingerprint(self.server, demo=self.env["OCOP_DEMO"] == "1") if self.server else ""

    def _application(self) -> None:
        celery: list[object] = ["celery", "-q", "-A", "ocop.celery"]
        worker = [
            "worker",
            "-c",
            configured("OCOP_WORKERS") or "2",
            "--without-gossip",
            "--without-mingle",
            "-l",
            "INFO",
        ]
        beat = ["beat", "-s", self.data / "beat", "--pidfile=", "-l", "WARNING"]
        web: list[object] = ["granian", "--interface", "wsgi", "ocop.wsgi:application", "--host", "127.0.0.1"]
        web += ["--port", self.port, "--workers", 1, "--blocking-threads", 4, "--log-level", "warning"]
        self._program("web", web, 10)
        self._wait_for_web()  # alone on the processors: the first page comes sooner
        self._program("worker", [*celery, *worker, "-l", "INFO"], 10, dies_by=signal.SIGKILL)
        self._program("beat", [*celery, *beat], 5, dies_by=signal.SIGKILL)
        self.ownership.announce(
            kind="run",
            address=self.address,
            database_url=self.env.get("DATABASE_URL", ""),
            redis_url=self.env.get("REDIS_URL", ""),
        )

    def _wait_for_web(self, patience: float = 60) -> None:
        deadline = time.monotonic() + patience
        while not answers(f"{self.address}health/") and not self.stopping:
            if time.monotonic() > deadline:
                raise ServerError(f"Trang web chưa trả lời sau {patience:.0f} giây:\n{procs.tail(self._log('web'))}")
            self.revive()
            time.sleep(0.02)

    def revive(self) -> None:
        """Start again what ended; raises ServerError for a child that keeps ending."""
        for child in self.children:
            if not child.ended() or self.stopping:
                continue
            if len(child.starts) > RESTARTS:
                raise ServerError(f"`{child.name}` dừng liên tục:\n{procs.tail(self._log(child.name))}")
            say(f"`{child.name}` đã dừng (mã {child.process.returncode if child.process else '?'}), khởi động lại …")
            child.up()

    def finish(self) -> None:
        for child in reversed(self.children):
            child.down()
        sweep_leftovers(str(self.data), patience=2)
        self.ownership.release()


def _started(server: Postgres | Valkey) -> subprocess.Popen:
    server.start()
    assert server.process is not None
    return server.process


def answers(url: str) -> bool:
    """Does a web server answer here, with whatever status?"""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def free_port() -> int:
    """OCOP_PORT when given (ServerError when taken), else the first free one from 8000."""
    chosen = configured("OCOP_PORT")
    for port in [int(chosen)] if chosen else range(8000, 8100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise ServerError(f"Cổng {chosen or '8000–8099'} đang bận: hãy chọn cổng khác, ví dụ OCOP_PORT=8200 make run.")


def accounts_table(loaded: Path) -> str:
    """The demo accounts that `manage.py demo` told about, as lines; the empty text when there are none."""
    try:
        accounts = json.loads(loaded.read_text())["accounts"]
    except (OSError, ValueError, KeyError):
        return ""
    rows = [("Tài khoản", "Vai trò", "Đơn vị"), *((it["username"], it["role"], it["unit"]) for it in accounts)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\nTài khoản dùng thử (bấm một lần ở trang đăng nhập, không cần mật khẩu):\n\n    " + "\n    ".join(lines)


def main() -> int:
    began = time.perf_counter()
    run = Run()

    def stop(*_: object) -> None:
        run.stopping = True

    for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sig, stop)
    try:
        run.begin()
        say(accounts_table(run.data / "demo.json"))
        say(f"\nOCOP chạy ở {run.address}  (sẵn sàng sau {time.perf_counter() - began:.1f} giây; Ctrl-C để dừng)")
        while not run.stopping:
            run.revive()
            time.sleep(0.1)
        say("Đang dừng …")
    except Busy as busy:
        say(describe(busy.owner))
        return 1
    except ServerError as error:
        say(str(error))
        run.finish()
        return 1
    run.finish()
    say("Đã dừng, dữ liệu được giữ trong " + str(run.data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
