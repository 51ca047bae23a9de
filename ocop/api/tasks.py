"""Jobs of the interface for other systems."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import job_handler

from .domain.cleaning import CLEAN, clean_api
from .domain.feed_keep import CLEAR as CLEAR_FEED
from .domain.feed_keep import clear_feed
from .domain.webhook_messages import CLEAR as CLEAR_MESSAGES
from .domain.webhook_messages import clear_messages


@job_handler(CLEAR_FEED, label=_("Dọn luồng thay đổi cũ"), daily=True)
def clear_old_changes(job: Job, progress: Progress) -> dict[str, Any]:
    """What was dropped is not found again: a second run does no harm."""
    return clear_feed()


@job_handler(CLEAR_MESSAGES, label=_("Dọn nhật ký thông báo cũ"), daily=True)
def clear_old_messages(job: Job, progress: Progress) -> dict[str, Any]:
    """Likewise."""
    return {"messages": clear_messages()}


@job_handler(CLEAN, label=_("Dọn nhật ký, mã truy cập cũ của hệ thống kết nối"), daily=True)
def clean_connections(job: Job, progress: Progress) -> dict[str, Any]:
    """What was dropped is not found again: a second run does no harm."""
    return dict(clean_api())
