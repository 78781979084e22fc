"""Coverage, the number the product is judged by: the same reader gets the same cells here, on the page and as CSV."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from curriculum.calc.audience import Narrow
from curriculum.queries.cells import (
    CannotShowCells,
    Cells,
    Column,
    cells_for,
    check_day,
    check_is_for_everybody,
    kept_cells,
    reads_by_name,
)
from curriculum.queries.column import LevelColumns, levels_on
from curriculum.queries.series import Series, series
from workforce.models import Site, UnitPlace, UnitReach
from workforce.queries.tree import children_of, top_place

from ..cells import cell_out, meta_out
from ..errors import ProblemRefusal
from ..renderers import CSVRenderer
from ..serializers.coverage import ALL, CellsAsked, CoverageAsked, CoverageOut, TrendAsked, TrendOut
from .reading import Reading


class CellsReading(Reading):
    scope = "coverage:read"
    asked_class: ClassVar[type[CellsAsked]]
    renderer_classes = (JSONRenderer, CSVRenderer)

    @cached_property
    def place(self) -> UnitPlace:
        if "org_unit" not in self.asked:
            top = top_place(self.trust, on=self.on)
            if top is None:
                raise ValidationError({"on": ["The trust had no units on this day."]})
            return top
        places = UnitPlace.objects.on(self.on).select_related("unit").filter(trust=self.trust)
        place = places.filter(unit__uuid=self.asked["org_unit"]).first()
        if place is None:
            raise ValidationError({"org_unit": ["There is no such unit on this day."]})
        return place

    @cached_property
    def narrow(self) -> Narrow:
        return Narrow(
            staff_groups=frozenset(self.asked.get("staff_group", ())),
            bands=frozenset(self.asked.get("band", ())),
            sites=self._sites(),
            kinds=frozenset(self.asked.get("post_kind", ())),
        )

    def _sites(self) -> frozenset[int]:
        codes = self.asked.get("site", ())
        found = dict(Site.objects.filter(trust=self.trust, code__in=codes).values_list("code", "pk"))
        if wrong := sorted(set(codes) - set(found)):
            raise ValidationError({"site": [f"There is no site with the code {', '.join(wrong)}."]})
        return frozenset(found.values())

    @cached_property
    def levels(self) -> list[LevelColumns]:
        return levels_on(self.trust, on=self.on)

    def level_of(self, code: str) -> LevelColumns:
        for level in self.levels:
            if level.code == code:
                return level
        raise ValidationError({"level": [f"No level {code} is in force on this day."]})

    def meta(self, cells: Cells) -> dict[str, Any]:
        return meta_out(cells, self.trust, reverse("api:handbook", request=self.request))


class Coverage(CellsReading):
    """Cells of units by levels, or by skills of levels, on a day."""

    asked_class = CoverageAsked
    serializer_class = CoverageOut

    @extend_schema(parameters=[CoverageAsked], operation_id="coverage")
    def get(self, request: Request) -> Response:
        named = self._columns()
        cells = self._cells([column for column, *_ in named])
        data = [
            {"org_unit": unit_out(place), "level": level, "skill": skill}
            | cell_out(cells.cells[(place.unit_id, *column)])
            for place in self._places()
            for column, level, skill in named
        ]
        return Response({"data": data, "meta": self.meta(cells)})

    def _cells(self, columns: list[Column]) -> Cells:
        try:
            return cells_for(
                self.account,
                trust=self.trust,
                units=[place.unit_id for place in self._places()],
                columns=columns,
                on=self.asked.get("on"),
                narrow=self.narrow,
                today=self.today,
            )
        except CannotShowCells as refusal:
            raise ProblemRefusal(str(refusal), code="not_for_this_reader", status_code=403) from None

    @cached_property
    def _below(self) -> list[UnitPlace]:
        if self.asked["descendants"] == "none":
            return []
        if self.asked["descendants"] == "children":
            return children_of(self.place.unit, on=self.on)
        reach = UnitReach.objects.on(self.on).filter(ancestor=self.place.unit, distance__gte=1)
        places = UnitPlace.objects.on(self.on).select_related("unit").filter(unit__in=reach.values("unit"))
        return list(places.order_by("name", "unit"))

    def _places(self) -> list[UnitPlace]:
        return [self.place, *self._below]

    def _columns(self) -> list[tuple[Column, str, str | None]]:
        """Each column with its codes."""
        codes = self.asked.get("level")
        levels = [self.level_of(code) for code in codes] if codes else self.levels
        skills = self.asked.get("skill")
        if not skills:
            return [((level.pk, None), level.code, None) for level in levels]
        columns = [
            ((level.pk, skill.pk), level.code, skill.code)
            for level in levels
            for skill in level.skills
            if ALL in skills or skill.code in skills
        ]
        if wrong := sorted(set(skills) - {ALL} - {code for _, _, code in columns}):
            raise ValidationError({"skill": [f"None of these levels asks for {', '.join(wrong)}."]})
        return list(columns)


class CoverageTrend(CellsReading):
    """One cell at each of the last month ends, and for readers of exact figures on the day itself."""

    asked_class = TrendAsked
    serializer_class = TrendOut

    @extend_schema(parameters=[TrendAsked], operation_id="coverage_trend")
    def get(self, request: Request) -> Response:
        exact = self._reads_by_name()
        try:
            check_day(self.on, today=self.today)
            if not exact:
                check_is_for_everybody(self.on, self.narrow, today=self.today)
        except CannotShowCells as refusal:
            raise ProblemRefusal(str(refusal), code="not_for_this_reader", status_code=403) from None
        points = self._points(exact=exact)
        data = [{"on": day} | cell_out(cell) for day, cell in points]
        return Response({"data": data, "meta": self.meta(self._told(points, exact=exact))})

    def _reads_by_name(self) -> bool:
        return reads_by_name(self.account, trust=self.trust, units=[self.place.unit_id], today=self.today)

    @cached_property
    def _column(self) -> Column:
        level = self.level_of(self.asked["level"])
        if "skill" not in self.asked:
            return level.pk, None
        for skill in level.skills:
            if skill.code == self.asked["skill"]:
                return level.pk, skill.pk
        raise ValidationError({"skill": [f"The level {level.code} does not ask for {self.asked['skill']}."]})

    def _points(self, *, exact: bool) -> Series:
        return series(
            self.trust,
            unit=self.place.unit_id,
            column=self._column,
            on=self.on,
            months=self.asked["months"],
            narrow=self.narrow,
            exact=exact,
        )

    def _told(self, points: Series, *, exact: bool) -> Cells:
        """What the points are: exact and of this moment, or as they were kept."""
        if exact:
            return Cells(profile=None, on=self.on, computed_at=timezone.now(), cells={})
        return kept_cells(self.trust, units=[self.place.unit_id], columns=[], on=points[-1][0])


def unit_out(place: UnitPlace) -> dict[str, Any]:
    return {"id": place.unit.uuid, "code": place.code, "name": place.name}
