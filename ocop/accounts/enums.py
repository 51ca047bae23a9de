"""Roles a person can hold at a unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The roles of DESIGN.md «Access»; the label is the official Vietnamese name."""

    ADMIN = "admin", _("quản trị")
    PROVINCE_COORDINATOR = "province_coordinator", _("điều phối tỉnh")
    DISTRICT_COORDINATOR = "district_coordinator", _("điều phối huyện")
    COMMUNE_OFFICER = "commune_officer", _("cán bộ xã")
    SIGNER = "signer", _("lãnh đạo ký")
    COUNCIL_MEMBER = "council_member", _("thành viên hội đồng")
    ADVISOR = "advisor", _("tổ tư vấn")
    PRODUCER = "producer", _("chủ thể")
    VIEWER = "viewer", _("chỉ xem")
    API_CLIENT = "api_client", _("hệ thống kết nối")


TERRITORIAL = frozenset(
    {
        Role.ADMIN,
        Role.PROVINCE_COORDINATOR,
        Role.DISTRICT_COORDINATOR,
        Role.COMMUNE_OFFICER,
        Role.SIGNER,
        Role.VIEWER,
        Role.API_CLIENT,
    }
)
"""Roles whose grant opens the records of its territory; councils and producers are reached by membership."""

EDITORS = frozenset(
    {Role.ADMIN, Role.PROVINCE_COORDINATOR, Role.DISTRICT_COORDINATOR, Role.COMMUNE_OFFICER, Role.API_CLIENT}
)
"""Roles that write records of their territory; what a machine may write is narrowed by its scopes (ocop/api)."""

PEOPLE = tuple(role for role in Role if role != Role.API_CLIENT)
"""Roles of people: a machine's is given with the client, never on the pages of accounts."""

SECOND_FACTOR = frozenset({Role.ADMIN, Role.SIGNER, Role.COUNCIL_MEMBER})
"""Roles that sign, score or administer: the second factor can be required of them."""


class LoginEventKind(models.TextChoices):
    """What can happen at the door."""

    LOGIN = "login", _("đăng nhập")
    FAILED = "failed", _("sai mật khẩu")
    LOCKED = "locked", _("tạm khóa vì thử quá nhiều")
    LOGOUT = "logout", _("đăng xuất")
    CODE_FAILED = "code_failed", _("sai mã xác thực")
    CODE_ADDED = "code_added", _("bật xác thực hai lớp")
    CODE_REMOVED = "code_removed", _("tắt xác thực hai lớp")
    PASSWORD_CHANGED = "password_changed", _("đổi mật khẩu")
    LINK_MADE = "link_made", _("cấp liên kết đặt mật khẩu")
