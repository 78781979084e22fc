"""Cohorts: what is on offer and what one runs; a cohort and who of it is stuck; it is opened, changed, taught."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.cohort import CohortForm, FacultyForm, as_it_is
from cms.presenters.cohort import cohort_view, gone_view, phase_words, places_words, states_of
from cms.presenters.coursework import RATING_HEADS, means_of
from cms.presenters.csv import as_csv
from cms.presenters.standing import standing_view
from coaching.calc.coach_state import CoachState
from coaching.enums import ON_THE_COURSE, EnrolmentState
from coaching.models import Academy, Cohort, CohortFaculty, Enrolment, ProgrammeVersion
from coaching.queries.application import agreements_waiting
from coaching.queries.coach import coach_lines
from coaching.queries.standing import counts_by_state
from coaching.queries.survey import ratings_of_cohort
from coaching.services.cohort import change_cohort, end_faculty, name_faculty, open_cohort
from improvement.queries.certification import standings_of
from workforce.services.decision import note
from workforce.services.refusal import Refused

from .asked import choice_in
from .coaching_door import ANYBODY, RUNS, CohortRequest, of_cohort
from .door import TrustRequest, of_trust

LEADS = "coaching.lead_academy"
HEADS = ("name", "stuck_because", "days", "deliverables", "teams", "coached", "certificate", "still_missing")


@of_trust(ANYBODY)
def cohorts(request: TrustRequest) -> HttpResponse:
    """One's own way first, then what takes applications, then what one runs."""
    today, person = request.today, request.user.person
    rows = Cohort.objects.filter(trust=request.trust).select_related("academy", "version__programme")
    run = list(rows.run_by(request.user, on=today).order_by("-since", "pk"))
    open_ones = list(rows.filter(opens_date__lte=today, closes_date__gte=today).order_by("closes_date", "pk"))
    counts = counts_by_state([*run, *open_ones])
    mine = Enrolment.objects.filter(person=person) if person else Enrolment.objects.none()
    own = list(mine.select_related("cohort").order_by("-applied_date"))
    told = {
        "own": [gone_view(one) for one in own],
        "to_agree": agreements_waiting(request.user, request.trust, on=today),
        "open": [cohort_view(one, counts, today) for one in open_ones],
        "not_theirs": {one.cohort_id for one in own} | _taught_by(request),
        "run": [cohort_view(one, counts, today) for one in run],
        "may_open": request.user.has_perm(LEADS, request.trust),
    }
    return render(request, "screens/coach/cohorts.html", told)


def _taught_by(request: TrustRequest) -> set[int]:
    """Nobody applies to a course that they teach."""
    taught = CohortFaculty.objects.on(request.today).filter(person=request.user.person_id or 0)
    return set(taught.values_list("cohort", flat=True))


@of_cohort(RUNS)
def cohort(request: CohortRequest) -> HttpResponse:
    found, today = request.cohort, request.today
    counts = counts_by_state([found]).get(found.pk, Counter())
    wanted = choice_in(request.GET, "state", set(EnrolmentState.values), words=_("Nobody of a cohort stands there."))
    told: dict[str, Any] = nav(request) | {
        "phase": phase_words(found, today),
        "places": places_words(found, counts),
        "states": states_of(counts),
        "wanted": wanted,
        "query": request.GET.urlencode(),
        "only_active": "active" in request.GET,
        "wanted_words": EnrolmentState(wanted).label if wanted else "",
    }
    if wanted and wanted not in ON_THE_COURSE:
        told["gone"] = _gone(request, wanted)
    else:
        told["lines"] = _lines(request, wanted)
        told["stuck"] = sum(bool(line["is_stuck"]) for line in told["lines"])
    return render(request, "screens/coach/cohort.html", told)


