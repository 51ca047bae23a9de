"""Kinds, subjects and states of generated documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """Documents the offices, councils and producers can make."""

    PLAN = "plan", _("kế hoạch")
    PROPOSAL = "proposal", _("tờ trình")
    REGISTRATION = "registration", _("phiếu đăng ký (Mẫu 01)")
    SELF_REPORT = "self_report", _("báo cáo tự đánh giá (Mẫu 02)")
    COMMUNE_REPORT = "commune_report", _("báo cáo đánh giá của xã (Mẫu 03)")
    COMMUNE_LETTER = "commune_letter", _("văn bản đề nghị của xã")
    BLANK_SHEET = "blank_sheet", _("phiếu đánh giá (mẫu trống)")
    SCORE_SHEET = "score_sheet", _("phiếu đánh giá")
    INVITATION = "invitation", _("giấy mời")
    MINUTES = "minutes", _("biên bản họp hội đồng")
    COUNCIL_REPORT = "council_report", _("báo cáo đánh giá của hội đồng")
    RESULT_NOTICE = "result_notice", _("thông báo kết quả")
    RECOGNITION = "recognition", _("quyết định công nhận")
    CERTIFICATE = "certificate", _("giấy chứng nhận")
    WITHDRAWAL = "withdrawal", _("quyết định thu hồi")
    EXPIRY_LIST = "expiry_list", _("danh sách sản phẩm hết hạn")
    PROGRESS = "progress", _("báo cáo tiến độ")
    PERIOD_REPORT = "period_report", _("báo cáo kết quả")
    BINDER = "binder", _("hồ sơ đóng tập")


class SubjectKind(models.TextChoices):
    """What a document is about; whoever may see the subject may see its documents (ADR 0011)."""

    PLAN_VERSION = "plan_version", _("bản kế hoạch")
    DOSSIER = "dossier", _("hồ sơ")
    COMMUNE_REPORT = "commune_report", _("báo cáo của xã")
    LAW_SHEET = "law_sheet", _("bộ tiêu chí")
    SCORE_SHEET = "score_sheet", _("phiếu đánh giá")
    SESSION = "session", _("phiên họp")
    RESULT = "result", _("kết quả đánh giá")
    DECISION = "decision", _("quyết định công nhận")
    RECOGNITION = "recognition", _("công nhận")
    WITHDRAWAL = "withdrawal", _("hồ sơ thu hồi")
    UNIT = "unit", _("đơn vị")


class DocumentState(models.TextChoices):
    """A draft has blanks for number and date; an issued document is frozen, files and data."""

    DRAFT = "draft", _("bản dự thảo")
    ISSUED = "issued", _("bản ban hành")


class ItemState(models.TextChoices):
    """What became of one document of a set."""

    MADE = "done", _("đã lập")
    FAILED = "failed", _("không lập được")
    WAITING = "queued", _("chưa lập")


class ReportState(models.TextChoices):
    """Where a unit's report to the unit above stands."""

    DRAFT = "draft", _("đang lập")
    SUBMITTED = "submitted", _("đã gửi")
    RETURNED = "returned", _("trả lại để sửa")
    ACCEPTED = "accepted", _("đã nhận")


class ReportReason(models.TextChoices):
    """Why a report is due."""

    PERIODIC = "periodic", _("định kỳ")
    ON_REQUEST = "on_request", _("theo yêu cầu")
