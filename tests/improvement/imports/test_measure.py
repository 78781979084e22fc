"""Points out of a spreadsheet: read as people write them, looked at, kept. What cannot be read says why."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.imports.measure import MOST_LINES, apply, parse, plan, rows_of, text_of_file
from improvement.models import Measure
from tests.factories.coaching import START
from tests.factories.improvement import MeasureFactory, coach_of, points_in
from workforce.imports.refusal import CannotReadFile

TODAY = dt.date(2026, 3, 20)
MINUTES = Measure(unit="minutes")
SHARE = Measure(unit="%", numerator="screened", denominator="admitted", per=100)


def read(text, measure=MINUTES):
    parsed = parse(measure, text, on=TODAY)
    return [(point.date.isoformat(), point.value) for point in parsed.points]


def why(text, measure=MINUTES):
    return {line.number: line.why for line in parse(measure, text, on=TODAY).unread}


@pytest.mark.parametrize(
    "written, day",
    [
        ("12/03/2026", "2026-03-12"),
        ("12/3/26", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("12 March 2026", "2026-03-12"),
        ("12th March 2026", "2026-03-12"),
        ("12-Mar-26", "2026-03-12"),
        ("Thu 12 March 2026", "2026-03-12"),
        ("12.03.2026", "2026-03-12"),
        ("46093", "2026-03-12"),
        ("Mar-26", "2026-03-01"),
        ("March 2026", "2026-03-01"),
    ],
)
def test_days_are_read_as_people_and_spreadsheets_write_them(written, day):
    assert read(f"{written}\t85") == [(day, 85)]


@pytest.mark.parametrize(
    "line",
    [
        "12/3/2026\t1,234",
        "12/3/2026;1,234",
        "12/3/2026,1,234",
        '12/3/2026,"1,234"',
        "12/3/2026 1234",
        "12 March 2026 1,234",
        "12 March 2026, 1,234",
        "12/3/2026\t 1 234 ",
        "12/3/2026\t£1,234",
        "12/3/2026\t1234\t\t\t",
    ],
)
def test_a_line_is_a_day_and_a_value_however_they_are_parted(line):
    assert read(line) == [("2026-03-12", 1234)]


def test_blank_lines_are_nothing_and_lines_keep_their_numbers():
    text = "\n12/3/2026\t85\r\n\t\n\nrubbish\n"

    assert read(text) == [("2026-03-12", 85)]
    assert [*why(text)] == [5]


def test_each_line_that_cannot_be_read_says_why():
    text = "31/2/2026\t5\n3/13/2026\t5\n12/3/2026\t\n13/3/2026\tabout 5\n21/3/2026\t5\n14/3/2026\t5\n14/3/2026\t6\n\t9"

    told = why(text)

    assert read(text) == [("2026-03-14", 5)]
    assert "“31/2/2026” is not a date" in told[1]
    assert "Write the day first" in told[2]
    assert told[3] == "There is no value beside the day."
    assert "“about 5” is not a number" in told[4]
    assert told[5] == "This day is still to come."
    assert told[7] == "Line 6 tells of the same day."
    assert told[8] == "There is no date."


def test_a_line_of_headings_is_known_and_says_which_column_is_which():
    parsed = parse(MINUTES, "Week beginning\tComment\tValue\n12/3/2026\tsnow\t85", on=TODAY)

    assert parsed.headings == 1
    assert [(point.value, point.note) for point in parsed.points] == [(85, "snow")]
    assert read("Date\tMinutes to a bed\n12/3/2026\t85") == [("2026-03-12", 85)]


def test_two_counts_are_worked_out():
    [point] = parse(SHARE, "12/3/2026\t17\t20", on=TODAY).points

    assert (point.value, point.numerator, point.denominator) == (85, 17, 20)
    assert read("12/3/2026\t85%", SHARE) == [("2026-03-12", 85)]
    assert read("Date\tScreened\tAdmitted\n12/3/2026\t17\t20", SHARE) == [("2026-03-12", 85)]
    assert "more than 0" in why("12/3/2026\t0\t0", SHARE)[1]


@given(st.text(max_size=300))
def test_whatever_is_pasted_every_line_is_read_or_named(text):
    parsed = parse(MINUTES, text, on=TODAY)
    lines = [*rows_of(text, is_ratio=False)]

    assert len(parsed.points) + len(parsed.unread) + (parsed.headings is not None) == len(lines)


@pytest.mark.django_db
def test_the_plan_says_what_is_new_the_same_and_changed_and_writes_nothing():
    measure = MeasureFactory()
    points_in(measure, 10, 12)

    told = plan(measure, "5/1/2026\t10\n12/1/2026\t13\n19/1/2026\t9\nrubbish\tx", on=TODAY)

    assert [point.date.day for point in told.compared.new] == [19]
    assert [point.date.day for point in told.compared.same] == [5]
    assert [(before.value, after.value) for before, after in told.compared.changed] == [(12, 13)]
    assert [line.number for line in told.unread] == [4]
    assert [*measure.points.order_by("date").values_list("value", flat=True)] == [10, 12]


@pytest.mark.django_db
def test_what_was_planned_is_applied_and_then_the_same_plan_has_nothing_left():
    measure, text = MeasureFactory(), "5/1/2026\t10\n12/1/2026\t13"
    coach = coach_of(measure.team)

    kept = apply(measure, plan(measure, text, on=TODAY), on=TODAY, by=coach)
    again = plan(measure, text, on=TODAY)

    assert (kept.new, kept.changed) == (2, 0)
    assert again.to_keep == []
    assert len(again.compared.same) == 2


@pytest.mark.django_db
def test_the_mark_of_a_plan_changes_when_what_would_be_written_does():
    measure, text = MeasureFactory(), "5/1/2026\t10"
    before = plan(measure, text, on=TODAY).mark
    assert plan(measure, f"\n{text}", on=TODAY).mark == before

    points_in(measure, 11)
    assert plan(measure, text, on=TODAY).mark != before


@pytest.mark.django_db
def test_shares_that_lost_their_sign_are_noticed():
    measure = MeasureFactory(unit="%")
    text = "5/1/2026\t0.85\n6/1/2026\t0.9\n7/1/2026\t1"

    assert plan(measure, text, on=TODAY).looks_like_shares
    assert not plan(measure, text.replace("\t1", "\t100"), on=TODAY).looks_like_shares


def test_a_file_is_read_as_if_it_had_been_pasted_line_by_line():
    text = text_of_file(lambda: ['Date,Value,Note\r\n\r\n12/03/2026,85%,"a, b"\r\n'.encode("utf-8-sig")])

    assert text.splitlines() == ["Date\tValue\tNote", "", "12/03/2026\t85%\ta, b"]


def test_a_file_that_is_none_or_too_long_is_refused_whole():
    with pytest.raises(CannotReadFile, match="not a text file"):
        text_of_file(lambda: [b"\x00\x01\x02"])
    long = "Date,Value\n" + "".join(f"{START},{number}\n" for number in range(MOST_LINES))
    with pytest.raises(CannotReadFile, match="At most 1,000 lines"):
        text_of_file(lambda: [long.encode()])


def test_values_stay_exact():
    assert read("12/3/2026\t0.1") == [("2026-03-12", Decimal("0.1"))]
