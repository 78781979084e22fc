"""Folding only the skills that a ledger changed in gives what folding everything gives."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.curve import refolded, standing
from curriculum.calc.holding import Ledger
from curriculum.calc.timeline import facts_of, ground_of_facts, timeline
from tests.curriculum.calc.histories import PEOPLE, SKILLS, trusts


@given(facts=trusts(), person=st.sampled_from(PEOPLE), skill=st.sampled_from(SKILLS))
def test_after_entries_in_one_skill_a_person_stands_as_if_all_were_folded(facts, person, skill):
    ground, after = ground_of_facts(facts), facts_of(facts, person)
    before = replace(after, entries=[entry for entry in after.entries if entry.skill != skill])

    stood = [standing(ground, line) for line in timeline(ground, before)]
    again = [refolded(ground, one, Ledger(after.entries), {skill}) for one in stood]

    assert again == [standing(ground, line) for line in timeline(ground, after)]
