"""How much each soft goal counts. Whole numbers, so that sums are exact; they are shown with every proposal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """`travel` is taken off for each minute of one way; coaching online counts as `online_minutes`.

    `spread` is given for a first-time coach beside an experienced one, and taken off for two first-time coaches.
    `preference` is given for each point. `load`: taken off a second team once, a third one twice, and so on.
    `continuity` is given for each coach who coached the team before.
    """

    travel: int = 1
    online_minutes: int = 20
    spread: int = 30
    preference: int = 10
    load: int = 25
    continuity: int = 40
    experienced_from: int = 2
