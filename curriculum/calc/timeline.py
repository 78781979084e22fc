"""One person's coverage as intervals: all of their past and future at once, for what is kept current as facts change.

`coverage.py` says what it means, a day at a time; this says the same for every day, and a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .audience import Nomination, PostStretch, rule_fits
from .days import ALWAYS, FOREVER, NEVER, Days, Interval, add_days, clip, contains, intersect, joined, union
from .dose import Entry
from .facts import Absence, Exemption, Facts, LevelVersion, Version
from .holding import Ledger, holdings
from .tree import Reach, reach

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is the same for everybody of a trust: each version with the days on which it is in force, and the tree."""

    spans: tuple[tuple[Version, Interval], ...]
    reach: Reach
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is one person's own."""

    posts: Sequence[PostStretch] = ()
    absences: Sequence[Absence] = ()
    exemptions: Sequence[Exemption] = ()
    nominations: Sequence[Nomination] = ()
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One person at one level. By skill, where None stands for the level as a whole."""

    level: int
    through: tuple[tuple[PostStretch, Days], ...]
    """The posts through which the level applies, and when."""
    away: Days
    exempt: Days
    held: Mapping[int | None, Days]
    in_time: Mapping[int | None, Days]
    """The days on which not to hold it is in time."""

    @property
    def applies(self) -> Days:
        """Through whichever posts: its intervals are the unbroken runs."""
        return applies(self.through)


def ground_of(versions: Iterable[Version], tree: Reach) -> Ground:
    in_order = sorted(versions, key=lambda version: version.since)
    ends = [*(version.since for version in in_order[1:]), FOREVER]
    return Ground(
        spans=tuple((version, Interval(version.since, until)) for version, until in zip(in_order, ends, strict=False)),
        reach=tree,
        levels=tuple(sorted({level for version in in_order for level in version.levels})),
    )


def ground_of_facts(facts: Facts) -> Ground:
    return ground_of(facts.versions, reach(facts.places))


def facts_of(facts: Facts, person: int) -> PersonFacts:
    return PersonFacts(
        posts=[stretch for stretch in facts.posts if stretch.person == person],
        absences=[absence for absence in facts.absences if absence.person == person],
        exemptions=[exemption for exemption in facts.exemptions if exemption.person == person],
        nominations=[nomination for nomination in facts.nominations if nomination.person == person],
        entries=facts.entries.get(person, ()),
    )


def timeline(ground: Ground, facts: PersonFacts) -> list[Line]:
    """A line for each level that applies to the person on any day."""
    ledger = Ledger(facts.entries)
    return [
        line(ground, facts, level, through, ledger)
        for level in ground.levels
        if (through := applied_through(ground, facts, level))
    ]


def line(
    ground: Ground, facts: PersonFacts, level: int, through: tuple[tuple[PostStretch, Days], ...], ledger: Ledger
) -> Line:
    asked = [(version.levels[level], span) for version, span in ground.spans if level in version.levels]
    held = holdings(ground.spans, level, ledger)
    return Line(
        level=level,
        through=through,
        away=away(asked, facts.absences),
        exempt=joined(one.during for one in facts.exemptions if one.level in (None, level)),
        held=held,
        in_time=in_time(ground, level, applies(through), held),
    )


def applied_through(ground: Ground, facts: PersonFacts, level: int) -> tuple[tuple[PostStretch, Days], ...]:
    """Each post stretch through which the level applies on any day, with those days."""
    found = []
    for stretch in facts.posts:
        above = ground.reach.get(stretch.unit, {})
        spans: list[Interval] = []
        for version, span in ground.spans:
            if level in version.levels:
                reached = rules_reach(version.levels[level], stretch, above)
                named = nominations_reach(facts.nominations, level, stretch, above)
                spans += clip(union(reached, named), span)
        there = clip(above.get(stretch.unit, NEVER), stretch.during)
        if days := intersect(joined(spans), there):
            found.append((stretch, days))
    return tuple(found)


def rules_reach(asked: LevelVersion, stretch: PostStretch, above: Mapping[int, Days]) -> Days:
    """The days on which the place of the post is one that a fitting rule reaches."""
    fitting = [rule for rule in asked.audience if rule_fits(rule, stretch)]
    if any(not rule.units for rule in fitting):
        return ALWAYS
    return union(*(above.get(unit, NEVER) for rule in fitting for unit in rule.units)) if fitting else NEVER


def nominations_reach(
    nominations: Iterable[Nomination], level: int, stretch: PostStretch, above: Mapping[int, Days]
) -> Days:
    spans: list[Interval] = []
    for named in nominations:
        if named.level == level and named.person == stretch.person:
            if named.post == stretch.post:
                spans.append(named.during)
            elif named.post is None and named.unit is not None:
                spans += intersect(above.get(named.unit, NEVER), (named.during,))
    return joined(spans)


def applies(through: Iterable[tuple[PostStretch, Days]]) -> Days:
    return union(*(days for _, days in through))


def away(asked: Iterable[tuple[LevelVersion, Interval]], absences: Iterable[Absence]) -> Days:
    """Absences that touch or overlap are one; each day asks the dose of the version then in force."""
    whole = joined(absence.during for absence in absences)
    spans: list[Interval] = []
    for one, span in asked if whole else ():
        for absence in whole:
            begins = add_days(absence.since, one.dose.away_after_days)
            if begins < absence.until:
                spans += intersect((Interval(begins, add_days(absence.until, one.dose.grace_days)),), (span,))
    return joined(spans)


def in_time(ground: Ground, level: int, runs: Days, held: Mapping[int | None, Days]) -> dict[int | None, Days]:
    """By skill: less than the grace after a run began, or after a version that took it away or was the first to ask."""
    found: dict[int | None, Days] = dict.fromkeys(held, NEVER)
    asked_before: set[int | None] = set()
    for version, span in ground.spans:
        asked = version.levels[level].skills if level in version.levels else set()
        if asked:
            grace = version.levels[level].dose.grace_days
            after_run = in_grace(runs, grace, span)
            after_both = union(after_run, in_grace((span,), grace, span))
            eve = span.since - ONE_DAY
            for skill in asked & held.keys():
                is_new = skill not in asked_before or contains(held[skill], eve)
                grace_days = after_both if is_new else after_run
                found[skill] = union(found[skill], grace_days) if found[skill] else grace_days
        asked_before = asked
    return found


def in_grace(begun: Days, grace_days: int, span: Interval) -> Days:
    return clip(joined(Interval(one.since, add_days(one.since, grace_days)) for one in begun), span)
