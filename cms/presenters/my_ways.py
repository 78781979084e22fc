"""Where a skill that somebody does not hold yet is learned: the step of their way that is for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from curriculum.models import ActivityVersion
from curriculum.queries.offer import IN_ORDER, in_order
from curriculum.queries.own_way import OwnWay

from ..models import ModulePage
from ..pages import of_trust, path_of
from .booked import booked_views
from .my_next import Addresses
from .my_way import steps_in_time, version_of


@dataclass(frozen=True, slots=True)
class Way:
    words: str
    href: str


Ways: TypeAlias = Mapping[int, Way]


def ways_on(way: OwnWay, addresses: Addresses, beside: Collection[int], versions: Iterable[ActivityVersion]) -> Ways:
    """By skill. `beside`: those that are not essential and so on nobody's way; a module that gives them will do."""
    found = ways_to(way.mine.person.trust_id, beside, versions)
    places = [*zip(way.booked, booked_views(way), strict=True)]
    for one, view in reversed(places):  # of several for one skill the first
        to_it = Way(_("You are booked: %(title)s, %(day)s") % {"title": view.title, "day": view.day}, view.address)
        found |= {gift.skill: to_it for gift in one.place.gives}
    for step in reversed(steps_in_time(way.beside.steps, way.mine)):  # here too
        title, address = version_of(way, step).activity.title, addresses[step.piece.activity]
        if address:
            found |= {skill: Way(_("Learn it in “%(title)s”") % {"title": title}, address) for skill in step.skills}
    return found


def ways_to(trust: int, skills: Collection[int], versions: Iterable[ActivityVersion]) -> dict[int, Way]:
    """The first module that gives each. Tests teach nothing; and what no module gives has no way here."""
    if not skills:
        return {}
    codes: dict[int, str] = {}
    taught = [one for one in versions if one.activity.module_key and one.activity.kind in IN_ORDER]
    for version in in_order(taught, modules=()):
        for dose in version.doses.all():
            if dose.skill_id in skills:
                codes.setdefault(dose.skill_id, version.activity.module_key)
    pages = _pages(trust, set(codes.values()))
    return {skill: pages[code] for skill, code in codes.items() if code in pages}


def _pages(trust: int, codes: set[str]) -> dict[str, Way]:
    found: dict[str, Way] = {}
    for page in of_trust(ModulePage.objects.live(), trust).filter(code__in=codes).order_by("path"):
        found.setdefault(page.code, Way(_("Learn it in “%(title)s”") % {"title": page.title}, path_of(page)))
    return found
