"""What a reader without named access may see of a count: rounded, or nothing.

A count below the threshold is hidden (*primary*), every other one is rounded to the nearest multiple. Rounding alone
still gives people away where a total lies at the edge of what its parts can add up to (four wards of 7 under a
division shown as 30: each must be 7), so whatever would be pinned down by adding and subtracting what is shown makes
us hide more (*complementary*): a small part beside it or, where none is shown, a total. Nothing here depends on what
is asked, only on the whole tree of a month end.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Protocol, TypeVar

MEASURES = ("required", "met", "in_time", "overdue", "away", "exempt")
DIVISION = ("met", "in_time", "overdue")  # required is their sum

U = TypeVar("U", bound=Hashable)
MORE_THAN_ANYBODY = 10**9

Count = tuple[Hashable, str]  # a unit and a measure of it
Sums = list[tuple[Count, list[Count]]]  # a total, and the parts that add up to it
Bounds = dict[Count, list[int]]  # the least and the most that a count can be


class Counted(Protocol):
    @property
    def required(self) -> int: ...
    @property
    def met(self) -> int: ...
    @property
    def in_time(self) -> int: ...
    @property
    def overdue(self) -> int: ...
    @property
    def away(self) -> int: ...
    @property
    def exempt(self) -> int: ...


class Hidden(Enum):
    """Why a count is not shown."""

    PRIMARY = "primary"
    COMPLEMENTARY = "complementary"


Figure = int | Hidden


@dataclass(frozen=True, slots=True)
class Profile:
    below: int = 8
    round_to: int = 5

    def figure(self, count: int) -> Figure:
        rounded = self.rounded(count)
        return Hidden.PRIMARY if count < self.below or (count and not rounded) else rounded

    def rounded(self, count: int) -> int:
        step = max(self.round_to, 1)
        return (count + step // 2) // step * step

    def bounds(self, figure: Figure) -> list[int]:
        """What anybody who knows the profile can tell of the count behind a figure."""
        step = max(self.round_to, 1)
        if figure is Hidden.PRIMARY:
            return [0, max(self.below, step - step // 2) - 1]
        if figure is Hidden.COMPLEMENTARY:
            return [self.below, MORE_THAN_ANYBODY]
        return [max(self.below, figure - step // 2), figure - step // 2 + step - 1]


@dataclass(frozen=True, slots=True)
class Rounded:
    """A cell as it may be shown: each figure a rounded count, or why it is hidden."""

    required: Figure
    met: Figure
    in_time: Figure
    overdue: Figure
    away: Figure
    exempt: Figure

    @property
    def share(self) -> Fraction | None:
        """From the rounded counts, so that it tells no more than they do."""
        if isinstance(self.required, Hidden) or isinstance(self.met, Hidden):
            return None
        return Fraction(self.met, self.required)


def suppress(cells: Mapping[U, Counted], children: Mapping[U, Sequence[U]], profile: Profile) -> dict[U, Rounded]:
    """Every cell of one column of the tree as it may be shown."""
    figures: dict[Count, Figure] = {
        (unit, measure): profile.figure(getattr(cell, measure)) for unit, cell in cells.items() for measure in MEASURES
    }
    sums = sums_of(cells, children)
    while covers := {cover(count, figures, sums) for count in pinned(figures, sums, profile)} - {None}:
        figures.update({count: Hidden.COMPLEMENTARY for count in covers if count})
    return {unit: Rounded(*(figures[unit, measure] for measure in MEASURES)) for unit in cells}


def sums_of(cells: Iterable[U], children: Mapping[U, Sequence[U]]) -> Sums:
    """The strongest that can be supposed: nobody is in two rows, nobody belongs to an upper unit directly."""
    units = set(cells)
    families = [(unit, below) for unit in units if (below := [c for c in children.get(unit, ()) if c in units])]
    tree: Sums = [((unit, m), [(child, m) for child in below]) for unit, below in families for m in MEASURES]
    division: Sums = [((unit, "required"), [(unit, m) for m in DIVISION]) for unit in units]
    return tree + division


def pinned(figures: Mapping[Count, Figure], sums: Sums, profile: Profile) -> list[Count]:
    """The hidden counts that adding and subtracting the shown ones would give away."""
    known = narrowed({count: profile.bounds(figure) for count, figure in figures.items()}, sums)
    hidden = (count for count, figure in figures.items() if isinstance(figure, Hidden))
    return [count for count in hidden if known[count][0] == known[count][1]]


def narrowed(known: Bounds, sums: Sums) -> Bounds:
    """Bounds drawn as close as the sums allow. Stops where they contradict one another: then they prove nothing."""
    moved = True
    while moved:
        moved = any([narrow(known, total, parts) for total, parts in sums])
    return known


def narrow(known: Bounds, total: Count, parts: list[Count]) -> bool:
    of_total, of_parts = known[total], [known[part] for part in parts]
    least, most = sum(low for low, _ in of_parts), sum(high for _, high in of_parts)
    low, high = of_total
    moved = tighten(of_total, least, most)
    if low <= least and high >= most:  # nothing that the total says is news to its parts
        return moved
    for bounds in of_parts:
        moved |= tighten(bounds, low - most + bounds[1], high - least + bounds[0])
    return moved


def tighten(bounds: list[int], low: int, high: int) -> bool:
    low, high = max(bounds[0], low), min(bounds[1], high)
    if low > high or (low == bounds[0] and high == bounds[1]):
        return False
    bounds[:] = low, high
    return True


def cover(count: Count, figures: Mapping[Count, Figure], sums: Sums) -> Count | None:
    """Which shown figure to hide, so that `count` can be told no longer.

    The smallest part beside it, so that the totals, which are what most people look for, stay; else a total above it.
    """
    beside = {part: figures[part] for total, parts in sums if count in parts or count == total for part in parts}
    shown = {part: figure for part, figure in beside.items() if isinstance(figure, int)}
    above = (total for total, parts in sums if count in parts and isinstance(figures[total], int))
    return min(shown, key=lambda part: shown[part]) if shown else next(above, None)
