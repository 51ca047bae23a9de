from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "ocop.jobs"
    label = "jobs"
    verbose_name = "Công việc nền"

    def ready(self) -> None:
        import ocop.celery  # noqa: F401 - the default app, so that the bell reaches the configured broker

        autodiscover_modules("tasks")
