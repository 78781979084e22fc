"""Courses are matched anew, people come to be known: the lines concerned follow, before and after they were applied."""

import pytest

from curriculum.imports.tasks import look_again_at_training
from curriculum.models import CourseMapping, DoseEntry
from curriculum.services.course import NOT_COUNTED, CannotMatchCourse, look_again, match_courses
from tests.factories.curriculum import ActivityFactory
from workforce.models import Job

from .conftest import known_as
from .handing_in import actions, apply, brought_in, hand_in, held, match, undo

pytestmark = pytest.mark.django_db

LINES = "1001,QI day,1/3/2026,\n1001,Lean,2/3/2026,\n"


def test_a_preview_follows_the_match(trust, amal, version):
    run = hand_in(trust, LINES)

    match(trust, QI_day=version.activity)

    assert actions(run) == ["ADD", "WAITING"]
    assert not DoseEntry.objects.exists()


def test_lines_that_waited_give_dose_once_their_course_is_matched(trust, amal, version):
    run = brought_in(trust, LINES)
    before = held(trust)

    match(trust, QI_day=version.activity)

    assert before == []
    assert actions(run) == ["ADD", "WAITING"]
    assert held(trust) == [("Amal", "2026-03-01")]


def test_a_course_matched_to_another_activity_takes_back_the_one_and_gives_the_other(
    trust, amal, version, other_version
):
    match(trust, QI_day=version.activity)
    run = brought_in(trust, LINES)
    [before] = run.rows.filter(line=2).values_list("source", flat=True)

    match(trust, QI_day=other_version.activity)

    [after] = run.rows.filter(line=2).values_list("source", flat=True)
    assert before != after
    assert DoseEntry.objects.filter(source_id=before, voids_id__isnull=False).count() == 1
    assert held(trust) == [("Amal", "2026-03-01")]


@pytest.mark.parametrize("match_now, action", [(NOT_COUNTED, "IGNORED"), (None, "WAITING")])
def test_a_course_that_no_longer_counts_is_taken_back(trust, amal, version, match_now, action):
    match(trust, QI_day=version.activity)
    run = brought_in(trust, LINES)

    match(trust, QI_day=match_now)

    assert actions(run) == [action, "WAITING"]
    assert held(trust) == []


def test_what_another_line_still_says_stays(trust, amal, version):
    match(trust, QI_day=version.activity, QI_one_day=version.activity)
    run = brought_in(trust, "1001,QI day,1/3/2026,\n1001,QI one day,1/3/2026,\n")

    match(trust, QI_day=NOT_COUNTED)
    left = held(trust)
    match(trust, QI_one_day=NOT_COUNTED)

    assert left == [("Amal", "2026-03-01")]
    assert held(trust) == []
    assert actions(run) == ["IGNORED", "IGNORED"]


def test_matching_back_and_forth_ends_where_it_began(trust, amal, version, other_version):
    match(trust, QI_day=version.activity)
    run = brought_in(trust, LINES)
    for activity in (other_version.activity, version.activity, NOT_COUNTED, version.activity):
        match(trust, QI_day=activity)

    assert held(trust) == [("Amal", "2026-03-01")]
    undo(run)
    assert held(trust) == []


def test_the_same_match_again_asks_for_nothing(trust, amal, version):
    match(trust, QI_day=version.activity)
    jobs = Job.objects.count()

    assert match(trust, QI_day=version.activity, Lean=None) is None
    assert Job.objects.count() == jobs


def test_an_activity_of_another_trust_is_refused(trust, amal):
    with pytest.raises(CannotMatchCourse, match="another trust"):
        match_courses(trust=trust, matches={"QI day": ActivityFactory()}, by=None)

    assert not CourseMapping.objects.exists()


def test_people_who_have_come_since_are_found(trust, version):
    match(trust, QI_day=version.activity)
    run, looked_at = brought_in(trust, LINES), hand_in(trust, LINES)
    known_as(trust, "1001", given_name="Amal")
    before = actions(run)

    for one in (run, looked_at):
        look_again_at_training(look_again(trust=trust, run=one, by=None).pk)

    assert before == ["REFUSED", "REFUSED"]
    assert actions(run) == ["ADD", "WAITING"]
    assert actions(looked_at) == ["SAME", "WAITING"]
    assert held(trust) == [("Amal", "2026-03-01")]


def test_somebody_whose_address_has_changed_since_keeps_what_they_were_given(trust, amal, version):
    match(trust, QI_day=version.activity)
    run = brought_in(trust, f"{amal.email},QI day,1/3/2026\n", header="E-mail,Course,Date\n")
    amal.email = "amal.new@trust.example"
    amal.save()

    look_again_at_training(look_again(trust=trust, by=None).pk)

    assert actions(run) == ["ADD"]
    assert held(trust) == [("Amal", "2026-03-01")]


def test_what_is_applied_is_what_is_known_then(trust, amal, version):
    run = hand_in(trust, LINES)
    match_courses(trust=trust, matches={"QI day": version.activity}, by=None)  # and the worker has not come to it yet

    run = apply(run)

    assert actions(run) == ["ADD", "WAITING"]
    assert held(trust) == [("Amal", "2026-03-01")]
