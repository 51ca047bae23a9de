"""`/api/v1/changes/`: the change feed (docs/api-changes.md)."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from ocop.site.registry import read_once

from .domain.feed import Item, Page, changes_for, readable
from .domain.feed_cursor import CursorError, Cursors, mark_at
from .enums import ChangeKind, FeedResource
from .errors import CONTENT_TYPE, Problem
from .permissions import granted_scopes
from .resource import Action
from .schema import Problem as ProblemShape

USUAL, MOST = 100, 5000


class ChangeQuery(serializers.Serializer[Any]):
    """Where to go on, how far, and what of."""

    after = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=100,
        help_text=gettext_lazy("Con trỏ next_after đã nhận; trống là đọc từ đầu (toàn bộ hiện trạng)"),
    )
    limit = serializers.IntegerField(
        required=False, min_value=1, max_value=MOST, help_text=gettext_lazy("Số thay đổi nhiều nhất của một trang")
    )
    resource = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text=gettext_lazy("Các loại bản ghi, cách nhau bằng dấu phẩy: %s; trống là mọi loại")
        % ", ".join(FeedResource.values),
    )

    def validate_resource(self, value: str) -> list[str]:
        """Names of FeedResource."""
        names = [name.strip() for name in value.split(",") if name.strip()]
        if set(names) - set(FeedResource.values):
            raise serializers.ValidationError(_("Không có loại bản ghi này."), "invalid_choice")
        return names


class ChangeShape(serializers.Serializer[Any]):
    """One change."""

    resource = serializers.ChoiceField(choices=FeedResource.choices, help_text=gettext_lazy("Loại bản ghi"))
    id = serializers.IntegerField(help_text=gettext_lazy("Mã bản ghi"))
    kind = serializers.ChoiceField(choices=ChangeKind.choices, help_text=gettext_lazy("Việc"))
    at = serializers.DateTimeField(help_text=gettext_lazy("Lúc thay đổi"))
    url = serializers.CharField(help_text=gettext_lazy("Địa chỉ của bản ghi"))
    record = serializers.DictField(
        allow_null=True, help_text=gettext_lazy("Nội dung hiện tại của bản ghi, dạng phẳng; null khi không còn")
    )


class ChangePage(serializers.Serializer[Any]):
    """A page of the feed."""

    next_after = serializers.CharField(
        allow_blank=True, help_text=gettext_lazy("Con trỏ để đọc trang sau; giữ lại để lần sau đọc tiếp")
    )
    has_more = serializers.BooleanField(help_text=gettext_lazy("Còn thay đổi phía sau để đọc ngay"))
    results = ChangeShape(many=True, help_text=gettext_lazy("Các thay đổi theo thứ tự"))


class Changes(Action):
    """What changed, in order, without a gap."""

    @extend_schema(
        operation_id="changes_list",
        summary=gettext_lazy("Thay đổi theo thứ tự"),
        description=gettext_lazy(
            "Mọi thay đổi đã ghi của các bản ghi được xem, theo thứ tự, không sót. Cần phạm vi <loại>:read của từng"
            " loại; loại thiếu phạm vi bị bỏ ra. Bản ghi không còn được xem có kind = gone."
        ),
        tags=["changes"],
        parameters=[ChangeQuery],
        responses={200: ChangePage, (410, CONTENT_TYPE): ProblemShape},
    )
    def get(self, request: Request) -> HttpResponse:
        """A page; 400 for a cursor that is none, 410 for one that cannot be gone on from."""
        asked = self.query(ChangeQuery)
        scopes = granted_scopes(request)
        names = readable(asked.get("resource") or FeedResource.values, scopes)
        if not names:
            raise Problem("scope_missing")
        with read_once():
            cursors = Cursors(request.user)
            try:
                after = cursors.read(asked.get("after", ""))
            except CursorError as error:
                raise Problem(error.code) from None
            limit = asked.get("limit", USUAL)
            page = changes_for(request.user, after=after, limit=limit, resources=names, scopes=scopes)
        return HttpResponse(_page(page, cursors), content_type="application/json")


def _page(page: Page, cursors: Cursors) -> str:
    following = cursors.at(page.next_after, mark_at(page.next_after)) if page.next_after else ""
    results = ",".join([_json(item) for item in page.items])
    more = "true" if page.has_more else "false"
    return f'{{"next_after":"{following}","has_more":{more},"results":[{results}]}}'


def _json(item: Item) -> str:
    """One change; its record comes as JSON from the database."""
    _position, resource, pk, kind, at, url, record = item
    return f'{{"resource":"{resource}","id":{pk},"kind":"{kind}","at":{at},"url":"{url}","record":{record or "null"}}}'
