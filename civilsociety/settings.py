"""All settings, from the environment, in one file.

`ENVIRONMENT` is `demonstration` (the default: everything runs from this folder,
with sample data) or `production` (nothing secret has a default). `docs/settings.md`
lists every variable.
"""

from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

from civilsociety import embedded
from civilsociety.schedule import CELERY_BEAT_SCHEDULE  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
# What this machine makes for itself: engines, collected files, logs.
LOCAL_DIR = Path(env.str("LOCAL_DIR", "") or BASE_DIR / ".local").absolute()


def required(name, cure):
    """The variable's value; a missing one stops the start and says what to set."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {cure}")
    return value


def read(reader, name, default, cure):
    """The variable read as its type; a wrong one stops the start and says what would be right."""
    try:
        return reader(name, default)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} cannot be read. {cure}") from error


ENVIRONMENT = env.str("ENVIRONMENT", "demonstration")
if ENVIRONMENT not in {"demonstration", "production"}:
    raise ImproperlyConfigured(
        f"ENVIRONMENT is “{ENVIRONMENT}”. Set it to “demonstration” or “production”."
    )
PRODUCTION = ENVIRONMENT == "production"
DEMONSTRATION = not PRODUCTION

DEBUG = read(env.bool, "DEBUG", False, "Set it to “true” or “false”.")

if PRODUCTION:
    SECRET_KEY = required(
        "SECRET_KEY",
        "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
    )
    ALLOWED_HOSTS = required(
        "ALLOWED_HOSTS", "Name the hosts that people type, like: portal.example.gov.uk"
    ).split(",")
    PUBLIC_URL = required(
        "PUBLIC_URL", "Give the address people see, like: https://portal.example.gov.uk"
    ).rstrip("/")
else:
    SECRET_KEY = env.str("SECRET_KEY", "") or embedded.secret_key(LOCAL_DIR)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
    PUBLIC_URL = env.str("PUBLIC_URL", f"http://localhost:{env.str('PORT', '8000')}").rstrip("/")

# Keys used before the present one: what they signed and sealed can still be read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])

# -- Applications ----------------------------------------------------------------------

INSTALLED_APPS = [
    "civilsociety.home",
    "consultations",
    "funding",
    "engagement",
    "strategy",
    "civilsociety.budget",
    "civilsociety.decisions",
    "civilsociety.organisations",
    "civilsociety.accounts",
    "civilsociety.audit",
    "civilsociety.documents",
    "civilsociety.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "pgtrigger",
    "civilsociety.accounts.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "civilsociety.ui.middleware.ContentSecurityPolicy",
    "civilsociety.ui.middleware.maintenance",
    "civilsociety.ui.middleware.readable_address",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "civilsociety.accounts.middleware.second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "civilsociety.urls"
WSGI_APPLICATION = "civilsociety.wsgi.application"

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
                "civilsociety.ui.context.service",
            ],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
# Forms of ours bring their own (civilsociety.ui.forms); the admin keeps Django's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- Engines ---------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", "")
REDIS_URL = env.str("REDIS_URL", "")
if PRODUCTION:
    required("DATABASE_URL", "Give it like: postgres://user:password@host:5432/name")
    required("REDIS_URL", "Give it like: redis://host:6379/0")
# What no address names comes from wheels; see civilsociety/embedded.py for who starts it.
EMBEDDED_ENGINES = [
    *([] if DATABASE_URL else ["postgres"]),
    *([] if REDIS_URL else ["valkey"]),
]
DATABASE_URL = DATABASE_URL or embedded.database_url(LOCAL_DIR)
REDIS_URL = REDIS_URL or embedded.redis_url(LOCAL_DIR)
# Stands before every key, so that two portals (or two test runs) may share one Redis.
REDIS_PREFIX = env.str("REDIS_PREFIX", "portal")

try:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
except (dj_database_url.ParseError, ValueError) as error:
    raise ImproperlyConfigured(
        "DATABASE_URL cannot be read. Give it like: postgres://user:password@host:5432/name"
    ) from error
if DATABASES["default"].get("ENGINE") != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database (postgres://…).")
if not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured("REDIS_URL cannot be read. Give it like: redis://host:6379/0")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX,
    }
}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 30 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A task whose worker was killed is handed out again after this many seconds.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 35 * 60,
    "global_keyprefix": f"{REDIS_PREFIX}:",
}
# Where this is the only worker, it need not wait for that: see civilsociety/celery.py.
ONLY_WORKER = read(
    env.bool, "ONLY_WORKER", "valkey" in EMBEDDED_ENGINES, "Set it to “true” or “false”."
)
CELERY_TIMEZONE = "Europe/London"

# -- People ----------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = []
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "civilsociety.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
# Longer than the code's, so that whoever comes late is told that it has expired.
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "request_login_code": "civilsociety.accounts.forms.AskForCodeForm",
    "confirm_login_code": "civilsociety.accounts.forms.EnterCodeForm",
}
ACCOUNT_SESSION_REMEMBER = False

REQUIRE_SECOND_FACTOR = read(
    env.bool, "REQUIRE_SECOND_FACTOR", PRODUCTION, "Set it to “true” or “false”."
)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "civilsociety.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "civilsociety.accounts.forms.SecondFactorForm",
    "reauthenticate": "civilsociety.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "civilsociety.accounts.forms.AddAppForm",
    "deactivate_totp": "civilsociety.accounts.forms.RemoveAppForm",
    "generate_recovery_codes": "civilsociety.accounts.forms.NewRecoveryCodesForm",
    "add_webauthn": "civilsociety.accounts.forms.AddPasskeyForm",
    "authenticate_webauthn": "civilsociety.accounts.forms.UsePasskeyForm",
    "reauthenticate_webauthn": "civilsociety.accounts.forms.UsePasskeyAgainForm",
    "edit_webauthn": "civilsociety.accounts.forms.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = "Civil Society Portal"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())

# -- Mail ------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Civil Society Portal <portal@example.org>")
if PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = required("EMAIL_HOST", "Name the mail server, like: smtp.example.gov.uk")
    EMAIL_PORT = read(env.int, "EMAIL_PORT", 587, "Give a number, like 587.")
    EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = read(env.bool, "EMAIL_USE_TLS", True, "Set it to “true” or “false”.")
else:
    # Mail goes to a table that the demonstration shows at /officers/outbox/.
    EMAIL_BACKEND = "civilsociety.accounts.outbox.OutboxBackend"
EMAIL_TIMEOUT = 20

# -- Words, places, time ---------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
FORMAT_MODULE_PATH = "civilsociety.ui.formats"
USE_TZ = True

SERVICE_NAME = env.str("SERVICE_NAME", "Civil Society Portal")
COUNCIL_NAME = env.str("COUNCIL_NAME", "Kent County Council")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "civilsociety@example.org")
CONTACT_PHONE = env.str("CONTACT_PHONE", "03000 00 00 00")

# Counts below this many responses are never published (number of responses).
SUPPRESSION_THRESHOLD = read(
    env.int, "SUPPRESSION_THRESHOLD", 10, "Give a whole number of responses, like 10."
)
# How many pages of answers one address may send in a minute; a community hall shares one.
RESPONSES_PER_MINUTE = read(env.int, "RESPONSES_PER_MINUTE", 120, "Give a number, like 120.")
# What the council calls significant spending (a key decision costs more), and how long a
# decision may be called in, in clear working days.
KEY_DECISION_POUNDS = read(
    env.int, "KEY_DECISION_POUNDS", 1_000_000, "Give whole pounds, like 1000000."
)
CALL_IN_WORKING_DAYS = read(
    env.int, "CALL_IN_WORKING_DAYS", 5, "Give a whole number of days, like 5."
)
# How the world names us as a funder: the prefix that 360Giving issues, our organisation
# identifier (org-id.guide), and the most of minimal financial assistance in three years.
THREESIXTY_PREFIX = env.str("THREESIXTY_PREFIX", "360G-sample")
FUNDER_ORG_ID = env.str("FUNDER_ORG_ID", "GB-LAE-KEN")
SUBSIDY_LIMIT_POUNDS = read(
    env.int, "SUBSIDY_LIMIT_POUNDS", 315_000, "Give whole pounds, like 315000."
)
# A function that is given an uploaded file's bytes and says whether they are clean.
UPLOAD_SCANNER = env.str("UPLOAD_SCANNER", "")
# A maintenance page answers every address but /health/ while this is on.
MAINTENANCE = read(env.bool, "MAINTENANCE", False, "Set it to “true” or “false”.")

# -- Static files ----------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = LOCAL_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "civilsociety.ui.storage.HashedStorage"},
}
WHITENOISE_MAX_AGE = int(timedelta(days=365).total_seconds())

# -- Guards ----------------------------------------------------------------------------

# How many proxies of ours stand before the application: who asks is read behind them.
PROXY_COUNT = read(env.int, "PROXY_COUNT", 1 if PRODUCTION else 0, "Give a number, like 1.")
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT

# A form of ours has far fewer; Django answers 400 above it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "civilsociety.ui.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
if PRODUCTION:
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOG_LEVEL = env.str("LOG_LEVEL", "WARNING").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
    raise ImproperlyConfigured("LOG_LEVEL cannot be read. Set it to INFO, WARNING or ERROR.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
