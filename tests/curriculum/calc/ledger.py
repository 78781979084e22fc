"""Words for the ledger of one person in tests: entries, and the days that are expected of them."""

import datetime as dt
from itertools import count

from curriculum.calc.days import FOREVER, Interval
from curriculum.calc.dose import Entry, Target

SKILL, OTHER = 1, 2
NUMBERS = count(1)


def on(text):
    return dt.date.fromisoformat(text)


def entry(day, depth=1, minutes=0, **more):
    return Entry(id=next(NUMBERS), skill=more.pop("skill", SKILL), depth=depth, day=on(day), minutes=minutes, **more)


def by_test(day, depth=1, **more):
    return entry(day, depth, assessment="TEST", **more)


def sign_off(day, depth=1, **more):
    return entry(day, depth, assessment="SIGN_OFF", **more)


def credential(day, depth=1, **more):
    return entry(day, depth, assessment="CREDENTIAL", **more)


def practice(day, number=1, depth=1, kind="COACHING", **more):
    return entry(day, depth, practice=kind, count=number, **more)


def spans(*pairs):
    return tuple(Interval(on(since), on(until) if until else FOREVER) for since, until in pairs)


def voided(given, day="2025-06-30"):
    return Entry(id=next(NUMBERS), skill=given.skill, depth=given.depth, day=on(day), voids=given.id)


AWARE = Target(skill=SKILL, depth=1)
AWARE_12 = Target(skill=SKILL, depth=1, valid_months=12)
LEAD_12 = Target(skill=SKILL, depth=3, valid_months=12, renewal_practices=2, renewal_grace_days=30)
