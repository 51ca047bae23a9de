"""manage.py render and manage.py check_layout."""

import hashlib
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from programs.models import PlanVersion, Section
from reporting.documents import docx, html, pdf
from reporting.documents.extract import docx_text, pdf_text
from tests.factories import make_plan, make_unit, make_version
from tests.reporting.sample import document


@pytest.fixture
def number(db: None) -> str:
    plan = make_plan(make_unit("province", name="Tỉnh Thử"), slug="ke-hoach-thu")
    return make_version(plan, {3: 2}, number=8).document_number


@pytest.mark.parametrize("form", ["pdf", "docx", "txt"])
def test_render_writes_the_file_and_says_what_it_is(
    number: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"k.{form}"
    call_command("render", "plan", "--id", number, "--format", form, "--out", str(out))
    facts = json.loads(capsys.readouterr().out)
    data = out.read_bytes()
    assert (facts["kind"], facts["number"], facts["bytes"]) == ("plan", "08/KH-UBND", len(data))
    assert facts["pages"] == (1 if form == "pdf" else None)
    assert facts["sha256"] == hashlib.sha256(data).hexdigest()
    read = {"pdf": pdf_text, "docx": docx_text, "txt": bytes.decode}[form](data)
    assert "Số: 08/KH-UBND" in read


def test_render_makes_a_progress_report_of_a_day(number: str, tmp_path: Path) -> None:
    out = tmp_path / "bc.txt"
    given = ["--id", "ke-hoach-thu", "--format", "txt", "--out", str(out), "--as-of", "2025-06-30"]
    call_command("render", "progress", *given)
    assert "Đến ngày 30/06/2025, tỉnh Thử có 0/2 sản phẩm OCOP được công nhận" in out.read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--id", "999/KH-UBND", "--out", "x.pdf"], "Không có kế hoạch “999/KH-UBND”."),
        (["--id", "999999", "--out", "x.pdf"], "Không có bản kế hoạch mã 999999."),
        (["--id", "ke-hoach-thu", "--out", "khong-co/x.pdf"], "Không ghi được tệp"),
    ],
)
def test_render_tells_what_is_wrong(number: str, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("render", "plan", *arguments)


def test_render_tells_a_wrong_day_and_a_missing_fact(number: str) -> None:
    with pytest.raises(CommandError, match="Ngày “hôm nay” không hợp lệ"):
        call_command("render", "progress", "--id", number, "--out", "x", "--as-of", "hôm nay")
    version = PlanVersion.objects.get()
    Section.objects.create(version=version, order=1, number="I", heading="MỤC TIÊU", body="Có {{ so_la }} sản phẩm.")
    with pytest.raises(CommandError, match="so_la"):
        call_command("render", "plan", "--id", str(version.pk), "--out", "x")


def test_check_layout_is_silent_or_names_page_and_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(pdf.render(document()))
    bad.write_bytes(pdf.from_html(html.render(document()).replace("05/KH-UBND", "5/KH-UBND")))
    call_command("check_layout", str(good))
    assert json.loads(capsys.readouterr().out)["findings"] == []
    with pytest.raises(SystemExit) as end:
        call_command("check_layout", str(bad))
    assert end.value.code == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["page"], finding["rule"]) == (1, "so-ky-hieu")


def test_check_layout_reads_word_files_and_takes_the_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(docx.render(document(recipients=("Lưu: VT", "Các thôn"))))
    with pytest.raises(SystemExit):
        call_command("check_layout", str(file))
    assert [finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]] == ["noi-nhan"]
    call_command("check_layout", str(file), "--kind", "self_report")  # a form has no "Nơi nhận" of the decree
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"abc", b""])
def test_check_layout_refuses_what_is_neither_pdf_nor_word(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(data)
    with pytest.raises(CommandError, match="không phải là tệp PDF"):
        call_command("check_layout", str(tmp_path / "x.pdf"))
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("check_layout", str(tmp_path / "y.pdf"))
