"""Pages that are not kept yet, from what a module's file says. Raises NotSound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList

from curriculum.calc.unpacking import NotSound
from curriculum.models import Level, Skill

from ..models import LessonPage, ModulePage, Part, PartDose, TestSkill
from .blocks import native
from .media import Given
from .rich_text import cleaned
from .taking_out import DOSE, LESSON_WORDS, MODULE_WORDS, PART

Told = Mapping[str, Any]
BEFORE = {"way": "", "is_refresher": False}  # as files were before parts could belong to a way, or refresh


def module_from(told: Told, skills: Mapping[str, Skill], levels: Mapping[str, Level], media: Given) -> ModulePage:
    """Doses and test skills that the framework does not know are left out."""
    module = ModulePage(**{name: told[name] for name in MODULE_WORDS})
    for name in ("body", "session_plan", "test"):
        _tell(module, name, told[name], media)
    module.sign_off = cleaned(told["sign_off"])
    module.levels.set(levels[code] for code in told["levels"] if code in levels)
    module.parts = [Part(**_row(BEFORE | part, PART), sort_order=place) for place, part in enumerate(told["parts"])]
    known = [dose for dose in told["doses"] if dose["skill"] in skills]
    module.part_doses = [
        PartDose(**_row(dose, DOSE), skill=skills[dose["skill"]], sort_order=place) for place, dose in enumerate(known)
    ]
    shown = [one for one in told["test_skills"] if one["skill"] in skills]
    module.test_skills = [
        TestSkill(skill=skills[one["skill"]], depth=one["depth"], sort_order=place) for place, one in enumerate(shown)
    ]
    return module


def lesson_from(told: Told, media: Given) -> LessonPage:
    lesson = LessonPage(**{name: told[name] for name in LESSON_WORDS})
    for name in ("body", "check_questions"):
        _tell(lesson, name, told[name], media)
    return lesson


def _tell(page: Any, name: str, told: Any, media: Given) -> None:
    """Checked as an editor's own words are."""
    block = page._meta.get_field(name).stream_block
    raw = native(block, told, media)
    try:
        value = block.clean(block.to_python(raw))
    except (ValidationError, TypeError, ValueError, AttributeError, KeyError) as wrong:
        raise NotSound(f"“{page.title}” has something that cannot be published here: {_why(wrong)}") from wrong
    setattr(page, name, value)


def _why(wrong: Exception) -> str:
    """The first sentence that says what is wrong, from however deep within the blocks."""
    for attribute in ("block_errors", "non_block_errors", "error_list"):
        inner = getattr(wrong, attribute, None)
        inner = [*inner.values()] if isinstance(inner, dict) else inner
        if isinstance(inner, list | ErrorList) and inner and inner != [wrong]:
            return next((why for one in inner if isinstance(one, Exception) and (why := _why(one))), "")
    return " ".join(getattr(wrong, "messages", ["a value is of another kind than it should be."]))


def _row(row: Told, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}
