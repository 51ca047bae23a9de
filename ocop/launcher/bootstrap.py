"""Make the environment: system libraries, `.venv`, locked packages. With nothing changed it costs a few ms."""

import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from .procs import ROOT, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "ocop-stamp.json"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
UV_LOCK = Path(__file__).with_name("uv.lock")
TIMEOUT = "180"
SYSTEM_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


class Need(NamedTuple):
    """A system package, and how to see that what it brings is already here."""

    package: str
    present: Callable[[], bool]


def _library(name: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return present


def _has_document_font() -> bool:
    """A Times-metric font with all Vietnamese letters; the older fonts-liberation 1.x lacks 92 of 146."""
    fonts = Path("/usr/share/fonts/truetype")
    complete = ("liberation2/LiberationSerif-Regular.ttf", "croscore/Tinos-Regular.ttf")
    return any((fonts / name).exists() for name in complete)


def _font_package() -> str:
    """`fonts-liberation2` is gone from Debian 13; `fonts-croscore` has the same design under another name."""
    try:
        release = Path("/etc/os-release").read_text()
    except OSError:
        release = ""
    old = any(name in release for name in ("bullseye", "bookworm", "jammy"))
    return "fonts-liberation2" if old else "fonts-croscore"


def _has_venv() -> bool:
    return importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None


RUNTIME = [
    Need("python3-venv", _has_venv),
    Need("libpango-1.0-0", _library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", _library("libpangoft2-1.0.so.0")),
    Need(_font_package(), _has_document_font),
]
BROWSER = [Need("chromium", lambda: shutil.which("chromium") is not None)]


def stop(message: str, code: int = 2) -> NoReturn:
    say(message)
    raise SystemExit(code)


def ensure(kind: str = "run") -> None:
    """Everything `kind` ("run", or "dev" for the tests) needs.

    Exits with 2 and the one line to run when something is missing and it may not install it."""
    system_packages(RUNTIME + (BROWSER if kind == "dev" else []))
    with _one_at_a_time():
        kind = "dev" if _stamp().get("kind") == "dev" else kind  # what the tests need holds what a run needs
        wanted = {"kind": kind, "lock": _fingerprint(kind)}
        if _stamp() != wanted or not PYTHON.exists():
            _install(kind)
            STAMP.write_text(json.dumps(wanted))


def system_packages(needs: list[Need]) -> None:
    missing = [need.package for need in needs if not need.present()]
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    prefix = _root_prefix()
    if shutil.which("apt-get") is None or prefix is None:
        line = " ".join(install)
        line = f"sudo apt-get update && sudo {line}" if shutil.which("sudo") else f"su -c 'apt-get update && {line}'"
        stop(f"Thiếu thư viện hệ thống: {', '.join(missing)}. Hãy chạy dòng này rồi thử lại:\n\n    {line}\n")
    say(f"Cài thư viện hệ thống: {', '.join(missing)} …")
    options = ["-q", "-o", "Acquire::Retries=3", "-o", "Acquire::http::Timeout=60", "-o", "DPkg::Lock::Timeout=120"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = [*prefix, "apt-get", "update", *options]
    # A third-party source that does not answer must not stop us: what is needed comes from the distribution's own.
    subprocess.run(update, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    _run([*prefix, *install[:2], *options, *install[2:]], environment)


def _root_prefix() -> list[str] | None:
    """How to become root without asking anyone: [] as root, sudo without a password, None when impossible."""
    if os.geteuid() == 0:
        return []
    ask = ["sudo", "-n", "true"]
    if shutil.which("sudo") and subprocess.run(ask, capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _run(command: list[str], environment: dict[str, str]) -> None:
    """Quiet when it works; the command's own words when it fails."""
    done = subprocess.run(
        command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        stop(f"Lệnh không thành công ({done.returncode}): {' '.join(command)}\n{done.stdout}\n{done.stderr}", 1)


def _install(kind: str) -> None:
    if subprocess.run([PYTHON, "-c", ""], capture_output=True, check=False).returncode if PYTHON.exists() else True:
        say("Tạo môi trường .venv …")
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], dict(os.environ))
    environment = package_environment()
    say(f"Cài các gói đã khóa phiên bản ({LOCKS[kind].name}) …")
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--timeout", TIMEOUT]
    _run([*pip, "--retries", "5", "--require-hashes", "-r", str(UV_LOCK)], environment)
    sync = [str(VENV / "bin" / "uv"), "pip", "sync", "-q", "--python", str(PYTHON)]
    _run([*sync, "--require-hashes", "--compile-bytecode", str(LOCKS[kind])], environment)
    for folder in (VENV / "lib").glob("python3.*/site-packages"):
        (folder / "ocop.pth").write_text(f"{ROOT}\n")  # `ocop` is importable from every tool of the environment


def package_environment() -> dict[str, str]:
    """uv does not read pip's configuration: hand it the same index and certificates, with patience for slow lines."""
    environment = {**os.environ, "UV_HTTP_TIMEOUT": TIMEOUT, "UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": "copy"}
    if not os.access(Path.home(), os.W_OK):
        environment["UV_CACHE_DIR"] = str(ROOT / ".cache" / "uv")
    for setting, variable in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        value = os.environ.get("PIP_" + setting.upper().replace("-", "_")) or _pip_setting(f"global.{setting}")
        if value and not os.environ.get(variable):
            environment[variable] = value
    if Path(SYSTEM_CERTIFICATES).exists():  # an office's own certificate authority is known to the system only
        environment.setdefault("SSL_CERT_FILE", SYSTEM_CERTIFICATES)
    return environment


def _pip_setting(name: str) -> str:
    command = [str(PYTHON), "-m", "pip", "config", "get", name]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _fingerprint(kind: str) -> str:
    parts = [LOCKS[kind].read_bytes(), UV_LOCK.read_bytes(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _stamp() -> dict[str, str]:
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    folder = ROOT / ".cache"
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
