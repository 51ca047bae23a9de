"""Kinds of recognition and the bodies competent for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecognitionKind(models.TextChoices):
    """Counted separately in every report (reports.md §12)."""

    NEW = "new", _("công nhận mới")
    UPGRADE = "upgrade", _("nâng hạng")
    RENEWAL = "renewal", _("công nhận lại")


class RecognitionBody(models.TextChoices):
    """Who decided: stored per decision, never derived from the stars (rules.md §0.5)."""

    DISTRICT = "district", _("UBND cấp huyện")
    PROVINCE = "province", _("UBND cấp tỉnh")
    CENTRAL = "central", _("Trung ương (Bộ)")


class RecognitionState(models.TextChoices):
    """Derived from dates on a day."""

    VALID = "valid", _("còn hiệu lực")
    EXPIRING = "expiring", _("sắp hết hạn")
    EXPIRED = "expired", _("đã hết hạn")


class CouncilLevel(models.TextChoices):
    """Whose council: the district's only under QĐ 148 until 30/06/2025 (rules.md §0.5)."""

    DISTRICT = "district", _("Hội đồng cấp huyện")
    PROVINCE = "province", _("Hội đồng cấp tỉnh")
    CENTRAL = "central", _("Hội đồng cấp trung ương")


class CouncilRole(models.TextChoices):
    """Place in a council; the advisory team (Tổ tư vấn) prepares and never scores (QĐ 26/2026, Điều 7.3b–d)."""

    CHAIR = "chair", _("chủ tịch")
    VICE_CHAIR = "vice_chair", _("phó chủ tịch")
    SECRETARY = "secretary", _("thư ký")
    MEMBER = "member", _("thành viên")
    ADVISER = "adviser", _("tổ tư vấn")


class SessionMode(models.TextChoices):
    """Re-evaluation goes by written opinion, with a meeting only where opinions differ (QĐ 26/2026, Điều 7.6d)."""

    MEETING = "meeting", _("họp hội đồng")
    WRITTEN = "written", _("lấy ý kiến bằng văn bản")


class SessionState(models.TextChoices):
    """A session is prepared, scored, concluded; closing freezes its results."""

    PREPARING = "preparing", _("chuẩn bị")
    SCORING = "scoring", _("đang chấm điểm")
    CLOSED = "closed", _("đã kết thúc")
    CANCELLED = "cancelled", _("đã hủy")


class SheetState(models.TextChoices):
    """A submitted sheet is locked for good."""

    DRAFT = "draft", _("đang chấm")
    SUBMITTED = "submitted", _("đã nộp")


class InterestGround(models.TextChoices):
    """Why a member does not score a dossier. Not regulated in the texts at hand: a rule of procedure (rules.md §8)."""

    PRODUCER = "producer", _("là người của chủ thể")
    ADVISER = "adviser", _("đã tư vấn lập hồ sơ")
    DECLARED = "declared", _("có lợi ích liên quan")


class Opinion(models.TextChoices):
    """What a member writes on the report of the advising agency (QĐ 26/2026, Điều 7.6d)."""

    AGREE = "agree", _("thống nhất")
    DISAGREE = "disagree", _("không thống nhất")


class GateKind(models.TextChoices):
    """What a conclusion of the council is about: a mark of stars, or a ground of the sheet to reject or to stop."""

    STAR = "star", _("điều kiện hạng sao")
    REJECT = "reject", _("loại hồ sơ")
    STOP = "stop", _("dừng đánh giá")


class DecisionState(models.TextChoices):
    """A decision is drafted with its annex, then issued and locked."""

    DRAFT = "draft", _("dự thảo")
    ISSUED = "issued", _("đã ban hành")


class ReferralOutcome(models.TextChoices):
    """What came of a result of 90 points or more at the Ministry (QĐ 26/2026, Điều 7.3e, 7.4)."""

    WAITING = "waiting", _("chờ Bộ")
    FIVE_STARS = "five", _("đạt 5 sao")
    RETURNED = "returned", _("chưa đạt 5 sao")


class ReturnBasis(models.TextChoices):
    """On what the province recognises three or four stars after the Ministry's council (QĐ 26/2026, Điều 7.4)."""

    CENTRAL = "central", _("theo kết quả của Hội đồng cấp trung ương")
    OWN = "own", _("theo đánh giá của tỉnh")


class WithdrawalGround(models.TextChoices):
    """The grounds a–e of QĐ 26/2026, Điều 8."""

    A = "a", _("a) Thông tin không trung thực hoặc giả mạo hồ sơ")
    B = "b", _("b) Không còn đáp ứng các tiêu chí")
    C = "c", _("c) Vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ, nhãn hàng hóa")
    D = "d", _("d) Sử dụng nhãn hiệu chứng nhận OCOP sai quy định")
    DD = "dd", _("đ) Không còn sản xuất")
    E = "e", _("e) Theo kết luận khác của cơ quan có thẩm quyền")


class WithdrawalState(models.TextChoices):
    """15 days lead from the conclusion of the authority to the decision (QĐ 26/2026, Điều 8)."""

    OPEN = "open", _("đang xử lý")
    DECIDED = "decided", _("đã thu hồi")
    DROPPED = "dropped", _("không thu hồi")


class CertificateState(models.TextChoices):
    """Where a certificate stands on a day; derived (domain/certificates/state.py), stored nowhere."""

    VALID = "valid", _("còn hiệu lực")
    WARNING = "warning", _("sắp hết hạn")
    WINDOW = "window", _("trong thời gian nộp hồ sơ phân hạng lại")
    LATE = "late", _("quá hạn nộp hồ sơ phân hạng lại")
    EXTENDED = "extended", _("gia hạn theo Điều 12.3")
    EXPIRED = "expired", _("đã hết hạn")
    REPLACED = "replaced", _("đã thay bằng công nhận mới")
    WITHDRAWN = "withdrawn", _("đã thu hồi")
