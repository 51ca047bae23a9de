"""Forms of a plan's head, parts and issuing."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.domain.place_names import PlaceError, resolve_name
from programs.domain.plans import HEAD_FIELDS
from programs.enums import SectionKind
from programs.models import PlanTemplate, PlanVersion, Section, Unit

DATE_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]


class DayField(forms.DateField):
    """A date typed as 24/02/2025 (also 2025-02-24)."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "24/02/2025", "inputmode": "numeric"})
        super().__init__(input_formats=DATE_FORMATS, widget=widget, localize=False, **kwargs)
        self.error_messages["invalid"] = _("Ngày ghi theo dạng ngày/tháng/năm, ví dụ 24/02/2025.")


class RevisionForm(forms.Form):
    """Carries the revision the person saw, so that nobody's work is overwritten unseen (R6)."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PlanForm(forms.Form):
    """A new plan: the unit by its name, the year, and the template it begins with."""

    unit = forms.CharField(
        label=_("Đơn vị"), max_length=160, help_text=_("Tên đơn vị, ví dụ “Xã Lưu Vệ” hoặc “Tỉnh Thanh Hóa”.")
    )
    year = forms.IntegerField(label=_("Năm"), min_value=2018, max_value=2100)

    template = forms.ModelChoiceField(
        label=_("Mẫu"),
        queryset=PlanTemplate.objects.none(),
        required=False,
        empty_label=_("Mẫu mới nhất của cấp đơn vị"),
        help_text=_("Mẫu cho sẵn các phần, căn cứ và nơi nhận; sửa được trong dự thảo."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"year": timezone.localdate().year, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["year"].widget.is_localized = False
        self.fields["template"].queryset = PlanTemplate.objects.visible_to(user).filter(is_active=True)

    def clean(self) -> dict[str, Any]:
        """The unit of that name in that year: at its end, else at its beginning (units change during a year)."""
        data = super().clean() or {}
        name, year = data.get("unit"), data.get("year")
        if name and year:
            data["unit"] = self._unit(name, year)
        return data

    def _unit(self, name: str, year: int) -> Unit | None:
        try:
            return resolve_name(name, date(year, 12, 31))
        except PlaceError as at_the_end:
            try:
                return resolve_name(name, date(year, 1, 1))
            except PlaceError:
                self.add_error("unit", at_the_end)
        return None


class HeadForm(RevisionForm, forms.ModelForm):
    """What stands above and below the sections: head, opening and closing sentences, signer."""

    class Meta:
        model = PlanVersion
        fields = HEAD_FIELDS
        widgets = {
            **{name: forms.Textarea({"rows": 3}) for name in ("abstract", "opening", "closing", "annex_title")},
            "signer_authority": forms.Textarea({"rows": 2}),
        }

    def clean_signer_authority(self) -> str:
        """One line for each right: "TM. ỦY BAN NHÂN DÂN" above "KT. CHỦ TỊCH"."""
        return "\n".join(lines(self.cleaned_data["signer_authority"]))

    def _post_clean(self) -> None:
        """The verb checks the model's rules; the form only parses."""


class SectionForm(RevisionForm):
    """One section: number, heading, kind and outline text."""

    number = forms.CharField(label=_("Số mục"), max_length=8)
    heading = forms.CharField(label=_("Tiêu đề"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=SectionKind.choices,
        help_text=_("Phần “phân công nhiệm vụ”, “kinh phí”, “đợt” tự in các dòng đã nhập ở trang tương ứng."),
    )
    order = forms.IntegerField(label=_("Thứ tự"), min_value=1, max_value=99, required=False)
    body = forms.CharField(
        label=_("Nội dung"),
        required=False,
        widget=forms.Textarea({"rows": 18}),
        help_text=_("Mỗi dòng một đoạn; đầu dòng ghi “1.”, “1.1.”, “a)”, “-” hoặc “+”. Số liệu chèn bằng {{ tên }}."),
    )

    @staticmethod
    def of(section: Section | None, version: PlanVersion) -> dict[str, Any]:
        """Initial values for a section (None: a new one)."""
        if section is None:
            return {"revision": version.revision, "kind": SectionKind.TEXT}
        names = ("number", "heading", "kind", "order", "body")
        return {"revision": version.revision, **{name: getattr(section, name) for name in names}}


class WholeForm(RevisionForm):
    """All sections of a draft as one outline text."""

    body = forms.CharField(
        label=_("Toàn văn các phần"),
        widget=forms.Textarea({"rows": 30}),
        help_text=_(
            "Mỗi phần bắt đầu bằng đề mục “I. TÊN PHẦN”; mỗi dòng một đoạn. "
            "Loại của phần giữ theo tiêu đề hoặc số mục cũ."
        ),
    )


class IssueForm(RevisionForm):
    """Number and date of the signed plan."""

    number = forms.IntegerField(
        label=_("Số văn bản"),
        min_value=1,
        max_value=99999,
        required=False,
        help_text=_("Theo sổ văn bản đi của cơ quan; để trống nếu sổ trong phần mềm cấp số."),
    )
    issued_on = DayField(label=_("Ngày ban hành"))


def lines(text: str) -> list[str]:
    """Non-blank lines of a text, trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class TaskForm(RevisionForm):
    """The duties of one body."""

    lead = forms.CharField(label=_("Cơ quan chủ trì"), max_length=250)
    heading = forms.CharField(
        label=_("Tên ghi trong kế hoạch"),
        max_length=300,
        help_text=_("Kết thúc bằng dấu “:” nếu câu dẫn viết tiếp ngay sau tên cơ quan."),
    )
    leads = forms.CharField(
        label=_("Cơ quan cùng chủ trì"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Mỗi dòng một cơ quan."),
    )
    coordinating = forms.CharField(
        label=_("Cơ quan phối hợp"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Mỗi dòng một cơ quan."),
    )
    requested = forms.CharField(
        label=_("Cơ quan được đề nghị tham gia"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Mỗi dòng một cơ quan."),
    )
    intro = forms.CharField(label=_("Câu dẫn"), required=False, widget=forms.Textarea({"rows": 3}))
    items = forms.CharField(
        label=_("Các nhiệm vụ"),
        required=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Mỗi dòng một nhiệm vụ, không cần ghi dấu gạch đầu dòng."),
    )
    due_on = DayField(label=_("Hạn"), required=False)

    def clean_items(self) -> list[str]:
        """Sentences in order, without their dashes."""
        return [line.removeprefix("-").strip() for line in lines(self.cleaned_data["items"])]

    def clean_leads(self) -> list[str]:
        """Names of bodies in order."""
        return self._names("leads")

    def clean_coordinating(self) -> list[str]:
        """Names of bodies in order."""
        return self._names("coordinating")

    def clean_requested(self) -> list[str]:
        """Names of bodies in order."""
        return self._names("requested")

    def _names(self, field: str) -> list[str]:
        names = lines(self.cleaned_data[field])
        if any(len(name) > 250 for name in names):
            raise ValidationError(_("Tên cơ quan dài quá 250 ký tự."))
        return names
