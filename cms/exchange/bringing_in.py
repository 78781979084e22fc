"""A module from a file, as a draft: whole or not at all. What does not fit this trust is left out, and said."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from curriculum.calc.unpacking import NotSound, members
from curriculum.models import Level, Skill
from workforce.models import Account, Trust
from workforce.services.refusal import Refused

from ..editors import files_of, group_of
from ..models import CurriculumPage, LessonPage, ModulePage
from .limits import LARGEST_WORDS, LIMITS
from .media import Given
from .pages import lesson_from, module_from
from .renaming import renamed
from .schema import must_be_shaped
from .taking_out import NAME


class CannotBringIn(Refused):
    """The file cannot be taken. Its text is for the reader; nothing has been made."""


@dataclass(frozen=True, slots=True)
class Brought:
    module: ModulePage
    left_out: list[str]


def bring_in(
    *, trust: Trust, parent: CurriculumPage, file: IO[bytes], by: Account, code: str = "", title: str = ""
) -> Brought:
    """`code`, `title`: other than those of the file. Raises CannotBringIn."""
    made: list[Any] = []
    try:
        with zipfile.ZipFile(file) as packed, transaction.atomic():
            told = _read(packed)
            told = renamed(told, code.strip() or told["module"]["code"], title.strip())
            group_of(trust)
            collection = files_of(trust)
            assert collection is not None  # made with the group
            media = Given(packed, told["media"], collection, by)
            made = media.new
            return _make(told, trust, parent, media, by)
    except (zipfile.BadZipFile, zlib.error, NotSound, ValidationError, NotImplementedError) as wrong:
        for one in made:
            one.file.delete(save=False)
        raise CannotBringIn(_words(wrong)) from wrong


def take_back(module: ModulePage) -> None:
    """The draft that was brought in is gone. Nobody but editors has seen it."""
    inside = module.get_descendants(inclusive=True)
    if inside.filter(live=True).exists() or inside.exclude(first_published_at=None).exists():
        raise CannotBringIn("It has been published. Unpublish and delete it in the editor.")
    module.delete()


def _read(packed: zipfile.ZipFile) -> dict[str, Any]:
    infos = {info.filename: info for info in members(packed, LIMITS)}
    if NAME not in infos:
        raise NotSound("This is not a module's file. Choose one that “Take out as one file” made.")
    if infos[NAME].file_size > LARGEST_WORDS:
        raise NotSound("It is too long to be a module.")
    try:
        told: dict[str, Any] = json.loads(packed.read(NAME))
    except (ValueError, RecursionError):
        raise NotSound("It is damaged: its words cannot be read.") from None
    must_be_shaped(told)
    return told


def _make(told: dict[str, Any], trust: Trust, parent: CurriculumPage, media: Given, by: Account) -> Brought:
    skills = {skill.code: skill for skill in Skill.objects.in_use().filter(trust=trust)}
    levels = {level.code: level for level in Level.objects.in_use().filter(trust=trust)}
    left_out = [*_unknown(told["module"], skills, levels)]
    module = module_from(told["module"], skills, levels, media)
    _must_fit(module, told, parent)
    _keep(module, parent, by)
    for one in told["lessons"]:
        _keep(lesson_from(one, media), module, by)
    return Brought(module, left_out)


def _must_fit(module: ModulePage, told: Mapping[str, Any], parent: CurriculumPage) -> None:
    """Its code and keys are free here, and it adds up."""
    if taken := module.code_is_taken(module.code, parent):
        raise NotSound(taken)
    doses = [dose.told() for dose in module.part_doses.all()]
    if wrong := module.problems(told["module"]["parts"], doses, parent):
        raise NotSound(" ".join(wrong))
    keys = [lesson["key"] for lesson in told["lessons"]]
    if set(keys) - {part["key"] for part in told["module"]["parts"]} or len(set(keys)) < len(keys):
        raise NotSound("It has a lesson that is none of its parts, or two for one part.")


def _keep(page: ModulePage | LessonPage, parent: Any, by: Account) -> None:
    page.live, page.owner = False, by
    parent.add_child(instance=page)
    page.save_revision(user=by)


def _unknown(module: Mapping[str, Any], skills: Mapping[str, Skill], levels: Mapping[str, Level]) -> Iterator[str]:
    if missing := sorted({row["skill"] for row in (*module["doses"], *module["test_skills"])} - set(skills)):
        yield f"Your framework has no skill {', '.join(missing)} in use: what the module gives in it is left out."
    if missing := sorted(set(module["levels"]) - set(levels)):
        yield f"Your framework has no level {', '.join(missing)} in use: it is left out."


def _words(wrong: Exception) -> str:
    if isinstance(wrong, NotSound):
        return str(wrong)
    if isinstance(wrong, ValidationError):
        return f"It does not fit: {' '.join(wrong.messages)}"
    return "This is not a zip file, or it is damaged. Take it out of its site again."
