"""Answering: a lesson's check, and the test that asks what somebody knows already."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from curriculum.enums import ActivityKind
from curriculum.models import Activity, ActivityVersion, Attempt
from curriculum.queries.activity import latest_version
from curriculum.queries.learning import draw_of, kept_of, shown_content, test_again_from
from curriculum.services.attempt import CannotAnswer, answer_check
from workforce.models import Person

from ..forms.check import CheckForm
from ..pages import lesson_of, module_of
from ..presenters.attempt import attempt_context
from ..presenters.lesson import as_initial, new_token
from .answering import address_of, keep, opened_on, own_person, refused, shown_version
from .noting import note
from .past_answers import past_answers
from .set_aside import set_aside, taken_up


@csrf_exempt  # what is sealed into the form is our own: made for one person, one version and one attempt
def answer(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return set_aside(request)
    return take(request) if request.method == "POST" else taken_up(request) or past_answers(request)


def take(request: HttpRequest) -> HttpResponse:
    person = own_person(request)
    try:
        version, told = shown_version(person, request.POST.get("token", ""))
        form = CheckForm(shown_content(person, version, told.draw), request.POST)
        if request.POST.get("do") == "keep":
            return kept_for_later(request, person, version, form)
        if not form.is_valid():
            keep(person, version, form)
            return shown_again(request, version, form)
        scored = answer_check(
            person=person,
            version=version,
            attempt=uuid.UUID(told.attempt),
            answers=form.answers(),
            on=timezone.localdate(),
            by=request.user,  # type: ignore[arg-type]  # own_person has asked
            draw=told.draw,
            opened=opened_on(told),
        )
    except CannotAnswer as refusal:
        return refused(request, refusal)
    return redirect("attempt", uuid=scored.uuid)


def kept_for_later(request: HttpRequest, person: Person, version: ActivityVersion, form: CheckForm) -> HttpResponse:
    lost = keep(person, version, form)
    messages.info(request, _("Your answers are kept. You can go on with them here or on another device."))
    if lost:
        words = ngettext(
            "%d question has been changed since you opened this, so please answer it again.",
            "%d questions have been changed since you opened this, so please answer them again.",
            lost,
        )
        messages.warning(request, words % lost)
    return redirect(f"{address_of(version.activity)}#check")


def shown_again(request: Any, version: ActivityVersion, form: CheckForm) -> HttpResponse:
    """The same page with what is missing said; nothing that was chosen is lost."""
    if version.activity.kind == ActivityKind.TEST:
        return render(
            request, "screens/learner/test.html", test_context(version, form, request.POST["token"]), status=422
        )
    lesson = lesson_of(version.trust_id, version.activity.key)
    if lesson is None:
        raise CannotAnswer(_("This lesson is no longer there. Your answers are kept in case it comes back."))
    request.check_form, request.check_token = form, request.POST["token"]
    answer = lesson.serve(request)
    answer.status_code = 422
    return answer


@require_GET
def test(request: HttpRequest, code: str) -> HttpResponse:
    """Do you know this already? Asked before the module, not after."""
    person = own_person(request)
    offered = Activity.objects.filter(trust=person.trust_id, retired_date=None)
    activity = get_object_or_404(offered, module_key=code, kind=ActivityKind.TEST)
    version = latest_version(activity)
    assert version is not None  # an activity is made with its first version
    content = shown_content(person, version, draw_of(person, version))
    form = CheckForm(content, initial=as_initial(kept_of(person, version).answers))
    told = test_context(version, form, new_token(person, version))
    again_from = test_again_from(person, activity)
    closed = again_from if again_from and timezone.localdate() < again_from else None
    return render(request, "screens/learner/test.html", told | {"again_from": closed})


def test_context(version: ActivityVersion, form: CheckForm, token: str) -> dict[str, Any]:
    module = module_of(version.trust_id, version.activity.module_key)
    skills = [dose.skill for dose in version.doses.select_related("skill").order_by("skill__position")]
    return {"form": form, "token": token, "module": module, "version": version, "skills": skills}


@require_GET
def attempt(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """What came of it: the score, what each chosen answer says, what was given, and the way on."""
    attempts = Attempt.objects.filter(person=own_person(request)).select_related("version__activity")
    told = attempt_context(get_object_or_404(attempts, uuid=uuid), on=timezone.localdate())
    return render(request, "screens/learner/attempt.html", told)


urlpatterns = [
    path("my/answers/", answer, name="answer-check"),
    path("my/answers/note/", note, name="note"),
    path("my/answers/<uuid:uuid>/", attempt, name="attempt"),
    path("my/test/<str:code>/", test, name="test"),
]
