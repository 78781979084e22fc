"""Each kind of question: what is a whole answer, what is right, and what a change of its words does to an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.question import is_answered, is_right, options, plain, right_choice, words

PAIRS = [
    {"text": "Plan", "match": "What do we expect?"},
    {"text": "Do", "match": "We try it"},
    {"text": "Study", "match": "What did we see?"},
]
MATCHING = {"key": "m", "prompt": "Match", "kind": "matching", "pairs": PAIRS, "others": ["Nobody does it"]}
FILL_IN = {"key": "f", "prompt": "A line over time?", "kind": "fill_in", "accepted": ["run chart", "line chart"]}
MULTIPLE = {
    "key": "c", "prompt": "Which?", "kind": "multiple",
    "answers": [{"text": "a", "correct": True}, {"text": "b", "correct": False}, {"text": "c", "correct": True}],
}  # fmt: skip


def test_what_matches_nothing_is_offered_too_and_each_match_once():
    twice = MATCHING | {"pairs": [*PAIRS, {"text": "Try", "match": "We try it"}]}

    assert options(twice) == ["What do we expect?", "We try it", "What did we see?", "Nobody does it"]
    assert right_choice(twice) == [0, 1, 2, 1]


@pytest.mark.parametrize(
    "chosen, answered, right",
    [([0, 1, 2], True, True), ([1, 0, 2], True, False), ([0, 1, None], False, False), ([0, 1], False, False),
     ([0, 1, 9], False, False), ([], False, False), ([0, 1, 3], True, False)],
)  # fmt: skip
def test_matching_is_right_when_every_pair_is_and_answered_when_each_has_one(chosen, answered, right):
    assert (is_answered(MATCHING, chosen), is_right(MATCHING, chosen)) == (answered, right)


SAME = ["run chart", "Run Chart", " a run  chart. ", "the line chart", "“Run chart”", "\uff32\uff35\uff2e chart"]


@pytest.mark.parametrize("typed", SAME)
def test_what_is_filled_in_is_right_however_it_is_written(typed):
    assert is_right(FILL_IN, [typed])


@pytest.mark.parametrize("typed", ["runchart", "bar chart", "run charts", "", "a"])
def test_another_word_is_not_right(typed):
    assert not is_right(FILL_IN, [typed])


def test_nothing_filled_in_is_no_answer():
    assert not is_answered(FILL_IN, [])
    assert not is_answered(FILL_IN, ["  "])


def test_several_answers_are_right_together_only():
    assert is_right(MULTIPLE, [2, 0])
    assert not is_right(MULTIPLE, [0])
    assert not is_right(MULTIPLE, [0, 1, 2])


@pytest.mark.parametrize("question", [MATCHING, FILL_IN, MULTIPLE])
def test_the_right_choice_is_a_whole_and_right_answer(question):
    assert is_answered(question, right_choice(question))
    assert is_right(question, right_choice(question))


def test_a_new_feedback_leaves_an_answer_as_it_is_and_a_new_match_does_not():
    told = MATCHING | {"pairs": [pair | {"feedback": "New"} for pair in PAIRS]}
    changed = MATCHING | {"pairs": [PAIRS[1], PAIRS[0], PAIRS[2]]}

    assert words(told) == words(MATCHING)
    assert words(changed) != words(MATCHING)
    assert words(MATCHING | {"situation": "On a ward."}) != words(MATCHING)


@given(st.text(max_size=30))
def test_what_is_compared_is_compared_alike_when_it_is_read_again(text):
    assert plain(plain(text)) == plain(plain(plain(text)))
