"""All of a trust's coverage made anew from its facts, beside the old, which is read until the new takes its place.

Two processes fold a shard of the people each. Who stands alike in the same units is summed first, and only the sums
are told to each unit; the database packs them into months.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import django
from django.db import transaction
from django.db.models import Max, Min

from workforce.models import ChangedPerson, PostStretch, Trust

from ..calc.curve import Standing, groups, standing
from ..calc.facts import Facts
from ..calc.timeline import Ground, ground_of, timeline
from ..calc.tree import reach
from ..models import DoseEntry
from ..queries.facts import (
    absences_of,
    entries_of,
    exemptions_of,
    nominations_of,
    places_above,
    posts_of,
    versions_of,
)
from .copying import copy_rows
from .coverage import in_parts, own_facts
from .locks import hold_curves, hold_trust
from .staging import POINTS, beside, mark, pack, tables_beside, take_over
from .standing import HOLDINGS, POSTS, SPELLS, told_holdings, told_posts, told_spells

AT_ONCE = 1_000
SUMS_AT_ONCE = 600_000  # what one process keeps in memory of sums, before it writes them down

Tell = Callable[[int, int, str], None]


def rebuild_trust(*, trust: Trust, today: dt.date, processes: int = 2, tell: Tell = lambda *_: None) -> int:
    """How many people it was made of. Changes of facts wait until it is done; reading does not."""
    with tables_beside(), transaction.atomic():
        hold_trust(trust.pk)
        hold_curves(trust.pk)
        seen = [*ChangedPerson.objects.filter(trust=trust).values_list("pk", flat=True)]
        people = people_by_unit(trust.pk)
        make_beside(trust.pk, people, today, processes, tell)
        tell(len(people), len(people), "taking over")
        take_over(trust.pk)
        ChangedPerson.objects.filter(pk__in=seen).delete()
    return len(people)


def people_by_unit(trust: int) -> list[int]:
    """Neighbours beside each other: what they add is then mostly to the same sums."""
    rows = PostStretch.objects.filter(trust=trust).values("person").annotate(unit=Max("unit"))
    return [person for person, _ in rows.order_by("unit", "person").values_list("person", "unit")]


def make_beside(trust: int, people: list[int], today: dt.date, processes: int, tell: Tell) -> None:
    parts = [*in_parts(people, AT_ONCE)]
    marks = _marks(trust, today)
    if processes == 1:
        fold_shard(trust, parts)
        _pack_shard(trust, marks, 0, 1)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), django.setup) as pool:
        slices = [parts[start : start + 4] for start in range(0, len(parts), 4)]
        for done, _ in enumerate(pool.map(fold_shard, [trust] * len(slices), slices), start=1):
            tell(min(done * 4 * AT_ONCE, len(people)), len(people), "people folded")
        list(
            pool.map(_pack_shard, *zip(*((trust, marks, shard, processes) for shard in range(processes)), strict=True))
        )


def _marks(trust: int, today: dt.date) -> list[dt.date]:
    entries = DoseEntry.objects.filter(trust=trust).aggregate(first=Min("given_date"))
    posts = PostStretch.objects.filter(trust=trust).aggregate(first=Min("since"))
    first = min((day for day in (entries["first"], posts["first"], today) if day), default=today)
    years = range(max(first.year, today.year - 30), today.year + 6)
    return sorted({today, *(dt.date(year, 1, 1) for year in years)})


@transaction.atomic
def fold_shard(trust: int, parts: Sequence[list[int]]) -> None:
    ground = ground_of(versions_of(trust), reach(places_above(trust, None)))
    sums: Sums = Sums()
    for people in parts:
        standings = _standings(trust, ground, people)
        _write(trust, standings)
        for theirs in standings.values():
            for one in theirs:
                sums.add(one)
        if sums.count > SUMS_AT_ONCE:
            sums.write()
    sums.write()


@transaction.atomic
def _pack_shard(trust: int, marks: list[dt.date], shard: int, shards: int) -> None:
    pack(trust, shard, shards)
    mark(trust, [*marks], shard, shards)


def _standings(trust: int, ground: Ground, people: list[int]) -> dict[int, list[Standing]]:
    own = own_facts(
        Facts(
            posts=posts_of(trust, people),
            absences=absences_of(trust, people),
            exemptions=exemptions_of(trust, people),
            nominations=nominations_of(trust, people),
            entries=entries_of(trust, people),
        )
    )
    return {person: [standing(ground, line) for line in timeline(ground, facts)] for person, facts in own.items()}


def _write(trust: int, standings: dict[int, list[Standing]]) -> None:
    told = [(person, one) for person, theirs in standings.items() for one in theirs]
    for table, lines in ((POSTS, told_posts), (SPELLS, told_spells), (HOLDINGS, told_holdings)):
        copy_rows(beside(table), (line for person, one in told for line in lines(trust, person, one)))


class Sums:
    """Changes summed by the units that they are told to together, each kept as one whole number."""

    BESIDE, FTE = 1 << 21, 1 << 42  # people and beside are below a million; what is left is FTE
    HALF, MASK = 1 << 20, (1 << 21) - 1

    def __init__(self) -> None:
        self.by_units: dict[tuple[int, tuple[int, ...]], dict[tuple[dt.date, int], int]] = {}
        self.count = 0

    def add(self, one: Standing) -> None:
        for units, steps in groups(one):
            sums = self.by_units.setdefault((one.level, tuple(units)), {})
            before = len(sums)
            for line, day, people, beside_it, fte in steps:
                key = day, line
                sums[key] = sums.get(key, 0) + people + beside_it * self.BESIDE + fte * self.FTE
            self.count += len(sums) - before

    def write(self) -> None:
        by_curve: dict[tuple[int, int], dict[tuple[dt.date, int], int]] = defaultdict(dict)
        for (level, units), sums in self.by_units.items():
            for unit in units:
                curve = by_curve[unit, level]
                for key, number in sums.items():
                    curve[key] = curve.get(key, 0) + number
        copy_rows(POINTS, self._lines(by_curve))
        self.__init__()  # type: ignore[misc]  # empty again

    def _lines(self, by_curve: dict[tuple[int, int], dict[tuple[dt.date, int], int]]) -> Iterator[str]:
        half, mask = self.HALF, self.MASK
        iso: dict[dt.date, str] = {}
        for (unit, level), curve in by_curve.items():
            for (day, line), number in curve.items():
                if number:
                    people = ((number + half) & mask) - half
                    number = (number - people) >> 21
                    beside_it = ((number + half) & mask) - half
                    fte = (number - beside_it) >> 21
                    text = iso.get(day) or iso.setdefault(day, day.isoformat())
                    yield f"{unit}\t{level}\t{text}\t{line}\t{people}\t{beside_it}\t{fte}"
