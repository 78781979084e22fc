"""Answers that came after their reader had been signed out: set aside until they have signed in again."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from curriculum.queries.learning import shown_content
from curriculum.services.attempt import CannotAnswer

from ..forms.check import CheckForm, unseal
from .answering import address_of, keep, own_person, refused, shown_version

SET_ASIDE = "answers set aside"


def set_aside(request: HttpRequest) -> HttpResponse:
    """Whoever was signed out while answering signs in again, and finds the answers in the lesson."""
    with suppress(signing.BadSignature):
        unseal(request.POST.get("token", ""))
        request.session[SET_ASIDE] = request.POST.urlencode()
    return redirect_to_login(reverse("answer-check"))


def taken_up(request: HttpRequest) -> HttpResponse | None:
    """None: nothing was set aside."""
    person, answers = own_person(request), QueryDict(request.session.pop(SET_ASIDE, ""))
    if not answers:
        return None
    try:
        version, told = shown_version(person, answers["token"])
    except CannotAnswer as refusal:
        return refused(request, refusal)
    keep(person, version, CheckForm(shown_content(person, version, told.draw), answers))
    messages.info(request, _("You had been signed out. Your answers are kept: look them over, and send them again."))
    return redirect(f"{address_of(version.activity)}#check")
