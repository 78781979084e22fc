"""A page and what it gives are published and withdrawn together, in one transaction (docs/decisions/0003).

Told again without a change, nothing is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Locale, Page

from curriculum.enums import ActivityKind, Assessment
from curriculum.queries.activity import offered_keys
from curriculum.services.activity import Part, publish_activity, retire_activities
from curriculum.services.attempt import PACKAGE
from curriculum.services.entry import Dose
from workforce.models import Account, Trust

from .questions import question_content

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from .models import LessonPage, ModulePage


@dataclass(frozen=True, slots=True)
class Told:
    """One activity, as a page tells it."""

    part: Part
    doses: list[Dose]
    content: dict[str, Any]


def decides(page: Page, options: dict[str, Any]) -> bool:
    """Saved whole, in the first language. A draft is saved with `update_fields`, and changes nobody's dose."""
    return options.get("update_fields") is None and page.locale_id == Locale.get_default().pk


def follow_module(module: ModulePage, trust: Trust, *, on: dt.date) -> None:
    """What the module tells is offered while it is published, and nothing else of it."""
    told = told_by_module(module) if module.live else []
    _publish(told, module.code, trust, by=_who_published(module))
    _retire(trust, offered_keys(trust, module.code) - {one.part.key for one in told}, on, module)


def follow_lesson(lesson: LessonPage, trust: Trust, *, on: dt.date) -> None:
    module = lesson.module() if lesson.live else None
    if module is None or not module.live:
        _retire(trust, {lesson.key}, on, lesson)
    else:
        _publish(told_by_lesson(lesson, module), module.code, trust, by=_who_published(lesson))


def told_by_module(module: ModulePage) -> list[Told]:
    """Its parts, a lesson only where its page is published, and its test."""
    lessons = {lesson.key: lesson for lesson in module.get_children().live().specific()} if module.pk else {}
    shown = [part for part in module.parts.all() if part.kind != ActivityKind.LESSON or part.key in lessons]
    parts = [_told(module, part.key, check_of(lessons[part.key]) if part.key in lessons else {}) for part in shown]
    return parts + ([_test(module)] if module.test else [])


def told_by_lesson(lesson: LessonPage, module: ModulePage) -> list[Told]:
    return [_told(module, lesson.key, check_of(lesson))]


def check_of(lesson: LessonPage) -> dict[str, Any]:
    if lesson.package:
        return {PACKAGE: str(lesson.package.uuid)}
    return check_content(lesson.check_questions, lesson.pass_mark)


def check_content(questions: Any, pass_mark: int, *, draw: int = 0) -> dict[str, Any]:
    """The check as it is kept with the version, so that an old attempt stays readable."""
    asked = [question_content(block.block_type, block.value) for block in questions]
    told = {"pass_mark": pass_mark, "questions": asked} | ({"draw": draw} if draw else {})
    return told if asked else {}


def _told(module: ModulePage, key: str, content: dict[str, Any]) -> Told:
    position, part = next((place, part) for place, part in enumerate(module.parts.all()) if part.key == key)
    doses = [
        Dose(dose.skill_id, dose.depth, dose.minutes, dose.practice_kind, dose.practice_count)
        for dose in module.part_doses.all()
        if dose.part == key
    ]
    more = {"way": part.way, "is_refresher": part.is_refresher}
    return Told(Part(key, part.kind, part.title, part.minutes, position, **more), doses, content)


def _test(module: ModulePage) -> Told:
    doses = [Dose(shown.skill_id, shown.depth, assessment=Assessment.TEST) for shown in module.test_skills.all()]
    part = Part(module.test_key, ActivityKind.TEST, f"{module.title}: know this already?", 0)
    return Told(part, doses, check_content(module.test, module.test_pass_mark, draw=module.test_draw))


def _publish(told: list[Told], module_key: str, trust: Trust, *, by: Account | None) -> None:
    for one in told:
        publish_activity(trust=trust, part=one.part, module_key=module_key, doses=one.doses, content=one.content, by=by)


def _retire(trust: Trust, keys: Collection[str], on: dt.date, page: Page) -> None:
    if keys:
        retire_activities(trust=trust, keys=keys, on=on, by=_who_published(page))


def _who_published(page: Page) -> Account | None:
    revision = page.live_revision or page.latest_revision
    return revision.user if revision else None
