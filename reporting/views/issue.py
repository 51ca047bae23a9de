"""Issuing a document: number, day and signer, then the job."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from programs.domain.numbers import entry_of
from reporting.domain.issue import can_issue, draft_content, frozen_content, issue_document, offered_number
from reporting.enums import DocumentState
from reporting.forms.issue import IssueForm, sent
from reporting.models import Document
from reporting.views.saving import save


@require_http_methods(["GET", "HEAD", "POST"])
def document_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """What will be printed, to be confirmed; sent again the document is issued once."""
    documents = Document.objects.visible_to(request.user).select_related("unit")
    document = get_object_or_404(documents, pk=pk)
    if not can_issue(request.user, document):
        raise Http404
    if document.state == DocumentState.ISSUED:
        return redirect("reporting:document_detail", pk=pk)
    held = entry_of(document)
    content, fault = (frozen_content(document), "") if held else _content(document)
    form = IssueForm(sent(request), initial=_initial(document, content))
    if request.method == "POST" and form.is_valid():
        try:
            job = save(form, lambda: issue_document(actor=request.user, document_id=pk, **form.cleaned_data))
        except PermissionDenied as error:
            raise Http404 from error
        if job is not None:
            return redirect("jobs:detail", job_id=job.pk)
    context = {
        "document": document,
        "form": form,
        "fault": fault,
        "symbol": content.get("symbol", ""),
        "issuer": content.get("issuer", ""),
        "held": held,
    }
    return render(request, "reporting/document_issue.html", context, status=422 if form.errors else 200)


def _content(document: Document) -> tuple[dict[str, Any], str]:
    """The draft's data, or why it cannot be issued as it is."""
    try:
        return draft_content(document), ""
    except ValidationError as error:
        return {}, " ".join(error.messages)


def _initial(document: Document, content: dict[str, Any]) -> dict[str, Any]:
    initial: dict[str, Any] = {"revision": document.revision, "issued_on": timezone.localdate()}
    if content:
        initial["number"] = offered_number(document, content)
        initial |= {f"signer_{name}": content["signer"].get(name, "") for name in ("authority", "title", "name")}
    return initial
