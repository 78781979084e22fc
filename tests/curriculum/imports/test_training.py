"""Files of past training: whose it is, what it counts for, and that saying it twice changes nothing."""

import datetime as dt

import pytest

from curriculum.models import DoseEntry
from curriculum.services.course import NOT_COUNTED
from tests.factories.workforce import PersonFactory
from tests.workforce.imports.handing_in import again
from tests.workforce.imports.test_files import workbook
from workforce.models import ChangedPerson

from .conftest import known_as
from .handing_in import actions, apply, brought_in, hand_in, held, match, outcomes, undo

pytestmark = pytest.mark.django_db

TWO = "1001,QI day,01/03/2026,7.5\n1002,qi  Day,2026-03-02,7.5\n"


def test_a_preview_says_what_each_line_would_do_and_changes_nothing(trust, amal, bo, version):
    match(trust, QI_day=version.activity, Fire_safety=NOT_COUNTED)

    run = hand_in(trust, TWO + "1001,Fire safety,1/3/2026,\n1001,Lean,1/3/2026,\n9999,QI day,1/3/2026,\n")

    assert run.state == "PLANNED"
    assert outcomes(run) == [
        (2, "ADD", ""),
        (3, "ADD", ""),
        (4, "IGNORED", ""),
        (5, "WAITING", "The course is not matched to an activity yet."),
        (6, "REFUSED", "Nobody here has the employee number 9999."),
    ]
    assert not DoseEntry.objects.exists()


def test_applied_lines_give_the_dose_of_their_activity(trust, amal, bo, version, target):
    match(trust, QI_day=version.activity)
    ChangedPerson.objects.all().delete()

    run = brought_in(trust, TWO)

    assert (run.state, run.job.result["counts"]) == ("APPLIED", {"ADD": 2})
    assert held(trust) == [("Amal", "2026-03-01"), ("Bo", "2026-03-02")]
    assert {entry.skill for entry in DoseEntry.objects.all()} == {target.skill}
    assert set(ChangedPerson.objects.values_list("person", flat=True)) == {amal.pk, bo.pk}


def test_the_same_file_twice_changes_nothing(trust, amal, bo, version):
    match(trust, QI_day=version.activity)
    brought_in(trust, TWO)

    second = hand_in(trust, TWO)
    shown = actions(second)
    second = apply(second)

    assert shown == actions(second) == ["SAME", "SAME"]
    assert DoseEntry.objects.count() == 2


def test_a_line_twice_in_a_file_gives_once(trust, amal, version):
    match(trust, QI_day=version.activity, QI_one_day=version.activity)

    run = hand_in(trust, "1001,QI day,1/3/2026,\n1001,QI one day,1/3/2026,\n")
    shown = outcomes(run)
    run = apply(run)

    assert shown == [(2, "ADD", ""), (3, "SAME", "Line 2 says the same.")]
    assert actions(run) == ["ADD", "SAME"]
    assert held(trust) == [("Amal", "2026-03-01")]


@pytest.mark.parametrize(
    "header, line",
    [
        ("Employee Number,Course,Date\n", "1001,QI day,1/3/2026\n"),
        ("Assignment Number,Course,Date\n", "1001-1,QI day,1/3/2026\n"),
        ("Person,Course,Date\n", '"1001-1|Person, Amal",QI day,1/3/2026\n'),
        ("E-mail,Course,Date\n", "amal@trust.example,QI day,1/3/2026\n"),
        ("Employee Number,Course,Date\n", '"1001|Person, Amal",QI day,1/3/2026\n'),
        ("E-mail,Course,Date\n", "AMAL@Trust.Example,QI day,1/3/2026\n"),
        ("Employee Number,Competency Name,Date Start\n", "1001,QI day,01-Mar-2026\n"),
        ("Training of the year,,\nEmployee No,Class Name,Date Completed\n", "1001,QI day,2026/03/01\n"),
    ],
)
def test_people_are_found_by_whatever_names_them(trust, amal, version, header, line):
    match(trust, QI_day=version.activity)

    brought_in(trust, line, header=header)

    assert held(trust) == [("Amal", "2026-03-01")]


def test_a_workbook_is_read_as_well(trust, amal, version):
    match(trust, QI_day=version.activity)
    header = ["Employee Number", "Course Name", "Completion Date"]

    brought_in(trust, workbook(header, [1001, "QI day", dt.date(2026, 3, 1)]))

    assert held(trust) == [("Amal", "2026-03-01")]


