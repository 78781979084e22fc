"""What is on offer to whoever is at some levels: what their own levels teach, and what else could help them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .asks import Ask, AskedMinutes, AskedPractice, AskedTarget
from .dose import Entry
from .prescription import Piece, Window, within_reach


class Behind(NamedTuple):
    """What lies behind somebody, as activities: what they did, how lately, and what they showed that they know."""

    recently: Collection[int] = ()
    """Within a year: it would give nothing again."""
    not_long_ago: Collection[int] = ()
    """Within two years: another refresher is better."""
    ever: Collection[int] = ()
    shown: Collection[int] = ()
    """Of a module whose test was passed."""


@dataclass(frozen=True, slots=True)
class Menu:
    """`own`: what belongs to these levels, or to none. `once`: the activities that are not done again and again."""

    asks: tuple[Ask, ...]
    own: tuple[Piece, ...]
    others: tuple[Piece, ...]
    once: frozenset[int]

    def left_for(self, behind: Behind) -> Menu:
        own, others = (tuple(self._left(pieces, behind)) for pieces in (self.own, self.others))
        return replace(self, own=own, others=others)

    def _left(self, pieces: Iterable[Piece], behind: Behind) -> Iterator[Piece]:
        for piece in pieces:
            activity = piece.activity
            if activity not in self.once:
                yield piece
            elif activity not in behind.recently:
                yield replace(
                    piece,
                    is_repeat=activity in behind.not_long_ago,
                    is_done=activity in behind.ever,
                    is_shown=activity in behind.shown,
                )

    def for_missing(self, missing: Sequence[Ask], entries: Sequence[Entry], window: Window) -> list[Piece]:
        """What lies behind somebody is offered for what they miss, and for nothing else; refreshers to renew alone.

        Where that is not enough: what they were spared by a test; and last what another level is taught.
        """
        mine = list(self._useful(missing, entries))
        reached = within_reach(missing, entries, mine, window)
        offered = [piece for piece in mine if not piece.is_behind or helps(piece, reached)]
        rest = [ask for ask in missing if ask not in reached or isinstance(ask, AskedMinutes)]
        for more in (self._spared(offered), self.others):
            reached = within_reach(rest, entries, offered, window)
            rest = [ask for ask in rest if ask not in reached]
            offered += [piece for piece in more if helps(piece, rest)]
        return offered

    def _useful(self, missing: Iterable[Ask], entries: Sequence[Entry]) -> Iterator[Piece]:
        """A refresher is for whoever has reached a skill that it is for, and for nobody else."""
        once_held = [ask for ask in missing if isinstance(ask, AskedTarget) and ask.days(entries)]
        return (piece for piece in self.own if not piece.is_refresher or helps(piece, once_held))

    def _spared(self, offered: Collection[Piece]) -> list[Piece]:
        """By a test, and never done."""
        spared = (piece for piece in self.own if piece.is_shown and not (piece.is_done or piece.is_refresher))
        return [replace(piece, is_shown=False) for piece in spared if piece not in offered]


def menu(asks: Iterable[Ask], own: Iterable[Piece], others: Iterable[Piece], once: frozenset[int]) -> Menu:
    """What is practised can be done as often as anything asks for it."""
    asks = tuple(asks)
    often = max(map(_often, asks), default=1)
    told = (
        [piece if piece.activity in once else replace(piece, times=often) for piece in one] for one in (own, others)
    )
    mine, beside = told
    useful = (piece for piece in beside if helps(piece, asks) and not piece.is_refresher)
    return Menu(asks, tuple(mine), tuple(useful), once)


def helps(piece: Piece, asks: Iterable[Ask]) -> bool:
    """What was done, or shown by a test, is never done again to fill up minutes."""
    asks = (ask for ask in asks if not (piece.is_behind and isinstance(ask, AskedMinutes)))
    return any(ask.is_helped_by(gift) for ask in asks for gift in piece.gives)


def _often(ask: Ask) -> int:
    """How often a practice could be needed for it."""
    match ask:
        case AskedTarget(target):
            return max(target.renewal_practices or 1, 1)
        case AskedPractice(practice):
            return max(practice.count, 1)
    return 1
