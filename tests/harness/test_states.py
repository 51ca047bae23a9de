"""A state is changed by a verb of the domain and nowhere else."""

import ast
from collections.abc import Iterator

import pytest

from .tree import ROOT, python_files

STATES = {"state", "status"}


def _assigned(node: ast.AST) -> set[str]:
    """Names of attributes or of update()'s keywords that a node sets."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return {target.attr for target in targets if isinstance(target, ast.Attribute)}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
        return {keyword.arg for keyword in node.keywords if keyword.arg}
    return set()


def state_changes(source: str) -> Iterator[int]:
    """Lines that assign to `.state` or `.status`, or set it by update()."""
    return (node.lineno for node in ast.walk(ast.parse(source)) if _assigned(node) & STATES)  # type: ignore[attr-defined]


def test_states_change_in_the_domain_only() -> None:
    apps = ("ocop", "programs", "products", "evaluations", "reporting")
    files = [path for path in python_files(*apps) if "domain" not in path.relative_to(ROOT).parts]
    found = [f"{path.relative_to(ROOT)}:{line}" for path in files for line in state_changes(path.read_text())]
    assert found == []


@pytest.mark.parametrize("source", ["plan.state = 1", "qs.update(state=1)", "a.b.status: int = 2"])
def test_changes_are_seen(source: str) -> None:
    assert list(state_changes(source)) == [1]
