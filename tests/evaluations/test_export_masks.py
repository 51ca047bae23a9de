"""Who may take away phones and the tax codes of persons: who writes there, and the producer's own account."""

import pytest

from evaluations.domain.exports import export_records
from ocop.accounts.enums import Role
from products.domain.queries import readable_in_full
from products.models import Producer
from tests import factories as make

pytestmark = pytest.mark.django_db


def _text(user) -> str:
    in_full = set(readable_in_full(user).values_list("pk", flat=True))
    return export_records("producers", Producer.objects.visible_to(user), "csv", in_full=in_full)[0].decode()


@pytest.fixture
def household():
    """A household with a personal number as tax code."""
    return make.make_producer(legal_form="ho_sx", phone="0912345678", tax_code="038090012345")


def test_who_only_reads_takes_masked_numbers(household):
    viewer = make.make_user(Role.VIEWER, household.unit)
    text = _text(viewer)
    assert household.name in text
    assert "0912345678" not in text
    assert "038090012345" not in text
    assert "678" in text


def test_who_writes_there_takes_them_in_full(household):
    officer = make.make_user(Role.COMMUNE_OFFICER, household.unit)
    assert "0912345678" in _text(officer)
    assert "038090012345" in _text(officer)


def test_the_own_account_takes_its_own_in_full(household):
    member = make.make_member(household).user
    assert "0912345678" in _text(member)


def test_an_organisations_tax_code_is_public():
    producer = make.make_producer(legal_form="htx", tax_code="2800123456")
    assert producer.tax_code_shown in _text(make.make_user(Role.VIEWER, producer.unit))
