"""Dossiers: legal clocks, codes of products, evidence."""

from django.utils.translation import gettext_lazy as _

from .declared import Declared

SETTINGS = (
    Declared(
        "supplement_days",
        _("Số ngày để chủ thể bổ sung hồ sơ"),
        _("Quyết định 26/2026/QĐ-TTg không quy định; là hạn đề xuất mỗi lần yêu cầu bổ sung, sửa được từng lần."),
        "int",
        10,
        bounds=(1, 120),
    ),
    Declared(
        "commune_clock_from",
        _("15 ngày làm việc của xã tính từ"),
        _("QĐ 26/2026, Điều 7.2 ghi «kể từ ngày nhận hồ sơ», không nói là ngày chủ thể gửi hay ngày trên phiếu."),
        "choice",
        "submit",
        (("submit", _("Ngày chủ thể nộp hồ sơ")), ("receipt", _("Ngày ghi trên phiếu tiếp nhận"))),
    ),
    Declared(
        "clock_first_day",
        _("Ngày đầu của thời hạn"),
        _("QĐ 26/2026 không quy định. Mặc định theo cách tính của Bộ luật Dân sự 2015, Điều 147.2."),
        "choice",
        "next",
        (("next", _("Không tính, đếm từ ngày tiếp theo")), ("same", _("Tính luôn ngày đầu"))),
    ),
    Declared(
        "clock_last_day",
        _("Ngày cuối của thời hạn rơi vào ngày nghỉ"),
        _(
            "Với các hạn đếm xuôi theo ngày thường (45 ngày, 15 ngày thu hồi). QĐ 26/2026 không quy định."
            " Mặc định theo cách tính của Bộ luật Dân sự 2015, Điều 148.5."
        ),
        "choice",
        "next_working",
        (("next_working", _("Kết thúc vào ngày làm việc tiếp theo")), ("stay", _("Giữ nguyên ngày đó"))),
    ),
    Declared(
        "cutoff_day_counts",
        _("Đề nghị đúng ngày 30/4, 30/10 vẫn kịp đợt"),
        _("QĐ 26/2026, Điều 5 ghi «trước ngày»: mặc định ngày cuối để đề nghị là 29/4, 29/10."),
        "bool",
        False,
    ),
    Declared(
        "code_serial_padding",
        _("Số chữ số của STT trong mã sản phẩm"),
        _("Quy định không nói STT có thêm số 0 ở đầu hay không. 0: không thêm; 3: 001, 002… (nhiều nhất 4)."),
        "int",
        0,
        bounds=(0, 4),
    ),
    Declared(
        "code_serial_series",
        _("Dãy STT của xã trong mã sản phẩm"),
        _("Phụ lục II QĐ 26/2026/QĐ-TTg: STT do xã lập thống kê; không nói dãy số có bắt đầu lại mỗi năm không."),
        "choice",
        "commune",
        (("commune", _("Một dãy chung các năm; sản phẩm giữ số của mình")), ("year", _("Bắt đầu lại mỗi năm"))),
    ),
    Declared(
        "evidence_file_mb",
        _("Dung lượng tối đa một tệp minh chứng (MB)"),
        _("Văn bản không quy định. Tệp âm thanh, phim có giới hạn riêng."),
        "int",
        20,
        bounds=(1, 100),
    ),
    Declared(
        "evidence_media_mb",
        _("Dung lượng tối đa một tệp âm thanh, phim (MB)"),
        _("Văn bản không quy định. Câu chuyện sản phẩm có thể kèm phim ngắn."),
        "int",
        200,
        bounds=(1, 1000),
    ),
    Declared(
        "evidence_pages",
        _("Số trang tối đa một tệp PDF"),
        _("Văn bản không quy định. Tài liệu dài hơn thì tách thành nhiều tệp."),
        "int",
        300,
        bounds=(1, 1000),
    ),
    Declared(
        "binder_mb",
        _("Dung lượng tối đa của tập hồ sơ đóng chung (MB)"),
        _("Văn bản không quy định. Tệp vượt mức được ghi tên ở mục lục, không đóng vào tập."),
        "int",
        100,
        bounds=(10, 300),
    ),
    Declared(
        "evidence_warn_days",
        _("Báo trước khi giấy tờ hết hạn (ngày)"),
        _("Văn bản không quy định. Giấy tờ còn ít ngày hơn số này được đánh dấu sắp hết hạn."),
        "int",
        60,
        bounds=(0, 730),
    ),
    Declared(
        "evidence_upload_days",
        _("Giữ tệp tải lên dở dang (ngày)"),
        _("Lần tải lên không ai tiếp tục trong số ngày này được dọn bỏ."),
        "int",
        7,
        bounds=(1, 90),
    ),
    Declared(
        "evidence_link_minutes",
        _("Thời hạn của đường dẫn mở tệp (phút)"),
        _("Đường dẫn chỉ dùng được cho đúng người đã mở, trong thời gian này."),
        "int",
        5,
        bounds=(1, 60),
    ),
)

CLOCK_SETTINGS = frozenset({"commune_clock_from", "clock_first_day", "clock_last_day", "cutoff_day_counts"})
"""Settings that move legal deadlines."""
