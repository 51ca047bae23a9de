"""The lists of pyproject.toml are complete: what is to be typed is typed."""

import tomllib
from pathlib import Path

from .tree import ROOT, python_files

APPS = ("ocop", "programs", "products", "evaluations", "reporting")
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]


def must_be_typed(path: Path) -> bool:
    """Modules of domain, rules and enums, and the text helpers."""
    parts = path.relative_to(ROOT).parts
    named = path.name in {"rules.py", "enums.py", "domain.py"}
    return named or "domain" in parts or parts[:2] == ("ocop", "text")


def test_mypy_reads_every_domain_rules_and_enums() -> None:
    listed = [ROOT / name for name in CONFIG["mypy"]["files"]]
    asked = [path for path in python_files(*APPS) if must_be_typed(path)]
    missing = [str(path.relative_to(ROOT)) for path in asked if not any(path.is_relative_to(top) for top in listed)]
    assert len(asked) > 50
    assert missing == []


def test_everything_on_the_list_of_mypy_exists() -> None:
    assert [name for name in CONFIG["mypy"]["files"] if not (ROOT / name).exists()] == []


def test_warnings_are_errors() -> None:
    assert CONFIG["pytest"]["ini_options"]["filterwarnings"][0] == "error"
