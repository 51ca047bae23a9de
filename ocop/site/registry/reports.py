"""Reports of the units."""

from django.utils.translation import gettext_lazy as _

from .declared import Declared

SETTINGS = (
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
)
