from typing import Any

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "ocop.api"
    label = "api"
    verbose_name = "Giao diện cho hệ thống khác"

    def ready(self) -> None:
        from celery.signals import worker_ready

        worker_ready.connect(send_notices)


def send_notices(**_signal: Any) -> None:
    """In a worker that is up: begin to tell other systems of changes."""
    from .webhook_loop import start

    start()
