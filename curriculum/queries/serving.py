"""How what is published serves the framework in force: targets that nothing reaches, and doses that nobody asks for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workforce.models import Trust

from ..calc.dose import Target
from ..calc.facts import Version
from ..calc.serving import Beyond, Dose, Gap, beyond, gap
from ..models import ActivityVersion
from .coverage import version_on
from .facts import versions_of
from .offer import IN_ORDER, as_offers, giving_versions


@dataclass(frozen=True, slots=True)
class Unserved:
    level: int
    target: Target
    gap: Gap


@dataclass(frozen=True, slots=True)
class TooMuch:
    """`module` is its code; empty for activities that belong to none."""

    module: str
    dose: Dose
    beyond: Beyond


@dataclass(frozen=True, slots=True)
class Serving:
    """`targets`: how many there are. No version in force: nothing is asked for, so nothing can be said."""

    is_in_force: bool
    targets: int
    unserved: list[Unserved]
    too_much: list[TooMuch]


def serving(trust: Trust, *, on: dt.date) -> Serving:
    """Tests are left out: they show what somebody learned, and teach nothing."""
    in_force = version_on(versions_of(trust.pk), on)
    if in_force is None:
        return Serving(False, 0, [], [])
    versions = [version for version in giving_versions(trust.pk) if version.activity.kind in IN_ORDER]
    offered = [entry for offer in as_offers(versions, on=on) for entry in offer.gives]
    asked = [(level, target) for level, one in in_force.levels.items() for target in one.dose.targets]
    found = [(level, target, gap(target, offered)) for level, target in asked]
    return Serving(
        is_in_force=True,
        targets=len(asked),
        unserved=[Unserved(level, target, why) for level, target, why in found if why],
        too_much=[*_too_much(versions, in_force)],
    )


def _too_much(versions: Iterable[ActivityVersion], in_force: Version) -> Iterable[TooMuch]:
    targets = [target for level in in_force.levels.values() for target in level.dose.targets]
    for module, doses in _by_module(versions).items():
        for dose in doses:
            if why := beyond(dose, targets):
                yield TooMuch(module, dose, why)


def _by_module(versions: Iterable[ActivityVersion]) -> dict[str, Sequence[Dose]]:
    """What each module gives, skill by skill: its deepest, and its minutes together."""
    given: dict[str, dict[int, Dose]] = defaultdict(dict)
    for version in versions:
        skills = given[version.activity.module_key]
        for dose in version.doses.all():
            before = skills.get(dose.skill_id, Dose(dose.skill_id, 0, 0))
            skills[dose.skill_id] = Dose(dose.skill_id, max(before.depth, dose.depth), before.minutes + dose.minutes)
    return {module: [skills[skill] for skill in sorted(skills)] for module, skills in sorted(given.items())}
