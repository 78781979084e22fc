"""Lessons can be read and answered: known blocks, plain sentences, fair questions with feedback on every answer."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import mean

from curriculum.calc.question import is_right

from .files import (
    FRAMEWORK,
    SKILLS,
    answers_of,
    checks,
    feedback_of,
    lessons,
    plain_of,
    questions,
    to_choose_from,
    words_of,
)
from .files import MODULES as modules

ALL_OR_NONE = re.compile(r"\b(all|none|both) of (the above|these)\b", re.IGNORECASE)
BLOCKS = {
    "text": {"text"},
    "inset": {"text"},
    "warning": {"heading", "text"},
    "do_list": {"heading", "items"},
    "dont_list": {"heading", "items"},
    "expander": {"title", "text"},
    "summary": {"items"},
    "example": {"title", "text"},
    "reflection": {"prompt"},
    "table": {"caption", "header", "rows"},
    "chart": {"caption", "kind", "unit", "points", "median_or_mean", "notes"},
}


def sentences(text: str) -> list[int]:
    """The number of words in each sentence; a line of a list counts as one."""
    pieces = re.split(r"(?<=[.!?:])[\s\"*)]+|\n+", text)
    return [len(words) for piece in pieces if (words := re.findall(r"[\w'’%-]+", piece))]


def test_every_lesson_is_written():
    assert [lesson["key"] for lesson in lessons() if len(lesson["blocks"]) < 5 or not lesson["check"]] == []


def test_blocks_are_of_kinds_the_page_builder_knows_and_have_their_fields():
    wrong = [
        (lesson["key"], block["type"])
        for lesson in lessons()
        for block in lesson["blocks"]
        if set(block) != BLOCKS[block["type"]] | {"type"}
    ]

    assert wrong == []


def test_text_is_markdown_without_html():
    wrong = [
        lesson["key"]
        for lesson in lessons()
        for block in lesson["blocks"]
        for text in words_of(block)
        if re.search(r"</?[a-z]+", text)
    ]

    assert wrong == []


def test_headings_tables_and_questions_are_plain_words_without_markdown():
    marked = [text for lesson in lessons() for block in lesson["blocks"] for text in plain_of(block)]
    marked += [text for question in questions() for text in (question["prompt"], *answers_of(question))]

    assert [text for text in marked if re.search(r"[*_`#]", text)] == []


def test_rows_of_a_table_are_as_wide_as_its_header():
    tables = [block for lesson in lessons() for block in lesson["blocks"] if block["type"] == "table"]

    assert [table["caption"] for table in tables if {len(row) for row in table["rows"]} != {len(table["header"])}] == []


def test_charts_have_enough_points_with_labels_used_once():
    charts = [block for lesson in lessons() for block in lesson["blocks"] if block["type"] == "chart"]
    wrong = [
        chart["caption"]
        for chart in charts
        if chart["kind"] not in ("run", "spc")
        or len(chart["points"]) < 12
        or len({label for label, _ in chart["points"]}) < len(chart["points"])
    ]

    assert wrong == []


def test_a_chart_of_the_board_s_module_is_read_by_the_rules_it_teaches():
    """The steps between neighbours give the limits, as the lessons say: what the notes tell must be on the chart."""
    outside = {}
    for chart in (block for lesson in lessons("BD-3") for block in lesson["blocks"] if block["type"] == "chart"):
        values = [value for _, value in chart["points"]]
        steps = [abs(b - a) for a, b in pairwise(values)]
        reach = 2.66 * mean(step for step in steps if step < 3.267 * mean(steps))
        outside[chart["caption"]] = [
            label for label, value in chart["points"] if abs(value - mean(values)) > reach and chart["kind"] == "spc"
        ]

    assert {caption: labels for caption, labels in outside.items() if labels} == {
        "Patients who waited more than four hours for a bed, by week": ["Week 11"],
    }


def test_every_lesson_sends_people_off_to_try_something_and_ends_in_a_summary():
    wrong = [
        lesson["key"]
        for lesson in lessons()
        if not {"inset", "summary"} <= {block["type"] for block in lesson["blocks"]}
    ]

    assert wrong == []


def test_sentences_are_short():
    lengths = {
        lesson["key"]: mean(n for block in lesson["blocks"] for text in words_of(block) for n in sentences(text))
        for lesson in lessons()
    }

    assert {key: round(length, 1) for key, length in lengths.items() if length >= 16} == {}


def test_a_lesson_asks_three_to_five_questions_and_a_test_six_to_ten():
    wrong = [
        key
        for key, check in checks()
        if not (6 <= len(check["questions"]) <= 10 if key.endswith("-TEST") else 3 <= len(check["questions"]) <= 5)
    ]

    assert wrong == []


def test_a_test_asks_something_of_every_skill_that_it_assesses():
    tests = [module["know_this_already"] for module in modules.values() if "know_this_already" in module]
    missed = [
        (test["key"], assessed["skill"])
        for test in tests
        for assessed in test["assesses"]
        if assessed["skill"] not in {question["skill"] for question in test["questions"]} & SKILLS
    ]

    assert missed == []


def test_keys_of_questions_are_used_once():
    keys = [question["key"] for question in questions()]

    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_a_single_question_has_one_right_answer_and_a_multiple_one_has_right_and_wrong_ones():
    wrong = []
    for question in to_choose_from():
        right = [answer["correct"] for answer in question["answers"]].count(True)
        allowed = {1} if question["kind"] == "single" else range(1, len(question["answers"]))
        if question["kind"] not in ("single", "multiple") or right not in allowed or len(question["answers"]) < 3:
            wrong.append(question["key"])

    assert wrong == []


def test_what_is_matched_or_filled_in_can_be_answered_in_one_right_way():
    matching = [question for question in questions() if question["kind"] == "matching"]
    filled_in = [question for question in questions() if question["kind"] == "fill_in"]

    assert matching
    assert filled_in
    for question in matching:
        matches = [pair["match"] for pair in question["pairs"]]
        assert len({*matches, *question["others"]}) == len(matches) + len(question["others"]) > len(matches) >= 3
    assert all(is_right(question, [words]) for question in filled_in for words in question["accepted"])


def test_every_answer_has_feedback_and_none_is_all_or_none_of_the_above():
    answers = [(question["key"], answer) for question in to_choose_from() for answer in question["answers"]]
    told = [(question["key"], words) for question in questions() for words in feedback_of(question)]

    assert [question["key"] for question in questions() if not feedback_of(question)] == []
    assert [key for key, words in told if len(words.split()) < 4] == []
    assert [
        key for key, answer in answers if re.search(r"\b(all|none|both) of (the above|these)\b", answer["text"], re.I)
    ] == []


def test_the_right_answer_is_not_given_away_by_its_place_or_its_length():
    single = [question for question in questions() if question["kind"] == "single"]
    right = [next(n for n, answer in enumerate(q["answers"]) if answer["correct"]) for q in single]
    longest = [max(range(len(q["answers"])), key=lambda n, q=q: len(q["answers"][n]["text"])) for q in single]

    assert max(right.count(place) for place in range(4)) / len(right) < 0.55
    assert sum(a == b for a, b in zip(right, longest, strict=True)) / len(right) < 0.6


def test_no_name_of_a_skill_or_level_is_empty():
    named = [*FRAMEWORK["skills"], *FRAMEWORK["levels"], *FRAMEWORK["skill_groups"]]

    assert [thing["code"] for thing in named if not (thing["name"].strip() and thing["name_cy"].strip())] == []
