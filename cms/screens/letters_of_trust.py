"""The letters of a trust: on or off, what one looks like, and what became of this week's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.digest.example import example
from cms.digest.letter import sender, site, written
from workforce.calc.quiet import week_of
from workforce.enums import DigestState
from workforce.queries.digest import how_many
from workforce.services.digest import send_letters

from .door import TrustRequest, of_trust

RULE = "workforce.send_letters"
STATES = {
    DigestState.SENT: _("sent"),
    DigestState.WAITING: _("waiting for their hour"),
    DigestState.FAILED: _("refused by the mail server, three times"),
    DigestState.TAKEN: _("being sent, or not known whether they arrived"),
}


@of_trust(RULE)
def letters(request: TrustRequest) -> HttpResponse:
    said = example(site=site(), on=request.today)
    text, _html = written(said, said.at("/"))
    counted = how_many(request.trust, week=week_of(request.today))
    told = {
        "said": said,
        "text": text,
        "stop": "#",
        "choose": "#",
        "sender": sender(),
        "week": week_of(request.today),
        "counted": [(words, counted[state]) for state, words in STATES.items() if counted.get(state)],
    }
    return render(request, "screens/manage/letters.html", told)


@require_POST
@of_trust(RULE)
def switch(request: TrustRequest, turned: str) -> HttpResponse:
    sends = turned == "on"
    send_letters(trust=request.trust, sends=sends, by=request.user)
    words = _("Letters go out again.") if sends else _("No letters go out any more.")
    messages.success(request, words)
    return redirect("letters")


urlpatterns = [
    path("manage/letters/", letters, name="letters"),
    path("manage/letters/on/", switch, {"turned": "on"}, name="letters-on"),
    path("manage/letters/off/", switch, {"turned": "off"}, name="letters-off"),
]
