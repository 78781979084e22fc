"""Points of a measure, and what is written on its chart: one typed, many pasted and looked at, one corrected."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.point import ChartNoteForm, PasteForm, PointForm
from cms.presenters.points import PlanView, kept_words
from cms.presenters.run_chart_words import day_words
from improvement.imports.measure import apply, plan
from improvement.models import Measure, MeasureNote, MeasurePoint
from improvement.services.measure_note import add_note, take_note_away
from improvement.services.measure_point import add_point, correct_point, take_point_away
from workforce.services.refusal import Refused

from .coaching_door import TeamRequest, of_team
from .measures import KEEP, address, measure_of, trail_of


@of_team(KEEP)
def add(request: TeamRequest, uuid: UUID) -> HttpResponse:
    """One, of today or of another day."""
    found = measure_of(request, uuid)
    form = PointForm(request.POST if request.method == "POST" else None, measure=found, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            kept = add_point(measure=found, point=form.point(), on=request.today, by=request.user)
            messages.success(request, _("Kept for %(day)s.") % {"day": day_words(kept.date)})
            return redirect("measure", request.team.uuid, uuid)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _point_form(request, found, form, _("Add a point"))


@of_team(KEEP)
def correct(request: TeamRequest, uuid: UUID, day: str) -> HttpResponse:
    found, point = _point_of(request, uuid, day)
    data = request.POST if request.method == "POST" else None
    form = PointForm(data, measure=found, today=request.today, point=point)
    if form.is_bound and form.is_valid():
        try:
            correct_point(point=point, told=form.point(), on=request.today, by=request.user)
            messages.success(request, _("Corrected. What it said before is kept below."))
            return redirect("measure", request.team.uuid, uuid)
        except Refused as refused:
            form.add_error(None, str(refused))
    title = _("Correct the point of %(day)s") % {"day": day_words(point.date)}
    return _point_form(request, found, form, title, point)


@of_team(KEEP)
def take_away(request: TeamRequest, uuid: UUID, day: str) -> HttpResponse:
    found, point = _point_of(request, uuid, day)
    words = [_("It goes from the chart. What it said is kept in the list of corrections.")]
    if request.method == "POST":
        try:
            take_point_away(point=point, by=request.user)
            messages.success(request, _("Taken away."))
            return redirect("measure", request.team.uuid, uuid)
        except Refused as refused:
            words = [str(refused)]
    told = {
        "title": _("Take the point of %(day)s away?") % {"day": day_words(point.date)},
        "words": words,
        "button": _("Take it away"),
        "back": address("measure", request, found),
        "trail": trail_of(request, found),
    }
    return render(request, "screens/manage/confirm.html", told, status=422 if request.method == "POST" else 200)


@of_team(KEEP)
def paste(request: TeamRequest, uuid: UUID) -> HttpResponse:
    """Three steps of one form that carries all that was said: asked, looked at, kept."""
    found = measure_of(request, uuid)
    posted = request.method == "POST"
    form = PasteForm(request.POST if posted else None, request.FILES if posted else None, measure=found)
    step = request.POST.get("do", "")
    if not form.is_bound or step == "change" or not form.is_valid():
        return _paste_asked(request, found, form)
    text = form.cleaned_data["text"]
    told = plan(found, text, on=request.today)
    is_seen = step == "keep" and request.POST.get("mark") == told.mark
    if not is_seen or not told.to_keep:
        return _paste_looked_at(request, found, PlanView(found, told, text), has_changed=step == "keep")
    try:
        kept = apply(found, told, on=request.today, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _paste_asked(request, found, form)
    messages.success(request, kept_words(kept))
    return redirect("measure", request.team.uuid, uuid)


def _paste_asked(request: TeamRequest, found: Measure, form: PasteForm) -> HttpResponse:
    if request.POST.get("do") == "change":
        form.full_clean()
        form.errors.clear()
    told = {"form": form, "measure": found, "team": request.team, "trail": trail_of(request, found)}
    return render(request, "screens/coach/points_paste.html", told, status=422 if form.errors else 200)


def _paste_looked_at(request: TeamRequest, found: Measure, view: PlanView, *, has_changed: bool) -> HttpResponse:
    """`has_changed`: somebody else told points meanwhile, so that it is looked at once more."""
    told = {"plan": view, "measure": found, "team": request.team, "trail": trail_of(request, found)}
    told["has_changed"] = has_changed
    return render(request, "screens/coach/points_preview.html", told, status=422 if has_changed else 200)


@of_team(KEEP)
def write(request: TeamRequest, uuid: UUID) -> HttpResponse:
    """What happened on a day."""
    found = measure_of(request, uuid)
    form = ChartNoteForm(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            add_note(measure=found, date=said["day"], words=said["words"], on=request.today, by=request.user)
            messages.success(request, _("Written on the chart."))
            return redirect("measure", request.team.uuid, uuid)
        except Refused as refused:
            form.add_error(None, str(refused))
    told = {"form": form, "title": _("Write on the chart"), "measure": found, "team": request.team}
    told |= {"button": _("Write it on the chart"), "trail": trail_of(request, found)}
    return render(request, "screens/coach/point.html", told, status=422 if form.errors else 200)


@require_POST
@of_team(KEEP)
def wipe(request: TeamRequest, uuid: UUID, note: UUID) -> HttpResponse:
    found = measure_of(request, uuid)
    take_note_away(note_of_chart=get_object_or_404(MeasureNote, measure=found, uuid=note), by=request.user)
    messages.success(request, _("Taken from the chart."))
    return redirect("measure", request.team.uuid, uuid)


def _point_form(
    request: TeamRequest, found: Measure, form: PointForm, title: str, point: MeasurePoint | None = None
) -> HttpResponse:
    told = {"form": form, "title": title, "measure": found, "team": request.team, "point": point}
    told |= {"button": _("Keep it"), "trail": trail_of(request, found)}
    return render(request, "screens/coach/point.html", told, status=422 if form.errors else 200)


def _point_of(request: TeamRequest, uuid: UUID, day: str) -> tuple[Measure, MeasurePoint]:
    found = measure_of(request, uuid)
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    return found, get_object_or_404(MeasurePoint.objects.select_related("measure"), measure=found, date=date)


HERE = "teams/<uuid:team>/measures/<uuid:uuid>"
urlpatterns = [
    path(f"{HERE}/points/add/", add, name="measure-point-add"),
    path(f"{HERE}/points/paste/", paste, name="measure-points-paste"),
    path(f"{HERE}/points/<str:day>/", correct, name="measure-point"),
    path(f"{HERE}/points/<str:day>/take-away/", take_away, name="measure-point-take-away"),
    path(f"{HERE}/notes/add/", write, name="measure-note-add"),
    path(f"{HERE}/notes/<uuid:note>/take-away/", wipe, name="measure-note-take-away"),
]
