"""A module and its lessons as an editor sees them now, published or not, as one file."""

from __future__ import annotations

import json
import zipfile
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.forms import model_to_dict

from ..models import LessonPage, ModulePage
from .blocks import portable
from .media import Taken
from .rich_text import cleaned
from .schema import FORMAT, VERSION

NAME = "module.json"
MODULE_WORDS = ("code", "title", "summary", "for_whom", "search_description", "test_pass_mark", "test_draw")
LESSON_WORDS = ("key", "title", "search_description", "pass_mark")
PART, DOSE = (
    ("key", "title", "kind", "minutes", "way", "is_refresher"),
    ("part", "depth", "minutes", "practice_kind", "practice_count"),
)
AT_ONCE = 256 * 1024


def write_module(module: ModulePage, into: IO[bytes]) -> None:
    told, media = told_of(module)
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(NAME, json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        for name, file in media.files.items():
            with file.open("rb") as opened, packed.open(name, "w") as written:
                while part := opened.read(AT_ONCE):
                    written.write(part)


def told_of(module: ModulePage) -> tuple[dict[str, Any], Taken]:
    """What the file says, and the pictures and documents that go along."""
    media, newest = Taken(), module.get_latest_revision_as_object()
    lessons = LessonPage.objects.child_of(module).order_by("path")
    told = {
        "format": FORMAT,
        "version": VERSION,
        "module": _module(newest, media),
        "lessons": [_lesson(lesson.get_latest_revision_as_object(), media) for lesson in lessons],
    }
    return told | {"media": media.told}, media


def _module(module: ModulePage, media: Taken) -> dict[str, Any]:
    stories = {name: _story(module, name, media) for name in ("body", "session_plan", "test")}
    return {
        **{name: getattr(module, name) for name in MODULE_WORDS},
        **stories,
        "levels": sorted(level.code for level in module.levels.all()),
        "sign_off": cleaned(module.sign_off),
        "parts": [_row(part, PART) for part in module.parts.all()],
        "doses": [_row(dose, DOSE) | {"skill": dose.skill.code} for dose in module.part_doses.all()],
        "test_skills": [{"skill": one.skill.code, "depth": one.depth} for one in module.test_skills.all()],
    }


def _lesson(lesson: LessonPage, media: Taken) -> dict[str, Any]:
    words = {name: getattr(lesson, name) for name in LESSON_WORDS}
    return words | {name: _story(lesson, name, media) for name in ("body", "check_questions")}


def _story(page: Any, name: str, media: Taken) -> Any:
    value = getattr(page, name)
    return portable(value.stream_block, value.get_prep_value(), media)


def _row(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return model_to_dict(row, names)
