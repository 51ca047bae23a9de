"""Other systems: keys, logs, the change feed, the ministry's table, open data."""

from django.utils.translation import gettext_lazy as _

from .declared import Declared

SETTINGS = (
    Declared(
        "api_credential_days",
        _("Thời hạn của khóa kết nối mới (ngày)"),
        _("Dùng khi cấp khóa mà không ghi ngày cuối. 0: dùng đến khi hệ thống kết nối hết hạn."),
        "int",
        365,
        bounds=(0, 3650),
    ),
    Declared(
        "api_rotation_hours",
        _("Khóa kết nối cũ còn dùng được sau khi đổi khóa (giờ)"),
        _("Đủ để chuyển khóa mới sang hệ thống kia mà việc trao đổi không gián đoạn."),
        "int",
        72,
        bounds=(0, 720),
    ),
    Declared(
        "api_log_days",
        _("Số ngày giữ nhật ký của hệ thống kết nối"),
        _("Văn bản không quy định. Mỗi lượt gọi một dòng; dòng cũ hơn được dọn mỗi đêm."),
        "int",
        180,
        bounds=(7, 3650),
    ),
    Declared(
        "api_answer_days",
        _("Số ngày nhận ra một yêu cầu gửi lại"),
        _("Trong thời gian này, gửi lại cùng yêu cầu với cùng khóa chống lặp thì nhận lại câu trả lời đầu tiên."),
        "int",
        7,
        bounds=(1, 90),
    ),
    Declared(
        "feed_superseded_days",
        _("Số ngày giữ từng thay đổi trong luồng thay đổi"),
        _(
            "Với các hệ thống kết nối. Sau thời gian này, mỗi bản ghi chỉ còn thay đổi cuối cùng: hệ thống đọc chậm"
            " vẫn nhận đủ hiện trạng. Văn bản không quy định."
        ),
        "int",
        30,
        bounds=(1, 3650),
    ),
    Declared(
        "feed_tombstone_days",
        _("Số ngày giữ thông báo bản ghi đã xóa trong luồng thay đổi"),
        _("Hệ thống kết nối lâu hơn chưa đọc thì phải đọc lại từ đầu. Văn bản không quy định."),
        "int",
        365,
        bounds=(30, 3650),
    ),
    Declared(
        "ptnt_time_code",
        _("Mã thời gian của bảng PTNT_OCOP"),
        _("QĐ 5277 có cột Ma_ThoiGian; cách ghi chưa rõ. Số liệu tính đến ngày cuối của thời gian đó."),
        "choice",
        "year",
        (("year", _("Năm: 2026")), ("quarter", _("Quý: 2026Q3")), ("month", _("Tháng: 202609"))),
    ),
    Declared(
        "ptnt_state",
        _("Trạng thái trong bảng PTNT_OCOP"),
        _("QĐ 5277 có cột TrangThai; các giá trị chưa rõ."),
        "choice",
        "words",
        (
            ("words", _("còn hiệu lực, hết hạn, đã thu hồi")),
            ("flag", _("1: còn hiệu lực; 0: không còn")),
        ),
    ),
    Declared(
        "ptnt_revenue",
        _("Doanh thu năm trong bảng PTNT_OCOP"),
        _(
            "QĐ 5277 có cột DoanhThuNam trên từng sản phẩm; phần mềm giữ doanh thu năm của chủ thể. Ghi số của chủ"
            " thể thì số này lặp lại ở mọi sản phẩm của chủ thể, không cộng dồn được."
        ),
        "choice",
        "producer",
        (("producer", _("Doanh thu năm của chủ thể")), ("empty", _("Để trống"))),
    ),
    Declared(
        "ptnt_revenue_unit",
        _("Đơn vị tính doanh thu trong bảng PTNT_OCOP"),
        _("QĐ 5277 ghi DoanhThuNam(14,2), không rõ đơn vị tính."),
        "choice",
        "million",
        (("million", _("triệu đồng")), ("thousand", _("nghìn đồng")), ("dong", _("đồng"))),
    ),
    Declared(
        "open_data_licence",
        _("Giấy phép của dữ liệu mở"),
        _(
            "Do tỉnh quyết định. Khi chưa công bố giấy phép, trang dữ liệu mở không có tệp nào. Tệp được lập lại"
            " mỗi đêm, chỉ gồm những gì trang tra cứu công khai đã cho xem; không có tên người, tên hộ."
        ),
        "choice",
        "none",
        (
            ("none", _("Chưa công bố giấy phép")),
            ("CC-BY-4.0", _("Creative Commons Ghi công 4.0 (CC BY 4.0)")),
            ("CC0-1.0", _("Creative Commons CC0 1.0")),
        ),
    ),
)
