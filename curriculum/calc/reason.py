"""Why a level is somebody's: which of their posts it applies through on a day, and what about the post makes it so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .audience import CARRY_BY_DEFAULT, AudienceRule, Nomination, PostStretch, nomination_reaches, rule_reaches
from .days import Interval, contains
from .timeline import Line


@dataclass(frozen=True, slots=True)
class Reason:
    """One post, and the rule or the nomination that reaches it on the day."""

    post: PostStretch
    rule: AudienceRule | None = None
    nomination: Nomination | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """What of the post fitted a rule: only what the rule asked for."""

    kind: str
    staff_group: str
    job_role: str
    band: str
    flags: tuple[str, ...]
    site: int | None
    unit: int | None


def run_around(line: Line, on: dt.date) -> Interval | None:
    """The unbroken run of days, around the day, on which the level applies."""
    return next((run for run in line.applies if on in run), None)


def reasons(
    line: Line,
    rules: Sequence[AudienceRule],
    nominations: Iterable[Nomination],
    above: Mapping[int, Sequence[int]],
    on: dt.date,
) -> Iterator[Reason]:
    """One for each post through which the level applies on the day: its first rule, or else the nomination.

    `above`: for each unit, itself and all that it lies below on the day.
    """
    named = [one for one in nominations if one.level == line.level and on in one.during]
    for post, days in line.through:
        if contains(days, on):
            rule = next((rule for rule in rules if rule_reaches(rule, post, above[post.unit])), None)
            by_name = next((one for one in named if nomination_reaches(one, post, above[post.unit])), None)
            yield Reason(post, rule, None if rule else by_name)


def hit(rule: AudienceRule, post: PostStretch, above: Sequence[int]) -> Hit:
    """Kinds are told where the rule names some that do not carry by default, or fewer than those that do."""
    return Hit(
        kind=post.kind if rule.kinds and rule.kinds != CARRY_BY_DEFAULT else "",
        staff_group=post.staff_group if rule.staff_groups else "",
        job_role=post.job_role if rule.job_roles else "",
        band=post.band if rule.bands else "",
        flags=tuple(sorted(rule.flags & post.flags)),
        site=post.site if rule.sites else None,
        unit=next((unit for unit in above if unit in rule.units), None),
    )
