"""A team's measures: all of them, one with its run chart, and what a measure is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.measure import MeasureForm
from cms.forms.point import ChartNoteForm, PointForm
from cms.presenters.csv import as_csv
from cms.presenters.points import correction_words
from cms.presenters.run_chart import csv_heads, csv_rows, run_chart
from improvement.models import Measure
from improvement.queries.measure import measures_of, with_chart
from improvement.queries.measure_point import corrections_of
from improvement.queries.team_people import people_of
from improvement.services.measure import change_measure, close_measure, define_measure, open_measure_again
from workforce.services.refusal import Refused

from .coaching_door import TeamRequest, of_team

VIEW, KEEP = "improvement.view_measures", "improvement.keep_measures"


@of_team(VIEW)
def measures(request: TeamRequest) -> HttpResponse:
    charts = [run_chart(one, one.points.all(), one.notes.all()) for one in measures_of(request.team)]
    told = {
        "team": request.team,
        "in_use": [chart for chart in charts if chart.measure.closed_date is None],
        "closed": [chart for chart in charts if chart.measure.closed_date is not None],
        "may_keep": request.user.has_perm(KEEP, request.team),
    }
    return render(request, "screens/coach/measures.html", told)


@of_team(VIEW)
def measure(request: TeamRequest, uuid: UUID) -> HttpResponse:
    found = measure_of(request, uuid)
    may_keep = request.user.has_perm(KEEP, found)
    told = {
        "team": request.team,
        "chart": run_chart(found, found.points.all(), found.notes.all()),
        "may_keep": may_keep,
        "is_open": found.closed_date is None,
        "point_form": PointForm(measure=found, today=request.today),
        "note_form": ChartNoteForm(today=request.today),
        "corrections": [correction_words(one, found) for one in corrections_of(found)],
        "trail": trail_of(request),
    }
    return render(request, "screens/coach/measure.html", told)


@of_team(VIEW)
def points_csv(request: TeamRequest, uuid: UUID) -> HttpResponse:
    """What the page's table has, in its order."""
    found = measure_of(request, uuid)
    chart = run_chart(found, found.points.all())
    return as_csv(f"measure-{request.today.isoformat()}.csv", csv_heads(chart), csv_rows(chart))


@of_team(KEEP)
def add(request: TeamRequest) -> HttpResponse:
    return _edit(request, None)


@of_team(KEEP)
def change(request: TeamRequest, uuid: UUID) -> HttpResponse:
    return _edit(request, measure_of(request, uuid))


@of_team(KEEP)
def close(request: TeamRequest, uuid: UUID) -> HttpResponse:
    """And opened again from the same place."""
    found = measure_of(request, uuid)
    if request.method == "POST":
        if found.closed_date is None:
            close_measure(measure=found, on=request.today, by=request.user)
            messages.success(request, _("The measure is closed. Its points stay."))
        else:
            open_measure_again(measure=found, by=request.user)
            messages.success(request, _("The measure is open again."))
        return redirect("measure", request.team.uuid, uuid)
    told = _open_again_words(found) if found.closed_date else _close_words(found)
    told |= {"back": address("measure", request, found), "trail": trail_of(request, found)}
    return render(request, "screens/manage/confirm.html", told)


def _close_words(measure: Measure) -> dict[str, object]:
    return {
        "title": _("Close “%(name)s”?") % {"name": measure.name},
        "words": [_("Nothing is added to it any more. Its points and its chart stay, and it can be opened again.")],
        "button": _("Close it"),
    }


def _open_again_words(measure: Measure) -> dict[str, object]:
    return {
        "title": _("Open “%(name)s” again?") % {"name": measure.name},
        "words": [_("Points can be added to it again.")],
        "button": _("Open it again"),
    }


def _edit(request: TeamRequest, found: Measure | None) -> HttpResponse:
    people = people_of(request.team, on=request.today, also=found.owner_id if found else None)
    form = MeasureForm(request.POST if request.method == "POST" else None, people=people, measure=found)
    if form.is_bound and form.is_valid() and (kept := _kept(request, form, found)):
        messages.success(request, _("Kept."))
        return redirect("measure", request.team.uuid, kept.uuid)
    told = {"form": form, "measure": found, "team": request.team, "trail": trail_of(request, found)}
    return render(request, "screens/coach/measure_edit.html", told, status=422 if form.errors else 200)


def _kept(request: TeamRequest, form: MeasureForm, found: Measure | None) -> Measure | None:
    try:
        if found:
            return change_measure(measure=found, told=form.told(), by=request.user)
        token = form.cleaned_data["token"]
        return define_measure(uuid=token, team=request.team, told=form.told(), by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def measure_of(request: TeamRequest, uuid: UUID) -> Measure:
    return get_object_or_404(with_chart(Measure.objects.filter(team=request.team)), uuid=uuid)


def address(name: str, request: TeamRequest, measure: Measure) -> str:
    return reverse(name, args=[request.team.uuid, measure.uuid])


def trail_of(request: TeamRequest, measure: Measure | None = None) -> list[dict[str, str]]:
    words = _("Measures of %(team)s") % {"team": request.team}
    steps = [{"words": words, "href": reverse("measures", args=[request.team.uuid])}]
    return [*steps, {"words": measure.name, "href": address("measure", request, measure)}] if measure else steps


urlpatterns = [
    path("teams/<uuid:team>/measures/", measures, name="measures"),
    path("teams/<uuid:team>/measures/add/", add, name="measure-add"),
    path("teams/<uuid:team>/measures/<uuid:uuid>/", measure, name="measure"),
    path("teams/<uuid:team>/measures/<uuid:uuid>/points.csv", points_csv, name="measure-csv"),
    path("teams/<uuid:team>/measures/<uuid:uuid>/change/", change, name="measure-change"),
    path("teams/<uuid:team>/measures/<uuid:uuid>/close/", close, name="measure-close"),
]
