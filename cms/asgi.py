import os

from django.core.asgi import get_asgi_application

from cms.garbage import look_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

look_seldom()
application = get_asgi_application()
