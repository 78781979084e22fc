"""A module is withdrawn with all that it holds: on its day or by hand, and those it concerns are told before it."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.models import LessonPage, ModulePage
from curriculum.models import Activity, Progress
from curriculum.queries.activity import latest_version
from curriculum.services.activity import Part, publish_activity
from tests.cms.screens.checks import form_of, right_answers
from tests.factories.planned_session import booked, planned
from tests.factories.workforce import PersonFactory
from workforce.models import Notice

from .conftest import LESSON, come_in, editor_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
YESTERDAY, NEXT_WEEK, NEXT_MONTH = (NOW + dt.timedelta(days=days) for days in (-1, 7, 30))


@pytest.fixture
def editor(client, trust):
    return come_in(client, editor_of(trust))


@pytest.fixture
def lesson(module):
    return LessonPage.objects.get(key=LESSON)


@pytest.fixture
def session(trust, module):
    """In a month, of the module, with one place booked."""
    part = Part("IN-1-C1", "CLASSROOM", "Introduction, in a room", 60, 9)
    module.parts.add(module.parts.model(key=part.key, kind=part.kind, title=part.title, minutes=part.minutes))
    module.save_revision().publish()
    version = publish_activity(trust=trust, part=part, module_key="IN-1", doses=[], content={}, by=None)
    return planned(version, day=timezone.localdate(NEXT_MONTH), now=NOW)


@pytest.fixture
def uma(trust, session):
    person = PersonFactory(trust=trust, given_name="Uma", family_name="Tester")
    booked(session, person, now=NOW)
    return person


def expire(page, at):
    page = type(page).objects.get(pk=page.pk)
    page.expire_at = at
    page.save_revision().publish()
    return page


def expired(page):
    type(page).objects.filter(pk=page.pk).update(expire_at=YESTERDAY)
    call_command("publish_scheduled")


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("words", flat=True))


def day(at):
    return f"{timezone.localtime(at):%-d %B %Y}"


def test_a_module_that_expires_takes_its_lessons_along(signed_in, module, lesson):
    assert signed_in.get(lesson.get_url()).status_code == 200

    expired(module)

    assert not LessonPage.objects.child_of(module).live().exists()
    assert signed_in.get(lesson.get_url()).status_code == 404
    assert not Activity.objects.filter(module_key="IN-1", retired_date=None).exists()


def test_a_module_that_is_unpublished_by_hand_takes_them_along_too(editor, module, lesson):
    editor.post(f"/cms/pages/{module.pk}/unpublish/")

    assert not LessonPage.objects.child_of(module).live().exists()


def test_a_lesson_of_an_expired_module_that_was_open_before_still_counts(signed_in, module, lesson):
    form = form_of(signed_in.get(lesson.get_url())) | right_answers()
    expired(module)

    assert "Passed" in signed_in.post("/my/answers/", form, follow=True).content.decode()


def test_its_lessons_say_beforehand_until_when_they_can_be_learned(signed_in, module, lesson):
    ModulePage.objects.filter(pk=module.pk).update(expire_at=dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC))

    page = signed_in.get(lesson.get_url()).content.decode()

    assert "This can be learned until 1 March 2027. What it has given you stays yours." in page


def test_whoever_has_a_place_afterwards_is_told_once_and_whoever_has_none_is_not(trust, module, session, uma):
    bo = PersonFactory(trust=trust)

    expire(module, NEXT_WEEK)
    expire(module, NEXT_WEEK)

    assert told(uma) == [
        f"“Introduction to improvement” can be learned until {day(NEXT_WEEK)}. Your session on {day(NEXT_MONTH)} "
        "stays as it is unless you hear otherwise, and it will count. What it has given you stays yours."
    ]
    assert told(bo) == []


def test_whoever_is_half_way_is_told_to_finish_and_whoever_has_finished_is_not(trust, module, lesson):
    version = latest_version(Activity.objects.get(key=LESSON))
    half, done = PersonFactory(trust=trust), PersonFactory(trust=trust)
    Progress.objects.create(trust=trust, person=half, activity=version.activity, place=3)
    Progress.objects.create(trust=trust, person=done, activity=version.activity, place=3, finished_at=NOW)

    expire(module, NEXT_WEEK)

    assert told(half) == [
        f"“Introduction to improvement” can be learned until {day(NEXT_WEEK)}. You are half-way through "
        f"“{version.activity.title}”: finish it before then. What it has given you stays yours."
    ]
    assert told(done) == []


def test_whoever_was_not_told_before_is_told_when_it_is_withdrawn(module, session, uma):
    expired(module)

    [words] = told(uma)
    assert words.startswith("“Introduction to improvement” was withdrawn. Your session on")


def test_publishing_a_module_that_stays_tells_nobody(module, session, uma):
    module.save_revision().publish()

    assert told(uma) == []


def test_an_editor_who_puts_a_day_is_warned_of_the_sessions_after_it(editor, module, session, uma):
    expire(module, NEXT_WEEK)

    page = editor.get(f"/cms/pages/{module.pk}/edit/").content.decode()

    assert f"1 session is planned for after that ({day(NEXT_MONTH)}), and 1 person has a place." in page


def test_an_editor_is_warned_before_unpublishing(editor, module, session, uma):
    page = editor.get(f"/cms/pages/{module.pk}/unpublish/").content.decode()

    assert "Its published lessons are unpublished with it." in page
    assert f"1 session is planned for after that ({day(NEXT_MONTH)}), and 1 person has a place." in page


def test_with_no_session_planned_there_is_nothing_to_warn_of(editor, module):
    assert "planned for after that" not in editor.get(f"/cms/pages/{module.pk}/unpublish/").content.decode()
