"""The illustration of the commune's daily work: every stage is there, marked, made once, hidden by one setting."""

from collections import Counter
from typing import Any

import pypdfium2
import pytest
from django.utils import timezone

from evaluations.models import Recognition
from ocop.accounts.demo import create_demo_accounts
from ocop.accounts.models import User
from ocop.site.models import SiteSetting
from products.domain.dossiers.queries import waiting_for
from products.domain.evidence import read_file
from products.models import CommuneReport, Dossier, Evidence, Producer, Product
from reporting.domain.demo_dossiers import load_demo_dossiers

pytestmark = pytest.mark.django_db
STATES = {
    ("first", "draft"): 1,
    ("first", "supplement"): 1,
    ("first", "checking"): 1,
    ("first", "proposed"): 1,
    ("rerank", "eligible"): 1,
    ("upgrade", "received"): 1,
}


def test_every_stage_is_there_once(demo: Any) -> None:
    before_council = Dossier.objects.filter(entries=None)
    assert Counter(before_council.values_list("kind", "state")) == STATES
    assert load_demo_dossiers(create_demo_accounts()) == {"producers": 0, "papers": 0, "dossiers": 0}
    assert before_council.count() == sum(STATES.values())


def test_everything_says_that_it_is_illustration(demo: Any) -> None:
    for dossier in Dossier.objects.select_related("product__producer"):
        marked = (dossier, dossier.product, dossier.product.producer)
        assert [record.is_illustration for record in marked] == [True] * 3
        assert "(minh họa)" in dossier.product.name
    owners = Producer.objects.filter(evidence__isnull=False).distinct()
    assert {owner.is_illustration for owner in owners} == {True}
    assert all("(minh họa)" in title for title in Evidence.objects.values_list("title", flat=True))


def test_the_progress_of_the_real_plan_counts_none_of_it(demo: Any) -> None:
    years = set(Recognition.objects.filter(product__dossiers__isnull=False).values_list("decided_on__year", flat=True))
    assert years
    assert 2025 not in years


def test_a_paper_of_the_vault_says_so_on_its_page(demo: Any) -> None:
    evidence = Evidence.objects.filter(is_sensitive=False).first()
    assert evidence is not None
    with evidence.stored.file.open("rb") as file:
        pages = pypdfium2.PdfDocument(file.read())
    assert len(pages) == 1
    assert "DỮ LIỆU MINH HỌA" in pages[0].get_textpage().get_text_bounded()


def test_switched_off_nothing_of_it_is_seen(demo: Any) -> None:
    SiteSetting.objects.create(key="show_illustration", value=False)
    for username in ("quantri", "chuthe", "canbo.luuve", "dieuphoi.tinh"):
        user = User.objects.get(username=username)
        seen = [model.objects.visible_to(user).count() for model in (Dossier, Evidence, CommuneReport)]
        assert seen == [0, 0, 0]
        assert not Product.objects.visible_to(user).filter(is_illustration=True).exists()


def test_each_account_finds_its_work(demo: Any) -> None:
    waiting = {
        name: waiting_for(User.objects.get(username=name)) for name in ("canbo.luuve", "chuthe", "dieuphoi.tinh")
    }
    states = {name: Counter(row.dossier.state for row in rows) for name, rows in waiting.items()}
    assert states["chuthe"] == {"draft": 1, "supplement": 1}
    assert states["canbo.luuve"]["checking"] == 1
    assert states["dieuphoi.tinh"] == {"proposed": 1, "eligible": 3, "received": 1}


def test_clocks_run_and_one_is_near_its_end(demo: Any) -> None:
    today = timezone.localdate()
    due = dict(Dossier.objects.exclude(clock_due_on=None).values_list("clock_kind", "clock_due_on"))
    assert 0 <= (due["rerank"] - today).days <= 14
    assert 0 < (due["commune"] - today).days <= 14
    assert 0 < (due["supplement"] - today).days <= 14


def test_the_proposed_one_has_its_report_and_receipts(demo: Any) -> None:
    dossier = Dossier.objects.get(state="proposed")
    report = dossier.commune_reports.get()
    assert (report.state, report.issued_on) == ("issued", dossier.moves.get(step="report").on)
    assert report.topics.exclude(assessed="").count() == 4
    assert Dossier.objects.get(kind="rerank").receipts.count() == 2


def test_the_producer_reads_its_own_papers(demo: Any) -> None:
    user = User.objects.get(username="chuthe")
    evidence = Evidence.objects.visible_to(user).exclude(is_sensitive=True).first()
    assert evidence is not None
    with read_file(user=user, evidence=evidence) as file:
        assert file.read(5) == b"%PDF-"
