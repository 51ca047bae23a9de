from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "products"
    label = "products"
    verbose_name = "Sản phẩm"

    def ready(self) -> None:
        """Producers stand at units: the reform of units must meet them (ADR 0004)."""
        from programs.domain.located import register_located

        from .domain.located import PRODUCERS

        register_located(PRODUCERS)
