"""Search: one box for everything there is to learn from."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from ..finding.find import find
from ..finding.words import LONGEST
from ..models import HomePage
from ..presenters.finding import hits
from .asked import page_in
from .door import CannotRead, TrustRequest, of_trust

ON_A_PAGE = 20


@of_trust("curriculum.find_learning")
def find_page(request: TrustRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    if "\x00" in text or len(text) > LONGEST:
        raise CannotRead(_("Search for a few words: that was too long, or has something that is no letter."))
    home = HomePage.of_account(request.user)
    found = find(home.localized, text) if home else None
    page = Paginator(found.pages if found else [], ON_A_PAGE).get_page(page_in(request.GET))
    told = {"asked": text, "found": found, "page": page, "hits": hits([*page.object_list])}
    return render(request, "screens/learner/find.html", told)


urlpatterns = [path("find/", find_page, name="find")]
