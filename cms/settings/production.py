from urllib.parse import urlsplit

from .base import *  # noqa: F403 settings files build on one another
from .base import ALLOWED_HOSTS, PACKAGES_ORIGIN, STORAGES
from .env import env

SECRET_KEY = env.str("SECRET_KEY")
env.str("DATABASE_URL")  # refuses to start without one
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL")
# Letters: invitations and forgotten passwords, such as smtp+tls://name:password@mail.trust.example:587
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Improvement Academy <academy@localhost>")
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"  # no other name of the trust's can set these
ALLOWED_HOSTS = [*ALLOWED_HOSTS, *filter(None, [urlsplit(PACKAGES_ORIGIN).hostname])]