def test_a_line_that_names_two_people_is_refused(trust, amal, bo, version):
    match(trust, QI_day=version.activity)
    header = "Employee Number,E-mail,Course,Date\n"

    run = brought_in(trust, "1001,bo@trust.example,QI day,1/3/2026\n", header=header)

    reason = "The line names two people: its employee number and its e-mail address do not agree."
    assert outcomes(run) == [(2, "REFUSED", reason)]
    assert not DoseEntry.objects.exists()


def test_an_address_of_two_people_names_neither(trust, amal, version):
    PersonFactory(trust=trust, email=amal.email)
    match(trust, QI_day=version.activity)

    run = brought_in(trust, f"{amal.email},QI day,1/3/2026\n", header="E-mail,Course,Date\n")

    assert outcomes(run) == [(2, "REFUSED", f"More than one person here has the e-mail address {amal.email}.")]
    assert not DoseEntry.objects.exists()


def test_somebody_of_another_trust_is_nobody_here(trust, amal, version, other_trust_person):
    match(trust, QI_day=version.activity)

    run = brought_in(trust, "7007,QI day,1/3/2026,\n")

    assert outcomes(run) == [(2, "REFUSED", "Nobody here has the employee number 7007.")]
    assert not DoseEntry.objects.exists()


@pytest.fixture
def other_trust_person():
    return known_as(PersonFactory().trust, "7007")


@pytest.mark.parametrize(
    "line, reason",
    [
        ("1001,QI day,2/5/2026,", "2 May 2026 is after the day of the file: what is still to come gives nothing."),
        ("1001,QI day,30/2/2026,", "“30/2/2026” is not a date."),
        ("1001,QI day,,", "The date is empty."),
        ("1001,,1/3/2026,", "The course is empty."),
        (",QI day,1/3/2026,", "The line names nobody: it has neither a number nor an e-mail address."),
        ("1001,QI day,1/3/2026,0", "Hours are a number above 0, not 0."),
        ("1001,QI day,1/3/2026,half a day", "“half a day” is not a number."),
        ("=1+1,QI day,1/3/2026,", "Nobody here has the employee number =1+1."),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_the_others_are_taken(trust, amal, bo, version, line, reason):
    match(trust, QI_day=version.activity)

    run = brought_in(trust, f"{line}\n1002,QI day,1/3/2026,\n")

    assert outcomes(run) == [(2, "REFUSED", reason), (3, "ADD", "")]
    assert held(trust) == [("Bo", "2026-03-01")]


@pytest.mark.parametrize(
    "content, problem",
    [
        (b"Employee Number,Course Name\n1001,QI day\n", "The file has no column “Completion Date”"),
        (b"Course Name,Completion Date\nQI day,1/3/2026\n", "no column “Employee Number” or “Assignment Number”"),
        (b"Employee Number,Course Name,Date\n1001,QI day,1/3/2026\n1002,QI", "The file ends in the middle of line 3"),
        (bytes(range(256)) * 20, "This is not a text file."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(trust, amal, version, content, problem):
    match(trust, QI_day=version.activity)

    run = hand_in(trust, content)

    assert run.state == "REFUSED"
    assert problem in run.problem
    assert not run.rows.exists()


def test_hours_are_kept_beside_the_line(trust, amal):
    run = hand_in(trust, "1001,QI day,1/3/2026,7.5\n1001,QI day,2/3/2026,1:30\n")

    assert [row.data["minutes"] for row in run.rows.order_by("line")] == [450, 90]


def test_what_was_applied_is_taken_back_and_can_come_again(trust, amal, bo, version):
    match(trust, QI_day=version.activity)

    run = undo(brought_in(trust, TWO))
    after = held(trust)
    brought_in(trust, TWO)

    assert (run.state, after) == ("UNDONE", [])
    assert held(trust) == [("Amal", "2026-03-01"), ("Bo", "2026-03-02")]


def test_taking_back_one_file_leaves_what_another_one_says(trust, amal, bo, version):
    match(trust, QI_day=version.activity)
    first = brought_in(trust, TWO)
    second = brought_in(trust, "1001,QI day,1/3/2026,\n")

    undo(first)
    said_by_the_second = held(trust)
    undo(again(second))

    assert said_by_the_second == [("Amal", "2026-03-01")]
    assert held(trust) == []


def test_an_apply_that_was_broken_off_goes_on_and_doubles_nothing(trust, amal, bo, version):
    match(trust, QI_day=version.activity)
    run = brought_in(trust, TWO)
    run.rows.filter(line=3).update(done=False)
    run.state = "PLANNED"
    run.save()

    run = apply(run)

    assert actions(run) == ["ADD", "SAME"]
    assert DoseEntry.objects.count() == 2
