"""For editors: links that lead nowhere, with the page to mend."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from cms.links import broken_links
from cms.outside.addresses import published
from cms.presenters.outside_links import last_looked, outside_views

from .door import TrustRequest, of_trust
from .framework import trail


@of_trust("curriculum.view_answerings")
def links(request: TrustRequest) -> HttpResponse:
    pages = published(request.trust)
    told = {
        "links": broken_links(pages),
        "outside": outside_views(request.trust, pages),
        "are_followed": settings.FOLLOWS_OUTSIDE_LINKS,
        "last_looked": last_looked(request.trust),
        "trail": trail(),
    }
    return render(request, "screens/manage/framework/links.html", told)


urlpatterns = [path("", links, name="broken-links")]
