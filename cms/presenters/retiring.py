"""What retiring a skill, a group or a level touches: sentences, and how many of what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import LevelPage, ModulePage, ResourcePage
from curriculum.models import Level, Skill
from curriculum.queries.identity import Asking, level_touched, skill_touched

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Touched:
    lines: list[str]
    counts: list[tuple[str, str]] = field(default_factory=list)


def what_it_touches(thing: Any, *, on: dt.date) -> Touched:
    """What somebody should know before they retire it."""
    if isinstance(thing, Level):
        told = _of_level(thing, on)
    elif isinstance(thing, Skill):
        told = _of_skill(thing, on)
    else:
        told = Touched([_("No skill of it is in use. Those that are retired stay in it.")])
    return Touched([*told.lines, _back(thing)], told.counts)


def _back(thing: Any) -> str:
    return _("You can bring it back. Its code %(code)s is never used for anything else.") % {"code": thing.code}


def pages_of(thing: Any) -> list[Any]:
    """The pages that speak of it by choice of an editor: they are changed on their own."""
    if isinstance(thing, Level):
        return [*LevelPage.objects.filter(level=thing), *ModulePage.objects.filter(levels=thing).order_by("code")]
    if isinstance(thing, Skill):
        giving = ModulePage.objects.filter(part_doses__skill=thing) | ModulePage.objects.filter(
            test_skills__skill=thing
        )
        return [*giving.distinct().order_by("code"), *ResourcePage.objects.filter(skills=thing).order_by("title")]
    return []


def _of_level(level: Level, on: dt.date) -> Touched:
    touched = level_touched(level, on=on)
    stays = _("Records go on saying who had it and when.")
    papers = _("Certificates keep their words. Once no version asks for it, they say until when it was held.")
    return Touched(
        lines=[*_of_asking(touched.asking), *_of_pages(level), stays, papers, _past()],
        counts=[
            (_("People of whom it is expected today"), f"{touched.people_expected:,}"),
            (_("People who have it today"), f"{touched.people_having:,}"),
            (_("People who are named for it"), f"{touched.people_named:,}"),
            (_("People who are exempt from it"), f"{touched.people_exempt:,}"),
            (_("Plans for it"), f"{touched.plans:,}"),
            (_("Certificates of it"), f"{touched.certificates:,}"),
        ],
    )


def _of_skill(skill: Skill, on: dt.date) -> Touched:
    touched = skill_touched(skill, on=on)
    asked_by = _(" in %(levels)s") % {"levels": ", ".join(level.name for level in touched.levels)}
    told = _of_asking(touched.asking, asked_by if touched.levels else "")
    if touched.without_essential:
        words = _("The draft could not be published: without it nothing essential is left in %(levels)s.")
        told.append(words % {"levels": ", ".join(level.name for level in touched.without_essential)})
    if touched.activities:
        words = ngettext(
            "%(n)d lesson, session or test goes on giving it until an editor takes it out of there.",
            "%(n)d lessons, sessions and tests go on giving it until an editor takes it out of there.",
            touched.activities,
        )
        told.append(words % {"n": touched.activities})
    if touched.credentials:
        told.append(_("These credentials go on counting for it: %(names)s.") % {"names": _named(touched.credentials)})
    stays = _("What people learned of it and hold stays in their records, under its name.")
    return Touched(
        lines=[*told, *_of_pages(skill), stays, _past()],
        counts=[
            (_("People who hold it today"), f"{touched.people_holding:,}"),
            (_("People who ever learned something of it"), f"{touched.people_given:,}"),
            (_("Claims of prior learning that wait and name it"), f"{touched.claims_waiting:,}"),
        ],
    )


def _past() -> str:
    return _("Figures of past days do not change.")


def _of_asking(asking: Asking, where: str = "") -> list[str]:
    told = [] if asking.in_force or asking.coming or asking.draft else [_("No version asks for it.")]
    if asking.in_force:
        words = _(
            "Version %(n)d, in force, asks for it%(where)s until a version without it begins: today stays as it is."
        )
        told.append(words % {"n": asking.in_force.number, "where": where})
    for version in asking.coming:
        words = _("Version %(n)d is published, and asks for it from %(day)s on. The version after that will not.")
        told.append(words % {"n": version.number, "day": date_format(version.effective_date or "", "j F Y")})
    if asking.draft:
        words = _("It goes out of the draft, version %(n)d. What the draft asks there is not kept.")
        told.append(words % {"n": asking.draft.number})
    return told


def _of_pages(thing: Any) -> list[str]:
    pages = pages_of(thing)
    return [_("Pages that speak of it stay as they are: %(names)s.") % {"names": _named(pages)}] if pages else []


def _named(things: Sequence[Any]) -> str:
    names = ", ".join(f"“{thing.title}”" for thing in things[:SHOWN])
    more = len(things) - SHOWN
    return _("%(names)s and %(n)d more") % {"names": names, "n": more} if more > 0 else names
