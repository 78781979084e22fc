"""Activities to choose from, as people look for them: under the module they belong to, in its order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from curriculum.models import ActivityVersion


def by_module(
    versions: Iterable[ActivityVersion], modules: Mapping[str, str], words: Mapping[int, str] | None = None
) -> list[Any]:
    """`modules`: their titles by code, in the order of the site; parts stand as the module teaches them.

    What belongs to none of them comes after, under its kind. `words`: other than the title.
    """
    groups: dict[str, list[tuple[list[Any], tuple[str, str]]]] = defaultdict(list)
    for version in _in_order_of(modules, versions):
        activity = version.activity
        label = (words or {}).get(version.pk) or activity.title
        title = modules.get(activity.module_key)
        place = [activity.position] if title else []
        groups[title or str(activity.get_kind_display())].append(
            ([*place, as_counted(label)], (str(activity.uuid), label))
        )
    return [(heading, [choice for _place, choice in sorted(some)]) for heading, some in groups.items()]


def _in_order_of(modules: Mapping[str, str], versions: Iterable[ActivityVersion]) -> list[ActivityVersion]:
    place = {code: number for number, code in enumerate(modules)}
    return sorted(versions, key=lambda version: place.get(version.activity.module_key, len(place)))


def as_counted(words: str) -> list[Any]:
    """So that day 2 stands before day 10."""
    return [int(part) if part.isdigit() else part.casefold() for part in re.split(r"(\d+)", words)]
