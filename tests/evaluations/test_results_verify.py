"""Frozen results can be proved again; whatever was tampered with is named."""

import json
import shutil
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from evaluations.domain.lawpacks.load import ROOT
from evaluations.domain.results import close_session, verify_results
from evaluations.domain.results.verify import VERIFY
from evaluations.models import EvaluationResult, GateConclusion, Mark, ScoreSheet
from evaluations.tasks import verify_frozen
from ocop.audit.models import LegalAct
from ocop.jobs.domain import Progress
from ocop.jobs.registry import JobError
from tests.factories import make_entry, make_job, make_result, make_session

from .scoring_room import LEAVES, Room, finish

pytestmark = pytest.mark.django_db
TRIGGERS = (
    "evaluations.EvaluationResult:append_only",
    "evaluations.ScoreSheet:submitted_is_final",
    "evaluations.Mark:append_only",
    "audit.LegalAct:append_only",
)
FREE = {leaf.code for leaf in LEAVES if leaf.first_star() is None}


@pytest.fixture
def frozen() -> EvaluationResult:
    room = Room(3, dossiers=2)
    finish(room, 80, 84, 85)
    finish(room, 92, 92, 92, entry=1, star_4_3_5=(False, "Không có giấy"))
    return close_session(actor=room.chair, session_id=room.session.pk)[0]


def whats() -> set[str]:
    return {fault.what for fault in verify_results().faults}


def test_all_agree_and_the_command_says_so(frozen: EvaluationResult, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_results")
    assert json.loads(capsys.readouterr().out) == {"ok": True, "checked": 2, "faults": []}


def test_the_nightly_job_fails_when_something_differs(frozen: EvaluationResult) -> None:
    job = make_job(kind=VERIFY, state="running", finished_at=None, attempt=1)
    assert verify_frozen(job, Progress(job)) == {"checked": 2}
    with pgtrigger.ignore(*TRIGGERS):
        EvaluationResult.objects.filter(pk=frozen.pk).update(star=5)
    with pytest.raises(JobError, match="star"):
        verify_frozen(job, Progress(job))


def test_nothing_to_prove_is_fine() -> None:
    assert verify_results().as_json() == {"ok": True, "checked": 0, "faults": []}


def test_no_query_more_for_more_results(frozen: EvaluationResult, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(6):  # five for the two results, one that finds no more
        assert verify_results().checked == 2


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"star": 5}, {"star"}),
        ({"points_sum": F("points_sum") + 1}, {"points_sum"}),
        ({"sheet_count": 2}, {"sheet_count"}),
        ({"band_star": 5}, {"band_star"}),
        ({"failed_gates": [{"criterion": "3.5"}]}, {"failed_gates"}),
        ({"excluded": {"kind": "stop"}}, {"excluded"}),
        ({"sha256": "0" * 64}, {"sha256", "act"}),
        ({"pack_sha256": "0" * 64}, {"pack"}),
        ({"law_pack": "qd-0-0000"}, {"pack"}),
        ({"product_set": 99}, {"pack"}),
        ({"content": {}}, {"sha256", "sheets", "total", "conclusions", "content"}),
    ],
)
def test_a_changed_result_is_named(frozen: EvaluationResult, change: dict[str, Any], expected: set[str]) -> None:
    with pgtrigger.ignore(*TRIGGERS):
        EvaluationResult.objects.filter(pk=frozen.pk).update(**change)
    assert whats() == expected
    assert {fault.result for fault in verify_results().faults} == {frozen.pk}


def test_a_changed_mark_is_named_and_the_exit_code_says_so(
    frozen: EvaluationResult, capsys: pytest.CaptureFixture[str]
) -> None:
    with pgtrigger.ignore(*TRIGGERS):
        mark = Mark.objects.filter(sheet__entry=frozen.entry, points__gt=0, criterion__in=FREE).first()
        assert mark is not None
        Mark.objects.filter(pk=mark.pk).update(points=0)
        with pytest.raises(CommandError, match="marks"):
            call_command("verify_results")
        assert json.loads(capsys.readouterr().out)["faults"][0]["what"] == "marks"
        Mark.objects.filter(pk=mark.pk).update(option=None, points=0)
        assert {"marks", "points_sum", "content"} <= whats()
        Mark.objects.filter(pk=mark.pk).update(option=77)
        assert {"marks", "sheet_count"} <= whats()


def test_changed_sheets_conclusions_and_acts_are_named(frozen: EvaluationResult) -> None:
    sheets = ScoreSheet.objects.filter(entry=frozen.entry)
    with pgtrigger.ignore(*TRIGGERS):
        sheets.filter(total=80).update(total=81)
        assert whats() == {"total"}
        sheets.filter(total=81).update(total=80, comment="sửa sau")
        assert whats() == {"sheets"}
        sheets.filter(total=80).update(comment="", answers={"9.9": 1})
        assert whats() == {"sheets", "marks"}
    GateConclusion.objects.filter(entry=frozen.entry, criterion="3.5", star=4).update(is_met=False)
    assert {"conclusions", "star", "failed_gates", "content"} <= whats()
    GateConclusion.objects.filter(entry=frozen.entry).delete()
    with pgtrigger.ignore(*TRIGGERS):
        LegalAct.objects.filter(verb="freeze_result").delete()
        sheets.update(round=9)
    assert {"act", "sheets", "outcome"} <= whats()


def test_another_pack_on_the_disk_is_named(frozen: EvaluationResult, tmp_path: Path) -> None:
    root = tmp_path / "lawpacks"
    shutil.copytree(ROOT, root)
    page = root / "qd-26-2026" / "manifest.yaml"
    page.write_text(page.read_text().replace("rerank_days: 45", "rerank_days: 46"))
    assert {fault.what for fault in verify_results(root).faults} == {"pack"}


def test_a_result_without_sheets_is_no_proof() -> None:
    make_result(make_entry(make_session(state="closed"), opened_round=1))
    assert {"act", "outcome", "sha256"} <= whats()
