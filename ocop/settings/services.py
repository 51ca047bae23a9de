"""Database, broker, storage: addresses come from the environment, the launcher sets them for the embedded default."""

from .env import DATA_DIR, env

DATABASES = {
    "default": {
        **env.db_url("DATABASE_URL", default=f"postgres://postgres@/ocop?host={DATA_DIR / 'pg'}"),
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": env.int("OCOP_CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
    }
}

REDIS_URL = env("REDIS_URL", default=f"redis+socket://{DATA_DIR / 'valkey.sock'}")
CELERY_BROKER_URL = REDIS_URL
OCOP_JOB_LEASE = env.int("OCOP_JOB_LEASE", default=30)
"""Seconds of silence after which a job's worker counts as dead."""

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env("OCOP_FILES", default=str(DATA_DIR / "files")), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = env("OCOP_STATIC_ROOT", default=str(DATA_DIR / "static"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
EMAIL_BACKEND = env("OCOP_EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env("OCOP_EMAIL_FROM", default="ocop@localhost")
