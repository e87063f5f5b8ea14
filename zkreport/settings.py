"""All settings; what differs between machines comes from the environment (see README)."""

import sqlite3
import sys
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
DEMO = env.str("DEMO", default="")  # the folder of a demo, which `make run` gives it
if DEMO:  # has nothing to do with what this machine, or a .env, is configured for
    env.ENVIRON = {
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{Path(DEMO).resolve() / 'db.sqlite3'}",
        "MEDIA_ROOT": str(Path(DEMO).resolve() / "media"),
    }
else:
    env.read_env(BASE_DIR / ".env")  # optional; real environment variables win

# --- Secrets and hosts ---------------------------------------------------------------------------

DEVELOPMENT_KEY = "development-only-not-a-secret"
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default=DEVELOPMENT_KEY if DEBUG else "")
if not DEBUG and SECRET_KEY in {"", DEVELOPMENT_KEY, "change-me"}:
    sys.exit("zkreport: set SECRET_KEY to a long random text of your own (or DEBUG=1 to try out).")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])

# --- Applications --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "zkreport.apps.AdminConfig",
    "units.apps.UnitsConfig",  # before Django's own: its createsuperuser asks in Chinese
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "campaigns.apps.CampaignsConfig",
    "cases.apps.CasesConfig",
    "statistics.apps.StatisticsConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "zkreport.middleware.content_security_policy",
    "zkreport.middleware.no_store",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "units.sessions.sign_out_the_absent",
    "django.contrib.messages.middleware.MessageMiddleware",
    "zkreport.middleware.method_not_allowed",
]
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
            ],
        },
    },
]
ROOT_URLCONF = "zkreport.urls"
WSGI_APPLICATION = "zkreport.wsgi.application"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database ------------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Write-ahead logging loses data in SQLite before 3.51.3; IMMEDIATE makes writers queue
    # instead of failing half-way with "database is locked".
    journal = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "DELETE"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={journal};",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- Accounts ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "units.User"
AUTHENTICATION_BACKENDS = ["units.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "units.validators.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 12 * 60 * 60  # from the last note of it; units/sessions.py ends it sooner
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Language, time, files -----------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "locale"]  # before Django's own words; tools/messages.py
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))
# An import preview carries workbooks in its form as base64: a clerk's one of 2 MiB, the city's 200
# of 6 MiB in all. A few files more come through, so that the page itself can say that it is too many.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 300
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "zkreport.storage.StaticStorage"
    },
}
vars().update(env.email("EMAIL_URL", default="consolemail://"))

# --- Security headers ----------------------------------------------------------------------------

SECURE_CSP = {  # the setting's name in Django 6, whose own middleware will replace ours
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "zkreport.views.csrf_failure"
HTTPS = env.bool("HTTPS", default=False)  # on behind a proxy that ends TLS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# --- Logging -------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
