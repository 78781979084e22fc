"""A date on which a team meets: its agenda prepared, moved, called off with a reason, held after all."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.team_session import AgendaForm, MoveForm, NotHeldForm, ReasonForm
from cms.presenters.team import day_words, meeting_words, usual_agenda
from coaching.calc.agenda import written
from coaching.enums import CalledOff, SessionState
from coaching.models import Team
from coaching.queries.session import Meeting, agenda_of, last_held, meetings, slot_on, unlogged
from coaching.services.session import CannotTell, bring_back, call_off, call_off_all, move_session, prepare_agenda

from .asking import ask, data_of
from .door import TrustRequest, of_trust
from .team_sessions import session_of, to_log
from .teams import RULE


@of_trust(RULE)
def cancel(request: TrustRequest, uuid: UUID, day: str) -> HttpResponse:
    team = to_log(request, uuid)
    meeting = _meeting(team, day)
    form = ReasonForm(request.POST if request.method == "POST" else None, choices=CalledOff.choices)
    if form.is_bound and form.is_valid():
        try:
            call_off(team=team, meeting=meeting, reason=form.cleaned_data["reason"], by=request.user)
        except CannotTell as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is called off. You can bring it back from the team’s page."))
            return redirect("team", uuid)
    told = {
        "title": _("It is not held") if meeting.date <= request.today else _("Call this session off"),
        "words": [f"{team}, {meeting_words(meeting)}"],
        "form": form,
        "button": _("It was not held") if meeting.date <= request.today else _("Call it off"),
        "back": reverse("team", args=[uuid]),
        "trail": [{"words": str(team), "href": reverse("team", args=[uuid])}],
    }
    return render(request, "screens/manage/confirm.html", told, status=422 if form.errors else 200)


@of_trust(RULE)
def not_held(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """Of all dates that nobody logged at once: none of these met, and why."""
    team = to_log(request, uuid)
    form = NotHeldForm(data_of(request), meetings=unlogged(team, on=request.today))
    if not form.meetings:
        messages.info(request, _("Every date is logged, or said not to be held."))
        return redirect("team", uuid)

    def keep() -> None:
        call_off_all(team=team, meetings=form.chosen, reason=form.cleaned_data["reason"], by=request.user)

    words = [_("Nobody has logged these dates. A date that you leave open can still be logged.")]
    done, back = _("Kept. The other dates stay open."), reverse("team", args=[uuid])
    title, button = _("Which dates were not held?"), _("These were not held")
    return ask(request, form, keep, about=team, back=back, title=title, words=words, button=button, done=done)


@of_trust(RULE)
def move(request: TrustRequest, uuid: UUID, day: str) -> HttpResponse:
    team = to_log(request, uuid)
    meeting = _meeting(team, day)
    initial = {"begins": meeting.begins, "minutes": meeting.minutes or 60, "mode": meeting.mode, "place": meeting.place}
    form = MoveForm(request.POST if request.method == "POST" else None, today=request.today, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            move_session(team=team, meeting=meeting, by=request.user, **form.cleaned_data)
        except CannotTell as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The session is moved. The other weeks stay as they are."))
            return redirect("team", uuid)
    told = {"team": team, "form": form, "words": meeting_words(meeting)}
    return render(request, "screens/coach/move.html", told, status=422 if form.errors else 200)


@of_trust(RULE)
def agenda(request: TrustRequest, uuid: UUID, day: str) -> HttpResponse:
    team = to_log(request, uuid)
    meeting = _meeting(team, day)
    before = agenda_of(meeting.told) or agenda_of(last_held(team)) or usual_agenda()
    form = AgendaForm(data_of(request), initial={"agenda": written(before)})

    def keep() -> None:
        prepare_agenda(team=team, meeting=meeting, by=request.user, **form.cleaned_data)

    words, done = [meeting_words(meeting)], _("The agenda stands on the team’s page.")
    back, title = reverse("team", args=[uuid]), _("Prepare the agenda")
    return ask(request, form, keep, about=team, back=back, title=title, words=words, done=done)


@of_trust(RULE)
def hold_after_all(request: TrustRequest, uuid: UUID, session: UUID) -> HttpResponse:
    team = to_log(request, uuid)
    found = session_of(team, session, state=SessionState.CALLED_OFF)
    if request.method == "POST":
        try:
            bring_back(session=found, by=request.user)
        except CannotTell as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("It is back."))
        return redirect("team", uuid)
    told = {
        "title": _("Hold it after all?"),
        "words": [f"{team}, {day_words(found.date)}"],
        "button": _("Hold it after all"),
        "back": reverse("team", args=[uuid]),
        "trail": [{"words": str(team), "href": reverse("team", args=[uuid])}],
    }
    return render(request, "screens/manage/confirm.html", told)


def _meeting(team: Team, day: str) -> Meeting:
    """What is or was to be held on the day."""
    try:
        date = dt.date.fromisoformat(day)
        found = meetings(team, since=date, until=date + dt.timedelta(days=1))
    except (ValueError, OverflowError) as no_day:
        raise Http404 from no_day
    for one in found:
        if one.state != SessionState.CALLED_OFF:
            return one
    slot = slot_on(team, date)
    if slot is None or found:
        raise Http404
    return slot


urlpatterns = [
    path("teams/<uuid:uuid>/sessions/<uuid:session>/bring-back/", hold_after_all, name="bring-back-session"),
    path("teams/<uuid:uuid>/dates/not-held/", not_held, name="dates-not-held"),
    path("teams/<uuid:uuid>/dates/<str:day>/agenda/", agenda, name="agenda-team-session"),
    path("teams/<uuid:uuid>/dates/<str:day>/call-off/", cancel, name="call-off-team-session"),
    path("teams/<uuid:uuid>/dates/<str:day>/move/", move, name="move-team-session"),
]
