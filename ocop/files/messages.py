"""The words of every refusal, in Vietnamese: what is wrong, what to do."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as n_

from ocop.spreadsheets.messages import MESSAGES as SHEET_MESSAGES

TAKEN = "PDF, JPG, PNG, WEBP, HEIC, DOCX, XLSX, MP4, M4A, MP3"
_OWN = {
    "empty_file": n_("Tệp trống (0 byte). Hãy chọn lại tệp."),
    "file_too_large": n_("Tệp lớn hơn %(limit)s MB. Hãy giảm dung lượng (quét ở độ phân giải thấp hơn) hoặc tách tệp."),
    "wrong_extension": n_("Không nhận tệp có đuôi “.%(extension)s”. Chỉ nhận: " + TAKEN + "."),
    "wrong_content": n_("Nội dung tệp (%(found)s) không thuộc các loại được nhận: " + TAKEN + "."),
    "name_content_mismatch": n_(
        "Tên tệp ghi .%(extension)s nhưng nội dung là %(found)s. Hãy mở tệp và lưu lại đúng định dạng."
    ),
    "unsafe_name": n_("Tên tệp có ký tự không an toàn (đường dẫn, ký tự ẩn hoặc đảo chiều chữ). Hãy đổi tên tệp."),
    "unsafe_member": n_("Bên trong tệp Word/Excel có thành phần mang tên không an toàn. Hãy mở và lưu lại."),
    "virus_sample": n_("Tệp có mẫu thử của phần mềm diệt vi-rút nên không được nhận."),
    "truncated": n_("Tệp bị thiếu phần cuối. Hãy mở thử trên máy của bạn rồi tải lại."),
    "polyglot": n_("Tệp có phần dữ liệu lạ gắn thêm bên trong hoặc phía sau. Hãy mở và lưu lại thành tệp mới."),
    "pdf_script": n_("Tệp PDF có chứa mã lệnh (JavaScript) hoặc lệnh tự gửi dữ liệu. Hãy in lại thành PDF mới."),
    "pdf_launch": n_("Tệp PDF có lệnh tự mở chương trình hoặc tệp khác. Hãy in lại thành PDF mới."),
    "pdf_embedded": n_("Tệp PDF có gắn kèm tệp khác. Hãy bỏ tệp gắn kèm hoặc in lại thành PDF mới."),
    "pdf_form": n_("Tệp PDF là biểu mẫu động (XFA), nhiều phần mềm không mở được. Hãy in lại thành PDF mới."),
    "pdf_odd": n_("Cấu trúc bên trong tệp PDF khác thường nên không kiểm tra được. Hãy in lại thành PDF mới."),
    "pdf_bomb": n_("Tệp PDF bung ra quá lớn so với dung lượng của nó nên không được mở."),
    "broken_pdf": n_("Tệp PDF bị hỏng, không mở được. Hãy mở thử trên máy của bạn rồi lưu lại."),
    "too_many_pages": n_("Tệp PDF có %(count)s trang, quá giới hạn %(limit)s trang. Hãy tách thành nhiều tệp."),
    "encrypted": n_("Tệp có mật khẩu hoặc bị khóa quyền. Hãy bỏ mật khẩu rồi lưu lại."),
    "too_many_pixels": n_("Ảnh quá lớn (%(width)s × %(height)s điểm ảnh). Hãy giảm kích thước ảnh."),
    "broken_picture": n_("Ảnh bị hỏng hoặc thiếu dữ liệu, không mở được. Hãy chụp hoặc lưu lại ảnh."),
    "broken_media": n_("Tệp âm thanh hoặc phim bị hỏng, không đọc được. Hãy lưu lại rồi thử lần nữa."),
    "broken_zip": n_("Tệp Word/Excel bị hỏng, không mở được. Hãy lưu lại rồi thử lần nữa."),
    "broken_xml": n_("Cấu trúc bên trong tệp Word/Excel bị hỏng. Hãy mở và lưu lại."),
    "too_many_members": n_("Tệp Word/Excel có %(count)s thành phần bên trong, quá giới hạn %(limit)s."),
    "duplicate_member": n_("Tệp Word/Excel có hai thành phần trùng tên “%(name)s”. Hãy mở và lưu lại."),
    "nested_archive": n_("Tệp Word/Excel có gắn kèm tệp hoặc đối tượng khác bên trong. Hãy lưu thành PDF rồi tải lên."),
    "zip_bomb": n_("Tệp bung ra quá lớn so với dung lượng của nó nên không được mở."),
    "xml_encoding": n_("Bên trong tệp dùng bảng mã “%(encoding)s”. Hãy mở và lưu lại."),
    "xml_entities": n_("Bên trong tệp có khai báo DOCTYPE/ENTITY, không được phép."),
    "external_link": n_("Tệp có liên kết tự lấy dữ liệu từ bên ngoài. Hãy bỏ liên kết hoặc lưu thành PDF."),
    "macro": n_("Tệp có chứa macro. Hãy lưu thành .docx, .xlsx không có macro hoặc PDF."),
}
MESSAGES = SHEET_MESSAGES | _OWN


def refusal_message(code: str, params: dict[str, Any]) -> str:
    """The sentence of a code of the child; an unknown content is called so."""
    shown = {key: f"{value:,}".replace(",", ".") if type(value) is int else value for key, value in params.items()}
    if code == "wrong_content" and not shown.get("found"):
        shown["found"] = _("không rõ loại")
    return _(MESSAGES[code]) % shown
