"""The curriculum's files are whole: codes known, minutes that add up, every target served by something."""

from __future__ import annotations

import re

import pytest

from cms.loading.story import session_plans
from curriculum.enums import ActivityKind, PracticeKind
from workforce.enums import PostFlag, PostKind, StaffGroup

from .files import (
    FRAMEWORK,
    LEVELS,
    MODULES,
    SKILLS,
    classroom,
    deepest_dose,
    given_by,
    lessons,
    minutes_in,
    modules_of,
    parts,
    skills_of,
    ways_of,
)

CATALOGUE = (
    ["IN-1", "SP-1", "LC-1", "LE-1"]
    + [f"PL-{n}" for n in range(1, 6)]
    + [f"CO-{n}" for n in range(1, 8)]
    + [f"FA-{n}" for n in range(1, 21)]
    + [f"BD-{n}" for n in range(1, 5)]
    + [f"AN-{n}" for n in range(1, 5)]
    + ["RF-1", "RF-2"]
)
TIMED = re.compile(r"(?P<name>.*?) \((?P<minutes>\d+) minutes\)")


def test_the_framework_has_twenty_three_skills_in_groups_that_exist():
    groups = {group["code"] for group in FRAMEWORK["skill_groups"]}

    assert len(SKILLS) == len(FRAMEWORK["skills"]) == 23
    assert {skill["group"] for skill in FRAMEWORK["skills"]} == groups


def test_each_skill_says_what_every_depth_looks_like_and_has_a_welsh_name():
    incomplete = [
        skill["code"]
        for skill in FRAMEWORK["skills"]
        if sorted(skill["depths"]) != [1, 2, 3, 4] or not skill["name_cy"] or not skill["description"]
    ]

    assert incomplete == []


def test_the_levels_are_eight_in_order_and_each_has_an_essential_target():
    assert [(level["order"], level["code"]) for level in FRAMEWORK["levels"]] == [(n, f"L{n}") for n in range(1, 9)]
    assert [code for code, level in LEVELS.items() if not any(t["essential"] for t in level["targets"])] == []


def test_targets_name_known_skills_once_and_renew_in_one_way():
    wrong = [
        (code, target["skill"])
        for code, level in LEVELS.items()
        for target in level["targets"]
        if target["skill"] not in SKILLS or {"renewal_minutes", "renewal_practices"} <= set(target)
    ]

    assert wrong == []
    assert [code for code in LEVELS if len(skills_of(code)) != len(LEVELS[code]["targets"])] == []


def test_audience_rules_speak_the_codes_of_the_workforce():
    known = {"kinds": set(PostKind.values), "staff_groups": set(StaffGroup.values), "flags": set(PostFlag.values)}
    rules = [rule for level in FRAMEWORK["levels"] for rule in level["audience"]]

    assert [rule for rule in rules for name, codes in known.items() if not set(rule[name]) <= codes] == []
    assert {tuple(sorted(rule)) for rule in rules} == {
        ("bands", "flags", "job_roles", "kinds", "staff_groups", "units")
    }


def test_practice_that_is_asked_for_is_a_kind_that_some_activity_gives():
    asked = {practice["kind"] for level in FRAMEWORK["levels"] for practice in level["practice"]}
    given = {dose["practice_kind"] for activity in FRAMEWORK["practice_activities"] for dose in activity["doses"]}

    assert asked - given == set()
    assert given - set(PracticeKind.values) == set()
    assert {activity["kind"] for activity in FRAMEWORK["practice_activities"]} <= set(ActivityKind.values)


def test_the_catalogue_is_there_whole():
    assert sorted(MODULES) == sorted(CATALOGUE)
    assert sum(module["minutes"] for module in MODULES.values()) == 309 * 60 + 10


def test_every_module_says_what_it_is_for_and_serves_levels_that_exist():
    needed = ("title", "title_cy", "summary", "for_whom", "aims", "topics", "levels", "parts")
    incomplete = [code for code, module in MODULES.items() if not all(module.get(name) for name in needed)]

    assert incomplete == []
    assert [code for code, module in MODULES.items() if not set(module["levels"]) <= set(LEVELS)] == []
    assert [code for code, module in MODULES.items() if module["code"] != code] == []


def test_every_key_is_used_once():
    keys = [part["key"] for part in parts()]
    keys += [activity["key"] for activity in FRAMEWORK["practice_activities"]]
    keys += [sign_off["key"] for module in MODULES.values() for sign_off in module.get("sign_off", [])]
    keys += [module["know_this_already"]["key"] for module in MODULES.values() if "know_this_already" in module]

    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_a_split_never_exceeds_its_length_and_names_each_skill_once():
    wrong = [
        part["key"]
        for part in parts()
        if sum(dose["minutes"] for dose in part["doses"]) > part["minutes"]
        or len({dose["skill"] for dose in part["doses"]}) < len(part["doses"])
        or not {dose["skill"] for dose in part["doses"]} <= SKILLS
        or not {dose["depth"] for dose in part["doses"]} <= {1, 2, 3, 4}
    ]

    assert wrong == []


def test_the_parts_of_a_module_are_as_long_as_the_module_whichever_way_it_is_taken():
    wrong = [
        (code, way)
        for code, module in MODULES.items()
        for way in ways_of(module)
        if sum(part["minutes"] for part in module["parts"] if part.get("way", way) == way) != module["minutes"]
    ]

    assert wrong == []
    assert ways_of(MODULES["IN-1"]) == {"A half day together", "Lessons and a short workshop"}


def test_lessons_are_ten_minutes_at_most_and_the_introduction_has_three_hours_of_them():
    assert [lesson["key"] for lesson in lessons() if not 0 < lesson["minutes"] <= 10] == []
    assert sum(lesson["minutes"] for lesson in lessons("IN-1")) == 180
    assert sum(lesson["minutes"] for lesson in lessons("BD-3")) == 90


