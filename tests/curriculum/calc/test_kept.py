"""Notes of what was chosen and read come late, twice, from several devices; what is kept is the same."""

import datetime as dt
import uuid
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.kept import LONGEST_WAIT, Kept, Took, made_at, taken

PHONE, WARD = uuid.UUID(int=1), uuid.UUID(int=2)
TEN = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)


def note(page, number, minute, place=0, **answers):
    return Kept(place, answers, TEN + dt.timedelta(minutes=minute), page, number)


def told(*notes, sent_at=None):
    kept, took = Kept(), []
    for one in notes:
        outcome = taken(one, kept, sent_at=sent_at)
        kept, took = outcome.now, [*took, outcome.took]
    return kept, took


def test_notes_of_one_page_follow_one_another():
    kept, took = told(note(PHONE, 1, 0, 2, a=[0]), note(PHONE, 2, 1, 3, b=[1]), note(PHONE, 3, 2, 3, a=[2]))

    assert (kept.place, kept.answers, took) == (3, {"a": [2], "b": [1]}, [Took.KEPT] * 3)


def test_a_note_sent_twice_is_heard_once():
    again = note(PHONE, 1, 9, 7, a=[3])

    assert told(note(PHONE, 1, 0, 2, a=[0]), note(PHONE, 2, 1, 3, a=[1]), again)[0].answers == {"a": [1]}


@pytest.mark.parametrize("order", [*permutations(range(2))])
def test_the_later_place_wins_whichever_note_comes_in_first(order):
    notes = [note(PHONE, 1, 0, 5, a=[0], b=[0]), note(WARD, 1, 10, 3, a=[1])]

    kept, _ = told(*(notes[place] for place in order))

    assert (kept.place, kept.answers) == (3, {"a": [1], "b": [0]})


def test_an_older_note_says_that_it_was_older_and_that_one_went_on_elsewhere():
    outcome = taken(note(PHONE, 1, 0), told(note(WARD, 1, 10))[0])

    assert (outcome.took, outcome.is_elsewhere) == (Took.OLDER, True)


@pytest.mark.parametrize(("opened", "elsewhere"), [(9, True), (10, False)])
def test_what_was_done_elsewhere_before_a_page_was_opened_is_no_news_to_it(opened, elsewhere):
    kept, _ = told(note(WARD, 1, 10))

    outcome = taken(note(PHONE, 1, 20), kept, opened_at=TEN + dt.timedelta(minutes=opened))

    assert (outcome.took, outcome.is_elsewhere) == (Took.KEPT, elsewhere)


def test_what_was_sent_is_not_kept_again_by_a_note_that_comes_in_late():
    kept, took = told(note(PHONE, 1, 0, 5, a=[0]), sent_at=TEN)

    assert (kept, took) == (Kept(), [Took.SENT])


def test_after_the_check_was_sent_one_begins_afresh():
    assert told(note(PHONE, 1, 1, a=[0]), sent_at=TEN)[0].answers == {"a": [0]}


@pytest.mark.parametrize(("ago", "kept"), [(-60, 0), (60, 60), (10**9, LONGEST_WAIT.total_seconds())])
def test_a_device_is_believed_about_how_long_ago_within_reason(ago, kept):
    assert (TEN - made_at(TEN, dt.timedelta(seconds=ago))).total_seconds() == kept


PAGES = st.lists(
    st.lists(
        st.tuples(st.integers(0, 9), st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 3)))), max_size=4
    ),
    min_size=1,
    max_size=3,
)


@given(PAGES, st.data())
def test_repeats_change_nothing_no_chosen_question_is_lost_and_the_last_place_stands(pages, data):
    minutes = iter(data.draw(st.permutations(range(sum(map(len, pages))))))
    times = [sorted(next(minutes) for _ in page) for page in pages]
    queues = [
        [
            note(uuid.UUID(int=who + 1), n + 1, times[who][n], place, **answers)
            for n, (place, answers) in enumerate(page)
        ]
        for who, page in enumerate(pages)
    ]
    everything = [one for queue in queues for one in queue]
    kept, heard = Kept(), []
    while any(queues):
        queue = data.draw(st.sampled_from([queue for queue in queues if queue]))
        one = queue.pop(0)
        kept = taken(one, kept).now
        assert taken(one, kept).now.place == kept.place
        heard.append(one)

    assert set(kept.answers) == {key for one in everything for key in one.answers}
    if everything:
        assert kept.place == max(everything, key=lambda one: one.made_at).place
