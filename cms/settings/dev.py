from .base import *  # noqa: F403 settings files build on one another

DEBUG = True
SECRET_KEY = "only-for-this-clone-and-never-in-production-0123456789"
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
