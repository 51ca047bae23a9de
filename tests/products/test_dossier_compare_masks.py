"""Personal facts of a submission are read by those who act on the dossier, told but not shown to others."""

import pytest

from products.domain.dossiers.compare import compare_submissions, readable_lines
from products.domain.dossiers.freeze import freeze_submission
from products.enums import DossierStep
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Two submissions between which the phone changed."""
    dossier = make.make_dossier(make.make_product(make.make_producer(phone="0912345678")))
    first = freeze_submission(actor=None, dossier=dossier, step=DossierStep.SUBMIT)
    producer = dossier.product.producer
    producer.phone = "0987654321"
    producer.save()
    return first, freeze_submission(actor=None, dossier=dossier, step=DossierStep.RESUBMIT)


def test_a_masked_comparison_tells_the_change_and_hides_the_numbers(two):
    (plain,) = compare_submissions(*two)
    (masked,) = compare_submissions(*two, masked=True)
    assert plain.path == masked.path == "producer.phone"
    assert "0912345678" in plain.before
    assert "0987654321" in plain.after
    assert "678" not in masked.before
    assert "321" not in masked.after


def test_a_masked_submission_hides_the_numbers(two):
    assert any("0912345678" in value for _label, value in readable_lines(two[0], masked=False))
    assert not any("0912345678" in value for _label, value in readable_lines(two[0], masked=True))
