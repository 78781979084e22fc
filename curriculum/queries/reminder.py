"""Reminders of a week. Somebody is reminded of their work once in it, so the week is what a reminder is known by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from workforce.calc.quiet import week_of
from workforce.enums import NoticeKind
from workforce.models import Notice, Trust


def key_of(on: dt.date) -> str:
    return f"reminder of the week of {week_of(on).isoformat()}"


def reminded(trust: Trust, people: Iterable[int], *, on: dt.date) -> dict[int, Notice]:
    """By person, in this week; with the name of whoever did it."""
    of_week = Notice.objects.filter(trust=trust, person__in=set(people), kind=NoticeKind.REMINDER, key=key_of(on))
    return {notice.person_id: notice for notice in of_week.select_related("told_by__person")}
