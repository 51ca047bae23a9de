"""What holds for the whole installation: illustration data, second factor, what is kept how long."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .declared import Declared

SETTINGS = (
    Declared(
        "show_illustration",
        _("Hiển thị và tính dữ liệu minh họa"),
        _(
            "Dữ liệu minh họa do phần mềm sinh ra để trình diễn. Tắt khi đưa vào sử dụng thật:"
            " không được đếm, không hiện ở đâu."
        ),
        "bool",
        True,
    ),
    Declared(
        "mfa_required",
        _("Bắt buộc xác thực hai lớp với người quản trị, ký, chấm điểm"),
        _(
            "Người giữ vai trò quản trị, lãnh đạo ký, thành viên hội đồng phải bật mã xác thực trên điện thoại"
            " trước khi dùng hệ thống. Tắt trong bản dùng thử."
        ),
        "bool",
        settings.OCOP_MFA_REQUIRED,
    ),
    Declared(
        "personal_export_days",
        _("Số ngày giữ tệp xuất dữ liệu cá nhân"),
        _("Luật 91/2025/QH15 không quy định. Sau thời gian này tệp bị xóa, cần thì lập lại."),
        "int",
        7,
    ),
    Declared(
        "import_days",
        _("Số ngày giữ nội dung tệp nhập dữ liệu"),
        _(
            "Văn bản không quy định. Sau số ngày này không ai động đến, các dòng của tệp được dọn; số liệu tóm tắt"
            " và việc hoàn tác vẫn còn. 0: giữ mãi."
        ),
        "int",
        90,
        bounds=(0, 3650),
    ),
)
