"""Kinds and states of units, plans and what hangs on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """Levels of the administrative tree; the district level ended on 30/06/2025."""

    NATION = "nation", _("toàn quốc")
    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")


class UnitKind(models.TextChoices):
    """Kinds of administrative units, with the word written before the name."""

    NATION = "quoc_gia", _("toàn quốc")
    PROVINCE = "tinh", _("tỉnh")
    CENTRAL_CITY = "thanh_pho_tw", _("thành phố trực thuộc Trung ương")
    URBAN_DISTRICT = "quan", _("quận")
    DISTRICT = "huyen", _("huyện")
    TOWN = "thi_xa", _("thị xã")
    PROVINCIAL_CITY = "thanh_pho", _("thành phố thuộc tỉnh")
    COMMUNE = "xa", _("xã")
    WARD = "phuong", _("phường")
    TOWNSHIP = "thi_tran", _("thị trấn")
    SPECIAL_ZONE = "dac_khu", _("đặc khu")


class Extent(models.TextChoices):
    """How much of a predecessor went to a successor."""

    WHOLE = "whole", _("toàn bộ")
    PART = "part", _("một phần")


class ReformState(models.TextChoices):
    """A reform can be undone until it is confirmed."""

    DRAFT = "draft", _("chưa áp dụng")
    APPLIED = "applied", _("đã áp dụng, chờ xác nhận")
    CONFIRMED = "confirmed", _("đã xác nhận")


class BodyKind(models.TextChoices):
    """Kinds of bodies that lead, coordinate, sign or receive."""

    PEOPLE_COMMITTEE = "ubnd", _("Ủy ban nhân dân")
    COORDINATION_OFFICE = "vpdp", _("văn phòng điều phối")
    DEPARTMENT = "so", _("sở, ban, ngành")
    DIVISION = "phong", _("phòng, đơn vị chuyên môn")
    PARTY = "dang", _("cơ quan Đảng")
    FRONT = "mttq", _("Mặt trận, đoàn thể")
    ASSOCIATION = "hoi", _("hội, hiệp hội")
    PRESS = "bao", _("báo, đài")
    BANK = "ngan_hang", _("ngân hàng")
    ECONOMIC = "kinh_te", _("tổ chức kinh tế")
    MINISTRY = "bo", _("bộ, cơ quan Trung ương")
    OTHER = "khac", _("khác")


class VersionState(models.TextChoices):
    """A plan version is edited as a draft and frozen when issued."""

    DRAFT = "draft", _("dự thảo")
    ISSUED = "issued", _("đã ban hành")


class SectionKind(models.TextChoices):
    """What a section is made of: its own text, or rows of the plan."""

    TEXT = "text", _("lời văn")
    TARGETS = "targets", _("chỉ tiêu")
    BATCHES = "batches", _("đợt")
    TASKS = "tasks", _("phân công nhiệm vụ")
    FUNDING = "funding", _("kinh phí")


class TargetKind(models.TextChoices):
    """What counts towards a target."""

    ANY = "any", _("không phân biệt")
    NEW = "new", _("công nhận mới")
    UPGRADE = "upgrade", _("nâng hạng")
    RENEWAL = "renewal", _("công nhận lại")


class FundingKind(models.TextChoices):
    """Where the money of a plan comes from (shared wording of the annex on funding)."""

    CENTRAL = "central", _("ngân sách Trung ương")
    PROVINCE = "province", _("ngân sách tỉnh")
    DISTRICT = "district", _("ngân sách huyện")
    COMMUNE = "commune", _("ngân sách xã")
    PROGRAMME = "programme", _("chương trình mục tiêu quốc gia")
    INTEGRATED = "integrated", _("lồng ghép")
    PRODUCER = "producer", _("chủ thể")
    CREDIT = "credit", _("tín dụng")
    OTHER = "other", _("nguồn khác")


class NumberMode(models.TextChoices):
    """Who keeps the series: this software gives the numbers, or they come from the office's own register."""

    GIVEN = "given", _("cấp số")
    ENTERED = "entered", _("nhập số")


class NumberOrigin(models.TextChoices):
    """How a number came into the register."""

    GIVEN = "given", _("sổ cấp")
    ENTERED = "entered", _("nhập từ sổ của cơ quan")
    BEFORE = "before", _("có từ trước khi lập sổ")


class NumberState(models.TextChoices):
    """A number is held for a document being made, then used; a struck-out one stays in the register."""

    RESERVED = "reserved", _("giữ số")
    USED = "used", _("đã dùng")
    VOID = "void", _("hủy số")
