"""The calendar of a cohort: its days are placed, its sets meet, and who came is told by list."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.cohort import DayForm, PeopleForm, SetForm, day_as_it_is
from cms.presenters.cohort import session_line, session_when
from coaching.models import CohortSession, LearningSet
from coaching.queries.standing import people_of_the_course
from coaching.services.course import add_day, drop_day, expected_at, keep_set, move_day, tell_who_came
from workforce.services.refusal import Refused

from .coaching_door import RUNS, CohortRequest, of_cohort
from .cohorts import here, nav


@of_cohort(RUNS)
def calendar(request: CohortRequest) -> HttpResponse:
    found = request.cohort
    rows = found.sessions.select_related("learning_set").annotate(n=Count("came")).order_by("date", "begins", "pk")
    people = people_of_the_course(found)
    sizes = {one.pk: sum(each.learning_set_id == one.pk for each in people) for one in found.learning_sets.all()}
    lines = [session_line(row, sizes.get(row.learning_set_id or 0, len(people)), row.n, request.today) for row in rows]
    sets = found.learning_sets.select_related("adviser").order_by("name")
    members = [
        {"one": one, "people": [each.person for each in people if each.learning_set_id == one.pk]} for one in sets
    ]
    told = nav(request) | {"lines": lines, "sets": members, "people": len(people)}
    return render(request, "screens/coach/cohort_calendar.html", told)


@of_cohort(RUNS)
def add(request: CohortRequest) -> HttpResponse:
    form = DayForm(
        request.POST if request.method == "POST" else None,
        today=request.today,
        sets=list(request.cohort.learning_sets.order_by("name")),
        initial={"minutes": 90},
    )
    if form.is_bound and form.is_valid():
        try:
            add_day(cohort=request.cohort, plan=form.plan(), learning_set=form.learning_set(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It stands in the calendar."))
            return redirect("cohort-calendar", request.cohort.uuid)
    told = {"title": _("Add a day or a meeting"), "form": form, "button": _("Add it"), "trail": _trail(request)}
    return render(request, "screens/coach/form.html", told, status=422 if form.errors else 200)


@of_cohort(RUNS)
def move(request: CohortRequest, session: UUID) -> HttpResponse:
    found = _found(request, session)
    data = request.POST if request.method == "POST" else None
    form = DayForm(data, today=request.today, initial=day_as_it_is(found))
    if form.is_bound and form.is_valid():
        try:
            move_day(session=found, plan=form.plan(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The calendar is changed."))
            return redirect("cohort-calendar", request.cohort.uuid)
    told = {
        "title": _("Place or move this day"),
        "caption": found.title,
        "form": form,
        "button": _("Save"),
        "trail": _trail(request),
    }
    return render(request, "screens/coach/form.html", told, status=422 if form.errors else 200)


@require_POST
@of_cohort(RUNS)
def drop(request: CohortRequest, session: UUID) -> HttpResponse:
    try:
        drop_day(session=_found(request, session), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It no longer stands in the calendar."))
    return redirect("cohort-calendar", request.cohort.uuid)


@of_cohort(RUNS)
def came(request: CohortRequest, session: UUID) -> HttpResponse:
    """Ticked at first is everybody; told once, those who came."""
    found = _found(request, session)
    expected = expected_at(found)
    told_before = set(found.came.values_list("enrolment", flat=True))
    ticked = [one for one in expected if one.pk in told_before] if found.told_at else expected
    data = request.POST if request.method == "POST" else None
    form = PeopleForm(data, people=expected, label=_("Who came?"), ticked=ticked)
    if form.is_bound and form.is_valid():
        try:
            tell_who_came(session=found, came=form.chosen(), on=request.today, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Who came is written down."))
            return redirect("cohort-calendar", request.cohort.uuid)
    first = _("Everybody is ticked at first. Untick who was not there.")
    words = [session_when(found), _("Ticked is who came, as it was written down.") if found.told_at else first]
    gives = found.day and found.day.activity_key
    told = {
        "title": _("Who came?"),
        "caption": found.title,
        "words": [*words, *([_("Whoever came is given what the day teaches, once.")] if gives else [])],
        "form": form,
        "button": _("Save"),
        "trail": _trail(request),
        "nobody": not expected,
    }
    return render(request, "screens/coach/form.html", told, status=422 if form.errors else 200)


@of_cohort(RUNS)
def learning_set(request: CohortRequest, one: UUID | None = None) -> HttpResponse:
    kept = LearningSet.objects.filter(cohort=request.cohort, uuid=one).first() if one else None
    if one and kept is None:
        raise Http404
    people = people_of_the_course(request.cohort)
    form = SetForm(
        request.POST if request.method == "POST" else None,
        trust=request.trust,
        today=request.today,
        kept=kept,
        people=people,
        label=_("Who is in it?"),
        ticked=[each for each in people if kept and each.learning_set_id == kept.pk],
    )
    if form.is_bound and form.is_valid():
        said = {"name": form.cleaned_data["name"], "adviser": form.adviser(), "members": form.chosen()}
        try:
            keep_set(cohort=request.cohort, learning_set=kept, by=request.user, **said)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The set is kept. Its meetings are added to the calendar."))
            return redirect("cohort-calendar", request.cohort.uuid)
    told = {
        "title": _("Action-learning set"),
        "words": [_("Four to seven people who meet to think about one another’s work. Nobody is in two.")],
        "form": form,
        "button": _("Save"),
        "trail": _trail(request),
    }
    return render(request, "screens/coach/form.html", told, status=422 if form.errors else 200)


def _found(request: CohortRequest, session: UUID) -> CohortSession:
    found = request.cohort.sessions.filter(uuid=session).select_related("day", "learning_set").first()
    if found is None:
        raise Http404
    return found


def _trail(request: CohortRequest) -> list[dict[str, str]]:
    calendar = {"words": _("Calendar"), "href": reverse("cohort-calendar", args=[request.cohort.uuid])}
    return [here(request.cohort), calendar]


urlpatterns = [
    path("cohorts/<uuid:cohort>/calendar/", calendar, name="cohort-calendar"),
    path("cohorts/<uuid:cohort>/calendar/add/", add, name="add-cohort-day"),
    path("cohorts/<uuid:cohort>/calendar/<uuid:session>/", move, name="move-cohort-day"),
    path("cohorts/<uuid:cohort>/calendar/<uuid:session>/drop/", drop, name="drop-cohort-day"),
    path("cohorts/<uuid:cohort>/calendar/<uuid:session>/came/", came, name="cohort-day-came"),
    path("cohorts/<uuid:cohort>/sets/", learning_set, name="new-learning-set"),
    path("cohorts/<uuid:cohort>/sets/<uuid:one>/", learning_set, name="learning-set"),
]
