"""Every hostile file is refused with its own reason, by a child of 2 CPU seconds and 300 MB; the parent goes on."""

import ast
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from ocop.files import Checked, FileLimits, FileRefused, check_file, clean_file_name
from ocop.files.check import run_child
from ocop.files.child import examine
from ocop.files.kinds import KINDS
from ocop.files.media import frame_length
from ocop.files.messages import MESSAGES
from ocop.spreadsheets.refusal import Refused

from . import hostile_files as h

BUDGET = FileLimits(cpu_seconds=60, wall_seconds=120, memory_bytes=300_000_000)
"""Time enough on any machine: what is wrong with a file decides, not how fast it is read."""


def refusal(path: Path, name: str, limits: FileLimits = BUDGET) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        check_file(path, name, limits)
    return caught.value


@pytest.mark.parametrize(
    ("code", "name", "build"), [case[1:] for case in h.HOSTILE], ids=[case[0] for case in h.HOSTILE]
)
def test_hostile_file_is_refused(code: str, name: str, build: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(build())
    refused = refusal(path, name)
    assert refused.code == code
    assert str(refused).endswith(".")
    assert "%(" not in str(refused)


@pytest.mark.parametrize(
    ("code", "name", "build"), [case[1:] for case in h.HOSTILE], ids=[case[0] for case in h.HOSTILE]
)
def test_the_checks_themselves_refuse(code: str, name: str, build: Callable[[], bytes]) -> None:
    """In this process: it is the checks that refuse, not the limits of the child."""
    data = build()
    assert examine(BytesIO(data), len(data), name, BUDGET)["refused"]["code"] == code


def test_there_are_enough_hostile_files() -> None:
    assert len(h.HOSTILE) >= 60
    assert {code for _id, code, _name, _build in h.HOSTILE} <= set(MESSAGES)


@pytest.mark.parametrize(("kind", "name", "build"), h.GOOD, ids=[f"{case[0]}-{case[1]}" for case in h.GOOD])
def test_honest_file_is_taken(kind: str, name: str, build: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(build())
    pages = {"giấy chứng nhận.pdf": 1, "HOP DONG.PDF": 300}.get(name)
    assert check_file(path, name, BUDGET) == Checked(kind, KINDS[kind].content_type, pages)


def test_real_pdf_of_our_own_documents_is_taken(tmp_path: Path) -> None:
    from weasyprint import HTML

    path = tmp_path / "file"
    path.write_bytes(HTML(string="<h1>Giấy đăng ký</h1><p><a href='https://example.vn'>x</a>").write_pdf())
    assert check_file(path, "a.pdf", BUDGET).pages == 1


def test_parent_goes_on_after_the_worst(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for code, name, build in [case[1:] for case in h.HOSTILE if "bomb" in case[0]]:
        path.write_bytes(build())
        assert refusal(path, name).code == code
    path.write_bytes(h.pdf())
    assert check_file(path, "a.pdf", BUDGET).pages == 1


def test_the_limits_alone_stop_a_picture_that_eats_memory(tmp_path: Path) -> None:
    """The check of the size is switched off: the child dies or gives up, this process does not notice."""
    path = tmp_path / "file"
    path.write_bytes(h.png(30_000, 30_000, h.zeros(901_000_000 // 100)))
    careless = FileLimits(max_pixels=10**12, max_decoded_pixels=10**12, memory_bytes=300_000_000)
    assert refusal(path, "a.png", careless).code == "too_heavy"


def test_control_without_the_child_the_same_picture_takes_the_worker_along(tmp_path: Path) -> None:
    """Negative control: decoded in a process with the same memory, as a web process might, it ends that process."""
    path = tmp_path / "file"
    path.write_bytes(h.png(30_000, 30_000, h.zeros(901_000_000 // 100)))
    program = (
        "import resource, sys\nfrom PIL import Image\nImage.MAX_IMAGE_PIXELS = None\n"
        "resource.setrlimit(resource.RLIMIT_AS, (300_000_000,) * 2)\nImage.open(sys.argv[1]).load()\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, timeout=60, check=False)
    assert done.returncode != 0


def test_child_that_runs_out_of_time_is_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(h.pdf())
    assert run_child(path, "a.pdf", FileLimits(wall_seconds=0.001))["refused"]["code"] == "too_slow"
    assert run_child(path, "a.pdf", FileLimits(memory_bytes=15_000_000))["refused"]["code"] == "too_heavy"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Giấy  phép.pdf", "Giấy phép.pdf"),
        ("Gia\u0302\u0301y.pdf", "Giấy.pdf"),
        ("a\u200bb.pdf", "ab.pdf"),
        (' "a?" .pdf', "_a__.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean_file_name(given) == kept


@pytest.mark.parametrize("name", ["", ".", "..", "a/b.pdf", "a\\b.pdf", "a\nb.pdf", "\u202egpj.pdf", "nul.pdf", "pdf"])
def test_names_nobody_gives_are_refused(name: str) -> None:
    with pytest.raises(Refused):
        clean_file_name(name)


def test_unknown_content_has_no_name() -> None:
    answer = examine(BytesIO(b"abc"), 3, "a.pdf", BUDGET)
    assert answer["refused"]["code"] == "wrong_content"


def test_frames_of_other_versions_and_of_no_sound() -> None:
    assert [frame_length(head) for head in (b"\xff\xfb\x90\x00", b"\xff\xf3\x80\x00", b"\xff\xe3\x80\x00")] == [
        417,
        208,
        417,
    ]
    assert [frame_length(head) for head in (b"", b"\xff\xfb\xf0\x00", b"\xff\xfb\x9c\x00", b"\xff\xeb\x90\x00")] == [
        0
    ] * 4


def test_the_child_imports_no_settings() -> None:
    folder = Path(__file__).parents[2] / "ocop" / "files"
    for module in ("child", "kinds", "limits", "media", "names", "office", "pdf", "pictures"):
        tree = ast.parse((folder / f"{module}.py").read_text())
        names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [name for name in names if name.startswith("django")]
