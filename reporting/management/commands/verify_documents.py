"""manage.py verify_documents: hash data and files of all issued documents again (docs/commands.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.domain.documents_verify import verify_documents
from reporting.enums import DocumentState
from reporting.models import Document


class Command(BaseCommand):
    help = "Kiểm tra dữ liệu và tệp của các văn bản đã ban hành có đúng như khi ban hành không."

    def handle(self, **options: Any) -> None:
        faults = 0
        for document, fault in verify_documents():
            faults += 1
            self.stdout.write(f"{document.pk}\t{document.number}\t{fault}")
        count = Document.objects.filter(state=DocumentState.ISSUED).count()
        self.stdout.write(f"verify_documents: issued={count} faults={faults}")
        if faults:
            raise CommandError(f"Có {faults} điểm không khớp.")
