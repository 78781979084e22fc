"""For editors: links that lead nowhere, with the page to mend."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from cms.links import broken_links

from .door import TrustRequest, of_trust
from .framework import trail


@of_trust("curriculum.view_answerings")
def links(request: TrustRequest) -> HttpResponse:
    told = {"links": broken_links(request.trust), "trail": trail()}
    return render(request, "screens/manage/framework/links.html", told)


urlpatterns = [path("", links, name="broken-links")]
