"""A career in one post: how it began and what changed when, laid out as stretches."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from workforce.enums import PostKind

from .facts import PostFact, StretchFact
from .roles import Work


@dataclass(frozen=True, slots=True)
class Change:
    day: dt.date
    values: dict[str, Any]


@dataclass(slots=True)
class Career:
    since: dt.date
    unit: str
    site: str
    kind: PostKind
    work: Work
    fte: float | None
    manager: str | None
    flags: tuple[str, ...] = ()
    changes: list[Change] = field(default_factory=list)

    def post(self, assignment: str, *, until: dt.date | None) -> PostFact:
        """Changes outside the life of the post never came to be."""
        stretches = [self._first()]
        for change in sorted(self.changes, key=lambda change: change.day):
            if stretches[-1].since < change.day and (until is None or change.day < until):
                last = stretches.pop()
                stretches += [replace(last, until=change.day), replace(last, since=change.day, **change.values)]
            elif change.day <= stretches[-1].since:
                stretches[-1] = replace(stretches[-1], **change.values)
        stretches[-1] = replace(stretches[-1], until=until)
        return PostFact(assignment, stretches)

    def _first(self) -> StretchFact:
        work = self.work
        return StretchFact(
            self.since,
            None,
            self.unit,
            self.site,
            self.kind,
            work.staff_group,
            work.job_role,
            work.title,
            work.band,
            self.fte,
            self.manager,
            self.flags,
        )
