from .base import *  # noqa: F403 settings files build on one another
from .env import env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = "only-for-this-machine-and-never-in-production-0123456789"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "packages.localhost"])
PACKAGES_ORIGIN = "http://packages.localhost:{port}"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STATIC_ROOT = None  # no collectstatic between a change and a look at it
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
FOLLOWS_OUTSIDE_LINKS = env.bool("FOLLOWS_OUTSIDE_LINKS", default=False)  # the example's links lead nowhere
MAY_SEED_DEMO = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys over http, on this machine only
