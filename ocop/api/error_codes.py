"""Every code an answer may carry: the documented list (docs/api.md, the OpenAPI document). A code never changes its
meaning; a new one is added. Vietnamese words are translated, the English ones stand as they are."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Words(NamedTuple):
    """A sentence in both languages."""

    vi: str | Promise
    en: str


class Code(NamedTuple):
    """What a code means and with which status it comes."""

    status: int
    vi: str | Promise
    en: str


TITLES: dict[int, Words] = {
    400: Words(_("Yêu cầu không hợp lệ"), "Bad request"),
    401: Words(_("Chưa đăng nhập"), "Not authenticated"),
    403: Words(_("Không được phép"), "Not allowed"),
    404: Words(_("Không tìm thấy"), "Not found"),
    405: Words(_("Phương thức không được hỗ trợ"), "Method not supported"),
    406: Words(_("Không trả lời được ở dạng này"), "Not acceptable"),
    409: Words(_("Xung đột với nội dung đang lưu"), "Conflict"),
    410: Words(_("Không còn được lưu"), "No longer kept"),
    412: Words(_("Bản ghi đã thay đổi"), "The record has changed"),
    413: Words(_("Nội dung quá lớn"), "Content too large"),
    415: Words(_("Không nhận dạng nội dung này"), "Content type not supported"),
    422: Words(_("Nội dung chưa đúng"), "Content refused"),
    428: Words(_("Thiếu số lần lưu"), "Revision required"),
    429: Words(_("Quá nhiều yêu cầu"), "Too many requests"),
    500: Words(_("Lỗi của hệ thống"), "Internal error"),
    503: Words(_("Tạm thời không phục vụ"), "Temporarily unavailable"),
}

CODES: dict[str, Code] = {
    "invalid_query": Code(400, _("Hãy xem lại các tham số nêu dưới đây."), "See the parameters named below."),
    "unreadable_body": Code(
        400, _("Nội dung gửi không đọc được theo dạng đã nêu."), "The body cannot be read in the form it names."
    ),
    "bad_request": Code(400, _("Yêu cầu không đọc được."), "The request cannot be read."),
    "cursor_invalid": Code(
        400, _("Con trỏ không đọc được; hãy dùng con trỏ đã nhận."), "The cursor cannot be read; use one received."
    ),
    "idempotency_key_required": Code(
        400, _("Hãy gửi kèm đầu mục Idempotency-Key."), "Send the header Idempotency-Key."
    ),
    "idempotency_key_invalid": Code(
        400,
        _("Idempotency-Key gồm 1 đến 128 ký tự ASCII in được."),
        "Idempotency-Key takes 1 to 128 printable ASCII characters.",
    ),
    "not_authenticated": Code(401, _("Hãy đăng nhập rồi thử lại."), "Sign in, or send a valid token."),
    "token_invalid": Code(401, _("Mã truy cập không dùng được."), "The token is not valid."),
    "token_expired": Code(401, _("Mã truy cập đã hết hạn, hãy lấy mã mới."), "The token has expired, get a new one."),
    "not_allowed": Code(403, _("Tài khoản của bạn không có quyền này."), "Your account may not do this."),
    "outside_territory": Code(
        403, _("Bản ghi ngoài địa bàn bạn được cập nhật."), "Outside the territory you may write in."
    ),
    "scope_missing": Code(403, _("Khóa kết nối thiếu phạm vi cần thiết."), "The token lacks the scope needed."),
    "second_factor_required": Code(
        403, _("Hãy bật xác thực hai lớp trên trang web trước."), "Set up the second factor on the web pages first."
    ),
    "not_found": Code(
        404, _("Không có bản ghi này, hoặc bạn không được xem."), "There is no such record, or you may not read it."
    ),
    "method_not_allowed": Code(405, _("Địa chỉ này không có phương thức đó."), "This address has no such method."),
    "not_acceptable": Code(
        406, _("Địa chỉ này không trả lời ở dạng đã yêu cầu."), "The answer does not come in the form asked for."
    ),
    "conflict": Code(
        409, _("Trạng thái của bản ghi không cho phép việc này."), "The state of the record does not allow this."
    ),
    "idempotency_answer_sealed": Code(
        409,
        _("Câu trả lời có khóa đã lưu không mở được nữa (máy chủ đã thay khóa); hãy đổi khóa ký."),
        "The kept answer with a secret cannot be opened any more (the server has another key); rotate the secret.",
    ),
    "idempotency_key_reused": Code(
        409,
        _("Idempotency-Key này đã dùng cho một yêu cầu khác."),
        "This Idempotency-Key was used for another request.",
    ),
    "idempotency_key_busy": Code(
        409,
        _("Yêu cầu cùng Idempotency-Key còn đang chạy; hãy thử lại sau."),
        "The request with this Idempotency-Key is still running; try again later.",
    ),
    "cursor_expired": Code(
        410,
        _("Lịch sử thay đổi từ con trỏ này không còn được lưu; hãy đọc lại từ đầu (bỏ tham số after)."),
        "The changes since this cursor are no longer kept; read from the beginning (without after).",
    ),
    "reach_changed": Code(
        410,
        _("Phạm vi được xem đã đổi từ khi có con trỏ này; hãy đọc lại từ đầu (bỏ tham số after)."),
        "What you may see has changed since this cursor; read from the beginning (without after).",
    ),
    "revision_changed": Code(
        412,
        _("Bản ghi đã đổi sau lần đọc của bạn; hãy đọc lại rồi sửa."),
        "The record has changed since you read it; read it again.",
    ),
    "too_large": Code(413, _("Nội dung gửi vượt dung lượng cho phép."), "The body is larger than allowed."),
    "unsupported_media_type": Code(
        415, _("Địa chỉ này không nhận dạng nội dung đã gửi."), "This content type is not taken here."
    ),
    "invalid_body": Code(422, _("Hãy xem lại các trường nêu dưới đây."), "See the fields named below."),
    "refused": Code(422, _("Quy định không cho phép việc này."), "The rules do not allow this."),
    "revision_required": Code(
        428, _("Hãy gửi kèm If-Match với ETag của lần đọc gần nhất."), "Send If-Match with the ETag you last read."
    ),
    "too_many_requests": Code(
        429, _("Hãy thử lại sau số giây nêu ở Retry-After."), "Try again after the seconds in Retry-After."
    ),
    "internal_error": Code(
        500, _("Lỗi đã được ghi lại; hãy thử lại sau."), "The error has been recorded; try again later."
    ),
    "unavailable": Code(503, _("Hệ thống tạm thời không phục vụ."), "The service is temporarily unavailable."),
}

OF_STATUS = {
    400: "bad_request",
    401: "not_authenticated",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "conflict",
    412: "revision_changed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid_body",
    428: "revision_required",
    429: "too_many_requests",
    500: "internal_error",
    503: "unavailable",
}
"""The code of a status when nothing more exact is known."""

STATES = frozenset(
    {
        *("closed", "dossier_state", "draft_exists", "ended", "finished", "frozen", "not_open", "not_opened"),
        *("on_the_way", "open_entries", "open_session", "reform_state", "request_closed", "round", "submitted"),
        *("dropped", "gathered", "in_use", "not_ready", "not_writable", "removed", "void", "wrong_state"),
    }
)
"""Codes of the domain that tell of a state, not of a value: the answer is 409 with that code."""

FIELD_CODES: dict[str, Words] = {
    "unknown_parameter": Words(_("Không có tham số này."), "There is no such parameter."),
    "unknown_field": Words(_("Không có trường này."), "There is no such field."),
    "invalid": Words(_("Giá trị không đọc được."), "The value cannot be read."),
    "invalid_choice": Words(_("Giá trị này không có trong danh sách lựa chọn."), "Not one of the choices."),
    "required": Words(_("Bắt buộc."), "Required."),
    "null": Words(_("Không được để null."), "Must not be null."),
    "blank": Words(_("Không được để trống."), "Must not be blank."),
    "min_value": Words(_("Số nhỏ hơn mức cho phép."), "The number is too small."),
    "max_value": Words(_("Số lớn hơn mức cho phép."), "The number is too large."),
    "max_length": Words(_("Quá dài."), "Too long."),
    "min_length": Words(_("Quá ngắn."), "Too short."),
    "max_string_length": Words(_("Quá dài."), "Too long."),
    "null_characters_not_allowed": Words(_("Có ký tự không dùng được."), "Holds characters that cannot be used."),
    "surrogate_characters_not_allowed": Words(_("Có ký tự không dùng được."), "Holds characters that cannot be used."),
    "not_a_list": Words(_("Phải là một danh sách."), "Must be a list."),
    "not_a_dict": Words(_("Phải là một đối tượng."), "Must be an object."),
    "empty": Words(_("Không được để trống."), "Must not be empty."),
    "does_not_exist": Words(_("Không có bản ghi này."), "There is no such record."),
    "cursor": Words(_("Con trỏ trang không đọc được."), "The cursor cannot be read."),
}
"""Words for the checks of the packages, whose own texts are English; codes of the domain bring their own."""

FIELD_ENGLISH: dict[str, str] = {
    "cursor_expired": "This cursor cannot be gone on from; read the feed from the beginning.",
    "cursor_invalid": "The cursor cannot be read.",
    "reach_changed": "The client sees other units than before; read the feed from the beginning.",
    "scope": "The client has no scope to read this.",
    "too_many": "No more of them.",
    "webhook_address": "The host leads into a private network; only public addresses are sent to.",
    "webhook_host": "Not a full host name.",
    "webhook_host_unknown": "No such host is found.",
    "webhook_port": "Not a port that is sent to.",
    "webhook_scheme": "The address must begin with https://.",
    "webhook_url": "Not an address.",
    "webhook_userinfo": "The address must not hold a user name or password.",
    "answer": "The answer to a criterion cannot be taken.",
    "duplicate": "There is one already.",
    "future": "The day lies ahead.",
    "limit": "Outside the limits of a page.",
    "not_allowed": "Not allowed.",
    "order": "Out of order.",
    "outside_territory": "Outside the territory you may write in.",
    "params": "The answer cannot be taken for this kind of document.",
    "proof": "Say in `text` what came out, or why it is opened again.",
    "required": "Required.",
    "time_code": "Not a time code, such as 2026, 2026Q3 or 202609.",
    "stale": "Changed since it was read.",
    "unknown": "Unknown.",
    "unknown_unit": "There is no such unit on that day.",
}
"""English words of the domain's codes; others are told as REFUSED."""

REFUSED = "Refused; the Vietnamese message says why."


def in_english(code: str) -> str:
    """English words of a field's fault."""
    known = FIELD_CODES.get(code)
    return known.en if known else FIELD_ENGLISH.get(code, REFUSED)
