"""What the example trust is made of, before any of it is a row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from workforce.enums import PostKind, UnitKind


@dataclass(frozen=True, slots=True)
class SiteFact:
    code: str
    name: str


@dataclass(slots=True)
class UnitFact:
    """`moves` are later days on which it gets another parent; a merged unit ends on `until` and has a successor."""

    code: str
    name: str
    kind: UnitKind
    parent: str | None
    since: dt.date
    site: str
    recipe: str = ""
    size: int = 0
    moves: list[tuple[dt.date, str]] = field(default_factory=list)
    until: dt.date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class StretchFact:
    since: dt.date
    until: dt.date | None
    unit: str
    site: str
    kind: PostKind
    staff_group: str
    job_role: str
    title: str
    band: str
    fte: float | None
    manager: str | None
    flags: tuple[str, ...] = ()


@dataclass(slots=True)
class PostFact:
    """One assignment; its number is the employee's with a suffix from the second on, as ESR has it."""

    assignment: str
    stretches: list[StretchFact]

    @property
    def since(self) -> dt.date:
        return self.stretches[0].since

    @property
    def until(self) -> dt.date | None:
        return self.stretches[-1].until


@dataclass(frozen=True, slots=True)
class AbsenceFact:
    kind: str
    since: dt.date
    until: dt.date | None


@dataclass(slots=True)
class PersonFact:
    employee: str
    given_name: str
    family_name: str
    email: str
    posts: list[PostFact]
    absences: list[AbsenceFact] = field(default_factory=list)
    left_date: dt.date | None = None
    left_reason: str = ""

    @property
    def joined(self) -> dt.date:
        return min(post.since for post in self.posts)

    def works_on(self, day: dt.date) -> bool:
        return self.joined <= day and (self.left_date is None or day < self.left_date)


@dataclass(frozen=True, slots=True)
class Trust:
    sites: list[SiteFact]
    units: list[UnitFact]
    people: list[PersonFact]
