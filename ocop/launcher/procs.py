"""Child processes that never outlive their parent, and the folders an unprivileged server can reach."""

import contextlib
import ctypes
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
MARK = "OCOP_RUN"
"""Environment variable carried by every process of one installation; its value is the data folder."""
PR_SET_PDEATHSIG = 1


def say(message: str) -> None:
    """Tell the person at the terminal; stdout belongs to the commands' own output."""
    print(message, file=sys.stderr, flush=True)


def die_with_parent(sig: int = signal.SIGKILL) -> None:
    """Ask the kernel to send `sig` to this process when its parent ends, however it ends (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(sig))
    if os.getppid() == 1 and os.environ.get(MARK):  # the parent went before the call
        os.kill(os.getpid(), sig)


def bound_to_parent(sig: int) -> Callable[[], None]:
    """A `preexec_fn` for Popen. It runs after the change of user, which would clear the setting."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, int(sig))


def unprivileged() -> dict[str, Any]:
    """Popen arguments that drop root to `nobody`: PostgreSQL refuses to run as root. Empty for an ordinary user."""
    if os.geteuid() != 0:
        return {}
    try:
        user = pwd.getpwnam("nobody")
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    except KeyError:
        return {"user": 65534, "group": 65534, "extra_groups": []}


def procs_env(extra: dict[str, str]) -> dict[str, str]:
    """The small environment of a server: nothing of the caller's but what it needs."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", **extra}


def spawn(
    command: list[Any],
    *,
    log: Path,
    stop_signal: int,
    env: dict[str, str],
    **kwargs: Any,
) -> subprocess.Popen:
    """Start a child in its own process group (Ctrl-C does not reach it) that gets `stop_signal` when we die."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=env,
            process_group=0,
            preexec_fn=bound_to_parent(stop_signal),
            **kwargs,
        )


def end(process: subprocess.Popen, sig: int, patience: float = 15) -> None:
    """Stop one child: `sig`, then SIGKILL for its whole group when patience (seconds) is over."""
    if process.poll() is None:
        process.send_signal(sig)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(5)


def reachable(path: Path) -> bool:
    """Can `nobody` walk down to this path? True for an ordinary user, who runs the servers as himself."""
    if os.geteuid() != 0:
        return True
    existing = path if path.exists() else next(parent for parent in path.parents if parent.exists())
    return all(folder.stat().st_mode & 0o001 for folder in (existing, *existing.parents) if folder.is_dir())


def digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:12]


def owned_folder(path: Path) -> Path:
    """A private folder of the user who runs the servers."""
    path.mkdir(parents=True, exist_ok=True, mode=0o755)
    owner = unprivileged()
    if owner:
        os.chown(path, owner["user"], owner["group"])
    path.chmod(0o700)
    return path


def server_folder(path: Path) -> Path:
    """`path` itself, or, where `nobody` cannot reach it, a folder under /var/lib that `path` then points to."""
    if path.is_symlink() and path.exists():
        return path.resolve()
    if path.exists() or reachable(path):
        return path
    real = Path("/var/lib/ocop") / digest(path.absolute()) / path.name
    real.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(real)
    return real


def socket_folder(folder: Path, name: str) -> Path:
    """Where the socket `name` can stand: a unix socket's path holds at most 107 bytes."""
    if len(os.fsencode(folder / name)) <= 100:
        return folder
    short = Path("/tmp") / f"ocop-{os.geteuid()}-{digest(folder)}"
    return owned_folder(short)


def processes_of(mark: str) -> list[int]:
    """Process ids (not ours) whose environment carries this installation's mark."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if int(entry.name) != os.getpid() and wanted in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except (OSError, ValueError):
            continue
    return found


def sweep_leftovers(mark: str, patience: float = 10) -> int:
    """End what a killed launcher left behind (called only while holding the lock). Returns how many there were."""
    ours = {os.getpid(), *_ancestors()}
    left = [pid for pid in processes_of(mark) if pid not in ours]
    deadline = time.monotonic() + patience
    for pid in left:
        _signal(pid, signal.SIGINT if _name(pid) == "postgres" else signal.SIGTERM)
    while time.monotonic() < deadline and any(_alive(pid) for pid in left):
        time.sleep(0.05)
    for pid in left:
        if _alive(pid):
            _signal(pid, signal.SIGKILL)
    return len(left)


def _ancestors() -> list[int]:
    chain, pid = [], os.getppid()
    while pid > 1:
        chain.append(pid)
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError, ValueError):
            break
    return chain


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def _signal(pid: int, sig: int) -> None:
    with contextlib.suppress(OSError):
        os.kill(pid, sig)


def copy_as_server(source: Path, target: Path) -> None:
    """Copy the contents of a folder into a folder as the server's user, so that the copy belongs to it."""
    subprocess.run(["cp", "-aT", str(source), str(target)], check=True, cwd="/", **unprivileged())


def remove_tree(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)


def tail(log: Path, lines: int = 8) -> str:
    """The last lines of a log, for an error message."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
