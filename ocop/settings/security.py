"""Passwords, sessions, cookies, headers, second factor."""

import hashlib
import sys

from django.core.exceptions import ImproperlyConfigured

from .env import BASE_DIR, DATA_DIR, DEBUG, DEMO, env

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}
ALLOWED_HOSTS = env.list("OCOP_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("OCOP_TRUSTED_ORIGINS", default=[])
LOCAL = set(ALLOWED_HOSTS) <= LOOPBACK

if DEMO and not DEBUG and not LOCAL:
    raise ImproperlyConfigured(
        "OCOP_DEMO=1 mở đăng nhập một lần bấm, chỉ được dùng trên máy cục bộ: hãy bỏ OCOP_DEMO hoặc chỉ để OCOP_HOSTS là 127.0.0.1."
    )

SECRET_KEY = env("OCOP_SECRET_KEY", default="")
if not SECRET_KEY:
    if not LOCAL:
        raise ImproperlyConfigured("Thiếu OCOP_SECRET_KEY: bắt buộc khi máy chủ không chỉ phục vụ địa chỉ cục bộ.")
    key_file = DATA_DIR / "secret_key"
    # A machine of one's own: the launcher writes a random key; a bare command falls back to one nobody serves with.
    SECRET_KEY = key_file.read_text() if key_file.exists() else hashlib.sha256(str(BASE_DIR).encode()).hexdigest()

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

SECURE = not LOCAL
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("OCOP_SESSION_SECONDS", default=8 * 3600)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE and env.bool("OCOP_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

TESTING = "pytest" in sys.modules
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
