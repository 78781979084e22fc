"""As in production, but on the database of the benchmarks and with a few bare views beside the product's own."""

import logging
import os

import structlog

from cms.settings.base import *  # noqa: F403 settings files build on one another
from cms.settings.env import PREPARED

from .server import CLUSTER, name_of

SECRET_KEY = "only-for-benchmarks-and-never-in-production-0123456789"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DATABASES = {
    "default": CLUSTER.django_settings()
    | {"NAME": name_of(int(os.environ["BENCH_PEOPLE"])), "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    | {"ENGINE": "cms.database", "OPTIONS": PREPARED}
}
ROOT_URLCONF = "benchmarks.urls"
CELERY_BROKER_URL = "memory://"  # nothing is measured that a worker does later
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
