"""Forms of the commune's report (Mẫu 03): the four contents, and its issuing."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import CommuneTopic
from ..models import CommuneReport
from .fields import DayField

LIMIT = 20_000


class ReportForm(forms.Form):
    """The draft: for each topic "<topic>-described" and "<topic>-assessed", a meeting if there was one, the end."""

    meeting_on = DayField(
        label=_("Ngày họp với các đơn vị liên quan"),
        required=False,
        help_text=_("Chỉ khi cần thiết, Chủ tịch UBND xã tổ chức họp (Điều 7.2)."),
    )
    meeting_note = forms.CharField(
        label=_("Kết quả cuộc họp"), required=False, max_length=LIMIT, widget=forms.Textarea(attrs={"rows": 3})
    )
    conclusion = forms.CharField(
        label=_("Kết luận, đề nghị"),
        required=False,
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Để trống thì in câu đề nghị của Mẫu 03."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, report: CommuneReport, **kwargs: Any) -> None:
        initial = {name: getattr(report, name) for name in ("meeting_on", "meeting_note", "conclusion", "revision")}
        super().__init__(*args, initial=initial, **kwargs)
        texts = {topic.topic: topic for topic in report.topics.all()}
        for topic in CommuneTopic:
            row = texts.get(topic)
            for part, label, hint in (
                ("described", _("Mô tả của chủ thể"), _("Lấy từ báo cáo tự đánh giá; sửa được.")),
                ("assessed", _("Đánh giá của xã"), _("Phải có khi ban hành.")),
            ):
                self.fields[f"{topic}-{part}"] = forms.CharField(
                    label=label,
                    help_text=hint,
                    required=False,
                    max_length=LIMIT,
                    initial=getattr(row, part) if row else "",
                    widget=forms.Textarea(attrs={"rows": 7}),
                )

    def topics(self) -> list[dict[str, Any]]:
        """For the page: each topic's number and title, and its two fields."""
        return [
            {"number": number, "title": topic.label, "fields": [self[f"{topic}-described"], self[f"{topic}-assessed"]]}
            for number, topic in enumerate(CommuneTopic, 1)
        ]

    def values(self) -> dict[str, Any]:
        """Arguments of update_report."""
        data = self.cleaned_data
        topics = {
            str(topic): {part: data[f"{topic}-{part}"] for part in ("described", "assessed")} for topic in CommuneTopic
        }
        return {"topics": topics} | {name: data[name] for name in ("meeting_on", "meeting_note", "conclusion")}


class IssueForm(forms.Form):
    """Number, day and signer of a report that is issued and locked."""

    number = forms.IntegerField(
        label=_("Số báo cáo"), min_value=1, max_value=99_999, help_text=_("Số tiếp theo của xã trong năm; sửa được.")
    )
    issued_on = DayField(label=_("Ngày ban hành"))
    signer_name = forms.CharField(label=_("Người ký"), max_length=120)
    signer_position = forms.CharField(label=_("Chức vụ người ký"), max_length=120)
    letter_number = forms.CharField(
        label=_("Số văn bản đề nghị gửi cấp trên"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ 45/TTr-UBND; để trống nếu chưa có."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_issued_on(self) -> Any:
        day = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Ngày ban hành không được sau hôm nay."), "future")
        return day
