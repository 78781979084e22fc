"""One truth about what comes next: home, module, result and shortest way follow the same steps."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.loading.module import load_module
from cms.presenters.figure import day_words
from curriculum.calc.days import add_months
from curriculum.models import Activity
from curriculum.queries.activity import latest_version
from curriculum.queries.learning import draw_of, shown_content
from curriculum.services.attempt import answer_check
from curriculum.services.kept import keep_answers
from tests.cms.pages.conftest import curriculum, introduction, learner, signed_in, trust  # noqa: F401 fixtures
from tests.factories.curriculum import (
    ActivityFactory,
    ActivityVersionFactory,
    LevelDoseFactory,
    TargetFactory,
    dose_given,
)
from tests.factories.hospital import client_of
from tests.factories.planned_session import booked, planned
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PostFactory, UnitFactory
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
OF_SESSIONS = 1  # when they are, asked as soon as there is a workshop
HOME, WAY, MODULE = "/my/", "/my/way/", "/learn/in-1-introduction-to-improvement/"


@pytest.fixture
def module(trust, curriculum):  # noqa: F811 fixtures
    """Whole: its test, its lessons and its workshop."""
    return load_module(curriculum, introduction(), trust=trust, by=None)


@pytest.fixture
def lessons(trust, curriculum):  # noqa: F811 fixtures
    """Its test and its lessons: what is done on a screen."""
    data = introduction()
    return load_module(curriculum, data | {"parts": data["parts"][:4]}, trust=trust, by=None)


def right(version, person):
    asked = shown_content(person, version, draw_of(person, version)).get("questions", ())
    return {one["key"]: [place for place, answer in enumerate(one["answers"]) if answer["correct"]] for one in asked}


def pass_it(account, key, on=None, wrong=False):
    version = latest_version(Activity.objects.get(trust=account.trust_id, key=key))
    answers = right(version, account.person)
    if wrong:
        answers = {key: [0 if 0 not in chosen else 1] for key, chosen in answers.items()}
    return answer_check(
        person=account.person, version=version, attempt=uuid4(), answers=answers, on=on or today(), by=account
    )


def seen(client):
    """What home, module page and shortest way say comes next."""
    home, way, page = client.get(HOME), client.get(WAY), client.get(MODULE)
    return home.context["next"], page.context["next"], way.context["way"].steps


def test_home_and_module_page_follow_the_first_step_of_the_way(signed_in, learner, lessons):  # noqa: F811
    for key in ("IN-1-01", "IN-1-02"):
        of_home, of_module, steps = seen(signed_in)

        assert of_home.title == of_module.title == steps[0].title
        assert of_home.address == of_module.address == steps[0].address

        after = signed_in.get(f"/my/answers/{pass_it(learner, key).uuid}/")
        assert after.context["next"].title == seen(signed_in)[0].title
        assert after.context["following"] is None


def test_who_passed_the_test_is_sent_to_no_lesson_that_it_spares_them(signed_in, learner, module):  # noqa: F811
    scored = pass_it(learner, "IN-1-TEST")

    of_home, of_module, steps = seen(signed_in)
    result, page = signed_in.get(f"/my/answers/{scored.uuid}/"), signed_in.get(MODULE)

    assert scored.passed
    assert "Lesson" not in {step.kind for step in steps}
    assert (of_home.is_lesson, of_module.is_lesson) == (False, False)
    assert (result.context["next"].title, result.context["following"]) == (of_home.title, None)
    assert "Begin" not in words_of(page)
    assert "0 of" not in words_of(page)
    assert "You need not take the lessons." in words_of(page)
    assert "/my/test/IN-1/" not in page.content.decode() + signed_in.get(HOME).content.decode()


def test_a_test_that_was_not_passed_is_offered_again_only_once_it_is_open(signed_in, learner, lessons):  # noqa: F811
    before = [signed_in.get(address).content.decode() for address in (HOME, WAY, MODULE)]
    asked = words_of(signed_in.get("/my/test/IN-1/"))
    pass_it(learner, "IN-1-TEST", wrong=True)

    after = [signed_in.get(address).content.decode() for address in (HOME, WAY, MODULE)]

    assert ["/my/test/IN-1/" in page for page in before] == [True, True, True]
    assert ["/my/test/IN-1/" in page for page in after] == [False, False, False]
    assert "you can answer again two weeks later" in asked
    assert "You can show what you know already again from" in words_of(signed_in.get(MODULE))


def asking_for_time(minutes=60, **told):
    """A person who holds the one skill of a level by a lesson, and lacks time in it."""
    target = TargetFactory(dose=LevelDoseFactory(taught_minutes=minutes), **told)
    person = PostFactory(unit=UnitFactory(trust=target.trust)).person
    activity = ActivityFactory(trust=target.trust, title="The old lesson")
    lesson = ActivityVersionFactory(trust=target.trust, activity=activity, gives=[target.skill])
    return target, person, lesson


def test_a_lesson_that_was_done_is_not_repeated_for_time_while_its_skill_is_held():
    target, person, lesson = asking_for_time()
    answer_check(person=person, version=lesson, attempt=uuid4(), answers={}, on=add_months(today(), -30), by=None)
    practice = workshop(target.skill, title="The practice day")
    client = client_of(AccountFactory(person=person))

    steps = client.get(WAY).context["way"].steps

    assert [step.title for step in steps] == ["The practice day"]
    assert client.get(HOME).context["next"].title == "The practice day"
    Activity.objects.filter(pk=practice.activity_id).update(retired_date=today())
    assert client.get(WAY).context["way"].steps == []


def test_a_lesson_that_was_done_comes_back_when_its_skill_has_lapsed():
    _target, person, lesson = asking_for_time(minutes=0, valid_months=12)
    answer_check(person=person, version=lesson, attempt=uuid4(), answers={}, on=add_months(today(), -30), by=None)

    [step] = client_of(AccountFactory(person=person)).get(WAY).context["way"].steps

    assert step.title == "The old lesson"


def test_a_booked_place_is_laid_over_the_way_and_asks_for_nothing_more():
    target, person, lesson = asking_for_time()
    practice, client = workshop(target.skill, title="The practice day"), client_of(AccountFactory(person=person))
    without = client.get(HOME).context["next"]
    session = planned(practice, day=today() + dt.timedelta(days=30), now=timezone.now())
    booked(session, person, now=timezone.now())

    home, way = client.get(HOME), client.get(WAY)

    assert not without.is_booked
    assert (home.context["next"].is_booked, way.context["way"].steps) == (True, [])
    for page in (home, way):
        assert "You are booked for" in words_of(page)
        assert "After it you have the level." in words_of(page)
    assert "There is nothing that you have to do before." in words_of(home)
    assert person.entries.count() == 0  # nothing is stored as held


def test_who_booked_something_long_is_told_of_a_shorter_way():
    target, person, _lesson = asking_for_time(minutes=0)
    practice, client = workshop(target.skill, title="The practice day"), client_of(AccountFactory(person=person))
    booked(planned(practice, day=today() + dt.timedelta(days=30), now=timezone.now()), person, now=timezone.now())

    home, way = client.get(HOME), client.get(WAY)

    assert way.context["way"].steps == []
    assert [step.title for step in way.context["way"].without] == ["The old lesson"]
    for page in (home, way):
        assert "There is a way that is 50 minutes shorter" in words_of(page)


def test_of_two_places_in_the_same_thing_the_first_is_the_one_that_helps():
    target, person, _lesson = asking_for_time()
    practice, account = workshop(target.skill, title="The practice day"), AccountFactory(person=person)
    for days in (30, 20):
        session = planned(practice, day=today() + dt.timedelta(days=days), now=timezone.now())
        booked(session, person, now=timezone.now())

    home = client_of(account).get(HOME)

    assert [place.day for place in home.context["next"].booked] == [day_words(today() + dt.timedelta(days=20))]


def test_whoever_holds_the_skills_and_lacks_the_time_that_a_session_gives_is_not_sent_away_from_it():
    target, person, _lesson = asking_for_time()
    dose_given(person, target.skill, on=today())
    session = planned(workshop(target.skill), day=today() + dt.timedelta(days=20), now=timezone.now())
    client = client_of(AccountFactory(person=person))

    lacks = words_of(client.get(f"/sessions/{session.uuid}/"))
    for _ in range(5):
        dose_given(person, target.skill, on=today())
    has = words_of(client.get(f"/sessions/{session.uuid}/"))

    assert "You hold this already" not in lacks
    assert "You hold this already" in has


def test_a_skill_names_the_first_of_the_booked_sessions_that_give_it():
    target, person, _lesson = asking_for_time()
    soon, later = workshop(target.skill, title="Sooner"), workshop(target.skill, title="Later")
    for version, days in ((later, 30), (soon, 20)):
        session = planned(version, day=today() + dt.timedelta(days=days), now=timezone.now())
        booked(session, person, now=timezone.now())

    words = words_of(client_of(AccountFactory(person=person)).get(HOME))

    assert f"You are booked: Sooner, {day_words(today() + dt.timedelta(days=20))}" in words
    assert "You are booked: Later" not in words


def test_a_booked_place_says_how_much_time_is_left_where_it_adds_no_skill():
    target, person, _lesson = asking_for_time(minutes=500)
    dose_given(person, target.skill, on=today())
    session = planned(workshop(target.skill), day=today() + dt.timedelta(days=20), now=timezone.now())
    booked(session, person, now=timezone.now())

    [place] = client_of(AccountFactory(person=person)).get(HOME).context["next"].booked

    assert place.after == "After it 7 hours 10 minutes of learning are left."


def test_a_place_that_comes_after_a_skill_has_lapsed_leaves_it_to_be_renewed_before():
    target, person, _lesson = asking_for_time(minutes=0, valid_months=12)
    dose_given(person, target.skill, on=add_months(today(), -12) + dt.timedelta(days=20))
    practice, client = workshop(target.skill, title="The practice day"), client_of(AccountFactory(person=person))
    booked(planned(practice, day=today() + dt.timedelta(days=40), now=timezone.now()), person, now=timezone.now())

    way = client.get(WAY).context["way"]

    assert (way.booked, [step.kind for step in way.steps]) == ([], ["Lesson"])


def test_a_place_one_only_waits_for_counts_for_nothing():
    target, person, _lesson = asking_for_time()
    practice, account = workshop(target.skill, title="The practice day"), AccountFactory(person=person)
    session = planned(practice, day=today() + dt.timedelta(days=30), now=timezone.now(), capacity=1)
    other = PostFactory(unit=UnitFactory(trust=target.trust)).person
    booked(session, other, person, now=timezone.now())

    assert client_of(account).get(WAY).context["way"].booked == []


def test_home_asks_the_same_few_questions_however_much_there_is_to_do(signed_in, learner, trust, curriculum):  # noqa: F811
    data = introduction()
    load_module(curriculum, data | {"parts": data["parts"][:2]}, trust=trust, by=None)
    few = questions_of(signed_in)
    load_module(curriculum, data, trust=trust, by=None)

    assert questions_of(signed_in) <= few + OF_SESSIONS <= 40


def questions_of(client):
    client.get(HOME)
    with CaptureQueriesContext(connection) as asked:
        client.get(HOME)
    return len(asked)


def test_past_answers_are_listed_and_each_can_be_read(signed_in, learner, lessons):  # noqa: F811
    failed, passed = pass_it(learner, "IN-1-01", wrong=True), pass_it(learner, "IN-1-01")

    answers = signed_in.get("/my/answers/")

    assert [one.uuid for one in answers.context["page"]] == [passed.uuid, failed.uuid]
    for one in (failed, passed):
        assert f"/my/answers/{one.uuid}/" in answers.content.decode()
        assert "Your answers" in words_of(signed_in.get(f"/my/answers/{one.uuid}/"))


def test_nobody_reads_the_answers_of_somebody_else(learner, lessons):  # noqa: F811
    own = pass_it(learner, "IN-1-01")
    other = client_of(AccountFactory(person=PostFactory(unit=UnitFactory(trust=learner.trust)).person))

    assert list(other.get("/my/answers/").context["page"]) == []
    assert other.get(f"/my/answers/{own.uuid}/").status_code == 404


def test_a_lesson_says_whether_it_was_begun_or_done_and_leads_to_ones_answers(signed_in, learner, lessons):  # noqa: F811
    activity = Activity.objects.get(trust=learner.trust, key="IN-1-02")
    keep_answers(person=learner.person, activity=activity, answers={"anything": [0]})
    passed = pass_it(learner, "IN-1-01")

    of_module, of_lesson = signed_in.get(MODULE), signed_in.get(f"{MODULE}improvement-is-part-of-your-job/")

    assert f"Done on {day_words(today())}" in words_of(of_module)
    assert "Begun" in words_of(of_module)
    assert f"Done on {day_words(today())}" in words_of(of_lesson)
    assert "lesson 1 of 4" in words_of(of_lesson)
    for page in (of_module, of_lesson):
        assert f"/my/answers/{passed.uuid}/" in page.content.decode()
    assert "Go on with the lesson" in words_of(signed_in.get(HOME))
