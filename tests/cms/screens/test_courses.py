"""Courses of past training on the screen: matched a page at a time, looked at before they are saved."""

import pytest
from django.urls import reverse

from cms.forms.course import field_name
from curriculum.imports.tasks import look_again_at_training
from curriculum.models import CourseMapping
from curriculum.queries.course import courses_of
from tests.curriculum.imports.conftest import known_as
from tests.curriculum.imports.handing_in import apply, brought_in, hand_in, held, match
from tests.factories.curriculum import ActivityVersionFactory, TargetFactory
from tests.factories.hospital import client_of
from tests.factories.workforce import TrustFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Job

from .reading import words_of

pytestmark = pytest.mark.django_db

LINES = "1001,QI day,1/3/2026,2\n1002,QI day,1/3/2026,8\n1001,Fire safety,2/3/2026,\n9999,Fire safety,2/3/2026,\n"


@pytest.fixture
def target():
    return TargetFactory()


@pytest.fixture
def trust(target):
    for number, name in (("1001", "Amal"), ("1002", "Bo")):
        known_as(target.trust, number, given_name=name)
    return target.trust


@pytest.fixture
def activity(trust, target):
    told = {"activity__title": "Improvement day", "minutes": 450}
    return ActivityVersionFactory(trust=trust, gives=[target.skill], **told).activity


@pytest.fixture
def lead(trust):
    return client_of(account_with(Role.PROGRAMME_LEAD, top_of(trust)))


@pytest.fixture
def administrator(trust):
    return client_of(account_with(Role.ADMINISTRATOR, top_of(trust)))


def said(trust, **matches):
    """As the form sends it; course names have underscores for spaces."""
    named = {course.name: field_name(course) for course in courses_of(trust)}
    return {named[name.replace("_", " ")]: value for name, value in matches.items()}


def test_each_course_stands_with_its_lines_people_and_hours(trust, activity, lead):
    hand_in(trust, LINES)

    words = words_of(lead.get(reverse("courses")))

    assert "QI day 2 lines, 2 people, from 2 h to 8 h, the file says" in words
    assert "Fire safety 2 lines, 2 people" in words
    assert "Improvement day (7 h 30 min)" in words


def test_the_likest_activity_is_offered_first(trust, activity, lead):
    hand_in(trust, "1001,457|LOCAL|Improvement Day|,1/3/2026,\n")

    form = lead.get(reverse("courses")).context["form"]

    [field] = form.fields.values()
    assert field.choices[2] == ("Most like it", [(str(activity.uuid), "Improvement day (7 h 30 min)")])


def test_what_would_change_is_shown_and_nothing_saved(trust, activity, lead):
    hand_in(trust, LINES)

    words = words_of(lead.post(reverse("courses"), said(trust, QI_day=activity.uuid, Fire_safety="none")))

    assert "QI day not matched yet → Improvement day 2 lines of 2 people" in words
    assert "Some lines say only 2 h; the activity takes 7 h 30 min" in words
    assert "Fire safety not matched yet → not counted 2 lines of 2 people" in words
    assert not CourseMapping.objects.exists()


def test_what_was_looked_at_is_saved_and_the_lines_follow(trust, activity, lead):
    brought_in(trust, LINES)

    lead.post(reverse("courses"), said(trust, QI_day=activity.uuid, Fire_safety="none") | {"confirm": "1"})
    look_again_at_training(Job.objects.latest("pk").pk)

    assert dict(CourseMapping.objects.values_list("name", "activity")) == {"QI day": activity.pk, "Fire safety": None}
    assert held(trust) == [("Amal", "2026-03-01"), ("Bo", "2026-03-01")]


def test_a_match_can_be_taken_back(trust, activity, lead):
    hand_in(trust, LINES)
    match(trust, QI_day=activity)

    lead.post(reverse("courses"), said(trust, QI_day="later") | {"confirm": "1"})

    assert not CourseMapping.objects.exists()


def test_nothing_changed_says_so(trust, activity, lead):
    hand_in(trust, LINES)
    jobs = Job.objects.count()

    answer = lead.post(reverse("courses"), said(trust, QI_day="later"), follow=True)

    assert "Nothing was changed" in words_of(answer)
    assert Job.objects.count() == jobs


