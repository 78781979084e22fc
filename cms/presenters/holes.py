"""What a module lacks although it can be published: a warning to the editor, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from curriculum.enums import ActivityKind


def holes_of(module: Any) -> list[str]:
    parts = list(module.parts.all())
    if not parts:
        return ["It has no part yet: there is nothing in it that anybody could do.", *_tests_of_nothing(module)]
    return [*_lessons_not_there(module, parts), *_sessions_without_a_plan(module, parts), *_tests_of_nothing(module)]


def _lessons_not_there(module: Any, parts: list[Any]) -> Iterator[str]:
    there = module.published_lessons()
    for part in parts:
        if part.kind == ActivityKind.LESSON and part.key not in there:
            yield f"Part {part.key}, “{part.title}”, has no published lesson: people see it and cannot open it."


def _sessions_without_a_plan(module: Any, parts: list[Any]) -> Iterator[str]:
    if module.session_plan:
        return
    for part in parts:
        if part.kind == ActivityKind.CLASSROOM:
            yield f"Part {part.key}, “{part.title}”, is given in a room, and the module has no session plan."


def _tests_of_nothing(module: Any) -> Iterator[str]:
    if module.test and not module.test_skills.all():
        yield "Its test has questions, but names no skill: whoever passes is given nothing."
    if module.test_skills.all() and not module.test:
        yield "Its test names skills, but has no question: nobody can show that they know this."
