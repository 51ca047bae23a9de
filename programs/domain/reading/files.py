"""A file somebody uploads → its text. DOCX and PDF are looked at and taken apart in limited child processes only."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from ocop.files.check import FileRefused, check_file
from ocop.files.limits import FileLimits

from .child import SECONDS
from .clean import LONGEST_TEXT

MAX_BYTES = 20_000_000
KINDS = ("docx", "pdf", "txt")
_ROOT = Path(__file__).resolve().parents[3]
_BOOT = "import sys; sys.path.insert(0, sys.argv[2]); from programs.domain.reading.child import main; main()"


class Unreadable(ValueError):
    """The file gives no text; the message is a Vietnamese sentence for the person."""


def kind_of(name: str) -> str:
    """ "docx", "pdf" or "txt" by the name's end. Raises Unreadable for any other."""
    kind = name.rpartition(".")[2].lower()
    if kind not in KINDS or not name.rpartition(".")[0]:
        raise Unreadable(_("Chỉ đọc tệp .docx, .pdf hoặc .txt."))
    return kind


def file_text(data: bytes, name: str) -> str:
    """The text of a file, paragraphs a line, table rows with tabs.

    Raises Unreadable: wrong kind, too large, refused by the check of files, no text in it (a scan)."""
    kind = kind_of(name)
    if len(data) > MAX_BYTES:
        raise Unreadable(_("Tệp lớn hơn %s MB.") % (MAX_BYTES // 1_000_000))
    text = _plain(data) if kind == "txt" else _taken_out(data, kind, name)
    if len(text) > LONGEST_TEXT:
        raise Unreadable(_("Văn bản quá dài để đọc như một kế hoạch."))
    if not text.strip():
        raise Unreadable(_("Tệp không có chữ (có thể là bản chụp, bản quét). Hãy dùng tệp có chữ."))
    return text


def _plain(data: bytes) -> str:
    """Text in UTF-8 or UTF-16 with its mark."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_("Tệp .txt phải ghi bằng mã UTF-8.")) from error
    if "\0" in text:
        raise Unreadable(_("Tệp .txt có ký tự không phải chữ."))
    return text


def _taken_out(data: bytes, kind: str, name: str) -> str:
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as file:
        file.write(data)
        file.flush()
        try:
            check_file(file.name, f"tep.{kind}", FileLimits(max_bytes=MAX_BYTES))
        except FileRefused as error:
            raise Unreadable(str(error)) from error
    answer = _run(data, kind)
    if "text" not in answer:
        raise Unreadable(_("Không lấy được chữ từ tệp; tệp hỏng hoặc quá nặng."))
    return answer["text"]


def _run(data: bytes, kind: str) -> dict[str, str]:
    command = [sys.executable, "-I", "-c", _BOOT, kind, str(_ROOT)]
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}  # no secret goes along
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, env=kept, check=False)
    except subprocess.TimeoutExpired:
        return {"refused": "too_slow"}
    answer: dict[str, str] = json.loads(done.stdout) if done.returncode == 0 else {"refused": "too_heavy"}
    return answer
