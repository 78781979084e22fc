import datetime as dt
from decimal import Decimal

import pytest

from tests.factories.workforce import PersonFactory, PostFactory, TrustFactory
from workforce.models import ChangedPerson, ImportRow, Person, PostStretch, Unit
from workforce.services.guard import TooManyLeave
from workforce.services.identifier import identify
from workforce.services.import_run import CannotImport
from workforce.services.post import change_post

from .handing_in import MAY, again, apply, brought_in, counts, everything, hand_in, refusals, undo

pytestmark = pytest.mark.django_db

JUNE = dt.date(2026, 6, 1)
HEADER = "Assignment Number,Last Name,First Name,Organisation Code,Pay Band,FTE,Assignment Start Date\n"
AMAL = "1001,Khan,Amal,W7,Band 6,1.0,30-Nov-2020\n"
BO = "1002,Lee,Bo,Ward 8,7,0.6,01/02/2021\n"
TWO = HEADER + AMAL + BO


def stretches(assignment):
    found = PostStretch.objects.filter(post__identifiers__value=assignment).order_by("since")
    return list(found.values_list("since", "until", "band"))


def test_a_staff_list_brings_people_in_with_their_posts(trust):
    run = brought_in(trust, TWO)

    amal = PostStretch.objects.get(post__identifiers__value="1001")
    assert counts(run) == {"ADD": 2}
    assert (str(amal.person), amal.unit.places.get().code, amal.band, amal.fte) == (
        "Amal Khan",
        "W7",
        "6",
        Decimal("1.000"),
    )
    assert (amal.since, amal.until) == (dt.date(2020, 11, 30), None)
    assert {change.person for change in ChangedPerson.objects.all()} == set(Person.objects.all())


def test_a_preview_changes_nothing(trust):
    before = everything()

    run = hand_in(trust, TWO)

    assert run.state == "PLANNED"
    assert counts(run) == {"ADD": 2}
    assert everything() == before


def test_the_same_file_twice_changes_nothing(trust):
    brought_in(trust, TWO)
    before = everything()
    ChangedPerson.objects.all().delete()

    run = brought_in(trust, TWO, file_date=JUNE)

    assert counts(run) == {"SAME": 2}
    assert everything() == before
    assert not ChangedPerson.objects.exists()


def test_a_changed_value_starts_a_new_stretch_on_the_day_of_the_file(trust):
    brought_in(trust, TWO)

    run = brought_in(trust, TWO.replace("Band 6", "Band 7"), file_date=JUNE)

    assert counts(run) == {"CHANGE": 1, "SAME": 1}
    assert stretches("1001") == [(dt.date(2020, 11, 30), JUNE, "6"), (JUNE, None, "7")]
    assert run.rows.get(key="1001").changes == [["band", "6", "7"]]


def test_second_assignments_belong_to_the_same_person(trust):
    brought_in(trust, HEADER + AMAL + "1001-2,Khan,Amal,W8,6,0.2,\n")

    [amal] = Person.objects.all()
    assert amal.posts.count() == 2


def test_person_cells_hold_number_and_name(trust):
    brought_in(trust, 'Employee,Org Code\n"20012345|Khan, Amal",W7\n')

    [amal] = Person.objects.all()
    assert (amal.family_name, amal.given_name) == ("Khan", "Amal")
    assert amal.posts.get().identifiers.get().value == "20012345"


@pytest.mark.parametrize("heading", ["Assignment Number", "Employee"])
def test_a_number_with_a_name_behind_it_is_the_number_under_every_heading(trust, heading):
    brought_in(trust, TWO)

    run = brought_in(trust, f'{heading},Last Name,Org Code\n"1001|Khan, Amal",,W7\n', file_date=JUNE)

    assert counts(run) == {"SAME": 1}
    assert Person.objects.count() == 2


def test_a_supervisor_whom_nobody_knows_is_said_when_the_file_is_applied(trust):
    header = HEADER.replace("\n", ",Supervisor Employee Number\n")

    run = brought_in(trust, header + AMAL.replace("\n", ",88888888\n"))

    assert run.rows.get().reason == "Supervisor 88888888 is not known here: the manager stays as it was."
    assert PostStretch.objects.get().person.family_name == "Khan"


@pytest.mark.parametrize(
    "written", ["30-Nov-2020", "30/11/2020", "2020/11/30 00:00:00", "2020-11-30", "44165", "30 November 2020"]
)
def test_days_are_read_in_the_ways_that_exports_write_them(trust, written):
    brought_in(trust, HEADER + f"1001,Khan,Amal,W7,6,1,{written}\n")

    assert stretches("1001") == [(dt.date(2020, 11, 30), None, "6")]


