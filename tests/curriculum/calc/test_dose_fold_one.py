"""The short way for a single entry is the long way."""

from hypothesis import given

from curriculum.calc.dose import Course, after_day, fold_one
from tests.curriculum.calc.histories import histories, targets


@given(target=targets(), ledger=histories())
def test_one_entry_folded_the_short_way_gives_the_days_of_the_long_way(target, ledger):
    for entry in ledger:
        assert fold_one(target, entry) == after_day(target, Course(), entry.day, [entry]).kept
