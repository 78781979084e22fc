"""Which letters one gets: chosen on one's own account, or stopped by the link in a letter without signing in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cms.digest.letter import account_of
from cms.forms.letters import LettersForm
from workforce.queries.digest import choice_of
from workforce.services.digest import choose_letters, stop_letters

from .door import TrustRequest, of_trust


@of_trust("workforce.read_notices")
def choose(request: TrustRequest) -> HttpResponse:
    form = LettersForm(request.POST if request.method == "POST" else None, choice=choice_of(request.user))
    if form.is_bound and form.is_valid():
        choose_letters(choice=form.chosen(), by=request.user)
        messages.success(request, _("Your choice is kept."))
        return redirect("own-letters")
    return render(request, "screens/account/letters.html", {"form": form})


@csrf_exempt  # a mail program posts here, and has no page of ours; the signed link alone says for whom
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it stops nothing: programs that check links look at every one. Posting to it does (RFC 8058)."""
    account = account_of(token)
    if account is None:
        raise Http404
    if request.method == "POST":
        stop_letters(account)
    return render(request, "account/letters_stop.html", {"stopped": request.method == "POST"})


stop.open_to = "everybody"  # type: ignore[attr-defined]  # read by the list of who may open what
urlpatterns = [
    path("account/letters/", choose, name="own-letters"),
    path("letters/stop/<str:token>/", stop, name="letters-stop"),
]
