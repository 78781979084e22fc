"""An academy that pairs: teams that wait, and coaches against whom nothing stands, to be changed by one thing."""

import datetime as dt

from coaching.enums import CoachPart, TeamState, Weekday
from coaching.models import CoachHours
from coaching.services.pairing import ask_for_proposal, begin_pairing
from coaching.services.proposal import find_proposal, publish
from tests.factories.workforce import PersonFactory, SiteFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Job

from .coaching import (
    START,
    AcademyFactory,
    CertificationFactory,
    CoachFactory,
    CohortFactory,
    PathwayFactory,
    TeamFactory,
    TeamSlotFactory,
)

TODAY = START + dt.timedelta(days=7)


class PairingAcademy:
    """Teams meet on Tuesdays at two, in one place; coaches are free on Tuesdays from nine to five."""

    def __init__(self):
        self.academy = AcademyFactory(name="Larkdale")
        self.trust = self.academy.trust
        self.cohort = CohortFactory(academy=self.academy, name="Flow 3")
        self.programme = self.cohort.version.programme
        self.stroke = PathwayFactory(trust=self.trust, name="Stroke")
        self.site = SiteFactory(trust=self.trust)
        self.lead = account_with(Role.ACADEMY_LEAD, top_of(self.trust))

    def coach(self, name, *, inside=False, certified=True, days=(Weekday.TUESDAY,), **told):
        person = PersonFactory(trust=self.trust, given_name=name, family_name="Tester")
        coach = CoachFactory(academy=self.academy, person=person, **told)
        coach.sites.add(self.site)
        if inside:
            coach.pathways.add(self.stroke)
        if certified:
            CertificationFactory(programme=self.programme, person=person)
        for day in days:
            hours = {"weekday": day, "begins": dt.time(9), "ends": dt.time(17)}
            CoachHours.objects.create(trust=self.trust, coach=coach, **hours)
        return coach

    def team(self, name="Stroke", *, slot=True, **told):
        usual = {"cohort": self.cohort, "pathway": self.stroke, "state": TeamState.SELECTED}
        team = TeamFactory(academy=self.academy, programme=self.programme, name=name, **usual | told)
        if slot:
            TeamSlotFactory(team=team, site=self.site)
        return team

    def begun(self, **told):
        return begin_pairing(cohort=self.cohort, by=self.lead, **told)

    def found(self, pairing=None, on=TODAY):
        """Asked for, and worked out as the worker does it."""
        pairing = ask_for_proposal(pairing=pairing or self.begun(), by=self.lead)
        return find_proposal(pairing=pairing, on=on)

    def published(self, pairing=None):
        return publish(pairing=pairing or self.found(), begins=TODAY, on=TODAY, by=self.lead)


def names_of(pairing):
    """The coaches of each team that is served, the inside one first."""
    rows = pairing.teams.exclude(state="UNSERVED").prefetch_related("seats__coach__person")
    parts = list(CoachPart)
    return {
        row.team.name: [
            seat.coach.person.given_name for seat in sorted(row.seats.all(), key=lambda one: parts.index(one.part))
        ]
        for row in rows
    }


def jobs():
    return Job.objects.filter(name="coaching.find_pairs")
