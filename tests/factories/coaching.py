"""Academies, teams and coaches for tests. What has days begins in 2026 and runs on, unless a test says otherwise."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from coaching.enums import Coached, CoachPart, Phase, TeamState, Weekday
from coaching.models import (
    Academy,
    Application,
    Certification,
    Coach,
    Coaching,
    Cohort,
    CohortSession,
    Criterion,
    Deliverable,
    Enrolment,
    Pathway,
    Programme,
    ProgrammeSession,
    ProgrammeVersion,
    Stage,
    Supervision,
    Team,
    TeamMember,
    TeamSlot,
)
from curriculum.enums import VersionState

from .workforce import PersonFactory, TrustFactory

START = dt.date(2026, 1, 5)  # a Monday


class AcademyFactory(DjangoModelFactory):
    trust = factory.SubFactory(TrustFactory)
    name = factory.Sequence("Academy {}".format)

    class Meta:
        model = Academy


class ProgrammeFactory(DjangoModelFactory):
    trust = factory.SubFactory(TrustFactory)
    code = factory.Sequence("P{}".format)
    name = factory.Sequence("Programme {}".format)
    coached = Coached.PAIR

    class Meta:
        model = Programme


class ProgrammeVersionFactory(DjangoModelFactory):
    programme = factory.SubFactory(ProgrammeFactory)
    trust = factory.SelfAttribute("programme.trust")
    number = factory.Sequence(lambda number: number + 1)
    state = VersionState.PUBLISHED
    months = 12

    class Meta:
        model = ProgrammeVersion


class StageFactory(DjangoModelFactory):
    version = factory.SubFactory(ProgrammeVersionFactory)
    trust = factory.SelfAttribute("version.trust")
    position = factory.Sequence(lambda number: number + 1)
    code = factory.Sequence("ST{}".format)
    name = factory.Sequence("Stage {}".format)
    phase = Phase.ACTION

    class Meta:
        model = Stage


class CohortFactory(DjangoModelFactory):
    academy = factory.SubFactory(AcademyFactory)
    trust = factory.SelfAttribute("academy.trust")
    version = factory.SubFactory(ProgrammeVersionFactory, programme__trust=factory.SelfAttribute("...trust"))
    name = factory.Sequence("Cohort {}".format)
    opens_date = START - dt.timedelta(days=90)
    closes_date = START - dt.timedelta(days=30)
    since = START
    until = START + dt.timedelta(days=364)
    places = 24

    class Meta:
        model = Cohort


class EnrolmentFactory(DjangoModelFactory):
    cohort = factory.SubFactory(CohortFactory)
    trust = factory.SelfAttribute("cohort.trust")
    person = factory.SubFactory(PersonFactory, trust=factory.SelfAttribute("..trust"))
    applied_date = START - dt.timedelta(days=60)

    class Meta:
        model = Enrolment


class PathwayFactory(DjangoModelFactory):
    trust = factory.SubFactory(TrustFactory)
    code = factory.Sequence("PW{}".format)
    name = factory.Sequence("Pathway {}".format)

    class Meta:
        model = Pathway


class CoachFactory(DjangoModelFactory):
    """A coach with a person of their own, who can take two teams."""

    academy = factory.SubFactory(AcademyFactory)
    trust = factory.SelfAttribute("academy.trust")
    person = factory.SubFactory(PersonFactory, trust=factory.SelfAttribute("..trust"))
    is_clinical = True
    capacity = 2

    class Meta:
        model = Coach


class CertificationFactory(DjangoModelFactory):
    programme = factory.SubFactory(ProgrammeFactory)
    trust = factory.SelfAttribute("programme.trust")
    person = factory.SubFactory(PersonFactory, trust=factory.SelfAttribute("..trust"))
    since = START
    until = START + dt.timedelta(days=1096)

    class Meta:
        model = Certification


class TeamFactory(DjangoModelFactory):
    academy = factory.SubFactory(AcademyFactory)
    trust = factory.SelfAttribute("academy.trust")
    programme = factory.SubFactory(ProgrammeFactory, trust=factory.SelfAttribute("..trust"))
    name = factory.Sequence("Team {}".format)
    state = TeamState.COACHED
    state_date = START

    class Meta:
        model = Team


class TeamSlotFactory(DjangoModelFactory):
    """Tuesdays at two for an hour."""

    team = factory.SubFactory(TeamFactory)
    trust = factory.SelfAttribute("team.trust")
    since = START
    weekday = Weekday.TUESDAY
    begins = dt.time(14)
    place = "The Hub"

    class Meta:
        model = TeamSlot


class TeamMemberFactory(DjangoModelFactory):
    team = factory.SubFactory(TeamFactory)
    trust = factory.SelfAttribute("team.trust")
    person = factory.SubFactory(PersonFactory, trust=factory.SelfAttribute("..trust"))
    since = START

    class Meta:
        model = TeamMember


class CoachingFactory(DjangoModelFactory):
    """An only coach of a team, in the first of their seats."""

    team = factory.SubFactory(TeamFactory)
    trust = factory.SelfAttribute("team.trust")
    coach = factory.SubFactory(CoachFactory, academy=factory.SelfAttribute("..team.academy"))
    part = CoachPart.SOLE
    seat = 1
    since = START

    class Meta:
        model = Coaching


class SupervisionFactory(DjangoModelFactory):
    coach = factory.SubFactory(CoachFactory)
    trust = factory.SelfAttribute("coach.trust")
    supervisor = factory.SubFactory(CoachFactory, academy=factory.SelfAttribute("..coach.academy"))
    since = START

    class Meta:
        model = Supervision


class CriterionFactory(DjangoModelFactory):
    version = factory.SubFactory(ProgrammeVersionFactory)
    trust = factory.SelfAttribute("version.trust")
    position = factory.Sequence(lambda number: number + 1)
    code = factory.Sequence("CR{}".format)
    title = factory.Sequence("Criterion {}".format)

    class Meta:
        model = Criterion


class DeliverableFactory(DjangoModelFactory):
    version = factory.SubFactory(ProgrammeVersionFactory)
    trust = factory.SelfAttribute("version.trust")
    position = factory.Sequence(lambda number: number + 1)
    code = factory.Sequence("DE{}".format)
    title = factory.Sequence("Deliverable {}".format)
    asks = "One page"
    month = 2

    class Meta:
        model = Deliverable


class CourseDayFactory(DjangoModelFactory):
    version = factory.SubFactory(ProgrammeVersionFactory)
    trust = factory.SelfAttribute("version.trust")
    position = factory.Sequence(lambda number: number + 1)
    title = factory.Sequence("Day {}".format)
    month = 1
    minutes = 450

    class Meta:
        model = ProgrammeSession


class CohortSessionFactory(DjangoModelFactory):
    cohort = factory.SubFactory(CohortFactory)
    trust = factory.SelfAttribute("cohort.trust")
    title = factory.Sequence("Course day {}".format)
    date = START
    minutes = 450

    class Meta:
        model = CohortSession


class ApplicationFactory(DjangoModelFactory):
    """Of somebody whose manager has not been heard yet."""

    enrolment = factory.SubFactory(EnrolmentFactory)
    trust = factory.SelfAttribute("enrolment.trust")
    why = "Patients wait too long"
    protected_hours = 4

    class Meta:
        model = Application
