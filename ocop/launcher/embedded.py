"""Who runs the embedded database of `.data/`, and how others find it."""

import contextlib
import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from .postgres import Postgres, ServerError
from .procs import ROOT, say, sweep_leftovers


def configured(name: str) -> str:
    """A setting given by the environment or by the project's `.env`, else the empty text."""
    if os.environ.get(name):
        return os.environ[name]
    with contextlib.suppress(OSError):
        for line in (ROOT / ".env").read_text().splitlines():
            key, _, value = line.removeprefix("export ").partition("=")
            if key.strip() == name:
                return value.strip().strip("'\"")
    return ""


def data_folder() -> Path:
    return Path(configured("OCOP_DATA") or ROOT / ".data").absolute()


class Busy(RuntimeError):
    """Another process runs the embedded servers; `owner` is what it wrote about itself."""

    def __init__(self, owner: dict[str, Any]) -> None:
        super().__init__(owner)
        self.owner = owner


class Ownership:
    """The right to run the servers of one data folder: a file lock, so it ends with the process whatever happens."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.lock: IO[str] | None = None

    def take(self) -> None:
        """Raises Busy when someone else has it."""
        self.data.mkdir(parents=True, exist_ok=True)
        try:
            lock = (self.data / "owner.lock").open("a+")
        except PermissionError as error:
            raise ServerError(f"Không ghi được vào {self.data}: thư mục thuộc người dùng khác trên máy này.") from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise Busy(self.owner()) from None
        self.lock = lock
        self._write({})

    def announce(self, **facts: object) -> None:
        self._write({"pid": os.getpid(), **facts})

    def owner(self) -> dict[str, Any]:
        try:
            return json.loads((self.data / "owner.json").read_text())
        except (OSError, ValueError):
            return {}

    def release(self) -> None:
        if self.lock is not None:
            self._write({})
            self.lock.close()
            self.lock = None

    def _write(self, facts: dict[str, object]) -> None:
        draft = self.data / "owner.json.new"
        draft.write_text(json.dumps(facts))
        draft.replace(self.data / "owner.json")


def secret_key(data: Path) -> None:
    """A random key of this installation, made once, readable by its owner only."""
    path = data / "secret_key"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(50))


def database(data: Path) -> Postgres:
    return Postgres(data / "pg", log=data / "log" / "postgres.log", mark=str(data))


@contextlib.contextmanager
def for_one_command(patience: float = 60) -> Iterator[dict[str, str]]:
    """The database for one command: the running one, else one started now and stopped after.

    Yields the environment variables that point at it; empty when a database is configured.
    The starter waits at the end for other commands that joined it (a shared lock on `users.lock`)."""
    if configured("DATABASE_URL"):
        yield {}
        return
    data = data_folder()
    ownership = Ownership(data)
    deadline = time.monotonic() + patience
    while True:
        try:
            ownership.take()
        except Busy as busy:
            with _joined(data, busy.owner) as found:
                if found:
                    yield found
                    return
            if time.monotonic() > deadline:
                raise ServerError(f"Cơ sở dữ liệu ở {data} đang được tiến trình khác khởi động quá lâu.") from None
            time.sleep(0.05)
        else:
            break
    server: Postgres | None = None
    try:
        sweep_leftovers(str(data))
        secret_key(data)
        server = database(data)
        server.start()
        ownership.announce(kind="manage", database_url=server.url)
        yield {"DATABASE_URL": server.url}
    finally:
        if server is not None:
            with (data / "users.lock").open("a") as users:
                fcntl.flock(users, fcntl.LOCK_EX)
                server.stop()
                ownership.release()


@contextlib.contextmanager
def _joined(data: Path, owner: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Hold the owner's database open while we use it; yields nothing usable while it is not ready (or just ended)."""
    with (data / "users.lock").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            yield {}
            return
        url = owner.get("database_url", "")
        if not url or Ownership(data).owner() != owner:
            yield {}
            return
        found = {"DATABASE_URL": url}
        if owner.get("redis_url") and not configured("REDIS_URL"):
            found["REDIS_URL"] = owner["redis_url"]
        yield found


def describe(owner: dict[str, Any]) -> str:
    if owner.get("kind") == "run" and owner.get("address"):
        return f"OCOP đang chạy ở {owner['address']} (tiến trình {owner['pid']}). Dừng nó bằng Ctrl-C ở cửa sổ đã mở."
    return f"Lệnh khác (tiến trình {owner.get('pid', '?')}) đang dùng cơ sở dữ liệu này; hãy chờ nó xong rồi thử lại."


def tell_failure(error: ServerError) -> int:
    say(str(error))
    return 1