@of_cohort(RUNS)
def cohort_csv(request: CohortRequest) -> HttpResponse:
    """The same rows as the screen."""
    wanted = choice_in(request.GET, "state", set(EnrolmentState.values), words=_("Nobody of a cohort stands there."))
    if wanted and wanted not in ON_THE_COURSE:
        return _gone_csv(request, _gone(request, wanted))
    lines = _lines(request, wanted)
    with transaction.atomic():
        note(by=request.user, did="exported a cohort", to=request.cohort, rows=len(lines))
    rows = [
        [
            line["name"],
            " ".join(line["stuck"]),
            line["days"],
            line["accepted"],
            line["teams"],
            line["coached"],
            line["certified"],
            " ".join(line["missing"]),
        ]
        for line in lines
    ]
    return as_csv("cohort.csv", HEADS, rows)


def _gone(request: CohortRequest, wanted: str) -> list[dict[str, Any]]:
    """Who is not on the course, or no longer; asked for so, only those who had begun it."""
    rows = request.cohort.enrolments.filter(state=wanted).select_related("person")
    rows = rows.exclude(began_date=None) if "began" in request.GET else rows
    return [gone_view(row) for row in rows.order_by("person__family_name", "pk")]


def _gone_csv(request: CohortRequest, lines: list[dict[str, Any]]) -> HttpResponse:
    with transaction.atomic():
        note(by=request.user, did="exported a cohort", to=request.cohort, rows=len(lines))
    names = ("name", "state", "since", "began", "why")
    return as_csv("cohort.csv", names, [[line[name] for name in names] for line in lines])


def _lines(request: CohortRequest, wanted: str) -> list[dict[str, Any]]:
    """Whoever is stuck first; then by name."""
    standings = [one for one in standings_of(request.cohort, on=request.today) if wanted in ("", one.enrolment.state)]
    if "active" in request.GET:
        coaches = coach_lines(request.cohort.academy, on=request.today)
        active = {line.coach.person_id for line in coaches if line.state == CoachState.ACTIVE}
        standings = [one for one in standings if one.enrolment.person_id in active]
    lines = [standing_view(one, request.today) for one in standings]
    return sorted(lines, key=lambda line: (not line["is_stuck"], not line["is_ready"]))


def nav(request: CohortRequest) -> dict[str, Any]:
    """What every page of a cohort shows on top."""
    return {
        "cohort": request.cohort,
        "today": request.today,
        "may_choose": request.user.has_perm("coaching.choose_people", request.cohort),
        "may_certify": request.user.has_perm("coaching.certify", request.cohort),
        "may_lead": request.user.has_perm(LEADS, request.trust),
        "here": request.path,
    }


@of_cohort(RUNS)
def ratings(request: CohortRequest) -> HttpResponse:
    rated, told = ratings_of_cohort(request.cohort)
    people = request.cohort.enrolments.filter(state__in=ON_THE_COURSE).count()
    shown = {"rows": means_of(rated), "told": told, "heads": RATING_HEADS, "people": people}
    return render(request, "screens/coach/cohort_ratings.html", nav(request) | shown)


@of_cohort(RUNS)
def ratings_csv(request: CohortRequest) -> HttpResponse:
    """The same cells as the screen."""
    rated, told = ratings_of_cohort(request.cohort)
    rows: list[list[object]] = [[title, *cells] for title, cells in means_of(rated)]
    rows.append([_("Answers"), *told])
    return as_csv("self-ratings.csv", [_("What"), *map(str, RATING_HEADS)], rows)


