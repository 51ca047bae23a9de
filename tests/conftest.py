"""One temporary database server for a bare `pytest`; fixtures and guards for every test (docs/testing.md)."""

import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest

import ocop.launcher.pytest_services  # noqa: F401  starts a server when DATABASE_URL is not set, before Django's settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # live_server beside Playwright's loop (STACK.md, catch 8)


def pytest_configure(config: pytest.Config) -> None:
    """Files of a run go to a folder of its own; static files are served from their sources; generated cases are not
    timed (a busy machine is no fault)."""
    from django.conf import settings

    untimed = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile(
        "untimed", hypothesis.settings.default, deadline=None, suppress_health_check=untimed
    )
    hypothesis.settings.load_profile("untimed")

    folder = Path(tempfile.mkdtemp(prefix="ocop-files-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    settings.STATIC_ROOT = str(folder / "static")
    Path(settings.STATIC_ROOT).mkdir()
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder / "files"), "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.OCOP_UPLOADS = str(folder / "files" / "uploads")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


pytest_plugins = ["tests.harness.databases", "tests.harness.guards", "tests.harness.telling"]
