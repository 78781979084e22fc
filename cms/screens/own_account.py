"""Somebody's own account: the password, the second step, and where it is signed in."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cms.presenters.own_account import browser_lines, handle
from workforce.models import Account, BrowserSession
from workforce.services.browser_session import sign_out


class SignedInRequest(HttpRequest):
    user: Account


@login_required
def own_account(request: SignedInRequest) -> HttpResponse:
    sessions = BrowserSession.objects.signed_in(request.user, at=timezone.now()).defer("session_data")
    told = {
        "browsers": browser_lines(sessions, request.session.session_key),
        "has_second_factor": get_adapter().is_mfa_enabled(request.user),
    }
    return render(request, "screens/account/own.html", told)


@require_POST
@login_required
def end_browser(request: SignedInRequest, browser: str) -> HttpResponse:
    keys = BrowserSession.objects.filter(account=request.user).values_list("pk", flat=True)
    key = next((key for key in keys if handle(key) == browser), None)
    if key is None:
        raise Http404
    sign_out(account=request.user, by=request.user, only=key)
    messages.success(request, _("That browser is signed out."))
    return redirect("own-account")


@require_POST
@login_required
def end_others(request: SignedInRequest) -> HttpResponse:
    ended = sign_out(account=request.user, by=request.user, but=request.session.session_key)
    words = ngettext("%(n)s other browser is signed out.", "%(n)s other browsers are signed out.", ended)
    messages.success(request, words % {"n": ended} if ended else _("You were signed in nowhere else."))
    return redirect("own-account")


urlpatterns = [
    path("account/", own_account, name="own-account"),
    path("account/browsers/end-others/", end_others, name="own-browsers-end"),
    path("account/browsers/<str:browser>/end/", end_browser, name="own-browser-end"),
]
