"""The log of a team: told of once, by whoever coaches it; and what it gives to whoever came."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection

from coaching.calc.slots import WEEK
from coaching.enums import CalledOff, SessionState, Weekday
from coaching.models import Action, SessionPerson, TeamSession
from coaching.queries.session import meetings, next_meeting, to_be_told
from coaching.services.action import NewAction
from coaching.services.session import (
    CannotTell,
    Log,
    ToldAlready,
    bring_back,
    call_off,
    change_session,
    move_session,
    tell_session,
)
from curriculum.enums import ActivityKind, PracticeKind, SourceKind
from curriculum.models import Activity, ActivityVersion, DoseEntry, TaughtSession
from curriculum.queries.session import recorded_on
from curriculum.services.session import CannotRecordSession, record_session, void_attendances
from tests.factories.coaching import CoachingFactory, TeamFactory, TeamMemberFactory, TeamSlotFactory
from tests.factories.curriculum import ActivityVersionFactory, SkillFactory
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory

TODAY = dt.date(2026, 3, 5)  # a Thursday
TUESDAY = dt.date(2026, 3, 3)


def activity(trust, key, **values):
    gives = {f"gives__{name}": value for name, value in values.items()}
    return ActivityVersionFactory(
        activity__trust=trust,
        activity__key=key,
        activity__kind=ActivityKind.BIG_ROOM,
        trust=trust,
        gives=[SkillFactory(trust=trust)],
        **gives,
    )


@pytest.fixture
def team(db):
    """A team that meets on Tuesdays, with a coach and two members; coaching and coming give dose."""
    slot = TeamSlotFactory()
    version = slot.team.programme.versions.create(
        trust=slot.trust, number=1, state="PUBLISHED", months=12, coaching_key="COACHING", attending_key="COMING"
    )
    assert version.pk
    activity(slot.trust, "COACHING", minutes=0, practice_kind=PracticeKind.COACHING, practice_count=1)
    activity(slot.trust, "COMING", minutes=10)
    TeamMemberFactory.create_batch(2, team=slot.team)
    return slot.team


@pytest.fixture
def coach(team):
    return AccountFactory(person=CoachingFactory(team=team).coach.person)


def members(team):
    return [row.person for row in team.members.select_related("person").order_by("pk")]


def log(*came, **told):
    return Log(**{"date": TUESDAY, "came": {person: () for person in came}, "next_step": "Count the waits"} | told)


def tell(team, coach, *came, session=None, **told):
    return tell_session(
        session=session or uuid.uuid4(), team=team, log=log(coach.person, *came, **told), on=TODAY, by=coach
    )


def given(person):
    entries = DoseEntry.objects.filter(person=person, voids_id=None)
    voided = DoseEntry.objects.filter(person=person).exclude(voids_id=None).values("voids_id")
    return [(e.practice_kind or e.minutes, e.given_date) for e in entries.exclude(pk__in=voided)]


def test_coaching_gives_the_coach_practice_and_whoever_came_what_coming_gives(team, coach):
    one, other = members(team)

    told = tell(team, coach, one)

    assert told.state == SessionState.HELD
    assert given(coach.person) == [("COACHING", TUESDAY)]
    assert given(one) == [(10, TUESDAY)]
    assert given(other) == []


def test_told_twice_it_is_one_session_and_gives_once(team, coach):
    key, [one, _] = uuid.uuid4(), members(team)

    first = tell(team, coach, one, session=key, actions=[NewAction("Ask the porters")])
    again = tell(team, coach, one, session=key, actions=[NewAction("Ask the porters")])

    assert first.pk == again.pk
    assert (TeamSession.objects.count(), Action.objects.count(), len(given(one))) == (1, 1, 1)


def record(team, by, *people, key="COACHING", day=TUESDAY):
    """By name, through *Sessions held*."""
    version = ActivityVersion.objects.get(activity__trust=team.trust, activity__key=key)
    return record_session(session=uuid.uuid4(), version=version, given_date=day, people=people, on=TODAY, by=by)


@pytest.fixture
def lead(team):
    return AccountFactory(person=PersonFactory(trust=team.trust))


@pytest.mark.parametrize("key", ["COACHING", "COMING", "ANOTHER"])
def test_a_meeting_that_the_log_told_of_gives_nothing_when_it_is_recorded_by_names_too(team, coach, lead, key):
    [one, other] = members(team)
    activity(team.trust, "ANOTHER", minutes=45)
    tell(team, coach, one)

    with pytest.raises(CannotRecordSession, match="recorded for this activity on that day already"):
        record(team, lead, coach.person, one, key=key)
    assert not TaughtSession.objects.exists()

    recorded = record(team, lead, coach.person, one, other, key=key)

    assert recorded.told_before == [coach.person, one]
    assert (given(coach.person), given(one)) == ([("COACHING", TUESDAY)], [(10, TUESDAY)])
    assert len(given(other)) == 1


@pytest.mark.parametrize("key", ["COACHING", "COMING", "ANOTHER"])
def test_a_meeting_that_was_recorded_by_names_gives_nothing_when_it_is_logged_too(team, coach, lead, key):
    [one, other] = members(team)
    activity(team.trust, "ANOTHER", minutes=45)
    by_names = record(team, lead, coach.person, one, key=key).session
    before = given(coach.person), given(one)

    told = tell(team, coach, one, other)

    assert (given(coach.person), given(one), given(other)) == (*before, [(10, TUESDAY)])
    assert told.people.count() == 3

    void_attendances(attendances=by_names.attendances.all(), reason="The log has it", by=lead)
    assert (given(coach.person), given(one)) == ([], [])

    change_session(session=told, log=log(coach.person, one, other), on=TODAY, by=coach)
    assert (given(coach.person), given(one)) == ([("COACHING", TUESDAY)], [(10, TUESDAY)])


def test_what_was_taken_back_from_the_log_can_be_recorded_by_names_and_another_day_is_another_meeting(
    team, coach, lead
):
    [one, other] = members(team)
    told = tell(team, coach, one)
    change_session(session=told, log=log(coach.person, other), on=TODAY, by=coach)

    record(team, lead, one, key="COMING")
    record(team, lead, coach.person, day=TUESDAY - dt.timedelta(days=1))

    assert given(one) == [(10, TUESDAY)]
    assert sorted(given(coach.person)) == [("COACHING", TUESDAY - dt.timedelta(days=1)), ("COACHING", TUESDAY)]


def test_a_day_in_a_classroom_is_no_meeting_of_a_team(team, coach, lead):
    [one, _] = members(team)
    classroom = workshop(SkillFactory(trust=team.trust), minutes=60)
    tell(team, coach, one)

    assert recorded_on(classroom.activity, TUESDAY, [one]) == set()
    record_session(session=uuid.uuid4(), version=classroom, given_date=TUESDAY, people=[one], on=TODAY, by=lead)

    assert sorted(given(one)) == [(10, TUESDAY), (60, TUESDAY)]


def test_two_teams_on_one_day_are_two_meetings_of_their_coach(team, coach):
    other = CoachingFactory(
        coach=coach.person.coach, seat=2, team=TeamFactory(trust=team.trust, programme=team.programme)
    )
    guest = PersonFactory(trust=team.trust)

    tell(team, coach, guest)
    tell(other.team, coach, guest)

    assert given(coach.person) == [("COACHING", TUESDAY)] * 2
    assert given(guest) == [(10, TUESDAY)] * 2


def test_a_programme_that_names_something_else_than_a_meeting_gives_nothing_through_the_log(team, coach):
    Activity.objects.filter(trust=team.trust, key="COMING").update(kind=ActivityKind.CLASSROOM)

    tell(team, coach, members(team)[0])

    assert given(members(team)[0]) == []
    assert given(coach.person) == [("COACHING", TUESDAY)]


def test_a_second_coach_who_tells_of_the_same_day_is_led_to_what_was_told(team, coach):
    first = tell(team, coach, *members(team))
    other = AccountFactory(person=CoachingFactory(team=team, part="INSIDE").coach.person)

    with pytest.raises(ToldAlready, match="Nothing of what you typed is lost") as refused:
        tell(team, other)

    assert refused.value.other == first
    assert TeamSession.objects.get() == first
    assert SessionPerson.objects.count() == 3
    assert given(other.person) == []


def test_nobody_gives_themselves_dose_where_nobody_else_came(team, coach):
    alone = tell(team, coach)

    assert given(coach.person) == []

    change_session(session=alone, log=log(coach.person, members(team)[0]), on=TODAY, by=coach)
    assert given(coach.person) == [("COACHING", TUESDAY)]

    change_session(session=alone, log=log(coach.person), on=TODAY, by=coach)
    assert given(coach.person) == []


def test_who_was_not_there_after_all_loses_what_they_were_given_and_the_rest_keep_it(team, coach):
    one, other = members(team)
    told = tell(team, coach, one)

    change_session(session=told, log=log(coach.person, other), on=TODAY, by=coach)

    assert (given(one), given(other)) == ([], [(10, TUESDAY)])
    assert given(coach.person) == [("COACHING", TUESDAY)]
    assert DoseEntry.objects.filter(person=coach.person).count() == 1


def test_on_another_day_everything_is_given_on_that_day(team, coach):
    [one, _], monday = members(team), TUESDAY - dt.timedelta(days=1)
    told = tell(team, coach, one)

    change_session(session=told, log=log(coach.person, one, date=monday), on=TODAY, by=coach)

    assert given(one) == [(10, monday)]
    assert given(coach.person) == [("COACHING", monday)]


@pytest.mark.parametrize(
    "told, words",
    [
        ({"date": TODAY + dt.timedelta(days=1)}, "still to come"),
        ({"date": TODAY - dt.timedelta(days=500)}, "more than a year ago"),
        ({"came": {}}, "Nobody is ticked"),
        ({"next_step": "x" * 301}, "fewer words"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_written(team, coach, told, words):
    with pytest.raises(CannotTell, match=words):
        tell_session(session=uuid.uuid4(), team=team, log=log(*members(team), **told), on=TODAY, by=coach)

    assert not TeamSession.objects.exists()
    assert not DoseEntry.objects.filter(source_kind=SourceKind.BIG_ROOM).exists()


def test_somebody_of_another_trust_did_not_come(team, coach):
    with pytest.raises(CannotTell, match="does not belong to this trust"):
        tell(team, coach, PersonFactory())

    assert not TeamSession.objects.exists()


def test_actions_are_ticked_let_go_of_and_added(team, coach):
    tell(team, coach, actions=[NewAction("Ask the porters"), NewAction("Map the ward round"), NewAction("Buy a clock")])
    done, dropped, stays = Action.objects.order_by("pk")

    tell(team, coach, date=TODAY, done=[done.uuid], dropped=[dropped.uuid])

    assert [*Action.objects.order_by("pk").values_list("was_done", "closed_by")] == [
        (True, coach.pk),
        (False, coach.pk),
        (False, None),
    ]
    assert [*team.actions.filter(closed_at=None)] == [stays]


def test_actions_of_another_team_stay_as_they_are(team, coach):
    other = CoachingFactory().team
    theirs = Action.objects.create(trust=other.trust, team=other, words="Theirs")

    tell(team, coach, done=[theirs.uuid])

    theirs.refresh_from_db()
    assert theirs.closed_at is None


def test_a_date_that_was_called_off_is_not_asked_about_and_comes_back(team, coach):
    meeting = to_be_told(team, on=TODAY)
    assert meeting.date == TUESDAY

    called = call_off(team=team, meeting=meeting, reason=CalledOff.HOLIDAY, by=coach)
    assert to_be_told(team, on=TODAY).date == TUESDAY - WEEK

    bring_back(session=called, by=coach)
    assert to_be_told(team, on=TODAY).date == TUESDAY


def test_a_moved_session_is_the_same_one_on_another_day_and_the_slot_stays(team, coach):
    meeting = next_meeting(team, after=TODAY)
    later = meeting.date + dt.timedelta(days=2)

    moved = move_session(
        team=team, meeting=meeting, date=later, begins=dt.time(9), minutes=60, place="Ward 4", mode="ROOM", by=coach
    )

    ahead = meetings(team, since=TODAY, until=TODAY + 3 * WEEK)
    assert [one.date for one in ahead] == [later, meeting.date + WEEK, meeting.date + 2 * WEEK][: len(ahead)]
    assert (moved.slot_date, moved.date) == (meeting.date, later)


def test_two_sessions_of_a_team_never_lie_on_one_day(team, coach):
    first = next_meeting(team, after=TODAY)
    on_it = {"begins": dt.time(9), "minutes": 60, "place": "", "mode": "ROOM", "by": coach}
    move_session(team=team, meeting=first, date=first.date + dt.timedelta(days=1), **on_it)
    second = next_meeting(team, after=first.date + dt.timedelta(days=1))

    with pytest.raises(CannotTell, match="Choose another day"):
        move_session(team=team, meeting=second, date=first.date + dt.timedelta(days=1), **on_it)

    assert TeamSession.objects.count() == 1


def test_told_of_on_the_day_of_its_slot_it_is_that_session(team, coach):
    told = tell(team, coach)

    assert (told.slot_date, told.begins, told.place) == (TUESDAY, dt.time(14), "The Hub")
    assert TUESDAY.weekday() == Weekday.TUESDAY


def test_both_coaches_at_once_make_one_session(real_transactions, team, coach):
    other = AccountFactory(person=CoachingFactory(team=team, part="INSIDE").coach.person)
    refused, together = [], threading.Barrier(2)

    def send(account):
        together.wait()
        try:
            tell(team, account, *members(team))
        except ToldAlready as already:
            refused.append(already)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[account]) for account in (coach, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert TeamSession.objects.filter(state=SessionState.HELD).count() == 1
    assert len(refused) == 1
    assert [len(given(person)) for person in members(team)] == [1, 1]
