"""The coverage gate goes red when it should."""

from typing import Any

from .check_coverage import findings, ready


def report(total: float, **files: float) -> dict[str, Any]:
    """A coverage report with the shares of files; "__" in a name stands for "/"."""
    shares = {f"{name.replace('__', '/')}.py": share for name, share in files.items()}
    rows = {path: {"summary": {"percent_covered": share}, "missing_lines": [7]} for path, share in shares.items()}
    return {"totals": {"percent_covered": total}, "files": rows}


def test_a_total_below_the_floor_fails() -> None:
    assert findings(report(84.9), set(), 85) == ["branch coverage 84.9 %, at least 85 % asked"]
    assert findings(report(85), set(), 85) == []


def test_a_listed_module_must_stay_whole() -> None:
    found = findings(report(90, programs__domain__reach=99.0), {"programs/domain/reach.py"}, 85)
    assert found == ["programs/domain/reach.py: 99.0 % instead of 100 %, not reached: [7]"]


def test_a_listed_module_that_is_gone_fails() -> None:
    assert findings(report(90), {"a.py"}, 85) == ["a.py: on the list of covered modules, but it is gone"]


def test_a_module_that_reached_100_must_be_listed() -> None:
    whole = report(90, programs__domain__reach=100, programs__rules=100, programs__views=100, products__rules=99)
    assert ready(whole, {"programs/rules.py"}) == ["programs/domain/reach.py"]
