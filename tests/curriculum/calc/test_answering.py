"""How a question is answered by many: how many are right, and which wrong answer most of them choose."""

from fractions import Fraction

from curriculum.calc.answering import Answering, answering

from .test_question import FILL_IN, MATCHING, MULTIPLE


def test_the_wrong_answer_of_most_is_told_in_words_with_their_number():
    told = answering(MULTIPLE, [([0, 2], 10), ([0, 1], 4), ([1], 3), ([0], 2)])

    assert told == Answering(people=19, right=10, wrong="b", wrongly=7)
    assert told.share == Fraction(10, 19)


def test_of_a_match_the_pair_is_told_and_of_a_word_the_word_however_it_was_written():
    assert answering(MATCHING, [([1, 0, 2], 3), ([0, 3, 2], 5)]).wrong == "Do: Nobody does it"
    assert answering(FILL_IN, [(["Bar chart"], 2), (["a bar chart."], 2), (["pie"], 3)]).wrong == "bar chart"


def test_where_all_are_right_nothing_is_wrong_and_of_nobody_there_is_no_share():
    assert answering(FILL_IN, [(["run chart"], 5)]) == Answering(5, 5)
    assert answering(FILL_IN, []).share is None
