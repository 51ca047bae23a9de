"""Legal forms of producers and the product sets of the criteria."""

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
