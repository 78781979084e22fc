"""Three years of learning, at a rising pace: who began, how far they came, who showed what to whom, who renewed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from workforce.enums import PostFlag, PostKind

from .courses import Course, Part, Practice
from .facts import PersonFact, Trust

MONTHS = 36
MONTH = 30.4
STARTS_A_YEAR = (0.07, 0.30)  # share of those not yet begun: at first, and now
CARRYING = {PostKind.SUBSTANTIVE, PostKind.FIXED_TERM}

LEVEL_OF_FLAG = {
    PostFlag.PROJECT_LEAD: "L2",
    PostFlag.LINE_MANAGER: "L3",
    PostFlag.CLINICAL_LEAD: "L3",
    PostFlag.SPONSOR: "L3",
    PostFlag.COACH: "L4",
    PostFlag.FACULTY: "L5",
    PostFlag.BOARD_MEMBER: "L6",
    PostFlag.LIVED_EXPERIENCE: "L7",
    PostFlag.ANALYST: "L8",
}


@dataclass(frozen=True, slots=True)
class Learned:
    """Somebody did one part, or one piece of practice, on a day."""

    employee: str
    key: str
    source: str
    source_id: uuid.UUID
    day: dt.date


class Training:
    def __init__(self, trust: Trust, courses: dict[str, Course], today: dt.date, rng: Random) -> None:
        self.people, self.courses, self.today, self.rng = trust.people, courses, today, rng
        self.first_day = today.replace(day=1, year=today.year - 3)
        self.zeal = {unit.code: rng.uniform(0.35, 1.9) for unit in trust.units}

    def all(self) -> Iterator[Learned]:
        """Nothing after somebody left, nothing after today."""
        for person in self.people:
            for told in self._of(person):
                if told.day <= self.today and person.works_on(told.day):
                    yield told

    def _of(self, person: PersonFact) -> Iterator[Learned]:
        if any(stretch.kind in CARRYING for post in person.posts for stretch in post.stretches):
            yield from self._introduction(person)
        flags = {flag for post in person.posts for stretch in post.stretches for flag in stretch.flags}
        for level in sorted({LEVEL_OF_FLAG[PostFlag(flag)] for flag in flags}):
            yield from self._course(person, self.courses[level])

    def _introduction(self, person: PersonFact) -> Iterator[Learned]:
        start = self._start(person)
        parts = self.courses["L1"].parts
        lessons, rooms = [part for part in parts if part.is_lesson], [part for part in parts if not part.is_lesson]
        if start is None or not lessons:
            return
        how_far = self.rng.random()
        done = len(lessons) if how_far < 0.72 else self.rng.randrange(1, len(lessons))
        day = start
        for part in lessons[:done]:
            day += dt.timedelta(days=self.rng.choice((0, 0, 0, 1, 2, 5, 9)))
            yield self._learned(person, part, day)
        if rooms and (how_far < 0.66 or how_far > 0.93):
            yield self._learned(person, self._workshop(rooms, done == len(lessons)), self._room_day(day))
        if self.rng.random() < 0.3:
            yield self._learned(person, self.rng.choice(lessons), day + dt.timedelta(days=self.rng.randrange(600, 800)))

    def _workshop(self, rooms: list[Part], has_read: bool) -> Part:
        """The short one, last in its module, is for those who have read; the half day needs no reading."""
        return rooms[-1] if has_read else rooms[0]

    def _start(self, person: PersonFact) -> dt.date | None:
        """Month by month a rising share begins; in the last year and a half most joiners begin at induction."""
        zeal = self.zeal[person.posts[0].stretches[-1].unit]
        for month in range(MONTHS):
            day = self.first_day + dt.timedelta(days=int(month * MONTH) + self.rng.randrange(28))
            since = (day - person.joined).days
            rate = STARTS_A_YEAR[0] + (STARTS_A_YEAR[1] - STARTS_A_YEAR[0]) * month / MONTHS
            induction = month >= MONTHS // 2 and 0 <= since < 45
            if since >= 0 and self.rng.random() < (0.45 if induction else rate / 12) * zeal:
                return day
        return None

    def _course(self, person: PersonFact, course: Course) -> Iterator[Learned]:
        begun = max(person.joined, self.first_day)
        if self.rng.random() > 0.8:
            return
        day = begun + dt.timedelta(days=int(self.rng.random() ** 0.7 * 900))
        finishes = self.rng.random() < 0.85
        parts = course.parts if finishes else course.parts[: len(course.parts) // 2]
        for part in parts:
            day = self._room_day(day) if not part.is_lesson else day + dt.timedelta(days=2)
            yield self._learned(person, part, day)
        for practice in course.practices:
            yield from self._practice(person, practice, day)
        if finishes and course.sign_offs:
            yield from self._shown(person, course, day)

    def _shown(self, person: PersonFact, course: Course, day: dt.date) -> Iterator[Learned]:
        """Signed off some weeks after the last day, and most of them again before it lapses."""
        day += dt.timedelta(days=self.rng.randrange(10, 120))
        yield from (self._learned(person, part, day) for part in course.sign_offs)
        if course.valid_months and self.rng.random() < 0.7:
            day += dt.timedelta(days=int(course.valid_months * MONTH * self.rng.uniform(0.55, 1.1)))
            yield from (self._learned(person, part, day) for part in (*course.sign_offs, *course.parts[-2:]))

    def _practice(self, person: PersonFact, practice: Practice, day: dt.date) -> Iterator[Learned]:
        """Kept up until somebody lets it slip."""
        gap = practice.months * MONTH / practice.count
        stops = self.today if self.rng.random() < 0.65 else day + dt.timedelta(days=self.rng.randrange(100, 500))
        while day < stops:
            yield self._learned(person, practice.part, day)
            day += dt.timedelta(days=max(1, int(gap * self.rng.uniform(0.6, 1.15))))

    def _room_day(self, day: dt.date) -> dt.date:
        """Rooms are booked some weeks ahead, for the first Tuesday of a month: so they are full."""
        later = day + dt.timedelta(days=self.rng.randrange(7, 45))
        first = (later.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
        return first + dt.timedelta(days=(1 - first.weekday()) % 7)

    def _learned(self, person: PersonFact, part: Part, day: dt.date) -> Learned:
        return Learned(person.employee, part.key, part.source, self._new_id(), day)

    def _new_id(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)
