"""What is true of every history."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.days import Interval, contains, intersect, joined
from curriculum.calc.dose import Entry, has_level, held
from curriculum.calc.holding import Ledger

from .histories import SKILLS, doses, histories, some_days, targets

one_skill = histories(skills=SKILLS[:1])


def up_to(days, day):
    return intersect(days, (Interval(dt.date.min, day),))


@given(target=targets(), dose=doses(), entries=histories(), data=st.data())
def test_the_order_in_which_rows_come_changes_nothing(target, dose, entries, data):
    shuffled = data.draw(st.permutations(entries))

    assert held(target, shuffled) == held(target, entries)
    assert has_level(dose, shuffled) == has_level(dose, entries)


@given(target=targets(), dose=doses(), entries=histories())
def test_a_void_leaves_no_trace_of_its_entry(target, dose, entries):
    voided = {entry.voids for entry in entries}
    never_given = [entry for entry in entries if entry.voids is None and entry.id not in voided]

    assert held(target, entries) == held(target, never_given)
    assert has_level(dose, entries) == has_level(dose, never_given)


@given(target=targets(), dose=doses(), entries=histories(), later=histories(), day=some_days)
def test_no_entry_rewrites_a_day_before_it_was_given(target, dose, entries, later, day):
    added = [replace(one, id=one.id + 1000, day=max(one.day, day)) for one in later if one.voids is None]

    assert up_to(held(target, [*entries, *added]), day) == up_to(held(target, entries), day)
    assert up_to(has_level(dose, [*entries, *added]), day) == up_to(has_level(dose, entries), day)


@given(target=targets(), entries=one_skill)
def test_every_interval_begins_on_the_day_of_an_entry(target, entries):
    given_days = {entry.day for entry in entries if entry.voids is None}

    assert {since for since, _ in held(target, entries)} <= given_days


@given(target=targets(), entries=one_skill, day=some_days)
def test_a_sign_off_of_the_depth_is_held_from_its_day(target, entries, day):
    shown = Entry(id=999, skill=target.skill, depth=target.depth, day=day, assessment="SIGN_OFF")

    assert contains(held(target, [*entries, shown]), day)


@given(target=targets(), entries=one_skill)
def test_what_never_lapses_is_held_for_good_once_it_is_held(target, entries):
    without_expiry = [replace(entry, expires=None) for entry in entries]

    assert len(held(replace(target, valid_months=None), without_expiry)) <= 1


@given(target=targets(), entries=histories())
def test_held_days_are_in_order_and_neither_overlap_nor_touch(target, entries):
    assert held(target, entries) == joined(held(target, entries))


@given(dose=doses(), entries=histories())
def test_a_ledger_folded_once_says_the_same(dose, entries):
    days = Ledger(entries).of_dose(dose)

    assert days == {target.skill: held(target, entries) for target in dose.targets} | {None: has_level(dose, entries)}
