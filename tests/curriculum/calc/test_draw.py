"""Of a bank so many questions of each skill are drawn: by chance, and for one person and go always the same."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.draw import asked

BANK = {
    "pass_mark": 80,
    "draw": 2,
    "questions": [{"key": f"{skill}{n}", "skill": skill} for skill in ("M1", "M2") for n in range(6)]
    + [{"key": "always", "skill": ""}, {"key": "only", "skill": "M3"}],
}


def keys(seed, bank=BANK):
    return [question["key"] for question in asked(bank, seed)["questions"]]


@given(seed=st.text(max_size=20))
def test_so_many_of_each_skill_are_asked_in_the_order_of_the_bank_and_what_is_of_none_always(seed):
    drawn = keys(seed)

    assert Counter(key[:2] for key in drawn if key[0] == "M") == {"M1": 2, "M2": 2}
    assert {"always", "only"} <= set(drawn)
    assert drawn == [question["key"] for question in BANK["questions"] if question["key"] in drawn]


def test_the_same_seed_draws_the_same_and_another_one_something_else_sooner_or_later():
    assert keys("Amal 1") == keys("Amal 1")
    assert len({tuple(keys(f"Amal {number}")) for number in range(20)}) > 5


def test_every_question_comes_up():
    assert len({key for number in range(200) for key in keys(str(number))}) == len(BANK["questions"])


def test_without_a_number_all_are_asked():
    assert keys("Amal", BANK | {"draw": 0}) == [question["key"] for question in BANK["questions"]]
