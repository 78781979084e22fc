"""A prescription as it is told: what to do, what nothing on offer brings, and the hours that it saves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .asks import Ask, AskedTarget
from .once import minutes_of_all
from .prescription import Choice, Piece


@dataclass(frozen=True, slots=True)
class Step:
    """A piece to do so many times, and the skills that it is for."""

    piece: Piece
    times: int
    skills: frozenset[int]

    @property
    def minutes(self) -> int:
        return self.piece.minutes * self.times


@dataclass(frozen=True, slots=True)
class Prescription:
    """`beyond`: what nothing on offer brings. `curriculum`: all that the person's levels teach."""

    steps: tuple[Step, ...]
    beyond: tuple[Ask, ...]
    curriculum: tuple[Piece, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def everything(self) -> int:
        """The minutes of all that these levels teach, each once and one way: for who brings and is spared nothing.

        What is prescribed beside it, or has to be done again, is in both: so it is never less than the prescription.
        """
        teaching = [piece for piece in self.curriculum if not piece.is_refresher]
        taught = {piece.activity for piece in teaching}
        beside = sum(step.minutes for step in self.steps if step.piece.activity not in taught)
        again = sum(step.minutes - step.piece.minutes for step in self.steps if step.piece.activity in taught)
        return minutes_of_all(teaching, {step.piece.activity for step in self.steps}) + beside + again

    @property
    def saved(self) -> int:
        return self.everything - self.minutes


def steps_of(choice: Choice, pieces: Iterable[Piece], asks: Iterable[Ask]) -> tuple[Step, ...]:
    """`asks`: those that the choice serves."""
    asks = list(asks)
    taken = ((piece, times) for piece, times in zip(pieces, choice, strict=True) if times)
    return tuple(Step(piece, times, skills_of(piece, asks)) for piece, times in taken)


def skills_of(piece: Piece, asks: Iterable[Ask]) -> frozenset[int]:
    helped = (
        ask.target.skill for ask in asks if isinstance(ask, AskedTarget) and any(map(ask.is_helped_by, piece.gives))
    )
    return frozenset(helped)
