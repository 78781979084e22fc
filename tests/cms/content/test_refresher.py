"""Who renews a skill each year is not sent through the same lessons again: the content has another refresher."""

from __future__ import annotations

import datetime as dt

import pytest

from curriculum.calc.asks import asks_of
from curriculum.calc.days import add_months
from curriculum.calc.dose import Entry, LevelDose, Target
from curriculum.calc.menu import Behind, menu
from curriculum.calc.prescription import Piece, Window, is_had
from curriculum.calc.shortest import shortest_choice

from .files import LEVELS, SKILLS, lessons, modules_of

NUMBER = {skill: number for number, skill in enumerate(sorted(SKILLS))}
FIRST = dt.date(2026, 3, 2)
TOLD = ("depth", "valid_months", "renewal_minutes", "renewal_grace_days")


def asked(level, skill):
    [told] = [target for target in LEVELS[level]["targets"] if target["skill"] == skill]
    return LevelDose((Target(NUMBER[skill], **{name: told[name] for name in TOLD}),))


def given_by(lesson, day):
    return tuple(Entry(-1, NUMBER[d["skill"]], d["depth"], day, d["minutes"]) for d in lesson["doses"])


def refresher(level, offered, done, on, before=()):
    """The keys of what is prescribed on that day to whoever did these lessons on these days, and had these entries."""
    whole = menu(asks_of([level]), [piece_of(lesson, on) for lesson in offered], [], frozenset(map(key_of, offered)))
    entries = [
        *before,
        *(entry for lesson in offered for day in done[lesson["key"]] for entry in given_by(lesson, day)),
    ]
    window = Window(on, add_months(on, 3))
    missing = [ask for ask in whole.asks if not is_had(ask, entries, window)]
    pieces = whole.left_for(behind(offered, done, on)).for_missing(missing, entries, window)
    chosen = shortest_choice(missing, entries, pieces, window)
    return {piece.activity for piece, times in zip(pieces, chosen, strict=True) if times}


def key_of(lesson):
    return int(lesson["key"][-2:])


def piece_of(lesson, on):
    is_refresher = lesson.get("is_refresher", False)
    return Piece(key_of(lesson), lesson["minutes"], given_by(lesson, on), is_refresher=is_refresher)


def behind(offered, done, on):
    last = {key_of(lesson): max(done[lesson["key"]]) for lesson in offered if done[lesson["key"]]}
    return Behind(
        recently={key for key, day in last.items() if day > add_months(on, -12)},
        not_long_ago={key for key, day in last.items() if day > add_months(on, -24)},
        ever=last.keys(),
    )


@pytest.mark.parametrize("skill", ["D3", "D4"])
def test_the_board_s_refresher_of_the_second_year_is_not_that_of_the_first(skill):
    offered, level = lessons("BD-3"), asked("L6", skill)
    done = {lesson["key"]: [FIRST] for lesson in offered}
    years = []
    for number in (1, 2):
        on = add_months(FIRST, 12 * number) + dt.timedelta(days=number)
        years.append(refresher(level, offered, done, on))
        for lesson in offered:
            if key_of(lesson) in years[-1]:
                done[lesson["key"]].append(on)

    assert [year for year in years if not 1 <= len(year) <= 3] == []
    assert years[0] != years[1]


@pytest.mark.parametrize("skill", ["H2", "G3", "G4"])
def test_a_manager_s_refreshers_of_the_next_time_are_not_those_of_the_last(skill):
    offered, level = lessons("RF-1"), asked("L3", skill)
    reached = Entry(-2, NUMBER[skill], 2, FIRST, 60)
    done = {lesson["key"]: [] for lesson in offered}
    rounds = []
    for number in (1, 2):
        on = add_months(FIRST, 23 * number)
        rounds.append(refresher(level, offered, done, on, [reached]))
        for lesson in offered:
            if key_of(lesson) in rounds[-1]:
                done[lesson["key"]].append(on)

    assert [len(one) for one in rounds] == [2, 2]
    assert rounds[0].isdisjoint(rounds[1])


BY_LESSONS = [
    (level, target["skill"])
    for level in ("L2", "L3")
    for target in LEVELS[level]["targets"]
    if target["essential"] and target["depth"] == 2 and target.get("renewal_minutes")
]


@pytest.mark.parametrize(("level", "skill"), BY_LESSONS)
def test_what_an_improver_or_a_manager_has_to_renew_can_be_renewed_by_lessons_alone(level, skill):
    """The introduction is everybody's, so its lessons count as well."""
    [asked_for] = [target for target in LEVELS[level]["targets"] if target["skill"] == skill]
    given = [dose for lesson in lessons(*modules_of(level), "IN-1") for dose in lesson["doses"]]

    assert sum(dose["minutes"] for dose in given if dose["skill"] == skill) >= asked_for["renewal_minutes"]


def test_no_refresher_reaches_a_skill_by_itself():
    refreshers = [lesson for lesson in lessons() if lesson.get("is_refresher")]

    assert len(refreshers) == 19
    assert {dose["depth"] for lesson in refreshers for dose in lesson["doses"]} == {1}
