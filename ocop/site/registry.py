"""The settings where the law is silent or a province decides, with their defaults and the reason."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .models import SiteSetting


@dataclass(frozen=True)
class Declared:
    """One setting: `kind` is bool, int or choice (then `choices` lists value and label)."""

    key: str
    label: Any
    help: Any
    kind: str
    default: Any
    choices: tuple[tuple[str, Any], ...] = ()


DECLARED: dict[str, Declared] = {
    setting.key: setting
    for setting in (
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
            "expected_path",
            _("Đường tiến độ dự kiến trong năm"),
            _("Văn bản không quy định mức phải đạt theo từng thời điểm."),
            "choice",
            "linear",
            (("linear", _("Đều theo ngày trong năm")), ("rounds", _("Theo hai đợt: 50 % đến 30/6, 100 % đến 30/12"))),
        ),
        Declared(
            "body_by_date",
            _("Kiểm tra cơ quan công nhận theo ngày quyết định"),
            _(
                "3 sao: cấp huyện (QĐ 148, 24/02/2023–05/07/2025), cấp tỉnh trước và sau đó; 4 sao: cấp tỉnh;"
                " 5 sao: Trung ương."
            ),
            "choice",
            "error",
            (("error", _("Báo lỗi")), ("warning", _("Chỉ cảnh báo"))),
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
    )
}


def get_setting(key: str) -> Any:
    """The value in force of a declared setting; KeyError for an undeclared key."""
    return get_settings(key)[0]


def get_settings(*keys: str) -> list[Any]:
    """The values in force of several declared settings, in one query; KeyError for an undeclared key."""
    defaults = [DECLARED[key].default for key in keys]
    stored = dict(SiteSetting.objects.filter(key__in=keys).values_list("key", "value"))
    return [stored.get(key, default) for key, default in zip(keys, defaults, strict=True)]
