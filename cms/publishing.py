"""Publishing a page publishes what it gives, in the same transaction. Told again without a change, nothing is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from curriculum.enums import ActivityKind, Assessment
from curriculum.services.activity import Part, publish_activity
from curriculum.services.entry import Dose
from workforce.models import Account, Trust

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from .models import LessonPage, ModulePage


def publish_module(module: ModulePage, trust: Trust) -> None:
    lessons = {lesson.key: lesson for lesson in module.get_children().live().specific()}
    for position, part in enumerate(module.parts.all()):
        lesson = lessons.get(part.key)
        if part.kind != ActivityKind.LESSON or lesson is not None:
            _publish_part(module, trust, part.key, position, check_of(lesson) if lesson else {})
    if module.test:
        _publish_test(module, trust)


def publish_lesson(lesson: LessonPage, trust: Trust) -> None:
    module = lesson.module()
    keys = [part.key for part in module.parts.all()]
    _publish_part(module, trust, lesson.key, keys.index(lesson.key), check_of(lesson))


def check_of(lesson: LessonPage) -> dict[str, Any]:
    return check_content(lesson.check_questions, lesson.pass_mark)


def check_content(questions: Any, pass_mark: int) -> dict[str, Any]:
    """The check as it is kept with the version, so that an old attempt stays readable."""
    asked = [_question(block.value) for block in questions]
    return {"pass_mark": pass_mark, "questions": asked} if asked else {}


def _question(value: Any) -> dict[str, Any]:
    answers = [{name: answer[name] for name in ("text", "correct", "feedback")} for answer in value["answers"]]
    return {"key": value["key"], "prompt": value["prompt"], "kind": value["kind"], "answers": answers}


def _publish_part(module: ModulePage, trust: Trust, key: str, position: int, content: dict[str, Any]) -> None:
    part = next(part for part in module.parts.all() if part.key == key)
    doses = [
        Dose(dose.skill_id, dose.depth, dose.minutes, dose.practice_kind, dose.practice_count)
        for dose in module.part_doses.all()
        if dose.part == key
    ]
    told = Part(key=key, kind=part.kind, title=part.title, minutes=part.minutes, position=position)
    publish_activity(
        trust=trust, part=told, module_key=module.code, doses=doses, content=content, by=_who_published(module)
    )


def _publish_test(module: ModulePage, trust: Trust) -> None:
    doses = [Dose(shown.skill_id, shown.depth, assessment=Assessment.TEST) for shown in module.test_skills.all()]
    told = Part(key=module.test_key, kind=ActivityKind.TEST, title=f"{module.title}: know this already?", minutes=0)
    content = check_content(module.test, module.test_pass_mark)
    publish_activity(
        trust=trust, part=told, module_key=module.code, doses=doses, content=content, by=_who_published(module)
    )


def _who_published(page: Page) -> Account | None:
    revision = page.live_revision
    return revision.user if revision else None
