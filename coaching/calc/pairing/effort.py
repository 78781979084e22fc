"""How much may be tried. Counted in work and never in seconds, so that a slower machine finds the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """`at_once`: so many links are tried without asking for prices first; otherwise the `first` of each team and side,
    and as many more in each of the `rounds`. `links`: among how many the proof is sought. `nodes`: of a search.
    """

    at_once: int = 1500
    first: int = 6
    rounds: int = 40
    links: int = 3000
    nodes: int = 2000


USUAL = Effort()