@of_trust(LEADS)
def open_one(request: TrustRequest) -> HttpResponse:
    academies = Academy.objects.filter(trust=request.trust, closed_date=None).order_by("-kind", "name")
    if not academies:
        raise Http404(_("Your trust has no academy yet."))
    form = CohortForm(
        request.POST if request.method == "POST" else None,
        today=request.today,
        academies=list(academies),
        versions=list(_versions(request)),
        initial={"places": 24, "offer_days": 14},
    )
    if form.is_bound and form.is_valid():
        try:
            made = open_cohort(academy=form.academy(), version=form.version(), plan=form.plan(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The cohort is open. Its days stand in the calendar: place them."))
            return redirect("cohort-calendar", made.uuid)
    told = {"title": _("Open a cohort"), "form": form, "button": _("Open it"), "trail": [_home()]}
    return render(request, "screens/coach/form.html", told, status=422 if form.errors else 200)


def _versions(request: TrustRequest) -> QuerySet[ProgrammeVersion]:
    """Of each programme the newest first: what is published is kept to choose from."""
    found = ProgrammeVersion.objects.filter(trust=request.trust, state="PUBLISHED").select_related("programme")
    return found.order_by("programme__name", "-number")


@of_cohort(LEADS)
def change(request: CohortRequest) -> HttpResponse:
    found = request.cohort
    data = request.POST if request.method == "POST" else None
    form = CohortForm(data, today=request.today, initial=as_it_is(found))
    if form.is_bound and form.is_valid():
        try:
            change_cohort(cohort=found, plan=form.plan(), on=request.today, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The cohort is changed."))
            return redirect("cohort", found.uuid)
    told = {
        "title": _("Change the cohort"),
        "caption": str(found),
        "words": [_("It keeps %(version)s.") % {"version": found.version}],
        "form": form,
        "button": _("Change it"),
        "trail": [_home(), here(found)],
    }
    return render(request, "screens/coach/form.html", told, status=422 if form.errors else 200)


@of_cohort(LEADS)
def faculty(request: CohortRequest) -> HttpResponse:
    found = request.cohort
    form = FacultyForm(request.POST if request.method == "POST" else None, trust=request.trust, today=request.today)
    if form.is_bound and form.is_valid() and _named(request, form):
        return redirect("cohort-faculty", found.uuid)
    rows = found.faculty.filter(Q(until=None) | Q(until__gt=request.today)).select_related("person")
    told = nav(request) | {"form": form, "rows": rows.order_by("part", "person__family_name")}
    return render(request, "screens/coach/cohort_faculty.html", told, status=422 if form.errors else 200)


@transaction.atomic
def _named(request: CohortRequest, form: FacultyForm) -> bool:
    """All of them or none."""
    try:
        with transaction.atomic():
            for person in form.cleaned_data["people"]:
                part = form.cleaned_data["part"]
                name_faculty(cohort=request.cohort, person=person, part=part, on=request.today, by=request.user)
    except Refused as refused:
        form.add_error("people", str(refused))
        return False
    messages.success(request, _("Named. They see the cohort’s applications and work from today."))
    return True


@require_POST
@of_cohort(LEADS)
def faculty_ends(request: CohortRequest, row: int) -> HttpResponse:
    found = CohortFaculty.objects.filter(cohort=request.cohort, pk=row).first()
    if found is None:
        raise Http404
    end_faculty(faculty=found, on=request.today, by=request.user)
    messages.success(request, _("From today they no longer see the cohort."))
    return redirect("cohort-faculty", request.cohort.uuid)


def _home() -> dict[str, str]:
    return {"words": _("Coaching"), "href": reverse("cohorts")}


def here(found: Cohort) -> dict[str, str]:
    return {"words": str(found), "href": reverse("cohort", args=[found.uuid])}


urlpatterns = [
    path("cohorts/", cohorts, name="cohorts"),
    path("cohorts/open/", open_one, name="open-cohort"),
    path("cohorts/<uuid:cohort>/", cohort, name="cohort"),
    path("cohorts/<uuid:cohort>/roster.csv", cohort_csv, name="cohort-csv"),
    path("cohorts/<uuid:cohort>/ratings/", ratings, name="cohort-ratings"),
    path("cohorts/<uuid:cohort>/ratings.csv", ratings_csv, name="cohort-ratings-csv"),
    path("cohorts/<uuid:cohort>/change/", change, name="change-cohort"),
    path("cohorts/<uuid:cohort>/faculty/", faculty, name="cohort-faculty"),
    path("cohorts/<uuid:cohort>/faculty/<int:row>/end/", faculty_ends, name="end-faculty"),
]
