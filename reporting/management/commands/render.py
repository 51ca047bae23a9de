"""manage.py render KIND: one document straight to a file, for scripts and checks (docs/commands.md)."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from ocop.jobs.registry import JobError
from reporting.documents import docx, pdf, text
from reporting.documents.extract import page_count
from reporting.documents.kinds import BUILDERS
from reporting.documents.make import build_tree, render_content
from reporting.documents.tree import Document
from reporting.domain.contents import SPECS
from reporting.domain.contents.progress import MODES
from reporting.domain.documents import number_text
from reporting.domain.documents_content import clean_params, document_content
from reporting.domain.kinds import Content
from reporting.domain.progress_find import PlanNotFound, find_version
from reporting.domain.subjects import find_subject
from reporting.enums import DocumentKind, SubjectKind

RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": pdf.render,
    "docx": docx.render,
    "txt": lambda tree: text.render(tree).encode(),
}


class Command(BaseCommand):
    help = "Lập một văn bản ra tệp: kế hoạch (plan), báo cáo tiến độ (progress), biên bản (minutes)…"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(map(str, BUILDERS)))
        parser.add_argument(
            "--id",
            required=True,
            help="mã của đối tượng; với kế hoạch còn nhận số “36/KH-UBND” hoặc đường dẫn “36-KH-UBND-2025”",
        )
        parser.add_argument("--format", choices=sorted(RENDERERS), default="pdf")
        parser.add_argument("--out", required=True, type=Path)
        parser.add_argument("--as-of", default="", help="báo cáo tiến độ: số liệu đến ngày (năm-tháng-ngày)")
        parser.add_argument("--mode", choices=MODES, help="báo cáo tiến độ: cách đọc theo đơn vị")
        parser.add_argument(
            "--set", action="append", default=[], metavar="TÊN=GIÁ TRỊ", help="nội dung cần điền, lặp lại được"
        )

    def handle(self, **options: Any) -> None:
        kind, record = options["kind"], _record(options["kind"], options["id"])
        tree, content = _tree(kind, record, _answers(options))
        data = _data(kind, options["format"], tree, content)
        try:
            options["out"].write_bytes(data)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp “{options['out']}”: {error.strerror}.") from error
        facts = {
            "kind": kind,
            "subject": record.pk,
            "number": number_text(content),
            "title": tree.title,
            "format": options["format"],
            "file": str(options["out"]),
            "pages": page_count(data) if options["format"] == "pdf" else None,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        self.stdout.write(json.dumps(facts, ensure_ascii=False))


def _data(kind: str, form: str, tree: Document, content: Content) -> bytes:
    """The file's bytes; a bound dossier is more than its tree, which is only the contents page."""
    if kind != DocumentKind.BINDER or form == "txt":
        return RENDERERS[form](tree)
    if form == "docx":
        raise CommandError("Hồ sơ đóng tập chỉ có bản PDF.")
    return render_content(kind, content).pdf


def _tree(kind: str, record: Any, answers: dict[str, Any]) -> tuple[Document, Content]:
    """The tree and the data it was built from. Raises CommandError with the Vietnamese reason."""
    spec = SPECS[kind]
    try:
        reason = spec.missing(record)
        if reason:
            raise CommandError(reason)
        params = clean_params(kind=kind, record=record, params=answers)
        content = document_content(kind=kind, record=record, params=params)
        return build_tree(kind=kind, content=content), content
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    except (JobError, PermissionDenied) as error:
        raise CommandError(str(error)) from error


def _answers(options: dict[str, Any]) -> dict[str, Any]:
    """--set lines, and the two options of the progress report that scripts have always used; said twice: lines."""
    answers: dict[str, Any] = {name: options[name] for name in ("as_of", "mode") if options[name]}
    for text_ in options["set"]:
        name, equals, value = text_.partition("=")
        if not equals:
            raise CommandError(f"--set cần dạng tên=giá trị, không phải “{text_}”.")
        answers[name] = f"{answers[name]}\n{value}" if name in answers else value
    return answers


def _record(kind: str, name: str) -> Any:
    """By id of the subject; a plan also by number of a document or slug."""
    subject = SPECS[kind].subject
    if name.isdecimal():
        record = find_subject(subject, int(name))
        if record is None:
            raise CommandError(f"Không có {SubjectKind(subject).label} mã {name}.")
        return record
    if subject != SubjectKind.PLAN_VERSION:
        raise CommandError(f"--id của loại văn bản này là mã số, không phải “{name}”.")
    try:
        return find_version(name)
    except PlanNotFound as error:
        raise CommandError(str(error)) from error
