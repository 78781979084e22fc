"""A lesson as a person sees it: its words, its check with the answers kept so far, and the way on."""

from __future__ import annotations

import math
import time
import uuid
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from wagtail.models import Locale

from curriculum.calc.check import Answers
from curriculum.models import Activity, ActivityVersion
from curriculum.queries.activity import latest_version
from curriculum.queries.learning import draw_of, kept_in, progress_of, stood_of
from workforce.models import Person

from ..forms.check import CheckForm, Sealed, seal
from ..publishing import check_of
from .module import done_words, part_rows
from .package import package_view
from .reflection import with_reflections
from .story import rendered

FIRST = 1  # at the first block there is nothing to go on from

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import LessonPage


def lesson_context(lesson: LessonPage, request: HttpRequest) -> dict[str, Any]:
    module = lesson.module()
    parts = part_rows(module, {})
    here = [part.key for part in module.parts.all()].index(lesson.key)
    person = getattr(request.user, "person", None)
    body = with_reflections(rendered(lesson, "body"), lesson, person, request)
    lessons = [part.key for part in parts if part.is_lesson]
    context: dict[str, Any] = {"body": body, "module": module, "part": parts[here], "following": after(parts, here)}
    if len(lessons) > 1:
        context |= {"number": lessons.index(lesson.key) + 1, "of_all": len(lessons)}
    return context | (check_context(lesson, person, request) if person else {})


def after(parts: list[Any], here: int) -> Any:
    """The next part that can be opened from here."""
    return next((part for part in parts[here + 1 :] if part.address), None)


def check_context(lesson: LessonPage, person: Person, request: HttpRequest) -> dict[str, Any]:
    activity = Activity.objects.filter(trust=person.trust_id, key=lesson.key).first()
    version = latest_version(activity) if activity else None
    if activity is None or version is None:  # a preview of a lesson that was never published
        return {"form": CheckForm(check_of(lesson))}
    if lesson.package:
        return {"package": package_view(person, version, lesson.package)}
    progress = progress_of(person, version)
    kept, stood = kept_in(progress, version), stood_of(progress) if progress else None
    form = getattr(request, "check_form", None) or CheckForm(
        words_of(lesson, version), initial=as_initial(kept.answers)
    )
    token = getattr(request, "check_token", "") or new_token(person, version)
    told: dict[str, Any] = {"has_questions": bool(form.fields), "kept": kept, "goes_on": kept.place > FIRST}
    if stood and stood.done_on:
        told |= {"done": done_words(stood), "own_answers": stood.attempt if form.fields else None}
    return {"form": form, "token": token} | told


def words_of(lesson: LessonPage, version: ActivityVersion) -> dict[str, Any]:
    """The check as published; in another language the translated page's words, as long as the keys are the same."""
    if lesson.locale_id == Locale.get_default().pk:
        return version.content
    translated = check_of(lesson)
    keys = [question["key"] for question in version.content.get("questions", ())]
    return translated if [question["key"] for question in translated.get("questions", ())] == keys else version.content


def new_token(person: Person, version: ActivityVersion) -> str:
    opened, draw = math.ceil(time.time()), draw_of(person, version)
    return seal(Sealed(person.pk, version.pk, str(uuid.uuid4()), opened=opened, draw=draw))


def as_initial(answers: Answers) -> dict[str, Any]:
    """Radios take one text, boxes and matches a list; a list of one serves none better, so one is given as text."""
    chosen = {key: ["" if one is None else str(one) for one in some] for key, some in answers.items() if some}
    return {key: some[0] if len(some) == 1 else some for key, some in chosen.items()}
