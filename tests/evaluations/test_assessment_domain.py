"""The producer's own marks: read, carried to another sheet, checked, frozen, compared, told where they are missing."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.lawpacks import load_pack
from evaluations.domain.self_assessment import assess_dossier, carry, self_score, sheet_of
from products.domain.dossiers.assessment import self_score_of
from products.domain.dossiers.compare import compare_submissions, readable_lines
from products.domain.dossiers.completeness import completeness
from products.domain.dossiers.freeze import freeze_submission
from products.domain.dossiers.guards import step_warnings
from products.domain.dossiers.prefill import prefill
from products.domain.law import law_book
from products.domain.records import StaleError
from products.enums import DossierStep
from products.models import Dossier
from tests import factories as make

from .sheet_setup import PACK, lowest

pytestmark = pytest.mark.django_db
OLD = "qd-148-2023"


@pytest.fixture
def dossier() -> Dossier:
    return make.make_dossier(make.make_product(product_set=4))


def assess(dossier: Dossier, answers: dict[str, Any], revision: int | None = None, **notes: str) -> Dossier:
    texts = {code.replace("_", "."): text for code, text in notes.items()}
    return assess_dossier(actor=None, dossier_id=dossier.pk, revision=revision, answers=answers, notes=texts)


def stored(answers: dict[str, Any], pack: str = PACK, number: int = 4, **notes: str) -> dict[str, Any]:
    return {"law_pack": pack, "product_set": number, "answers": answers, "notes": notes, "revision": 1}


def test_marks_are_kept_with_the_sheet_they_are_on(dossier: Dossier) -> None:
    saved = assess(dossier, {"1.1": 2, "2.1": None})
    assert saved.assessment == {**stored({"1.1": 2, "2.1": None}), "notes": {}}
    score = self_score_of(saved)
    assert score is not None
    assert (score.answered, score.count, score.total, score.is_whole) == (2, 32, 3, False)
    assert [(line.label, line.points) for line in score.lines if line.points is not None] == [
        ("Sản phẩm được nuôi/trồng trên địa bàn cấp xã từ 75% đến 100%", 3),
        ("Không đạt mức nào", 0),
    ]


def test_the_same_marks_again_change_nothing_and_an_old_page_is_told(dossier: Dossier) -> None:
    assess(dossier, {"1.1": 2}, 0)
    assert assess(dossier, {"1.1": 2}, 0).assessment["revision"] == 1
    with pytest.raises(StaleError):
        assess(dossier, {"1.1": 1}, 0)
    assert assess(dossier, {"1.1": 1}, 1).assessment["revision"] == 2


@pytest.mark.parametrize(
    ("answers", "notes", "words"),
    [
        ({"1.1": 9}, {}, "Tiêu chí 1.1: không có mức số 9"),
        ({"9.9": 0}, {}, "Tiêu chí 9.9: không có trong phiếu"),
        ({}, {"9_9": "x"}, "Tiêu chí 9.9: không có trong phiếu"),
        ({}, {"1_1": "x" * 5001}, "Tiêu chí 1.1: mô tả dài 5001 ký tự"),
    ],
)
def test_what_is_not_on_the_sheet_is_named(dossier: Dossier, answers: Any, notes: Any, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        assess(dossier, answers, **notes)
    assert refused.value.messages[0].startswith(words)
    dossier.refresh_from_db()
    assert dossier.assessment == {}


@pytest.mark.parametrize("fields", [{"law_pack": "qd-1048-2019", "submitted_on": date(2022, 5, 1)}, {}])
def test_without_a_sheet_there_is_nothing_to_mark(fields: Any) -> None:
    product = make.make_product(product_set=4 if fields else None)
    dossier = make.make_dossier(product, **fields)
    assert sheet_of(dossier) is None
    assert self_score_of(dossier) is None
    with pytest.raises(ValidationError) as refused:
        assess(dossier, {"1.1": 0})
    assert refused.value.code == "no_sheet"


def test_a_dossier_under_an_unknown_pack_has_no_sheet() -> None:
    handed_in = {"state": "submitted", "submitted_on": date(2026, 6, 1)}
    dossier = make.make_dossier(make.make_product(product_set=4), law_pack="qd-khong-co", **handed_in)
    assert (sheet_of(dossier), self_score_of(dossier)) == (None, None)


def test_a_dossier_that_was_handed_in_keeps_its_marks(dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state="submitted")
    with pytest.raises(ValidationError) as refused:
        assess(dossier, {"1.1": 1})
    assert refused.value.code == "frozen"


def test_only_marks_that_say_the_same_are_carried_to_another_sheet() -> None:
    before, after = load_pack(OLD).sheet(4), load_pack(PACK).sheet(4)
    titles = [{leaf.code: leaf for _path, leaf in sheet.leaves()} for sheet in (before, after)]
    answers = dict.fromkeys(titles[0], 0)
    notes = dict.fromkeys(titles[0], "mô tả")
    kept, texts = carry(before, after, answers, notes)
    same = {
        code
        for code, leaf in titles[1].items()
        if code in titles[0] and leaf.options[0].label == titles[0][code].options[0].label
    }
    assert set(kept) == same
    assert 0 < len(same) < len(titles[1])
    both = titles[0].keys() & titles[1].keys()
    assert set(texts) == {code for code in both if titles[0][code].title == titles[1][code].title}
    assert carry(after, after, {"1.1": 1}, {"1.1": "x"}) == ({"1.1": 1}, {"1.1": "x"})


def test_cases_are_carried_only_to_the_same_case() -> None:
    sheet, goods = load_pack(PACK).sheet(26), load_pack(PACK).sheet(4)
    again = load_pack(OLD).sheet(26)
    answers = {"8": {"case": "b", "option": 0}, "9": {"case": "a", "option": None}}
    assert carry(sheet, goods, answers, {})[0] == {}
    kept = carry(sheet, again, answers, {})[0]
    assert set(kept) <= set(answers)


def test_an_unknown_former_sheet_carries_nothing() -> None:
    pack = load_pack(PACK)
    assert self_score(pack, pack.sheet(4), stored({"1.1": 1}, pack="qd-0-2000")).answered == 0
    assert self_score(pack, pack.sheet(4), stored({"1.1": 99, "1.2": 0})).answers == {"1.2": 0}


def test_a_sheet_whose_text_is_not_whole_gives_no_points() -> None:
    pack = load_pack(OLD)
    number = next(number for number, sheet in pack.sheets.items() if not sheet.is_complete)
    score = self_score(pack, pack.sheet(number), {})
    assert (score.total, score.star, score.answered) == (None, None, 0)


def test_the_next_dossier_of_the_product_begins_with_the_last_marks(dossier: Dossier) -> None:
    assess(dossier, {"1.1": 2}, **{"1_1": "Ong của xã"})
    newer = make.make_dossier(dossier.product, kind="upgrade", year=2027)
    prefill(newer, date(2026, 11, 1))
    score = self_score_of(newer)
    assert score is not None
    assert (score.answers, score.notes) == ({"1.1": 2}, {"1.1": "Ong của xã"})
    assert newer.assessment["revision"] == 0


def test_marks_are_part_of_what_is_handed_in_and_compared(dossier: Dossier) -> None:
    assess(dossier, lowest(), **{"1_1": "Ong của xã"})
    dossier.refresh_from_db()
    first = freeze_submission(actor=None, dossier=dossier, step=DossierStep.SUBMIT)
    assess(dossier, lowest(**{"1_1": 2}))
    dossier.refresh_from_db()
    second = freeze_submission(actor=None, dossier=dossier, step=DossierStep.RESUBMIT)
    assert first.content["assessment"]["answers"] == lowest()
    told = {change.path: (change.before, change.after) for change in compare_submissions(first, second)}
    assert sorted(told) == ["assessment.1.1", "assessment.total"]
    assert told["assessment.1.1"][0].endswith("dưới 50% · Ong của xã")
    assert told["assessment.1.1"][1].startswith("3 điểm: ")
    assert any(label.startswith("Tự chấm 1.1 ") for label, _value in readable_lines(first, masked=True))


def test_nothing_marked_is_frozen_as_nothing(dossier: Dossier) -> None:
    frozen = freeze_submission(actor=None, dossier=dossier, step=DossierStep.SUBMIT)
    assert frozen.content["assessment"] is None
    frozen.content = {key: value for key, value in frozen.content.items() if key != "assessment"}
    assert not any(label.startswith("Tự chấm") for label, _value in readable_lines(frozen, masked=False))


def test_what_is_not_marked_is_told_and_does_not_stop_the_dossier(dossier: Dossier) -> None:
    def report_text() -> str:
        dossier.refresh_from_db()
        items = completeness(dossier).items
        return next(item.text for item in items if item.requirement.key == "paper:mau_02")

    assert report_text().endswith("Tự chấm điểm mới được 0/32 tiêu chí.")
    assert step_warnings(dossier, "submit")[0] == (
        "Báo cáo tự đánh giá (Mẫu 02, phần III) còn 32 tiêu chí chưa tự chấm điểm."
    )
    assess(dossier, lowest())
    assert "Tự chấm" not in report_text()
    assert not any("tự chấm" in text for text in step_warnings(dossier, "submit"))


def test_the_book_names_every_criterion_for_papers() -> None:
    criteria = law_book().criteria(PACK, 4)
    assert len(criteria) == 32
    assert criteria[0].key == "criterion:1.1"
    assert criteria[0].article == "Quyết định 26/2026/QĐ-TTg, Phụ lục II, bộ sản phẩm 4, tiêu chí 1.1"
    assert law_book().criteria(PACK, None) == ()
