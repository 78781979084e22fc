"""What counts as active, lapsed, quiet or stalled: for the leads of an academy to set."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.academy_settings import AcademySettingsForm
from coaching.services.academy import set_academy
from workforce.services.refusal import Refused

from .academy import RULE, asked_academy
from .door import TrustRequest, of_trust


@of_trust(RULE)
def settings(request: TrustRequest) -> HttpResponse:
    academy = asked_academy(request)
    back = f"{reverse('academy')}?academy={academy.uuid}"
    form = AcademySettingsForm(request.POST if request.method == "POST" else None, academy=academy)
    if form.is_bound and form.is_valid():
        try:
            set_academy(academy=academy, settings=form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("From today every figure is counted so."))
            return redirect(back)
    told = {
        "title": _("What counts"),
        "caption": str(academy),
        "form": form,
        "button": _("Keep it"),
        "back": back,
        "back_words": str(academy),
    }
    return render(request, "screens/coach/ask.html", told, status=422 if form.errors else 200)


urlpatterns = [path("academy/settings/", settings, name="academy-settings")]
