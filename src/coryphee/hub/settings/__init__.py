"""Django settings of the platform; what an operator may change comes from the environment (docs/operations.md).

`DATABASE_URL` must be set before this module is loaded: the commands do it for the embedded server.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from coryphee.hub.settings.accounts import *  # noqa: F403  Django reads its settings from this module
from coryphee.hub.settings.database import database_from_url
from coryphee.hub.settings.security import (  # noqa: F401  re-exported: Django reads its settings from this module
    CONTENT_SECURITY_POLICY,
    PASSWORD_HASHERS,
    SECURE_CONTENT_TYPE_NOSNIFF,
    SECURE_CROSS_ORIGIN_OPENER_POLICY,
    SECURE_REFERRER_POLICY,
    X_FRAME_OPTIONS,
)
from coryphee.hub.toolbox.data_folder import data_folder
from coryphee.hub.toolbox.logs import OUTSPOKEN

PACKAGE = Path(__file__).resolve().parents[1]
DATA = data_folder()
DEMO = DATA.is_demo

PUBLIC_URL = os.environ.get("CORYPHEE_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
PRODUCTION = _public.scheme == "https"
TRUSTED_PROXIES = [address for address in os.environ.get("CORYPHEE_TRUSTED_PROXIES", "").split(",") if address]

SECRET_KEY = DATA.secret_key().hex()
DEBUG = False
LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = LOOPBACK_HOSTS if DEMO else sorted({*LOOPBACK_HOSTS, _public.hostname or "127.0.0.1"})

ROOT_URLCONF = "coryphee.hub.urls"
WSGI_APPLICATION = "coryphee.hub.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "oauth2_provider",
    "procrastinate.contrib.django",
    "django_htmx",
    "ninja",
    "coryphee.hub.journal",
    "coryphee.hub.accounts",
    "coryphee.hub.structures",
    "coryphee.hub.invoices",
    "coryphee.hub.archive",
    "coryphee.hub.lifecycle",
    "coryphee.hub.partners",
    "coryphee.hub.flows",
    "coryphee.hub.notifications",
    "coryphee.hub.jobs",
    "coryphee.hub.portal",
]

MIDDLEWARE = [
    "coryphee.hub.portal.middleware.ForwardedHeaders",
    "coryphee.hub.portal.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "coryphee.hub.portal.middleware.UnattendedRequests",
    "coryphee.hub.portal.middleware.ReaderLanguage",
    "coryphee.hub.portal.middleware.WholeBodies",
    "coryphee.hub.portal.too_many.TooManyAttempts",
    "coryphee.hub.api.middleware.ProblemsOnly",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coryphee.hub.portal.context.frame",
            ],
        },
    }
]

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", ""))}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("it", "Italiano")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA.path / "uploads"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The vault (hub/archive/vault.py): content-addressed files in the data folder, or an S3 bucket `https://KEY:SECRET@host/bucket?region=`.
VAULT_FOLDER = DATA.blobs
VAULT_S3_URL = os.environ.get("CORYPHEE_S3_URL", "")

MAXIMUM_FILE_SIZE = 90 * 1024 * 1024  # bytes; "90 Mo" of product.md C5
MAXIMUM_REQUEST_SIZE = MAXIMUM_FILE_SIZE + 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "coryphee.hub.portal.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SESSION_ENGINE = "coryphee.hub.accounts.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
TRUSTED_DEVICE_COOKIE = "__Host-device" if PRODUCTION else "device"
KNOWN_BROWSER_COOKIE = "__Host-browser" if PRODUCTION else "browser"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "coryphee.hub.portal.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PRODUCTION else []
SECURE_HSTS_SECONDS = 63_072_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^api/"]  # a load balancer asks over http; software is told, never redirected
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

OAUTH2_PROVIDER_APPLICATION_MODEL = "partners.Application"
OAUTH2_PROVIDER_ACCESS_TOKEN_MODEL = "partners.AccessToken"  # noqa: S105  the name of a model
OAUTH2_PROVIDER_REFRESH_TOKEN_MODEL = "partners.RefreshToken"  # noqa: S105  the name of a model
OAUTH2_PROVIDER_GRANT_MODEL = "partners.Grant"
OAUTH2_PROVIDER_ID_TOKEN_MODEL = "partners.IdToken"  # noqa: S105  the name of a model
OAUTH2_PROVIDER_DEVICE_GRANT_MODEL = "partners.DeviceGrant"
OAUTH2_PROVIDER = {
    "SCOPES": {"deposits": "Deposit invoices and follow deposits", "invoices": "Read invoices"},
    "DEFAULT_SCOPES": ["deposits", "invoices"],
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    # Secrets are 256 random bits: the default million rounds would allow 1.3 tokens a second and add nothing.
    "CLIENT_SECRET_HASHER": "coryphee_client_secret",
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    # Only client credentials are offered (api/oauth.py); the toolkit's other ways are shut as RFC 9700 asks.
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_REFRESH_TOKEN": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_SCHEME": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

DEFAULT_FROM_EMAIL = (
    os.environ.get("CORYPHEE_MAIL_FROM", "") or f"Coryphée <no-reply@{_public.hostname or 'localhost'}>"
)
EMAIL_BACKEND = "coryphee.hub.jobs.mail.LaterBackend"  # a job sends it (SMTP_URL), or the demo keeps it

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "coryphee.hub.toolbox.logs.WithoutValues",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {
        "secrets": {"()": "coryphee.hub.toolbox.logs.WithoutJobArguments"},
        "tokens": {"()": "coryphee.hub.toolbox.logs.WithoutTokens"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["secrets", "tokens"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("CORYPHEE_LOG_LEVEL", "WARNING")},
    "loggers": {library: {"level": "WARNING"} for library in OUTSPOKEN},
}
