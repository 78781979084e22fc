from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONE, SELF, UNSAFE_INLINE

from cms.local import paths

from .env import broker_url, database, env
from .sign_in import *  # noqa: F403 settings files build on one another

ROOT = Path(__file__).resolve().parents[2]

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

INSTALLED_APPS = [
    "cms",
    "api",
    "improvement",
    "coaching",
    "curriculum",
    "workforce",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "wagtailnhsukfrontend",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "oauth2_provider",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "pgtrigger",
    "pghistory",
    "rules.apps.AutodiscoverRulesConfig",
    "django_htmx",
    "django_structlog",
    "django_prometheus",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.packages.origin.PackagesOrigin",  # before sessions: what others made never meets one
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cms.signed_in.SignedIn",
    "cms.middleware.NothingLeftBehind",
    "cms.middleware.SignInRequired",
    "cms.middleware.SecondStepAsked",
    "cms.middleware.EditorsOnly",
    "cms.middleware.RequestLog",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.ContentPolicy",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "cms.middleware.DatabaseAway",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.navigation.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data
DATABASES = {"default": database(paths.DEV_CLUSTER)}
AUTH_USER_MODEL = "workforce.Account"

# The example trust has accounts whose password everybody knows
MAY_SEED_DEMO = False

# Language and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# Files
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "cms.static_files.NhsFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "cms.static_files.OthersFinder",
]
STATIC_ROOT: Path | None = ROOT / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(paths.HOME / "media"))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "packages": {  # packages from elsewhere: no address leads to these but that of packages' own origin
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(env.path("PACKAGES_ROOT", default=str(paths.HOME / "packages"))), "base_url": None},
    },
    "coursework": {  # what people on a course hand in: served by a screen that asks the rules, and by no address
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(env.path("COURSEWORK_ROOT", default=str(paths.HOME / "coursework"))),
            "base_url": None,
        },
    },
}
# Where packages from elsewhere run: a name of its own, such as https://learning-content.trust.example; {port} is the
# port of the site. Its pages have no cookies and see nothing of the site (docs/decisions/0013)
PACKAGES_ORIGIN = env.str("PACKAGES_ORIGIN", default="")

# The worker looks once a day whether links of published pages to other sites still lead there. No: this network
# reaches no other one, or nobody wants it
FOLLOWS_OUTSIDE_LINKS = env.bool("FOLLOWS_OUTSIDE_LINKS", default=True)

# Background work: a job is a row in PostgreSQL, the broker only wakes a worker
CELERY_BROKER_URL = broker_url()
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 6 * 60 * 60} if CELERY_BROKER_URL.startswith(("redis", "valkey")) else {}
)
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "publish and withdraw pages that are due": {"task": "cms.publish_scheduled", "schedule": 60},
    "find jobs that nobody runs": {"task": "workforce.sweep_jobs", "schedule": 60},
    "end what leavers came in with": {"task": "workforce.end_leavers", "schedule": 600},
    "give the places of leavers to whoever waits": {"task": "curriculum.free_places", "schedule": 600},
    "end packages whose page went away": {"task": "curriculum.close_packages", "schedule": 600},
    "forget sessions that are over": {"task": "cms.forget_sessions", "schedule": crontab(minute=50, hour=3)},
    "know what pages link to": {"task": "cms.know_links", "schedule": crontab(minute=40, hour=4)},
    "look whether links lead there": {"task": "cms.follow_links", "schedule": 600},
    "ask for the letters of the week": {"task": "cms.ask_for_digests", "schedule": crontab(minute=20)},
    "forget notices of long ago": {"task": "cms.forget_notices", "schedule": crontab(minute=55, hour=3)},
    "ask coaches how they rate themselves": {
        "task": "coaching.ask_surveys",
        "schedule": crontab(minute=15, hour=6),
    },
    "give places that nobody took to whoever waits": {
        "task": "coaching.lapse_offers",
        "schedule": crontab(minute=5, hour=6),
    },
    "remind who has not answered a proposal of pairs": {
        "task": "coaching.remind_who_is_asked",
        "schedule": crontab(minute=20, hour=6),
    },
    "remind coaches of meetings that are not logged": {
        "task": "coaching.remind_of_logs",
        "schedule": crontab(minute=25, hour=7),
    },
    "give the places of leavers in cohorts to whoever waits": {"task": "coaching.withdraw_leavers", "schedule": 600},
    "keep coverage quick to read": {"task": "curriculum.keep_coverage", "schedule": 10},
    "keep the ends of months": {"task": "curriculum.keep_month_ends", "schedule": crontab(minute=10)},
    "correct the ends of months": {
        "task": "curriculum.keep_month_ends",
        "schedule": crontab(minute=30, hour=2, day_of_month=1),
        "kwargs": {"anew": True},
    },
}

# Wagtail
WAGTAIL_SITE_NAME = "Improvement Academy"
WAGTAILADMIN_BASE_URL = env.str("SITE_URL", default="http://localhost:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # the admin would otherwise call outside hosts
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"}}
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.document.DocumentForm"
WAGTAIL_USER_EDIT_FORM = "wagtail.users.forms.UserEditForm"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a module is one form: the introduction with its plan and test has 2,700 fields

# The API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.ClientAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "api.pagination.KeysetPagination",
    "EXCEPTION_HANDLER": "api.errors.answer_problem",
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": [],  # each view validates its own question (api/asked.py)
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
OAUTH2_PROVIDER = {
    "SCOPES": {
        "coverage:read": "Read coverage",
        "org:read": "Read the organisation",
        "frameworks:read": "Read the frameworks",
        "staff:read": "Read staff and their posts",
        "records:read": "Read what named people hold",
    },
    "DEFAULT_SCOPES": [],
    "ACCESS_TOKEN_EXPIRE_SECONDS": 60 * 60,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
}
for _recommendation in (  # the current best practice for OAuth, RFC 9700
    "IMPLICIT_GRANT",
    "PASSWORD_GRANT",
    "PKCE_METHOD",
    "PKCE_REQUIRED",
    "ACCESS_TOKEN_TRANSPORT",
    "AUTHZ_RESPONSE_ISS",
    "TOKEN_STORAGE",
    "REFRESH_TOKEN",
    "REDIRECT_URI_SCHEME",
    "REDIRECT_URI_MATCHING",
):
    OAUTH2_PROVIDER[f"COMPLIANT_BCP_RFC9700_{_recommendation}"] = True
SPECTACULAR_SETTINGS = {
    "TITLE": "Improvement Academy",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_URLCONF": "api.schema_urls",
    "ENUM_NAME_OVERRIDES": {"DepthEnum": "curriculum.enums.Depth"},
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "api.schema.add_problems"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# What a browser may load: everything from here, nothing from elsewhere
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
EDITOR_CONTENT_SECURITY_POLICY = {"script-src": [SELF, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}
