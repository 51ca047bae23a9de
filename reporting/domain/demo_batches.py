"""What the councils of the illustration have before them: dossiers found eligible, with their self-assessment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluations.domain.self_assessment import assess_dossier, sheet_of
from ocop.accounts.models import User
from products.enums import DossierKind, DossierState, DossierStep, LegalForm, ProductSet
from products.models import Dossier, Producer

from .demo_dossiers import (
    COOPERATIVE,
    HOUSEHOLD,
    PAPERS,
    SENTENCE,
    Sample,
    begin_dossier,
    make_papers,
    make_producer,
    take_steps,
)
from .demo_marks import answers_for, half_of

NGA_SON = "16093"
WORKSHOP = "Cơ sở đặc sản Nga Sơn (minh họa)"
CLOSED, SCORING, PREPARING = 40, 0, -7
"""Days from the sessions to the day of loading."""
S = DossierStep


@dataclass(frozen=True)
class Candidate:
    """A product of a producer for a session so many days ago; `claims`: the total the producer gives itself."""

    owner: str
    name: str
    product_set: ProductSet
    star: int
    claims: int


BATCHES: Mapping[int, tuple[Candidate, ...]] = {
    CLOSED: (
        Candidate(COOPERATIVE, "Cốm nếp Lưu Vệ (minh họa)", ProductSet.FROM_GRAIN, 4, 81),
        Candidate(COOPERATIVE, "Tương ớt Lưu Vệ (minh họa)", ProductSet.LIQUID_SEASONING, 3, 66),
        Candidate(HOUSEHOLD, "Dưa lưới Hậu Lộc (minh họa)", ProductSet.FRESH_PRODUCE, 3, 55),
        Candidate(WORKSHOP, "Chiếu cói Nga Sơn (minh họa)", ProductSet.HANDICRAFT, 5, 95),
        Candidate(WORKSHOP, "Rượu nếp Nga Sơn (minh họa)", ProductSet.WHITE_SPIRIT, 4, 80),
    ),
    SCORING: (
        Candidate(COOPERATIVE, "Muối ớt Lưu Vệ (minh họa)", ProductSet.SEASONING, 3, 64),
        Candidate(HOUSEHOLD, "Ngao sấy Hậu Lộc (minh họa)", ProductSet.FROM_ANIMAL, 4, 78),
        Candidate(WORKSHOP, "Khăn cói Nga Sơn (minh họa)", ProductSet.TEXTILE, 3, 60),
    ),
    PREPARING: (
        Candidate(COOPERATIVE, "Bánh đa Lưu Vệ (minh họa)", ProductSet.FROM_GRAIN, 3, 62),
        Candidate(WORKSHOP, "Ngô nếp Nga Sơn (minh họa)", ProductSet.GRAIN, 3, 58),
    ),
}


def load_producers(today: date) -> dict[str, Producer]:
    """The two producers of the dossiers and a third one with its vault, by name."""
    workshop = make_producer(WORKSHOP, LegalForm.ENTERPRISE, NGA_SON, today)
    make_papers(workshop, PAPERS, today)
    known = Producer.objects.filter(name__in=(COOPERATIVE, HOUSEHOLD), is_illustration=True)
    return {WORKSHOP: workshop, **{producer.name: producer for producer in known}}


def load_batch(ago: int, producers: Mapping[str, Producer], today: date, accounts: Mapping[str, User]) -> list[Dossier]:
    """The dossiers of one session, found eligible before its day, in the order of BATCHES."""
    return [_eligible(candidate, ago, producers, today, accounts) for candidate in BATCHES[ago]]


def _eligible(
    candidate: Candidate, ago: int, producers: Mapping[str, Producer], today: date, accounts: Mapping[str, User]
) -> Dossier:
    """Handed in 80 days before the session, found eligible 20 days before it: all before today."""
    base = max(ago, 5)
    ladder = ((S.SUBMIT, 80), (S.ACCEPT, 78), (S.REPORT, 66), (S.PROPOSE, 62), (S.RECEIVE, 55), (S.QUALIFY, 20))
    steps = tuple((step, base + days) for step, days in ladder)
    sample = Sample(candidate.name, candidate.product_set, DossierKind.FIRST, candidate.star, steps)
    dossier = begin_dossier(producers[candidate.owner], sample, today)
    assess(dossier, candidate.claims, candidate.star)
    officer = accounts["canbo.luuve"] if candidate.owner == COOPERATIVE else None
    return take_steps(dossier, sample, today, officer, accounts)


def assess(dossier: Dossier, total: int, star: int, *, is_whole: bool = True) -> None:
    """The producer's own marks near a total, all of them or the first half, a description beside the first three."""
    found = sheet_of(dossier)
    if found is None:
        return
    _pack, sheet = found
    answers: dict[str, Any] = answers_for(sheet, total, star=star)
    if not is_whole:
        answers = half_of(answers)
    notes = dict.fromkeys(list(answers)[:3], SENTENCE)
    assess_dossier(actor=None, dossier_id=dossier.pk, revision=None, answers=answers, notes=notes)


def assess_open(owner: Producer) -> int:
    """Marks on the producer's dossiers that can still be changed: half of a draft's, all of one being mended."""
    found = Dossier.objects.filter(product__producer=owner, state__in=(DossierState.DRAFT, DossierState.SUPPLEMENT))
    dossiers = [dossier for dossier in found.select_related("product") if not dossier.assessment]
    for dossier in dossiers:
        assess(dossier, 64, dossier.star_sought, is_whole=dossier.state == DossierState.SUPPLEMENT)
    return len(dossiers)
