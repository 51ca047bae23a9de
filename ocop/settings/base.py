"""What the application is made of."""

from .env import BASE_DIR, DEBUG, DEMO

__all__ = [
    "AUTH_USER_MODEL",
    "BASE_DIR",
    "DEBUG",
    "DEFAULT_AUTO_FIELD",
    "FORM_RENDERER",
    "INSTALLED_APPS",
    "LANGUAGES",
    "LANGUAGE_CODE",
    "LOCALE_PATHS",
    "MIDDLEWARE",
    "OCOP_DEMO",
    "PGHISTORY_MIDDLEWARE_METHODS",
    "ROOT_URLCONF",
    "STATICFILES_DIRS",
    "STATIC_URL",
    "TEMPLATES",
    "TIME_ZONE",
    "USE_I18N",
    "USE_THOUSAND_SEPARATOR",
    "USE_TZ",
    "WSGI_APPLICATION",
]

INSTALLED_APPS = [
    "ocop.ui",
    "ocop.accounts",
    "ocop.site",
    "ocop.audit",
    "ocop.jobs",
    "ocop.api",
    "programs",
    "products",
    "evaluations",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "import_export",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "oauth2_provider",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ocop.audit.middleware.request_id",
    "ocop.api.calls.usage_log",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ocop.api.unmatched.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ocop.accounts.middleware.session_age",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ocop.audit.middleware.HistoryMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ocop.audit.middleware.content_security_policy",
    "ocop.accounts.middleware.private_pages",
    "ocop.accounts.middleware.mfa_required",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "ocop.urls"
WSGI_APPLICATION = "ocop.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ocop.ui.context.frame",
            ],
        },
    },
]
FORM_RENDERER = "ocop.ui.forms.FormRenderer"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "ocop" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
"""A GET writes nothing, so it needs no context of who wrote."""

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]

OCOP_DEMO = DEMO
