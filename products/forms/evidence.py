"""What is said of a paper, and the ordinary upload of small files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..domain.evidence.limits import FORM_BYTES
from ..enums import EvidenceKind
from ..models import Evidence
from .fields import DayField

CHOOSE = ("", _("– chọn loại –"))
MAX_FILES = 10
MB = 1_000_000


class FactsForm(forms.Form):
    """Facts of a paper; the domain cleans them."""

    kind = forms.ChoiceField(label=_("Loại minh chứng"), choices=[CHOOSE, *EvidenceKind.choices])
    title = forms.CharField(
        label=_("Tên tài liệu"),
        max_length=250,
        required=False,
        help_text=_("Để trống thì lấy theo tên tệp."),
    )
    issuer = forms.CharField(label=_("Cơ quan cấp"), max_length=200, required=False)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    issued_on = DayField(label=_("Ngày cấp"), required=False)
    expires_on = DayField(label=_("Ngày hết hạn"), required=False)
    is_sensitive = forms.BooleanField(
        label=_("Có dữ liệu cá nhân nhạy cảm"),
        required=False,
        help_text=_("Chỉ chủ thể và người cập nhật của địa bàn mở được; mỗi lần mở được ghi lại."),
    )

    def facts(self) -> dict[str, Any]:
        """Arguments of store_evidence, open_upload and update_evidence."""
        return {name: self.cleaned_data[name] for name in FactsForm.base_fields}


class EvidenceForm(FactsForm):
    """A paper that is in the vault already."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, evidence: Evidence, **kwargs: Any) -> None:
        names = [*FactsForm.base_fields, "revision"]
        super().__init__(*args, initial={name: getattr(evidence, name) for name in names}, **kwargs)


class UploadForm(FactsForm):
    """Facts and files sent together by a browser without script, at most 5 MB each."""

    def __init__(self, *args: Any, sent_files: list[UploadedFile] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent_files = sent_files

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.sent_files is None:  # only the facts: the bytes come in pieces
            return data
        if not self.sent_files:
            raise ValidationError(_now("Hãy chọn tệp cần tải lên."), "no_file")
        if len(self.sent_files) > MAX_FILES:
            raise ValidationError(_now("Mỗi lần gửi không quá %s tệp.") % MAX_FILES, "too_many")
        for file in self.sent_files:
            if (file.size or 0) > FORM_BYTES:
                text = _now("Tệp “%(name)s” lớn hơn %(limit)s MB. Trình duyệt cần bật JavaScript để gửi tệp lớn.")
                raise ValidationError(text % {"name": file.name, "limit": FORM_BYTES // MB}, "too_large")
        return data
