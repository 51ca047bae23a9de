"""Sizes (HOUSE_STYLE): a longer one carries its reason: `# long: why` in the def line or at the top of the file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .tree import ROOT, python_files

FUNCTION, TEST, FILE, TEMPLATE = 40, 30, 400, 150
REASON = re.compile(r"long: \S+ \S+")
TOP_LINES = 5


def long_functions(source: str, *, tests: bool = False) -> Iterator[str]:
    """ "name: 57 lines" for every function over its limit without a reason."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        limit = TEST if tests and node.name.startswith("test") else FUNCTION
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        head = "\n".join(lines[node.lineno - 1 : node.body[0].lineno - 1]) or lines[node.lineno - 1]
        if length > limit and not REASON.search(head):
            yield f"{node.name}: {length} lines, at most {limit}"


def is_long(source: str, limit: int) -> bool:
    """Whether a file has too many lines and gives no reason at its top."""
    lines = source.splitlines()
    return len(lines) > limit and not REASON.search("\n".join(lines[:TOP_LINES]))


def _told(paths: list[Path], limit: int) -> list[str]:
    texts = [(path, path.read_text()) for path in paths]
    return [f"{path.relative_to(ROOT)}: {len(text.splitlines())}" for path, text in texts if is_long(text, limit)]


def test_functions_are_short() -> None:
    found = []
    for path in python_files():
        told = long_functions(path.read_text(), tests=path.is_relative_to(ROOT / "tests"))
        found += [f"{path.relative_to(ROOT)} {line}" for line in told]
    assert found == []


def test_files_are_short() -> None:
    ours = [path for ending in ("*.js", "*.css") for path in sorted((ROOT / "static" / "app").rglob(ending))]
    assert _told([*python_files(), *ours], FILE) == []


def test_templates_are_short() -> None:
    assert _told(sorted((ROOT / "templates").rglob("*.*")), TEMPLATE) == []


@pytest.mark.parametrize(("reason", "found"), [("", 1), ("  # long: one table of the law", 0), ("  # long:", 1)])
def test_a_long_function_needs_a_reason(reason: str, found: int) -> None:
    source = f"def f():{reason}\n" + "    x = 1\n" * FUNCTION
    assert len(list(long_functions(source))) == found


def test_a_long_file_needs_a_reason() -> None:
    body = "x = 1\n" * (FILE + 1)
    assert is_long(body, FILE)
    assert not is_long("# long: generated table\n" + body, FILE)
