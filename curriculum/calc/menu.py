"""What is on offer to whoever is at some levels: what their own levels teach, and what else could help them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from .asks import Ask, AskedPractice, AskedTarget
from .dose import Entry
from .prescription import Piece, Window, within_reach


@dataclass(frozen=True, slots=True)
class Menu:
    """`own`: what belongs to these levels, or to none. `once`: the activities that are not done again and again."""

    asks: tuple[Ask, ...]
    own: tuple[Piece, ...]
    others: tuple[Piece, ...]
    once: frozenset[int]

    def left_for(self, recently: Collection[int], not_long_ago: Collection[int]) -> Menu:
        """Without what was done within a year, for it would give nothing; what was done before that is a repeat."""
        own, others = (self._left(pieces, recently, not_long_ago) for pieces in (self.own, self.others))
        return replace(self, own=own, others=others)

    def _left(
        self, pieces: Iterable[Piece], recently: Collection[int], not_long_ago: Collection[int]
    ) -> tuple[Piece, ...]:
        still = (piece for piece in pieces if piece.activity not in self.once or piece.activity not in recently)
        return tuple(
            replace(piece, is_repeat=piece.activity in self.once and piece.activity in not_long_ago) for piece in still
        )

    def for_missing(self, missing: Sequence[Ask], entries: Sequence[Entry], window: Window) -> list[Piece]:
        """Nobody is sent to what another level is taught, unless their own levels do not bring what they miss."""
        reached = within_reach(missing, entries, self.own, window)
        rest = [ask for ask in missing if ask not in reached]
        return [*self.own, *(piece for piece in self.others if helps(piece, rest))]


def menu(asks: Iterable[Ask], own: Iterable[Piece], others: Iterable[Piece], once: frozenset[int]) -> Menu:
    """What is practised can be done as often as anything asks for it."""
    asks = tuple(asks)
    often = max(map(_often, asks), default=1)
    told = (
        [piece if piece.activity in once else replace(piece, times=often) for piece in one] for one in (own, others)
    )
    mine, beside = told
    return Menu(asks, tuple(mine), tuple(piece for piece in beside if helps(piece, asks)), once)


def helps(piece: Piece, asks: Collection[Ask]) -> bool:
    return any(ask.is_helped_by(gift) for ask in asks for gift in piece.gives)


def _often(ask: Ask) -> int:
    """How often a practice could be needed for it."""
    match ask:
        case AskedTarget(target):
            return max(target.renewal_practices or 1, 1)
        case AskedPractice(practice):
            return max(practice.count, 1)
    return 1
