"""Files as they come: encodings, workbooks, rubbish, and files that were cut."""

import datetime as dt
import io

import openpyxl
import pytest

from workforce.models import ImportRow, Person, PostStretch

from .handing_in import brought_in, everything, hand_in, refusals

pytestmark = pytest.mark.django_db

HEADER = "Assignment Number,Last Name,First Name,Organisation Code\n"
HEADER_WITH_DAYS = "Assignment Number,Last Name,First Name,Org Code,Start Date,End Date\n"
SIAN = HEADER + "1001,Siân,Ffion,W7\n"


def workbook(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_arrive_whole_in_every_encoding_that_is_in_use(trust, encoding):
    brought_in(trust, SIAN.encode(encoding))

    assert Person.objects.get().family_name == "Siân"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_understood(trust, delimiter):
    brought_in(trust, SIAN.replace(",", delimiter))

    assert Person.objects.get().given_name == "Ffion"


def test_titles_above_the_header_are_passed_over(trust):
    brought_in(trust, "Staff in post,,,\nRun on 1 May 2026,,,\n" + SIAN)

    assert Person.objects.get().family_name == "Siân"


def test_a_workbook_is_read_with_its_dates(trust):
    header = ["Assignment Number", "Last Name", "Org Code", "Start Date"]
    brought_in(trust, workbook(header, [1001, "Khan", "W7", dt.date(2021, 2, 1)]))

    assert Person.objects.get().stretches.get().since == dt.date(2021, 2, 1)


def test_a_formula_in_a_workbook_is_data(trust):
    header = ["Assignment Number", "Last Name", "Org Code"]
    brought_in(trust, workbook(header, [1001, '=HYPERLINK("http://x","Khan")', "W7"]))

    assert Person.objects.get().family_name == '=HYPERLINK("http://x","Khan")'


@pytest.mark.parametrize(
    "content, problem",
    [
        (bytes(range(256)) * 20, "This is not a text file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a workbook of an old kind of Excel (.xls)"),
        (SIAN.encode("utf-16-le"), "written in UTF-16 and does not say so"),
        (SIAN.encode("utf-16-be"), "written in UTF-16 and does not say so"),
        (b"PK\x03\x04 not a workbook", "The workbook is damaged or was cut"),
        (workbook(["Assignment Number"], [1])[:-200], "The workbook is damaged or was cut"),
        ((SIAN + "1002,Le").encode(), "The file ends in the middle of line 3"),
        ((SIAN + '1002,"Lee').encode(), "A quotation mark opened on line 3 is never closed"),
        ("Assignment Number,Last Name,First Name,Organisation Code\n1001,Si\u00e2".encode()[:-1], "middle of a letter"),
        (b"Assignment Number,Last Name\n1001,Khan\n", "The file has no column “Organisation Code”"),
        (b"\n\n", "The file is empty."),
        (HEADER.encode(), "The file has its headings, and no line below them."),
        (SIAN.encode() + "1002,Lee,Zoë,W7\n".encode("cp1252"), "mixes two ways of writing letters"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole_with_a_sentence(trust, content, problem):
    before = everything()

    run = hand_in(trust, content)

    assert (run.state, run.job.state) == ("REFUSED", "FAILED")
    assert problem in run.problem
    assert run.job.error == run.problem
    assert not run.rows.exists()
    assert everything() == before


def test_a_short_line_in_the_middle_is_refused_by_itself(trust):
    run = hand_in(trust, HEADER + "1001,Khan\n1002,Lee,Bo,W7\n")

    assert refusals(run) == [(2, "The organisation code is empty.")]


def test_lines_are_counted_as_an_editor_counts_them(trust):
    run = hand_in(trust, HEADER + '1001,"Khan\nSmith",Amal,W7\n1002,Lee,Bo,W99\n')

    assert [line for line, _reason in refusals(run)] == [4]


def test_posts_of_one_assignment_never_overlap_and_the_first_stands(trust):
    run = brought_in(
        trust,
        HEADER_WITH_DAYS
        + "1001,Khan,Amal,W7,01/01/2026,30/06/2026\n"
        + "1001,Khan,Amal,W8,01/04/2026,\n"
        + "1001,Khan,Amal,W8,01/07/2026,\n",
    )

    assert refusals(run) == [
        (3, "Line 2 gives this assignment other days or values for some of the same days."),
        (4, "Line 2 tells of this assignment already: it has one line, as it is on the day of the file."),
    ]
    assert [*PostStretch.objects.values_list("since", "until")] == [(dt.date(2026, 1, 1), dt.date(2026, 7, 1))]


def test_a_large_file_that_was_cut_leaves_nothing_though_it_was_read_for_long(trust):
    many = "".join(f"{number},Khan,Amal,W7\n" for number in range(2001, 4600))
    before = everything()

    run = hand_in(trust, HEADER + many + "4600,Kha")

    assert run.state == "REFUSED"
    assert "The file ends in the middle of line 2601" in run.problem
    assert not ImportRow.objects.exists()
    assert not run.pieces.exists()
    assert everything() == before


def test_somebody_new_who_would_be_their_own_manager_is_refused_before_anything_is_done(trust):
    header = HEADER.replace("\n", ",Supervisor Employee Number\n")

    run = hand_in(trust, header + "1001,Khan,Amal,W7,1001\n1002,Lee,Bo,W7,1001\n")

    assert refusals(run) == [(2, "Somebody cannot be their own manager.")]
