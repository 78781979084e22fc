"""Who comes to a session: for whoever runs it, and for managers of whoever comes. On paper and as CSV too."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.pages import module_of
from cms.presenters.csv import as_csv
from cms.presenters.planned_session import session_view
from cms.presenters.roster import CSV_HEADS, csv_line, roster_line
from curriculum.models import PlannedSession, TaughtSession
from curriculum.queries.booking import leaders_of, roster_seen
from curriculum.queries.planned_session import sessions_of_trust, sessions_run_by
from workforce.queries.whereabouts import whereabouts_of
from workforce.services.decision import note

from .asked import page_in
from .door import TrustRequest, of_trust
from .planned_sessions import found_session

RULE = "curriculum.read_rosters"
RUNS = "curriculum.run_session"
ON_A_PAGE = 20
SINCE = dt.timedelta(days=14)  # for so long after it whoever led a session finds it here, to say who came


@of_trust("curriculum.run_sessions")
def mine(request: TrustRequest) -> HttpResponse:
    person = request.user.person
    if person is None:
        return render(request, "screens/learner/unmatched.html")
    return _listed(request, sessions_run_by(person, request.user.pk, since=timezone.now() - SINCE), whole=False)


@of_trust("curriculum.run_all_sessions")
def whole_trust(request: TrustRequest) -> HttpResponse:
    """For leads: every session, whoever leads it."""
    return _listed(request, sessions_of_trust(request.trust, since=timezone.now() - SINCE), whole=True)


def _listed(request: TrustRequest, found: QuerySet[PlannedSession], *, whole: bool) -> HttpResponse:
    page = Paginator(found, ON_A_PAGE).get_page(page_in(request.GET))
    recorded = recorded_of(page.object_list)
    leaders = leaders_of(page.object_list) if whole else {}
    lines = [
        {"session": session_view(one), "recorded": one.uuid in recorded, "leaders": leaders.get(one.pk, [])}
        for one in page.object_list
    ]
    told = {
        "page": page,
        "lines": lines,
        "now": timezone.now(),
        "whole": whole,
        "may_see_all": request.user.has_perm("curriculum.run_all_sessions", request.trust),
        "may_schedule": request.user.has_perm("curriculum.schedule_sessions", request.trust),
        "may_keep_rooms": request.user.has_perm("curriculum.keep_rooms", request.trust),
    }
    return render(request, "screens/manage/sessions/mine.html", told)


def recorded_of(sessions: Any) -> set[UUID]:
    """Of which sessions it was confirmed who came."""
    return set(TaughtSession.objects.filter(uuid__in=[one.uuid for one in sessions]).values_list("uuid", flat=True))


@of_trust(RULE)
def roster(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found, now = found_session(request, uuid), timezone.now()
    lines = _lines(request, found)
    told = {
        "session": session_view(found),
        "leaders": leaders_of([found]).get(found.pk, []),
        "booked": [line for line in lines if line.is_booked],
        "waiting": [line for line in lines if not line.is_booked],
        "hidden": found.taken + found.waiting - len(lines),  # type: ignore[attr-defined]  # counted
        "may_run": request.user.has_perm(RUNS, found),
        "may_change": request.user.has_perm("curriculum.change_session", found),
        "has_begun": found.starts_at <= now,
        "plan": plan_of(request, found),
        "recorded": bool(recorded_of([found])),
        "may_read_record": request.user.has_perm("curriculum.record_sessions", request.trust),
    }
    return render(request, "screens/manage/sessions/roster.html", told)


def plan_of(request: TrustRequest, found: PlannedSession) -> str:
    """The facilitator's plan by the hours of this session; empty where there is none, or it is not the reader's."""
    code = found.activity.module_key
    module = module_of(request.trust.pk, code) if code else None
    if module is None or not module.session_plan or not request.user.has_perm("curriculum.read_plans", request.trust):
        return ""
    return f"{reverse('facilitators-plan', args=[code])}?starts={timezone.localtime(found.starts_at):%H:%M}"


@of_trust(RULE)
def roster_csv(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = found_session(request, uuid)
    lines = _lines(request, found)
    with transaction.atomic():
        note(by=request.user, did="exported a roster", to=found, rows=len(lines))
    day = timezone.localdate(found.starts_at)
    return as_csv(f"roster-{day.isoformat()}.csv", CSV_HEADS, [csv_line(line) for line in lines])


def _lines(request: TrustRequest, found: PlannedSession) -> list[Any]:
    learners = [one for one in roster_seen(request.user, found, on=request.today) if one.part == "LEARNER"]
    where = whereabouts_of(request.trust, [one.person_id for one in learners], on=request.today)
    return [roster_line(one, where.get(one.person_id)) for one in learners]


def session_to_run(request: TrustRequest, uuid: UUID) -> PlannedSession:
    found = found_session(request, uuid)
    if not request.user.has_perm(RUNS, found):
        raise PermissionDenied(
            _("Whoever leads or planned this session can do that, and the leads of the whole trust.")
        )
    return found


urlpatterns = [
    path("manage/sessions/mine/", mine, name="sessions-i-run"),
    path("manage/sessions/planned/", whole_trust, name="sessions-of-trust"),
    path("manage/sessions/planned/<uuid:uuid>/", roster, name="roster"),
    path("manage/sessions/planned/<uuid:uuid>/roster.csv", roster_csv, name="roster-csv"),
]
