"""The board page in words, where a line cannot be drawn."""

from cms.presenters.board import no_line_words
from curriculum.calc.coverage import Cell
from curriculum.calc.suppression import Hidden, Rounded

HIDDEN = Rounded(5, Hidden.PRIMARY, Hidden.COMPLEMENTARY, 0, 0, 0)
NOBODY = Cell(0, 0, 0, 0, 0, 0)


def test_a_line_that_is_hidden_is_not_called_one_without_data():
    assert no_line_words([None, HIDDEN, None]) == "hidden"


def test_a_line_of_nobody_has_no_data():
    assert no_line_words([None, NOBODY]) == "no data"
