"""The words of every fault, in Vietnamese: what is wrong, what to do. Keys: codes of refusal.py and reader.py."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as n_

MESSAGES = {
    "empty_file": n_("Tệp trống. Hãy chọn tệp có dòng tiêu đề và ít nhất một dòng dữ liệu."),
    "no_rows": n_("Tệp chỉ có dòng tiêu đề, chưa có dòng dữ liệu nào."),
    "file_too_large": n_("Tệp lớn hơn %(limit)s MB. Hãy chia thành nhiều tệp nhỏ hơn."),
    "wrong_extension": n_("Chỉ nhận tệp .xlsx hoặc .csv, không nhận “%(name)s”."),
    "wrong_content": n_("Nội dung tệp là %(found)s chứ không phải bảng tính. Hãy chọn lại tệp .xlsx hoặc .csv."),
    "name_content_mismatch": n_(
        "Tên tệp ghi .%(extension)s nhưng nội dung là .%(found)s. Hãy mở tệp và lưu lại đúng định dạng."
    ),
    "old_excel": n_(
        "Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu và lưu lại thành .xlsx."
    ),
    "encrypted": n_("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi lưu lại."),
    "macro": n_("Tệp có chứa macro. Hãy lưu lại thành .xlsx không có macro."),
    "not_a_workbook": n_("Tệp không phải bảng tính Excel hợp lệ. Hãy mở bằng Excel và lưu lại thành .xlsx."),
    "broken_zip": n_("Tệp Excel bị hỏng, không mở được. Hãy lưu lại rồi thử lần nữa."),
    "polyglot": n_("Tệp có phần dữ liệu lạ ngoài bảng tính. Hãy mở bằng Excel và lưu lại thành .xlsx."),
    "too_many_members": n_("Tệp Excel có %(count)s thành phần bên trong, quá giới hạn %(limit)s."),
    "duplicate_member": n_("Tệp Excel có hai thành phần trùng tên “%(name)s”. Hãy mở bằng Excel và lưu lại."),
    "unsafe_name": n_("Tệp Excel có thành phần mang tên không an toàn. Hãy mở bằng Excel và lưu lại."),
    "nested_archive": n_("Tệp Excel có gắn kèm tệp khác bên trong. Hãy bỏ tệp gắn kèm rồi lưu lại."),
    "zip_bomb": n_("Tệp Excel bung ra quá lớn so với dung lượng của nó nên không được mở."),
    "broken_xml": n_("Cấu trúc bên trong tệp Excel bị hỏng. Hãy mở bằng Excel và lưu lại."),
    "xml_encoding": n_("Bên trong tệp Excel dùng bảng mã “%(encoding)s”. Hãy mở bằng Excel và lưu lại."),
    "xml_entities": n_("Bên trong tệp Excel có khai báo DOCTYPE/ENTITY, không được phép."),
    "external_link": n_(
        "Tệp Excel có liên kết tới tệp bên ngoài. Hãy bỏ liên kết (Dữ liệu → Sửa liên kết) rồi lưu lại."
    ),
    "bad_reference": n_("Tệp Excel có địa chỉ ô không hợp lệ: “%(reference)s”."),
    "far_cell": n_(
        "Có dữ liệu hoặc định dạng ở ô này, ngoài vùng cho phép (%(rows)s dòng, %(columns)s cột). "
        "Hãy xóa các dòng, cột thừa rồi lưu lại."
    ),
    "too_many_rows": n_("Tệp có hơn %(limit)s dòng. Hãy chia thành nhiều tệp, mỗi tệp không quá %(limit)s dòng."),
    "too_many_columns": n_("Dòng này có hơn %(limit)s cột."),
    "too_many_cells": n_("Tệp có hơn %(limit)s ô. Hãy chia thành nhiều tệp nhỏ hơn."),
    "cell_too_long": n_("Ô này dài quá %(limit)s ký tự."),
    "control_character": n_("Ô này có ký tự điều khiển không đọc được. Hãy gõ lại nội dung ô."),
    "nul_bytes": n_("Tệp CSV có byte rỗng (NUL): đây không phải tệp văn bản. Hãy lưu lại dạng “CSV UTF-8”."),
    "encoding": n_(
        "Tệp CSV không dùng bảng mã UTF-8 (có thể là Windows-1258 hoặc TCVN3). "
        "Hãy mở bằng Excel, chọn Lưu thành → “CSV UTF-8 (phân tách bằng dấu phẩy)”."
    ),
    "broken_csv": n_("Dòng này có dấu ngoặc kép không khép lại hoặc đặt sai chỗ."),
    "too_heavy": n_("Tệp cần quá nhiều bộ nhớ để đọc nên đã dừng lại. Hãy chia nhỏ hoặc lưu lại tệp."),
    "too_slow": n_("Tệp cần quá nhiều thời gian để đọc nên đã dừng lại. Hãy chia nhỏ hoặc lưu lại tệp."),
    "duplicate_header": n_("Có hai cột cùng tên. Hãy đổi tên hoặc bỏ bớt một cột."),
    "nameless_column": n_("Cột có dữ liệu nhưng không có tiêu đề."),
    "formula": n_("Ô chứa công thức. Hãy sao chép rồi dán lại thành giá trị."),
    "error_value": n_("Ô chứa giá trị lỗi của Excel (như #REF!, #N/A). Hãy nhập lại giá trị đúng."),
    "merged": n_("Các ô %(area)s bị trộn. Hãy bỏ trộn ô và điền giá trị vào từng dòng."),
    "more_like_this": n_("Còn nhiều ô khác cùng loại lỗi; chỉ nêu %(limit)s ô đầu."),
}


def fault_message(code: str, params: dict[str, Any]) -> str:
    shown = {key: f"{value:,}".replace(",", ".") if type(value) is int else value for key, value in params.items()}
    return _(MESSAGES[code]) % shown


def place(row: int | None, letter: str, header: str) -> str:
    """ "Dòng 5, cột C (Ngày công nhận)"; "" for the whole file."""
    if row is None and not letter:
        return _("Cả tệp")
    if row is None:
        where = _("Cột %(letter)s") % {"letter": letter}
    elif letter:
        where = _("Dòng %(row)s, cột %(letter)s") % {"row": row, "letter": letter}
    else:
        where = _("Dòng %(row)s") % {"row": row}
    return f"{where} ({header})" if header else where
