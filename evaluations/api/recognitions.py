"""Recognitions and certificates: for who sees the product; one certificate by its code for everybody."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.accounts.net import client_ip
from ocop.api.enums import ScopeArea
from ocop.api.errors import NotFound, Problem
from ocop.api.filters import (
    ResourceFilter,
    check_parameters,
    choice_filter,
    day_filter,
    flag_filter,
    number_filter,
    text_filter,
)
from ocop.api.resource import Action, Resource
from products.domain.queries import FIRST_YEAR, LAST_YEAR, Filters, holds_words

from ..domain.certificates.lookup import LONGEST, find_certificate, is_too_often, show_certificate
from ..domain.queries import filter_recognitions
from ..enums import RecognitionBody, RecognitionKind
from ..models import Certificate, Recognition
from .parts import MAX_ID
from .recognition_shapes import (
    CertificateLine,
    PublicCertificate,
    RecognitionLine,
    RecognitionRecord,
    public_facts,
)

STARS = ((3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao")))
CACHED = 300
"""Seconds others may keep the public answer: states change at midnight, a withdrawal at once."""


class RecognitionFilter(ResourceFilter):
    """Filters of the list."""

    q = text_filter(_("Tên sản phẩm, chủ thể, xã, không dấu; hoặc số quyết định có dấu gạch chéo"))
    unit = text_filter(_("Mã hoặc tên đơn vị khi công nhận; gồm cả đơn vị bên dưới"))
    product = number_filter(_("Số của sản phẩm"), 1, MAX_ID)
    producer = number_filter(_("Số của chủ thể"), 1, MAX_ID)
    star = choice_filter(STARS, _("Hạng sao"), coerce=int)
    kind = choice_filter(RecognitionKind, _("Loại công nhận"))
    body = choice_filter(RecognitionBody, _("Cấp công nhận"))
    year = number_filter(_("Năm công nhận"), FIRST_YEAR, LAST_YEAR)
    in_force = flag_filter(_("Giấy chứng nhận còn giá trị hôm nay"))
    decided_from = day_filter(_("Quyết định từ ngày"))
    decided_to = day_filter(_("Quyết định đến hết ngày"))
    expires_from = day_filter(_("Hết hạn từ ngày"))
    expires_to = day_filter(_("Hết hạn đến hết ngày"))

    def narrow(self, rows: QuerySet[Any], given: dict[str, Any]) -> QuerySet[Any]:
        """As the filters of the page do; `in_force` counts the newest of each product only."""
        words = {"text": given["q"] or "", "unit": given["unit"] or "", "kind": given["kind"] or ""}
        rows = filter_recognitions(rows, Filters(star=given["star"], year=given["year"], **words))
        facts = {
            "product": given["product"],
            "product__producer": given["producer"],
            "body": given["body"],
            "decided_on__gte": given["decided_from"],
            "decided_on__lte": given["decided_to"],
            "expires_on__gte": given["expires_from"],
            "expires_on__lte": given["expires_to"],
        }
        rows = rows.filter(**{name: value for name, value in facts.items() if value})
        if given["in_force"] is None:
            return rows
        counting = Recognition.objects.newest().with_end().filter(in_force_until__gte=timezone.localdate())
        ids = counting.values("pk")
        return rows.filter(pk__in=ids) if given["in_force"] else rows.exclude(pk__in=ids)


@extend_schema_view(
    list=extend_schema(description=_("Các lần công nhận trong địa bàn, mới nhất trước")),
    retrieve=extend_schema(description=_("Một lần công nhận với các mốc thời hạn, thu hồi, gia hạn")),
)
class RecognitionResource(Resource):
    """Recognitions of visible products with their life: in force, replaced, withdrawn, extended."""

    area = ScopeArea.RECOGNITIONS
    line_class = RecognitionLine
    record_class = RecognitionRecord
    filterset_class = RecognitionFilter
    queryset = Recognition.objects.none()
    order = ("-decided_on", "-id")
    orderings = {
        "-decided_on": ("-decided_on", "-id"),
        "id": ("id",),
        "expires_on": ("expires_on", "id"),
        "updated_at": ("updated_at", "id"),
        "-updated_at": ("-updated_at", "-id"),
    }

    def visible(self) -> QuerySet[Any]:
        """The gate of all lists of recognitions."""
        rows: Any = Recognition.objects.visible_to(self.request.user).with_life()
        rows = rows.select_related("product__producer", "unit", "certificate")
        return rows if self.is_list else rows.prefetch_related("withdrawals")


class CertificateFilter(ResourceFilter):
    """Filters of the list."""

    q = text_filter(_("Tên sản phẩm, chủ thể, xã; không dấu"))
    number = text_filter(_("Số giấy chứng nhận"), max_length=60)
    product = number_filter(_("Số của sản phẩm"), 1, MAX_ID)
    star = choice_filter(STARS, _("Hạng sao"), coerce=int)
    year = number_filter(_("Năm cấp"), FIRST_YEAR, LAST_YEAR)

    def narrow(self, rows: QuerySet[Certificate], given: dict[str, Any]) -> QuerySet[Certificate]:
        """Words are those of the product of today."""
        facts = {
            "number": given["number"],
            "recognition__product": given["product"],
            "recognition__star": given["star"],
            "year": given["year"],
        }
        rows = rows.filter(**{name: value for name, value in facts.items() if value})
        return rows.filter(holds_words(given["q"] or "", "recognition__product__fold"))


@extend_schema_view(
    list=extend_schema(description=_("Giấy chứng nhận đã cấp bằng phần mềm, mới nhất trước")),
    retrieve=extend_schema(description=_("Một giấy chứng nhận như đã in, với tình trạng hôm nay")),
)
class CertificateResource(Resource):
    """Certificates of visible recognitions; recognitions typed in or imported have none."""

    area = ScopeArea.RECOGNITIONS
    line_class = CertificateLine
    record_class = CertificateLine
    filterset_class = CertificateFilter
    queryset = Certificate.objects.none()
    stamp = None
    order = ("-issued_on", "-id")
    orderings = {"-issued_on": ("-issued_on", "-id"), "id": ("id",)}

    def visible(self) -> QuerySet[Certificate]:
        """The gate of recognitions."""
        lives: Any = Recognition.objects.all()
        lives = lives.with_life().select_related("product__producer")
        rows = Certificate.objects.visible_to(self.request.user).select_related("unit")
        found: QuerySet[Certificate] = rows.prefetch_related(Prefetch("recognition", lives))
        return found


class PublicCertificateResource(Action):
    """What stands behind the QR of a certificate, for programs: no login, the words of the public page."""

    authentication_classes = []
    permission_classes = [AllowAny]
    conditional = True

    @extend_schema(
        description=_(
            "Tra cứu công khai một giấy chứng nhận theo mã công khai (OCOP-…) hoặc mã số sản phẩm; không cần đăng nhập"
        ),
        parameters=[
            OpenApiParameter("code", str, OpenApiParameter.PATH, description=_("Mã công khai hoặc mã số sản phẩm"))
        ],
        responses=PublicCertificate,
    )
    def get(self, request: Request, code: str) -> Response:
        """Counted together with the public page: LOOKUP_LIMIT a minute from one address."""
        if is_too_often(client_ip(request._request)):
            raise Problem("too_many_requests", headers={"Retry-After": str(settings.LOOKUP_SECONDS)})
        check_parameters(request, set())
        found = find_certificate(code[:LONGEST].replace("\0", ""))
        if found is None:
            raise NotFound
        shown = show_certificate(found, timezone.localdate())
        response = self.answer(PublicCertificate(public_facts(shown)).data)
        response["Cache-Control"] = f"public, max-age={CACHED}"
        response["X-Robots-Tag"] = "noindex"
        return response
