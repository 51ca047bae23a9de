"""What import-linter's contracts in pyproject.toml cannot say: the parts of an app that are nobody else's."""

from collections.abc import Iterator

import grimp
import pytest

APPS = ("programs", "products", "evaluations", "reporting", "ocop.accounts", "ocop.audit", "ocop.jobs", "ocop.site")
PRIVATE = {"views", "forms", "api", "admin", "tasks", "management", "urls"}
WIRING = {"ocop.urls"}
"""Puts the url lists of all apps together."""


def app_of(module: str) -> str:
    """The app a module belongs to, "" for none."""
    return next((app for app in APPS if module == app or module.startswith(f"{app}.")), "")


def is_private(module: str) -> bool:
    """Whether a module is one of the parts only its own app may import."""
    app = app_of(module)
    return bool(app) and module.removeprefix(app).lstrip(".").split(".")[0] in PRIVATE


def trespasses(imports: list[tuple[str, str]]) -> Iterator[str]:
    """Imports of another app's private part."""
    for importer, imported in imports:
        if is_private(imported) and app_of(importer) != app_of(imported) and importer not in WIRING:
            yield f"{importer} imports {imported}"


def test_views_forms_and_apis_are_private() -> None:
    graph = grimp.build_graph("ocop", "programs", "products", "evaluations", "reporting", cache_dir=None)
    imports = [(importer, imported) for importer in graph.modules for imported in _direct(graph, importer)]
    assert len(imports) > 100
    assert sorted(trespasses(imports)) == []


def _direct(graph: grimp.ImportGraph, module: str) -> set[str]:
    return graph.find_modules_directly_imported_by(module)


@pytest.mark.parametrize(
    ("importer", "imported", "found"),
    [
        ("reporting.views.page", "programs.forms", 1),
        ("reporting.domain.progress", "programs.views.plans", 1),
        ("programs.urls", "programs.views.plans", 0),
        ("reporting.views.page", "programs.domain.queries", 0),
        ("ocop.urls", "programs.urls", 0),
    ],
)
def test_trespass_is_seen(importer: str, imported: str, found: int) -> None:
    assert len(list(trespasses([(importer, imported)]))) == found
