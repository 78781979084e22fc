"""The rules of a run chart: what a team may take for more than chance.

As Perla, Provost and Murray give them (The run chart: a simple analytical tool for learning from variation in
healthcare processes. BMJ Quality & Safety 2011; 20: 46-51), with their four signals:

* shift: six or more points in a row on one side of the median; a point on the median neither counts nor breaks it;
* trend: five or more points in a row that all rise or all fall; a value like the one before neither counts nor breaks
  it;
* runs: too few or too many, by their table for the number of useful points, those not on the median. It goes back to
  Swed and Eisenhart (Annals of Mathematical Statistics 1943; 14: 66-87), in 10 to 60 useful points;
* an astronomical point: what everybody agrees is far away from all the others. That is judgement: it is not computed.

The median is that of a baseline, the first so many points, and stays as it is for those that follow. Limits of an SPC
chart do not belong here: they are another sum over the same points (`calc/spc.py`, to come).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from statistics import median

SHIFT, TREND = 6, 5  # points

# useful points: fewer runs than the first number are too few, more than the second too many
RUNS = {
    10: (3, 9),
    11: (3, 10),
    12: (3, 11),
    13: (4, 11),
    14: (4, 12),
    15: (5, 12),
    16: (5, 13),
    17: (5, 13),
    18: (6, 14),
    19: (6, 15),
    20: (6, 16),
    21: (7, 16),
    22: (7, 17),
    23: (7, 17),
    24: (8, 18),
    25: (8, 18),
    26: (9, 19),
    27: (10, 19),
    28: (10, 20),
    29: (10, 20),
    30: (11, 21),
    31: (11, 22),
    32: (11, 23),
    33: (12, 23),
    34: (12, 24),
    35: (12, 24),
    36: (13, 25),
    37: (13, 25),
    38: (14, 26),
    39: (14, 26),
    40: (15, 27),
    41: (15, 27),
    42: (16, 28),
    43: (16, 28),
    44: (17, 29),
    45: (17, 30),
    46: (17, 31),
    47: (18, 31),
    48: (18, 32),
    49: (19, 32),
    50: (19, 33),
    51: (20, 33),
    52: (20, 34),
    53: (21, 34),
    54: (21, 35),
    55: (22, 35),
    56: (22, 36),
    57: (23, 36),
    58: (23, 37),
    59: (24, 38),
    60: (24, 38),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Points that belong together: their places in the order of the chart, and the way they go: 1 up, -1 down."""

    places: tuple[int, ...]
    way: int

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class RunChart:
    """`median`: None without a point. `fewest`, `most`: None where the table says nothing."""

    median: Decimal | None
    useful: int
    runs: int
    fewest: int | None
    most: int | None
    shifts: list[Stretch]
    trends: list[Stretch]

    @property
    def has_too_few_runs(self) -> bool:
        return self.fewest is not None and self.runs < self.fewest

    @property
    def has_too_many_runs(self) -> bool:
        return self.most is not None and self.runs > self.most


def run_chart(values: Sequence[Decimal], *, baseline: int | None = None) -> RunChart:
    """The values in the order of their days; `baseline`: the median is of so many first ones, or of all."""
    if not values:
        return RunChart(None, 0, 0, None, None, [], [])
    middle = median(values[:baseline])
    runs = runs_of(values, middle)
    useful = sum(len(run) for run in runs)
    fewest, most = RUNS.get(useful, (None, None))
    shifts = [run for run in runs if len(run) >= SHIFT]
    return RunChart(middle, useful, len(runs), fewest, most, shifts, trends_of(values))


def runs_of(values: Sequence[Decimal], middle: Decimal) -> list[Stretch]:
    """Points in a row on one side of the median. Those on it are left out first: so they neither count nor break."""
    sides = [(place, 1 if value > middle else -1) for place, value in enumerate(values) if value != middle]
    return [
        Stretch(tuple(place for place, _ in group), side) for side, group in groupby(sides, key=lambda point: point[1])
    ]


def trends_of(values: Sequence[Decimal]) -> list[Stretch]:
    """Five points and more that all rise or all fall. A top belongs to the rise before it and to the fall after it."""
    points = unlike_the_one_before(values)
    steps = [(at, 1 if values[points[at + 1]] > values[points[at]] else -1) for at in range(len(points) - 1)]
    trends = []
    for way, group in groupby(steps, key=lambda step: step[1]):
        ats = [at for at, _ in group]
        trends.append(Stretch(tuple(points[ats[0] : ats[-1] + 2]), way))
    return [trend for trend in trends if len(trend) >= TREND]


def unlike_the_one_before(values: Sequence[Decimal]) -> list[int]:
    """The places of the points that differ from the one before; the first among them."""
    return [place for place, value in enumerate(values) if place == 0 or value != values[place - 1]]
