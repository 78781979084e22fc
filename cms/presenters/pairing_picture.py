"""Who with whom, as a drawing: coaches on the left with their load, teams on the right, a line for each seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coaching.enums import CoachPart

WIDTH, ROW, TOP = 720, 40, 44
FROM, TO = 276, 424  # where lines begin and end
DOT = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """A coach or a team: where its words stand."""

    y: float
    words: str
    load: str = ""
    is_alone: bool = False

    @property
    def y_text(self) -> float:
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Seat:
    """`is_inside`: an unbroken line; from outside it is broken."""

    y1: float
    y2: float
    is_inside: bool
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    coaches: tuple[Spot, ...]
    teams: tuple[Spot, ...]
    seats: tuple[Seat, ...]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return TOP + ROW * max(len(self.coaches), len(self.teams), 1)

    @property
    def x(self) -> dict[str, int]:
        return {"from": FROM, "to": TO, "left": FROM - 12, "right": TO + 12}


Pairs = Mapping[str, Sequence[tuple[str, str]]]
"""By team its coaches, each with the part they have; none: nobody."""


def picture(pairs: Pairs, loads: Mapping[str, str]) -> Picture:
    """Coaches stand where their teams are, so that few lines cross. `loads`: by coach, in words."""
    teams = sorted(pairs, key=lambda team: (not pairs[team], team))
    heights: dict[str, list[int]] = {}
    for place, team in enumerate(teams):
        for coach, _part in pairs[team]:
            heights.setdefault(coach, []).append(place)
    coaches = sorted(heights, key=lambda coach: (sum(heights[coach]) / len(heights[coach]), coach))
    at = {coach: TOP + ROW * place for place, coach in enumerate(coaches)}
    seats = (
        Seat(at[coach], TOP + ROW * place, part != CoachPart.OUTSIDE, f"{coach}: {team}")
        for place, team in enumerate(teams)
        for coach, part in pairs[team]
    )
    return Picture(
        tuple(Spot(at[coach], coach, loads.get(coach, "")) for coach in coaches),
        tuple(Spot(TOP + ROW * place, team, is_alone=not pairs[team]) for place, team in enumerate(teams)),
        tuple(seats),
    )
