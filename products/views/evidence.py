"""The vault of a producer and its papers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.files.kinds import INLINE_TYPES
from ocop.files.serving import serve
from ocop.site.registry import get_setting

from ..domain.evidence import make_link, open_link, read_file, remove_evidence, store_evidence, update_evidence
from ..domain.evidence.limits import CHUNK, file_limits
from ..domain.evidence.queries import expiry_of, shelves_of, vault_producers, vault_rights
from ..enums import EvidenceKind, UploadState
from ..forms.evidence import EvidenceForm, UploadForm
from ..models import Dossier, Evidence, Producer, Upload
from .gate import posted, save, sent


@require_http_methods(["GET", "HEAD", "POST"])
def vault(request: HttpRequest, pk: int) -> HttpResponse:
    """Papers of a producer by kind; who keeps the vault sends small files here, without script."""
    producers = Producer.objects.visible_to(request.user) if request.method != "POST" else vault_producers(request.user)
    producer: Producer = get_object_or_404(producers.select_related("unit"), pk=pk)
    files = _files(request) if request.method == "POST" else None
    asked = request.GET.get("loai", "")
    kind = asked if asked in EvidenceKind.values else ""
    form = UploadForm(sent(request), sent_files=files, initial={"kind": kind})
    if posted(form, request) and _store(request, producer, form, files or []):
        return redirect("products:vault", pk=pk)
    return _vault_page(request, producer, form)


def _files(request: HttpRequest) -> list[UploadedFile]:
    return [file for name in ("file", "photo") for file in request.FILES.getlist(name) if file]


def _store(request: HttpRequest, producer: Producer, form: UploadForm, files: list[UploadedFile]) -> bool:
    """Each file for itself: what can be kept is kept, every refusal is told with the file's name."""
    kept, faults = 0, []
    for file in files:
        try:
            store_evidence(
                actor=request.user, producer=producer, data=file.read(), file_name=file.name or "", **form.facts()
            )
            kept += 1
        except ValidationError as error:
            if hasattr(error, "error_dict"):
                save(form, _raiser(error))
                return False
            faults += [f"{file.name}: {text}" for text in error.messages]
    for fault in faults:
        form.add_error(None, fault)
    if kept:
        messages.success(request, _("Đã lưu %s tệp vào kho minh chứng.") % kept)
    return not faults


def _raiser(error: ValidationError) -> Any:
    def verb() -> None:
        raise error

    return verb


def _vault_page(request: HttpRequest, producer: Producer, form: UploadForm) -> HttpResponse:
    shelves = shelves_of(request.user, producer, timezone.localdate())
    papers = [paper for shelf in shelves for paper in shelf.papers]
    can_keep, can_edit = vault_rights(request.user, producer)
    limits = file_limits()
    context = {
        "producer": producer,
        "shelves": shelves,
        "count": len(papers),
        "expired": sum(paper.expiry == "expired" for paper in papers),
        "expiring": sum(paper.expiry == "expiring" for paper in papers),
        "can_keep": can_keep,
        "can_edit": can_edit,
        "can_edit_own": can_keep,
        "form": form,
        "unfinished": _unfinished(request, producer) if can_keep else [],
        "chunk": str(CHUNK),
        "file_mb": limits.max_bytes // 1_000_000,
        "media_mb": limits.max_media_bytes // 1_000_000,
        "pages": limits.max_pages,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "products/vault_detail.html", context, status=status)


def _unfinished(request: HttpRequest, producer: Producer) -> list[Upload]:
    """Uploads the person began and has not finished: choosing the same file again goes on."""
    rows = Upload.objects.filter(user=request.user, producer=producer, state=UploadState.OPEN, received__gt=0)
    return list(rows.order_by("-touched_at")[:20])


def _current(request: HttpRequest, pk: int) -> Evidence:
    """A paper in a vault which the person keeps."""
    papers = Evidence.objects.visible_to(request.user).current().select_related("producer", "stored")
    return get_object_or_404(papers.filter(producer__in=vault_producers(request.user).values("pk")), pk=pk)


@require_safe
def evidence_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: what is said of it, the dossiers that show it, a look at a picture."""
    papers = Evidence.objects.visible_to(request.user).select_related("producer__unit", "stored", "uploaded_by")
    evidence: Evidence = get_object_or_404(papers, pk=pk)
    dossiers = Dossier.objects.visible_to(request.user).filter(links__evidence=evidence).distinct()
    is_picture = evidence.stored.content_type in INLINE_TYPES and evidence.stored.content_type.startswith("image/")
    context = {
        "evidence": evidence,
        "producer": evidence.producer,
        "expiry": expiry_of(evidence, timezone.localdate(), get_setting("evidence_warn_days")),
        "dossiers": dossiers.select_related("product"),
        "is_inline": evidence.stored.content_type in INLINE_TYPES,
        "shows_picture": is_picture and not evidence.is_sensitive,
        "can_keep": evidence.removed_at is None and vault_rights(request.user, evidence.producer)[0],
    }
    return render(request, "products/evidence_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a paper; a form opened before somebody else's save is told so and keeps its text."""
    evidence = _current(request, pk)
    form = EvidenceForm(sent(request), evidence=evidence)
    if posted(form, request):
        revision = form.cleaned_data["revision"] or 0
        changed = save(
            form,
            lambda: update_evidence(actor=request.user, evidence_id=pk, revision=revision, **form.facts()),
        )
        if changed:
            messages.success(request, _("Đã lưu thay đổi."))
            return redirect("products:evidence_detail", pk=pk)
    return render(request, "products/evidence_form.html", {"form": form, "evidence": evidence})


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Take a paper out of the vault; refused while a dossier that was handed in holds it. Asked twice: done once."""
    papers = Evidence.objects.visible_to(request.user).select_related("producer")
    evidence = get_object_or_404(papers.filter(producer__in=vault_producers(request.user).values("pk")), pk=pk)
    try:
        remove_evidence(actor=request.user, evidence_id=pk)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("products:evidence_detail", pk=pk)
    messages.success(request, _("Đã bỏ “%s” khỏi kho minh chứng.") % evidence.title)
    return redirect("products:vault", pk=evidence.producer_id)


@require_safe
def evidence_file(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Permission first, then a short-lived link to the bytes; `?tai=1` saves instead of showing."""
    evidence = get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
    response = redirect("products:evidence_bytes", token=make_link(user=request.user, evidence=evidence))
    if request.GET.get("tai"):
        response["Location"] += "?tai=1"
    return response


@require_safe
def evidence_bytes(request: HttpRequest, token: str) -> FileResponse:
    """The bytes behind a link: the person's own, minutes old, and still allowed."""
    try:
        evidence = open_link(user=request.user, token=token)
        file = read_file(user=request.user, evidence=evidence)
    except (Evidence.DoesNotExist, OSError):
        raise Http404 from None
    saves = bool(request.GET.get("tai"))
    return serve(file, name=evidence.file_name, kind=evidence.stored.content_type, saves=saves)
