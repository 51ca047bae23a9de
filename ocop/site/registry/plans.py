"""Plans, targets, money, progress, numbers of documents, tasks."""

from django.utils.translation import gettext_lazy as _

from .declared import Declared

SETTINGS = (
    Declared(
        "expected_path",
        _("Đường tiến độ dự kiến trong năm"),
        _("Văn bản không quy định mức phải đạt theo từng thời điểm."),
        "choice",
        "linear",
        (("linear", _("Đều theo ngày trong năm")), ("rounds", _("Theo hai đợt: 50 % đến 30/6, 100 % đến 30/12"))),
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
        "escalate_after_days",
        _("Số ngày quá hạn thì báo người đứng đầu và nơi giao việc"),
        _("Văn bản không quy định. Nhiệm vụ quá hạn lâu hơn số ngày này hiện trong việc của lãnh đạo và nơi giao."),
        "int",
        7,
        bounds=(0, 90),
    ),
)
