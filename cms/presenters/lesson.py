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
from curriculum.queries.learning import draw_of, kept_of
from workforce.models import Person

from ..forms.check import CheckForm, Sealed, seal
from ..publishing import check_of
from .module import part_rows
from .package import package_view
from .reflection import with_reflections
from .story import rendered

FIRST = 1  # at the first block there is nothing to go on from

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import LessonPage


def lesson_context(lesson: LessonPage, request: HttpRequest) -> dict[str, Any]:
    module = lesson.module()
    parts = part_rows(module, set())
    here = [part.key for part in module.parts.all()].index(lesson.key)
    person = getattr(request.user, "person", None)
    body = with_reflections(rendered(lesson, "body"), lesson, person, request)
    context = {"body": body, "module": module, "part": parts[here], "following": after(parts, here)}
    context["until"] = min((day for day in (lesson.expire_at, module.expire_at) if day), default=None)
    return context | check_context(lesson, person, request)


def after(parts: list[Any], here: int) -> Any:
    """The next part that can be opened from here."""
    return next((part for part in parts[here + 1 :] if part.address), None)


def check_context(lesson: LessonPage, person: Person | None, request: HttpRequest) -> dict[str, Any]:
    if is_preview(request) and not lesson.package:
        return as_it_would_be(lesson)
    if person is None:
        return {}
    activity = Activity.objects.filter(trust=person.trust_id, key=lesson.key).first()
    version = latest_version(activity) if activity else None
    if activity is None or version is None:
        return as_it_would_be(lesson)
    if activity.retired_date:  # such as in another language, where the first is withdrawn
        return {"is_withdrawn": True}
    if lesson.package:
        return {"package": package_view(person, version, lesson.package)}
    kept = kept_of(person, version)
    form = getattr(request, "check_form", None) or CheckForm(
        words_of(lesson, version), initial=as_initial(kept.answers)
    )
    token = getattr(request, "check_token", "") or new_token(person, version)
    told = {"has_questions": bool(form.fields), "kept": kept, "goes_on": kept.place > FIRST}
    return {"form": form, "token": token} | told


def as_it_would_be(lesson: LessonPage) -> dict[str, Any]:
    form = CheckForm(check_of(lesson))
    return {"form": form, "has_questions": bool(form.fields)}


def is_preview(request: HttpRequest) -> bool:
    """An editor looks at the page as it would be: by the draft's questions, and nothing is kept."""
    return bool(getattr(request, "is_preview", False))


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
