"""The code on the wall at the end of a meeting, and the page that any phone opens with it: 0 to 10, without a name."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.forms.meeting_score import MeetingScoreForm
from cms.presenters.score_trend import score_words
from cms.presenters.team import day_words
from coaching.models import MeetingScore, TeamSession
from coaching.queries.score import is_open, scores_of, session_with_code
from coaching.services.meeting_score import score_meeting, session_to_score
from workforce.services.refusal import Refused

from .coaching_door import TeamRequest, of_team
from .in_the_room import picture

LOG = "coaching.log_session"
MARK, MARK_DAYS = "meeting-mark", 400  # a number of the browser's own, which tells nothing of whoever holds it


@require_POST
@of_team(LOG)
def begin(request: TeamRequest) -> HttpResponse:
    """Today's session has a code, also before anything was logged of it."""
    session = session_to_score(team=request.team, on=request.today, by=request.user)
    return redirect("score-code", request.team.uuid, session.uuid)


@of_team(LOG)
def code(request: TeamRequest, session: UUID) -> HttpResponse:
    found = request.team.sessions.filter(uuid=session).first()
    if found is None:
        raise Http404
    address = request.build_absolute_uri(reverse("score-meeting", args=[found.score_key]))
    told = {
        "team": request.team,
        "day": day_words(found.date),
        "is_open": is_open(found, on=request.today),
        "code": picture(address),
        "address": address,
        "score": score_words(scores_of([found]).get(found.pk)),
    }
    return render(request, "screens/coach/score_code.html", told)


def score(request: HttpRequest, key: UUID) -> HttpResponse:
    """Open to everybody in the room: patients and guests have no account."""
    session, today = session_with_code(key), timezone.localdate()
    if session is None:
        raise Http404
    mark = _mark(request)
    form = MeetingScoreForm(request.POST if request.method == "POST" else None, initial=_told_before(session, mark))
    if form.is_bound and form.is_valid():
        try:
            score_meeting(session=session, marker=mark, on=today, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _marked(render(request, "screens/coach/scored.html", _words(session)), mark)
    told = {"form": form, "is_open": is_open(session, on=today), **_words(session)}
    return _marked(render(request, "screens/coach/score.html", told, status=422 if form.errors else 200), mark)


score.open_to = "whoever sees the code in the room"  # type: ignore[attr-defined]  # read by the list of who may open what


def _words(session: TeamSession) -> dict[str, object]:
    return {"team": session.team, "day": day_words(session.date)}


def _told_before(session: TeamSession, mark: UUID) -> dict[str, object]:
    found = MeetingScore.objects.filter(session=session, marker=mark).first()
    return {"score": found.score, "words": found.words} if found else {}


def _mark(request: HttpRequest) -> UUID:
    """What the browser was given before, if it is ours; else a new one."""
    try:
        return UUID(request.get_signed_cookie(MARK))
    except (KeyError, ValueError, signing.BadSignature):
        return uuid.uuid4()


def _marked(answer: HttpResponse, mark: UUID) -> HttpResponse:
    age, secure = MARK_DAYS * 24 * 3600, settings.SESSION_COOKIE_SECURE
    answer.set_signed_cookie(MARK, str(mark), max_age=age, httponly=True, samesite="Lax", secure=secure)
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [
    path("teams/<uuid:team>/score/", begin, name="score-begin"),
    path("teams/<uuid:team>/sessions/<uuid:session>/score/", code, name="score-code"),
    path("meeting/<uuid:key>/", score, name="score-meeting"),
]