def test_an_empty_cell_is_ignored_or_erases_as_chosen(trust):
    brought_in(trust, TWO)
    emptied = TWO.replace("Band 6", "")

    ignored = hand_in(trust, emptied, file_date=JUNE, empty="IGNORE")
    erased = brought_in(trust, emptied, file_date=JUNE, empty="ERASE")

    assert counts(ignored) == {"SAME": 2}
    assert counts(erased) == {"CHANGE": 1, "SAME": 1}
    assert stretches("1001") == [(dt.date(2020, 11, 30), JUNE, "6"), (JUNE, None, "")]


def test_absence_from_the_file_keeps_or_ends_as_chosen(trust):
    brought_in(trust, TWO)

    kept = hand_in(trust, HEADER + AMAL, file_date=JUNE, absent="KEEP")
    ended = apply(hand_in(trust, HEADER + AMAL, file_date=JUNE, absent="END"), leavers_percent=50)

    assert counts(kept) == {"SAME": 1}
    assert counts(ended) == {"SAME": 1, "END": 1}
    bo = Person.objects.get(family_name="Lee")
    assert (bo.left_date, bo.left_reason) == (JUNE, "NOT_IN_FILE")
    assert stretches("1002") == [(dt.date(2021, 2, 1), JUNE, "7")]


def test_a_file_of_changes_ends_nobody(trust):
    with pytest.raises(CannotImport, match="A file of changes does not name everybody"):
        hand_in(trust, TWO, covers="DELTA", absent="END")


def test_mass_leavers_are_refused_until_the_share_is_raised(trust):
    brought_in(trust, TWO)
    run = hand_in(trust, HEADER + AMAL, file_date=JUNE, absent="END")
    before = everything()

    with pytest.raises(TooManyLeave, match="would end 1 of 2 posts, more than 2 %"):
        apply(run)

    assert again(run).state == "PLANNED"
    assert everything() == before


def test_a_refused_line_does_not_make_its_person_absent(trust):
    brought_in(trust, TWO)

    run = hand_in(trust, TWO.replace("0.6", "lots"), file_date=JUNE, absent="END")

    assert counts(run) == {"SAME": 1, "REFUSED": 1}
    assert refusals(run) == [(3, "“lots” is not a number.")]


def test_a_last_day_ends_the_post_on_the_day_after_it(trust):
    header = HEADER.replace("Assignment Start Date", "End Date")
    brought_in(trust, HEADER + AMAL)

    run = apply(hand_in(trust, header + "1001,Khan,Amal,W7,6,1,30/04/2026\n"), leavers_percent=100)

    assert counts(run) == {"END": 1}
    assert stretches("1001") == [(dt.date(2020, 11, 30), MAY, "6")]
    assert Person.objects.get().left_date == MAY


def test_who_is_in_a_file_again_comes_back_without_losing_the_gap(trust):
    brought_in(trust, TWO)
    apply(hand_in(trust, HEADER + AMAL, absent="END"), leavers_percent=50)

    run = brought_in(trust, TWO, file_date=JUNE)

    assert counts(run) == {"SAME": 1, "CHANGE": 1}
    assert stretches("1002") == [(dt.date(2021, 2, 1), MAY, "7"), (JUNE, None, "7")]
    assert Person.objects.get(family_name="Lee").left_date is None


def test_managers_are_found_wherever_they_stand_in_the_file(trust):
    header = HEADER.replace("Assignment Start Date", "Supervisor Employee Number")
    file = header + "1001,Khan,Amal,W7,6,1,1002\n" + "1002,Lee,Bo,W8,8a,1,\n"

    brought_in(trust, file)
    again = brought_in(trust, file, file_date=JUNE)

    assert str(PostStretch.objects.get(person__family_name="Khan").manager) == "Bo Lee"
    assert counts(again) == {"SAME": 2}


