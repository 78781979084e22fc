from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from curriculum.calc.days import contains
from curriculum.calc.dose import Assessment, Entry, LevelDose, Practice, Target, has_level, held
from curriculum.calc.progress import fading, level_progress, progress

from .histories import SKILLS, doses, histories, some_days, targets
from .ledger import SKILL, credential, entry, on, practice, sign_off, spans

TARGET = Target(skill=SKILL, depth=2, minutes=60, valid_months=12, renewal_minutes=20, renewal_grace_days=30)


class TestWhatIsLeft:
    def test_before_it_is_reached_the_minutes_that_are_missing_and_an_entry_of_its_depth(self):
        left = progress(TARGET, [entry("2024-01-10", depth=1, minutes=25)], on("2024-02-01"))

        assert (left.held, left.minutes, left.minutes_left, left.lacks_depth) == (None, 25, 35, True)
        assert (left.is_renewal, left.practices_left, left.by_test) == (False, None, True)

    def test_entries_after_the_day_are_not_known_yet(self):
        assert progress(TARGET, [entry("2024-02-02", depth=2, minutes=25)], on("2024-02-01")).minutes == 0

    def test_while_it_is_held_what_is_left_of_the_renewal(self):
        given = [entry("2024-01-10", depth=2, minutes=60), entry("2024-05-01", depth=1, minutes=15)]

        left = progress(TARGET, given, on("2024-06-01"))

        assert (left.held,) == spans(("2024-01-10", "2025-01-10"))
        assert (left.is_renewal, left.minutes_left, left.lacks_depth) == (True, 5, False)

    def test_in_the_grace_the_same_though_it_is_not_held(self):
        given = [entry("2024-01-10", depth=2, minutes=60), entry("2024-05-01", depth=1, minutes=15)]

        left = progress(TARGET, given, on("2025-02-08"))

        assert (left.held, left.is_renewal, left.minutes_left) == (None, True, 5)

    def test_after_the_grace_the_full_dose_less_what_was_given_since_the_end(self):
        given = [
            entry("2024-01-10", depth=2, minutes=60),
            entry("2024-05-01", minutes=5),
            entry("2025-01-15", depth=2, minutes=10),
        ]

        left = progress(TARGET, given, on("2025-02-09"))

        assert (left.held, left.is_renewal, left.minutes_left, left.lacks_depth) == (None, False, 50, False)

    def test_from_depth_3_on_neither_minutes_nor_a_test_reach_it(self):
        left = progress(replace(TARGET, depth=3), [], on("2024-01-01"))

        assert (left.minutes_left, left.practices_left, left.by_test) == (None, None, False)

    def test_practices_of_a_renewal(self):
        target = Target(skill=SKILL, depth=3, valid_months=12, renewal_practices=3)

        left = progress(target, [sign_off("2024-01-10", 3), practice("2024-02-01", depth=3)], on("2024-03-01"))

        assert (left.minutes_left, left.practices_left) == (None, 2)


class TestFading:
    def test_the_day_it_lapses_and_the_shortest_renewal(self):
        given = [entry("2024-01-10", depth=2, minutes=60), entry("2024-05-01", minutes=15)]

        found = fading(TARGET, given, on("2024-06-01"))

        assert (found.lapses, found.renewal.minutes_left) == (on("2025-01-10"), 5)
        assert found.not_before == on("2024-06-01")

    def test_what_is_not_held_or_for_good_does_not_fade(self):
        assert fading(TARGET, [], on("2024-06-01")) is None
        assert fading(replace(TARGET, valid_months=None), [sign_off("2024-01-01", 2)], on("2024-06-01")) is None

    def test_a_renewal_that_would_leave_the_end_where_it_is_is_too_early(self):
        long_credential = credential("2024-01-10", depth=2, expires=on("2028-01-31"))

        assert fading(TARGET, [long_credential], on("2024-06-01")).not_before == on("2027-02-01")

    def test_months_clip_there_too(self):
        long_credential = credential("2024-01-10", depth=2, expires=on("2028-02-29"))

        assert fading(TARGET, [long_credential], on("2024-06-01")).not_before == on("2027-03-01")


class TestALevel:
    dose = LevelDose(
        targets=(Target(skill=1, depth=1), Target(skill=2, depth=2, essential=False)),
        taught_minutes=60,
        practices=(Practice("COACHING", 2, 12),),
    )

    def test_it_tells_targets_minutes_and_practice(self):
        given = [entry("2024-01-01", minutes=25, skill=1), practice("2024-02-01", skill=9, minutes=50)]

        left = level_progress(self.dose, given, on("2024-03-01"))

        assert (left.held, left.targets_held, left.minutes, left.minutes_asked) == (None, 1, 25, 60)
        assert [(one.asked.kind, one.counted) for one in left.practices] == [("COACHING", 1)]

    def test_practice_stops_to_count(self):
        given = [practice("2024-02-01", skill=9)]

        assert level_progress(self.dose, given, on("2025-01-31")).practices[0].counted == 1
        assert level_progress(self.dose, given, on("2025-02-01")).practices[0].counted == 0


@given(target=targets(), entries=histories(), day=some_days)
def test_it_is_held_on_the_day_as_the_fold_says(target, entries, day):
    assert (progress(target, entries, day).held is not None) == contains(held(target, entries), day)


@given(dose=doses(), entries=histories(), day=some_days)
def test_the_level_is_held_on_the_day_as_the_fold_says(dose, entries, day):
    assert (level_progress(dose, entries, day).held is not None) == contains(has_level(dose, entries), day)


@given(target=targets(), entries=histories(skills=SKILLS[:1]), day=some_days, data=st.data())
def test_giving_what_is_left_is_enough_and_a_minute_less_is_not(target, entries, day, data):
    entries = [one for one in entries if one.day < day]
    left = progress(target, entries, day)
    depth = target.depth if left.lacks_depth else target.shallowest

    def renewed(**more):
        now = held(target, [*entries, Entry(id=500, skill=SKILL, depth=depth, day=day, **more)])
        return now != held(target, entries)

    if left.held is None and left.minutes_left:
        assert renewed(minutes=left.minutes_left)
        assert not renewed(minutes=left.minutes_left - 1)
    if left.held is None and left.practices_left:
        assert renewed(practice="VISIT", count=left.practices_left)
    if left.held is None:
        best = Assessment.TEST if left.by_test else Assessment.SIGN_OFF
        depth = target.depth
        assert renewed(assessment=str(best))
