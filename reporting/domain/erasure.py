"""Generated papers with personal data go when the person's data are erased (Luật 91/2025/QH15)."""

from products.models import CommuneReport, Dossier
from reporting.enums import DocumentState, SubjectKind
from reporting.models import Document


def erase_documents(producer_id: int) -> list[str]:
    """Drop the drafts with personal data about the producer's dossiers; names of their files, for the caller to delete.

    What was issued is a legal record and stays, like the dossier it is about.
    """
    dossiers = Dossier.objects.filter(product__producer=producer_id)
    reports = CommuneReport.objects.filter(dossier__in=dossiers)
    drafts = Document.objects.filter(is_personal=True, state=DocumentState.DRAFT)
    own = drafts.filter(subject=SubjectKind.DOSSIER, subject_id__in=dossiers.values("pk"))
    own |= drafts.filter(subject=SubjectKind.COMMUNE_REPORT, subject_id__in=reports.values("pk"))
    names = [file.name for document in own for file in (document.pdf, document.docx) if file.name]
    own.delete()
    return names
