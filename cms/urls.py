from django.urls import URLPattern, URLResolver, include, path
from oauth2_provider.views import TokenView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/", include("api.urls")),
    path("oauth/token", TokenView.as_view(), name="oauth-token"),
    path("", include(wagtail_urls)),
]
