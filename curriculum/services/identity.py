"""The skills, skill groups and levels of a framework: added, put in other words, moved, retired and brought back.

Nothing here changes a figure: what is asked for is a version's to say, and published versions stay as they are. A code
is for good. Each verb takes the framework first, so that two editors come one after the other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import VersionState
from ..models import Framework, FrameworkVersion, Identity, Level, LevelDose, Skill, SkillGroup, Target
from ..models.identity import former_names
from ..queries.identity import all_of, in_order, siblings_of
from ..queries.mark import mark_of_identity
from .meanwhile import must_be_as_seen

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}")
NOUNS: dict[type[Identity], str] = {Level: "level", Skill: "skill", SkillGroup: "skill group"}


class CannotKeepIdentity(Refused):
    """It breaks a rule of the framework; `about` is the field that is meant. Its text is for the reader."""

    def __init__(self, words: str, *, about: str | None = None) -> None:
        super().__init__(words)
        self.about = about


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of it. A level has no group and no words for depths; a group has only names."""

    name: str
    name_cy: str = ""
    description: str = ""
    depth_words: Mapping[str, str] = field(default_factory=dict)
    group: SkillGroup | None = None


@transaction.atomic
def add_identity(
    kind: type[Identity], *, framework: Framework, code: str, words: Words, by: Account | None
) -> Identity:
    """It stands last, in its group if it has one, and is asked of nobody until a version does."""
    framework = _taken(framework)
    code = code.strip().upper()
    _code_must_be_free(kind, framework, code)
    _must_be_sound(kind, framework, words)
    last = len(in_order(kind, framework)) + 1
    thing = all_of(kind).create(
        trust=framework.trust, framework=framework, code=code, position=last, **_values(kind, words)
    )
    _renumber(in_order(kind, framework))
    note(by=by, did=f"added a {NOUNS[kind]}", to=thing, trust=framework.trust, code=code)
    return thing


@transaction.atomic
def reword_identity(*, thing: Any, words: Words, by: Account | None, seen: str | None = None) -> None:
    """What was recorded stays with it, and is shown under the new name; certificates keep the words of their day."""
    kind = type(thing)
    framework = _taken(thing.framework)
    now = all_of(kind).get(pk=thing.pk)
    must_be_as_seen(now=mark_of_identity(now), seen=seen)
    _must_be_sound(kind, framework, words, now)
    was, regrouped = now.name, kind is Skill and now.group != words.group
    for name, value in _values(kind, words).items():
        setattr(now, name, value)
    now.former_names = former_names([*now.former_names, was], now=now.name)
    if regrouped:
        now.position = len(in_order(kind, framework)) + 1
    now.save()
    if regrouped:
        _renumber(in_order(kind, framework))
    note(by=by, did=f"renamed a {NOUNS[kind]}" if was != now.name else f"reworded a {NOUNS[kind]}", to=now,
         trust=framework.trust, code=now.code)  # fmt: skip


@transaction.atomic
def move_identity(*, thing: Any, beside: Any, below: bool, by: Account | None) -> None:
    """Right above or right below another one. Done twice, it stands where it stood after the first time."""
    kind = type(thing)
    framework = _taken(thing.framework)
    others = [other for other in siblings_of(thing) if other.pk != thing.pk]
    if beside.pk not in [other.pk for other in others]:
        raise CannotKeepIdentity("The order was changed meanwhile. Look again, and move it from where it is now.")
    rows = [row for row in in_order(kind, framework) if row.pk != thing.pk]
    rows.insert([row.pk for row in rows].index(beside.pk) + below, thing)
    _renumber(rows)
    if kind is SkillGroup:
        _renumber(in_order(Skill, framework))
    note(by=by, did=f"moved a {NOUNS[kind]}", to=thing, trust=framework.trust, code=thing.code)


@transaction.atomic
def retire_identity(*, thing: Any, on: dt.date, by: Account | None) -> None:
    """It goes out of the draft and is offered for nothing new. Told again, nothing changes."""
    kind = type(thing)
    framework = _taken(thing.framework)
    _must_be_empty(thing)
    if not all_of(kind).filter(pk=thing.pk, retired_date=None).update(retired_date=on):
        return
    _take_out_of_draft(framework, thing)
    note(by=by, did=f"retired a {NOUNS[kind]}", to=thing, trust=framework.trust, code=thing.code)


