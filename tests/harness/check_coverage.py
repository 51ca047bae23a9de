"""Coverage gate: `python tests/harness/check_coverage.py [coverage.json]`, after a whole run of pytest with --cov.

Overall by branch at least FLOOR; every module of covered_modules.txt at 100 %. The list only grows: a module of a
`domain` or `rules` that has reached 100 % must be on it (OCOP_WRITE_COVERED=1 adds those).
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

FLOOR = 97
LIST = Path(__file__).with_name("covered_modules.txt")
REPORT = Path(__file__).resolve().parents[2] / ".test" / "coverage.json"
TIMED = {f"ocop/api/domain/{name}.py" for name in ("feed_sequence", "webhook_dispatch", "webhook_send")}
"""Reached by threads at once, as the jobs' engine is."""


def is_domain(path: str) -> bool:
    """Whether a file is to be covered whole. What the jobs' engine reaches hangs on timing: killed workers and lost
    leases are proved by tests/jobs, not by lines."""
    parts = Path(path).parts
    timed = parts[:2] == ("ocop", "jobs") or path in TIMED
    return ("domain" in parts or parts[-1] == "rules.py") and not timed


def findings(report: dict[str, Any], listed: set[str], floor: int = FLOOR) -> list[str]:
    """Sentences about everything below what is asked, and about list entries that are out of date."""
    share = {path: file["summary"]["percent_covered"] for path, file in report["files"].items()}
    total = report["totals"]["percent_covered"]
    found = [f"branch coverage {total:.1f} %, at least {floor} % asked"] if total < floor else []
    found += [f"{path}: on the list of covered modules, but it is gone" for path in sorted(listed - set(share))]
    for path in sorted(listed & set(share)):
        if share[path] < 100:
            missing = report["files"][path]
            lines = missing["missing_lines"] or missing.get("missing_branches")
            found.append(f"{path}: {share[path]:.1f} % instead of 100 %, not reached: {lines}")
    return found


def ready(report: dict[str, Any], listed: set[str]) -> list[str]:
    """Modules of domain and rules at 100 % that are not on the list yet."""
    files = report["files"].items()
    whole = {path for path, file in files if is_domain(path) and file["summary"]["percent_covered"] == 100}
    return sorted(whole - listed)


def main(arguments: list[str]) -> int:
    """Prints what is wrong; 0 when nothing is."""
    report = json.loads(Path(arguments[0] if arguments else REPORT).read_text())
    listed = set(LIST.read_text().split())
    new = ready(report, listed)
    if new and os.environ.get("OCOP_WRITE_COVERED") == "1":
        LIST.write_text("\n".join(sorted(listed | set(new))) + "\n")
        listed, new = listed | set(new), []
    found = findings(report, listed)
    found += [f"{path}: covered whole, add it to tests/harness/covered_modules.txt" for path in new]
    print("\n".join(found) or f"coverage {report['totals']['percent_covered']:.1f} %, {len(listed)} modules whole")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
