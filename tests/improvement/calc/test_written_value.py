"""Values as people write them, and as spreadsheets do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.calc.written_value import NotAValue, share, written_value


@pytest.mark.parametrize(
    "text, value",
    [
        ("12", "12"),
        (" 12.5 ", "12.5"),
        ("0", "0"),
        ("-0", "0"),
        (".5", "0.5"),
        ("1,234", "1234"),
        ("1,234,567.25", "1234567.25"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("£1,200", "1200"),
        ("-£3.50", "-3.5"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("0.123456", "0.123456"),
        ("100", "100"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text, value):
    assert written_value(text) == Decimal(value)


def test_per_cent_is_read_where_the_measure_is_counted_in_it():
    assert written_value("85 %", unit="%") == written_value("85%", unit="%") == written_value("85", unit="%") == 85
    with pytest.raises(NotAValue, match="“85%” is in per cent, and this measure is not"):
        written_value("85%", unit="minutes")


@pytest.mark.parametrize(
    "text, why",
    [
        ("", "is not a number"),
        ("n/a", "“n/a” is not a number"),
        ("about 5", "is not a number"),
        ("1e3", "is not a number"),
        ("NaN", "is not a number"),
        ("٣", "is not a number"),
        ("1.2.3", "is not a number"),
        ("12,5", "Write 12.5, not 12,5"),
        ("1234,567", "Write 12.5, not 12,5"),
        ("1000000000000", "is too large"),
        ("9" * 400, "is too large"),
        ("0.1234567", "more than 6 places"),
        ("#DIV/0!", "is not a number"),
    ],
)
def test_what_is_not_plainly_one_number_is_refused_in_words(text, why):
    with pytest.raises(NotAValue, match=why):
        written_value(text)


@given(st.decimals(-(10**11), 10**11, places=6))
def test_every_value_that_can_be_kept_is_read_exactly(value):
    assert written_value(f"{value:f}") == value
    assert written_value(f"{value:,f}") == value


def test_a_share_is_told_per_hundred_or_per_thousand():
    assert share(Decimal(17), Decimal(20), per=100) == 85
    assert share(Decimal(1), Decimal(3), per=1000) == Decimal("333.333333")
