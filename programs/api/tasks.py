"""Tasks given out: read by who gave them and by who has a part in them, reported on by the units that do them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, DateField, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter, choice_filter, day_filter, flag_filter, number_filter, text_filter
from ocop.api.parts import Chosen, UnitRef
from ocop.api.resource import Resource

from ..domain.work.progress import report_progress
from ..domain.work.queries import NEVER
from ..enums import UNFINISHED, BodyRole, Recurrence, WorkState
from ..models import WorkItem, WorkPart, WorkReport
from ..rules import works_for
from .parts import BodyRef, reached_from


class PlanRef(serializers.Serializer[Any]):
    """The plan a task comes from."""

    slug = serializers.CharField(help_text=_("Tên trong địa chỉ"))
    title = serializers.CharField(help_text=_("Tên kế hoạch"))


class TaskLine(serializers.Serializer[Any]):
    """A task in a list."""

    id = serializers.IntegerField(help_text=_("Mã của nhiệm vụ"))
    plan = PlanRef(help_text=_("Kế hoạch"))
    section_number = serializers.CharField(help_text=_("Mục của kế hoạch"))
    unit = UnitRef(help_text=_("Đơn vị thực hiện"))
    body = BodyRef(allow_null=True, help_text=_("Cơ quan chủ trì ghi trong kế hoạch"))
    content = serializers.CharField(help_text=_("Nội dung"))
    due_on = serializers.DateField(allow_null=True, help_text=_("Hạn"))
    is_late = serializers.SerializerMethodField(help_text=_("Chưa xong và đã quá hạn"))
    recurrence = Chosen(Recurrence, help_text=_("Định kỳ"))
    period = serializers.CharField(help_text=_("Kỳ, với nhiệm vụ định kỳ: 2026-03, 2026-Q1, 2026-H1"))
    state = Chosen(WorkState, help_text=_("Trạng thái"))
    progress = serializers.IntegerField(help_text=_("Tiến độ (%)"))
    done_at = serializers.DateTimeField(allow_null=True, help_text=_("Lúc hoàn thành"))
    parent = serializers.IntegerField(source="parent_id", allow_null=True, help_text=_("Mã nhiệm vụ chung"))
    children_count = serializers.IntegerField(help_text=_("Số phần việc bên dưới; có thì tiến độ tính từ đó"))
    is_illustration = serializers.BooleanField(help_text=_("Dữ liệu minh họa"))
    updated_at = serializers.DateTimeField(help_text=_("Lúc sửa lần cuối"))

    def get_is_late(self, item: WorkItem) -> bool:
        """Today."""
        return item.state in UNFINISHED and item.due_on is not None and item.due_on < timezone.localdate()


class TaskPartPart(serializers.Serializer[Any]):
    """The part of one body or unit; who confirmed it is not told here."""

    role = Chosen(BodyRole, help_text=_("Vai trò"))
    body = BodyRef(allow_null=True, help_text=_("Cơ quan"))
    unit = UnitRef(allow_null=True, help_text=_("Đơn vị"))
    confirmed_at = serializers.DateTimeField(allow_null=True, help_text=_("Lúc nhận việc"))
    done_at = serializers.DateTimeField(allow_null=True, help_text=_("Lúc xong phần mình"))
    note = serializers.CharField(help_text=_("Ghi chú"))


class TaskReportPart(serializers.Serializer[Any]):
    """What was said of the progress at a moment; who said it is not told here."""

    at = serializers.DateTimeField(help_text=_("Lúc báo cáo"))
    state = Chosen(WorkState, help_text=_("Trạng thái"))
    progress = serializers.IntegerField(help_text=_("Tiến độ (%)"))
    text = serializers.CharField(help_text=_("Kết quả, ghi chú"))
    file_name = serializers.CharField(help_text=_("Tên tệp minh chứng; xem trên trang của nhiệm vụ"))


class TaskRecord(TaskLine):
    """A task with its parts and what was reported."""

    drop_reason = serializers.CharField(help_text=_("Lý do thôi thực hiện"))
    parts = TaskPartPart(many=True, help_text=_("Phần việc của từng cơ quan, đơn vị"))
    reports = TaskReportPart(many=True, help_text=_("Các lần báo cáo tiến độ, cũ nhất trước"))
    children = serializers.SerializerMethodField(help_text=_("Mã các phần việc bên dưới"))
    can_report = serializers.SerializerMethodField(help_text=_("Tài khoản này được báo cáo tiến độ"))

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_children(self, item: WorkItem) -> list[int]:
        """In the order of their making."""
        return sorted(child.pk for child in item.children.all())

    def get_can_report(self, item: WorkItem) -> bool:
        """As the button on the page."""
        is_open = item.state != WorkState.DROPPED and not item.children.all()
        return is_open and works_for(self.context["request"].user, item.unit)


class TaskProgress(serializers.Serializer[Any]):
    """How far a task is."""

    progress = serializers.IntegerField(min_value=0, max_value=100, help_text=_("Tiến độ (%); 100 là hoàn thành"))
    text = serializers.CharField(
        max_length=4000,
        required=False,
        allow_blank=True,
        help_text=_("Kết quả, ghi chú; bắt buộc khi hoàn thành và khi mở lại nhiệm vụ đã hoàn thành"),
    )


class TaskDone(serializers.Serializer[Any]):
    """What came out."""

    text = serializers.CharField(max_length=4000, help_text=_("Kết quả thực hiện"))


class TaskFilter(ResourceFilter):
    """Filters of the list."""

    state = choice_filter(WorkState, _("Trạng thái"))
    plan = text_filter(_("Kế hoạch: tên trong địa chỉ"), 80)
    unit = text_filter(_("Mã đơn vị; gồm cả đơn vị bên dưới"), 8)
    parent = number_filter(_("Mã nhiệm vụ chung"), 1, 2**31 - 1)
    body = number_filter(_("Mã cơ quan chủ trì"), 1, 2**31 - 1)
    mine = flag_filter(_("true: chỉ nhiệm vụ mà đơn vị của tài khoản tự thực hiện"))
    late = flag_filter(_("true: chỉ nhiệm vụ quá hạn"))
    due_from = day_filter(_("Hạn từ ngày"))
    due_to = day_filter(_("Hạn đến hết ngày"))

    class Meta:
        model = WorkItem
        fields: list[str] = []

    def narrow(self, rows: Any, given: dict[str, Any]) -> QuerySet[WorkItem]:
        """As the filters of the page; `mine`: on the desk of a unit one works for."""
        columns = {"state": "state", "plan": "plan__slug", "parent": "parent", "body": "body"}
        columns |= {"due_from": "due_on__gte", "due_to": "due_on__lte"}
        rows = rows.filter(**{column: given[name] for name, column in columns.items() if given.get(name)})
        if given.get("unit"):
            rows = rows.filter(unit__in=reached_from(given["unit"]))
        if given.get("mine"):
            rows = rows.worked_by(self.request.user).leaves()
        return rows.late(timezone.localdate()) if given.get("late") else rows


@extend_schema_view(
    list=extend_schema(description=_("Nhiệm vụ được giao, hạn gần nhất trước")),
    retrieve=extend_schema(description=_("Một nhiệm vụ với các phần việc và các lần báo cáo")),
)
class TaskResource(Resource):
    """Tasks of plans of the territory, and those the own units have a part in."""

    area = ScopeArea.TASKS
    queryset = WorkItem.objects.none()
    line_class = TaskLine
    record_class = TaskRecord
    filterset_class = TaskFilter
    order = ("due_sort", "id")
    orderings = {
        "due_on": ("due_sort", "id"),
        "-due_on": ("-due_sort", "-id"),
        "updated_at": ("updated_at", "id"),
        "-updated_at": ("-updated_at", "-id"),
    }

    def visible(self) -> QuerySet[Any]:
        """The gate of the list of tasks."""
        rows = WorkItem.objects.visible_to(self.request.user).select_related("plan", "unit", "body")
        rows = rows.annotate(
            due_sort=Coalesce("due_on", Value(NEVER), output_field=DateField()),
            children_count=Count("children"),
        )
        if self.is_list:
            return rows
        parts = WorkPart.objects.select_related("body", "unit").order_by("id")
        reports = WorkReport.objects.order_by("id")
        return rows.prefetch_related(Prefetch("parts", parts), Prefetch("reports", reports), "children")

    def workable(self) -> WorkItem:
        """The task of the address, for who does it; other readers are told 403."""
        item: WorkItem = self.record()
        if not works_for(self.request.user, item.unit):
            raise PermissionDenied
        return item

    def report(self, item: WorkItem, **said: Any) -> Response:
        """The verb, which compares the revision under its lock."""
        revision = self.expected_revision(item, check=False)
        report_progress(item=item, actor=self.request.user, revision=revision, **said)
        return self.saved(item)

    @extend_schema(
        operation_id="tasks_progress",
        description=_("Báo cáo tiến độ một nhiệm vụ của đơn vị mình; cùng nội dung gửi lại không ghi thêm"),
        request=TaskProgress,
        responses=TaskRecord,
    )
    def partial_update(self, request: Request, pk: int) -> Response:
        """Whole per cent; done needs a word."""
        item = self.workable()
        self.expected_revision(item, check=False)
        return self.report(item, **self.body(TaskProgress))


class TaskDoneResource(TaskResource):
    """The step which ends a task."""

    revisioned = ("POST",)

    @extend_schema(
        operation_id="tasks_done",
        description=_("Báo cáo hoàn thành một nhiệm vụ của đơn vị mình"),
        request=TaskDone,
        responses=TaskRecord,
    )
    def done(self, request: Request, pk: int) -> Response:
        """With what came out."""
        item = self.workable()
        self.expected_revision(item, check=False)
        return self.report(item, progress=100, is_done=True, **self.body(TaskDone))
