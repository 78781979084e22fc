"""You are asked to coach a team, or coaches are proposed for yours: accept or decline."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from cms.forms.pairing import AnswerForm
from cms.presenters.proposed import AskedView, asked_of_coach, asked_of_team
from coaching.enums import Answer
from coaching.models import ProposedSeat, ProposedTeam
from coaching.services.proposed import (
    CannotAnswer,
    accept_for_team,
    accept_seat,
    decline_for_team,
    decline_seat,
)

from .door import TrustRequest, of_trust

RULE = "coaching.view_asked"
ANSWER = "coaching.answer_proposed"
OF_SEAT = "proposed__team__pathway", "proposed__team__programme", "proposed__pairing", "coach__person", "trust"
OF_TEAM = "team__pathway", "team__programme", "pairing", "trust"


@of_trust(RULE)
def asked(request: TrustRequest) -> HttpResponse:
    """What is asked of oneself; what waits for an answer first."""
    seats = ProposedSeat.objects.all().asked_of(request.user).filter(trust=request.trust)
    teams = ProposedTeam.objects.all().asked_of(request.user, on=request.today).filter(trust=request.trust)
    views = [asked_of_coach(one, by=request.user, on=request.today) for one in seats.select_related(*OF_SEAT)]
    views += [asked_of_team(one, by=request.user, on=request.today) for one in teams.select_related(*OF_TEAM)]
    views.sort(key=lambda view: (view.answer != Answer.ASKED, str(view.team)))
    return render(request, "screens/coach/asked.html", {"views": views})


@of_trust(RULE)
def answer_seat(request: TrustRequest, uuid: UUID) -> HttpResponse:
    seat = get_object_or_404(ProposedSeat.objects.select_related(*OF_SEAT), trust=request.trust, uuid=uuid)
    _must_be_asked(request, seat)
    view = asked_of_coach(seat, by=request.user, on=request.today)
    return _answer(request, view, lambda form: _seat_answered(request, seat, form))


@of_trust(RULE)
def answer_for_team(request: TrustRequest, uuid: UUID) -> HttpResponse:
    row = get_object_or_404(ProposedTeam.objects.select_related(*OF_TEAM), trust=request.trust, uuid=uuid)
    _must_be_asked(request, row)
    view = asked_of_team(row, by=request.user, on=request.today)
    return _answer(request, view, lambda form: _team_answered(request, row, form))


def _must_be_asked(request: TrustRequest, thing: ProposedSeat | ProposedTeam) -> None:
    """Before it is published there is nothing to answer, and for anybody else it is not even there."""
    if thing.answer == Answer.NOT_ASKED or not request.user.has_perm(ANSWER, thing):
        raise Http404


def _seat_answered(request: TrustRequest, seat: ProposedSeat, form: AnswerForm) -> None:
    on, by = request.today, request.user
    if form.declines:
        decline_seat(seat=seat, reason=form.why["reason"], words=form.why["words"], on=on, by=by)
    else:
        accept_seat(seat=seat, on=on, by=by)


def _team_answered(request: TrustRequest, row: ProposedTeam, form: AnswerForm) -> None:
    on, by = request.today, request.user
    if form.declines:
        decline_for_team(proposed=row, reason=form.why["reason"], words=form.why["words"], on=on, by=by)
    else:
        accept_for_team(proposed=row, on=on, by=by)


def _answer(request: TrustRequest, view: AskedView, do: Callable[[AnswerForm], None]) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            do(form)
        except CannotAnswer as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Declined. Thank you for saying so.") if form.declines else _("Accepted."))
            return redirect("asked" if view.is_own else view.pairing_href)
    page = {"view": view, "form": form}
    return render(request, "screens/coach/asked_answer.html", page, status=422 if form.errors else 200)


urlpatterns = [
    path("asked/", asked, name="asked"),
    path("asked/seats/<uuid:uuid>/", answer_seat, name="answer-seat"),
    path("asked/teams/<uuid:uuid>/", answer_for_team, name="answer-for-team"),
]
