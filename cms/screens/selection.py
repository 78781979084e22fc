"""Who is chosen for a cohort: applications read and scored, and people decided on together, looked at before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cms.forms.application import ScoreForm
from cms.forms.cohort import PeopleForm
from cms.presenters.cohort import TAGS, points_words, scored_view, with_words
from cms.presenters.csv import as_csv
from coaching.enums import NEXT_ENROLMENT_STATES, TO_BE_CHOSEN, Agreement, EnrolmentState
from coaching.models import Application, Criterion
from coaching.queries.selection import Scored, free_places, own_scores, scored, waiting_line
from coaching.services.agreement import ask_managers_again
from coaching.services.selection import BECOMES, Choice, Points, choose, score
from workforce.models import Person
from workforce.queries.manager import managers_of
from workforce.services.decision import note
from workforce.services.refusal import Refused

from .coaching_door import RUNS, CohortRequest, EnrolmentRequest, of_cohort, of_enrolment
from .cohorts import here, nav

SCORES = "coaching.score_application"
HEADS = ("name", "state", "manager", "points", "hours_a_week", "with", "applied", "place_in_line")
BUTTONS = {
    Choice.SHORTLIST: _lazy("Put on the shortlist"),
    Choice.OFFER: _lazy("Offer a place"),
    Choice.WAIT: _lazy("Put on the waiting list"),
    Choice.DO_NOT_TAKE: _lazy("Do not take this time"),
}
NEEDS_AGREEMENT = (Choice.OFFER, Choice.WAIT)
SHOWN = (*TO_BE_CHOSEN, EnrolmentState.OFFERED, EnrolmentState.NOT_TAKEN)


@of_cohort(RUNS)
def selection(request: CohortRequest) -> HttpResponse:
    """Two steps of one form: chosen and looked at, then decided."""
    lines = _lines(request)
    data = request.POST if request.method == "POST" else None
    form = PeopleForm(data, people=[line["row"] for line in lines], label=_("Who is meant?"))
    choice = _choice(request)
    is_chosen = form.is_bound and form.is_valid() and form.chosen()
    if choice is None or not is_chosen or request.POST.get("do") == "change":
        return _asked(request, lines, form)
    if not request.user.has_perm("coaching.choose_people", request.cohort):
        raise PermissionDenied(_("The leads of the academy decide who is taken."))
    if request.POST.get("do") == "decide" and _decided(request, form, choice):
        return redirect("selection", request.cohort.uuid)
    return _looked_at(request, lines, form, choice)


def _choice(request: CohortRequest) -> Choice | None:
    text = request.POST.get("choice", "")
    return Choice(text) if text in list(Choice) else None


def _asked(request: CohortRequest, lines: list[dict[str, Any]], form: PeopleForm) -> HttpResponse:
    chosen = set(request.POST.getlist("people"))
    for line in lines:
        line["chosen"] = str(line["row"].uuid) in chosen
    told = nav(request) | {
        "lines": lines,
        "nobody": form.is_bound and not chosen,
        "free": len(free_places(request.cohort)),
        "buttons": [(choice.value, words) for choice, words in BUTTONS.items()],
    }
    return render(request, "screens/coach/selection.html", told)


def _looked_at(request: CohortRequest, lines: list[dict[str, Any]], form: PeopleForm, choice: Choice) -> HttpResponse:
    """Who is decided on, who cannot be and why; and how many places that leaves."""
    rows = [line for line in lines if line["row"] in form.chosen()]
    cannot = [line for line in rows if BECOMES[choice] not in NEXT_ENROLMENT_STATES[EnrolmentState(line["row"].state)]]
    free = len(free_places(request.cohort))
    told = {
        "cohort": request.cohort,
        "apart": _apart(lines, form),
        "form": form,
        "rows": rows,
        "cannot": cannot,
        "not_agreed": [line for line in rows if choice in NEEDS_AGREEMENT and not line["has_agreed"]],
        "choice": choice.value,
        "title": BUTTONS[choice],
        "left": free - len(rows) if choice == Choice.OFFER else None,
        "trail": [here(request.cohort)],
        "tells": choice != Choice.SHORTLIST,
    }
    return render(request, "screens/coach/selection_preview.html", told, status=422 if form.errors else 200)


def _apart(lines: list[dict[str, Any]], form: PeopleForm) -> list[tuple[str, str]]:
    """Who applies together with somebody who stands in the list and is not chosen with them."""
    there, chosen = {line["row"].person_id: line for line in lines}, {one.person_id for one in form.chosen()}
    found = []
    for line in lines:
        application = line["line"].application
        partner = application.partner_id if application else None
        if line["row"].person_id in chosen and partner in there and partner not in chosen:
            found.append((line["name"], there[partner]["name"]))
    return found


def _decided(request: CohortRequest, form: PeopleForm, choice: Choice) -> bool:
    try:
        rows = choose(cohort=request.cohort, enrolments=form.chosen(), choice=choice, on=request.today, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    n = len(rows)
    messages.success(request, ngettext("Done for %(n)s person.", "Done for %(n)s people.", n) % {"n": n})
    return True


@of_cohort(RUNS)
def selection_csv(request: CohortRequest) -> HttpResponse:
    """The same rows as the screen."""
    lines = _lines(request)
    with transaction.atomic():
        note(by=request.user, did="exported applications", to=request.cohort, rows=len(lines))
    names = ("name", "state", "agreement", "points", "hours", "with", "applied", "place")
    rows = [["" if line[name] is None else line[name] for name in names] for line in lines]
    return as_csv("applications.csv", HEADS, rows)


def _lines(request: CohortRequest) -> list[dict[str, Any]]:
    """Of those who wait, with their place in the line."""
    line = {one.pk: number for number, one in enumerate(waiting_line(request.cohort), start=1)}
    return [scored_view(one, line.get(one.enrolment.pk)) for one in scored(request.cohort, SHOWN)]


@of_enrolment(SCORES)
def application(request: EnrolmentRequest) -> HttpResponse:
    """What they say, what others gave once one has scored oneself, and one's own points."""
    found = request.enrolment
    criteria = list(Criterion.objects.filter(version=request.cohort.version_id).order_by("position"))
    scores = own_scores(found)
    mine = {one.criterion_id: Points(one.points, one.reason) for one in scores if one.scorer == request.user.person}
    data = request.POST if request.method == "POST" else None
    form = ScoreForm(data, criteria=criteria, before=mine)
    if form.is_bound and form.is_valid():
        try:
            score(enrolment=found, given=form.given(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your points are kept."))
            return redirect("application", found.uuid)
    line = _line_of(request)
    told = {
        "row": found,
        "cohort": request.cohort,
        "one": line.application,
        "asked": _asked_to_agree(request, line.application),
        "tag": TAGS[EnrolmentState(found.state)],
        "points": points_words(line) if mine or found.state not in TO_BE_CHOSEN else "",
        "with": with_words(line),
        "scores": [one for one in scores if one.scorer != request.user.person] if mine else [],
        "hidden": not mine and bool(scores),
        "form": form if criteria and found.state in TO_BE_CHOSEN else None,
    }
    return render(request, "screens/coach/application.html", told, status=422 if form.errors else 200)


def _asked_to_agree(request: EnrolmentRequest, application: Application | None) -> list[Person]:
    waits = application is not None and application.agreement == Agreement.WAITING
    return managers_of(request.enrolment.person, on=request.today) if waits else []


@require_POST
@of_enrolment(SCORES)
def ask_again(request: EnrolmentRequest) -> HttpResponse:
    try:
        found = get_object_or_404(Application, enrolment=request.enrolment)
        asked = ask_managers_again(application=found, on=request.today, by=request.user)
        messages.success(request, _("Asked once more: %(who)s.") % {"who": ", ".join(map(str, asked))})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("application", request.enrolment.uuid)


def _line_of(request: EnrolmentRequest) -> Scored:
    found = [one for one in scored(request.cohort, list(EnrolmentState)) if one.enrolment == request.enrolment]
    if not found:
        raise Http404
    return found[0]


urlpatterns = [
    path("cohorts/<uuid:cohort>/applications/", selection, name="selection"),
    path("cohorts/<uuid:cohort>/applications.csv", selection_csv, name="selection-csv"),
    path("applications/<uuid:enrolment>/", application, name="application"),
    path("applications/<uuid:enrolment>/ask-again/", ask_again, name="agreement-ask-again"),
]
