"""A run chart in words and places: what a signal means for the team, by sentence and shape, and the same as a table."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from cms.forms.point import told_point
from cms.presenters.run_chart import MOST_DRAWN, MOST_SAID, run_chart
from cms.presenters.run_chart_drawing import ticks_over
from cms.presenters.run_chart_words import plain
from improvement.calc.written_value import NotAValue
from improvement.models import Measure, MeasureNote, MeasurePoint

FIRST = dt.date(2026, 1, 5)
EVEN = [4, 6] * 6  # a median of 5 and no signal


def measure(**said):
    return Measure(**{"name": "Wait", "unit": "minutes", "good": "DOWN", "baseline_points": 12} | said)


def points(*values, **more):
    return [
        MeasurePoint(date=FIRST + dt.timedelta(days=7 * place), value=Decimal(str(value)), **more)
        for place, value in enumerate(values)
    ]


def chart(*values, notes=(), **said):
    return run_chart(measure(**said), points(*values), notes)


@pytest.mark.parametrize("good, worth", [("UP", ", which is better"), ("DOWN", ", which is worse"), ("NEUTRAL", "")])
def test_a_shift_is_told_in_a_sentence_that_says_whether_it_is_better(good, worth):
    told = chart(*EVEN, 4, 9, 9, 9, 9, 9, 9, good=good)

    assert told.signals == [
        f"Six points in a row above the median: a shift upwards{worth} (6 April 2026 to 11 May 2026)."
    ]


def test_a_trend_and_runs_are_told_too():
    assert chart(*EVEN, 9, 8, 7, 5.5, 1).signals[0] == (
        "Five points in a row that fall: a trend downwards, which is better (30 March 2026 to 27 April 2026)."
    )
    [_, few] = chart(*[1] * 6, *[9] * 6, baseline_points=None).signals[-2:]
    assert few == (
        "Two runs of points on one side of the median, where chance alone gives 3 to 11: too few, "
        "so the level has changed."
    )
    [many] = chart(*[1, 9] * 6, baseline_points=None).signals
    assert "Twelve runs" in many
    assert "too many, so two things may be mixed" in many


def test_without_a_signal_that_is_said():
    assert chart(1, 2, 1).signals == ["No signal so far. Ten points and more say more than these few."]
    assert chart(4, 6, 6, 4, 4, 6, 6, 4, 4, 6).signals == ["No signal: what goes up and down here may be chance."]
    assert chart().signals == []


def test_a_signal_has_a_shape_of_its_own_and_its_words():
    told = chart(*EVEN, 4, 9, 9, 9, 9, 9, 9)

    assert {mark.shape for mark in told.marks[:13]} == {""}
    assert {mark.shape for mark in told.marks[13:]} == {"shift-worse"}
    assert all(mark.corners for mark in told.marks[13:])
    assert told.marks[-1].words == "11 May 2026: 9 minutes, part of a shift upwards"
    assert told.rows[0].signal == "part of a shift upwards"


def test_of_a_point_in_both_the_words_say_both():
    told = chart(*EVEN, 5, 4, 3, 2, 1, 0.5, 0.25)

    assert told.rows[0].signal == "part of a shift downwards; part of a trend downwards"
    assert told.marks[-1].shape == "shift-better"


def test_the_median_goes_on_after_its_baseline_as_a_broken_line():
    names = [line.name for line in chart(*EVEN, 9, target=Decimal(3)).lines]

    assert names == ["median", "goes-on", "target"]
    assert [line.name for line in chart(*EVEN).lines] == ["median"]


def test_everything_drawn_stands_on_the_drawing():
    for values in ([5], [5, 5], [0, 0], [-3, 3], [10**9, 1], [0.001, 0.002], range(300)):
        told = chart(*values, target=Decimal("2.5"))
        for mark in told.marks:
            assert told.left <= mark.x <= told.right
            assert told.top <= mark.y <= told.bottom
        assert 2 <= len(told.ticks) <= 9


def test_of_many_points_the_latest_are_drawn_and_the_table_has_all():
    told = chart(*range(MOST_DRAWN + 7))

    assert (len(told.marks), told.left_out, len(told.rows)) == (MOST_DRAWN, 7, MOST_DRAWN + 7)
    assert told.marks[-1].words.startswith(f"{told.points[-1].date.day} ")


def test_of_many_signals_the_latest_are_said_and_the_earlier_folded_away():
    told = chart(*EVEN, *([9] * 6 + [1] * 6) * 4)

    assert len(told.said) == MOST_SAID
    assert told.said + told.said_before == told.signals
    page = shown(told)
    assert f"{len(told.said_before)} earlier signals" in page
    assert all(words in page for words in told.signals)
    assert shown(told, small=True).count("academy-run__said") == 1


def test_what_happened_is_numbered_on_the_drawing_and_told_below():
    note = MeasureNote(date=FIRST + dt.timedelta(days=9), words="New form begun")

    told = chart(1, 2, 3, notes=[note])

    assert [(flag.number, flag.words) for flag in told.flags] == [(1, "New form begun")]
    assert "14 January 2026: New form begun." in told.summary


@pytest.mark.parametrize(
    "low, high, ticks",
    [(0, 10, [0, 2.5, 5, 7.5, 10]), (44, 81, [40, 50, 60, 70, 80, 90]), (10, 90, [0, 25, 50, 75, 100]), (5, 5, [4, 6])],
)
def test_the_scale_has_round_numbers(low, high, ticks):
    assert ticks_over(Decimal(low), Decimal(high)) == ticks


@given(st.decimals(-(10**11), 10**11, places=6), st.decimals(0, 10**11, places=6))
def test_the_scale_holds_what_is_shown_in_a_few_steps(low, more):
    told = ticks_over(low, low + more)

    assert told[0] <= low <= low + more <= told[-1]
    assert 2 <= len(told) <= 7


def test_values_are_told_without_noughts_and_shares_to_two_places():
    assert [plain(Decimal(text)) for text in ("100.000000", "1234.500000", "0.1")] == ["100", "1,234.5", "0.1"]
    share = measure(unit="%", numerator="a", denominator="b", per=100)
    third = points("33.333333", numerator=Decimal(1), denominator=Decimal(3))
    [row] = run_chart(share, third).rows
    assert (row.value, row.counts) == ("33.33%", "1 of 3")


# The component, and the field for today's point that another page's form may have


def shown(told, **more):
    return render_to_string("components/run_chart.html", {"chart": told, **more})


def test_the_drawing_has_a_title_a_description_and_a_table_beside_it_and_no_inline_style():
    told = chart(*EVEN, 4, 9, 9, 9, 9, 9, 9)
    page = shown(told)

    assert f'<title id="run-title-{told.key}">Run chart: Wait</title>' in page
    assert "19 points since 5 January 2026" in page
    assert page.count("<tr") == 1 + 19
    assert "style=" not in page
    assert "<script" not in page
    assert "<table" not in shown(told, small=True)


def test_what_is_typed_is_escaped():
    page = shown(chart(1, 2, name="<b>Wait</b>", notes=[MeasureNote(date=FIRST, words="<i>new</i>")]))

    assert "<b>" not in page
    assert "<i>" not in page


def test_another_form_can_have_a_field_for_todays_point():
    told = chart(1, 2)
    page = shown(told, with_point=True, small=True, typed="4 1", wrong="“4 1” is not a number.")

    assert f'name="point-{told.measure.uuid}"' in page
    assert 'value="4 1"' in page
    assert 'aria-invalid="true"' in page


def test_and_what_was_typed_there_becomes_a_point():
    minutes, share = measure(), measure(unit="%", numerator="a", denominator="b", per=100)
    name, of = f"point-{minutes.uuid}", f"point-{share.uuid}"

    assert told_point({}, minutes, on=FIRST) is None
    assert told_point({name: " 1,200 "}, minutes, on=FIRST).value == 1200
    assert told_point({of: "3", f"{of}-of": "4"}, share, on=FIRST).value == 75
    with pytest.raises(NotAValue):
        told_point({name: "about 5"}, minutes, on=FIRST)
    with pytest.raises(NotAValue):
        told_point({of: "3"}, share, on=FIRST)
