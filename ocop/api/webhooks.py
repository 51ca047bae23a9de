"""Addresses for notices under /api/v1/webhooks/: registered by the system that is told, read by its administrators."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from .domain.feed_cursor import CursorError, Cursors
from .domain.webhook_messages import last_position
from .domain.webhooks import change_endpoint, create_endpoint, ping, remove_endpoint, replay, rotate_secret
from .enums import DeliveryState, ScopeArea
from .errors import NotFound, Unprocessable
from .filters import ResourceFilter, choice_filter, flag_filter
from .idempotency import with_secret
from .models import WebhookDelivery, WebhookEndpoint
from .resource import Action, Resource
from .webhook_shapes import (
    DeliveryLine,
    EndpointChange,
    EndpointLine,
    EndpointWithSecret,
    NewEndpoint,
    ReplayFrom,
)


class EndpointFilter(ResourceFilter):
    """Filters of the list."""

    is_active = flag_filter(_("Đang gửi"))


def _endpoints(user: Any) -> QuerySet[WebhookEndpoint]:
    return WebhookEndpoint.objects.visible_to(user).filter(removed_at=None)


def _endpoint(user: Any, pk: UUID) -> WebhookEndpoint:
    found = _endpoints(user).select_related("client__user").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _position(user: Any, cursor: str) -> int:
    """The place of a cursor of the client's feed; Unprocessable (422) for one that cannot be gone on from."""
    try:
        return Cursors(user).read(cursor)
    except CursorError as error:
        words = _("Con trỏ không dùng tiếp được; hãy đọc lại dòng thay đổi từ đầu.")
        raise Unprocessable({"after": [ErrorDetail(words, error.code)]}) from None


@extend_schema_view(
    list=extend_schema(description=_("Các địa chỉ nhận thông báo đã đăng ký.")),
    retrieve=extend_schema(description=_("Một địa chỉ nhận thông báo. Khóa ký không đọc lại được.")),
    create=extend_schema(
        description=_("Đăng ký địa chỉ nhận thông báo. Khóa ký nằm trong câu trả lời này và không hiện lại."),
        request=NewEndpoint,
        responses={201: EndpointWithSecret},
    ),
    partial_update=extend_schema(
        description=_("Sửa địa chỉ, loại bản ghi, tắt hoặc bật việc gửi."), request=EndpointChange
    ),
    destroy=extend_schema(description=_("Bỏ địa chỉ nhận; thông báo đang chờ không gửi nữa."), responses={204: None}),
)
class Endpoints(Resource):
    """Registered addresses."""

    area = ScopeArea.WEBHOOKS
    queryset = WebhookEndpoint.objects.all()
    line_class = record_class = EndpointLine
    filterset_class = EndpointFilter
    order = ("-created_at", "-id")
    orderings = {"created_at": ("created_at", "id"), "-created_at": ("-created_at", "-id")}
    detail_name = "api:webhook_detail"
    lookup_url_kwarg = "pk"

    def visible(self) -> QuerySet[WebhookEndpoint]:
        """One's own; for people those of the systems they administer."""
        return _endpoints(self.request.user)

    def create(self, request: Request) -> Response:
        """A new address with its key."""
        given = self.body(NewEndpoint)
        client = getattr(request.user, "api_client", None)
        after = _position(request.user, given["after"]) if "after" in given else last_position()
        made = create_endpoint(client=client, url=given["url"], resources=given["resources"], after=after)
        response = self.created(made)
        response.data["secret"] = made.secret
        return with_secret(response)

    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Changed fields only."""
        endpoint = _endpoint(request.user, pk)
        revision = self.expected_revision(endpoint, check=False)
        return self.saved(change_endpoint(endpoint=endpoint, revision=revision, **self.body(EndpointChange)))

    def destroy(self, request: Request, pk: UUID) -> Response:
        """Removed; the log of what was sent stays."""
        endpoint = _endpoint(request.user, pk)
        remove_endpoint(endpoint=endpoint, revision=self.expected_revision(endpoint, check=False))
        return Response(status=204)


class DeliveryFilter(ResourceFilter):
    """Filters of the log."""

    state = choice_filter(DeliveryState, _("Trạng thái"))
    created_after = django_filters.IsoDateTimeFilter(
        field_name="created_at", lookup_expr="gte", help_text=_("Lập từ thời điểm này (ISO 8601 có múi giờ)")
    )


@extend_schema_view(list=extend_schema(description=_("Nhật ký gửi của một địa chỉ nhận, mới nhất trước.")))
class Deliveries(Resource):
    """Messages of one address."""

    area = ScopeArea.WEBHOOKS
    queryset = WebhookDelivery.objects.all()
    line_class = record_class = DeliveryLine
    filterset_class = DeliveryFilter
    order = ("-created_at", "-id")
    stamp = None

    def visible(self) -> QuerySet[WebhookDelivery]:
        """Of a visible address; 404 else."""
        endpoint = _endpoint(self.request.user, self.kwargs["pk"])
        return WebhookDelivery.objects.visible_to(self.request.user).filter(endpoint=endpoint)


class Rotate(Action):
    """A new key."""

    area = ScopeArea.WEBHOOKS

    @extend_schema(
        operation_id="webhooks_rotate",
        description=_("Đổi khóa ký. Khóa mới nằm trong câu trả lời này; khóa cũ còn ký song song một thời gian."),
        request=None,
        responses={200: EndpointWithSecret},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """The address with its new key."""
        endpoint = rotate_secret(endpoint=_endpoint(request.user, pk))
        return with_secret(self.answer(EndpointWithSecret(endpoint).data, endpoint.revision))


class Replay(Action):
    """From a cursor again."""

    area = ScopeArea.WEBHOOKS

    @extend_schema(
        operation_id="webhooks_replay",
        description=_("Gửi lại mọi thay đổi sau một con trỏ, thành thông báo mới (webhook-id mới)."),
        request=ReplayFrom,
        responses={200: EndpointLine},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """The address, standing at the cursor."""
        endpoint = _endpoint(request.user, pk)
        after = _position(endpoint.client.user, self.body(ReplayFrom)["after"])
        endpoint = replay(endpoint=endpoint, after=after)
        return self.answer(EndpointLine(endpoint).data, endpoint.revision)


class Ping(Action):
    """A test message."""

    area = ScopeArea.WEBHOOKS

    @extend_schema(
        operation_id="webhooks_ping",
        description=_("Xếp một thông báo thử (type “ping”) để gửi ngay; kết quả xem ở nhật ký gửi."),
        request=None,
        responses={202: DeliveryLine},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """The message as it waits."""
        return self.answer(DeliveryLine(ping(endpoint=_endpoint(request.user, pk))).data, status=202)
