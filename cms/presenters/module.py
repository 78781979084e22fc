"""A module as a person sees it: its parts, what is done, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from wagtail.models import Locale, Page

from curriculum.enums import ActivityKind
from curriculum.queries.learning import finished_keys

from .story import rendered

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import ModulePage


@dataclass(frozen=True, slots=True)
class PartRow:
    title: str
    minutes: int
    kind: str
    address: str
    done: bool

    @property
    def is_lesson(self) -> bool:
        return self.kind == ActivityKind.LESSON


def module_context(module: ModulePage, request: HttpRequest) -> dict[str, Any]:
    person = getattr(request.user, "person", None)
    done = finished_keys(person, module.code) if person else set()
    rows = part_rows(module, done)
    lessons = [row for row in rows if row.is_lesson]
    return {
        "body": rendered(module, "body"),
        "parts": rows,
        "done": sum(row.done for row in lessons),
        "lessons": len(lessons),
        "next": next((row for row in lessons if row.address and not row.done), None),
        "can_test": bool(module.test) and person is not None and module.test_key not in done,
        "has_passed_test": module.test_key in done,
    }


def part_rows(module: ModulePage, done: set[str]) -> list[PartRow]:
    addresses = lesson_addresses(module)
    return [
        PartRow(part.title, part.minutes, part.kind, addresses.get(part.key, ""), part.key in done)
        for part in module.parts.all()
    ]


def lesson_addresses(module: ModulePage) -> dict[str, str]:
    """Where each live lesson is, by its key; one that is not translated is where it is in the first language."""
    first = Locale.get_default()
    original = None if module.locale_id == first.pk else module.get_translation_or_none(first)
    return (_addresses(original) if original else {}) | _addresses(module)


def _addresses(module: Page) -> dict[str, str]:
    """One query, and no page is built for it."""
    lessons = module.get_children().live().values_list("lessonpage__key", "slug")
    parts = module.get_url_parts()  # its path alone: a reader is on their own trust's site already
    address = parts[2] if parts and parts[2] else ""
    return {key: f"{address}{slug}/" for key, slug in lessons if key}
