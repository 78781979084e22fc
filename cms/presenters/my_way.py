"""The way of one person, as every screen reads it that says what comes next: in the order in which it is best done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils import timezone

from curriculum.calc.prescribed import Step
from curriculum.models import ActivityVersion
from curriculum.queries.capability import Capability
from curriculum.queries.own_way import OwnWay, own_way
from curriculum.queries.prescription import Prescriber

from .due import due_days, due_of

AHEAD = 3
"""How many months, where nobody asks for more."""


def way_of(mine: Capability, versions: Iterable[ActivityVersion] | None = None, *, months: int = AHEAD) -> OwnWay:
    """`versions`: all that are published, where they have been read already."""
    prescriber = Prescriber(
        mine.person.trust,
        on=mine.on,
        months=months,
        modules=modules_by_level(),
        giving=versions,
        doses={level.level.pk: level.asked for level in mine.levels},
    )
    return own_way(mine, prescriber, now=timezone.now())


def modules_by_level() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    pages: Any = apps.get_model("cms", "ModulePage")  # pages call this file, so it cannot import them
    for level, code in pages.objects.live().order_by("path").values_list("levels", "code"):
        found[level].append(code)
    return found


def steps_in_time(steps: Iterable[Step], mine: Capability) -> list[Step]:
    """What is due first, first; on one day in the order in which it is best done."""
    due = due_days(mine)
    return sorted(steps, key=lambda step: due_of(step, due))


def version_of(way: OwnWay, step: Step) -> ActivityVersion:
    return way.prescriber.versions[step.piece.activity]


def first_in(way: OwnWay, module_key: str) -> ActivityVersion | None:
    """The first thing in a module that the way leads through."""
    found = (version_of(way, step) for step in steps_in_time(way.beside.steps, way.mine))
    return next((version for version in found if version.activity.module_key == module_key), None)
