from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    label = "evaluations"
    verbose_name = "Đánh giá"

    def ready(self) -> None:
        from products.domain.law import register_law_book

        from .domain import feed
        from .domain.lawpacks.book import PackBook

        register_law_book(PackBook())
        feed.register()
