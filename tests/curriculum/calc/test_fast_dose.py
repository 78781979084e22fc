from hypothesis import given, settings

from curriculum.calc.dose import has_level, held
from curriculum.calc.fast_dose import by_skill, held_of_skill
from curriculum.calc.holding import Ledger

from .histories import SKILLS, doses, histories, targets


@settings(max_examples=500)
@given(target=targets(), entries=histories(skills=SKILLS[:1]))
def test_the_fast_fold_equals_the_plain_one(target, entries):
    assert held_of_skill(target, by_skill(entries).get(target.skill, ())) == held(target, entries)


@settings(max_examples=200)
@given(dose=doses(), entries=histories())
def test_having_a_level_is_the_same_by_the_fast_fold(dose, entries):
    assert Ledger(entries).has_level(dose) == has_level(dose, entries)
