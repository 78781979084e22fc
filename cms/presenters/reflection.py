"""Where a lesson asks somebody to think: a place to write, with what they wrote before. The rest is everybody's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from curriculum.models import Reflection
from curriculum.services.reflection import LONGEST
from workforce.models import Person

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import LessonPage

PLACE = re.compile(r"<!--reflection:([0-9a-f-]{36})-->")


def with_reflections(body: SafeString, lesson: LessonPage, person: Person | None, request: HttpRequest) -> SafeString:
    """The body is made once for all; what is one's own comes in here, in a single question to the database."""
    places = PLACE.findall(body)
    if person is None or not places or not lesson.live:
        return body
    own = Reflection.objects.of(person).filter(place__in=places)
    written = {str(one.place): one.words for one in own}

    def field(found: re.Match[str]) -> str:
        place = found[1]
        told = {"place": place, "lesson": lesson, "words": written.get(place, ""), "longest": LONGEST}
        told["kept"] = request.GET.get("kept") == place
        return render_to_string("components/reflection.html", told, request)

    return mark_safe(PLACE.sub(field, body))


def asked_at(lesson: LessonPage, place: UUID) -> str | None:
    """The question that a lesson asks there; None where it asks none."""
    blocks = (block for block in lesson.body if block.block_type == "reflection" and block.id == str(place))
    return next((block.value["prompt"] for block in blocks), None)
