"""Those beside the establishment: bank, doctors in rotation, students on placement, honorary, partners, contractors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workforce.enums import PostFlag, PostKind, StaffGroup

from .careers import Career, Change
from .days import some_day
from .facts import PersonFact, UnitFact
from .lives import YEARS, Lives
from .roles import HEALTHCARE_ASSISTANT, STAFF_NURSE, Work

RESIDENT = Work(1, "Resident Doctor", "Specialty Registrar", StaffGroup.MEDICAL, "")
STUDENT = Work(1, "Student Nurse", "Student Nurse", StaffGroup.STUDENTS, "")
LECTURER = Work(1, "Honorary Consultant", "Consultant", StaffGroup.MEDICAL, "")
PARTNER = Work(1, "Lived-experience Partner", "Partner", "", "")
CONTRACTOR = Work(1, "Contract Catering Assistant", "Support Worker", StaffGroup.ESTATES, "")
BANK_CLERK = Work(1, "Bank Administrator", "Clerical Worker", StaffGroup.CLERICAL, "2")
CLINICAL = ("ward", "emergency", "clinic")


def others(lives: Lives) -> Iterator[PersonFact]:
    yield from (_bank_only(lives) for _ in range(lives.how_many(60)))
    yield from (_resident(lives, slot) for slot in range(lives.how_many(84)))
    yield from (_student(lives, term) for term in range(10) for _ in range(lives.how_many(24)))
    yield from (_long_standing(lives, PostKind.HONORARY, LECTURER, CLINICAL, 0.0) for _ in range(lives.how_many(12)))
    yield from (_partner(lives) for _ in range(lives.how_many(22)))
    yield from (
        _long_standing(lives, PostKind.OTHER_EMPLOYER, CONTRACTOR, ("estates",), 1.0) for _ in range(lives.how_many(14))
    )


def add_second_posts(lives: Lives, people: list[PersonFact]) -> None:
    """One in twenty-five works elsewhere too: bank shifts on another ward, or a day a week in an office."""
    for person in people:
        if lives.rng.random() < 0.04 and person.left_date is None:
            kind, work, recipes, fte = lives.rng.choice(
                [
                    (PostKind.BANK, HEALTHCARE_ASSISTANT, ("ward", "emergency"), 0.0),
                    (PostKind.BANK, STAFF_NURSE, ("ward", "clinic"), 0.0),
                    (PostKind.SUBSTANTIVE, BANK_CLERK, ("office",), 0.2),
                ]
            )
            since = some_day(lives.rng, max(person.joined, lives.first_day), lives.today)
            career = _career(lives, _team(lives, recipes), since, kind, work, fte)
            person.posts.append(career.post(f"{person.employee}-2", until=None))


def _bank_only(lives: Lives) -> PersonFact:
    since = some_day(lives.rng, lives.first_day - dt.timedelta(days=500), lives.today)
    team = _team(lives, ("ward", "emergency"))
    work = lives.rng.choice([STAFF_NURSE, HEALTHCARE_ASSISTANT])
    return lives.person(_career(lives, team, since, PostKind.BANK, work, 0.0), left=None)


def _resident(lives: Lives, slot: int) -> PersonFact:
    """Two years here, another team every first Wednesday of February and August (near enough: the first of them)."""
    begin = dt.date(lives.first_day.year - 1 + slot % 4, 8, 1)
    until = begin.replace(year=begin.year + 2)
    teams = [_team(lives, CLINICAL) for _ in range(4)]
    career = _career(lives, teams[0], begin, PostKind.ROTATION, RESIDENT, 1.0)
    halves = [begin.replace(year=begin.year + 1, month=2), begin.replace(year=begin.year + 1)]
    for day, team in zip([*halves, until.replace(month=2)], teams[1:], strict=True):
        values = {"unit": team.code, "site": team.site, "manager": lives.managers[team.code]}
        career.changes.append(Change(day, values))
    return lives.person(career, left=until)


def _student(lives: Lives, term: int) -> PersonFact:
    """A placement of sixteen weeks; one after the other through the three years, and one that runs now."""
    since = lives.today - dt.timedelta(days=60 + 112 * (9 - term))
    career = _career(lives, _team(lives, CLINICAL), since, PostKind.PLACEMENT, STUDENT, 0.0)
    return lives.person(career, left=since + dt.timedelta(days=112))


def _partner(lives: Lives) -> PersonFact:
    since = some_day(lives.rng, lives.first_day - dt.timedelta(days=200), lives.today)
    career = _career(lives, _team(lives, ("partners",)), since, PostKind.PARTNER, PARTNER, 0.0)
    career.flags = (PostFlag.LIVED_EXPERIENCE,)
    return lives.person(career, left=None)


def _long_standing(lives: Lives, kind: PostKind, work: Work, recipes: tuple[str, ...], fte: float | None) -> PersonFact:
    since = lives.first_day - dt.timedelta(days=lives.rng.randrange(30, YEARS * 365))
    return lives.person(_career(lives, _team(lives, recipes), since, kind, work, fte), left=None)


def _team(lives: Lives, recipes: tuple[str, ...]) -> UnitFact:
    return lives.rng.choice([team for team in lives.teams if team.recipe in recipes and not team.successor])


def _career(lives: Lives, team: UnitFact, since: dt.date, kind: PostKind, work: Work, fte: float | None) -> Career:
    return Career(since, team.code, team.site, kind, work, fte, lives.managers[team.code])
