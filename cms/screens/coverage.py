"""Coverage: how many people of a unit must be able to do something on a day, and how many are."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from cms.presenters.coverage import CoverageView
from cms.presenters.coverage_csv import HEADS, csv_rows
from cms.presenters.csv import as_csv
from cms.presenters.figure import Shown
from cms.presenters.trend import TrendView
from curriculum.queries.coverage import is_being_made_anew
from curriculum.queries.overlap import counted_in_more_than_one
from curriculum.queries.series import series
from workforce.queries.headcount import people_by_kind

from .asked import choice_in
from .coverage_asked import CoverageAsked, coverage_asked
from .door import TrustRequest, of_trust

MONTHS = 25  # two years, with both ends


@of_trust("curriculum.view_coverage")
def coverage_page(request: TrustRequest) -> HttpResponse:
    asked = coverage_asked(request)
    view = coverage_view(asked)
    told = {
        "page": view,
        "asked": asked,
        "trend": trend_view(asked, exact=view.answer.profile is None),
        "in_several": in_several_rows(asked) if view.answer.profile is None else None,
        "kinds": kinds_of(asked, exact=view.answer.profile is None),
        "is_waiting": view.answer.profile is None and is_being_made_anew(request.trust),
    }
    return render(request, "screens/insight/coverage.html", told)


@of_trust("curriculum.view_coverage")
def coverage_csv(request: TrustRequest) -> HttpResponse:
    view = coverage_view(coverage_asked(request))
    return as_csv(f"coverage-{view.answer.on.isoformat()}.csv", HEADS, csv_rows(view))


def coverage_view(asked: CoverageAsked) -> CoverageView:
    view = CoverageView(asked, asked.cells(), sort=asked.request.GET.get("sort", ""))
    choice_in(asked.request.GET, "sort", view.codes, words=_("The list cannot be sorted like that."))
    return view


def trend_view(asked: CoverageAsked, *, exact: bool) -> TrendView | None:
    if asked.focus is None:
        return None
    title = _("%(level)s in %(unit)s") % {"level": asked.focus.name, "unit": asked.place.name}
    return TrendView(title, points(asked, exact=exact))


def points(asked: CoverageAsked, *, exact: bool) -> list[tuple[dt.date, Shown]]:
    """The last two years by month."""
    if asked.focus_column is None:
        return []
    return series(
        asked.request.trust,
        unit=asked.place.unit_id,
        column=asked.focus_column,
        on=asked.on,
        months=MONTHS,
        narrow=asked.narrow,
        exact=exact,
    )


def in_several_rows(asked: CoverageAsked) -> int | None:
    """How many people are in more than one row, for exact figures of two rows and more."""
    if asked.focus is None or len(asked.below) < 2:
        return None
    below = [place.unit_id for place in asked.below]
    return counted_in_more_than_one(
        asked.request.trust,
        whole=asked.place.unit_id,
        units=below,
        level=asked.focus.pk,
        on=asked.on,
        narrow=asked.narrow,
    )


def kinds_of(asked: CoverageAsked, *, exact: bool) -> list[dict[str, object]]:
    """Posts that carry no requirement by default, on lines of their own."""
    if not exact:
        return []
    return [
        {"words": kind.label, "people": people, "href": asked.address("coverage", kind=kind.value)}
        for kind, people in people_by_kind(asked.place.unit, on=asked.on).items()
    ]


urlpatterns = [
    path("insight/coverage/", coverage_page, name="coverage"),
    path("insight/coverage/figures.csv", coverage_csv, name="coverage_csv"),
]
