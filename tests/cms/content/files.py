"""The curriculum as it stands in its files, and the small questions that the tests here ask of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Data = dict[str, Any]

CONTENT = Path(__file__).parents[3] / "cms" / "content"
FRAMEWORK: Data = yaml.safe_load((CONTENT / "framework.yml").read_text(encoding="utf-8"))
MODULES: dict[str, Data] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((CONTENT / "modules").glob("*.yml"))
}
SKILLS = {skill["code"] for skill in FRAMEWORK["skills"]}
LEVELS: dict[str, Data] = {level["code"]: level for level in FRAMEWORK["levels"]}


def parts(*codes: str) -> list[Data]:
    return [part for code in codes or MODULES for part in MODULES[code]["parts"]]


def lessons(*codes: str) -> list[Data]:
    return [part for part in parts(*codes) if part["mode"] == "e-learning"]


def classroom(*codes: str) -> list[Data]:
    return [part for part in parts(*codes) if part["mode"] == "classroom"]


def ways_of(module: Data) -> set[str]:
    """Those in which it can be taken; a module with no choice has one, without a name."""
    return {part["way"] for part in module["parts"] if "way" in part} or {""}


def modules_of(level: str) -> list[str]:
    return [code for code, module in MODULES.items() if level in module["levels"]]


def deepest_dose(*codes: str) -> dict[str, int]:
    deepest: dict[str, int] = {}
    for part in parts(*codes):
        for dose in part["doses"]:
            deepest[dose["skill"]] = max(deepest.get(dose["skill"], 0), dose["depth"])
    return deepest


def minutes_in(skills: set[str], *codes: str) -> int:
    return sum(dose["minutes"] for part in parts(*codes) for dose in part["doses"] if dose["skill"] in skills)


def given_by(*taken: Data) -> Counter[tuple[str, int]]:
    """Minutes by skill and depth."""
    given: Counter[tuple[str, int]] = Counter()
    for part in taken:
        for dose in part["doses"]:
            given[dose["skill"], dose["depth"]] += dose["minutes"]
    return given


FEEDBACK = ("right_feedback", "wrong_feedback")


def skills_of(level: str) -> set[str]:
    return {target["skill"] for target in LEVELS[level]["targets"]}


def checks() -> Iterator[tuple[str, Data]]:
    """Every set of questions, with the key of the lesson or the test that asks them."""
    for part in lessons():
        yield part["key"], part["check"]
    for module in MODULES.values():
        if "know_this_already" in module:
            yield module["know_this_already"]["key"], module["know_this_already"]


def questions() -> list[Data]:
    return [question for _, check in checks() for question in check["questions"]]


def to_choose_from() -> list[Data]:
    return [question for question in questions() if "answers" in question]


def feedback_of(question: Data) -> list[str]:
    """All that can be read after it."""
    parts = [*question.get("answers", []), *question.get("pairs", [])]
    return [part["feedback"] for part in parts] + [question[name] for name in FEEDBACK if name in question]


def words_of(block: Data) -> Iterator[str]:
    """The running text that a reader meets in a block."""
    for field in ("text", "prompt", "notes"):
        if field in block:
            yield block[field]
    yield from block.get("items", [])


def plain_of(block: Data) -> Iterator[str]:
    """The words of a block that are shown as they stand."""
    yield from (block[field] for field in ("title", "heading", "caption", "prompt", "notes") if field in block)
    for row in (block.get("header", []), *block.get("rows", [])):
        yield from row


def answers_of(question: Data) -> list[str]:
    chosen = [words for answer in question.get("answers", []) for words in (answer["text"], answer["feedback"])]
    pairs = [pair[name] for pair in question.get("pairs", []) for name in ("text", "match", "feedback")]
    return [*chosen, *pairs, *question.get("others", []), *(question[name] for name in FEEDBACK if name in question)]
