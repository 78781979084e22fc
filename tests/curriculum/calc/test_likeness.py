from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.likeness import likeness, most_alike


@pytest.mark.parametrize(
    "name, other",
    [
        ("Introduction to improvement", "INTRODUCTION TO IMPROVEMENT"),
        ("457|LOCAL|Introduction to Improvement|", "457 introduction to improvement"),
        ("Coach day 1", "Coach day (1)"),
    ],
)
def test_signs_case_and_words_that_say_nothing_make_no_difference(name, other):
    assert likeness(name, other) == 1


def test_names_with_nothing_in_common_are_not_alike():
    assert likeness("Fire safety", "Coach day") == 0


def test_a_name_that_says_nothing_is_like_nothing():
    assert likeness("", "") == likeness("Course", "Course") == 0


def test_the_most_alike_come_first_and_the_others_not_at_all():
    activities = [(1, "Fire safety"), (2, "Introduction to measurement"), (3, "Introduction to improvement")]

    found = most_alike("Intro to improvement", activities, at_most=2, at_least=Fraction(1, 4))

    assert found == [3, 2]


@given(name=st.text(max_size=40), other=st.text(max_size=40))
def test_likeness_is_mutual_and_between_nothing_and_all(name, other):
    assert 0 <= likeness(name, other) == likeness(other, name) <= 1
