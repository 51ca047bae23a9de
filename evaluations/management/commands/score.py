"""manage.py score: one sheet or a file of them scored under a law pack; JSON on stdout; no database."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.domain.scoring.batch import RequestError, read_json, score_lines, score_request

_ENCODER = json.JSONEncoder(ensure_ascii=False)


class Command(BaseCommand):
    help = (
        "Chấm phiếu theo bộ quy định. Một phiếu: --pack, --set, --answers FILE.json; nhiều phiếu: --batch FILE.jsonl"
        " (mỗi dòng một phiếu, kết quả cùng thứ tự; mã thoát 1 khi có dòng lỗi). FILE là - thì đọc từ stdin."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pack")
        parser.add_argument("--set", type=int, dest="product_set")
        parser.add_argument("--answers", metavar="FILE.json")
        parser.add_argument("--batch", metavar="FILE.jsonl")
        parser.add_argument("--explain", action="store_true", help="thêm điều còn thiếu và đường đến hạng sao kế tiếp")

    def handle(self, *args: Any, **options: Any) -> None:
        single = [options["pack"], options["product_set"], options["answers"]]
        given = [one for one in single if one is not None]
        if options["batch"] is not None and not given:
            return self._batch(options["batch"], options["explain"])
        if options["batch"] is None and len(given) == len(single):
            return self._single(*single, options["explain"])
        raise CommandError("Cần --pack, --set và --answers, hoặc chỉ --batch.")

    def _single(self, pack: str, product_set: int, file: str, explain: bool) -> None:
        with _opened(file) as lines:
            text = "".join(lines)
        try:
            request = read_json(text)
            found = score_request(_merged(request, pack, product_set), explain=explain)
        except RequestError as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(_ENCODER.encode(found))

    def _batch(self, file: str, explain: bool) -> None:
        faulty = 0
        with _opened(file) as lines:
            results = score_lines(lines, explain=explain)
            # Who writes to stdin may wait for each answer; a file is answered in lumps.
            while lump := list(islice(results, 1 if file == "-" else 500)):
                faulty += sum("error" in result for result in lump)
                self.stdout.write("\n".join(map(_ENCODER.encode, lump)))
        if faulty:
            raise CommandError(f"{faulty} dòng không chấm được.")


def _merged(request: Any, pack: str, product_set: int) -> Any:
    """The file's answers under the pack and set of the command line; a file that names others is refused."""
    if not isinstance(request, dict):
        return request
    asked = {"pack": pack, "set": product_set}
    for key in asked.keys() & request.keys():
        if request[key] != asked[key]:
            raise RequestError(f"tệp ghi {key} «{request[key]}», lệnh ghi «{asked[key]}»")
    return {**request, **asked}


@contextmanager
def _opened(file: str) -> Iterator[Iterable[str]]:
    """Lines of a UTF-8 file or of stdin ("-"). A byte that is no UTF-8 makes its own line faulty only."""
    how = {"encoding": "utf-8-sig", "errors": "backslashreplace"}
    if file == "-":
        sys.stdin.reconfigure(**how)
        yield sys.stdin
        return
    try:
        with Path(file).open(**how) as lines:
            yield lines
    except OSError as error:
        raise CommandError(f"Không đọc được {file}: {error.strerror}") from error
