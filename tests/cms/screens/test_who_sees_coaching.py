"""Who opens which screen of coaching, as one table; and that nothing leaks through what they do open.

O: opens it. f: may not, and is told so. -: for them it is not there.
"""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField, JSONField, TextField
from django.utils import timezone

from cms.local.paths import ROOT
from coaching.enums import BarrierCode, TeamPart, TeamState
from coaching.models import CohortFaculty, Conflict, MeetingScore, SessionPerson, Supervision, TeamSession, Wish
from coaching.services.barrier import ToldBarrier, raise_barrier
from coaching.services.reflection import keep_reflection
from tests.factories.coaching import (
    AcademyFactory,
    CoachFactory,
    CoachingFactory,
    CohortFactory,
    PathwayFactory,
    SupervisionFactory,
    TeamFactory,
    TeamMemberFactory,
    TeamSlotFactory,
)
from tests.factories.improvement import MeasureFactory
from tests.factories.workforce import AccountFactory, PersonFactory, UnitFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BEFORE = TODAY - dt.timedelta(days=90)
REFLECTION, CONFLICT, SCORE = "Ihadnopatience", "Nightingale-Conflict", "Toomanyslides"
LIKED, WISHED = "Seacole-pathway", "Cavell-coach"

#                       coach partner superv member t-lead sponsor faculty manager lead board stranger
TABLE = """
/teams/T/               O     O       O      O      O      O       O       O       O    -     -
/teams/T/sessions/S/    O     O       O      O      O      O       O       O       O    -     -
/teams/T/sessions/tell/ O     O       f      f      f      f       f       f       O    -     -
/teams/T/sessions/S/change/ O O       f      f      f      f       f       f       O    -     -
/teams/T/sessions/S/score/ O  O       f      f      f      f       f       f       O    -     -
/teams/T/dates/D/agenda/ O    O       f      f      f      f       f       f       O    -     -
/teams/T/dates/D/move/  O     O       f      f      f      f       f       f       O    -     -
/teams/T/dates/D/call-off/ O  O       f      f      f      f       f       f       O    -     -
/teams/T/barriers/      O     O       O      O      O      O       O       O       O    -     -
/teams/T/barriers/add/  O     O       f      O      O      O       f       f       O    -     -
/teams/T/barriers/B/escalate/ O O     f      f      f      f       f       f       O    -     -
/teams/T/barriers/B/close/ O  O       f      f      f      f       f       f       O    -     -
/teams/T/measures/      O     O       O      O      O      O       O       O       O    -     -
/teams/T/measures/add/  O     O       f      O      O      O       f       f       O    -     -
/teams/T/pdsas/         O     O       O      O      O      O       O       O       O    -     -
/teams/T/slot/          O     O       f      f      O      f       f       f       O    -     -
/teams/T/holidays/      O     O       f      f      O      f       f       f       O    -     -
/teams/T/about/         O     O       f      f      O      f       f       f       O    -     -
/teams/T/people/        O     O       f      f      O      f       f       f       O    -     -
/teams/T/readiness/     O     O       f      f      O      f       f       f       O    -     -
/teams/T/stage/         O     O       f      f      f      f       f       f       O    -     -
/teams/T/score-it/      f     f       f      f      f      f       f       f       O    -     -
/teams/T/decide/        f     f       f      f      f      f       f       f       O    -     -
/coaches/C/             O     -       O      -      -      -       -       -       O    -     -
/coaches/C/change/      O     -       f      -      -      -       -       -       O    -     -
/coaches/C/away/        O     -       f      -      -      -       -       -       O    -     -
/coaches/C/conflicts/add/ O   -       f      -      -      -       -       -       O    -     -
/coaches/C/wishes/add/  O     -       f      -      -      -       -       -       O    -     -
/teams/T/wishes/        f     f       f      f      O      f       f       f       O    -     -
/academy/               f     f       f      f      f      f       f       f       O    f     f
/academy/coaches.csv    f     f       f      f      f      f       f       f       O    f     f
/academy/teams.csv      f     f       f      f      f      f       f       f       O    f     f
/academy/barriers.csv   f     f       f      f      f      f       f       f       O    f     f
/academy/supervision.csv f    f       f      f      f      f       f       f       O    f     f
/academy/selection.csv  f     f       f      f      f      f       f       f       O    f     f
/academy/targets.csv    f     f       f      f      f      f       f       f       O    f     f
/academy/supervision/   f     f       f      f      f      f       f       f       O    f     f
/academy/across/        f     f       f      f      f      f       f       f       O    O     f
"""
TIED = ["coach", "partner", "supervisor", "member", "team_lead", "sponsor", "faculty"]
WHO = [*TIED, "manager", "lead", "board", "stranger"]
ROWS = [line.split() for line in TABLE.strip().splitlines()]
STATUS = {"O": 200, "f": 403, "-": 404}
ELSEWHERE = ("/find/?q=" + REFLECTION, "/my/", "/my/record/", "/my/notices/", "/teams/")


