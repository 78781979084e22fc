"""My capability: whose page it is, what it says, and that it is right the moment something was learned."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.presenters.figure import day_words
from cms.screens.my import LATEST
from curriculum.calc.days import add_months
from curriculum.enums import SourceKind
from curriculum.models import Activity, DoseEntry, PracticeTarget
from curriculum.services.attempt import answer_check
from curriculum.services.entry import void_source
from tests.cms.pages.conftest import curriculum, learner, module, signed_in, trust  # noqa: F401 fixtures
from tests.factories.curriculum import (
    ActivityFactory,
    ActivityVersionFactory,
    FrameworkVersionFactory,
    LevelDoseFactory,
    NominationFactory,
    TargetFactory,
    dose_given,
)
from tests.factories.hospital import client_of, employed
from tests.factories.planned_session import booked, planned
from tests.factories.session import workshop
from tests.factories.workforce import (
    AbsenceFactory,
    AccountFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    account_with,
)
from workforce.enums import PostFlag, Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/my/"


@pytest.fixture
def uma(hospital):
    return AccountFactory(person=hospital.people["Uma"])


@pytest.fixture
def lesson(hospital):
    """The only one: those that the hospital's people were given are retired."""
    Activity.objects.update(retired_date=today())
    activity = ActivityFactory(trust=hospital.trust, title="Reading a chart")
    return ActivityVersionFactory(trust=hospital.trust, activity=activity, minutes=8, gives=[hospital.target.skill])


def test_what_comes_next_in_a_room_is_shown_with_its_sessions(hospital, uma):
    Activity.objects.update(retired_date=today())
    version = workshop(hospital.target.skill)
    none = words_of(client_of(uma).get(PAGE))
    session = planned(version, day=today() + dt.timedelta(days=3), now=timezone.now())

    page = client_of(uma).get(PAGE)

    assert "“The workshop”: no session is planned at the moment. Tell me when one is planned" in none
    assert "book a place" in words_of(page)
    assert f"/sessions/{session.uuid}/" in page.content.decode()


def test_who_has_not_met_a_level_is_told_why_it_is_theirs_and_the_one_next_thing(uma, lesson):
    words = words_of(client_of(uma).get(PAGE))

    assert "Reading a chart, 8 minutes: then you have the level." in words
    assert "Overdue the time given for it is over" in words
    assert "in Ward A. It is asked of everybody with such a post." in words
    assert "It has applied to you without a break since 1 January 2020." in words
    assert "0 of 1 essential skills held" in words


def test_what_was_learned_counts_when_the_page_is_opened_next(hospital, uma, lesson):
    before = client_of(uma).get(PAGE).context["levels"][0]
    dose_given(hospital.people["Uma"], hospital.target.skill, on=today())

    after = client_of(uma).get(PAGE)

    assert (before.held, before.state) == (0, "Overdue")
    assert (after.context["levels"][0].held, after.context["levels"][0].state) == (1, "You have it")
    assert after.context["next"] is None
    assert "You hold everything that is asked of you." in words_of(after)
    assert "Get a certificate of it" in words_of(after)


def test_a_skill_that_is_missing_leads_to_the_step_of_the_way_that_is_for_it(signed_in, module):  # noqa: F811 fixtures
    answer, way = signed_in.get(PAGE), signed_in.get("/my/way/").context["way"]

    ways = [line.way for level in answer.context["levels"] for line in level.essential if line.way]
    assert {one.href for one in ways} <= {step.address for step in way.steps}
    assert answer.context["next"].address == way.steps[0].address
    assert f"Learn it in “{way.steps[0].title}”" in words_of(answer)


def test_what_fades_says_until_when_and_what_keeps_it(fading_hospital):
    Activity.objects.update(retired_date=today())
    ola = AccountFactory(person=fading_hospital.people["Ola"])
    activity = ActivityFactory(trust=fading_hospital.trust, title="Once more")
    ActivityVersionFactory(
        trust=fading_hospital.trust, activity=activity, minutes=20, gives=[fading_hospital.target.skill]
    )

    answer = client_of(ola).get(PAGE)

    assert answer.context["levels"][0].essential[0].state == "Fading"
    assert "To keep it: 20 minutes of learning" in words_of(answer)
    assert answer.context["next"].title == "Once more"


