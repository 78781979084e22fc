"""A session is told of in under a minute; its log is read, changed, and a date called off or moved."""

from __future__ import annotations

import datetime as dt
import uuid as uuids
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from cms.forms.session_pdsas import SessionPdsasForm
from cms.forms.team_session import SessionLogForm
from cms.presenters.pdsa import cycle_lines
from cms.presenters.score_trend import score_words
from cms.presenters.team import came_words, day_words, hours_words
from coaching.calc.agenda import minutes_in_all, written
from coaching.enums import SessionState, TeamPart
from coaching.models import SessionReflection, Team, TeamSession
from coaching.queries.score import is_open, scores_of
from coaching.queries.session import (
    agenda_of,
    last_held,
    members_of,
    open_actions,
    people_of,
    reflection_of,
    to_be_told,
    who_came,
)
from coaching.services.barrier import raise_barrier
from coaching.services.reflection import keep_reflection
from coaching.services.session import (
    CannotTell,
    ToldAlready,
    change_session,
    tell_session,
)
from improvement.queries.pdsa import talked_through, under_way
from improvement.services.measure_point import CannotKeepPoint
from improvement.services.pdsa import CannotKeepPdsa
from improvement.services.pdsa_review import review_pdsa
from workforce.models import Person

from .asked import uuid_in
from .door import TrustRequest, of_trust
from .session_point import SessionPoint, session_point
from .teams import RULE, found_team

LOG = "coaching.log_session"


@of_trust(RULE)
def tell(request: TrustRequest, uuid: UUID) -> HttpResponse:
    team = to_log(request, uuid)
    people = people_of(team, on=request.today)
    form = SessionLogForm(
        request.POST if request.method == "POST" else None,
        people=people,
        actions=open_actions(team),
        today=request.today,
        initial=_beginning(request, team, people),
    )
    token = request.POST.get("token") or str(uuids.uuid4())
    other, point, pdsas = None, session_point(team), _pdsas(request, team)
    is_sound = form.is_bound and form.is_valid() & pdsas.is_valid()
    if is_sound and point.read(request, form.cleaned_data["date"]):
        try:
            told = _told(request, team, form, token, point, pdsas)
        except ToldAlready as already:
            other = already.other
            form.add_error(None, str(already))
        except CannotKeepPoint as refused:
            point.wrong = str(refused)
        except CannotKeepPdsa as refused:
            pdsas.add_error(None, str(refused))
        except CannotTell as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved. Thank you."))
            return redirect("team-session", uuid, told.uuid)
    shown = {"team": team, "form": form, "pdsas": pdsas, "token": token, "other": other, **point.shown(request)}
    shown["logged_today"] = None if form.is_bound else _logged_today(request, team)
    wrong = form.errors or pdsas.errors or point.wrong
    return render(request, "screens/coach/log.html", shown, status=422 if wrong else 200)


def _logged_today(request: TrustRequest, team: Team) -> TeamSession | None:
    return team.sessions.filter(date=request.today, state=SessionState.HELD).first()


def _pdsas(request: TrustRequest, team: Team) -> SessionPdsasForm:
    return SessionPdsasForm(request.POST if request.method == "POST" else None, pdsas=under_way(team))


def _beginning(request: TrustRequest, team: Team, people: Iterable[Person]) -> dict[str, Any]:
    """The date that waits, or today unless it is logged; who came last time, at first everybody but sponsors."""
    meeting, last = to_be_told(team, on=request.today), last_held(team)
    day = meeting.date if meeting else None if last and last.date == request.today else request.today
    came = last.people.values_list("person__uuid", flat=True) if last else _but_sponsors(team, people, request.today)
    return {
        "date": f"{day:%-d %B %Y}" if day else "",
        "came": [str(one) for one in came],
        "mode": meeting.mode if meeting else "ROOM",
        "minutes": meeting.minutes if meeting else None,
        "agenda": written(agenda_of(meeting.told) if meeting else []),
    }


def _but_sponsors(team: Team, people: Iterable[Person], on: dt.date) -> list[UUID]:
    sponsors = {one.person_id for one in members_of(team, on=on) if one.part == TeamPart.SPONSOR}
    return [one.uuid for one in people if one.pk not in sponsors]


@transaction.atomic
def _told(
    request: TrustRequest,
    team: Team,
    form: SessionLogForm,
    token: str,
    point: SessionPoint,
    pdsas: SessionPdsasForm,
) -> TeamSession:
    """The log, the point on the chart and the tests of change: all or nothing."""
    key = uuid_in(token, words=_("This form is not whole. Begin it again."))
    point.keep(on=request.today, by=request.user)
    told = tell_session(session=key, team=team, log=form.log(), on=request.today, by=request.user)
    _tell_barrier(request, told, form)
    _reflect(request, told, form)
    _review(request, told, pdsas)
    return told


