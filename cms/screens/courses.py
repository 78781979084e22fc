"""Courses that files of past training name: matched to activities, a page of them at a time, looked at before saved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cms.forms.course import CoursesForm, field_name
from cms.presenters.course import change
from curriculum.queries.course import Course, activities_to_match, courses_of, last_look
from curriculum.services.course import look_again, match_courses
from workforce.enums import JobState
from workforce.services.refusal import Refused

from .asked import choice_in
from .door import TrustRequest, of_trust

RULE = "curriculum.match_courses"
A_PAGE = 25
SECONDS_BETWEEN_LOOKS = 2
TABS = {
    "": gettext_lazy("To be matched"),
    "matched": gettext_lazy("Matched"),
    "ignored": gettext_lazy("Not counted"),
    "all": gettext_lazy("All"),
}


@of_trust(RULE)
def courses_page(request: TrustRequest) -> HttpResponse:
    show = choice_in(request.GET, "show", set(TABS), words=_("There is no such list of courses."))
    courses = courses_of(request.trust)
    activities = activities_to_match(request.trust)
    page: Page = Paginator(_shown(courses, show), A_PAGE).get_page(request.GET.get("page"))
    asked = courses if request.method == "POST" else list(page)
    form = CoursesForm(request.POST if request.method == "POST" else None, courses=asked, activities=activities)
    if form.is_bound and form.is_valid():
        return _looked_at(request, form)
    job = last_look(request.trust)
    at_work = job is not None and job.state in (JobState.WAITING, JobState.RUNNING)
    told = {"form": form, "page": page, "show": show, "tabs": _tabs(courses, show), "job": job, "at_work": at_work}
    answer = render(
        request, "screens/manage/imports/courses.html", told | {"trail": trail(request), "courses": courses}
    )
    if at_work and not page.object_list:
        answer["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return answer


@require_POST
@of_trust(RULE)
def look_at_all(request: TrustRequest) -> HttpResponse:
    look_again(trust=request.trust, by=request.user)
    messages.success(request, _("All lines of past training are being looked at again."))
    return redirect("courses")


def trail(request: TrustRequest) -> list[dict[str, str]]:
    """Who keeps the framework matches courses, and sees none of the files."""
    files = {"words": _("Files"), "href": reverse("imports")}
    return [files] if request.user.has_perm("workforce.import_staff", request.trust) else []


def _looked_at(request: TrustRequest, form: CoursesForm) -> HttpResponse:
    """First what would change; saved once that was confirmed."""
    changed = form.changed()
    if not changed:
        messages.info(request, _("Nothing was changed: every course is as it was."))
        return redirect(request.get_full_path())
    if "confirm" in request.POST:
        return _saved(request, form)
    hidden = [(field_name(course), request.POST[field_name(course)]) for course, _match in changed]
    steps = [*trail(request), {"words": _("Courses"), "href": reverse("courses")}]
    told = {"changes": [change(*one) for one in changed], "hidden": hidden, "trail": steps}
    return render(request, "screens/manage/imports/courses_preview.html", told)


def _saved(request: TrustRequest, form: CoursesForm) -> HttpResponse:
    try:
        match_courses(trust=request.trust, matches=form.matches(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved. The lines concerned are being looked at again."))
    return redirect("courses")


def _shown(courses: list[Course], show: str) -> list[Course]:
    match show:
        case "matched":
            return [course for course in courses if course.mapping and course.mapping.activity_id]
        case "ignored":
            return [course for course in courses if course.mapping and not course.mapping.activity_id]
        case "all":
            return courses
    return [course for course in courses if not course.mapping]


def _tabs(courses: list[Course], show: str) -> list[dict[str, Any]]:
    address = reverse("courses")
    return [
        {
            "words": words,
            "n": len(_shown(courses, code)),
            "href": f"{address}?show={code}" if code else address,
            "chosen": code == show,
        }
        for code, words in TABS.items()
    ]


urlpatterns = [
    path("manage/imports/courses/", courses_page, name="courses"),
    path("manage/imports/courses/again/", look_at_all, name="courses-again"),
]
