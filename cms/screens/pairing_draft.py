"""A proposal is prepared: weights, pins, bans, who came together, wishes. Then it is asked for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.pairing import DecisionForm, WeightsForm
from cms.presenters.pairing_names import Names
from cms.presenters.pairing_problems import problem_sentence
from coaching.calc.pairing.problems import problems
from coaching.models import Pairing
from coaching.queries.pairing import decisions_of, read_facts, teams_waiting
from coaching.queries.pairing_coaches import coaches_of_academy
from coaching.services.pairing import CannotDecide, CannotPair, ask_for_proposal, decide, take_back, weigh

from .door import TrustRequest, of_trust
from .pairings import RULE, found_pairing, trail

ASKED_FOR = ("kind", "team", "coach", "other")


def draft_page(
    request: TrustRequest,
    found: Pairing,
    *,
    weights: WeightsForm | None = None,
    decision: DecisionForm | None = None,
) -> HttpResponse:
    """`weights`, `decision`: as they were sent, with what is wrong with them."""
    waiting, told = teams_waiting(found.cohort), decisions_of(found)
    names = Names(found, told)
    shown: dict[str, Any] = {
        "pairing": found,
        "waiting": waiting,
        "coaches": len(coaches_of_academy(found.cohort.academy, on=request.today)),
        "decisions": told,
        "problems": [problem_sentence(names, one) for one in problems(read_facts(found, on=request.today).facts)],
        "weights": weights or _weights_form(found),
        "decision": decision or _decision_form(request, found),
        "trail": trail(),
    }
    wrong = bool((weights and weights.errors) or (decision and decision.errors))
    return render(request, "screens/coach/pairing_draft.html", shown, status=422 if wrong else 200)


def _weights_form(found: Pairing, data: Any = None) -> WeightsForm:
    initial = {**found.weights, "effort": found.effort, "keeps_pairs": found.keeps_pairs}
    return WeightsForm(data, initial=initial, has_before=found.based_on is not None)


def _decision_form(request: TrustRequest, found: Pairing, data: Any = None) -> DecisionForm:
    """Filled in with what was pressed beside a pair."""
    initial = {name: request.GET[name] for name in ASKED_FOR if name in request.GET}
    coaches = coaches_of_academy(found.cohort.academy, on=request.today)
    return DecisionForm(data, teams=teams_waiting(found.cohort), coaches=coaches, initial=initial)


@require_POST
@of_trust(RULE)
def weigh_it(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """Kept, and with the other button worked out at once."""
    found = found_pairing(request, uuid)
    form = _weights_form(found, request.POST)
    if form.is_valid():
        try:
            _weigh(request, found, form)
        except CannotPair as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("pairing", uuid)
    return draft_page(request, found, weights=form)


def _weigh(request: TrustRequest, found: Pairing, form: WeightsForm) -> None:
    told = form.cleaned_data
    keeps = told.get("keeps_pairs", True)
    weigh(pairing=found, weights=form.weights, keeps_pairs=keeps, effort=told["effort"], by=request.user)
    if request.POST.get("do") == "find":
        ask_for_proposal(pairing=found, by=request.user)


@require_POST
@of_trust(RULE)
def decide_it(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = found_pairing(request, uuid)
    form = _decision_form(request, found, request.POST)
    if form.is_valid() and _decided(request, found, form):
        messages.success(request, _("It is noted, and will be kept to."))
        return redirect("pairing", uuid)
    return draft_page(request, found, decision=form)


def _decided(request: TrustRequest, found: Pairing, form: DecisionForm) -> bool:
    team, coach, other = form.named
    told, on, by = form.cleaned_data, request.today, request.user
    try:
        decide(
            pairing=found, kind=told["kind"], team=team, coach=coach, other=other, reason=told["reason"], on=on, by=by
        )
    except CannotDecide as refused:
        names = Names(found, decisions_of(found))
        for one in refused.problems:
            form.add_error(None, problem_sentence(names, one))
        return False
    except CannotPair as refused:
        form.add_error(None, str(refused))
        return False
    return True


@require_POST
@of_trust(RULE)
def take_it_back(request: TrustRequest, uuid: UUID, decision: UUID) -> HttpResponse:
    found = found_pairing(request, uuid)
    try:
        take_back(decision=get_object_or_404(found.decisions, uuid=decision), by=request.user)
    except CannotPair as refused:
        messages.error(request, str(refused))
    return redirect("pairing", uuid)


urlpatterns = [
    path("academy/pairing/<uuid:uuid>/weigh/", weigh_it, name="weigh-pairing"),
    path("academy/pairing/<uuid:uuid>/decide/", decide_it, name="decide-pairing"),
    path("academy/pairing/<uuid:uuid>/decisions/<uuid:decision>/take-back/", take_it_back, name="take-back-decision"),
]
