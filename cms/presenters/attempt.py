"""An answered check: what was right, what each chosen answer says, what was given, and the way on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from curriculum.calc.question import MATCHING, MULTIPLE, is_right, options, right_choice
from curriculum.enums import ActivityKind
from curriculum.models import Attempt, DoseEntry
from curriculum.queries.capability import capability_of
from curriculum.queries.certifiable import Fact, levels_held, modules_completed
from curriculum.queries.learning import shown_content, test_again_from, was_changed_meanwhile
from curriculum.queries.offer import giving_versions
from curriculum.queries.own_way import OwnWay
from curriculum.queries.prescription import is_test

from ..models import ModulePage
from ..pages import lesson_of, module_of
from .module import PartRow, open_row, part_rows, stood_by
from .my_next import next_on
from .my_way import first_in, steps_in_time, version_of, way_of


@dataclass(frozen=True, slots=True)
class Chosen:
    text: str
    feedback: str
    correct: bool


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    prompt: str
    situation: str
    chosen: list[Chosen]
    is_right: bool
    missed: int  # right answers not chosen, where several can be
    marks_each: bool  # of several that were chosen, each is right or not
    rights: list[str]  # told only once it is passed, of what was not right


def attempt_context(attempt: Attempt, *, on: dt.date) -> dict[str, Any]:
    """What comes next is what “My capability” says; the module's own next lesson stands beside it if it is another."""
    activity = attempt.version.activity
    module = module_of(activity.trust_id, activity.module_key)
    lesson = lesson_of(activity.trust_id, activity.key)
    given = DoseEntry.objects.filter(trust=attempt.trust_id, source_id=attempt.uuid, voids_id=None)
    return {
        "attempt": attempt,
        "activity": activity,
        "is_test": activity.kind == ActivityKind.TEST,
        "questions": [
            answered(question, attempt.answers, tells=bool(attempt.passed)) for question in told_questions(attempt)
        ],
        "again_from": test_again_from(attempt.person, activity),
        "given": given.select_related("skill").order_by("skill__position"),
        "module": module,
        "lesson": lesson,
        **(way_on(attempt, module, on) if attempt.passed else {}),
        "changed_meanwhile": was_changed_meanwhile(attempt),
    }


def way_on(attempt: Attempt, module: ModulePage | None, on: dt.date) -> dict[str, Any]:
    versions = giving_versions(attempt.trust_id)
    way = way_of(capability_of(attempt.person, on=on), versions)
    return {
        "next": next_on(way, versions),
        "following": following(way, attempt, module) if module else None,
        "reached": reached_by(attempt, module, on),
    }


def reached_by(attempt: Attempt, module: ModulePage | None, on: dt.date) -> list[Fact]:
    """The levels and the module that one has since this was passed, each with a certificate to be had."""
    day = localdate(attempt.answered_at)
    levels = [one for one in levels_held(attempt.person, on=on) if one.since == day]
    modules = modules_completed(attempt.person, {module.code: module.title} if module else {})
    return [*levels, *(one for one in modules if attempt.uuid in one.sources and one.since == day)]


def told_questions(attempt: Attempt) -> list[Mapping[str, Any]]:
    """A test that was not passed does not say which answers were right: it is asked once more in the same words."""
    if attempt.version.activity.kind == ActivityKind.TEST and not attempt.passed:
        return []
    return list(shown_content(attempt.person, attempt.version, attempt.draw).get("questions", ()))


def answered(question: Mapping[str, Any], answers: Mapping[str, list[Any]], *, tells: bool) -> AnsweredQuestion:
    chosen = answers.get(question["key"], [])
    right = is_right(question, chosen)
    missed = len(set(right_choice(question)) - set(chosen)) if question["kind"] == MULTIPLE else 0
    return AnsweredQuestion(
        prompt=question["prompt"],
        situation=question.get("situation", ""),
        chosen=_chosen(question, chosen, right=right),
        is_right=right,
        missed=missed,
        marks_each=question["kind"] in (MATCHING, MULTIPLE),
        rights=right_words(question) if tells and not right else [],
    )


def right_words(question: Mapping[str, Any]) -> list[str]:
    match question["kind"]:
        case "matching":
            offered = options(question)
            rights = zip(question["pairs"], right_choice(question), strict=True)
            return [f"{pair['text']}: {offered[one]}" for pair, one in rights]
        case "fill_in":
            return [str(one) for one in right_choice(question)[:1]]
    return [question["answers"][number]["text"] for number in right_choice(question)]


def _chosen(question: Mapping[str, Any], chosen: list[Any], *, right: bool) -> list[Chosen]:
    match question["kind"]:
        case "matching":
            offered, rights = options(question), right_choice(question)
            return [
                Chosen(f"{pair['text']}: {offered[one]}", pair["feedback"], one == its_own)
                for pair, one, its_own in zip(question["pairs"], chosen, rights, strict=False)
                if one is not None and one < len(offered)
            ]
        case "fill_in":
            feedback = question["right_feedback"] if right else question["wrong_feedback"]
            return [Chosen(str(one), feedback, right) for one in chosen]
    return [Chosen(**answer) for number, answer in enumerate(question["answers"]) if number in chosen]


def following(way: OwnWay, attempt: Attempt, module: ModulePage) -> PartRow | None:
    """The next lesson of the module that the way leads through; to whom nothing is asked, the next not yet done."""
    steps = steps_in_time(way.beside.steps, way.mine)
    if steps and version_of(way, steps[0]).activity.module_key == module.code:
        return None  # it is what comes next anyway
    rows = part_rows(module, stood_by(attempt.person, module.code))
    if step := first_in(way, module.code):
        return next((row for row in rows if row.address and row.key == step.activity.key), None)
    is_asked = bool(way.beside.steps or way.booked)
    return None if is_asked or is_test(attempt.version) else open_row(rows)