def test_a_level_fades_too_when_its_practice_runs_out():
    target = TargetFactory()
    PracticeTarget.objects.create(trust=target.trust, dose=target.dose, kind="VISIT", count=1, months=12)
    person = PostFactory(unit=UnitFactory(trust=target.trust)).person
    visited = today() - dt.timedelta(days=300)
    dose_given(person, target.skill, on=visited, practice_kind="VISIT", practice_count=1)

    answer = client_of(AccountFactory(person=person)).get(PAGE)
    [level] = answer.context["levels"]

    assert answer.context["next"].then == "then you keep the level for longer"
    assert "There is nothing to do now" not in words_of(answer)
    assert (level.state, level.essential[0].state) == ("Fading", "Held")
    assert level.whole == [
        "Go-and-see visit: 1 of 1 within 12 months",
        f"To keep the level: Go-and-see visit: once more before {day_words(add_months(visited, 12))}",
    ]


def test_who_holds_every_skill_then_is_told_what_the_level_still_asks_for():
    dose = LevelDoseFactory(taught_minutes=90)
    target = TargetFactory(dose=dose)
    PracticeTarget.objects.create(trust=target.trust, dose=dose, kind="VISIT", count=2, months=12)
    person = PostFactory(unit=UnitFactory(trust=target.trust)).person
    ActivityVersionFactory(trust=target.trust, gives=[target.skill])

    answer = client_of(AccountFactory(person=person)).get(PAGE)

    assert answer.context["next"].then == (
        "then you hold 1 of 1 skills. What is left for the level: 1 hour 20 minutes of learning; "
        "Go-and-see visit: done 0 of 2 times"
    )


def test_who_is_away_is_asked_to_renew_nothing(fading_hospital):
    ola = AccountFactory(person=fading_hospital.people["Ola"])
    AbsenceFactory(person=ola.person, since=today() - dt.timedelta(days=100))

    answer = client_of(ola).get(PAGE)

    assert answer.context["levels"][0].state == "Away"
    assert answer.context["next"] is None


@pytest.mark.parametrize(
    "asked, words",
    [
        ({"flags": [PostFlag.LINE_MANAGER]}, "It is asked because the post is marked as “Line manager”."),
        ({"bands": ["7"], "staff_groups": ["08"]}, "in the staff group Administrative and Clerical and of band 7."),
        ({"kinds": ["SUBSTANTIVE"]}, "It is asked because the post is substantive."),
    ],
)
def test_the_fact_of_the_post_that_a_rule_hit_is_named(asked, words):
    target = TargetFactory(dose=LevelDoseFactory(**{f"audience__{name}": value for name, value in asked.items()}))
    ward = UnitFactory(trust=target.trust, name="Ward A")
    post = {"band": "7", "staff_group": "08", "flags": [PostFlag.LINE_MANAGER], "title": "Ward manager"}
    person = PostFactory(unit=ward, **post).person

    shown = words_of(client_of(AccountFactory(person=person)).get(PAGE))

    assert "Your post: Ward manager in Ward A. It is asked because" in shown
    assert words in shown


def test_a_nomination_is_named_as_the_reason():
    target = TargetFactory(dose=LevelDoseFactory(audience=False))
    ward = UnitFactory(trust=target.trust, name="Ward A")
    person = PostFactory(unit=ward, title="Porter").person
    NominationFactory(person=person, level=target.dose.level, unit=ward)

    [level] = client_of(AccountFactory(person=person)).get(PAGE).context["levels"]

    assert level.reasons == ["You are named for it, as Porter in Ward A."]


def test_what_gave_dose_within_a_year_is_not_offered_again():
    target = TargetFactory(minutes=20)
    person = PostFactory(unit=UnitFactory(trust=target.trust)).person
    first, second = (ActivityVersionFactory(trust=target.trust, gives=[target.skill]) for _ in range(2))
    client = client_of(AccountFactory(person=person))
    offered = []

    for version in (first, second):
        offered.append(client.get(PAGE).context["next"].title)
        answer_check(person=person, version=version, attempt=uuid4(), answers={}, on=today(), by=None)

    assert offered == [first.activity.title, second.activity.title]
    assert client.get(PAGE).context["next"] is None


