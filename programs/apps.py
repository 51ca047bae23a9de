from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"
    label = "programs"
    verbose_name = "Chương trình"

    def ready(self) -> None:
        """Units and plans are told of in the change feed."""
        from .domain import feed

        feed.register()
