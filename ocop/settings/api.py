"""The REST interface: JSON only, signed-in people only, errors in Vietnamese (docs/api.md)."""

from .env import env

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["ocop.api.auth.ClientToken", "ocop.api.auth.SessionOnly"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated", "ocop.api.permissions.HasScope"],
    "DEFAULT_THROTTLE_CLASSES": ["ocop.api.throttle.PerMinute"],
    "DEFAULT_RENDERER_CLASSES": ["ocop.api.renderers.FastJSON"],
    "DEFAULT_PARSER_CLASSES": ["ocop.api.parsers.StrictJSON"],
    "DEFAULT_PAGINATION_CLASS": "ocop.api.paging.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "ocop.api.schema.ConventionSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "ocop.api.errors.problem",
    "URL_FORMAT_OVERRIDE": None,
    "UNICODE_JSON": True,
}
OCOP_API_BODY_LIMIT = env.int("OCOP_API_BODY_LIMIT", default=1_000_000)
OCOP_API_PEOPLE_PER_MINUTE = env.int("OCOP_API_PEOPLE_PER_MINUTE", default=300)
"""Requests a minute of one signed-in person; another system's number stands in its own record."""

OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER_ACCESS_TOKEN_MODEL = "oauth2_provider.AccessToken"
OAUTH2_PROVIDER_REFRESH_TOKEN_MODEL = "oauth2_provider.RefreshToken"
OAUTH2_PROVIDER_ID_TOKEN_MODEL = "oauth2_provider.IDToken"
OAUTH2_PROVIDER_GRANT_MODEL = "oauth2_provider.Grant"
OAUTH2_PROVIDER = {
    "SCOPES_BACKEND_CLASS": "ocop.api.scopes.ClientScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": env.int("OCOP_API_TOKEN_SECONDS", default=3600),
    # Client credentials only (ADR 0012): the server knows no other grant, and only hashes of tokens are stored.
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
    "OAUTH2_VALIDATOR_CLASS": "ocop.api.validator.ClientValidator",
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "OCOP",
    "DESCRIPTION": "Giao diện dữ liệu của Chương trình mỗi xã một sản phẩm (OCOP) cho các hệ thống khác của tỉnh. "
    "Quy ước, cách lấy mã truy cập và các mã lỗi: /api/v1/docs/.",
    "VERSION": "1.0",
    "LICENSE": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "ocop.api.schema_hooks.complete",
    ],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
}
