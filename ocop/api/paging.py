"""Pages of the REST lists: the same keyset pages as on screen, with English names."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from ocop.ui.paging import KeysetPage

AFTER, BEFORE, LIMIT = "after", "before", "limit"
USUAL, MOST = 50, 100
CURSOR = "cursor"
"""Format of a cursor: it cannot be made, only taken from an answer."""


class KeysetPagination(BasePagination):
    """`?after=` and `?before=` hold cursors taken from `next` and `previous`; `?limit=` 1 to 100 rows.

    The view names its order in `keyset()`: non-null columns, the last one unique.
    """

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> list[Any]:
        """Rows of the page asked for; ValidationError for a cursor or a limit that says nothing."""
        self.request = request
        after, before = request.query_params.get(AFTER, ""), request.query_params.get(BEFORE, "")
        order = view.keyset() if hasattr(view, "keyset") else view.order
        self.page = KeysetPage(queryset, order, _limit(request), after, before)
        if self.page.is_lost:
            raise ValidationError({BEFORE if before else AFTER: [_("Con trỏ trang không đọc được.")]}, "cursor")
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        """{"next", "previous": address or null, "results"}."""
        page = self.page
        following = page.cursor(page.rows[-1]) if page.has_next else ""
        previous = page.cursor(page.rows[0]) if page.has_previous and page.rows else ""
        links = {"next": self._address(AFTER, following), "previous": self._address(BEFORE, previous)}
        return Response({**links, "results": data})

    def _address(self, name: str, cursor: str) -> str | None:
        if not cursor:
            return None
        bare = remove_query_param(remove_query_param(self.request.build_absolute_uri(), AFTER), BEFORE)
        return str(replace_query_param(bare, name, cursor))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """For the OpenAPI document."""
        link = {"type": "string", "nullable": True, "format": "uri"}
        properties = {
            "next": {**link, "description": _("Địa chỉ của trang sau; null ở trang cuối")},
            "previous": {**link, "description": _("Địa chỉ của trang trước; null ở trang đầu")},
            "results": {**schema, "description": _("Các dòng của trang")},
        }
        return {"type": "object", "required": ["next", "previous", "results"], "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """For the OpenAPI document."""
        return [
            _parameter(AFTER, _("Con trỏ lấy từ địa chỉ next"), {"type": "string", "format": CURSOR}),
            _parameter(BEFORE, _("Con trỏ lấy từ địa chỉ previous"), {"type": "string", "format": CURSOR}),
            _parameter(LIMIT, _("Số dòng một trang"), {"type": "integer", "minimum": 1, "maximum": MOST}),
        ]


def _limit(request: Request) -> int:
    text = request.query_params.get(LIMIT, str(USUAL))
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MOST):
        raise ValidationError({LIMIT: [_("Số dòng một trang từ 1 đến %d.") % MOST]}, "limit")
    return int(text)


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
