"""The certificate of a recognition, for print."""

import io

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ocop.text import written_date

from ..domain.certificates import public_code
from ..models import Certificate, Recognition


@require_safe
def certificate_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate as it was printed on its day, with the way to the public lookup as a QR code."""
    visible = Certificate.objects.filter(recognition__in=Recognition.objects.visible_to(request.user))
    read = ("recognition__product", "recognition__decision_item__decision", "unit")
    certificate: Certificate = get_object_or_404(visible.select_related(*read), recognition=pk)
    recognition = certificate.recognition
    code = public_code(recognition.pk)
    address = request.build_absolute_uri(reverse("evaluations:lookup_detail", args=[code]))
    item = recognition.decision_item
    context = {
        "certificate": certificate,
        "recognition": recognition,
        "decision": item.decision if item is not None else None,
        "code": code,
        "address": address,
        "qr": qr_svg(address),
        "written_day": written_date(certificate.issued_on),
    }
    return render(request, "evaluations/certificate_print.html", context)


def qr_svg(text: str) -> SafeString:
    """The text as a QR code: an inline SVG in black, sized by the stylesheet, no namespace or style of its own."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, svgclass="qr", lineclass=None, border=2
    )
    return SafeString(out.getvalue().decode())  # drawn by segno from numbers: it holds no text of anybody
