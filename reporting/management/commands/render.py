"""manage.py render KIND: one document straight to a file, for scripts and checks (docs/commands.md)."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ocop.jobs.registry import JobError
from programs.models import PlanVersion
from reporting.documents import docx, pdf, text
from reporting.documents.extract import page_count
from reporting.documents.make import BUILDERS, build_tree
from reporting.documents.tree import Document
from reporting.domain.documents_content import MODES, clean_params, document_content
from reporting.domain.progress_find import PlanNotFound, find_version

RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": pdf.render,
    "docx": docx.render,
    "txt": lambda tree: text.render(tree).encode(),
}


class Command(BaseCommand):
    help = "Lập một văn bản ra tệp: kế hoạch (plan) hoặc báo cáo tiến độ (progress)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(map(str, BUILDERS)))
        parser.add_argument(
            "--id", required=True, help="số “36/KH-UBND”, đường dẫn “36-KH-UBND-2025” hoặc mã bản kế hoạch"
        )
        parser.add_argument("--format", choices=sorted(RENDERERS), default="pdf")
        parser.add_argument("--out", required=True, type=Path)
        parser.add_argument("--as-of", default="", help="báo cáo: số liệu đến ngày (năm-tháng-ngày)")
        parser.add_argument("--mode", choices=MODES, default=MODES[0], help="báo cáo: cách đọc theo đơn vị")

    def handle(self, **options: Any) -> None:
        kind, version = options["kind"], _version(options["id"])
        try:
            given = {"as_of": options["as_of"], "mode": options["mode"]}
            params = clean_params(kind=kind, version=version, params=given)
            tree = build_tree(kind=kind, content=document_content(kind=kind, version=version, params=params))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except JobError as error:
            raise CommandError(str(error)) from error
        data = RENDERERS[options["format"]](tree)
        try:
            options["out"].write_bytes(data)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp “{options['out']}”: {error.strerror}.") from error
        facts = {
            "kind": kind,
            "version": version.pk,
            "number": version.document_number,
            "title": tree.title,
            "format": options["format"],
            "file": str(options["out"]),
            "pages": page_count(data) if options["format"] == "pdf" else None,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        self.stdout.write(json.dumps(facts, ensure_ascii=False))


def _version(name: str) -> PlanVersion:
    """By id of a version, number of a document, or slug of a plan."""
    if name.isdecimal():
        version = PlanVersion.objects.select_related("plan__unit").filter(pk=int(name)).first()
        if version is None:
            raise CommandError(f"Không có bản kế hoạch mã {name}.")
        return version
    try:
        return find_version(name)
    except PlanNotFound as error:
        raise CommandError(str(error)) from error
