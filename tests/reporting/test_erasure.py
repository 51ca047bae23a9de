"""Generated papers with personal data go with the person's data; legal records and others' papers stay."""

from datetime import date
from typing import Any

import pytest
from django.core.files.storage import default_storage

from ocop.accounts.enums import Role
from ocop.jobs.domain.run import answer_bell
from ocop.jobs.models import Job
from products.domain.personal_data import request_erasure
from products.models import Dossier
from reporting.domain.erasure import erase_documents
from reporting.models import Document
from tests import factories as make

pytestmark = pytest.mark.django_db


def paper(dossier: Dossier, **fields: Any) -> Document:
    facts = {"kind": "registration", "subject": "dossier", "subject_id": dossier.pk, "unit": dossier.unit}
    return make.make_document(**{**facts, "is_personal": True, **fields})


def test_drafts_with_persons_go_and_the_rest_stays() -> None:
    dossier, other = make.make_dossier(), make.make_dossier()
    gone = paper(dossier)
    kept = {
        paper(dossier, is_personal=False).pk,
        paper(dossier, state="issued", number="01/QĐ-UBND", issued_on=date(2026, 6, 1)).pk,
        paper(other).pk,
        make.make_document(subject="unit", subject_id=dossier.pk, unit=dossier.unit, is_personal=True).pk,
    }
    names = erase_documents(dossier.product.producer_id)
    assert names == [gone.pdf.name, gone.docx.name]
    assert set(Document.objects.values_list("pk", flat=True)) == kept


def test_the_job_deletes_their_files() -> None:
    dossier = make.make_dossier()
    gone = paper(dossier)
    user = make.make_user(Role.COMMUNE_OFFICER, dossier.product.producer.unit)
    job = request_erasure(user=user, producer=dossier.product.producer)
    answer_bell(job.pk)
    assert Job.objects.get(pk=job.pk).error == ""
    assert not Document.objects.filter(pk=gone.pk).exists()
    assert not default_storage.exists(gone.pdf.name)
    assert not default_storage.exists(gone.docx.name)
