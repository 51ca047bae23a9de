"""Uploads in pieces, as plain JSON and bytes; static/app/upload.js is the other side (docs/evidence.md)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..domain.evidence import OffsetError, finish_upload, open_upload, receive_chunk
from ..domain.evidence.limits import CHUNK
from ..domain.evidence.queries import vault_producers
from ..forms.evidence import UploadForm
from ..models import Producer, Upload

STATUS = {"offset": 409, "incomplete": 409, "checksum": 409, "storage": 503, "too_long": 413}
"""409: go on at `received`. 503: nothing is lost, try later. Everything else is final: 422."""


def _fault(error: ValidationError, **more: Any) -> JsonResponse:
    if hasattr(error, "error_dict"):
        texts = [text for found in error.message_dict.values() for text in found]
        return JsonResponse({"code": "facts", "error": " ".join(texts), **more}, status=422)
    code = str(error.code or "")
    return JsonResponse({"code": code, "error": error.messages[0], **more}, status=STATUS.get(code, 422))


def _state(upload: Upload) -> dict[str, Any]:
    return {
        "id": str(upload.pk),
        "size": upload.size,
        "received": upload.received,
        "state": upload.state,
        "chunk": CHUNK,
        "url": reverse("products:upload_piece", args=[upload.pk]),
        "finish_url": reverse("products:upload_finish", args=[upload.pk]),
    }


@require_POST
def upload_open(request: HttpRequest, pk: int) -> JsonResponse:
    """Begin, or go on with, a file: `file_name`, `size`, `fingerprint` and the facts of the paper."""
    producer: Producer = get_object_or_404(vault_producers(request.user), pk=pk)
    form = UploadForm(request.POST)
    size = request.POST.get("size", "")
    if not form.is_valid():
        texts = [f"{form[name].label}: {' '.join(found)}" for name, found in form.errors.items()]
        return JsonResponse({"code": "facts", "error": " ".join(texts)}, status=422)
    if not (size.isascii() and size.isdigit() and len(size) < 16):
        return JsonResponse({"code": "size", "error": _("Thiếu dung lượng tệp.")}, status=422)
    details = form.facts() | {"fingerprint": request.POST.get("fingerprint", "")}
    try:
        upload = open_upload(
            actor=request.user,
            producer=producer,
            file_name=request.POST.get("file_name", "")[:500],
            size=int(size),
            details=details,
        )
    except ValidationError as error:
        return _fault(error)
    return JsonResponse(_state(upload), status=201)


def _own(request: HttpRequest, upload_id: UUID) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(request.user), pk=upload_id)


@require_http_methods(["GET", "HEAD", "POST"])
def upload_piece(request: HttpRequest, upload_id: UUID) -> JsonResponse:
    """GET: how much is received. POST: the bytes that belong at `?tu=`."""
    upload = _own(request, upload_id)
    if request.method != "POST":
        return JsonResponse(_state(upload))
    offset = request.GET.get("tu", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 16):
        return JsonResponse({"code": "offset", "received": upload.received, "error": _("Thiếu vị trí.")}, status=400)
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit() or int(length) > CHUNK:
        text = _("Phần tệp gửi lên dài quá mức cho phép.")
        return JsonResponse({"code": "too_long", "error": text}, status=413)
    try:
        upload = receive_chunk(actor=request.user, upload_id=upload_id, offset=int(offset), data=request.body)
    except OffsetError as error:
        return _fault(error, received=error.received)
    except ValidationError as error:
        return _fault(error)
    return JsonResponse(_state(upload))


@require_POST
def upload_finish(request: HttpRequest, upload_id: UUID) -> JsonResponse:
    """All bytes are there: check, store, answer with the paper; `sha256` when the browser computed it."""
    upload = _own(request, upload_id)
    try:
        evidence = finish_upload(actor=request.user, upload_id=upload_id, sha256=request.POST.get("sha256", "")[:64])
    except ValidationError as error:
        upload.refresh_from_db()
        return _fault(error, received=upload.received)
    answer = {
        "title": evidence.title,
        "url": reverse("products:evidence_detail", args=[evidence.pk]),
        "was_there": evidence.created_at < upload.created_at,
    }
    return JsonResponse(answer)
