"""Settings of the house: one file, read once from the environment. ``docs/operations.md`` lists every name."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from diemtua.config import database, env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = env.path("DIEMTUA_VAR", BASE_DIR / "var")

# --- what kind of house this is -----------------------------------------------------------------
DEMO = env.flag("DIEMTUA_DEMO")
DEBUG = env.flag("DIEMTUA_DEBUG")
PRODUCTION = env.flag("DIEMTUA_PRODUCTION")
if DEMO and PRODUCTION:
    raise ImproperlyConfigured(
        "DIEMTUA_DEMO và DIEMTUA_PRODUCTION không bật cùng lúc: bản trình diễn cho ai cũng đăng nhập được; bỏ một trong hai."
    )


def secret_key() -> str:
    """From the environment in production; elsewhere made once and kept beside the embedded database."""
    given = env.text("DIEMTUA_SECRET_KEY")
    if given:
        return given
    if PRODUCTION:
        raise ImproperlyConfigured("Thiếu DIEMTUA_SECRET_KEY: đặt một chuỗi ngẫu nhiên ít nhất 50 ký tự.")
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        import secrets

        VAR_DIR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text().strip()


SECRET_KEY = secret_key()
SITE_URL = env.text("DIEMTUA_SITE_URL", "http://127.0.0.1:8138")
ALLOWED_HOSTS = env.words("DIEMTUA_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

# --- rooms, from the ground up --------------------------------------------------------------------
INSTALLED_APPS = [
    "diemtua.vault",
    "diemtua.audit",
    "diemtua.ui",
    "diemtua.directory",
    "diemtua.access",
    "diemtua.plans",
    "diemtua.cases",
    "diemtua.coordination",
    *(["diemtua.demo"] if DEMO else []),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "diemtua.ui.middleware.HearsToTheEnd",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "diemtua.access.middleware.ActorMiddleware",
    "diemtua.ui.middleware.SaysWhatIsAllowed",
]
ROOT_URLCONF = "diemtua.config.urls"
WSGI_APPLICATION = "diemtua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "diemtua.ui.context.house",
            ],
            "builtins": ["diemtua.ui.templatetags.ui"],
        },
    }
]

# --- database, queue --------------------------------------------------------------------------------
DATABASES = {"default": database.settings(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGTRIGGER_MIGRATIONS = True
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # «tasks» are what officers do
PROCRASTINATE_IMPORT_PATHS = ["diemtua.plans.reading_jobs"]
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 3}  # letters and reminders go on while a scan is read

# --- work between agencies: internal targets, no text of the law gives them ----------------------------
ANSWER_WITHIN_DAYS = env.number("DIEMTUA_ANSWER_WITHIN_DAYS", 3)
ANSWER_URGENT_HOURS = env.number("DIEMTUA_ANSWER_URGENT_HOURS", 24)

# --- language, time -----------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["diemtua.ui.formats"]
FORM_RENDERER = "diemtua.ui.forms.base.Renderer"

# --- accounts -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "diemtua.access.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "diemtua.access.forms.SignInForm",
    "change_password": "diemtua.access.forms.ChangePasswordForm",
    "reset_password": "diemtua.access.forms.ForgottenPasswordForm",
    "reset_password_from_key": "diemtua.access.forms.NewPasswordForm",
    "reauthenticate": "diemtua.access.forms.ConfirmPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator writes the address; nobody signs himself up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Điểm Tựa] "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/900s/key"}  # five wrong passwords: fifteen minutes of rest
MFA_ADAPTER = "diemtua.access.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "diemtua.access.forms.CodeForm",
    "reauthenticate": "diemtua.access.forms.ConfirmCodeForm",
    "activate_totp": "diemtua.access.forms.ActivateCodeForm",
    "add_webauthn": "diemtua.access.forms.AddKeyForm",
    "edit_webauthn": "diemtua.access.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Điểm Tựa"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("DIEMTUA_BEHIND_PROXY") else 0
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Sign-in attempts are counted here: shared by every worker, and a restart forgives nobody.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- files, pages ---------------------------------------------------------------------------------------
MEDIA_ROOT = env.path("DIEMTUA_FILES", VAR_DIR / "files")
# Never in the database, nor beside its backup.
VAULT_KEYRING = env.path("DIEMTUA_KEYRING", VAR_DIR / "keyring.json")
VAULT_LEVELS = ["diemtua.config.levels"]
STATIC_URL = "/static/"
STATIC_ROOT = env.path("DIEMTUA_STATIC", VAR_DIR / "static")
NODE_MODULES = env.path("DIEMTUA_NODE_MODULES", BASE_DIR / "node_modules")
# Tinos has the widths of Times New Roman; an installation that owns Times names its folder here.
PAPER_FONTS = env.path("DIEMTUA_PAPER_FONTS", NODE_MODULES / "@expo-google-fonts/tinos")
STATICFILES_DIRS = [
    ("htmx", NODE_MODULES / "htmx.org/dist"),
    ("be-vietnam-pro", NODE_MODULES / "@fontsource/be-vietnam-pro/files"),
]
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024  # pasted text: 5 million characters, up to four bytes each
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- letters ----------------------------------------------------------------------------------------------
EMAIL_HOST = env.text("DIEMTUA_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = env.number("DIEMTUA_SMTP_PORT", 8125)
EMAIL_HOST_USER = env.text("DIEMTUA_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("DIEMTUA_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("DIEMTUA_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DIEMTUA_MAIL_FROM", "Điểm Tựa <khong-tra-loi@diemtua.example>")

# --- doors ------------------------------------------------------------------------------------------------
CLAMD_SOCKET = env.text("DIEMTUA_CLAMD")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
}
CSRF_FAILURE_VIEW = "diemtua.ui.views.stale"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("DIEMTUA_BEHIND_PROXY") else None
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("DIEMTUA_LOG_LEVEL", "WARNING")},
    "loggers": {"diemtua": {"level": env.text("DIEMTUA_LOG_LEVEL", "INFO")}},
}
