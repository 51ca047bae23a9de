from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "products"
    label = "products"
    verbose_name = "Sản phẩm"

    def ready(self) -> None:
        """Producers stand at units: the reform of units must meet them (ADR 0004). Deadlines follow the calendar."""
        from ocop.site.workdays import on_calendar_change
        from programs.domain.batches.copied import on_copied
        from programs.domain.located import register_located

        from .domain import feed
        from .domain.dossiers.clock import ask_refresh
        from .domain.located import PRODUCERS
        from .domain.planned_batches import follow_copy

        register_located(PRODUCERS)
        on_copied(follow_copy)
        on_calendar_change(ask_refresh)
        feed.register()
