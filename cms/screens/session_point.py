"""The point that is typed with a session's log: of the team's first measure, on the day of the session."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cms.forms.point import told_point
from cms.presenters.run_chart import run_chart
from coaching.models import Team
from improvement.calc.point import Point
from improvement.calc.written_value import NotAValue
from improvement.models import Measure
from improvement.queries.measure import chart_of, first_in_use
from improvement.services.measure_point import add_point
from workforce.models import Account


@dataclass(slots=True)
class SessionPoint:
    """`wrong`: why what was typed is no point."""

    measure: Measure | None
    point: Point | None = None
    wrong: str = ""

    def read(self, request: HttpRequest, day: dt.date) -> bool:
        """Whether the rest may be saved."""
        if self.measure is None:
            return True
        try:
            self.point = told_point(request.POST, self.measure, on=day)
        except NotAValue as bad:
            self.wrong = str(bad)
        return not self.wrong

    def keep(self, *, on: dt.date, by: Account) -> None:
        if self.measure and self.point:
            add_point(measure=self.measure, point=self.point, on=on, by=by)

    def shown(self, request: HttpRequest) -> dict[str, Any]:
        """For components/run_chart.html."""
        if self.measure is None:
            return {}
        name = f"point-{self.measure.uuid}"
        chart = run_chart(self.measure, *chart_of(self.measure))
        told = {"typed": request.POST.get(name, ""), "typed_of": request.POST.get(f"{name}-of", "")}
        return {"chart": chart, "wrong": self.wrong, **told}


def session_point(team: Team) -> SessionPoint:
    return SessionPoint(first_in_use(team))
