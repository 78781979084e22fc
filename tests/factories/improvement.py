"""Measures and tests of change for tests. Days are in 2026, after the team's own beginning."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from curriculum.enums import ActivityKind, PracticeKind
from improvement.models import ChangeIdea, Measure, MeasureNote, MeasurePoint, Pdsa
from workforce.models import Account

from .coaching import START, CoachingFactory, TeamFactory, TeamMemberFactory
from .curriculum import ActivityFactory, ActivityVersionFactory
from .workforce import AccountFactory, PersonFactory


class MeasureFactory(DjangoModelFactory):
    """How long patients wait, in minutes: less is better; the median is of all points."""

    team = factory.SubFactory(TeamFactory)
    trust = factory.SelfAttribute("team.trust")
    name = factory.Sequence("Wait {}".format)
    unit = "minutes"
    good = "DOWN"
    baseline_points = None

    class Meta:
        model = Measure


class MeasurePointFactory(DjangoModelFactory):
    measure = factory.SubFactory(MeasureFactory)
    trust = factory.SelfAttribute("measure.trust")
    date = factory.Sequence(lambda number: START + dt.timedelta(days=number))
    value = Decimal(12)

    class Meta:
        model = MeasurePoint


class MeasureNoteFactory(DjangoModelFactory):
    measure = factory.SubFactory(MeasureFactory)
    trust = factory.SelfAttribute("measure.trust")
    date = START
    words = "New form begun"

    class Meta:
        model = MeasureNote


class ChangeIdeaFactory(DjangoModelFactory):
    team = factory.SubFactory(TeamFactory)
    trust = factory.SelfAttribute("team.trust")
    words = factory.Sequence("Idea {}".format)

    class Meta:
        model = ChangeIdea


class PdsaFactory(DjangoModelFactory):
    """A first cycle that is under way."""

    idea = factory.SubFactory(ChangeIdeaFactory)
    team = factory.SelfAttribute("idea.team")
    trust = factory.SelfAttribute("idea.trust")
    number = 1
    leader = factory.SubFactory(PersonFactory, trust=factory.SelfAttribute("..trust"))
    question = "Does a form at the bedside save time?"
    prediction = "Ten minutes for each patient"
    began_date = START

    class Meta:
        model = Pdsa

    class Params:
        is_finished = factory.Trait(
            do="We tried it on Tuesday",
            study="It was five minutes",
            act="ADAPT",
            finished_date=START + dt.timedelta(days=7),
        )


def points_in(measure, *values, first=START, every=7):
    """One a week, in this order."""
    return [
        MeasurePointFactory(measure=measure, date=first + dt.timedelta(days=every * place), value=Decimal(str(value)))
        for place, value in enumerate(values)
    ]


def coach_of(team, **days) -> Account:
    return AccountFactory(person=CoachingFactory(team=team, **days).coach.person)


def member_of(team, **days) -> Account:
    return AccountFactory(person=TeamMemberFactory(team=team, **days).person)


def pdsa_activity(skill):
    """What a trust gives for a cycle that was led."""
    activity = ActivityFactory(trust=skill.trust, kind=ActivityKind.PRACTICE, key="PR-PDSA", title="A PDSA cycle led")
    given = {"depth": 2, "minutes": 0, "practice_kind": PracticeKind.PDSA_LED, "practice_count": 1}
    return ActivityVersionFactory(
        trust=skill.trust,
        activity=activity,
        minutes=0,
        gives=[skill],
        **{f"gives__{name}": value for name, value in given.items()},
    )
