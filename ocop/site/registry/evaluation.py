"""Councils, recognition, certificates."""

from django.utils.translation import gettext_lazy as _

from .declared import Declared

SETTINGS = (
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
)
