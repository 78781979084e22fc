import hashlib

from cms.local import paths

from .base import *  # noqa: F403 settings files build on one another
from .env import database, env

SECRET_KEY = "only-for-tests-and-never-in-production-0123456789"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "packages.localhost"]
PACKAGES_ORIGIN = "http://packages.localhost:{port}"
DATABASES = {"default": database(paths.TEST_CLUSTER) | {"CONN_MAX_AGE": 0}}
# Kept between runs (--reuse-db), and copied from a template; both are others when a migration has changed
_migrations = b"".join(path.read_bytes() for path in sorted(paths.ROOT.glob("*/migrations/0*.py")))
_name = f"test_academy_{hashlib.sha256(_migrations).hexdigest()[:8]}"
DATABASES["default"]["TEST"] = {"NAME": _name, "TEMPLATE": f"{_name}_template"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: hashing is not what is tested
STATIC_ROOT = None
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=paths.TEST_VALKEY.url())
FOLLOWS_OUTSIDE_LINKS = False
MAY_SEED_DEMO = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys over http, on this machine only
