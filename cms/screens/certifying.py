"""Certificates of a cohort: proposed is who has everything; chosen and looked at, they are awarded together."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import ngettext

from cms.forms.cohort import PeopleForm
from cms.presenters.standing import day_words, standing_view
from coaching.services.certification import award
from curriculum.calc.days import add_months
from improvement.queries.certification import standings_of
from workforce.services.refusal import Refused

from .coaching_door import CohortRequest, of_cohort
from .cohorts import nav

RULE = "coaching.certify"


@of_cohort(RULE)
def certify(request: CohortRequest) -> HttpResponse:
    """What they have is asked for anew when it is decided."""
    standings = standings_of(request.cohort, on=request.today)
    ready = [one for one in standings if one.is_ready and one.enrolment.person_id != request.user.person_id]
    people = [one.enrolment for one in ready]
    form = PeopleForm(
        request.POST if request.method == "POST" else None,
        people=people,
        label="",
        ticked=people,
    )
    is_looked_at = form.is_bound and form.is_valid() and form.chosen()
    if is_looked_at and request.POST.get("do") == "decide":
        chosen = [one for one in ready if one.enrolment in form.chosen()]
        try:
            n = len(award(cohort=request.cohort, standings=chosen, on=request.today, by=request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            words = ngettext("%(n)s person is certified.", "%(n)s people are certified.", n)
            messages.success(request, words % {"n": n})
            return redirect("certify", request.cohort.uuid)
    views = [standing_view(one, request.today) for one in standings]
    told = nav(request) | {
        "form": form,
        "ready": ready,
        "looked_at": form.chosen() if is_looked_at and request.POST.get("do") != "change" else [],
        "nobody": form.is_bound and not is_looked_at,
        "lacking": [view for view in views if view["missing"]],
        "certified": [view for view in views if view["certified"]],
        "until": day_words(add_months(request.today, request.cohort.version.certificate_months)),
    }
    return render(request, "screens/coach/certify.html", told, status=422 if form.errors else 200)


urlpatterns = [path("cohorts/<uuid:cohort>/certificates/", certify, name="certify")]
