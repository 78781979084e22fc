"""Lives at work: who is in post, joins, moves, is away, takes a second post, and leaves, over three years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from workforce.enums import AbsenceKind, LeavingReason, PostFlag, PostKind

from .careers import Career, Change
from .days import days_between, some_day
from .facts import AbsenceFact, PersonFact, UnitFact
from .names import invented_name
from .roles import Work, leader_of, some_work

YEARS = 3
DAYS_AT_WORK = 365  # of who leads a team, and of who signs in to the example
JOINERS_A_YEAR = 0.12
REASONS = [LeavingReason.RESIGNED] * 6 + [LeavingReason.RETIRED] * 3 + [LeavingReason.TRANSFERRED] * 2
FTE = [1.0] * 10 + [0.8] * 4 + [0.6] * 3 + [0.4, 0.9, 0.5]


class Lives:
    """Makes people one after the other; the same seed and day make the same trust."""

    def __init__(self, units: list[UnitFact], today: dt.date, rng: Random, scale: float = 1) -> None:
        self.rng, self.today, self.scale = rng, today, scale
        self.first_day = today.replace(day=1, year=today.year - YEARS)
        self.teams = [unit for unit in units if unit.recipe and unit.size]
        self.merged = {unit.code: unit for unit in units if unit.successor}
        self.managers: dict[str, str] = {}
        self.emails: set[str] = set()
        self.number = 20_104_100

    def all(self) -> Iterator[PersonFact]:
        for unit in self.teams:
            leader = self._leader(unit)
            self.managers[unit.code] = leader.employee
            yield leader
        for unit in self.teams:
            for _ in range(self.how_many(unit.size - 1)):
                yield self._member(unit)
            for _ in range(self.how_many(unit.size * JOINERS_A_YEAR * YEARS)):
                yield self._joiner(unit)

    def _leader(self, unit: UnitFact) -> PersonFact:
        """Leaders stay throughout, so that everybody has a manager on every day, and are at work in the last year."""
        work = leader_of(unit.recipe)
        since = self.first_day - dt.timedelta(days=self.rng.randrange(90, 3000))
        flags = (PostFlag.BOARD_MEMBER,) if unit.recipe == "board" else (PostFlag.LINE_MANAGER,)
        career = self._career(unit, work, since, flags=flags, manager=self.managers.get(unit.parent or ""))
        leader = self.person(career, left=None)
        lately = self.today - dt.timedelta(days=DAYS_AT_WORK)
        leader.absences = [away for away in leader.absences if away.until and away.until < lately]
        return leader

    def _member(self, unit: UnitFact) -> PersonFact:
        """Was here before the history begins; one in three has left since."""
        since = self.first_day - dt.timedelta(days=min(int(self.rng.expovariate(1 / 2200)), 14_000) + 1)
        left = None
        if self.rng.random() < JOINERS_A_YEAR * YEARS * 0.95:
            left = some_day(self.rng, self.first_day, self.today)
        return self._ordinary(unit, since, left)

    def _joiner(self, unit: UnitFact) -> PersonFact:
        """One in nine of those who joined has left again."""
        since = some_day(self.rng, self.first_day, self.today)
        stay = self.rng.randrange(60, 700) if self.rng.random() < 0.11 else None
        left = since + dt.timedelta(days=stay) if stay else None
        return self._ordinary(unit, since, left if left and left < self.today else None)

    def _ordinary(self, unit: UnitFact, since: dt.date, left: dt.date | None) -> PersonFact:
        work = some_work(unit.recipe, self.rng)
        career = self._career(unit, work, since, flags=self._flags(unit, work), manager=self.managers[unit.code])
        self._move_or_rise(career, unit, work, max(since, self.first_day), left or self.today)
        return self.person(career, left=left)

    def _career(
        self, unit: UnitFact, work: Work, since: dt.date, *, flags: tuple[str, ...], manager: str | None
    ) -> Career:
        kind = PostKind.FIXED_TERM if self.rng.random() < 0.05 and not flags else PostKind.SUBSTANTIVE
        fte = None if self.rng.random() < 0.01 else self.rng.choice(FTE)
        career = Career(since, unit.code, unit.site, kind, work, fte, manager, flags)
        if unit.successor and unit.until:
            career.changes.append(Change(unit.until, {"unit": unit.successor}))
        return career

    def _move_or_rise(self, career: Career, unit: UnitFact, work: Work, since: dt.date, until: dt.date) -> None:
        if days_between(since, until) < 200 or unit.code in self.merged:
            return
        chance, day = self.rng.random(), some_day(self.rng, since, until)
        if chance < 0.14:
            other = self.rng.choice([team for team in self.teams if team.recipe == unit.recipe])
            if other.code not in self.merged:
                manager = self.managers[other.code]
                career.changes.append(Change(day, {"unit": other.code, "site": other.site, "manager": manager}))
        elif chance < 0.22 and work.band == "5":
            career.changes.append(Change(day, {"band": "6", "title": f"Senior {work.title}"}))
        elif chance < 0.31:
            career.changes.append(Change(day, {"fte": self.rng.choice(FTE)}))

    def _flags(self, unit: UnitFact, work: Work) -> tuple[str, ...]:
        if unit.recipe == "board":
            return (PostFlag.BOARD_MEMBER,)
        if unit.recipe == "analysis" and work.band in ("6", "7"):
            return (PostFlag.ANALYST,)
        if unit.recipe == "academy" and work.band == "7":
            return (PostFlag.FACULTY, PostFlag.COACH)
        if unit.recipe == "leaders" and work.band != "4":
            return (PostFlag.CLINICAL_LEAD,) if not work.band else (PostFlag.LINE_MANAGER, PostFlag.SPONSOR)
        chance = self.rng.random()
        if chance < 0.018:
            return (PostFlag.COACH,)
        if chance < 0.085 and work.band != "2":
            return (PostFlag.PROJECT_LEAD,)
        return (PostFlag.CLINICAL_LEAD,) if work.job_role == "Consultant" and chance < 0.25 else ()

    def person(self, career: Career, *, left: dt.date | None) -> PersonFact:
        self.number += self.rng.randrange(1, 9)
        given, family = invented_name(self.rng)
        employee = str(self.number)
        person = PersonFact(employee, given, family, self._email(given, family), [career.post(employee, until=left)])
        if left and left <= self.today:
            person.left_date, person.left_reason = left, self._reason(career.kind)
        person.absences.extend(self._absences(person))
        return person

    def _reason(self, kind: PostKind) -> str:
        ends = kind in (PostKind.PLACEMENT, PostKind.ROTATION, PostKind.FIXED_TERM)
        return LeavingReason.CONTRACT_ENDED if ends else self.rng.choice(REASONS)

    def _email(self, given: str, family: str) -> str:
        stem = f"{given}.{family}".lower().replace("'", "")
        email = next(
            e for n in range(1, 99) if (e := f"{stem}{n if n > 1 else ''}@larkdale.example") not in self.emails
        )
        self.emails.add(email)
        return email

    def _absences(self, person: PersonFact) -> Iterator[AbsenceFact]:
        begins, ends = max(person.joined, self.first_day), person.left_date or self.today
        chance = self.rng.random()
        lengths = {
            AbsenceKind.PARENTAL: (180, 365) if chance < 0.05 else None,
            AbsenceKind.SICKNESS: (35, 240) if 0.05 <= chance < 0.10 else None,
            AbsenceKind.CAREER_BREAK: (180, 400) if 0.10 <= chance < 0.107 else None,
            AbsenceKind.SECONDMENT_OUT: (120, 365) if 0.107 <= chance < 0.115 else None,
        }
        for kind, length in lengths.items():
            if length and days_between(begins, ends) > 40:
                since = some_day(self.rng, begins, ends - dt.timedelta(days=30))
                until = since + dt.timedelta(days=self.rng.randrange(*length))
                yield AbsenceFact(kind, since, min(until, person.left_date) if person.left_date else until)

    def how_many(self, expected: float) -> int:
        whole = int(expected * self.scale)
        return whole + (self.rng.random() < expected * self.scale - whole)
