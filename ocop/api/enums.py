"""Scopes of machine clients, and what happens to a message."""

from django.db import models
from django.utils.translation import gettext_lazy as _

READ, WRITE = "read", "write"


class ScopeArea(models.TextChoices):
    """What a client may be let in to; each area is read (`products:read`) and, where WRITABLE, written."""

    UNITS = "units", _("đơn vị hành chính và cơ quan")
    PLANS = "plans", _("kế hoạch, chỉ tiêu, đợt, tiến độ")
    TASKS = "tasks", _("nhiệm vụ")
    PRODUCERS = "producers", _("chủ thể")
    PRODUCTS = "products", _("sản phẩm")
    DOSSIERS = "dossiers", _("hồ sơ")
    EVIDENCE = "evidence", _("minh chứng")
    RESULTS = "results", _("phiếu đánh giá và kết quả")
    RECOGNITIONS = "recognitions", _("công nhận và giấy chứng nhận")
    DOCUMENTS = "documents", _("văn bản, công việc nền")
    REPORTS = "reports", _("số liệu báo cáo")
    LAW = "law", _("bộ quy định, tính thử điểm")
    WEBHOOKS = "webhooks", _("thông báo đẩy")


WRITABLE = frozenset(
    {
        ScopeArea.TASKS,
        ScopeArea.PRODUCERS,
        ScopeArea.PRODUCTS,
        ScopeArea.DOSSIERS,
        ScopeArea.EVIDENCE,
        ScopeArea.RESULTS,
        ScopeArea.DOCUMENTS,
        ScopeArea.WEBHOOKS,
    }
)
"""Areas with addresses that change something."""


def scopes() -> dict[str, str]:
    """Every scope with its words: {"products:read": "xem sản phẩm", …}."""
    words = {f"{area}:{READ}": str(_("xem %s")) % area.label for area in ScopeArea}
    return words | {f"{area}:{WRITE}": str(_("ghi %s")) % area.label for area in ScopeArea if area in WRITABLE}


class FeedResource(models.TextChoices):
    """What the change feed tells of; the value is the name in the address."""

    UNITS = "units", _("đơn vị hành chính")
    PLANS = "plans", _("kế hoạch")
    PRODUCERS = "producers", _("chủ thể")
    PRODUCTS = "products", _("sản phẩm")
    DOSSIERS = "dossiers", _("hồ sơ")
    EVIDENCE = "evidence", _("minh chứng")
    RECOGNITIONS = "recognitions", _("công nhận")


class ChangeKind(models.TextChoices):
    """What became of a record."""

    SAVED = "saved", _("tạo hoặc sửa")
    GONE = "gone", _("không còn")


class DeliveryState(models.TextChoices):
    """Where a message to another system stands."""

    WAITING = "waiting", _("chờ gửi")
    DELIVERED = "delivered", _("đã nhận")
    GIVEN_UP = "given_up", _("thôi gửi")
