"""Does a module add up? Asked of its tables as they are typed, before anything is saved. Answers are for the editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

Row = Mapping[str, Any]


def not_adding_up(parts: Sequence[Row], doses: Sequence[Row], lessons: Iterable[str] = ()) -> list[str]:
    """What is wrong with the parts and what they give; `lessons` are the keys that published lessons stand under."""
    return [
        *_keys_used_twice(parts),
        *_lessons_left_over(parts, lessons),
        *_doses_of_no_part(parts, doses),
        *_skills_named_twice(doses),
        *_more_than_its_length(parts, doses),
        *_half_a_practice(doses),
        *_to_no_depth(doses),
        *_ways_apart(parts, doses),
    ]


def _keys_used_twice(parts: Sequence[Row]) -> Iterator[str]:
    for key, times in Counter(part["key"] for part in parts).items():
        if times > 1:
            yield f"The key {key} stands on {times} parts. Give each part a key of its own."


def _lessons_left_over(parts: Sequence[Row], lessons: Iterable[str]) -> Iterator[str]:
    for key in sorted(set(lessons) - {part["key"] for part in parts}):
        yield (
            f"Part {key} has a lesson that people can open. Unpublish the lesson first, then take the part out: "
            "what it has given to people stays theirs."
        )


def _doses_of_no_part(parts: Sequence[Row], doses: Sequence[Row]) -> Iterator[str]:
    astray = sorted({dose["part"] for dose in doses} - {part["key"] for part in parts})
    if astray:
        yield f"There is no part with the key {', '.join(astray)}. Correct the dose or add the part."


def _skills_named_twice(doses: Sequence[Row]) -> Iterator[str]:
    for (part, skill), times in Counter((dose["part"], dose["skill"]) for dose in doses).items():
        if times > 1:
            yield f"Part {part} names {skill} twice. Put its minutes in one line."


def _more_than_its_length(parts: Sequence[Row], doses: Sequence[Row]) -> Iterator[str]:
    for part in parts:
        given = sum(dose["minutes"] or 0 for dose in doses if dose["part"] == part["key"])
        if given > (part["minutes"] or 0):
            yield (
                f"Part {part['key']} lasts {part['minutes']} minutes, but its doses add up to {given}. "
                "Give less, or make the part longer."
            )


def _half_a_practice(doses: Sequence[Row]) -> Iterator[str]:
    for dose in doses:
        if bool(dose["practice_kind"]) != bool(dose["practice_count"]):
            yield f"Part {dose['part']} names a practice without how many, or how many without which. Say both or none."


def _ways_apart(parts: Sequence[Row], doses: Sequence[Row]) -> Iterator[str]:
    """One way is enough only where each leads as far as the others; how long it takes may differ."""
    ways = {part["key"]: part.get("way") for part in parts if part.get("way")}
    given: dict[str, dict[Any, int]] = {way: {} for way in ways.values() if way}
    for dose in doses:
        if way := ways.get(dose["part"]):
            given[way][dose["skill"]] = max(dose["depth"] or 0, given[way].get(dose["skill"], 0))
    for way, other in pairwise(sorted(given)):
        if apart := sorted({str(skill) for skill, _depth in given[way].items() ^ given[other].items()}):
            yield (
                f"The ways “{way}” and “{other}” do not lead equally deep in {', '.join(apart)}. "
                "Whoever takes one way is spared the other, so each has to give the same skills to the same depth."
            )


def _to_no_depth(doses: Sequence[Row]) -> Iterator[str]:
    for dose in doses:
        if not dose["depth"]:
            yield (
                f"Part {dose['part']} gives {dose['skill']} to no depth. "
                "Choose “aware” or deeper, or take the line out."
            )
