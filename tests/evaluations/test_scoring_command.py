"""manage.py score: one sheet, many lines, every fault by name; no database."""

import io
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from evaluations.domain.lawpacks import PackError, load_pack
from evaluations.domain.scoring import batch
from ocop.launcher.procs import ROOT

from .scoring import NEW, OLD, full

HONEY = load_pack(NEW).sheet(4)
TOURISM = load_pack(NEW).sheet(26)


@pytest.fixture
def file(tmp_path):
    def write(*requests):
        path = tmp_path / "tep.jsonl"
        path.write_text("".join(one if isinstance(one, str) else json.dumps(one) + "\n" for one in requests))
        return str(path)

    return write


def run(**options):
    out = io.StringIO()
    call_command("score", stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def request(**more):
    return {"pack": NEW, "set": 4, "answers": full(HONEY, c3_5=1), **more}


CAPPED = {
    "total": "98",
    "parts": {"A": "38", "B": "25", "C": "35"},
    "band_star": 5,
    "star": 3,
    "failed_gates": [{"criterion": "3.5", "star": 4, "needs": 2, "has": 1}],
    "excluded": None,
}


def single(path, **options):
    return run(pack=NEW, product_set=4, answers=path, **options)


def test_one_sheet_as_in_the_issue(file):
    answers = full(HONEY, c3_5=1)
    assert answers["3.5"] == 0

    assert single(file({"answers": answers})) == [CAPPED]
    assert single(file(request(flags={})))[0]["star"] == 3


def test_flags_exclude(file):
    found = single(file({"answers": full(HONEY), "flags": {"6.1": "stop"}}))

    assert (found[0]["star"], found[0]["excluded"]) == (None, {"kind": "stop", "criterion": "6.1"})
    assert found[0]["total"] == "100"


def test_both_cases_of_tourism(file):
    answers = full(TOURISM) | {"8": {"case": "b", "option": 0}, "9": {"case": "a", "option": None}}

    assert run(pack=NEW, product_set=26, answers=file({"answers": answers}))[0]["parts"]["C"] == "31"


def test_what_is_missing_is_explained(file):
    (found,) = single(file({"answers": full(HONEY, c3_5=1)}), explain=True)

    assert [(row["criterion"], row["star"]) for row in found["mends"]] == [("3.5", 4)]
    assert (found["path"]["star"], found["path"]["points_needed"]) == (4, 1)
    step = found["path"]["steps"][0]
    assert (step["criterion"], step["from"], step["to"], step["is_gate"]) == ("3.5", 1, 2, True)
    assert (
        step["article"]
        == found["mends"][0]["article"]
        == ("Quyết định 26/2026/QĐ-TTg, Phụ lục II, bộ sản phẩm 4, tiêu chí 3.5")
    )


def test_an_exclusion_is_explained_and_the_top_has_no_path(file):
    (found,) = single(file({"answers": full(HONEY), "flags": {"6.1": "stop"}}), explain=True)
    (best,) = single(file({"answers": full(HONEY)}), explain=True)

    assert found["reason"].startswith("Nếu có các tạp chất không chấp nhận được")
    assert (found["path"], best["path"], best["reason"]) == (None, None, None)


PACKS = "qd-1048-2019, qd-148-2023, qd-148-2023+1489-2025, qd-26-2026"
NO_ANSWERS = "câu trả lời phải là một nhóm tiêu chí và mức"
NO_FLAGS = "kết luận phải là một nhóm tiêu chí và «reject» hoặc «stop»"
INCOMPLETE = (
    "Phiếu của bộ sản phẩm 7 «Chế biến từ rau, củ, quả, hạt» theo 148/QĐ-TTg chưa đủ nội dung,"
    " không dùng để chấm điểm được."
)


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ({"pack": "qd-9-2099"}, f"không có bộ quy định «qd-9-2099»; có: {PACKS}"),
        ({"set": 27}, "bộ quy định «qd-26-2026» không có phiếu của bộ sản phẩm «27»"),
        ({"set": "4"}, "bộ quy định «qd-26-2026» không có phiếu của bộ sản phẩm «4»"),
        ({"set": True}, "bộ quy định «qd-26-2026» không có phiếu của bộ sản phẩm «True»"),
        ({"pack": "qd-1048-2019"}, "bộ quy định «qd-1048-2019» không có phiếu của bộ sản phẩm «4»"),
        ({"answers": full(HONEY) | {"x": 1}}, "Tiêu chí x: không có trong phiếu"),
        ({"answers": full(HONEY) | {"3.5": 3}}, "Tiêu chí 3.5: không có mức số 3; các mức đánh số từ 0 đến 2"),
        ({"flags": {"3.5": "stop"}}, "Tiêu chí 3.5: không có điều kiện loại hoặc dừng đánh giá"),
        ({"answers": 1, "flags": 1}, f"{NO_ANSWERS}; {NO_FLAGS}"),
        ({"note": ""}, "khóa lạ «note»"),
        ({"pack": OLD, "set": 7}, INCOMPLETE),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_done(file, bad, error):
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"^1 dòng không chấm được\.$"):
        call_command("score", batch=file(request(), request(**bad), request()), stdout=out)

    assert [json.loads(line) for line in out.getvalue().splitlines()] == [CAPPED, {"line": 2, "error": error}, CAPPED]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("{\n", "không đọc được JSON: Expecting property name"),
        ("\n", "không đọc được JSON: Expecting value"),
        ('{"pack": "a", "pack": "b"}\n', "không đọc được JSON: khóa lặp lại: pack"),
        ("[" * 100_000 + "\n", "không đọc được JSON: maximum recursion depth"),
        ("[1]\n", "yêu cầu phải là một nhóm khóa và giá trị"),
        ("{}\n", "thiếu «answers»; thiếu «pack»; thiếu «set»"),
    ],
)
def test_a_line_that_is_no_request(file, line, error):
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("score", batch=file(line), stdout=out)

    found = json.loads(out.getvalue())
    assert found["line"] == 1
    assert found["error"].startswith(error)


