"""Activities that are given in a room or signed off, for tests of sessions."""

import datetime as dt
import uuid

from curriculum.enums import ActivityKind, Assessment
from curriculum.services.session import record_session
from workforce.models import Account, Person

from .curriculum import ActivityFactory, ActivityVersionFactory

TODAY = dt.date(2026, 3, 20)
HELD = dt.date(2026, 3, 12)


def workshop(*skills, trust=None, minutes=60, title="The workshop"):
    trust = trust or skills[0].trust
    activity = ActivityFactory(trust=trust, kind=ActivityKind.CLASSROOM, title=title)
    return ActivityVersionFactory(trust=trust, activity=activity, minutes=minutes, gives=skills)


def to_be_signed_off(skill, depth=3, title="Runs tests unaided"):
    activity = ActivityFactory(trust=skill.trust, kind=ActivityKind.SIGN_OFF, title=title)
    given = {"depth": depth, "minutes": 0, "assessment": Assessment.SIGN_OFF}
    return ActivityVersionFactory(
        trust=skill.trust,
        activity=activity,
        minutes=0,
        gives=[skill],
        **{f"gives__{name}": value for name, value in given.items()},
    )


def held_session(version, *people: Person, by: Account, on=HELD, session=None, today=TODAY):
    return record_session(
        session=session or uuid.uuid4(), version=version, given_date=on, people=people, on=today, by=by
    ).session
