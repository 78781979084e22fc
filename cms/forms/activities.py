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
    """`modules`: their titles by code. What belongs to none stands under its kind. `words`: other than the title."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for version in versions:
        activity = version.activity
        label = (words or {}).get(version.pk) or activity.title
        heading = modules.get(activity.module_key) or str(activity.get_kind_display())
        groups[heading].append((str(activity.uuid), label))
    return [(heading, sorted(some, key=lambda choice: as_counted(choice[1]))) for heading, some in groups.items()]


def as_counted(words: str) -> list[Any]:
    """So that day 2 stands before day 10."""
    return [int(part) if part.isdigit() else part.casefold() for part in re.split(r"(\d+)", words)]
