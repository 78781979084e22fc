"""What somebody wrote down for themselves: kept from a lesson, read again, taken out. Nobody else has a way to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from curriculum.models import Activity, Reflection
from curriculum.services.reflection import CannotReflect, keep_reflection, take_out_reflection

from ..models import LessonPage
from ..pages import lesson_of, path_of
from ..presenters.reflection import asked_at
from .answering import own_person


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """From a lesson's page: to its script it answers with nothing, to a browser without scripts with the page."""
    person = own_person(request)
    lesson = lesson_of(person.trust_id, request.POST.get("lesson", ""))
    place = _place(request.POST.get("place", ""))
    asked = asked_at(lesson, place) if lesson and place else None
    if lesson is None or place is None or asked is None:
        raise Http404
    activity = get_object_or_404(Activity, trust=person.trust_id, key=lesson.key)
    by_script = request.headers.get("X-Requested-With") == "fetch"
    try:
        keep_reflection(person=person, activity=activity, place=place, asked=asked, words=request.POST.get("words", ""))
    except CannotReflect as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    if by_script:
        return HttpResponse(status=204)
    return redirect(f"{path_of(lesson)}?kept={place}#reflection-{place}")


def reflections(request: HttpRequest) -> HttpResponse:
    person = own_person(request)
    own = list(Reflection.objects.of(person).select_related("activity").order_by("-written_at"))
    keys = {one.activity.key for one in own}
    lessons = {key: lesson_of(person.trust_id, key) for key in keys}
    lines = [{"one": one, "address": _address(lessons[one.activity.key])} for one in own]
    return render(request, "screens/learner/reflections.html", {"lines": lines})


def take_out(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asks once more: nobody can bring it back."""
    person = own_person(request)
    found = get_object_or_404(Reflection.objects.of(person), uuid=uuid)
    if request.method == "POST":
        take_out_reflection(person=person, uuid=uuid)
        messages.success(request, _("Taken out."))
        return redirect("reflections")
    told = {"title": _("Take it out?"), "words": [found.words, _("Nobody can bring it back.")]}
    told |= {"button": _("Take it out"), "back": ".."}
    return render(request, "screens/manage/confirm.html", told)


def _address(lesson: LessonPage | None) -> str:
    return path_of(lesson) if lesson else ""


def _place(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


urlpatterns = [
    path("my/reflections/", reflections, name="reflections"),
    path("my/reflections/keep/", keep, name="keep-reflection"),
    path("my/reflections/<uuid:uuid>/take-out/", take_out, name="take-out-reflection"),
]
