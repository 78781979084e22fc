"""All that is taught, once: what one would take who took everything, and who is told that hours are saved."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.once import minutes_of_all
from curriculum.calc.prescribed import Prescription, Step
from curriculum.calc.prescription import Piece, Way

LESSONS, HALF_DAY = Way("IN-1", "Lessons and a short workshop"), Way("IN-1", "A half day together")
INTRODUCTION = (Piece(1, 90, (), way=LESSONS), Piece(2, 90, (), way=LESSONS), Piece(3, 180, (), way=HALF_DAY))


def told(curriculum, *taken):
    return Prescription(tuple(Step(piece, 1, frozenset()) for piece in taken), (), tuple(curriculum))


def test_of_two_ways_to_take_a_module_one_is_counted():
    assert told(INTRODUCTION).everything == 180


def test_who_is_sent_either_way_is_told_of_no_hours_saved():
    assert told(INTRODUCTION, *INTRODUCTION[:2]).saved == 0
    assert told(INTRODUCTION, INTRODUCTION[2]).saved == 0


def test_who_is_sent_half_of_one_way_saves_the_other_half():
    assert told(INTRODUCTION, INTRODUCTION[1]).saved == 90


def test_what_belongs_to_no_way_is_counted_beside_either():
    assert told((*INTRODUCTION, Piece(4, 60, ()))).everything == 240


def test_the_shorter_way_is_counted_unless_the_longer_is_the_one_that_is_prescribed():
    longer = Piece(5, 300, (), way=Way("IN-1", "A day"))

    assert told((*INTRODUCTION, longer)).everything == 180
    assert told((*INTRODUCTION, longer), longer).everything == 300


def test_the_ways_of_one_module_say_nothing_about_another():
    elsewhere = [Piece(6, 30, (), way=Way("PL-1", "A half day together")), Piece(7, 40, (), way=Way("PL-1", "Alone"))]

    assert told((*INTRODUCTION, *elsewhere)).everything == 210


def test_a_refresher_is_no_part_of_all_that_is_taught_but_counts_where_it_is_prescribed():
    refresher = Piece(8, 10, (), is_refresher=True)

    assert told((*INTRODUCTION, refresher)).everything == 180
    assert (told((*INTRODUCTION, refresher), refresher).everything, told([refresher], refresher).saved) == (190, 0)


ways = st.sampled_from((None, Way("A", "x"), Way("A", "y"), Way("A", "z"), Way("B", "x"), Way("B", "y")))
taught = st.lists(st.tuples(st.sampled_from((0, 5, 10, 45, 270)), ways, st.booleans()), max_size=6)


def chosen(curriculum):
    """Every choice of one way for each module that has some."""
    names = {}
    for piece in curriculum:
        if piece.way:
            names.setdefault(piece.way.module, set()).add(piece.way)
    return [{None, *choice} for choice in product(*names.values())]


@given(rows=taught)
def test_all_once_is_the_least_of_all_choices_of_ways_with_what_is_taken_anyway(rows):
    curriculum = [Piece(number, minutes, (), way=way) for number, (minutes, way, _taken) in enumerate(rows)]
    taken = {number for number, (*_piece, is_taken) in enumerate(rows) if is_taken}

    assert minutes_of_all(curriculum, taken) == min(
        sum(piece.minutes for piece in curriculum if piece.way in choice or piece.activity in taken)
        for choice in chosen(curriculum)
    )


@given(rows=taught, another=st.tuples(st.sampled_from((5, 90)), ways))
def test_another_way_never_makes_more_hours_saved_and_nobody_saves_less_than_nothing(rows, another):
    curriculum = [Piece(number, minutes, (), way=way) for number, (minutes, way, _taken) in enumerate(rows)]
    taken = [curriculum[number] for number, (*_piece, is_taken) in enumerate(rows) if is_taken]
    minutes, way = another
    has_a_choice = any(piece.way and way and piece.way.module == way.module for piece in curriculum)
    is_new = all(piece.way != way for piece in curriculum)

    before, after = told(curriculum, *taken), told([*curriculum, Piece(99, minutes, (), way=way)], *taken)

    assert before.saved >= 0
    assert after.saved <= before.saved if has_a_choice and is_new else after.saved <= before.saved + minutes