def _review(request: TrustRequest, session: TeamSession, pdsas: SessionPdsasForm) -> None:
    for pdsa, said in pdsas.reviewed():
        review_pdsa(pdsa=pdsa, said=said, session=session, on=request.today, by=request.user)


def _tell_barrier(request: TrustRequest, session: TeamSession, form: SessionLogForm) -> None:
    if barrier := form.barrier():
        raise_barrier(team=session.team, told=barrier, session=session, on=session.date, by=request.user)


def _reflect(request: TrustRequest, session: TeamSession, form: SessionLogForm) -> None:
    if request.user.person and request.user.has_perm("coaching.reflect", session.team):
        keep_reflection(session=session, writer=request.user.person, words=form.cleaned_data["reflection"])


@of_trust(RULE)
def read(request: TrustRequest, uuid: UUID, session: UUID) -> HttpResponse:
    team = found_team(request, uuid)
    found = session_of(team, session)
    told = {
        "team": team,
        "session": found,
        "day": day_words(found.date),
        "hours": hours_words(found),
        "came": came_words(who_came([found])[found.pk]),
        "agenda": agenda_of(found),
        "agenda_minutes": minutes_in_all(agenda_of(found)),
        "people": found.people.select_related("person").order_by("-is_coach", "person__family_name"),
        "actions": found.actions.select_related("owner"),
        "barriers": found.barriers.all(),
        "pdsas": cycle_lines(talked_through(found)),
        "may_keep_pdsas": request.user.has_perm("improvement.keep_pdsas", team),
        "reflections": _reflections(request, found),
        "score": score_words(scores_of([found]).get(found.pk)),
        "score_words": [one.words for one in found.scores.exclude(words="").order_by("pk")],
        "takes_scores": is_open(found, on=request.today),
        "may_log": request.user.has_perm(LOG, team),
    }
    return render(request, "screens/coach/session.html", told)


def _reflections(request: TrustRequest, session: TeamSession) -> list[SessionReflection]:
    """One's own, and those of coaches whom one supervises today."""
    if request.user.person is None:
        return []
    return list(SessionReflection.objects.all().of(request.user.person, on=request.today).filter(session=session))


@of_trust(RULE)
def change(request: TrustRequest, uuid: UUID, session: UUID) -> HttpResponse:
    team = to_log(request, uuid)
    found = session_of(team, session, state=SessionState.HELD)
    came = {one.person: _("Came") for one in found.people.select_related("person")}
    form = SessionLogForm(
        request.POST if request.method == "POST" else None,
        people=came | people_of(team, on=found.date),
        actions=open_actions(team),
        today=request.today,
        initial=_as_told(request, found),
    )
    form.fields["came"].help_text = ""  # it says who came, not who might have
    if form.is_bound and form.is_valid():
        try:
            changed = change_session(session=found, log=form.log(), on=request.today, by=request.user)
        except CannotTell as refused:
            form.add_error(None, str(refused))
        else:
            _tell_barrier(request, changed, form)
            _reflect(request, changed, form)
            messages.success(request, _("The log is changed."))
            return redirect("team-session", uuid, session)
    told = {"team": team, "form": form, "session": found, "day": day_words(found.date)}
    return render(request, "screens/coach/log.html", told, status=422 if form.errors else 200)


def _as_told(request: TrustRequest, session: TeamSession) -> dict[str, Any]:
    own = reflection_of(session, request.user)
    people = list(session.people.select_related("person"))
    told: dict[str, Any] = {
        "date": f"{session.date:%-d %B %Y}",
        "came": [str(one.person.uuid) for one in people],
        "next_step": session.next_step,
        "story": session.story,
        "agenda": written(agenda_of(session)),
        "minutes": session.minutes,
        "mode": session.mode,
        "reflection": own.words if own else "",
    }
    told |= {f"guests-{one.kind}": one.number for one in session.guests.all()}
    return told | {f"role-{role}": str(one.person.uuid) for one in people for role in one.roles}


def to_log(request: TrustRequest, uuid: UUID) -> Team:
    team = found_team(request, uuid)
    if not request.user.has_perm(LOG, team):
        raise PermissionDenied(_("The coaches of a team log its sessions, and the leads of the academy."))
    return team


def session_of(team: Team, session: UUID, **which: str) -> TeamSession:
    found = team.sessions.filter(uuid=session, **which).select_related("team", "stage").first()
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("teams/<uuid:uuid>/sessions/tell/", tell, name="tell-session"),
    path("teams/<uuid:uuid>/sessions/<uuid:session>/", read, name="team-session"),
    path("teams/<uuid:uuid>/sessions/<uuid:session>/change/", change, name="change-team-session"),
]
