"""A file that would end unusually much may be half a file. It is refused until somebody says that it is whole."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ..enums import ASSIGNMENT, ImportKind, RowAction
from ..models import ImportRun, Post, Trust, UnitPlace
from .refusal import Refused


class TooManyLeave(Refused):
    """More posts or units would end than is usual."""


def check_guard(run: ImportRun) -> None:
    ending = run.rows.filter(action=RowAction.END).count()
    percent = int(run.choices.get("leavers_percent", 0))
    if not ending:
        return
    here, noun = _here(run)
    if ending * 100 > percent * here:
        raise TooManyLeave(
            f"The file would end {ending:,} of {here:,} {noun}, more than {percent} %. "
            "Look whether it is whole; if so many are meant to end, say so by raising the share."
        )


def _here(run: ImportRun) -> tuple[int, str]:
    if run.kind == ImportKind.STAFF:
        return posts_here(run.trust, run.file_date), "posts"
    return UnitPlace.objects.filter(trust=run.trust).on(run.file_date).count(), "units"


def posts_here(trust: Trust, on: dt.date) -> int:
    """The posts with an assignment number that run on the day."""
    running = Q(stretches__since__lte=on) & (Q(stretches__until=None) | Q(stretches__until__gt=on))
    return Post.objects.filter(running, trust=trust, identifiers__system=ASSIGNMENT).distinct().count()