@pytest.mark.parametrize("code", ["SP-1", "LC-1", "PL-1", "LE-1"])
def test_a_day_in_a_room_begins_with_half_an_hour_of_lessons_read_beforehand(code):
    assert 3 <= len(lessons(code)) <= 6
    assert sum(lesson["minutes"] for lesson in lessons(code)) == 30
    assert [lesson["key"] for lesson in lessons(code) if not lesson.get("sources")] == []


def test_everyone_s_level_is_reached_by_the_introduction_alone():
    given = deepest_dose("IN-1")
    missed = [target["skill"] for target in LEVELS["L1"]["targets"] if given.get(target["skill"], 0) < target["depth"]]

    assert missed == []
    assert minutes_in(skills_of("L1"), "IN-1") >= LEVELS["L1"]["taught_minutes"]


def test_the_lessons_and_the_short_workshop_give_in_every_skill_what_the_half_day_gives_alone():
    half_day, short = (next(part for part in parts("IN-1") if part["key"] == key) for key in ("IN-1-C1", "IN-1-C2"))

    assert given_by(half_day) == given_by(*lessons("IN-1"), short)
    assert sum(given_by(half_day).values()) == LEVELS["L1"]["taught_minutes"]


@pytest.mark.parametrize(("level", "module"), [("L1", "IN-1"), ("L6", "BD-3")])
def test_nobody_is_made_to_sit_through_lessons_that_a_test_can_show_they_know(level, module):
    shown = {(assessed["skill"], assessed["depth"]) for assessed in MODULES[module]["know_this_already"]["assesses"]}
    taught = {(dose["skill"], dose["depth"]) for lesson in lessons(module) for dose in lesson["doses"]}
    elsewhere = minutes_in(skills_of(level), *modules_of(level)) - sum(lesson["minutes"] for lesson in lessons(module))

    assert {skill for skill, _ in taught} == {skill for skill, _ in shown}
    assert elsewhere >= LEVELS[level]["taught_minutes"]


@pytest.mark.parametrize("level", LEVELS)
def test_every_target_is_served_by_dose_to_depth_two_and_by_a_named_sign_off_beyond(level):
    codes = modules_of(level)
    given = deepest_dose(*codes)
    signed_off = {(s["skill"], s["depth"]) for code in codes for s in MODULES[code].get("sign_off", [])}
    unserved = [
        (target["skill"], target["depth"])
        for target in LEVELS[level]["targets"]
        if (target["depth"] <= 2 and given.get(target["skill"], 0) < target["depth"])
        or (target["depth"] >= 3 and (target["skill"], target["depth"]) not in signed_off)
    ]

    assert unserved == []


@pytest.mark.parametrize("level", LEVELS)
def test_the_modules_of_a_level_hold_the_minutes_that_it_asks_for(level):
    assert minutes_in(skills_of(level), *modules_of(level)) >= LEVELS[level]["taught_minutes"]


def test_a_sign_off_says_what_is_looked_at_and_by_whom():
    sign_offs = [sign_off for module in MODULES.values() for sign_off in module.get("sign_off", [])]

    assert [s["key"] for s in sign_offs if s["skill"] not in SKILLS or s["depth"] not in (3, 4)] == []
    assert [s["key"] for s in sign_offs if len(s["what"]) < 40 or not s["by"]] == []


def test_what_is_taught_in_a_room_has_a_session_plan_that_fills_its_time():
    taught = classroom()
    wrong = [
        part["key"]
        for part in taught
        if len(part["session_plan"]["agenda"]) < 6
        or sum(row["minutes"] for row in part["session_plan"]["agenda"]) != part["minutes"]
        or not all(row["what"] and row["how"] and row["materials"] for row in part["session_plan"]["agenda"])
    ]

    assert wrong == []


def test_the_plans_of_a_module_say_of_which_session_each_is_where_there_are_several():
    headings = {
        code: [value["heading"] for kind, value in session_plans(classroom(code)) if kind == "note"]
        for code in ("IN-1", "FA-1")
    }

    assert [part["title"] for part in classroom("IN-1") if part["title"] not in headings["IN-1"]] == []
    assert classroom("FA-1")[0]["title"] not in headings["FA-1"]


def test_a_plan_tells_a_facilitator_how_what_to_watch_for_and_what_to_ask_at_the_end():
    thin = [
        part["key"]
        for part in classroom()
        if len(part["session_plan"].get("exercises", ())) < 3
        or len(part["session_plan"].get("watch_for", ())) < 3
        or len(part["session_plan"].get("debrief", ())) < 3
        or not part["session_plan"].get("learned")
        or not all(len(sheet["title"]) <= 100 and len(sheet["text"].split()) >= 20 for sheet in exercises_of(part))
    ]

    assert thin == []


def test_an_exercise_takes_as_long_as_the_agenda_gives_it():
    """Its length stands behind its title. It is the exercise of the line with that name, or of that number."""
    told = [(part, sheet, TIMED.match(sheet["title"])) for part in classroom() for sheet in exercises_of(part)]
    wrong = [
        (part["key"], sheet["title"])
        for part, sheet, timed in told
        if timed and int(timed["minutes"]) not in minutes_of(part, timed["name"])
    ]

    assert sum(timed is not None for _part, _sheet, timed in told) > 200
    assert wrong == []


def exercises_of(part):
    return part["session_plan"].get("exercises", ())


def minutes_of(part, name):
    numbered = re.match(r"Exercise \d+", name)
    return [
        row["minutes"]
        for row in part["session_plan"]["agenda"]
        if row["what"] == name or (numbered and f"{numbered[0]}," in f"{row['how']},".replace(".", ","))
    ]
