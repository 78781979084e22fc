"""What pairing knows is what the database says: every hard rule has its fact."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.calc.pairing.facts import Ban, Pin, Slot
from coaching.calc.pairing.problems import problems
from coaching.calc.pairing.reasons import why_unserved
from coaching.calc.pairing.rules import Rule, refusals_of_coach
from coaching.enums import CoachPart, EnrolmentState, Mode, TeamPart
from coaching.models import CoachHours, Conflict, TravelTime
from coaching.queries.pairing import read_facts
from coaching.services.pairing import decide
from tests.factories.coaching import START, CoachingFactory, EnrolmentFactory, TeamMemberFactory
from tests.factories.pairing import TODAY, PairingAcademy
from tests.factories.workforce import AbsenceFactory, PersonFactory, PostFactory, SiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return PairingAcademy()


def facts_of(there, **told):
    return read_facts(there.begun(**told), on=TODAY).facts


def against(facts, coach):
    """The rules that stand between the coach and the only team."""
    [team] = facts.team.values()
    return [refusal.rule for refusal in refusals_of_coach(facts, facts.coach[str(coach.person.uuid)], team)]


def test_against_a_certified_coach_who_is_free_and_near_nothing_stands(there):
    amal = there.coach("Amal")
    team = there.team(priority=3)

    facts = facts_of(there)

    assert against(facts, amal) == []
    [known] = facts.teams
    assert (known.id, known.weight, known.slot) == (str(team.uuid), 3, Slot(1, 840, 900))


def managed_by(there, member, manager):
    PostFactory(person=member, manager=manager, since=START - dt.timedelta(days=400))


def manages_two_levels_up(there, amal, team):
    member = TeamMemberFactory(team=team)
    between = PersonFactory(trust=there.trust)
    managed_by(there, member.person, between)
    managed_by(there, between, amal.person)


def has_as_many_as_they_take(there, amal, team):
    for seat in (1, 2):
        CoachingFactory(coach=amal, team=there.team(f"Other {seat}", state="COACHED", slot=False), seat=seat)


def coaches_another_at_the_time(there, amal, team):
    CoachingFactory(coach=amal, team=there.team("Hip", state="COACHED"))


def is_in_conflict_with_a_member(there, amal, team):
    member = TeamMemberFactory(team=team)
    Conflict.objects.create(trust=there.trust, coach=amal, with_person=member.person)


def has_long_been_away(there, amal, team):
    AbsenceFactory(person=amal.person, since=START, until=None)


def leaves_soon(there, amal, team):
    amal.person.left_date, amal.person.left_reason = TODAY + dt.timedelta(days=9), "OTHER"
    amal.person.save()


def works_too_far_away(there, amal, team):
    far = SiteFactory(trust=there.trust)
    amal.sites.set([far])
    TravelTime.objects.create(trust=there.trust, one=there.site, other=far, minutes=amal.travel_minutes + 1)


@pytest.mark.parametrize(
    ("so", "rule"),
    [
        (manages_two_levels_up, Rule.LINE_MANAGER),
        (lambda there, amal, team: TeamMemberFactory(team=team, person=amal.person), Rule.MEMBER),
        (is_in_conflict_with_a_member, Rule.CONFLICT),
        (lambda there, amal, team: CoachHours.objects.all().delete(), Rule.NOT_FREE),
        (coaches_another_at_the_time, Rule.NOT_FREE),
        (has_as_many_as_they_take, Rule.NO_PLACE),
        (works_too_far_away, Rule.TOO_FAR),
        (lambda there, amal, team: amal.sites.clear(), Rule.TRAVEL_UNKNOWN),
        (has_long_been_away, Rule.AWAY),
        (leaves_soon, Rule.AWAY),
        (lambda there, amal, team: amal.person.certifications.all().delete(), Rule.NOT_QUALIFIED),
    ],
    ids=lambda one: one.name if isinstance(one, Rule) else "so",
)
def test_what_stands_in_the_database_stands_against_the_coach(there, so, rule):
    amal, team = there.coach("Amal"), there.team()

    so(there, amal, team)

    assert against(facts_of(there), amal) == [rule]


def test_of_several_posts_each_has_a_manager(there):
    amal, team = there.coach("Amal"), there.team()
    member = TeamMemberFactory(team=team)
    managed_by(there, member.person, PersonFactory(trust=there.trust))
    managed_by(there, member.person, amal.person)

    assert against(facts_of(there), amal) == [Rule.LINE_MANAGER]


def test_whoever_manages_the_sponsor_alone_may_coach(there):
    amal, team = there.coach("Amal"), there.team()
    managed_by(there, TeamMemberFactory(team=team, part=TeamPart.SPONSOR).person, amal.person)

    assert against(facts_of(there), amal) == []


def test_whoever_is_in_training_for_the_programme_may_coach(there):
    amal, _team = there.coach("Amal", certified=False), there.team()
    EnrolmentFactory(cohort=there.cohort, person=amal.person, state=EnrolmentState.IN_TRAINING, place=1)

    assert against(facts_of(there), amal) == []


def test_of_several_sites_the_nearest_counts(there):
    amal, _team = there.coach("Amal"), there.team()
    far = SiteFactory(trust=there.trust)
    TravelTime.objects.create(trust=there.trust, one=there.site, other=far, minutes=90)
    amal.sites.add(far)

    facts = facts_of(there)

    assert against(facts, amal) == []
    assert facts.journey(facts.coaches[0], facts.teams[0]) == 0


def test_a_team_without_a_slot_or_a_pathway_is_told_apart(there):
    there.team("No slot", slot=False)
    there.team("No pathway", pathway=None)

    read = read_facts(there.begun(), on=TODAY)

    assert [(team.name, str(why)) for team, why in read.unready] == [
        ("No pathway", "NO_PATHWAY"),
        ("No slot", "NO_SLOT"),
    ]
    assert read.facts.teams == ()


def test_who_has_left_and_teams_that_do_not_wait_are_not_there(there):
    gone = there.coach("Gone").person
    gone.left_date, gone.left_reason = TODAY, "OTHER"
    gone.save()
    there.team("Coached", state="COACHED")

    facts = facts_of(there)

    assert (facts.coaches, facts.teams) == ((), ())


def test_whoever_has_coached_for_half_a_year_is_no_first_time_coach_though_it_goes_on(there):
    amal = there.coach("Amal")
    team = there.team("Hip", state="COACHED")
    CoachingFactory(coach=amal, team=team, since=TODAY - dt.timedelta(weeks=26))
    CoachingFactory(coach=amal, team=there.team("Lung", state="COACHED", slot=False), seat=2, since=TODAY)

    [known] = facts_of(there).coaches

    assert (known.coached, known.load, known.past_teams) == (1, 2, frozenset())


def test_decisions_are_known_and_a_coach_whom_the_team_has_already_came_with_it(there):
    ruth, amal, team = there.coach("Ruth", inside=True), there.coach("Amal"), there.team()
    CoachingFactory(team=team, coach=ruth, part=CoachPart.INSIDE)
    pairing = there.begun()
    told = {"pairing": pairing, "team": team, "reason": "Agreed", "on": TODAY, "by": there.lead}
    decide(kind="PIN", coach=amal, **told)
    decide(kind="BAN", coach=there.coach("Bo"), **told)
    decide(kind="COACH_WISH", coach=amal, **told)

    facts = read_facts(pairing, on=TODAY).facts

    [known] = facts.teams
    assert known.brings == {str(ruth.person.uuid)}
    assert [pin.coaches for pin in facts.pins] == [{str(amal.person.uuid)}]
    assert [type(ban) for ban in facts.bans] == [Ban]
    assert facts.coach[str(amal.person.uuid)].prefers == {known.id: 1}
    assert facts.pins == {Pin(known.id, frozenset({str(amal.person.uuid)}))}
    assert problems(facts) == []


def test_a_hard_team_is_never_given_two_first_time_coaches(there):
    there.coach("Ruth", inside=True), there.coach("Amal"), there.team(is_hard=True)

    facts = facts_of(there)

    [team] = facts.teams
    why = why_unserved(facts, {}, team)
    assert (str(why.want), why.emptied_by) == ("PAIR", Rule.BANNED)


def test_a_team_that_meets_online_has_no_site(there):
    team = there.team()
    team.slots.update(mode=Mode.ONLINE)

    [known] = facts_of(there).teams

    assert (known.site, known.online) == (None, True)


def test_it_is_read_in_as_many_statements_however_large_the_academy_is(there, django_assert_num_queries):
    there.coach("Amal"), there.team()
    small = there.begun()
    read_facts(small, on=TODAY)  # what hangs on the row itself is known from then on
    with CaptureQueriesContext(connection) as few:
        read_facts(small, on=TODAY)

    for number in range(5):
        there.coach(f"Coach {number}"), there.team(f"Team {number}")

    with django_assert_num_queries(len(few)):
        read_facts(small, on=TODAY)
    assert len(few) < 30
