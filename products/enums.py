"""Legal forms, product sets, evidence, dossiers and their steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalForm(models.TextChoices):
    """Who may take part (QĐ 26/2026/QĐ-TTg, Điều 2.3)."""

    COOPERATIVE = "htx", _("hợp tác xã")
    COOPERATIVE_GROUP = "tht", _("tổ hợp tác")
    ENTERPRISE = "dn", _("doanh nghiệp nhỏ và vừa")
    FARM = "trang_trai", _("trang trại")
    PRODUCING_HOUSEHOLD = "ho_sx", _("hộ sản xuất")
    BUSINESS_HOUSEHOLD = "ho_kd", _("hộ gia đình có đăng ký kinh doanh")
    ASSOCIATION = "hoi", _("hội, hiệp hội, trung tâm điều hành (du lịch)")
    UNKNOWN = "chua_ro", _("chưa rõ")


PERSONAL_FORMS = frozenset({LegalForm.PRODUCING_HOUSEHOLD, LegalForm.BUSINESS_HOUSEHOLD})
"""Forms whose name, address and codes are those of persons (Luật 91/2025/QH15)."""

TOURISM_FORMS = frozenset({LegalForm.ASSOCIATION})
"""Forms that take part with tourism services only (QĐ 26/2026/QĐ-TTg, Điều 2.3)."""


class ProductSet(models.IntegerChoices):
    """The 26 product sets of QĐ 148/QĐ-TTg and QĐ 26/2026/QĐ-TTg (Phụ lục I, names of 2026)."""

    FRESH_PRODUCE = 1, _("Rau, củ, quả, hạt tươi")
    FRESH_ANIMAL = 2, _("Thịt, thủy sản, trứng, sữa tươi")
    GRAIN = 3, _("Gạo, ngũ cốc, hạt sơ chế khác")
    HONEY = 4, _("Mật ong, mật khác và nông sản thực phẩm khác")
    FAST_FOOD = 5, _("Đồ ăn nhanh")
    FROM_GRAIN = 6, _("Chế biến từ gạo, ngũ cốc")
    FROM_PRODUCE = 7, _("Chế biến từ rau, củ, quả, hạt")
    FROM_ANIMAL = 8, _("Chế biến từ thịt, thủy sản, trứng, sữa, mật ong và nông sản thực phẩm khác")
    LIQUID_SEASONING = 9, _("Tương, nước mắm, gia vị dạng lỏng khác")
    SEASONING = 10, _("Gia vị khác (muối, hành, tỏi, tiêu…)")
    TEA = 11, _("Chè tươi, chè chế biến")
    HERBAL_TEA = 12, _("Sản phẩm trà từ thực vật khác")
    COFFEE_COCOA = 13, _("Cà phê, ca cao")
    WHITE_SPIRIT = 14, _("Rượu trắng")
    OTHER_ALCOHOL = 15, _("Đồ uống có cồn khác")
    WATER = 16, _("Nước khoáng thiên nhiên, nước uống đóng chai")
    SOFT_DRINK = 17, _("Đồ uống không cồn khác")
    FUNCTIONAL_FOOD = 18, _("Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền")
    COSMETIC = 19, _("Mỹ phẩm có thành phần từ dược liệu")
    ESSENTIAL_OIL = 20, _("Tinh dầu và dược liệu khác")
    HANDICRAFT = 21, _("Thủ công mỹ nghệ gia dụng, trang trí")
    TEXTILE = 22, _("Vải, may mặc")
    FLOWER = 23, _("Hoa")
    ORNAMENTAL_PLANT = 24, _("Cây cảnh")
    ORNAMENTAL_ANIMAL = 25, _("Động vật cảnh")
    TOURISM = 26, _("Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch")


class ImportState(models.TextChoices):
    """A file is checked first; only a clean one can be applied, once."""

    UPLOADED = "uploaded", _("đang kiểm tra")
    FAULTY = "faulty", _("có lỗi")
    READY = "ready", _("sẵn sàng ghi")
    APPLIED = "applied", _("đã ghi")
    MAPPING = "mapping", _("chờ ghép cột")
    UNDONE = "undone", _("đã hoàn tác")
    CLEARED = "cleared", _("đã dọn")


class ClearReason(models.TextChoices):
    """Why the content of an uploaded register was thrown away."""

    AGE = "age", _("hết thời gian giữ")
    PERSON = "person", _("xóa dữ liệu cá nhân")


class Sex(models.TextChoices):
    """Of a representative: earns points for women in some sheets."""

    MALE = "nam", _("nam")
    FEMALE = "nu", _("nữ")


class MemberRole(models.TextChoices):
    """What an account does for a producer."""

    OWNER = "owner", _("chủ thể")
    HELPER = "helper", _("người giúp lập hồ sơ")


class CodeEra(models.TextChoices):
    """Form of an official product code: with the district until 30/06/2025, without it since (QĐ 19/2025/QĐ-TTg)."""

    DISTRICT = "district", _("tỉnh-huyện-xã-STT-năm")
    COMMUNE = "commune", _("tỉnh-xã-STT-năm")


class EvidenceKind(models.TextChoices):
    """The 15 rows of the evidence table of Mẫu 02 (QĐ 26/2026, Phụ lục III), then the forms of the dossier itself."""

    REGISTRATION = "dkkd", _("Giấy đăng ký kinh doanh")
    PRODUCTION_LICENCE = "du_dk_sx", _("Giấy chứng nhận cơ sở đủ điều kiện sản xuất")
    MATERIAL_ORIGIN = "nguon_goc", _("Nguồn gốc nguyên liệu, vùng nguyên liệu, liên kết chuỗi")
    ENVIRONMENT = "bvmt", _("Bảo vệ môi trường, công nghệ bền vững")
    LOCAL_LABOUR = "lao_dong", _("Sử dụng lao động địa phương")
    GROWTH = "tang_truong", _("Tăng trưởng sản xuất, kinh doanh")
    INTELLECTUAL_PROPERTY = "shtt", _("Sở hữu trí tuệ")
    MARKET = "thi_truong", _("Phát triển thị trường")
    PROMOTION = "quang_ba", _("Quảng bá sản phẩm")
    STORY = "cau_chuyen", _("Câu chuyện sản phẩm")
    QUALITY_DECLARATION = "cong_bo", _("Công bố chất lượng sản phẩm")
    TEST_REPORT = "kiem_nghiem", _("Phiếu kết quả kiểm nghiệm")
    TRACEABILITY = "truy_xuat", _("Mã số mã vạch, tem truy xuất nguồn gốc")
    QUALITY_SYSTEM = "htqlcl", _("Hệ thống quản lý chất lượng tiên tiến, kiểm soát chất lượng")
    AWARD = "giai_thuong", _("Giải thưởng, bình chọn")
    REGISTRATION_FORM = "mau_01", _("Phiếu đăng ký (Mẫu 01)")
    SELF_REPORT = "mau_02", _("Báo cáo tự đánh giá (Mẫu 02)")
    PRODUCT_PHOTO = "anh_sp", _("Hình ảnh sản phẩm")
    IDENTITY_CARD = "cccd", _("Ảnh giấy tờ tùy thân")
    OTHER = "khac", _("Tài liệu khác")


SENSITIVE_KINDS = frozenset({EvidenceKind.IDENTITY_CARD})
"""Pictures of identity papers are sensitive personal data (Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP)."""


class UploadState(models.TextChoices):
    """A chunked upload: open until its last byte came and was checked."""

    OPEN = "open", _("đang tải lên")
    DONE = "done", _("đã lưu")
    REFUSED = "refused", _("bị từ chối")


class DossierKind(models.TextChoices):
    """The three kinds of QĐ 26/2026, Điều 6.1."""

    FIRST = "first", _("đánh giá lần đầu")
    UPGRADE = "upgrade", _("nâng hạng")
    RERANK = "rerank", _("phân hạng lại")


class DossierState(models.TextChoices):
    """Where a dossier stands; the ways between them are the table of rules.py."""

    DRAFT = "draft", _("nháp")
    SUBMITTED = "submitted", _("đã nộp xã")
    CHECKING = "checking", _("xã kiểm tra thành phần")
    SUPPLEMENT = "supplement", _("chờ bổ sung")
    REPORTED = "reported", _("xã đã báo cáo")
    PROPOSED_DISTRICT = "proposed_district", _("đã đề nghị huyện")
    DISTRICT_ACCEPTED = "district_accepted", _("huyện đã tiếp nhận")
    PROPOSED = "proposed", _("đã đề nghị tỉnh")
    RECEIVED = "received", _("cơ quan tham mưu đã tiếp nhận")
    ELIGIBLE = "eligible", _("đủ điều kiện")
    COUNCIL = "council", _("đã chuyển hội đồng")
    EVALUATED = "evaluated", _("hội đồng đã kết luận")
    WITHDRAWN = "withdrawn", _("đã rút")
    REJECTED = "rejected", _("bị loại")


CLOSED_STATES = frozenset({DossierState.EVALUATED, DossierState.WITHDRAWN, DossierState.REJECTED})
"""Nothing more happens to the dossier; the product may have another one."""


class DossierStep(models.TextChoices):
    """The verbs of a dossier."""

    SUBMIT = "submit", _("Nộp hồ sơ cho xã")
    ACCEPT = "accept", _("Tiếp nhận, kiểm tra thành phần")
    ASK = "ask", _("Yêu cầu bổ sung")
    RESUBMIT = "resubmit", _("Nộp bổ sung")
    REPORT = "report", _("Ban hành báo cáo của xã")
    PROPOSE_DISTRICT = "propose_district", _("Đề nghị huyện đánh giá")
    ACCEPT_DISTRICT = "accept_district", _("Huyện tiếp nhận")
    PROPOSE = "propose", _("Đề nghị tỉnh đánh giá")
    RECEIVE = "receive", _("Tỉnh tiếp nhận")
    QUALIFY = "qualify", _("Xác nhận đủ điều kiện")
    TO_COUNCIL = "to_council", _("Chuyển hội đồng")
    CONCLUDE = "conclude", _("Hội đồng kết luận")
    RETURN = "return", _("Hội đồng trả lại")
    WITHDRAW = "withdraw", _("Rút hồ sơ")
    REJECT = "reject", _("Loại hồ sơ")


class Level(models.TextChoices):
    """Who acts on a dossier."""

    PRODUCER = "producer", _("chủ thể")
    COMMUNE = "commune", _("UBND cấp xã")
    DISTRICT = "district", _("UBND cấp huyện")
    PROVINCE = "province", _("cơ quan tham mưu cấp tỉnh")
    COUNCIL = "council", _("hội đồng đánh giá, phân hạng")


class CommuneTopic(models.TextChoices):
    """The four contents the commune assesses (QĐ 26/2026, Điều 7.2; Mẫu 03 part II)."""

    LOCAL_MATERIALS = "local_materials", _("Sử dụng nguyên liệu địa phương")
    LOCAL_LABOUR = "local_labour", _("Sử dụng lao động địa phương")
    IDEA_ORIGIN = "idea_origin", _("Nguồn gốc ý tưởng sản phẩm")
    LOCAL_IDENTITY = "local_identity", _("Bản sắc, trí tuệ địa phương")


class ReportState(models.TextChoices):
    """A commune report is written, then issued and locked."""

    DRAFT = "draft", _("dự thảo")
    ISSUED = "issued", _("đã ban hành")


class ClockKind(models.TextChoices):
    """Which legal clock runs on a dossier."""

    COMMUNE = "commune", _("15 ngày làm việc của xã")
    SUPPLEMENT = "supplement", _("hạn bổ sung")
    ROUND = "round", _("hạn của đợt đánh giá")
    RERANK = "rerank", _("45 ngày phân hạng lại")
    FILING = "filing", _("hạn nộp hồ sơ phân hạng lại")


class ProductState(models.TextChoices):
    """Where a product stands; derived from its newest certificate and its dossiers, stored nowhere."""

    NEW = "new", _("chưa đánh giá")
    PREPARING = "preparing", _("đang làm hồ sơ")
    REVIEW = "review", _("đang thẩm định")
    VALID = "valid", _("còn hạn")
    EXPIRING = "expiring", _("sắp hết hạn")
    EXPIRED = "expired", _("đã hết hạn")
    WITHDRAWN = "revoked", _("đã thu hồi")


class ReportSection(models.TextChoices):
    """The texts of the self-report (Mẫu 02): keys of `Dossier.report`; the last four are what Mẫu 03 quotes."""

    SPECIFICATION = "specification", _("Quy cách, tiêu chuẩn sản phẩm (Phần I.7)")
    HISTORY = "history", _("Lịch sử hình thành (Phần I.8)")
    ORGANISATION = "organisation", _("Cơ cấu tổ chức (Phần I.9)")
    PRODUCTION = "production", _("Vùng nguyên liệu, công nghệ, đóng gói (Phần II)")
    QUALITY = "quality", _("Thay đổi về chất lượng sản phẩm (Phần II)")
    MARKET = "market", _("Thị trường tiêu thụ (Phần II)")
    RESULTS = "results", _("Doanh thu, lợi nhuận (Phần II)")
    PLAN = "plan", _("Kế hoạch sản xuất, kinh doanh (Phần IV)")
    CHANGES = "changes", _("Thay đổi so với sản phẩm đã được công nhận")
    LOCAL_MATERIALS = "local_materials", _("Sử dụng nguyên liệu địa phương (Phần III)")
    LOCAL_LABOUR = "local_labour", _("Sử dụng lao động địa phương (Phần III)")
    IDEA_ORIGIN = "idea_origin", _("Nguồn gốc ý tưởng sản phẩm (Phần III)")
    LOCAL_IDENTITY = "local_identity", _("Bản sắc, trí tuệ địa phương (Phần III)")
