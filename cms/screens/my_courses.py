"""My way through a cohort: where my application stands, an offer to answer, what to hand in, what is still missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.forms.coursework import HandInForm, SurveyForm
from cms.forms.team_session import ReasonForm
from cms.presenters.cohort import AGREEMENT_TAGS, TAGS, session_when
from cms.presenters.coursework import rounds_of, surveys_of
from cms.presenters.standing import item_view, standing_view
from coaching.enums import NEXT_ENROLMENT_STATES, ON_THE_COURSE, Agreement, EnrolmentEnd, EnrolmentState, SurveyMoment
from coaching.models import Coach, Deliverable, Enrolment
from coaching.models.coursework import coursework_storage
from coaching.queries.application import pair_of
from coaching.queries.selection import waiting_line
from coaching.queries.survey import asked_from
from coaching.services.application import withdraw
from coaching.services.application_changed import may_apply_again, may_be_changed
from coaching.services.coursework import hand_in, tell_survey
from coaching.services.selection import accept_offer, decline_offer
from coaching.services.waiting import takes_more_on
from improvement.queries.certification import standings_of
from workforce.queries.manager import managers_of
from workforce.services.refusal import Refused

from .coaching_door import EnrolmentRequest, of_enrolment

OWN = "coaching.own_enrolment"


@of_enrolment(OWN)
def my_course(request: EnrolmentRequest) -> HttpResponse:
    found = request.enrolment
    told: dict[str, Any] = {
        "row": found,
        "cohort": request.cohort,
        "tag": TAGS[EnrolmentState(found.state)],
        "may_withdraw": may_withdraw(found),
        "may_change": may_be_changed(found, request.cohort, on=request.today),
        "may_apply_again": may_apply_again(found, request.cohort, on=request.today),
        "application": _application(request),
    }
    if found.state == EnrolmentState.WAITING:
        line = [one.pk for one in waiting_line(request.cohort)]
        told["in_line"] = line.index(found.pk) + 1 if found.pk in line else None
    if found.state in ON_THE_COURSE:
        told |= _course(request)
    return render(request, "screens/coach/my_course.html", told)


def may_withdraw(found: Enrolment) -> bool:
    return EnrolmentState.WITHDRAWN in NEXT_ENROLMENT_STATES[EnrolmentState(found.state)]


def _application(request: EnrolmentRequest) -> dict[str, Any] | None:
    one = getattr(request.enrolment, "application", None)
    if one is None:
        return None
    agreement, partner = Agreement(one.agreement), pair_of(request.enrolment)
    return {
        "one": one,
        "agreement": agreement.label,
        "tag": AGREEMENT_TAGS[agreement],
        "managers": managers_of(request.enrolment.person, on=request.today) if agreement == Agreement.WAITING else [],
        "partner_applied": partner is not None and partner.state != EnrolmentState.WITHDRAWN,
    }


def _course(request: EnrolmentRequest) -> dict[str, Any]:
    found, today = request.enrolment, request.today
    standing = standings_of(request.cohort, on=today, only=found)[0]
    days = request.cohort.sessions.filter(learning_set=None) | request.cohort.sessions.filter(
        learning_set=found.learning_set_id
    )
    ahead = days.filter(date__gte=today).order_by("date", "begins", "pk")
    return {
        "standing": standing_view(standing, today, own=True),
        "teams": standing.teams,
        "own_coach": Coach.objects.filter(trust=request.trust, person=found.person_id).first(),
        "items": [item_view(item, today) for item in standing.items],
        "ahead": [{"row": one, "when": session_when(one)} for one in ahead],
        "surveys": surveys_of(found, found.surveys.all(), today),
    }


@require_POST
@of_enrolment(OWN)
def answer_offer(request: EnrolmentRequest) -> HttpResponse:
    """Taken at once; declined is asked once more, by the page of withdrawing."""
    try:
        accept_offer(enrolment=request.enrolment, on=request.today, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("You have a place. What comes next stands here."))
    return redirect("my-course", request.enrolment.uuid)


@of_enrolment(OWN)
def leave(request: EnrolmentRequest) -> HttpResponse:
    """Declines an offer, or withdraws; for both it says what happens to the place."""
    found = request.enrolment
    is_offer = found.state == EnrolmentState.OFFERED
    if not may_withdraw(found):
        raise Http404
    form = None if is_offer else ReasonForm(_data(request), choices=reasons())
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            if form is None:
                decline_offer(enrolment=found, on=request.today, by=request.user)
            else:
                reason = form.cleaned_data["reason"]
                withdraw(enrolment=found, reason=reason, on=request.today, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Thank you for saying so. You are no longer in this cohort."))
        return redirect("my-course", found.uuid)
    told = {
        "title": _("Decline the place?") if is_offer else _("Withdraw?"),
        "words": [str(request.cohort), *place_words(request)],
        "form": form,
        "button": _("Decline it") if is_offer else _("Withdraw"),
        "back": reverse("my-course", args=[found.uuid]),
        "trail": _trail(request),
    }
    return render(request, "screens/manage/confirm.html", told, status=422 if form and form.errors else 200)


def place_words(request: EnrolmentRequest) -> list[str]:
    """What becomes of the place, as long as somebody can still come to the course."""
    still = request.enrolment.place and takes_more_on(request.cohort, request.today)
    return [_("The place is offered to whoever waits first.")] if still else []


def reasons() -> list[tuple[str, Any]]:
    of_offers = (EnrolmentEnd.OFFER_DECLINED, EnrolmentEnd.OFFER_LAPSED)
    return [(code, words) for code, words in EnrolmentEnd.choices if code not in of_offers]


@of_enrolment(OWN)
def hand_one_in(request: EnrolmentRequest, code: str) -> HttpResponse:
    found = request.enrolment
    asked = Deliverable.objects.filter(version=request.cohort.version_id, code=code).first()
    if asked is None or found.state not in ON_THE_COURSE:
        raise Http404
    rounds = list(found.submissions.filter(deliverable=asked).select_related("deliverable", "reviewed_by__person"))
    last = max(rounds, key=lambda one: one.round, default=None)
    form = HandInForm(_data(request), request.FILES or None, last=last)
    if form.is_bound and form.is_valid():
        try:
            hand_in(enrolment=found, deliverable=asked, on=request.today, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Handed in. Faculty are going to read it."))
            return redirect("my-course", found.uuid)
    told = {
        "asked": asked,
        "row": found,
        "rounds": rounds_of(rounds),
        "form": None if last and last.state == "ACCEPTED" else form,
    }
    return render(request, "screens/coach/hand_in.html", told, status=422 if form.errors else 200)


@require_safe
@of_enrolment("coaching.view_enrolment")
def work_file(request: EnrolmentRequest, submission: UUID) -> FileResponse:
    """For whoever handed it in and whoever runs the cohort; never opened in the page, whatever is in it."""
    found = request.enrolment.submissions.filter(uuid=submission).exclude(kept="").first()
    if found is None or not coursework_storage().exists(found.kept):
        raise Http404(_("There is no file."))
    answer = FileResponse(coursework_storage().open(found.kept), as_attachment=True, filename=found.file_name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@of_enrolment(OWN)
def survey(request: EnrolmentRequest, moment: str) -> HttpResponse:
    found = request.enrolment
    if moment not in SurveyMoment.values or found.state not in ON_THE_COURSE:
        raise Http404
    if asked_from(request.cohort, SurveyMoment(moment)) > request.today or not request.cohort.version.rates:
        raise Http404
    before = found.surveys.filter(moment=moment).first()
    form = SurveyForm(_data(request), rates=request.cohort.version.rates, moment=moment, before=before)
    if form.is_bound and form.is_valid():
        said = {"now": form.now(), "then": form.then(), "words": form.cleaned_data["words"]}
        try:
            tell_survey(enrolment=found, moment=moment, on=request.today, by=request.user, **said)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. You and the faculty can see how it moves."))
            return redirect("my-course", found.uuid)
    told = {
        "title": SurveyMoment(moment).label,
        "caption": _("How do you rate yourself?"),
        "words": [_("0: not at all. 10: as well as anybody I know. You and whoever runs the cohort see it.")],
        "form": form,
        "button": _("Save"),
        "trail": _trail(request),
    }
    return render(request, "screens/coach/form.html", told, status=422 if form.errors else 200)


def _data(request: EnrolmentRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _trail(request: EnrolmentRequest) -> list[dict[str, str]]:
    return [{"words": str(request.cohort), "href": reverse("my-course", args=[request.enrolment.uuid])}]


urlpatterns = [
    path("my/courses/<uuid:enrolment>/", my_course, name="my-course"),
    path("my/courses/<uuid:enrolment>/accept/", answer_offer, name="accept-place"),
    path("my/courses/<uuid:enrolment>/leave/", leave, name="leave-course"),
    path("my/courses/<uuid:enrolment>/hand-in/<str:code>/", hand_one_in, name="hand-in"),
    path("cohort-people/<uuid:enrolment>/work/<uuid:submission>/file/", work_file, name="work-file"),
    path("my/courses/<uuid:enrolment>/survey/<str:moment>/", survey, name="coach-survey"),
]