@transaction.atomic
def bring_back_identity(*, thing: Any, by: Account | None) -> None:
    """It can be chosen again. What was taken out of the draft is put in again by hand."""
    kind = type(thing)
    framework = _taken(thing.framework)
    if kind is Skill and SkillGroup.objects.filter(pk=thing.group_id).exclude(retired_date=None).exists():
        raise CannotKeepIdentity(f"Bring its group back first: {thing.group.name}.")
    if all_of(kind).filter(pk=thing.pk).exclude(retired_date=None).update(retired_date=None):
        note(by=by, did=f"brought a {NOUNS[kind]} back", to=thing, trust=framework.trust, code=thing.code)


def _taken(framework: Framework) -> Framework:
    """Of this transaction alone, its draft too: publishing and changing the draft wait, and are waited for."""
    framework = Framework.objects.select_for_update().get(pk=framework.pk)
    [*FrameworkVersion.objects.select_for_update().filter(framework=framework, state=VersionState.DRAFT)]
    return framework


def _code_must_be_free(kind: type[Identity], framework: Framework, code: str) -> None:
    if not CODE.fullmatch(code):
        words = "A code is up to 20 capital letters, digits and hyphens, such as M7. It does not begin with a hyphen."
        raise CannotKeepIdentity(words, about="code")
    taken: Any = all_of(kind).filter(framework=framework, code__iexact=code).first()
    if taken:
        retired = ", which is retired" if taken.retired_date else ""
        words = f"{taken.code} is “{taken.name}”{retired}. A code is never used again. Choose another."
        raise CannotKeepIdentity(words, about="code")


def _must_be_sound(kind: type[Identity], framework: Framework, words: Words, thing: Any = None) -> None:
    if not words.name.strip():
        raise CannotKeepIdentity("Give it a name.", about="name")
    same: Any = all_of(kind).filter(framework=framework, name__iexact=words.name.strip())
    if other := same.exclude(pk=thing.pk if thing else None).first():
        raise CannotKeepIdentity(_name_is_taken(other), about="name")
    if kind is not Skill:
        return
    if words.group is None or words.group.framework_id != framework.pk:
        raise CannotKeepIdentity("Choose the group that it belongs to.", about="group")
    if words.group.retired_date and not (thing and thing.group == words.group):
        raise CannotKeepIdentity("That group is retired. Choose another.", about="group")


def _name_is_taken(other: Any) -> str:
    if other.retired_date:
        return f"{other.code} has this name, and is retired. Bring that one back, or choose another name."
    return f"{other.code} has this name already. Choose another, so that people can tell them apart."


def _values(kind: type[Identity], words: Words) -> dict[str, Any]:
    told: dict[str, Any] = {"name": words.name.strip(), "name_cy": words.name_cy.strip()}
    if kind is not SkillGroup:
        told["description"] = words.description.strip()
    if kind is Skill:
        said = {depth: text.strip() for depth, text in words.depth_words.items() if text.strip()}
        told |= {"group": words.group, "depth_words": said}
    return told


def _renumber(rows: list[Any]) -> None:
    moved = [row for position, row in enumerate(rows, start=1) if row.position != position]
    for position, row in enumerate(rows, start=1):
        row.position = position
    for row in moved:
        row.save(update_fields=["position"])


def _must_be_empty(thing: Any) -> None:
    if isinstance(thing, SkillGroup) and (inside := [*thing.skills.filter(retired_date=None).order_by("position")]):
        names = ", ".join(f"{skill.code} {skill.name}" for skill in inside)
        raise CannotKeepIdentity(f"Skills are still in this group: {names}. Move them or retire them first.")


def _take_out_of_draft(framework: Framework, thing: Any) -> None:
    in_draft = Q(version__framework=framework, version__state=VersionState.DRAFT)
    if isinstance(thing, Level):
        LevelDose.objects.filter(in_draft, level=thing).delete()
    elif isinstance(thing, Skill):
        Target.objects.filter(skill=thing, dose__in=LevelDose.objects.filter(in_draft)).delete()
