"""The certificate of a recognition, for print."""

import io
from datetime import date

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

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
        "written_day": written(certificate.issued_on),
    }
    return render(request, "evaluations/certificate_print.html", context)


def written(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026", "ngày 25 tháng 6 năm 2026": days below ten and the first two months get a zero
    (NĐ 30/2020, PL I)."""
    facts = {"day": f"{day:%d}", "month": f"{day:%m}" if day.month < 3 else str(day.month), "year": str(day.year)}
    return _("ngày %(day)s tháng %(month)s năm %(year)s") % facts


def qr_svg(text: str) -> SafeString:
    """The text as a QR code: an inline SVG in black, sized by the stylesheet, no namespace or style of its own."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, svgclass="qr", lineclass=None, border=2
    )
    return SafeString(out.getvalue().decode())  # drawn by segno from numbers: it holds no text of anybody
