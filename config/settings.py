"""Every setting of a Qifu installation, read from the environment (or a file .env beside manage.py).

A bad value stops the start with a sentence. What a district may change while running (clocks, categories, calendar)
is a row in the database and not here.
"""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env, EnvError

from config.refusals import Refusal
from config.secrets import secret_file

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

try:
    DEBUG = env.bool("DEBUG", False)
    DEMONSTRATION = env.bool("QIFU_DEMONSTRATION", False)
    DATA_DIR = Path(env.str("QIFU_DATA_DIR", str(BASE_DIR / "data"))).resolve()
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
    CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
    DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'qifu.sqlite3'}")}
    HTTPS = env.bool("QIFU_HTTPS", False)
    IDLE_MINUTES = env.int("QIFU_IDLE_MINUTES", 30)
    # 90 where the rules ask for it; 0 = a password does not grow old.
    PASSWORD_DAYS = env.int("QIFU_PASSWORD_DAYS", 0)
    ADMIN_TWO_FACTORS = env.bool("QIFU_ADMIN_TWO_FACTORS", not DEMONSTRATION)
    UPLOAD_MB = env.int("QIFU_UPLOAD_MB", 20)
    IMPORT_MB = env.int("QIFU_IMPORT_MB", 50)
    EXPORT_LIMIT = env.int("QIFU_EXPORT_LIMIT", 5000)  # rows; a larger list needs the office's approval
    # https://…, for the links in e-mails and group robots.
    SITE_URL = env.str("QIFU_SITE_URL", "").rstrip("/")
    # smtp://name:password@host:587/?tls=1; without it no e-mail is sent.
    _email = env.dj_email_url("EMAIL_URL", "")
    DEFAULT_FROM_EMAIL = env.str("QIFU_EMAIL_FROM", "qifu@localhost")
    # A class as qifu.notices.sms says; without it no text message is sent.
    SMS_GATEWAY = env.str("QIFU_SMS", "")
    ALLOW_PRIVATE_WEBHOOKS = env.bool("QIFU_ALLOW_PRIVATE_WEBHOOKS", False)
    SECRET_KEY = env.str("SECRET_KEY", "") or secret_file(DATA_DIR / "secret.key")
    LEDGER_KEY_GIVEN = bool(env.str("QIFU_LEDGER_KEY", ""))
    LEDGER_KEY = env.str("QIFU_LEDGER_KEY", "") or secret_file(DATA_DIR / "ledger.key")
except (EnvError, ValueError) as error:
    raise Refusal(f"A setting cannot be read: {error} Correct it in the environment or in .env.") from error

INSTALLED_APPS = [
    "qifu.organisations",
    "qifu.notices",
    "qifu.enterprises",
    "qifu.appeals",
    "qifu.liaison",
    "qifu.liaison.visits",
    "qifu.liaison.symposia",
    "qifu.liaison.questionnaires",
    "qifu.liaison.hotline",
    "qifu.liaison.letters",
    "qifu.liaison.activities",
    "qifu.liaison.pledges",
    "qifu.liaison.circulars",
    "qifu.liaison.warnings",
    "qifu.liaison.reconciliation",
    "qifu.meetings",
    "qifu.supervision",
    "qifu.assessment",
    "qifu.portal",
    "qifu.demonstration",
    "config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "qifu.organisations.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "qifu.organisations.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "qifu.organisations.middleware.actor",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "qifu.organisations.middleware.refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "qifu.organisations.context.frame",
            ],
        },
    }
]

_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # FULL: an acknowledged appeal survives a power cut. IMMEDIATE: a writer queues at the start instead of failing midway.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000",
    }
    _database["CONN_MAX_AGE"] = None
else:
    # Statements are prepared: the appeal page costs PostgreSQL a quarter, since planning wide joins is most of its work.
    _database["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 20},
        "server_side_binding": True,
        "prepare_threshold": 3,
        **_database.get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "qifu.organisations.passwords.ThreeClassesValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=5)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says until when, and that must stay true
OTP_TOTP_ISSUER = "Qifu"
# The account is locked, not the address: a whole street office shares one.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_LOCKOUT_CALLABLE = "qifu.organisations.views.sign_in.locked_out"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

EMAIL_SENDS = bool(_email["EMAIL_HOST"])
if env.str("EMAIL_URL", "") and not EMAIL_SENDS:
    raise Refusal(
        "A setting cannot be read: EMAIL_URL names no mail server. Write it as smtp://name:password@host:587/?tls=1, or leave it out."
    )
EMAIL_HOST, EMAIL_PORT = _email["EMAIL_HOST"], _email["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_USER"] or "", _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _email["EMAIL_USE_TLS"], _email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static" / "collected"
STATICFILES_DIRS = [("dist", BASE_DIR / "static" / "dist")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
MEDIA_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
