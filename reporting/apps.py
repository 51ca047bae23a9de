from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        """Generated papers about a person go with the person's data."""
        from products.domain.personal_hooks import register_eraser

        from .domain.erasure import erase_documents

        register_eraser("reporting.document", erase_documents)
