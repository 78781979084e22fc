"""Words for a small trust in tests: units, posts, versions. Levels and units are numbered by name here."""

from curriculum.calc.audience import AudienceRule, Narrow, Nomination, PostStretch
from curriculum.calc.coverage import cell, people_of_cell
from curriculum.calc.days import interval
from curriculum.calc.dose import LevelDose, Target
from curriculum.calc.facts import Absence, Exemption, LevelVersion, UnitPlace, Version

from .by_changes import changes, summed
from .ledger import SKILL, on

TRUST, DIVISION, WARD_A, WARD_B = 10, 11, 12, 13
EVERYONE, MANAGERS = 1, 2
AMAL, BO = 1, 2


def days(since, until=None):
    return interval(on(since), on(until) if until else None)


PLACES = (
    UnitPlace(TRUST, None, days("2000-01-01")),
    UnitPlace(DIVISION, TRUST, days("2000-01-01")),
    UnitPlace(WARD_A, DIVISION, days("2000-01-01")),
    UnitPlace(WARD_B, DIVISION, days("2000-01-01")),
)


def post(number, person=AMAL, unit=WARD_A, since="2020-01-01", until=None, fte=0, **more):
    return PostStretch(post=number, person=person, unit=unit, during=days(since, until), fte=fte, **more)


def absent(since, until=None, person=AMAL):
    return Absence(person, days(since, until))


def exempt(since, until, level=None, person=AMAL):
    return Exemption(person, level, days(since, until))


def nominated(level, since, until=None, person=AMAL, **more):
    return Nomination(person=person, level=level, during=days(since, until), **more)


EVERY_POST = (AudienceRule(),)


def level(*targets, audience=EVERY_POST, **more):
    return LevelVersion(audience=audience, dose=LevelDose(targets=targets or (Target(skill=SKILL, depth=1),), **more))


def version(since, **levels):
    names = {"everyone": EVERYONE, "managers": MANAGERS}
    return Version(since=on(since), levels={names[name]: asked for name, asked in levels.items()})


def cell_on(facts, day, unit=TRUST, level=EVERYONE, skill=None, narrow=Narrow()):  # noqa: B008 - a frozen value
    """By the plain definition, and by the interval form, which says the same in every example."""
    found = cell(facts, unit=unit, level=level, skill=skill, on=on(day), narrow=narrow)
    if found is not None:
        assert summed(changes(facts, narrow), unit, level, skill, on(day)) == found
    return found


def states_on(facts, day, unit=TRUST, level=EVERYONE, skill=None):
    """What everybody of a cell is, by person."""
    cell_on(facts, day, unit, level, skill)
    people = people_of_cell(facts, unit=unit, level=level, skill=skill, on=on(day))
    return {one.person: str(one.state) for one in people}


def state_on(facts, day, person=AMAL, **more):
    return states_on(facts, day, **more).get(person)
