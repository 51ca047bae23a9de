"""Negative controls: with one gate open the matrix goes red, though not everybody tries."""

from typing import Any

import pytest

from evaluations.models import Council, CouncilSession, Recognition
from ocop.accounts.models import User
from ocop.jobs.models import Job
from products.models import Producer, Product
from programs.models import Plan, PlanTemplate
from reporting.models import Document, DocumentSet, ReportCall, UnitReport

from .row import tried_by, wrong_answers
from .rows import ROWS
from .world import World

GATES = [
    (Document, "reporting:document_detail"),
    (Document, "reporting:document_list"),
    (DocumentSet, "reporting:set_detail"),
    (DocumentSet, "reporting:set_list"),
    (ReportCall, "reporting:call_detail"),
    (UnitReport, "reporting:unit_report"),
    (Job, "jobs:detail"),
    (Job, "jobs:list"),
    (User, "accounts:person"),
    (Plan, "programs:plan_detail"),
    (PlanTemplate, "programs:template_detail"),
    (Product, "products:product_detail"),
    (Product, "products:product_list"),
    (Producer, "products:producer_detail"),
    (Producer, "products:producer_list"),
    (Recognition, "evaluations:recognition_list"),
    (Council, "evaluations:council_detail"),
    (Council, "evaluations:council_list"),
    (CouncilSession, "evaluations:session_detail"),
    (CouncilSession, "evaluations:session_list"),
]


@pytest.mark.no_cover
@pytest.mark.parametrize(("model", "name"), GATES, ids=[f"{model.__name__}-{name}" for model, name in GATES])
@pytest.mark.django_db
def test_an_open_gate_is_noticed(model: Any, name: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(model.objects.all()), "visible_to", lambda self, user: self.all())
    assert wrong_answers(name, ROWS[name], world, tried_by(name, ROWS[name])) != []


def test_every_gate_is_controlled() -> None:
    controlled = {model for model, _ in GATES}
    assert {
        Plan,
        PlanTemplate,
        Document,
        DocumentSet,
        Job,
        User,
        Producer,
        Product,
        Recognition,
        Council,
        CouncilSession,
    } <= controlled
