"""Upload of an import file; what stands in it is looked at only in a limited child process."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..domain.imports.batches import LIMITS


class UploadForm(forms.Form):
    """One file, XLSX or CSV."""

    file = forms.FileField(
        label=_("Tệp Excel (.xlsx) hoặc CSV"),
        help_text=_("Tối đa 10 MB và 20.000 dòng. Chưa có gì được ghi cho đến khi bạn bấm “Ghi vào hệ thống”."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        max_length=250,
        allow_empty_file=True,
    )

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > LIMITS.max_file_bytes:
            limit = LIMITS.max_file_bytes // 1_000_000
            raise ValidationError(
                _now("Tệp lớn hơn %(limit)d MB. Hãy chia thành nhiều tệp.") % {"limit": limit}, "too_large"
            )
        return upload