def test_a_byte_that_is_no_text_spoils_its_own_line(tmp_path):
    path, out = tmp_path / "a.jsonl", io.StringIO()
    good = json.dumps(request()).encode()
    path.write_bytes(b"\xef\xbb\xbf" + good + b'\n{"pack": "\xff"}\n' + good + b"\n")

    with pytest.raises(CommandError):
        call_command("score", batch=str(path), stdout=out)

    assert ["error" in json.loads(line) for line in out.getvalue().splitlines()] == [False, True, False]


def test_lines_come_from_stdin_too(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(request()).encode())))

    assert run(batch="-") == [CAPPED]


def test_a_faulty_answer_file_fails(file):
    with pytest.raises(CommandError, match=r"tep\.jsonl: Tiêu chí 1\.1: chưa có câu trả lời; "):
        single(file({"answers": {}}))
    with pytest.raises(CommandError, match="yêu cầu phải là một nhóm"):
        single(file("[]"))
    with pytest.raises(CommandError, match="tệp ghi set «5», lệnh ghi «4»"):
        single(file(request(set=5)))


@pytest.mark.parametrize(
    "options",
    [{}, {"pack": NEW}, {"pack": NEW, "product_set": 4}, {"batch": "a", "pack": NEW}],
)
def test_one_way_is_chosen(options):
    with pytest.raises(CommandError, match="Cần --pack, --set và --answers, hoặc chỉ --batch"):
        call_command("score", **options)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"Không đọc được .*: No such file"):
        run(batch=str(tmp_path / "khong-co"))


def test_a_pack_that_fails_its_tests_scores_nothing(monkeypatch):
    def refuse(code):
        raise PackError([batch_fault()])

    monkeypatch.setattr(batch, "load_pack", refuse)
    (found,) = batch.score_lines([json.dumps(request())])

    assert found == {"line": 1, "error": f"bộ quy định «{NEW}» không qua tự kiểm: a.yaml [B]: tổng sai"}


def batch_fault():
    from evaluations.domain.lawpacks.schema import Fault

    return Fault("a.yaml", "B", "tổng sai")


def test_no_database_is_asked_for(file):
    done = subprocess.run(
        [sys.executable, "manage.py", "score", "--batch", file(request())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/nowhere", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "OCOP_SECRET_KEY": "x" * 50},
    )

    assert json.loads(done.stdout) == CAPPED


def test_the_example_of_the_docs_is_what_the_command_says():
    out = io.StringIO()
    example = ROOT / "docs" / "examples" / "mat-ong.json"
    call_command("score", pack=NEW, product_set=4, answers=str(example), stdout=out)

    assert out.getvalue() in (ROOT / "docs" / "scoring.md").read_text()
