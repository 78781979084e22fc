"""What was typed, read kindly: words that mean the same, and words that are spelt nearly right."""

import pytest
from wagtail.search.query import And, Or, Phrase, PlainText

from cms.finding.words import asked_for, groups_in, meant, words_in

GROUPS = groups_in("SPC, statistical process control\nalone\nPDSA , test of change,\n")
KNOWN = {"variation", "chart", "measure", "charter", "run"}


def test_a_line_is_a_group_and_one_word_is_none():
    assert GROUPS == [("spc", "statistical process control"), ("pdsa", "test of change")]


def test_what_means_the_same_is_looked_for_as_well():
    assert repr(asked_for(words_in("SPC limits"), GROUPS)) == repr(
        And([Or([PlainText("spc"), Phrase("statistical process control")]), PlainText("limits")])
    )


def test_several_words_are_known_as_one_term():
    assert repr(asked_for(words_in("a statistical process control chart"), GROUPS)) == repr(
        And(
            [
                PlainText("a"),
                Or([PlainText("spc"), Phrase("statistical process control")]),
                PlainText("chart"),
            ]
        )
    )


@pytest.mark.parametrize(
    "typed, read",
    [("vairation", "variation"), ("chrat", "chart"), ("run chart", "run chart"), ("xyzzy", "xyzzy"), ("rnu", "rnu")],
)
def test_a_word_that_nobody_uses_is_read_as_the_nearest_one(typed, read):
    assert meant(typed.split(), KNOWN) == read.split()
