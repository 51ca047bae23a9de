"""Work that takes over a second: how far it is and what came out; one's own only."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter, choice_filter, text_filter
from ocop.api.parts import Chosen
from ocop.api.resource import Resource
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job


class JobLine(serializers.Serializer[Any]):
    """A job in a list."""

    id = serializers.UUIDField(help_text=_("Mã của công việc"))
    kind = serializers.CharField(help_text=_("Loại, ví dụ document"))
    label = serializers.CharField(help_text=_("Tên việc"))
    state = Chosen(JobState, help_text=_("Trạng thái"))
    done = serializers.IntegerField(help_text=_("Số bước đã làm"))
    total = serializers.IntegerField(help_text=_("Tổng số bước; 0 khi chưa biết"))
    message = serializers.CharField(help_text=_("Đang làm gì"))
    created_at = serializers.DateTimeField(help_text=_("Lúc yêu cầu"))
    started_at = serializers.DateTimeField(allow_null=True, help_text=_("Lúc bắt đầu"))
    finished_at = serializers.DateTimeField(allow_null=True, help_text=_("Lúc kết thúc"))


class JobRecord(JobLine):
    """A job with what came out."""

    error = serializers.CharField(help_text=_("Vì sao không thành"))
    document = serializers.SerializerMethodField(help_text=_("Mã văn bản đã lập; trống khi chưa có"))

    def get_document(self, job: Job) -> int | None:
        """Of a job that makes one."""
        result = job.result if isinstance(job.result, dict) else {}
        return result.get("document")


class JobFilter(ResourceFilter):
    """Filters of the list."""

    state = choice_filter(JobState, _("Trạng thái"))
    kind = text_filter(_("Loại"), 60)

    class Meta:
        model = Job
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(description=_("Công việc nền do chính tài khoản này yêu cầu, mới nhất trước")),
    retrieve=extend_schema(description=_("Một công việc nền: đang tới đâu, kết quả")),
)
class JobResource(Resource):
    """Also an administrator sees only the own ones here: those of other people are looked after on the pages."""

    area = ScopeArea.DOCUMENTS
    queryset = Job.objects.none()
    line_class = JobLine
    record_class = JobRecord
    filterset_class = JobFilter
    order = ("-created_at", "-id")
    orderings = {"created_at": ("created_at", "id"), "-created_at": ("-created_at", "-id")}
    stamp = None

    def visible(self) -> QuerySet[Job]:
        """One's own."""
        return Job.objects.visible_to(self.request.user).filter(requested_by=self.request.user.pk)
