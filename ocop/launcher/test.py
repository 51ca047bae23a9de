"""`make test`: every check of the project on servers of its own; pytest's closing line comes last."""

import os
import subprocess
import sys
import time
from pathlib import Path

from .procs import ROOT, die_with_parent, say
from .services import temporary

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
LINTED = ["--no-cache", "--settings", "ocop.settings.linting", "--project-root-path", ".", "--quiet", "ok", "ignore"]
# Part of the first release: empty tables.
LINTED += ["--ignore-name", "0002_grants", "0002_units_and_plans", "0003_names_of_kin"]
LINTED += ["0001_first_release", "0001_first_release_2"]  # the same tables at once (ADR 0014)
LINTED += ["0002_calendar_day", "0002_evidence_and_dossiers", "0003_members"]
LINTED += ["0004_assessment", "0002_councils_and_certificates"]
LINTED += ["0004_number_register", "0005_enter_issued_plans", "0006_section_templates", "0005_enter_commune_reports"]
LINTED += ["0003_enter_decisions", "0002_documents_of_anything", "0003_sets_of_documents"]
LINTED += ["0008_work_given_once", "0003_change_notes", "0009_change_feed", "0007_change_feed", "0004_change_feed"]
LINTED += ["0008_feed_places", "0005_feed_places", "0006_exchange_lines"]
LINTED += ["0007_life_of_a_plan", "0006_life_of_a_plan", "0004_life_of_a_plan"]
LINTED += ["0005_report_reminders"]
LINTED += ["0003_machine_accounts", "0002_webhook_replays", "0004_one_name_a_client"]
LINTED += [
    "--include-apps",
    "accounts",
    "audit",
    "jobs",
    "api",
    "site",
    "programs",
    "products",
    "evaluations",
    "reporting",
]
CHECKS: list[tuple[str, list[object]]] = [
    ("ruff", [BIN / "ruff", "check", "."]),
    ("ruff format", [BIN / "ruff", "format", "--check", "."]),
    ("djlint", [BIN / "djlint", "templates", "--lint", "--quiet"]),
    ("mypy", [BIN / "mypy"]),
    ("import-linter", [BIN / "lint-imports", "--no-cache"]),
    ("manage.py check", [*MANAGE, "check", "--fail-level", "WARNING"]),
    ("makemigrations", [*MANAGE, "makemigrations", "--check", "--dry-run", "-v", "1"]),
    ("migration linter", [*MANAGE, "lintmigrations", *LINTED]),
]
PYTEST = ["-n", "2", "--dist", "worksteal", "--cov", "--cov-report=", "--cov-report=json"]  # no worker ends alone
COVERAGE = [sys.executable, "tests/harness/check_coverage.py"]


def main(arguments: list[str]) -> int:
    """Runs everything even after a failure. Returns 0 only when all passed. With arguments: only pytest, with them."""
    with temporary() as servers:  # a test that needs a broker starts one: for all others it is dead
        environment = {**os.environ, **servers.env, "DJANGO_SETTINGS_MODULE": "ocop.settings", "OCOP_DEMO": "0"}
        environment["PATH"] = f"{BIN}{os.pathsep}{environment.get('PATH', '/usr/bin:/bin')}"
        failed = [] if arguments else [name for name, command in CHECKS if not _passes(name, command, environment)]
        tests = [sys.executable, "-m", "pytest", *(arguments or PYTEST)]
        result = _pytest(tests, environment)
        if not arguments and result == 0 and not _passes("coverage", COVERAGE, environment):
            failed.append("coverage")
        if failed:
            say(f"Không đạt: {', '.join(failed)}")
        return result or int(bool(failed))


def _pytest(command: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=environment, preexec_fn=die_with_parent, check=False).returncode


def _passes(name: str, command: list[object], environment: dict[str, str]) -> bool:
    began = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    say(f"{'đạt ' if done.returncode == 0 else 'HỎNG'} {name:<18}{time.perf_counter() - began:6.1f} s")
    if done.returncode:
        say(f"{done.stdout}\n{done.stderr}")
    return done.returncode == 0