def test_each_bad_line_is_refused_with_its_number_and_reason(trust):
    PostFactory(unit=trust.units.last())
    run = brought_in(
        trust,
        HEADER
        + AMAL
        + "1002,Lee,Bo,W99,7,1,\n"
        + "1003,Cox,Cy,W7,7,9,\n"
        + "1004,Day,Di,W7,7,1,31/02/2021\n"
        + "1001,Khan,Amal,W8,7,1,\n"
        + ",Eve,Ed,W7,7,1,\n"
        + '1006,"=HYPERLINK(""x"")",Flo,W7,7,1,\n',
    )

    assert refusals(run) == [
        (3, "No unit has the code or the name “W99” on the day of the file."),
        (4, "An FTE is a number from 0 to 2, not 9."),
        (5, "“31/02/2021” is not a date."),
        (6, "Line 2 gives this assignment other days or values for some of the same days."),
        (7, "The assignment number is empty."),
    ]
    assert set(Person.objects.values_list("family_name", flat=True)) >= {"Khan", '=HYPERLINK("x")'}
    assert not Person.objects.filter(family_name__in=["Lee", "Cox", "Day", "Eve"]).exists()


def test_one_employee_has_one_name_in_a_file(trust):
    run = hand_in(trust, HEADER + AMAL + "1001-2,Kahn,Amal,W8,6,0.2,\n")

    assert refusals(run) == [(3, "Line 2 gives another name or e-mail address for employee 1001.")]


def test_an_assignment_of_somebody_else_is_refused(trust):
    brought_in(trust, TWO)
    header = "Assignment Number,Employee Number,Last Name,Org Code\n"

    run = hand_in(trust, header + "1001,1002,Khan,W7\n", file_date=JUNE)

    assert refusals(run) == [(2, "Assignment 1001 belongs to another employee here than 1002.")]


def test_undoing_restores_everything(trust):
    brought_in(trust, TWO)
    before = everything()
    changed = HEADER + AMAL.replace("Amal", "Amala").replace("Band 6", "8b") + "1003,Cox,Cy,W8,7,1,\n"
    run = apply(hand_in(trust, changed, file_date=JUNE, absent="END"), leavers_percent=50)
    assert counts(run) == {"ADD": 1, "CHANGE": 1, "END": 1}

    run = undo(run)

    assert run.state == "UNDONE"
    assert everything() == before


def test_undoing_leaves_alone_what_was_changed_since(trust):
    run = brought_in(trust, TWO)
    post = PostStretch.objects.get(post__identifiers__value="1001").post
    change_post(post=post, on=JUNE, band="8a", by=None)

    run = undo(run)

    assert counts(run) == {"KEPT": 1, "ADD": 1}
    assert [band for _since, _until, band in stretches("1001")] == ["6", "8a"]
    assert list(Person.objects.values_list("family_name", flat=True)) == ["Khan"]


def test_a_file_of_last_week_knows_a_post_that_begins_here_later(trust):
    amal = PersonFactory(trust=trust, given_name="Amal", family_name="Khan")
    post = PostFactory(person=amal, unit=Unit.objects.get(places__code="W7"), since=JUNE)
    identify(thing=post, system="esr-assignment", value="1001", since=JUNE, by=None)
    identify(thing=amal, system="esr-employee", value="1001", since=JUNE, by=None)

    run = brought_in(trust, HEADER + AMAL, file_date=MAY)

    assert (run.state, refusals(run)) == ("APPLIED", [])
    assert Person.objects.get() == amal
    assert [band for _since, _until, band in stretches("1001")] == ["6"]


def test_only_the_newest_file_is_undone(trust):
    first = brought_in(trust, TWO)
    brought_in(trust, TWO.replace("Band 6", "Band 7"), file_date=JUNE)

    with pytest.raises(CannotImport, match="Undo that one first"):
        undo(first)


def test_an_older_file_is_refused(trust):
    brought_in(trust, TWO, file_date=JUNE)

    with pytest.raises(CannotImport, match="A file of 1 June 2026 has been applied already; this one is older"):
        hand_in(trust, TWO, file_date=MAY)


def test_a_choice_that_was_not_made_is_asked_for(trust):
    with pytest.raises(CannotImport, match="Say what it means: empty"):
        hand_in(trust, TWO, empty="")


def test_files_of_one_trust_do_not_touch_another(trust):
    brought_in(trust, TWO)
    other = TrustFactory()

    run = hand_in(other, TWO)

    assert [reason for _line, reason in refusals(run)] == [
        "No unit has the code or the name “W7” on the day of the file.",
        "No unit has the code or the name “Ward 8” on the day of the file.",
    ]


def test_the_rows_keep_what_the_file_said(trust):
    run = hand_in(trust, TWO)

    row = ImportRow.objects.get(run=run, line=2)
    assert row.cells == ["1001", "Khan", "Amal", "W7", "Band 6", "1.0", "30-Nov-2020"]
    assert run.columns["used"]["band"] == "Pay Band"
    assert not run.pieces.exists()
