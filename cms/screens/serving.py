"""For editors and leads: what the framework asks for and nothing gives, and what is given and nothing asks for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from cms.presenters.serving import serving_view
from curriculum.queries.serving import serving

from .door import TrustRequest, of_trust
from .framework import trail


@of_trust("curriculum.view_framework")
def serving_page(request: TrustRequest) -> HttpResponse:
    view = serving_view(serving(request.trust, on=request.today), request.trust)
    return render(request, "screens/manage/framework/serving.html", {"view": view, "trail": trail()})


urlpatterns = [path("", serving_page, name="serving")]
