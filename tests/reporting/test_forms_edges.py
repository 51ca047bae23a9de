"""Forms where little is known, where data are made up, and where the law at hand has no form."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from evaluations.domain.lawpacks import load_pack
from products.models import Representation, YearFigures
from reporting.documents import text
from reporting.documents.builders import form_common, sheets
from reporting.documents.builders.form_commune import build_commune_report
from reporting.documents.builders.form_self_report import build_self_report
from reporting.documents.builders.forms import build_registration
from reporting.documents.extract import normal
from reporting.documents.tree import Closing, Item, Paragraph
from reporting.domain.contents.communes import report_content
from reporting.domain.contents.dossiers import form_facts, registration_content, self_report_content
from reporting.domain.contents.sheets import law_facts
from tests.factories import make_dossier, make_product
from tests.products.dossier_story import Story
from tests.reporting.forms_story import TODAY, draft, paper, story


@pytest.fixture
def told() -> Story:
    return story()


def words(tree: Any) -> str:
    return normal(text.render(tree))


@pytest.mark.parametrize(
    ("code", "form", "facts"),
    [
        ("qd-26-2026", "mau_02", ("Mẫu số 02", "Phụ lục III, Quyết định 26/2026/QĐ-TTg")),
        ("qd-148-2023", "mau_03", ("Phụ lục IV", "Phụ lục IV, Quyết định 148/QĐ-TTg")),
        ("qd-1048-2019", "mau_01", ("", "Quyết định 1048/QĐ-TTg")),
    ],
)
def test_a_form_is_marked_as_its_decision_marks_it(code: str, form: str, facts: tuple[str, str]) -> None:
    assert tuple(form_facts(load_pack(code), form).values()) == facts


def test_without_a_decision_a_form_names_none() -> None:
    content = {"form": form_facts(None, "mau_01")}
    assert content["form"] == {"mark": "", "source": ""}
    assert list(form_common.source_line(content)) == []


@pytest.mark.parametrize("given", ["Một.\nHai.", "Một.\n- hai", "+ một"])
def test_the_last_line_closes_the_report(given: str) -> None:
    *before, end = form_common.closed(form_common.text_blocks(given))
    assert isinstance(end, Closing)
    assert all(isinstance(block, (Paragraph, Item)) for block in before)


@pytest.mark.parametrize(("value", "shown"), [("2026-03-05", "05/03/2026"), (date(2026, 3, 5), "05/03/2026"), ("", "")])
def test_days_are_read_from_stored_data_too(value: Any, shown: str) -> None:
    assert form_common.day(value) == shown


def test_a_sheet_of_made_up_data_says_so() -> None:
    pack = load_pack("qd-26-2026")
    marks = {"criteria": {}, "parts": {}, "total": None}
    head = {"place": "Thanh Hóa", "year": 2026, "handed_in_on": "2026-06-15", "comment": "", "opinion": ""}
    content = head | law_facts(pack, pack.sheet(1)) | {"about": {"product": "Thử"}, "marks": marks, "illustration": 1}
    said = words(sheets.build(content))
    assert "Ghi chú: dữ liệu minh họa, không phải phiếu thật." in said
    assert "Thanh Hóa, ngày 15 tháng 6 năm 2026 NGƯỜI ĐÁNH GIÁ" in said


@pytest.mark.django_db
def test_made_up_dossiers_say_so_on_every_form(told: Story) -> None:
    dossier = told.take(draft(told), "submit", "accept", on=TODAY)
    dossier.is_illustration = True
    dossier.save()
    report = told.report(dossier, TODAY)
    report.dossier.is_illustration = True
    trees = (
        build_registration(registration_content(dossier, {})),
        build_self_report(self_report_content(dossier, {})),
        build_commune_report(report_content(report, {})),
    )
    assert all("Ghi chú: dữ liệu minh họa, không phải hồ sơ thật." in words(tree) for tree in trees)


@pytest.mark.django_db
def test_a_tourism_service_hands_in_no_samples(told: Story) -> None:
    dossier = make_dossier(make_product(told.producer, product_set=26))
    assert "Sản phẩm mẫu" not in words(build_registration(registration_content(dossier, {})))


@pytest.mark.django_db
def test_without_figures_of_years_there_is_no_table_of_them(told: Story) -> None:
    YearFigures.objects.all().delete()
    assert "Doanh thu (đồng)" not in words(build_self_report(self_report_content(draft(told), {})))


@pytest.mark.django_db
def test_an_unknown_decision_leaves_criteria_out_but_prints_the_form(told: Story) -> None:
    dossier = draft(told)
    told.take(dossier, "submit", on=TODAY)
    submission = dossier.submissions.get()
    facts = {**submission.content, "assessment": None, "dossier": {**submission.content["dossier"], "law_pack": "x"}}
    dossier.submissions.model.objects.create(dossier=dossier, number=2, step="submit", content=facts, sha256="0" * 64)
    content = self_report_content(dossier, {})
    assert (content["parts"], content["form"]["source"]) == ([], "")
    assert "Phần IV." in words(build_self_report(content))


@pytest.mark.django_db
def test_an_erased_household_has_no_address_and_another_right_has_its_box(told: Story) -> None:
    dossier = draft(told)
    paper(told, dossier, "criterion:3.5", kind="shtt", title="Giấy chứng nhận giống cây trồng")
    told.take(dossier, "submit", on=TODAY)
    told.producer.legal_form = "ho_kd"
    told.producer.save()
    Representation.objects.filter(producer=told.producer).update(erased_at=timezone.now())
    dossier = type(dossier).objects.get(pk=dossier.pk)
    content = self_report_content(dossier, {})
    assert content["producer"]["address"] == "xã Lưu Vệ, tỉnh Thanh Hóa"
    assert content["ticks"]["other"]
