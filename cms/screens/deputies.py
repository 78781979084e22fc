"""A manager lets a colleague act for them while they are away, sees who does, and takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.deputy import DeputyForm
from cms.presenters.account import unit_names
from cms.presenters.figure import day_words
from workforce.queries.deputy import deputies_of, own_grants
from workforce.services.deputy import name_deputy, take_back
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust

RULE = "workforce.name_deputy"


@of_trust(RULE)
def deputies(request: TrustRequest) -> HttpResponse:
    grants = list(own_grants(request.user, on=request.today))
    names = unit_names({grant.unit_id for grant in grants})
    form = DeputyForm(request.POST if request.method == "POST" else None, grants=grants, names=names, on=request.today)
    if form.is_bound and form.is_valid() and _named(request, form, names):
        return redirect("deputies")
    lent = list(deputies_of(request.user))
    places = unit_names({one.unit_id for one in lent})
    lines = [
        {"lent": one, "unit": places.get(one.unit_id, ""), "is_over": one.until is None or one.until <= request.today}
        for one in lent
    ]
    return render(request, "screens/manage/deputies.html", {"form": form, "lines": lines})


@require_POST
@of_trust(RULE)
def end(request: TrustRequest, pk: int) -> HttpResponse:
    lent = get_object_or_404(deputies_of(request.user).filter(until__gt=request.today), pk=pk)
    take_back(lent=lent, on=request.today, by=request.user)
    messages.success(request, _("%(who)s no longer acts for you.") % {"who": lent.account.person or lent.account})
    return redirect("deputies")


def _named(request: TrustRequest, form: DeputyForm, names: dict[int, str]) -> bool:
    asked = form.asked()
    told = {
        "who": request.user.person or request.user,
        "unit": names.get(asked["grant"].unit_id, ""),
        "since": day_words(asked["since"]),
        "until": day_words(asked["until"]),
    }
    words = _("%(who)s asks you to act for them in %(unit)s, from %(since)s until %(until)s.") % told
    try:
        name_deputy(**asked, on=request.today, words=words)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("%(who)s can act for you.") % {"who": asked["deputy"].person or asked["deputy"]})
    return True


urlpatterns = [
    path("manage/deputies/", deputies, name="deputies"),
    path("manage/deputies/<int:pk>/end/", end, name="deputy-end"),
]