class World:
    """One team with everybody who has to do with it, and what must not be read by all of them."""

    def __init__(self) -> None:
        self.academy = AcademyFactory()
        self.trust = self.academy.trust
        self.unit = UnitFactory(trust=self.trust)
        cohort = CohortFactory(academy=self.academy)
        self.team = TeamFactory(academy=self.academy, cohort=cohort, unit=self.unit)
        TeamSlotFactory(team=self.team, weekday=(TODAY.weekday() + 1) % 7)
        self.coaching = CoachingFactory(team=self.team, part="INSIDE", since=BEFORE)
        self.partner = CoachingFactory(team=self.team, part="OUTSIDE", since=BEFORE)
        self.supervision = SupervisionFactory(coach=self.coaching.coach, since=BEFORE)
        self.members = {
            part: TeamMemberFactory(team=self.team, part=part, since=BEFORE)
            for part in (TeamPart.MEMBER, TeamPart.LEAD, TeamPart.SPONSOR)
        }
        self.faculty = CohortFaculty.objects.create(
            trust=self.trust, cohort=cohort, person=PersonFactory(trust=self.trust), since=BEFORE
        )
        MeasureFactory(team=self.team)
        self._tell()

    def _tell(self) -> None:
        coach = self.coaching.coach
        self.session = TeamSession.objects.create(
            trust=self.trust, team=self.team, date=TODAY, state="HELD", next_step="Count"
        )
        SessionPerson.objects.create(trust=self.trust, session=self.session, person=coach.person, is_coach=True)
        MeetingScore.objects.create(trust=self.trust, session=self.session, marker="0" * 32, score=4, words=SCORE)
        told = ToldBarrier(BarrierCode.TIM2, "No time")
        self.barrier = raise_barrier(team=self.team, told=told, on=TODAY, by=AccountFactory(trust=self.trust))
        keep_reflection(session=self.session, writer=coach.person, words=REFLECTION)
        Conflict.objects.create(
            trust=self.trust, coach=coach, with_person=PersonFactory(trust=self.trust, family_name=CONFLICT)
        )
        Wish.objects.create(
            trust=self.trust, of="COACH", coach=coach, pathway=PathwayFactory(trust=self.trust, name=LIKED), likes=False
        )
        wished = CoachFactory(academy=self.academy, person__family_name=WISHED)
        Wish.objects.create(trust=self.trust, of="TEAM", coach=wished, team=self.team)

    def account(self, who):
        people = {
            "coach": self.coaching.coach.person,
            "partner": self.partner.coach.person,
            "supervisor": self.supervision.supervisor.person,
            "member": self.members[TeamPart.MEMBER].person,
            "team_lead": self.members[TeamPart.LEAD].person,
            "sponsor": self.members[TeamPart.SPONSOR].person,
            "faculty": self.faculty.person,
        }
        roles = {"manager": (Role.UNIT_MANAGER, self.unit), "lead": (Role.ACADEMY_LEAD, top_of(self.trust))}
        roles["board"] = (Role.BOARD_READER, top_of(self.trust))
        if who in people:
            return AccountFactory(person=people[who])
        return account_with(*roles[who]) if who in roles else AccountFactory(person=PersonFactory(trust=self.trust))

    def at(self, address):
        day = (TODAY + dt.timedelta(days=1)).isoformat()
        uuids = {"T": self.team.uuid, "S": self.session.uuid, "B": self.barrier.uuid, "C": self.coaching.coach.uuid}
        return re.sub(r"(?<=/)([TSBCD])(?=/)", lambda one: str(uuids.get(one[1], day)), address)

    def end_everything(self):
        for row in (self.coaching, self.partner, self.supervision, *self.members.values(), self.faculty):
            type(row).objects.filter(pk=row.pk).update(until=TODAY)


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize("who", WHO)
def test_everybody_opens_what_is_theirs_and_nothing_else(client, world, who):
    client.force_login(world.account(who))

    answers = {row[0]: client.get(world.at(row[0])) for row in ROWS}

    place = WHO.index(who) + 1
    assert {a: one.status_code for a, one in answers.items()} == {row[0]: STATUS[row[place]] for row in ROWS}
    told = {a: one.content.decode() for a, one in answers.items()}
    told |= {address: client.get(address).content.decode() for address in ELSEWHERE}
    assert {a for a, text in told.items() if REFLECTION in text and "find" not in a} == {
        "coach": {"/teams/T/sessions/S/", "/teams/T/sessions/S/change/"},
        "supervisor": {"/teams/T/sessions/S/"},
    }.get(who, set())
    may_read_conflict = {"/coaches/C/"} if who in {"coach", "lead"} else set()
    assert {a for a, text in told.items() if CONFLICT in text} == may_read_conflict
    disliked = "rather not: teams of " + LIKED
    assert (disliked in " ".join(told["/coaches/C/"].split())) == (who in {"coach", "lead"})
    if who != "lead":  # who reads all lists of the academy
        wished = {a for a, text in told.items() if WISHED in text}
        assert wished == ({"/teams/T/wishes/"} if who == "team_lead" else set())
    assert (SCORE in told["/teams/T/sessions/S/"]) == (answers["/teams/T/sessions/S/"].status_code == 200)