def test_an_activity_of_another_trust_cannot_be_chosen(trust, lead):
    hand_in(trust, LINES)
    elsewhere = ActivityVersionFactory(gives=[TargetFactory().skill]).activity

    answer = lead.post(reverse("courses"), said(trust, QI_day=elsewhere.uuid) | {"confirm": "1"})

    assert "There is a problem" in words_of(answer)
    assert not CourseMapping.objects.exists()


def test_courses_of_another_trust_are_not_there(trust, lead):
    stranger = TargetFactory().trust
    hand_in(stranger, "1001,Secret course,1/3/2026,\n")
    hand_in(trust, LINES)

    assert "Secret course" not in words_of(lead.get(reverse("courses") + "?show=all"))


@pytest.mark.parametrize("show, names", [("", ["Fire safety"]), ("matched", ["QI day"]), ("ignored", [])])
def test_the_lists_divide_the_courses(trust, activity, lead, show, names):
    hand_in(trust, LINES)
    match(trust, QI_day=activity)

    form = lead.get(reverse("courses"), {"show": show}).context["form"]

    assert [field.label for field in form.fields.values()] == names


def test_who_sees_no_files_is_not_led_to_them(trust, lead, administrator):
    trails = [client.get(reverse("courses")).context["trail"] for client in (lead, administrator)]

    assert trails == [[], [{"words": "Files", "href": reverse("imports")}]]


def test_an_unknown_list_is_refused_kindly(lead):
    assert lead.get(reverse("courses"), {"show": "x"}).status_code == 400


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)])
def test_others_neither_see_nor_match_courses(trust, activity, role):
    hand_in(trust, LINES)
    client = client_of(account_with(role, top_of(trust)))

    answers = [
        client.get(reverse("courses")),
        client.post(reverse("courses"), said(trust, QI_day=activity.uuid) | {"confirm": "1"}),
        client.post(reverse("courses-again")),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert not CourseMapping.objects.exists()


def test_the_list_asks_as_often_for_twenty_as_for_one(trust, activity, lead, django_assert_max_num_queries):
    hand_in(trust, "".join(f"1001,Course number {number},1/3/2026,\n" for number in range(20)))

    with django_assert_max_num_queries(16):
        answer = lead.get(reverse("courses"))

    assert len(answer.context["form"].fields) == 20


def test_whom_the_file_names_and_nobody_here_is(trust, activity, administrator):
    run = hand_in(trust, LINES)

    words = words_of(administrator.get(reverse("import-unknown", args=[run.uuid])))

    assert "9999 Lines 1 First line 5 Why Nobody here has the employee number 9999." in words
    assert "1001 Lines" not in words


def test_people_who_have_come_are_looked_for_again(trust, activity, administrator):
    match(trust, QI_day=activity)
    run = hand_in(trust, "1003,QI day,1/3/2026,\n")
    known_as(trust, "1003")

    administrator.post(reverse("import-look-again", args=[run.uuid]))
    under_way = administrator.get(reverse("import", args=[run.uuid]))
    look_again_at_training(Job.objects.latest("pk").pk)

    assert under_way["Refresh"] == "2"
    assert "Would be added 1" in words_of(administrator.get(reverse("import", args=[run.uuid])))


def test_every_line_and_everybody_is_accounted_for(trust, activity, administrator):
    match(trust, QI_day=activity)
    run = apply(hand_in(trust, LINES + "1001,QI day,1/3/2026,\n1001,QI day,soon,\n"))

    words = words_of(administrator.get(reverse("import-reconciliation", args=[run.uuid]), follow=True))

    assert "Lines in the file 6 cannot be read − 1 of people who are not known here − 1" in words
    assert "of courses that are not matched yet − 1 say what another line says − 1 Training that counts here 2" in words
    assert "People in the file 3 not known here − 1 People with training of the file here 2" in words


@pytest.mark.parametrize("name", ["import-unknown", "import-training"])
def test_a_file_of_another_trust_is_not_there_and_others_are_refused(trust, administrator, lead, name):
    own, strangers = hand_in(trust, LINES), hand_in(TrustFactory(), LINES)

    assert administrator.get(reverse(name, args=[strangers.uuid])).status_code == 404
    assert lead.get(reverse(name, args=[own.uuid])).status_code == 403