def test_a_voided_entry_stays_on_the_record_struck_through(hospital, uma):
    [entry] = dose_given(uma.person, hospital.target.skill, on=today())
    void_source(trust=hospital.trust, source_kind=SourceKind.LESSON, source_id=entry.source_id, by=None)

    answer = client_of(uma).get(PAGE)

    assert [given.is_void for given in answer.context["record"]] == [True]
    assert "<s>" in answer.content.decode()
    assert "Does not count" in words_of(answer)


def test_the_record_is_ones_own(hospital, uma):
    dose_given(hospital.people["Bo12"], hospital.target.skill, on=today())

    answer = client_of(uma).get(PAGE)

    assert DoseEntry.objects.count() > 1
    assert answer.context["record"] == []


def test_the_whole_record_is_on_a_page_of_its_own(hospital, uma):
    for days in range(LATEST + 2):
        dose_given(uma.person, hospital.target.skill, on=today() - dt.timedelta(days=days))

    mine = client_of(uma).get(PAGE)
    whole = client_of(uma).get("/my/record/")

    assert len(mine.context["record"]) == LATEST
    assert len(whole.context["record"]) == LATEST + 2


def test_who_can_see_it_is_said_by_name(hospital, uma):
    account_with(Role.UNIT_MANAGER, hospital.ward, person=PersonFactory(trust=hospital.trust, given_name="Ann"))
    account_with(Role.UNIT_MANAGER, hospital.other_ward, person=PersonFactory(trust=hospital.trust, given_name="Not"))

    seers = client_of(uma).get(PAGE).context["seers"]

    assert [words.split()[0] for words in seers] == ["Ann"]
    assert "manages Ward A" in seers[0]


def test_an_account_without_a_person_is_told_what_happens_next(hospital):
    account = AccountFactory(trust=hospital.trust)

    answer = client_of(account).get(PAGE)

    assert answer.status_code == 200
    assert "Your account stands in a list" in words_of(answer)


def test_who_has_no_post_is_asked_nothing(hospital):
    account = AccountFactory(person=PersonFactory(trust=hospital.trust))

    assert "You have no post in the trust today" in words_of(client_of(account).get(PAGE))


def test_who_is_reached_by_no_rule_is_asked_nothing(hospital):
    person = PersonFactory(trust=hospital.trust)
    PostFactory(person=person, unit=hospital.ward, kind="BANK")

    assert "No level is asked of you through your post." in words_of(client_of(AccountFactory(person=person)).get(PAGE))


def test_an_operator_has_no_such_page(client, django_user_model):
    client.force_login(
        django_user_model.objects.create_superuser("operator"),
        backend="cms.backends.AccountBackend",
    )

    assert client.get(PAGE).status_code == 403


def test_the_page_asks_the_same_few_questions_however_much_was_learned():
    version = FrameworkVersionFactory()
    targets = [TargetFactory(dose=LevelDoseFactory(version=version), minutes=500) for _ in range(4)]
    ward = UnitFactory(trust=version.trust)
    little, much = (PostFactory(unit=ward).person for _ in range(2))
    account_with(Role.UNIT_MANAGER, ward)
    ActivityVersionFactory(trust=version.trust, gives=[targets[0].skill])
    dose_given(little, targets[0].skill, on=today())
    for number, target in enumerate(targets):
        PostFactory(person=much, unit=UnitFactory(trust=version.trust))
        account_with(Role.UNIT_MANAGER, ward)
        for days in range(4):
            dose_given(much, target.skill, on=today() - dt.timedelta(days=days + number))

    few, many = (_questions(client_of(AccountFactory(person=person))) for person in (little, much))

    assert many == few
    assert many <= 40


def _questions(client):
    client.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)
    return len(asked)


def test_a_manager_reads_in_a_line_each_what_waits_for_them(hospital):
    cache.clear()
    person = employed("Mia", hospital.ward)
    manager = account_with(Role.UNIT_MANAGER, hospital.ward, person=person)
    session = planned(
        workshop(hospital.target.skill),
        day=today() + dt.timedelta(days=20),
        now=timezone.now(),
        needs_release=True,
    )
    booked(session, hospital.people["Uma"], now=timezone.now())

    told = words_of(client_of(manager).get("/my/"))

    assert "Waits for you as a manager 1 person waits for you to release them for a session" in told
    assert "My people: 1 overdue" in told
    ola = client_of(AccountFactory(person=hospital.people["Ola"]))
    assert "Waits for you as a manager" not in words_of(ola.get("/my/"))
