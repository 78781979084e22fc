"""A lesson as a person sees it: its words, its check with the answers kept so far, and the way on."""

from __future__ import annotations

import json
import math
import time
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from curriculum.calc.check import Answers
from curriculum.models import ActivityVersion
from curriculum.queries.activity import latest_of
from curriculum.queries.learning import draw_of, kept_in, progress_of, stood_of
from workforce.models import Person

from ..forms.check import CheckForm, Sealed, seal
from ..publishing import check_of
from ..templatetags.academy import nhs_form
from ..templatetags.academy_page import trail
from .module import done_words, part_rows
from .package import package_view
from .reflection import with_reflections
from .story import once_known, rendered

FIRST = 1  # at the first block there is nothing to go on from

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import LessonPage


def lesson_context(lesson: LessonPage, request: HttpRequest) -> dict[str, Any]:
    person = getattr(request.user, "person", None)
    body = with_reflections(rendered(lesson, "body"), lesson, person, request)
    around = once_known(lesson, "around", lambda: around_it(lesson))
    return around | {"body": body} | check_context(lesson, person, request)


def around_it(lesson: LessonPage) -> dict[str, Any]:
    """Its module, the way here, and the way on; until when it can be learned, if it goes."""
    module = lesson.module()
    parts = part_rows(module, {})
    here = [part.key for part in module.parts.all()].index(lesson.key)
    lessons = [part.key for part in parts if part.is_lesson]
    around = {"module": module, "part": parts[here], "following": after(parts, here), "trail": trail(lesson)}
    around["until"] = min((day for day in (lesson.expire_at, module.expire_at) if day), default=None)
    if len(lessons) > 1:
        around |= {"number": lessons.index(lesson.key) + 1, "of_all": len(lessons)}
    return around


def after(parts: list[Any], here: int) -> Any:
    """The next part that can be opened from here."""
    return next((part for part in parts[here + 1 :] if part.address), None)


def check_context(lesson: LessonPage, person: Person | None, request: HttpRequest) -> dict[str, Any]:
    if is_preview(request) and not lesson.package:
        return as_it_would_be(lesson)
    if person is None:
        return {}
    version = once_known(lesson, "version", lambda: latest_of(person.trust_id, lesson.key))
    if version is None:
        return as_it_would_be(lesson)
    if version.activity.retired_date:  # such as in another language, where the first is withdrawn
        return {"is_withdrawn": True}
    if lesson.package:
        return {"package": package_view(person, version, lesson.package)}
    progress = progress_of(person, version)
    kept, stood = kept_in(progress, version), stood_of(progress) if progress else None
    token = getattr(request, "check_token", "") or new_token(person, version)
    has_questions = bool(version.content.get("questions"))
    told = {"has_questions": has_questions, "kept": kept, "goes_on": kept.place > FIRST}
    if stood and stood.done_on:
        told |= {"done": done_words(stood), "own_answers": stood.attempt if has_questions else None}
    return {**form_of(lesson, version, kept.answers, request), "token": token} | told


def form_of(lesson: LessonPage, version: ActivityVersion, answers: Answers, request: HttpRequest) -> dict[str, Any]:
    """The check as a form; where nothing is wrong in it, how it looks, which it does alike for all who chose alike."""
    if sent := getattr(request, "check_form", None):
        return {"form": sent}
    form: Any = SimpleLazyObject(lambda: CheckForm(words_of(lesson, version), initial=as_initial(answers)))
    chosen = ("form", get_language(), json.dumps(as_initial(answers), sort_keys=True))
    return {"form": form, "check": once_known(lesson, chosen, lambda: nhs_form(form))}


def as_it_would_be(lesson: LessonPage) -> dict[str, Any]:
    form = CheckForm(check_of(lesson))
    return {"form": form, "has_questions": bool(form.fields)}


def is_preview(request: HttpRequest) -> bool:
    """An editor looks at the page as it would be: by the draft's questions, and nothing is kept."""
    return bool(getattr(request, "is_preview", False))


def words_of(lesson: LessonPage, version: ActivityVersion) -> dict[str, Any]:
    """The check as published; in another language the translated page's words, as long as the keys are the same."""
    if lesson.locale.language_code == settings.LANGUAGE_CODE:
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