@pytest.mark.parametrize("who", TIED)
def test_with_the_tie_the_access_ends(client, world, who):
    account = world.account(who)
    world.end_everything()
    client.force_login(account)

    for address in (row[0] for row in ROWS if row[0].startswith("/teams/T")):
        assert client.get(world.at(address)).status_code == 404, address
    for address in ("/teams/T/sessions/tell/", "/teams/T/barriers/add/", "/teams/T/about/"):
        assert client.post(world.at(address), {}).status_code == 404, address
    if who != "coach":  # one's own profile stays one's own
        assert client.get(world.at("/coaches/C/")).status_code == 404
    assert "Count" not in client.get("/teams/").content.decode()


@pytest.mark.parametrize("who", ["manager", "lead"])
def test_with_the_role_the_access_ends(client, world, who):
    account = world.account(who)
    account.grants.update(until=TODAY)
    client.force_login(account)

    assert client.get(world.at("/teams/T/")).status_code == 404
    assert client.get("/academy/").status_code == 403


def test_a_lead_of_another_trust_and_a_coach_of_another_team_find_nothing(client, world):
    other = AcademyFactory()
    strangers = [account_with(Role.ACADEMY_LEAD, top_of(other.trust))]
    strangers.append(AccountFactory(person=CoachingFactory(team=TeamFactory(academy=world.academy)).coach.person))

    for account in strangers:
        client.force_login(account)
        for address in (row[0] for row in ROWS if row[0].startswith(("/teams/T", "/coaches/C"))):
            assert client.get(world.at(address)).status_code == 404, address


def test_whoever_supervises_somebody_else_reads_no_reflection_of_this_coach(client, world):
    """They see the team, through its other coach."""
    supervisor = SupervisionFactory(coach=world.partner.coach, since=BEFORE).supervisor
    client.force_login(AccountFactory(person=supervisor.person))

    answer = client.get(world.at("/teams/T/sessions/S/"))

    assert answer.status_code == 200
    assert REFLECTION not in answer.content.decode()


def test_who_supervised_the_coach_before_reads_it_no_more(client, world):
    before = world.account("supervisor")
    Supervision.objects.update(until=TODAY)
    Supervision.objects.create(
        trust=world.trust, coach=world.coaching.coach, supervisor=CoachFactory(academy=world.academy), since=TODAY
    )
    TeamMemberFactory(team=world.team, person=before.person, since=BEFORE)  # still sees the team
    client.force_login(before)

    assert REFLECTION not in client.get(world.at("/teams/T/sessions/S/")).content.decode()


def test_what_a_coach_thinks_is_in_no_other_row_and_no_line_of_the_log(client, world, capfd):
    client.force_login(world.account("coach"))
    said = {
        "date": "today", "came": [str(world.coaching.coach.person.uuid)], "next_step": "Count",
        "reflection": f"{REFLECTION} again",
    }  # fmt: skip
    assert client.post(world.at("/teams/T/sessions/S/change/"), said).status_code == 302

    assert REFLECTION not in "".join(capfd.readouterr())
    holders = set()
    for model in _tables():
        fields = [f.name for f in model._meta.concrete_fields if isinstance(f, CharField | TextField | JSONField)]
        if fields and any(REFLECTION in str(row) for row in model._base_manager.values_list(*fields)):
            holders.add(model.__name__)
    assert holders == {"SessionReflection"}


def _tables():
    there = set(connection.introspection.table_names())
    return [model for model in apps.get_models() if model._meta.db_table in there]


def test_only_the_few_places_that_must_know_of_reflections_do():
    """No API, admin, search, export or letter reads the table."""
    known = {
        path.relative_to(ROOT).as_posix()
        for room in ("api", "cms", "coaching", "curriculum", "improvement", "workforce")
        for path in (ROOT / room).rglob("*.py")
        if "SessionReflection" in path.read_text() and "migrations" not in path.parts
    }

    assert known == {
        "cms/screens/team_sessions.py",
        "coaching/models/__init__.py",
        "coaching/models/session.py",
        "coaching/queries/session.py",
        "coaching/services/reflection.py",
    }


def test_the_state_of_the_team_opens_nothing_by_itself(client, world):
    """An applicant's page is as closed as a coached team's."""
    type(world.team).objects.update(state=TeamState.INTERESTED)
    client.force_login(world.account("stranger"))

    assert client.get(world.at("/teams/T/")).status_code == 404
