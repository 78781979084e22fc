"""The API under its own address and nothing else, for the generated contract: Wagtail's admin API is not ours."""

from django.urls import include, path

urlpatterns = [path("api/", include("api.urls"))]
