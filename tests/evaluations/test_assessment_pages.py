"""The page of the self-assessment: a form without script, an autosave with, the papers of a criterion and back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.accounts.enums import Role
from products.models import Dossier, EvidenceLink
from tests import factories as make

from .sheet_setup import as_form, lowest

pytestmark = pytest.mark.django_db
AUTOSAVE = {"HX-Request": "true"}


@pytest.fixture
def dossier() -> Dossier:
    return make.make_dossier(make.make_product(product_set=4))


@pytest.fixture
def officer(dossier: Dossier, client: Client) -> Client:
    client.force_login(make.make_user(Role.COMMUNE_OFFICER, dossier.unit))
    return client


def url(dossier: Dossier, page: str = "") -> str:
    return f"/ho-so/{dossier.pk}/tu-danh-gia/tieu-chi/{page}"


def save(client: Client, dossier: Dossier, headers: Any = None, **data: str) -> Any:
    fields = {name.replace("__", "-").replace("_", "."): value for name, value in data.items()}
    return client.post(url(dossier, "luu/"), {"revision": "0", **fields}, headers=headers)


def test_the_plain_form_is_saved_and_shown_again(officer: Client, dossier: Dossier) -> None:
    answer = save(officer, dossier, muc__1_1="2", ghi__1_1="Ong của xã", muc__2_1="-")
    assert (answer.status_code, answer.url) == (302, url(dossier))
    page = officer.get(url(dossier)).content.decode()
    assert 'name="muc-1.1" value="2" data-key="3" checked' in page
    assert 'name="muc-2.1" value="-" data-key="0" checked' in page
    assert "Ong của xã</textarea>" in page
    assert '<strong class="num">2/32</strong>' in page


def test_an_autosave_answers_with_the_live_result(officer: Client, dossier: Dossier) -> None:
    answer = save(officer, dossier, AUTOSAVE, muc__5_1="0", muc__5_2="2")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<input type="hidden" name="revision" value="1">' in page
    assert 'data-off="5.2"' in page
    assert "Thiếu gì để lên 3 sao" in page
    assert "<html" not in page


def test_marks_below_a_minimum_are_told_with_their_article(officer: Client, dossier: Dossier) -> None:
    page = officer.post(url(dossier, "luu/"), as_form({**_best(), "3.5": None}, revision="0"), headers=AUTOSAVE)
    text = page.content.decode()
    assert "Tổng điểm thuộc khung 5 sao, nhưng chưa đạt mức tối thiểu của:" in text
    assert "từ 3 sao cần 1 điểm, đang 0" in text
    assert "Quyết định 26/2026/QĐ-TTg, Phụ lục II, bộ sản phẩm 4, tiêu chí 3.5" in text
    assert "chưa đạt 3 sao" in text


def _best() -> dict[str, int]:
    from evaluations.domain.lawpacks import load_pack

    leaves = load_pack("qd-26-2026").sheet(4).leaves()
    return {
        leaf.code: max(range(len(leaf.options)), key=lambda n, o=leaf.options: o[n].points) for _path, leaf in leaves
    }


def test_zero_that_stops_is_told_in_the_words_of_the_sheet(client: Client) -> None:
    water = make.make_dossier(make.make_product(product_set=16))
    client.force_login(make.make_user(Role.COMMUNE_OFFICER, water.unit))
    answers = {**lowest(16), "6.1": None}
    text = client.post(url(water, "luu/"), as_form(answers, revision="0"), headers=AUTOSAVE).content.decode()
    assert "dừng đánh giá theo tiêu chí 6.1" in text
    assert "Căn cứ trên phiếu" in text


def test_an_old_page_is_told_and_keeps_what_was_typed(officer: Client, dossier: Dossier) -> None:
    save(officer, dossier, muc__1_1="2")
    stale = save(officer, dossier, AUTOSAVE, muc__1_1="0")
    assert (stale.status_code, "data-refused" in stale.content.decode()) == (409, True)
    plain = save(officer, dossier, muc__1_1="0")
    text = plain.content.decode()
    assert plain.status_code == 200
    assert "data-form-summary" in text
    assert 'name="muc-1.1" value="0" data-key="1" checked' in text
    assert '<input type="hidden" name="revision" value="1">' in text


def test_what_is_no_level_is_refused(officer: Client, dossier: Dossier) -> None:
    wrong = save(officer, dossier, AUTOSAVE, muc__1_1="x")
    assert wrong.status_code == 422
    assert "Tiêu chí 1.1" in wrong.content.decode()
    assert save(officer, dossier, AUTOSAVE, revision="x", muc__1_1="1").status_code == 409


def test_readers_read_and_write_nothing(dossier: Dossier, client: Client) -> None:
    client.force_login(make.make_user(Role.VIEWER, dossier.unit))
    page = client.get(url(dossier)).content.decode()
    assert "data-read-only" in page
    assert "<textarea" not in page
    assert save(client, dossier, muc__1_1="2").status_code == 404


def test_a_dossier_handed_in_is_read_only(officer: Client, dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state="submitted")
    assert "data-read-only" in officer.get(url(dossier)).content.decode()
    assert save(officer, dossier, muc__1_1="2").status_code == 404


@pytest.mark.parametrize(
    ("product_set", "pack", "words"),
    [(None, "qd-26-2026", "Chưa chọn bộ sản phẩm"), (4, "qd-1048-2019", "Chưa có phiếu đánh giá")],
)
def test_without_a_sheet_the_page_says_why(product_set: Any, pack: str, words: str, client: Client) -> None:
    fields = {} if product_set is None else {"law_pack": pack, "submitted_on": "2022-05-01", "state": "supplement"}
    dossier = make.make_dossier(make.make_product(product_set=product_set), **fields)
    client.force_login(make.make_user(Role.COMMUNE_OFFICER, dossier.unit))
    assert words in client.get(url(dossier)).content.decode()
    assert save(client, dossier, muc__1_1="2").status_code == 404


def test_a_paper_is_shown_for_any_criterion_and_the_way_leads_back(officer: Client, dossier: Dossier) -> None:
    paper = make.make_evidence(dossier.product.producer, title="Sổ theo dõi đàn ong")
    picker = officer.get(f"/ho-so/{dossier.pk}/minh-chung/?yeu-cau=criterion:1.3&ve=tu-cham").content.decode()
    assert '<input type="hidden" name="ve" value="tu-cham">' in picker
    data = {"evidence": paper.pk, "requirement": "criterion:1.3", "ve": "tu-cham"}
    assert officer.post(f"/ho-so/{dossier.pk}/gan/", data).url == f"{url(dossier)}#tc-1.3"
    page = officer.get(url(dossier)).content.decode()
    assert "Sổ theo dõi đàn ong" in page
    link = EvidenceLink.objects.get()
    back = officer.post(f"/ho-so/{dossier.pk}/go/{link.pk}/", {"ve": "tu-cham"})
    assert back.url == f"{url(dossier)}#tc-1.3"
    assert officer.get(f"/ho-so/{dossier.pk}/minh-chung/?yeu-cau=criterion:99").status_code == 404


def test_the_dossier_shows_how_far_the_marks_are(officer: Client, dossier: Dossier) -> None:
    assert "0/32 tiêu chí" in officer.get(f"/ho-so/{dossier.pk}/").content.decode()
    officer.post(url(dossier, "luu/"), as_form(_best(), revision="0"))
    page = officer.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "32/32 tiêu chí" in page
    assert "100 điểm" in page
    assert "5 sao" in page


def test_the_number_of_queries_does_not_grow_with_papers(officer: Client, dossier: Dossier) -> None:
    def queries() -> int:
        officer.get(url(dossier))
        with CaptureQueriesContext(connection) as captured:
            assert officer.get(url(dossier)).status_code == 200
        return len(captured)

    few = queries()
    for code in ("1.1", "1.1", "2.1"):
        paper = make.make_evidence(dossier.product.producer)
        EvidenceLink.objects.create(dossier=dossier, evidence=paper, requirement=f"criterion:{code}")
    assert queries() == few
    assert few <= 16
