"""Skills, groups and levels in words: where they stand, who asks for them, and what somebody else made of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from curriculum.enums import Depth, VersionState
from curriculum.models import Framework, FrameworkVersion, Level, Skill, SkillGroup
from curriculum.queries.identity import asked_for, in_order


@dataclass(frozen=True, slots=True)
class Line:
    """One of a list; `above` and `below` are the codes of its neighbours, if it can move there."""

    thing: Any
    kind: str
    words: str = ""
    tag: str = ""
    above: str = ""
    below: str = ""
    place: str = ""
    inside: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Overview:
    levels: list[Line]
    groups: list[Line]
    retired: list[Line]


def overview(framework: Framework, *, on: dt.date) -> Overview:
    asked = asked_for(framework, on=on)
    levels, groups, skills = (in_order(kind, framework) for kind in (Level, SkillGroup, Skill))
    lines = _lines("groups", _used(groups), {}, on)
    for line in lines:
        inside = [skill for skill in _used(skills) if skill.group_id == line.thing.pk]
        line.inside.extend(_lines("skills", inside, asked[Skill], on))
    return Overview(
        levels=_lines("levels", _used(levels), asked[Level], on),
        groups=lines,
        retired=[
            *_retired("levels", levels, asked[Level], on),
            *_retired("skills", skills, asked[Skill], on),
            *_retired("groups", groups, {}, on),
        ],
    )


def next_code(codes: Iterable[str]) -> str:
    """After M1, M2 and M9 comes M10; where codes are no numbers nothing is proposed."""
    numbered = [found for code in codes if (found := re.fullmatch(r"(.*?)([0-9]+)", code))]
    if not numbered:
        return ""
    prefix = numbered[-1][1]
    return f"{prefix}{max(int(found[2]) for found in numbered if found[1] == prefix) + 1}"


def what_it_says_now(thing: Any, typed: dict[str, Any]) -> list[dict[str, str]]:
    """Where what is kept differs from what was typed: both editors' words stand on the page."""
    said = {_("Name"): (thing.name, typed["name"]), _("Name in Welsh"): (thing.name_cy, typed["name_cy"])}
    if hasattr(thing, "description"):
        said[_("What it means")] = (thing.description, typed["description"])
    if isinstance(thing, Skill):
        said[_("Group")] = (thing.group.name, typed["group"])
        for depth in (depth for depth in Depth if depth):
            words = thing.depth_words.get(str(depth.value), ""), typed[f"depth_{depth.value}"]
            said[_("Depth %(n)d") % {"n": depth.value}] = words
    return [{"words": words, "value": now} for words, (now, mine) in said.items() if now.split() != mine.split()]


def _used(rows: Sequence[Any]) -> list[Any]:
    return [row for row in rows if row.retired_date is None]


def _lines(kind: str, rows: Sequence[Any], asked: dict[int, list[FrameworkVersion]], on: dt.date) -> list[Line]:
    codes = ["", *(row.code for row in rows), ""]
    return [
        Line(
            row,
            kind,
            *_standing(asked.get(row.pk, []), on) if kind != "groups" else ("", ""),
            above=codes[n - 1],
            below=codes[n + 1],
            place=_("%(n)d of %(all)d") % {"n": n, "all": len(rows)},
        )
        for n, row in enumerate(rows, start=1)
    ]


def _retired(kind: str, rows: Sequence[Any], asked: dict[int, list[FrameworkVersion]], on: dt.date) -> list[Line]:
    told = []
    for row in rows:
        if row.retired_date:
            words = _("Retired on %(day)s") % {"day": date_format(row.retired_date, "j F Y")}
            still = asked.get(row.pk)
            told.append(Line(row, kind, f"{words}. {_still_asked(still)}" if still else words))
    return told


def _still_asked(versions: list[FrameworkVersion]) -> str:
    numbers = _(" and ").join(_("version %(n)d") % {"n": version.number} for version in versions)
    return _("Still asked for by %(versions)s; it goes with the next version that you publish.") % {"versions": numbers}


def _standing(versions: list[FrameworkVersion], on: dt.date) -> tuple[str, str]:
    if any(version.effective_date and version.effective_date <= on for version in versions):
        return _("In force"), "nhsuk-tag--green"
    if any(version.state == VersionState.PUBLISHED for version in versions):
        return _("Coming"), "nhsuk-tag--blue"
    return (_("In the draft"), "nhsuk-tag--yellow") if versions else (_("Asked of nobody"), "nhsuk-tag--grey")
