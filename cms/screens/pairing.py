"""One proposal of pairs: prepared, worked out, looked at beside another one, published."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.pairing import WhyNotForm
from cms.presenters.pairing import TAGS, ProposalView
from cms.presenters.pairing_answers import unanswered_views
from cms.presenters.pairing_beside import beside, figures
from cms.presenters.pairing_clauses import clauses
from cms.presenters.pairing_names import Names, listed
from cms.presenters.pairing_problems import broken_sentences, problem_sentence, since_sentences
from coaching.calc.pairing.telling import from_json
from coaching.enums import PairingState
from coaching.models import Pairing
from coaching.queries.pairing import before_it, decisions_of
from coaching.queries.pairing_coaches import coaches_of_academy
from coaching.queries.since import since
from coaching.queries.why_not import why_not
from coaching.services.pairing import CannotPair, has_failed, try_again

from .door import TrustRequest, of_trust
from .pairing_draft import draft_page
from .pairings import RULE, found_pairing, trail

SECONDS_BETWEEN_LOOKS = 2


@of_trust(RULE)
def pairing(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = found_pairing(request, uuid)
    if found.state == PairingState.DRAFT:
        return draft_page(request, found)
    if found.state in (PairingState.RUNNING, PairingState.CONTRADICTS):
        return _at_work(request, found)
    return _proposal(request, found)


def _at_work(request: TrustRequest, found: Pairing) -> HttpResponse:
    names, failed = Names(found, decisions_of(found)), has_failed(found)
    problems = [problem_sentence(names, one) for one in from_json(found.result.get("problems", []))]
    told = {"pairing": found, "job": found.job, "failed": failed, "problems": problems, "trail": trail()}
    answer = render(request, "screens/coach/pairing_work.html", told)
    if found.state == PairingState.RUNNING and not failed:
        answer["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return answer


def _proposal(request: TrustRequest, found: Pairing) -> HttpResponse:
    view = ProposalView(found, on=request.today)
    told: dict[str, Any] = {"pairing": found, "view": view, "trail": trail(), "tag": TAGS[PairingState(found.state)]}
    told["unanswered"] = unanswered_views(found, on=request.today)
    told |= _beside(found) | _why_not(request, found, view.names)
    if found.state == PairingState.PROPOSED:
        changed = since(found, on=request.today)
        told["broken"] = broken_sentences(view.names, changed)
        told["since"] = since_sentences(view.names, changed)
    return render(request, "screens/coach/pairing.html", told)


def _beside(found: Pairing) -> dict[str, Any]:
    before = before_it(found)
    if before is None:
        return {}
    return {"before": before, "beside": beside(before, found), "figures": [figures(before), figures(found)]}


def _why_not(request: TrustRequest, found: Pairing, names: Names) -> dict[str, Any]:
    """Why somebody does not have a team: asked of what is so now."""
    teams = [row.team for row in found.teams.select_related("team").order_by("team__name")]
    coaches = coaches_of_academy(found.cohort.academy, on=request.today)
    form = WhyNotForm(request.GET if "why_not" in request.GET else None, teams=teams, coaches=coaches)
    said = _why_not_sentence(request, found, names, form) if form.is_bound and form.is_valid() else ""
    return {"why_not": form, "why_not_said": said}


def _why_not_sentence(request: TrustRequest, found: Pairing, names: Names, form: WhyNotForm) -> str:
    team, *coaches = form.named
    named = [one for one in coaches if one]
    against = why_not(found, team, named, on=request.today)
    told = {"who": listed(map(str, named)), "team": team, "why": clauses(names, against or [])}
    if against is None:
        return _("%(team)s does not wait for coaches now, so nothing can be said of it.") % told
    if against:
        return _("%(who)s cannot take %(team)s: %(why)s.") % told
    words = _("Nothing stands against %(who)s for %(team)s. To see what it would cost, pin them beside this proposal.")
    return words % told


@require_POST
@of_trust(RULE)
def again(request: TrustRequest, uuid: UUID) -> HttpResponse:
    try:
        try_again(pairing=found_pairing(request, uuid), by=request.user)
    except CannotPair as refused:
        messages.error(request, str(refused))
    return redirect("pairing", uuid)


urlpatterns = [
    path("academy/pairing/<uuid:uuid>/", pairing, name="pairing"),
    path("academy/pairing/<uuid:uuid>/again/", again, name="pairing-again"),
]
