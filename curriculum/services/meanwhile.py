"""Two people change the same thing: the second is told, before what the first wrote is gone."""

from __future__ import annotations

from workforce.services.refusal import Refused


class ChangedMeanwhile(Refused):
    """It is not any more what was shown. Its text is for the reader."""


def must_be_as_seen(*, now: str, seen: str | None) -> None:
    """Both are marks; `seen` is the one that came with what somebody read. None: nobody read it."""
    if seen is not None and seen != now:
        raise ChangedMeanwhile(
            "Somebody else changed this after you opened it. What it says now stands below, and what you typed is "
            "still here. Save again to put yours in its place."
        )
