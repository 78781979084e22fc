"""Where a lesson asks somebody to think: a place to write, with what they wrote before. The rest is everybody's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from curriculum.models import Reflection
from curriculum.services.reflection import LONGEST
from workforce.models import Person
from workforce.queries.built_once import BuiltOnce, first

from .drawn_once import once

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import LessonPage

TOKEN = "the-token-of-the-form-comes-here"
PLACE = re.compile(r"<!--reflection:([0-9a-f-]{36})-->")


def with_reflections(body: SafeString, lesson: LessonPage, person: Person | None, request: HttpRequest) -> SafeString:
    """The body is made once for all; what is one's own comes in here."""
    places = PLACE.findall(body)
    if person is None or not places or not lesson.live:
        return body
    token = get_token(request)

    def field(found: re.Match[str]) -> str:
        place = found[1]
        words = first(_WRITTEN(trust=person.trust_id, writer=person.pk, place=UUID(place))) or ("",)
        told = {"place": place, "lesson": lesson, "words": words[0], "kept": request.GET.get("kept") == place}
        return _place_to_write(told).replace(TOKEN, token)

    return mark_safe(PLACE.sub(field, body))


def _place_to_write(told: dict[str, Any]) -> SafeString:
    """Empty it looks alike for all, but for the token of the form; what somebody wrote is drawn for them alone."""

    def draw() -> SafeString:
        return render_to_string("components/reflection.html", told | {"longest": LONGEST, "csrf_token": TOKEN})

    alike = ("reflection", get_language(), told["lesson"].key, told["place"], told["kept"])
    return draw() if told["words"] else once(alike, draw)


def _written_by(trust: int, writer: int, place: UUID) -> QuerySet[Any]:
    return Reflection.objects.of(Person(pk=writer, trust_id=trust)).filter(place=place).values_list("words")


_WRITTEN = BuiltOnce(_written_by)


def asked_at(lesson: LessonPage, place: UUID) -> str | None:
    """The question that a lesson asks there; None where it asks none."""
    blocks = (block for block in lesson.body if block.block_type == "reflection" and block.id == str(place))
    return next((block.value["prompt"] for block in blocks), None)
