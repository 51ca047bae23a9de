from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        """Generated papers about a person go with the person's data; plans are proved before they are issued."""
        from products.domain.personal_hooks import register_eraser
        from programs.domain.proof import register_prover

        from .domain.erasure import erase_documents
        from .domain.proof.content import prove_content
        from .domain.proof.load import prove_version

        register_eraser("reporting.document", erase_documents)
        register_prover(prove_version, prove_content)
