"""Vietnamese names of the verbs in the chain of legal acts; a test finds verbs in the code that have no name here."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: Mapping[str, Any] = {
    "first_admin": _("Lập người quản trị đầu tiên"),
    "grant_role": _("Phân quyền"),
    "end_grant": _("Kết thúc phân quyền"),
    "issue_plan": _("Ban hành kế hoạch"),
    "load_issued_plan": _("Nạp kế hoạch đã ban hành"),
    "apply_reform": _("Chuyển dữ liệu theo sắp xếp đơn vị hành chính"),
    "revert_reform": _("Hoàn lại chuyển dữ liệu theo sắp xếp đơn vị hành chính"),
    "confirm_reform": _("Xác nhận chuyển dữ liệu theo sắp xếp đơn vị hành chính"),
    "decide_reform_item": _("Quyết định nơi nhận khi đơn vị bị chia"),
    "record_recognition": _("Ghi nhận kết quả công nhận"),
    "add_calendar_day": _("Thêm ngày nghỉ, ngày làm bù"),
    "change_calendar_day": _("Sửa ngày nghỉ, ngày làm bù"),
    "remove_calendar_day": _("Bỏ ngày nghỉ, ngày làm bù"),
    "import_recognitions": _("Nhập danh sách công nhận từ tệp"),
    "undo_import": _("Hoàn tác nhập danh sách từ tệp"),
    "dossier_submit": _("Nộp hồ sơ"),
    "dossier_accept": _("Xã tiếp nhận hồ sơ"),
    "dossier_ask": _("Yêu cầu bổ sung hồ sơ"),
    "dossier_resubmit": _("Nộp bổ sung hồ sơ"),
    "dossier_report": _("Xã báo cáo về hồ sơ"),
    "dossier_propose_district": _("Đề nghị huyện đánh giá"),
    "dossier_accept_district": _("Huyện tiếp nhận hồ sơ"),
    "dossier_propose": _("Đề nghị tỉnh đánh giá"),
    "dossier_receive": _("Tỉnh tiếp nhận hồ sơ"),
    "dossier_qualify": _("Xác nhận hồ sơ đủ điều kiện"),
    "dossier_to_council": _("Chuyển hồ sơ cho hội đồng"),
    "dossier_conclude": _("Hội đồng kết luận hồ sơ"),
    "dossier_return": _("Hội đồng trả lại hồ sơ"),
    "dossier_withdraw": _("Rút hồ sơ"),
    "dossier_reject": _("Loại hồ sơ"),
    "issue_commune_report": _("Ban hành báo cáo của xã"),
    "change_legal_form": _("Chuyển đổi loại hình chủ thể"),
    "move_producer": _("Chuyển địa điểm chủ thể"),
    "link_member": _("Gắn tài khoản với chủ thể"),
    "end_member": _("Thôi gắn tài khoản với chủ thể"),
    "export_personal_data": _("Xuất dữ liệu cá nhân"),
    "erase_personal_data": _("Xóa dữ liệu cá nhân"),
    "assign_code": _("Cấp mã số sản phẩm"),
    "merge_records": _("Gộp bản ghi trùng"),
    "create_council": _("Thành lập hội đồng"),
    "update_council": _("Sửa thông tin hội đồng"),
    "end_council": _("Giải thể hội đồng"),
    "add_council_member": _("Thêm thành viên hội đồng"),
    "update_council_member": _("Sửa thành viên hội đồng"),
    "end_council_member": _("Thôi thành viên hội đồng"),
    "set_council_rules": _("Ghi quy chế của hội đồng"),
    "create_session": _("Lập phiên họp"),
    "update_session": _("Sửa phiên họp"),
    "cancel_session": _("Hủy phiên họp"),
    "add_session_entries": _("Đưa hồ sơ vào phiên họp"),
    "remove_session_entry": _("Đưa hồ sơ ra khỏi phiên họp"),
    "mark_attendance": _("Điểm danh phiên họp"),
    "declare_interest": _("Khai lợi ích liên quan"),
    "withdraw_interest": _("Rút khai báo lợi ích liên quan"),
    "begin_scoring": _("Bắt đầu chấm điểm"),
    "issue_decision": _("Ban hành quyết định công nhận"),
    "refer_to_ministry": _("Đề nghị Bộ công nhận 5 sao"),
    "update_referral": _("Sửa thông tin đề nghị công nhận 5 sao"),
    "record_outcome": _("Ghi kết quả ở Bộ"),
    "undo_merge": _("Tách lại bản ghi đã gộp"),
}


def verb_name(verb: str) -> Any:
    """The name of a verb; the identifier itself when it has none."""
    return VERBS.get(verb, verb)
