"""The coverage page in words: everything the template shows, and nothing it would have to reckon."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.calc.days import add_months
from curriculum.calc.months import month_end_before
from curriculum.queries.cells import Cells

from .division import DivisionView
from .figure import day_words
from .heat import ColumnView, RowView, in_order, row_with_cells

if TYPE_CHECKING:  # the screen knows its presenter; the presenter only what it is handed
    from cms.screens.coverage_asked import CoverageAsked

PAGE, WHY, FILE = "coverage", "coverage_why", "coverage_csv"


class CoverageView:
    def __init__(self, asked: CoverageAsked, answer: Cells, *, sort: str) -> None:
        self.asked, self.answer, self.sort = asked, answer, sort
        self.columns = self._columns()
        self.rows = self._rows()

    # Where, and when.

    @property
    def trail(self) -> list[dict[str, str]]:
        home = [{"words": _("Home"), "href": "/"}]
        above = [{"words": place.name, "href": self._unit(place.unit.uuid)} for place in self.asked.above]
        return [*home, *above]

    @property
    def day(self) -> str:
        return day_words(self.answer.on)

    @property
    def day_words(self) -> str:
        today = self.asked.request.today
        if self.answer.on > today:
            return _("On %(day)s, with nobody trained from today") % {"day": self.day}
        if self.answer.on == today:
            return _("Today, %(day)s") % {"day": self.day}
        if self.answer.computed_at and self.answer.profile:
            return _("On %(day)s, as it was kept on %(kept)s") % {"day": self.day, "kept": day_words(self.kept)}
        return _("On %(day)s, as known now") % {"day": self.day}

    @property
    def kept(self) -> dt.date:
        """The day on which the rounded figures were made: what is corrected later is in them from the next month on."""
        return timezone.localdate(self.answer.computed_at)

    @property
    def quick_days(self) -> list[dict[str, str | bool]]:
        return [
            {"words": words, "href": self.asked.address(PAGE, on=on.isoformat() if on else None), "chosen": chosen}
            for words, on, chosen in self._quick()
        ]

    def _quick(self) -> list[tuple[str, dt.date | None, bool]]:
        today, now = self.asked.request.today, self.answer.on
        last = month_end_before(today)
        year_ago = add_months(today, -12)
        days: list[tuple[str, dt.date | None, bool]] = [
            (_("Last month end"), last, now == last),
            (_("A year ago"), year_ago, self.asked.asked_on == year_ago),
        ]
        if not self.asked.named:
            return days
        ahead = add_months(today, 6)
        return [(_("Today"), None, now == today), *days, (_("In six months"), ahead, now == ahead)]

    # The table.

    def _columns(self) -> list[ColumnView]:
        if self.asked.level is None:
            return [
                ColumnView(
                    key=(level.pk, None),
                    code=level.code,
                    name=level.name,
                    href=self.asked.address(PAGE, level=level.code),
                    **self._sorting(level.code),
                )
                for level in self.asked.levels
            ]
        whole = ColumnView(
            key=(self.asked.level.pk, None), code="whole", name=_("Whole level"), **self._sorting("whole")
        )
        skills = [
            ColumnView(
                key=(self.asked.level.pk, target.skill_id),
                code=target.skill.code,
                name=target.skill.name,
                short="" if target.essential else _("not essential"),
                **self._sorting(target.skill.code),
            )
            for target in self.asked.level.targets
        ]
        return [whole, *skills]

    def _sorting(self, code: str) -> dict[str, str]:
        now = {code: "ascending", f"-{code}": "descending"}.get(self.sort, "")
        other = code if now == "descending" else f"-{code}"
        return {"sort": self.asked.address(PAGE, sort=other), "sorted": now}

    @property
    def name_sorting(self) -> dict[str, str]:
        now = {"name": "ascending", "-name": "descending"}.get(self.sort or "name", "")
        return {"href": self.asked.address(PAGE, sort="-name" if now == "ascending" else "name"), "sorted": now}

    @property
    def codes(self) -> set[str]:
        names = {column.code for column in self.columns} | {"name"}
        return names | {f"-{code}" for code in names}

    def _rows(self) -> list[RowView]:
        place = self.asked.place
        whole = RowView(place.unit_id, self._whole_name(), "", is_whole=True)
        below = [RowView(child.unit_id, child.name, self._unit(child.unit.uuid)) for child in self.asked.below]
        uuids = {place.unit_id: place.unit.uuid} | {child.unit_id: child.unit.uuid for child in self.asked.below}

        def why(row: RowView, column: ColumnView) -> str:
            return self._why(uuids[row.unit], column)

        by = next((column.key for column in self.columns if column.code == self.sort.removeprefix("-")), None)
        below = in_order(below, self.answer.cells, by=by, downwards=self.sort.startswith("-"))
        return [row_with_cells(row, self.columns, self.answer.cells, why) for row in (whole, *below)]

    def _whole_name(self) -> str:
        return _("All of %(unit)s") % {"unit": self.asked.place.name} if self.asked.below else self.asked.place.name

    def _unit(self, uuid: object) -> str:
        return self.asked.address(PAGE, unit=str(uuid))

    def _why(self, uuid: object, column: ColumnView) -> str:
        level, skill = self._level_code(column), column.code if column.key[1] else None
        return self.asked.address(WHY, unit=str(uuid), level=level, skill=skill)

    def _level_code(self, column: ColumnView) -> str:
        return self.asked.level.code if self.asked.level else column.code

    # Beside the table.

    @property
    def division(self) -> DivisionView:
        column = (self.asked.focus.pk, None) if self.asked.focus else None
        return DivisionView(self.answer.cells.get((self.asked.place.unit_id, *column)) if column else None)

    @property
    def focus_name(self) -> str:
        return self.asked.focus.name if self.asked.focus else ""

    @property
    def profile(self) -> str:
        return profile_words(self.answer)

    @property
    def is_narrowed(self) -> str:
        """Which filters are on, in words."""
        chosen = [f"{facet.words}: {facet.chosen_words}" for facet in self.asked.facets if facet.chosen]
        return "; ".join(chosen)

    @property
    def csv(self) -> str:
        return self.asked.address(FILE, sort=self.sort or None)

    @property
    def all_levels(self) -> str:
        return self.asked.address(PAGE, level=None)

    @property
    def unfiltered(self) -> str:
        return self.asked.address(PAGE, **{facet.name: None for facet in self.asked.facets})


def profile_words(answer: Cells) -> str:
    profile = answer.profile
    if profile is None:
        return _("Exact figures: you may see the people of every unit on this page by name.")
    return _(
        "Month-end figures for everybody: counts under %(below)s are hidden and others rounded to the nearest"
        " %(round)s, so that nobody can be told from them. Rounded figures need not add up."
    ) % {"below": profile.below, "round": profile.round_to}
