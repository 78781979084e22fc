"""The shape of a module's file, but for its stories: those are as the blocks of a page are (blocks.py)."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from curriculum.calc.unpacking import NotSound
from curriculum.enums import ActivityKind, PracticeKind

FORMAT, VERSION = "improvement-academy-module", 1


def _object(*, may: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
    """`may`: what files were made without before there was such a thing."""
    return {
        "type": "object",
        "properties": properties | (may or {}),
        "required": [*properties],
        "additionalProperties": False,
    }


def _words(longest: int, least: int = 0) -> dict[str, Any]:
    return {"type": "string", "minLength": least, "maxLength": longest, "pattern": r"^[^\x00]*$"}


def _number(most: int, least: int = 0) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _several(one: dict[str, Any], most: int = 200) -> dict[str, Any]:
    return {"type": "array", "items": one, "maxItems": most}


KEY, CODE, STORY, SHARE = _words(60, 1), _words(20, 1), _several({"type": "object"}, 500), _number(100, 1)
PRACTICE = {"enum": ["", *PracticeKind.values]}
MODULE = _object(
    code=_words(40, 1),
    title=_words(255, 1),
    summary=_words(5_000),
    for_whom=_words(5_000),
    search_description=_words(5_000),
    levels=_several(CODE),
    body=STORY,
    session_plan=STORY,
    sign_off=_words(20_000),
    test=STORY,
    test_pass_mark=SHARE,
    test_draw=_number(100),
    parts=_several(
        _object(
            key=KEY,
            title=_words(200, 1),
            kind={"enum": ActivityKind.values},
            minutes=_number(10_000),
            may={"way": _words(80), "is_refresher": {"type": "boolean"}},
        )
    ),
    doses=_several(
        _object(
            part=KEY,
            skill=CODE,
            depth=_number(4, 1),
            minutes=_number(10_000),
            practice_kind=PRACTICE,
            practice_count=_number(1_000),
        ),
        2_000,
    ),
    test_skills=_several(_object(skill=CODE, depth=_number(2, 1))),
)
LESSON = _object(
    key=KEY,
    title=_words(255, 1),
    search_description=_words(5_000),
    body=STORY,
    check_questions=STORY,
    pass_mark=SHARE,
)
MEDIUM = _object(kind={"enum": ["image", "document"]}, title=_words(255, 1), file_name=_words(255, 1))
WHOLE = _object(
    format={"const": FORMAT},
    version={"const": VERSION},
    module=MODULE,
    lessons=_several(LESSON),
    media={"type": "object", "additionalProperties": MEDIUM, "maxProperties": 500},
)
_VALIDATOR = Draft202012Validator(WHOLE)


def must_be_shaped(told: Any) -> None:
    """Raises NotSound, naming the first place that is not as it should be."""
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise NotSound("This is not a module's file. Choose one that “Take out as one file” made.")
    if told.get("version") != VERSION:
        raise NotSound("It was made by another version, which this one cannot read.")
    for wrong in sorted(_VALIDATOR.iter_errors(told), key=lambda error: [*map(str, error.path)]):
        raise NotSound(f"It is not whole: {wrong.json_path.removeprefix('$.')} is not as it should be.")
