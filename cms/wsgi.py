import os

from django.core.wsgi import get_wsgi_application

from cms.garbage import forget_what_stays, look_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

look_seldom()
application = get_wsgi_application()
forget_what_stays()
