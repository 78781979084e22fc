"""The second step: a trust asks for it, and whoever is asked is walked through it."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.forms.second_step import SecondStepForm
from cms.second_factor import is_asked_soon
from workforce.queries.account import with_names
from workforce.queries.trust import trust_of
from workforce.services.second_step import ask_for_second_step

from .door import TrustRequest, of_trust


@of_trust("workforce.change_sign_in")
def second_step_page(request: TrustRequest) -> HttpResponse:
    form = SecondStepForm(request.POST if request.method == "POST" else None, trust=request.trust, today=request.today)
    if form.is_bound and form.is_valid():
        ask_for_second_step(trust=request.trust, since=form.cleaned_data["since"], by=request.user)
        messages.success(request, _("That is kept."))
        return redirect("second-step")
    accounts = list(with_names(request.trust, seen_by=request.user, on=request.today))
    told = {
        "form": form,
        "all": len(accounts),
        "without": [account for account in accounts if not account.has_second_step],  # type: ignore[attr-defined]
        "trail": [{"words": _("Accounts"), "href": reverse("accounts")}],
    }
    return render(request, "screens/manage/accounts/second_step.html", told)


@login_required
def asked(request: HttpRequest) -> HttpResponse:
    """Before the day it can wait; from the day on it is the only page there is."""
    trust, today = trust_of(request.user), timezone.localdate()
    if trust is None or get_adapter().is_mfa_enabled(request.user) or not is_asked_soon(request.user):  # type: ignore[arg-type]
        return redirect("my")
    day = trust.second_step_from
    told = {"day": day, "can_wait": day is not None and day > today}
    return render(request, "screens/account/second_step_asked.html", told)


urlpatterns = [
    path("manage/accounts/second-step/", second_step_page, name="second-step"),
    path("account/second-step/", asked, name="second-step-asked"),
]
