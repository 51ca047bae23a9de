"""What may never stand in the repository."""

import ast
import re
from pathlib import Path

import pytest

from .tree import ROOT, kept_files, python_files

MEGABYTE = 1024 * 1024
LIMIT = 2 * MEGABYTE
BINARY = {".png", ".jpg", ".jpeg", ".woff2", ".pdf", ".docx", ".xlsx", ".ico", ".ttf", ".otf", ".gz", ".zip"}
HOSTS = ("pypi" + r"\.org", r"files\.python" + "hosted", r"registry\.npm" + "js", r"proxy\.golang", r"crates\.io")
FORBIDDEN = {
    "a package registry's address": re.compile("|".join(HOSTS)),
    "an index option of an installer": re.compile(r"(?m)^\s*(?:--)?(?:extra-)?index-url\b|\bregistry\s*=\s*\"http"),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|home/\w+|Users/\w+|root)/[\w.]"),
    "a private key": re.compile("-----BEGIN [A-Z ]*PRIVATE " + "KEY"),
}
MAY_NAME = {
    "a path of one machine": {
        "tests/harness/test_hygiene.py",  # the pattern itself
        "bench/bare_debian.sh",  # home folders inside the folder that plays a bare machine
    },
}


MAY_SKIP = {"tests/programs/test_units_data.py": "rebuilds the units from packages only a maintainer installs"}


def findings(text: str) -> list[str]:
    """Names of the forbidden things in a text."""
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


def _texts() -> list[tuple[str, str]]:
    texts = [path for path in kept_files() if path.suffix not in BINARY and "vendor" not in path.parts]
    return [(str(path.relative_to(ROOT)), path.read_text(errors="replace")) for path in texts]


def test_nothing_forbidden_is_kept() -> None:
    texts = _texts()
    assert len(texts) > 100
    found = [(name, fault) for name, text in texts for fault in findings(text)]
    assert [(name, fault) for name, fault in found if name not in MAY_NAME.get(fault, ())] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("https://pypi" + ".org/simple", "a package registry's address"),
        ("--index-url https://x", "an index option of an installer"),
        ("/" + "work/main/x.py", "a path of one machine"),
        ("/" + "home/anh/x.py", "a path of one machine"),
    ],
)
def test_forbidden_things_are_seen(text: str, fault: str) -> None:
    assert findings(text) == [fault]


def test_no_large_files() -> None:
    large = [path for path in kept_files() if path.stat().st_size > LIMIT]
    assert [str(path.relative_to(ROOT)) for path in large] == []


def _skips(path: Path) -> list[str]:
    """Names like pytest.skip, mark.xfail, unittest's SkipTest used in a test file."""
    names = (node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute))
    return [name for name in names if name in {"skip", "skipif", "xfail", "importorskip", "skipTest", "SkipTest"}]


def test_no_test_is_skipped() -> None:
    found = {str(path.relative_to(ROOT)): _skips(path) for path in python_files("tests")}
    assert {path for path, names in found.items() if names} == set(MAY_SKIP)


def test_licence_stands_beside_every_vendored_file() -> None:
    folders = [path for path in (ROOT / "static" / "vendor").iterdir() if path.is_dir()]
    bare = [path.name for path in folders if not any("LICEN" in file.name.upper() for file in path.rglob("*"))]
    assert folders
    assert bare == []
