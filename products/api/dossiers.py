"""Dossiers: read, begun, their facts changed; what is done to them is in dossier_work.py."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.errors import NotFound, Unprocessable
from ocop.api.filters import ResourceFilter, choice_filter, flag_filter, number_filter, text_filter
from ocop.api.resource import Resource

from ..domain.dossiers.listing import DossierFilters, filter_dossiers, in_order
from ..domain.dossiers.queries import preparable_products, prepared_dossiers
from ..domain.dossiers.verbs import create_dossier, update_dossier
from ..domain.queries import FIRST_YEAR, LAST_YEAR
from ..enums import DossierKind, DossierState
from ..models import Dossier, EvidenceLink, Receipt, SupplementRequest
from .dossier_shapes import DossierChange, DossierLine, DossierNew, DossierRecord
from .products import STARS

MAX_ID = 2**63 - 1
"""The largest key of a record."""


class DossierFilter(ResourceFilter):
    """Filters of the list, those of the page."""

    q = text_filter(_("Tên sản phẩm, chủ thể, xã; không dấu"))
    unit = text_filter(_("Mã hoặc tên đơn vị; gồm cả đơn vị bên dưới"))
    product = number_filter(_("Số của sản phẩm"), 1, MAX_ID)
    producer = number_filter(_("Số của chủ thể"), 1, MAX_ID)
    kind = choice_filter(DossierKind, _("Loại hồ sơ"))
    state = choice_filter(DossierState, _("Trạng thái"))
    star = choice_filter(STARS, _("Hạng sao đăng ký"), coerce=int)
    year = number_filter(_("Năm đánh giá"), FIRST_YEAR, LAST_YEAR)
    overdue = flag_filter(_("Chỉ hồ sơ quá hạn"))

    def narrow(self, rows: QuerySet[Dossier], given: dict[str, Any]) -> QuerySet[Dossier]:
        """As the filters of the page do."""
        facts = {name: given[name] or "" for name in ("unit", "kind", "state")}
        wanted = DossierFilters(
            text=given["q"] or "", star=given["star"], year=given["year"], is_overdue=bool(given["overdue"]), **facts
        )
        ids = {"product": given["product"], "product__producer": given["producer"]}
        return filter_dossiers(rows, wanted).filter(**{name: value for name, value in ids.items() if value})


class DossierBase(Resource):
    """Dossiers of visible products; who prepares them writes."""

    area = ScopeArea.DOSSIERS
    line_class = DossierLine
    record_class = DossierRecord
    filterset_class = DossierFilter
    queryset = Dossier.objects.none()
    detail_name = "api:dossier_detail"
    order = ("-year", "-id")
    orderings = {
        "-year": ("-year", "-id"),
        "id": ("id",),
        "updated_at": ("updated_at", "id"),
        "-updated_at": ("-updated_at", "-id"),
        "clock_due_on": ("due_order", "id"),
    }

    def visible(self) -> QuerySet[Dossier]:
        """The gate of all lists of dossiers."""
        rows = in_order(Dossier.objects.visible_to(self.request.user)).select_related("product__producer__unit")
        if self.is_list:
            return rows
        links = Prefetch("links", EvidenceLink.objects.order_by("requirement", "id"))
        requests = Prefetch("requests", SupplementRequest.objects.order_by("id").prefetch_related("items"))
        return rows.prefetch_related(Prefetch("receipts", Receipt.objects.order_by("id")), "moves", links, requests)

    def prepared(self) -> Dossier:
        """The dossier of the address when the asker takes its producer's steps, as on the pages; 404 otherwise."""
        dossier: Dossier = self.record()
        if not prepared_dossiers(self.request.user).filter(pk=dossier.pk).exists():
            raise NotFound
        return dossier


@extend_schema_view(
    list=extend_schema(description=_("Hồ sơ trong địa bàn, mới nhất trước")),
    retrieve=extend_schema(description=_("Một hồ sơ với nội dung, minh chứng, các bước xử lý")),
)
class DossierResource(DossierBase):
    """List, record, beginning, change."""

    revisioned = ("PATCH",)

    @extend_schema(
        description=_(
            "Lập hồ sơ cho một sản phẩm. Loại hồ sơ phải hợp với công nhận đang có (QĐ 26/2026/QĐ-TTg, Điều 6.1); "
            "nâng hạng và phân hạng lại bắt đầu với nội dung của hồ sơ trước."
        ),
        request=DossierNew,
        responses={201: DossierRecord},
    )
    def create(self, request: Request) -> Response:
        """The same draft asked for again is given back."""
        given = self.body(DossierNew)
        product = preparable_products(request.user).filter(pk=given.pop("product")).first()
        if product is None:
            raise unknown("product", _("Không có sản phẩm này, hoặc bạn không được lập hồ sơ."))
        return self.created(create_dossier(actor=request.user, product=product, **given))

    @extend_schema(
        description=_("Sửa hạng sao đăng ký, số mẫu, nội dung báo cáo tự đánh giá; chỉ khi nháp hoặc chờ bổ sung"),
        request=DossierChange,
        responses=DossierRecord,
    )
    def partial_update(self, request: Request, pk: Any = None) -> Response:
        """What is left out stays."""
        dossier = self.prepared()
        revision = self.expected_revision(dossier, check=False)
        given = self.body(DossierChange)
        facts = {name: given.get(name, getattr(dossier, name)) for name in ("star_sought", "samples")}
        report = given.get("report", {})
        return self.saved(
            update_dossier(actor=request.user, dossier_id=dossier.pk, revision=revision, report=report, **facts)
        )


def unknown(field: str, text: Any) -> Unprocessable:
    """422: the body names a record there is not, or not for the asker; both sound the same."""
    return Unprocessable({field: [ErrorDetail(str(text), code="unknown")]})
