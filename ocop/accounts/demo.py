"""Accounts of the demonstration: one a role, at real units of Thanh Hóa.

None has a password: the login page opens them with one click, and only where OCOP_DEMO is on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from .enums import Role
from .models import Grant, User


@dataclass(frozen=True)
class DemoAccount:
    """`unit` is a code, read on the day the grant begins (codes are reused)."""

    username: str
    full_name: str
    position: str
    role: Role
    unit: str
    since: date


_START, _REFORM = date(2025, 1, 1), date(2025, 7, 1)
NATION, THANH_HOA, THO_XUAN, LUU_VE = "VN", "38", "395", "16438"

DEMO = (
    DemoAccount("quantri", "Quản trị hệ thống", "Quản trị toàn hệ thống", Role.ADMIN, NATION, _START),
    DemoAccount(
        "dieuphoi.tinh",
        "Điều phối tỉnh",
        "Văn phòng Điều phối, tỉnh Thanh Hóa",
        Role.PROVINCE_COORDINATOR,
        THANH_HOA,
        _START,
    ),
    DemoAccount(
        "dieuphoi.thoxuan",
        "Điều phối huyện",
        "Huyện Thọ Xuân (đến 30/06/2025)",
        Role.DISTRICT_COORDINATOR,
        THO_XUAN,
        _START,
    ),
    DemoAccount("canbo.luuve", "Cán bộ xã", "Xã Lưu Vệ, tỉnh Thanh Hóa", Role.COMMUNE_OFFICER, LUU_VE, _REFORM),
    DemoAccount("lanhdao.tinh", "Lãnh đạo ký", "Lãnh đạo tỉnh Thanh Hóa", Role.SIGNER, THANH_HOA, _START),
    DemoAccount(
        "hoidong", "Thành viên hội đồng", "Hội đồng đánh giá tỉnh Thanh Hóa", Role.COUNCIL_MEMBER, THANH_HOA, _START
    ),
    DemoAccount("totuvan", "Tổ tư vấn", "Tổ tư vấn tỉnh Thanh Hóa", Role.ADVISOR, THANH_HOA, _START),
    DemoAccount("chuthe", "Chủ thể sản xuất", "Chủ thể ở xã Lưu Vệ", Role.PRODUCER, LUU_VE, _REFORM),
    DemoAccount("xem.tinh", "Chỉ xem", "Người xem, tỉnh Thanh Hóa", Role.VIEWER, THANH_HOA, _START),
)


@transaction.atomic
def create_demo_accounts() -> dict[str, User]:
    """Make what is missing; username → account. Existing accounts and grants (also ended ones) stay as they are.

    LookupError when the units are not loaded. The account "chuthe" is to be linked to a producer by the caller:
    a `ProducerMember` of products; accounts do not know producers."""
    return {demo.username: _account(demo) for demo in DEMO}


def _account(demo: DemoAccount) -> User:
    words = {"full_name": demo.full_name, "position": demo.position, "is_demo": True}
    user, created = User.objects.get_or_create(username=demo.username, defaults=words)
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    if not user.is_demo:
        raise LookupError(f"Tên đăng nhập {demo.username} đã thuộc về một tài khoản thật.")
    Grant.objects.get_or_create(user=user, role=demo.role, unit=_unit(demo), defaults={"valid_from": demo.since})
    return user


def _unit(demo: DemoAccount) -> Any:
    units: Any = Grant._meta.get_field("unit").related_model
    try:
        return units.objects.on(demo.since).get(code=demo.unit)
    except ObjectDoesNotExist:
        raise LookupError(f"Chưa có đơn vị {demo.unit}: hãy chạy load_units trước.") from None
