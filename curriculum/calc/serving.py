"""Does what can be learned serve what is asked for? Asked of everything there is, taken once, all on one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .dose import DEEPEST_BY_DOSE, Entry, Target, counts, held


class Gap(StrEnum):
    """Why nobody can reach a target by what is published."""

    NOTHING = "NOTHING"  # no activity counts towards it
    TOO_SHALLOW = "TOO_SHALLOW"  # what counts does not go as deep
    TOO_SHORT = "TOO_SHORT"  # it goes as deep, and all together lasts too short
    NOT_SIGNED_OFF = "NOT_SIGNED_OFF"  # from depth 3 on somebody signs it off, and no activity does


class Beyond(StrEnum):
    """How a dose gives more than any level asks for."""

    NOBODY_ASKS = "NOBODY_ASKS"
    TOO_DEEP = "TOO_DEEP"
    TOO_LONG = "TOO_LONG"


@dataclass(frozen=True, slots=True)
class Dose:
    """What one module gives in one skill, all its parts together."""

    skill: int
    depth: int
    minutes: int


def gap(target: Target, offered: Sequence[Entry]) -> Gap | None:
    """None: whoever did everything there is would hold the target."""
    if held(target, offered):
        return None
    counting = [entry for entry in offered if entry.skill == target.skill and counts(target, entry)]
    if not counting:
        return Gap.NOTHING
    if target.depth > DEEPEST_BY_DOSE:
        return Gap.NOT_SIGNED_OFF
    return Gap.TOO_SHORT if any(entry.depth >= target.depth for entry in counting) else Gap.TOO_SHALLOW


def beyond(dose: Dose, targets: Iterable[Target]) -> Beyond | None:
    """None: some level asks for as much. Minutes are too many where every level that asks says how many it wants."""
    asking = [target for target in targets if target.skill == dose.skill]
    if not asking:
        return Beyond.NOBODY_ASKS
    if dose.depth > max(target.depth for target in asking):
        return Beyond.TOO_DEEP
    wanted = [target.minutes for target in asking]
    most = max((minutes for minutes in wanted if minutes is not None), default=0)
    return Beyond.TOO_LONG if None not in wanted and dose.minutes > most else None
