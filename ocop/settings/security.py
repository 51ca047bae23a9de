"""Passwords, sessions, cookies, headers, second factor."""

import hashlib
import sys
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured

from .env import BASE_DIR, DATA_DIR, DEBUG, DEMO, env

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}
ALLOWED_HOSTS = env.list("OCOP_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("OCOP_TRUSTED_ORIGINS", default=[])
LOCAL = set(ALLOWED_HOSTS) <= LOOPBACK
_NAMES = [host.lstrip(".") for host in ALLOWED_HOSTS if host not in LOOPBACK | {"*"}]
_SERVED = [*CSRF_TRUSTED_ORIGINS, *(f"https://{name}" for name in _NAMES)]
PUBLIC_URL = env("OCOP_PUBLIC_URL", default=_SERVED[0] if _SERVED else "http://127.0.0.1:8000").rstrip("/")
"""Where the public opens the lookup: printed as the QR code of certificates, which outlive any request."""

if DEMO and not DEBUG and not LOCAL:
    raise ImproperlyConfigured(
        "OCOP_DEMO=1 mở đăng nhập một lần bấm, chỉ được dùng trên máy cục bộ: "
        "hãy bỏ OCOP_DEMO hoặc chỉ để OCOP_HOSTS là 127.0.0.1."
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
    {"NAME": "ocop.accounts.passwords.NotLikeThePerson"},
    {"NAME": "ocop.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "ocop.accounts.passwords.NotCommon"},
    {"NAME": "ocop.accounts.passwords.NotOnlyDigits"},
]
PASSWORD_RESET_TIMEOUT = env.int("OCOP_RESET_SECONDS", default=24 * 3600)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

CSRF_FAILURE_VIEW = "ocop.accounts.views.entrance.form_expired"
SECURE = not LOCAL
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("OCOP_SESSION_SECONDS", default=8 * 3600)
"""Counted from the login, used or not (ocop/accounts/middleware.py)."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE and env.bool("OCOP_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"


TESTING = "pytest" in sys.modules
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

OCOP_MFA_REQUIRED = env.bool("OCOP_MFA_REQUIRED", default=not DEMO and not TESTING)
"""Default of the setting `mfa_required` (ocop/site/registry/); tests of the second factor switch it on themselves."""

OCOP_PROXIES = env.int("OCOP_PROXIES", default=0)
"""How many trusted proxies stand in front: the client's address is that many places from the right of the header
X-Forwarded-For; 0 does not read the header."""

ACCOUNT_ADAPTER = "ocop.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_FORMS = {
    "login": "ocop.accounts.forms.entrance.LoginForm",
    "change_password": "ocop.accounts.forms.entrance.ChangePasswordForm",
    "reauthenticate": "ocop.accounts.forms.entrance.ReauthenticateForm",
    "reset_password_from_key": "ocop.accounts.forms.entrance.NewPasswordForm",
}
# Wrong passwords and codes are counted in the database (axes, LoginEvent), so that all processes count together;
# these per-process limits only spare the processor.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": None, "change_password": "10/m/user"}
MFA_ADAPTER = "ocop.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "OCOP"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "ocop.accounts.forms.second_factor.CodeForm",
    "reauthenticate": "ocop.accounts.forms.second_factor.CodeAgainForm",
    "activate_totp": "ocop.accounts.forms.second_factor.ActivateForm",
    "deactivate_totp": "ocop.accounts.forms.second_factor.DeactivateForm",
    "generate_recovery_codes": "ocop.accounts.forms.second_factor.RecoveryCodesForm",
}

LOOKUP_LIMIT, LOOKUP_SECONDS = env.int("OCOP_LOOKUP_LIMIT", default=120), 60
"""How often one address may open the public lookup, in how many seconds; counted in each process. A mobile network
puts many shoppers behind one address."""

# R14: at most 10 wrong guesses in 5 minutes for one account from one address.
GUESS_LIMIT, GUESS_WINDOW = 10, timedelta(minutes=5)
AXES_FAILURE_LIMIT = GUESS_LIMIT
AXES_COOLOFF_TIME = GUESS_WINDOW
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "ocop.accounts.guesses.account_key"
AXES_CLIENT_IP_CALLABLE = "ocop.accounts.net.client_ip"
AXES_LOCKOUT_CALLABLE = "ocop.accounts.guesses.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address", "code", "csrfmiddlewaretoken", "next"]
