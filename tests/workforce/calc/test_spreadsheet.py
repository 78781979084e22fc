"""Nothing in a file of ours starts a formula on the desk of who opens it."""

import pytest

from workforce.calc.spreadsheet import as_text


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1"])
def test_what_a_spreadsheet_would_work_out_gets_a_quote_before_it(text):
    assert as_text(text) == f"'{text}"


@pytest.mark.parametrize(("value", "text"), [("Ward 3 = Stroke", "Ward 3 = Stroke"), (-5, "-5"), (None, ""), (0, "0")])
def test_everything_else_is_as_it_is(value, text):
    assert as_text(value) == text
