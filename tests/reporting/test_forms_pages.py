"""Where the forms are offered: the dossier, the commune's report, the sheets, and the page of blank sheets."""

from typing import Any

import pytest
from django.test import Client

from evaluations.domain.sheets import save_sheet, submit_sheet
from ocop.accounts.enums import Role
from ocop.jobs.models import Job
from products.models import ProducerMember
from reporting.documents.make import prepare_document
from reporting.domain.subjects import LawSheet
from reporting.models import Document
from tests.evaluations.sheet_setup import Before, lowest
from tests.factories import make_nation, make_user
from tests.products.dossier_story import Story
from tests.reporting.forms_story import TODAY, draft, story

pytestmark = pytest.mark.django_db
SHEETS = "/van-ban/phieu-danh-gia/"


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def offers(user: Any, subject: str, pk: int) -> set[str]:
    """Kinds the panel of a record offers a person."""
    return {offer["kind"] for offer in browser(user).get(f"/van-ban/ve/{subject}/{pk}/").context["offers"]}


@pytest.fixture
def told() -> Story:
    return story()


def test_a_dossier_offers_its_forms_to_those_who_keep_them(told: Story) -> None:
    dossier = draft(told)
    viewer = make_user(Role.VIEWER, told.commune)
    forms = {"registration", "self_report"}
    assert offers(told.member, "dossier", dossier.pk) & (forms | {"commune_letter"}) == forms
    assert offers(told.officer, "dossier", dossier.pk) >= forms | {"commune_letter"}
    assert offers(viewer, "dossier", dossier.pk) & (forms | {"commune_letter"}) == set()
    assert browser(viewer).post(f"/van-ban/lap/registration/{dossier.pk}/").status_code == 404
    assert (
        f'hx-get="/van-ban/ve/dossier/{dossier.pk}/"'
        in browser(told.member).get(f"/ho-so/{dossier.pk}/").content.decode()
    )


def test_who_may_make_a_personal_form_finds_it_again(told: Story) -> None:
    dossier = draft(told)
    document = prepare_document(kind="registration", record=dossier, params={}, user=told.member)()
    assert document.is_personal
    for user, sees in ((told.member, True), (told.officer, True), (make_user(Role.VIEWER, told.commune), False)):
        assert Document.objects.visible_to(user).filter(pk=document.pk).exists() is sees
    ProducerMember.objects.all().delete()
    assert not Document.objects.visible_to(told.member).exists()


def test_the_page_of_a_communes_report_offers_mau_03(told: Story) -> None:
    report = told.report(told.take(draft(told), "submit", "accept", on=TODAY), TODAY)
    assert offers(told.officer, "commune_report", report.pk) == {"commune_report"}
    page = browser(told.officer).get(f"/bao-cao-xa/{report.pk}/").content.decode()
    assert f'hx-get="/van-ban/ve/commune_report/{report.pk}/"' in page
    document = prepare_document(kind="commune_report", record=report, params={}, user=told.officer)()
    assert (document.state, document.number, document.issued_on) == ("issued", "01/BC-UBND", TODAY)


def test_the_own_sheet_offers_its_paper_only_once_handed_in() -> None:
    before = Before(4)
    user, url = before.member.user, before.url()
    sheet = save_sheet(actor=user, entry_id=before.entry.pk, revision=0, answers=lowest(4))
    panel = f'hx-get="/van-ban/ve/score_sheet/{sheet.pk}/"'
    assert panel not in browser(user).get(url).content.decode()
    submit_sheet(actor=user, entry_id=before.entry.pk)
    assert panel in browser(user).get(url).content.decode()
    assert offers(user, "score_sheet", sheet.pk) == {"score_sheet"}
    assert browser(before.chair.user).get(f"/van-ban/ve/score_sheet/{sheet.pk}/").status_code == 404


def test_opened_sheets_lead_to_their_papers() -> None:
    before = Before(4)
    sheet = save_sheet(actor=before.member.user, entry_id=before.entry.pk, revision=0, answers=lowest(4))
    submit_sheet(actor=before.member.user, entry_id=before.entry.pk)
    before.entry.opened_round = 1
    before.entry.save()
    page = browser(before.chair.user).get(f"/danh-gia/ho-so/{before.entry.pk}/").content.decode()
    assert f'href="/van-ban/ve/score_sheet/{sheet.pk}/"' in page
    assert offers(before.chair.user, "score_sheet", sheet.pk) == {"score_sheet"}


def test_blank_sheets_of_the_decision_chosen_are_listed_and_made_once() -> None:
    nation = make_nation()
    client = browser(make_user(Role.VIEWER, nation))
    page = client.get(SHEETS)
    assert page.context["code"] == "qd-26-2026"
    assert sum(len(sector["sheets"]) for sector in page.context["sectors"]) == 26
    older = client.get(SHEETS, {"bo": "qd-148-2023"})
    assert older.context["law"] == "Quyết định 148/QĐ-TTg"
    assert older.content.decode().count("thang điểm còn chỗ chưa rõ") == 4
    assert client.get(SHEETS, {"bo": "khong-co"}).context["code"] == "qd-26-2026"
    answer = client.post("/van-ban/lap/blank_sheet/5/", {"pack": "qd-26-2026"})
    assert Job.objects.get().params == {"kind": "blank_sheet", "subject": 5, "params": {"pack": "qd-26-2026"}}
    assert answer.status_code == 302
    document = prepare_document(kind="blank_sheet", record=LawSheet(5), params={"pack": "qd-26-2026"}, user=None)()
    assert f'href="/van-ban/{document.pk}/"' in client.get(SHEETS).content.decode()
    assert f'href="/van-ban/{document.pk}/"' not in client.get(SHEETS, {"bo": "qd-148-2023"}).content.decode()
