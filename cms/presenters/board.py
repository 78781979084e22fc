"""The board page in words: coverage of required and progress to plan, two figures that are never mixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.calc.plan import PlanState, Progress
from curriculum.models import LevelPlan
from curriculum.queries.board import LevelLine

from .figure import Shown, day_words, heat, met_of_required, number, percent, share_words
from .trend import TrendView

STATES = {
    PlanState.REACHED: (gettext_lazy("Reached"), "green"),
    PlanState.ON_PLAN: (gettext_lazy("On plan"), "green"),
    PlanState.BEHIND: (gettext_lazy("Behind plan"), "orange"),
    PlanState.MISSED: (gettext_lazy("Not reached in time"), "red"),
    PlanState.UNKNOWN: (gettext_lazy("Too early to say"), "grey"),
}
SPARK_WIDTH, SPARK_HEIGHT = 120, 28


@dataclass(frozen=True, slots=True)
class PlanView:
    words: str
    state: str
    tag: str
    progress: str
    pace: str


class LineView:
    def __init__(self, line: LevelLine) -> None:
        self.name = line.level.name
        self.share = share_words(line.cell)
        self.division = met_of_required(line.cell)
        self.heat = heat(line.cell)
        self.plan = plan_view(line.plan, line.progress) if line.plan else None
        self.trend = TrendView(line.level.name, line.series)
        self.spark = spark(self.trend)
        self.no_line = no_line_words([cell for _, cell in line.series])
        self.published = share_words(line.published)
        self.published_division = met_of_required(line.published)
        self.correction = correction_words(line.published, line.known)


def plan_view(plan: LevelPlan, progress: Progress | None) -> PlanView:
    day = day_words(plan.by_date)
    if plan.people is not None:
        words = _("%(n)s people by %(day)s") % {"n": number(plan.people), "day": day}
    else:
        words = _("%(share)s of everybody by %(day)s") % {"share": f"{float(plan.share or 0) * 100:.3g}%", "day": day}
    if progress is None:
        return PlanView(words, _("Not shown"), "nhsuk-tag--grey", _("too few people to show"), "")
    state, tag = STATES[progress.state]
    told = {"now": number(progress.now), "planned": number(progress.planned), "share": percent(progress.share)}
    return PlanView(
        words=words,
        state=str(state),
        tag=f"nhsuk-tag--{tag}",
        progress=_("%(now)s of %(planned)s people (%(share)s of the plan)") % told,
        pace=pace_words(progress),
    )


def pace_words(progress: Progress) -> str:
    if progress.expected is None or progress.state is PlanState.REACHED:
        return ""
    return _("at the pace of the last 12 months about %(n)s by then") % {"n": number(max(progress.expected, 0))}


def spark(trend: TrendView) -> list[str]:
    """The line of a trend, small: its numbers stand in the table below."""
    across, down = SPARK_WIDTH / trend.width, SPARK_HEIGHT / trend.height
    lines = [[tuple(map(float, point.split(","))) for point in line.split()] for line in trend.lines]
    return [" ".join(f"{x * across:.1f},{y * down:.1f}" for x, y in line) for line in lines]


def no_line_words(cells: Iterable[Shown]) -> str:
    """Why nothing is drawn: too few people for a reader of rounded figures, or nobody of whom the level is expected."""
    hidden = [share_words(cell) for cell in cells if cell and cell.required != 0 and cell.share is None]
    return hidden[0] if hidden else _("no data")


def correction_words(published: Shown, now: Shown) -> str:
    if published is None:
        return ""
    if now is None:
        return _("no data now")
    if all(getattr(published, name) == getattr(now, name) for name in ("required", "met", "in_time", "overdue")):
        return _("as published")
    return _("corrected to %(share)s, %(of)s") % {"share": share_words(now), "of": met_of_required(now)}
