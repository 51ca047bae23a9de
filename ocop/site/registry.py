# long: one entry a setting, each with its reason
"""The settings where the law is silent or a province decides, with their defaults and the reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .models import SiteSetting


@dataclass(frozen=True)
class Declared:
    """One setting: `kind` is bool, int (within `bounds`) or choice (then `choices` lists value and label)."""

    key: str
    label: Any
    help: Any
    kind: str
    default: Any
    choices: tuple[tuple[str, Any], ...] = ()
    bounds: tuple[int, int] = (0, 1000)


DECLARED: dict[str, Declared] = {
    setting.key: setting
    for setting in (
        Declared(
            "show_illustration",
            _("Hiển thị và tính dữ liệu minh họa"),
            _(
                "Dữ liệu minh họa do phần mềm sinh ra để trình diễn. Tắt khi đưa vào sử dụng thật:"
                " không được đếm, không hiện ở đâu."
            ),
            "bool",
            True,
        ),
        Declared(
            "expected_path",
            _("Đường tiến độ dự kiến trong năm"),
            _("Văn bản không quy định mức phải đạt theo từng thời điểm."),
            "choice",
            "linear",
            (("linear", _("Đều theo ngày trong năm")), ("rounds", _("Theo hai đợt: 50 % đến 30/6, 100 % đến 30/12"))),
        ),
        Declared(
            "body_by_date",
            _("Kiểm tra cơ quan công nhận theo ngày quyết định"),
            _(
                "3 sao: cấp huyện (QĐ 148, 24/02/2023–05/07/2025), cấp tỉnh trước và sau đó; 4 sao: cấp tỉnh;"
                " 5 sao: Trung ương."
            ),
            "choice",
            "error",
            (("error", _("Báo lỗi")), ("warning", _("Chỉ cảnh báo"))),
        ),
        Declared(
            "supplement_days",
            _("Số ngày để chủ thể bổ sung hồ sơ"),
            _("Quyết định 26/2026/QĐ-TTg không quy định; là hạn đề xuất mỗi lần yêu cầu bổ sung, sửa được từng lần."),
            "int",
            10,
            bounds=(1, 120),
        ),
        Declared(
            "mfa_required",
            _("Bắt buộc xác thực hai lớp với người quản trị, ký, chấm điểm"),
            _(
                "Người giữ vai trò quản trị, lãnh đạo ký, thành viên hội đồng phải bật mã xác thực trên điện thoại"
                " trước khi dùng hệ thống. Tắt trong bản dùng thử."
            ),
            "bool",
            settings.OCOP_MFA_REQUIRED,
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
            "certificate_number",
            _("Cách ghi số giấy chứng nhận"),
            _("Văn bản không quy định mẫu số. Mỗi đơn vị cấp có một dãy số cho mỗi năm."),
            "choice",
            "serial",
            (
                ("serial", _("01/GCN-OCOP")),
                ("serial_year", _("01/2026/GCN-OCOP")),
                ("decision", _("01/123/QĐ-UBND: số thứ tự rồi số quyết định")),
            ),
        ),
        Declared(
            "number_mode",
            _("Cách ghi số của sổ văn bản đi mới lập"),
            _(
                "Nghị định 30/2020/NĐ-CP, Điều 15: số theo sổ văn bản của cơ quan trong năm. «Nhập số» khi văn thư giữ"
                " sổ riêng; «cấp số» khi phần mềm là sổ duy nhất. Từng sổ đổi được."
            ),
            "choice",
            "entered",
            (("entered", _("Nhập số từ sổ của cơ quan")), ("given", _("Phần mềm cấp số liên tục"))),
        ),
        Declared(
            "money_overrun",
            _("Số liệu kinh phí vượt mức của bước trước"),
            _(
                "Đã giao vượt số được phê duyệt, đã chi vượt số đã giao, quyết toán vượt số đã chi. Văn bản về OCOP"
                " không quy định phần mềm phải chặn; mặc định vẫn ghi và cảnh báo trên trang."
            ),
            "choice",
            "warn",
            (("warn", _("Ghi được, cảnh báo")), ("refuse", _("Không cho ghi"))),
        ),
        Declared(
            "assignments_confirmed_to_issue",
            _("Chốt chỉ tiêu với mọi đơn vị rồi mới ban hành kế hoạch"),
            _(
                "Văn bản không quy định việc lấy ý kiến đơn vị cấp dưới về chỉ tiêu. Bật: kế hoạch chỉ ban hành được"
                " khi chỉ tiêu của mọi đơn vị trong phụ lục đã chốt."
            ),
            "bool",
            False,
        ),
        Declared(
            "batch_over_capacity",
            _("Đợt đánh giá quá số sản phẩm tối đa"),
            _("Văn bản không quy định số sản phẩm của một đợt; số tối đa do kế hoạch ghi để hội đồng làm kịp."),
            "choice",
            "warn",
            (("warn", _("Ghi được, cảnh báo")), ("refuse", _("Không cho ghi"))),
        ),
        Declared(
            "plan_appraisal_required",
            _("Kế hoạch phải qua thẩm định trước khi ban hành"),
            _(
                "Văn bản không quy định bắt buộc. Bật: chỉ ban hành được bản «đã thẩm định, chờ ký». Tắt: người ký ban"
                " hành thẳng từ dự thảo được; bản đã trình thì vẫn phải thẩm định xong."
            ),
            "bool",
            False,
        ),
        Declared(
            "plan_appraiser",
            _("Người thẩm định kế hoạch"),
            _("Văn bản không quy định. Luôn là người có vai trò ở chính cấp, đơn vị lập kế hoạch."),
            "choice",
            "staff",
            (("staff", _("Điều phối, cán bộ hoặc lãnh đạo ký cùng cấp")), ("signer", _("Chỉ lãnh đạo ký"))),
        ),
        Declared(
            "plan_appraiser_is_other",
            _("Người thẩm định kế hoạch phải khác người trình"),
            _("Văn bản không quy định. Bật: người đã trình bản dự thảo không thẩm định chính bản đó."),
            "bool",
            True,
        ),
        Declared(
            "council_quorum_percent",
            _("Hội đồng họp khi có mặt ít nhất (%)"),
            _(
                "Không phải quy định của luật: mức trong quy chế của nhiều tỉnh. Là mức đề xuất cho hội đồng mới;"
                " từng hội đồng sửa được, kể cả không quy định."
            ),
            "int",
            75,
            bounds=(1, 100),
        ),
        Declared(
            "council_needs_chair",
            _("Hội đồng họp phải có chủ tịch"),
            _("Không phải quy định của luật: mức trong quy chế của nhiều tỉnh. Từng hội đồng sửa được."),
            "bool",
            True,
        ),
        Declared(
            "council_max_spread",
            _("Chênh lệch điểm tối đa giữa hai thành viên"),
            _(
                "Không phải quy định của luật: mức trong quy chế của nhiều tỉnh; vượt mức thì thảo luận, chấm lại."
                " Là mức đề xuất cho hội đồng mới; từng hội đồng sửa được, kể cả không quy định."
            ),
            "int",
            10,
            bounds=(1, 100),
        ),
        Declared(
            "personal_export_days",
            _("Số ngày giữ tệp xuất dữ liệu cá nhân"),
            _("Luật 91/2025/QH15 không quy định. Sau thời gian này tệp bị xóa, cần thì lập lại."),
            "int",
            7,
        ),
        Declared(
            "import_days",
            _("Số ngày giữ nội dung tệp nhập dữ liệu"),
            _(
                "Văn bản không quy định. Sau số ngày này không ai động đến, các dòng của tệp được dọn; số liệu tóm tắt"
                " và việc hoàn tác vẫn còn. 0: giữ mãi."
            ),
            "int",
            90,
            bounds=(0, 3650),
        ),
        Declared(
            "report_periodic",
            _("Tự mở yêu cầu báo cáo định kỳ cho các xã"),
            _(
                "Kế hoạch ghi «theo định kỳ hoặc khi có yêu cầu», không nói kỳ nào. Mở sau khi hết kỳ, cho mọi xã của"
                " tỉnh có cán bộ điều phối trên hệ thống."
            ),
            "choice",
            "quarters",
            (
                ("off", _("Không tự mở")),
                ("half_years", _("6 tháng, năm")),
                ("quarters", _("Quý, 6 tháng, năm")),
            ),
        ),
        Declared(
            "report_submitted_by",
            _("Người gửi báo cáo lên cấp trên"),
            _("Văn bản không quy định. Cán bộ luôn là người lập và sửa."),
            "choice",
            "officer",
            (("officer", _("Cán bộ lập báo cáo hoặc lãnh đạo ký")), ("signer", _("Chỉ lãnh đạo ký"))),
        ),
        *(
            Declared(
                f"report_due_{part}",
                _("Hạn gửi báo cáo %s: số ngày làm việc sau khi hết kỳ") % name,
                _("Văn bản không quy định. Là hạn đề xuất khi mở yêu cầu; yêu cầu mở tay thì sửa được."),
                "int",
                5,
                bounds=(1, 60),
            )
            for part, name in (
                ("quarter", _("quý")),
                ("half", _("6 tháng")),
                ("nine", _("9 tháng")),
                ("year", _("năm")),
            )
        ),
        Declared(
            "report_due_ministry",
            _("Hạn tỉnh gửi báo cáo 6 tháng, năm lên Bộ"),
            _(
                "Văn bản không quy định hạn báo cáo. 30/7 và 30/01 là ngày tỉnh đề nghị Bộ đánh giá, phân hạng"
                " (QĐ 26/2026/QĐ-TTg, Điều 5)."
            ),
            "choice",
            "rounds",
            (("rounds", _("30/7 và 30/01 năm sau")), ("workdays", _("Theo số ngày làm việc như các kỳ khác"))),
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
        Declared(
            "escalate_after_days",
            _("Số ngày quá hạn thì báo người đứng đầu và nơi giao việc"),
            _("Văn bản không quy định. Nhiệm vụ quá hạn lâu hơn số ngày này hiện trong việc của lãnh đạo và nơi giao."),
            "int",
            7,
            bounds=(0, 90),
        ),
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
}


CLOCK_SETTINGS = frozenset({"commune_clock_from", "clock_first_day", "clock_last_day", "cutoff_day_counts"})
"""Settings that move legal deadlines."""


def get_setting(key: str) -> Any:
    """The value in force of a declared setting; KeyError for an undeclared key."""
    return get_settings(key)[0]


_read: ContextVar[dict[str, Any] | None] = ContextVar("settings_read_once", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Inside, all settings are read by one query, when the first is asked for: for what asks for the same ones again
    and again."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def get_settings(*keys: str) -> list[Any]:
    """The values in force of several declared settings, in one query; KeyError for an undeclared key."""
    defaults = [DECLARED[key].default for key in keys]
    stored = _read.get()
    if stored is None:
        stored = dict(SiteSetting.objects.filter(key__in=keys).values_list("key", "value"))
    elif not stored:
        stored |= {"": None, **dict(SiteSetting.objects.values_list("key", "value"))}  # "": they were read
    return [stored.get(key, default) for key, default in zip(keys, defaults, strict=True)]
