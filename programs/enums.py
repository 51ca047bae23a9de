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


class PlanStage(models.TextChoices):
    """Where a version stands on its way to the signature; a draft is edited in the first stage only."""

    DRAFTING = "drafting", _("đang soạn thảo")
    APPRAISAL = "appraisal", _("đang thẩm định")
    APPRAISED = "appraised", _("đã thẩm định, chờ ký")
    ISSUED = "issued", _("đã ban hành")


class VersionPurpose(models.TextChoices):
    """Why a version is made."""

    FIRST = "first", _("ban hành lần đầu")
    ADJUST = "adjust", _("điều chỉnh")
    SUPPLEMENT = "supplement", _("bổ sung")


class AssignmentState(models.TextChoices):
    """What became of the figures a plan proposes to a unit below."""

    PROPOSED = "proposed", _("chờ đơn vị trả lời")
    ACCEPTED = "accepted", _("đơn vị đồng ý")
    ASKED = "asked", _("đề nghị điều chỉnh")
    CONFIRMED = "confirmed", _("đã chốt")


class BodyRole(models.TextChoices):
    """What a body has to do with a task."""

    LEAD = "lead", _("chủ trì")
    COORDINATING = "coordinating", _("phối hợp")
    REQUESTED = "requested", _("đề nghị tham gia")


class BodyChangeKind(models.TextChoices):
    """How a body became another."""

    RENAMED = "renamed", _("đổi tên")
    MERGED = "merged", _("hợp nhất, sáp nhập")
    SPLIT = "split", _("chia tách")
    ENDED = "ended", _("chuyển nhiệm vụ khi kết thúc hoạt động")


class SigningForm(models.TextChoices):
    """By which right somebody signs (NĐ 30/2020, Phụ lục I, mục II.7)."""

    HEAD = "head", _("người đứng đầu")
    COLLECTIVE = "tm", _("thay mặt (TM.)")
    DEPUTY = "kt", _("ký thay (KT.)")
    BY_ORDER = "tl", _("thừa lệnh (TL.)")
    BY_MANDATE = "tuq", _("thừa ủy quyền (TUQ.)")
    ACTING = "q", _("quyền (Q.)")


class Recurrence(models.TextChoices):
    """How often a task comes back."""

    NONE = "none", _("một lần")
    MONTHLY = "monthly", _("hằng tháng")
    QUARTERLY = "quarterly", _("hằng quý")
    HALF_YEARLY = "half_yearly", _("6 tháng một lần")


class WorkState(models.TextChoices):
    """How far a task that was given out is."""

    OPEN = "open", _("chưa thực hiện")
    DOING = "doing", _("đang thực hiện")
    DONE = "done", _("đã hoàn thành")
    DROPPED = "dropped", _("thôi thực hiện")


UNFINISHED = frozenset({WorkState.OPEN, WorkState.DOING})
"""States in which a task still waits for somebody."""


class MoneyStage(models.TextChoices):
    """The five figures of a funding line, in the order money goes."""

    ESTIMATE = "estimate", _("dự toán")
    APPROVED = "approved", _("được phê duyệt")
    ALLOCATED = "allocated", _("đã giao")
    SPENT = "spent", _("đã chi")
    SETTLED = "settled", _("đã quyết toán")


class HeldKind(models.TextChoices):
    """Activities that really took place."""

    TRAINING = "training", _("lớp tập huấn, đào tạo")
    STUDY_TOUR = "study_tour", _("đoàn học tập kinh nghiệm")
    FAIR = "fair", _("hội chợ, triển lãm")
    CONNECTION = "connection", _("hội nghị kết nối cung cầu")
    ONLINE_SALE = "online_sale", _("bán hàng trực tuyến")
    COMMUNICATION = "communication", _("tin, bài, phóng sự")
    INSPECTION = "inspection", _("kiểm tra, giám sát")
    MEETING = "meeting", _("hội nghị, giao ban")


class ReadingState(models.TextChoices):
    """What became of a plan document that was read in."""

    READ = "read", _("đã đọc, chờ xác nhận")
    SAVED = "saved", _("đã lập dự thảo")
    DROPPED = "dropped", _("bỏ")
