"""Database, broker, storage: addresses come from the environment, the launcher sets them for the embedded default."""

from django.core.exceptions import ImproperlyConfigured

from .env import DATA_DIR, env
from .security import LOCAL

_URL = env.db_url("DATABASE_URL", default=f"postgres://postgres@/ocop?host={DATA_DIR / 'pg'}")
DATABASES = {
    "default": {
        **_URL,
        # PostgreSQL's default prices a random page as on a turning disk: searches would read whole tables.
        "OPTIONS": {"options": "-c random_page_cost=1.1", **_URL.get("OPTIONS", {})},
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": env.int("OCOP_CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
    }
}

REDIS_URL = env("REDIS_URL", default=f"redis+socket://{DATA_DIR / 'valkey.sock'}")
CELERY_BROKER_URL = REDIS_URL
OCOP_JOB_LEASE = env.int("OCOP_JOB_LEASE", default=30)
"""Seconds of silence after which a job's worker counts as dead."""

OCOP_FILES = env("OCOP_FILES", default=str(DATA_DIR / "files"))
OCOP_UPLOADS = env("OCOP_UPLOADS", default=f"{OCOP_FILES}/uploads")
"""Local folder for uploads that are under way, also when the files themselves go to an S3 store."""

OCOP_S3_BUCKET = env("OCOP_S3_BUCKET", default="")
"""Name of a bucket of any S3-compatible store; empty = the local disk (docs/evidence.md)."""

_LOCAL_FILES = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": OCOP_FILES, "base_url": None},
}
_S3_FILES = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": OCOP_S3_BUCKET,
        "endpoint_url": env("OCOP_S3_ENDPOINT", default="") or None,
        "region_name": env("OCOP_S3_REGION", default="") or None,
        "access_key": env("OCOP_S3_ACCESS_KEY", default="") or None,
        "secret_key": env("OCOP_S3_SECRET_KEY", default="") or None,
        "addressing_style": env("OCOP_S3_ADDRESSING", default="path"),
        "default_acl": None,  # the bucket is private; no address of it is ever given out
        "file_overwrite": True,  # names are hashes of contents
        "querystring_auth": True,
    },
}
STORAGES = {
    "default": _S3_FILES if OCOP_S3_BUCKET else _LOCAL_FILES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = env("OCOP_STATIC_ROOT", default=str(DATA_DIR / "static"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
EMAIL_BACKEND = env("OCOP_EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = env("OCOP_EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("OCOP_EMAIL_PORT", default=25)
EMAIL_HOST_USER = env("OCOP_EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = env("OCOP_EMAIL_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("OCOP_EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env("OCOP_EMAIL_FROM", default="ocop@localhost")

OCOP_WEBHOOK_PORTS = env.list("OCOP_WEBHOOK_PORTS", cast=int, default=[443, 8443])
"""Ports of other systems that notices are sent to (docs/api-webhooks.md)."""
OCOP_WEBHOOKS_LOCAL = env.bool("OCOP_WEBHOOKS_LOCAL", default=False)
"""For development and tests: notices may also go to this machine itself, by http and to any port."""
if OCOP_WEBHOOKS_LOCAL and not LOCAL:
    raise ImproperlyConfigured("OCOP_WEBHOOKS_LOCAL=1 chỉ dùng được khi máy chủ chỉ phục vụ địa chỉ cục bộ.")
