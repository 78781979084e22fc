"""One person of a cohort, as whoever runs it sees them: their work is reviewed, and what others say is written down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.coursework import ACCEPT, EvidenceForm, ReviewForm
from cms.forms.team_session import ReasonForm
from cms.presenters.cohort import TAGS, gone_view
from cms.presenters.coursework import RATING_HEADS, ratings_of, rounds_of
from cms.presenters.standing import day_words, item_view, standing_view
from coaching.enums import ON_THE_COURSE, EnrolmentState
from coaching.models import Submission
from coaching.services.application import withdraw
from coaching.services.certification import renew
from coaching.services.coursework import keep_evidence, review
from improvement.queries.certification import standings_of
from workforce.services.refusal import Refused

from .coaching_door import EnrolmentRequest, of_enrolment
from .cohorts import here
from .my_courses import may_withdraw, place_words, reasons

RUNS, REVIEWS = "coaching.run_cohort", "coaching.review_work"
LEADS, CERTIFIES = "coaching.choose_people", "coaching.certify"


@of_enrolment(RUNS)
def person(request: EnrolmentRequest) -> HttpResponse:
    found, today = request.enrolment, request.today
    told: dict[str, Any] = {
        "row": found,
        "cohort": request.cohort,
        "tag": TAGS[EnrolmentState(found.state)],
        "way": gone_view(found),
        "may_review": request.user.has_perm(REVIEWS, found),
        "may_lead": request.user.has_perm(LEADS, found),
        "may_withdraw": may_withdraw(found),
        "may_score": request.user.has_perm("coaching.score_application", found),
        "on_the_course": found.state in ON_THE_COURSE,
    }
    if found.state in ON_THE_COURSE:
        standing = standings_of(request.cohort, on=today, only=found)[0]
        rounds = found.submissions.select_related("deliverable", "reviewed_by__person")
        told |= {
            "standing": standing_view(standing, today),
            "teams": standing.teams,
            "items": [item_view(item, today) for item in standing.items],
            "rounds": rounds_of(rounds),
            "heads": RATING_HEADS,
            "ratings": ratings_of(found, surveys := list(found.surveys.all())),
            "surveys": surveys,
            "evidence": found.evidence.select_related("recorded_by__person").order_by("date", "pk"),
            "certification": standing.certification,
        }
    return render(request, "screens/coach/cohort_person.html", told)


@of_enrolment(REVIEWS)
def review_one(request: EnrolmentRequest, submission: UUID) -> HttpResponse:
    rows = Submission.objects.filter(enrolment=request.enrolment, uuid=submission)
    found = rows.select_related("deliverable", "reviewed_by__person").first()
    if found is None:
        raise Http404
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = {"accepts": form.cleaned_data["decision"] == ACCEPT, "words": form.cleaned_data["words"]}
        try:
            review(submission=found, on=request.today, by=request.user, **said)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Reviewed. %(who)s is told.") % {"who": request.enrolment.person})
            return redirect("cohort-person", request.enrolment.uuid)
    told = {
        "row": request.enrolment,
        "asked": found.deliverable,
        "one": found,
        "handed": day_words(found.handed_date),
        "form": form,
        "cohort": request.cohort,
    }
    return render(request, "screens/coach/review.html", told, status=422 if form.errors else 200)


@of_enrolment(REVIEWS)
def evidence(request: EnrolmentRequest) -> HttpResponse:
    form = EvidenceForm(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "date", "words")}
        try:
            keep_evidence(enrolment=request.enrolment, on=request.today, by=request.user, **said)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Written down."))
            return redirect("cohort-person", request.enrolment.uuid)
    told = {
        "title": _("What others say"),
        "caption": str(request.enrolment.person),
        "words": [_("The evaluation by the team that they coach, or what faculty saw when they watched them coach.")],
        "form": form,
        "button": _("Save"),
        "trail": _trail(request),
    }
    return render(request, "screens/coach/form.html", told, status=422 if form.errors else 200)


@require_POST
@of_enrolment(CERTIFIES)
def renew_one(request: EnrolmentRequest) -> HttpResponse:
    try:
        made = renew(enrolment=request.enrolment, on=request.today, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        until = day_words(made.until) if made.until else ""
        messages.success(request, _("Renewed until %(day)s.") % {"day": until})
    return redirect("cohort-person", request.enrolment.uuid)


@of_enrolment(LEADS)
def take_out(request: EnrolmentRequest) -> HttpResponse:
    """On their behalf: somebody left, or said so by telephone."""
    found = request.enrolment
    if not may_withdraw(found):
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None, choices=reasons())
    if form.is_bound and form.is_valid():
        try:
            withdraw(enrolment=found, reason=form.cleaned_data["reason"], on=request.today, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(who)s is no longer in the cohort.") % {"who": found.person})
            return redirect("cohort-person", found.uuid)
    told = {
        "title": _("Withdraw %(who)s?") % {"who": found.person},
        "words": [str(request.cohort), *place_words(request)],
        "form": form,
        "button": _("Withdraw them"),
        "back": reverse("cohort-person", args=[found.uuid]),
        "trail": _trail(request),
    }
    return render(request, "screens/manage/confirm.html", told, status=422 if form.errors else 200)


def _trail(request: EnrolmentRequest) -> list[dict[str, str]]:
    one = request.enrolment
    return [here(request.cohort), {"words": str(one.person), "href": reverse("cohort-person", args=[one.uuid])}]


urlpatterns = [
    path("cohort-people/<uuid:enrolment>/", person, name="cohort-person"),
    path("cohort-people/<uuid:enrolment>/review/<uuid:submission>/", review_one, name="review-submission"),
    path("cohort-people/<uuid:enrolment>/evidence/", evidence, name="keep-evidence"),
    path("cohort-people/<uuid:enrolment>/renew/", renew_one, name="renew-certificate"),
    path("cohort-people/<uuid:enrolment>/withdraw/", take_out, name="withdraw-person"),
]
