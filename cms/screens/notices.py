"""Notices: what whoever is signed in was told."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from workforce.queries.notice import notices_of
from workforce.services.notice import read_notice, read_notices

from .asked import page_in
from .door import TrustRequest, of_trust

OWN = "workforce.read_notices"
ON_A_PAGE = 25


@of_trust(OWN)
def notices(request: TrustRequest) -> HttpResponse:
    if request.user.person is None:
        return render(request, "screens/learner/unmatched.html")
    page = Paginator(notices_of(request.user), ON_A_PAGE).get_page(page_in(request.GET))
    return render(request, "screens/learner/notices.html", {"page": page, "newest": next(iter(page), None)})


@require_POST
@of_trust(OWN)
def read(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """And on to the page that it is about."""
    notice = get_object_or_404(notices_of(request.user), uuid=uuid)
    read_notice(notice=notice, at=timezone.now())
    return redirect(notice.link or "my-notices")


@require_POST
@of_trust(OWN)
def read_all(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """Up to the newest that was on the screen."""
    read_notices(until=get_object_or_404(notices_of(request.user), uuid=uuid), at=timezone.now())
    return redirect("my-notices")


urlpatterns = [
    path("my/notices/", notices, name="my-notices"),
    path("my/notices/<uuid:uuid>/read/", read, name="my-notice-read"),
    path("my/notices/<uuid:uuid>/read-until/", read_all, name="my-notices-read"),
]
