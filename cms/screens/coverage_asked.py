"""What the coverage pages are asked for: a unit, a level or all of them, a day, filters, an order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from curriculum.calc.audience import Narrow
from curriculum.calc.months import month_end_asked
from curriculum.models import Skill
from curriculum.queries.cells import CannotShowCells, Cells, Column, cells_for, check_day, reads_by_name
from curriculum.queries.column import LevelColumns, levels_on
from workforce.enums import NAMED_ACCESS
from workforce.models import Grant, UnitPlace
from workforce.queries.tree import children_of, path_to, place_of, top_place

from .asked import day_in, place_in
from .door import CannotRead, TrustRequest
from .facets import Facet, facets_in, narrow_of


@dataclass
class CoverageAsked:
    request: TrustRequest
    place: UnitPlace
    asked_on: dt.date | None
    named: bool
    on: dt.date
    levels: list[LevelColumns]
    level: LevelColumns | None
    skill: Skill | None
    facets: list[Facet]
    narrow: Narrow | None

    @cached_property
    def above(self) -> list[UnitPlace]:
        return path_to(self.place.unit, on=self.on)

    @cached_property
    def below(self) -> list[UnitPlace]:
        return children_of(self.place.unit, on=self.on)

    @property
    def units(self) -> list[int]:
        return [self.place.unit_id, *(place.unit_id for place in self.below)]

    @property
    def columns(self) -> list[Column]:
        return self.level.keys if self.level else [(level.pk, None) for level in self.levels]

    @property
    def focus(self) -> LevelColumns | None:
        """The level that the page speaks of first."""
        return self.level or (self.levels[0] if self.levels else None)

    @property
    def focus_column(self) -> Column | None:
        return (self.focus.pk, self.skill.pk if self.skill else None) if self.focus else None

    @cached_property
    def parameters(self) -> dict[str, list[str]]:
        """The question again, as an address has it."""
        told: dict[str, list[str]] = {"unit": [str(self.place.unit.uuid)]}
        if self.level:
            told["level"] = [self.level.code]
        if self.asked_on:
            told["on"] = [self.asked_on.isoformat()]
        told |= {facet.name: sorted(facet.chosen) for facet in self.facets if facet.chosen}
        return told

    def address(self, route: str, **other: str | None) -> str:
        """The same question with something else; None leaves a part of it out."""
        told = self.parameters | {name: [value] if value else [] for name, value in other.items()}
        return f"{reverse(route)}?{urlencode({name: values for name, values in told.items() if values}, doseq=True)}"

    def cells(self, units: list[int] | None = None, columns: list[Column] | None = None) -> Cells:
        try:
            return cells_for(
                self.request.user,
                trust=self.request.trust,
                units=units or self.units,
                columns=self.columns if columns is None else columns,
                on=self.asked_on,
                narrow=self.narrow,
                today=self.request.today,
            )
        except CannotShowCells as refusal:
            raise CannotRead(str(refusal)) from None


def coverage_asked(request: TrustRequest) -> CoverageAsked:
    asked_on = day_in(request.GET, today=request.today)
    _check(asked_on or request.today, request)
    place = place_in(request.GET, request.trust, on=asked_on or request.today) or start_of(request)
    named = reads_by_name(request.user, trust=request.trust, units=[place.unit_id], today=request.today)
    on = (asked_on or request.today) if named else month_end_asked(asked_on or request.today, today=request.today)
    levels = levels_on(request.trust, on=on)
    level = level_in(request, levels)
    facets = facets_in(request.GET, request.trust)
    return CoverageAsked(
        request=request,
        place=place if place.is_true_on(on) else place_of(request.trust, place.unit.uuid, on=on) or place,
        asked_on=asked_on,
        named=named,
        on=on,
        levels=levels,
        level=level,
        skill=skill_in(request, level),
        facets=facets,
        narrow=narrow_of(facets, request.trust),
    )


def _check(day: dt.date, request: TrustRequest) -> None:
    try:
        check_day(day, today=request.today)
    except CannotShowCells as refusal:
        raise CannotRead(str(refusal)) from None


def start_of(request: TrustRequest) -> UnitPlace:
    """Where somebody begins: the unit whose people they may see, else the whole trust."""
    grants = Grant.objects.filter(account=request.user, role__in=NAMED_ACCESS).on(request.today)
    grant = grants.select_related("unit").order_by("since", "pk").first()
    own = place_of(request.trust, grant.unit.uuid, on=request.today) if grant else None
    place = own or top_place(request.trust, on=request.today)
    if place is None:
        raise CannotRead(_("Your trust has no units yet. An administrator can bring them in from a file."))
    return place


def level_in(request: TrustRequest, levels: list[LevelColumns]) -> LevelColumns | None:
    code = request.GET.get("level")
    if not code:
        return None
    found = next((level for level in levels if level.code == code), None)
    if found is None:
        raise CannotRead(_("There is no such level in the framework in force on that day."))
    return found


def skill_in(request: TrustRequest, level: LevelColumns | None) -> Skill | None:
    code = request.GET.get("skill")
    if not code:
        return None
    found = next((skill for skill in level.skills if skill.code == code), None) if level else None
    if found is None:
        raise CannotRead(_("There is no such skill in that level on that day."))
    return found
