"""Why this number? Every cell of coverage opens to its rule, its people and the age of its facts."""

from __future__ import annotations

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from cms.presenters.coverage import profile_words
from cms.presenters.division import DivisionView
from cms.presenters.rule import level_words, rule_words, target_words
from cms.presenters.why import opened_view, seen_words, tabs, time_words
from curriculum.calc.coverage import PersonState, State
from curriculum.models import LevelDose
from curriculum.queries.coverage import people_of_cell
from curriculum.queries.why import ORDER, in_order, last_staff_file, opened, seen_by
from workforce.models import Site, UnitPlace

from .asked import choice_in, page_in
from .coverage_asked import CoverageAsked, coverage_asked
from .door import CannotRead, TrustRequest, of_trust

ON_A_PAGE = 50


@of_trust("curriculum.view_coverage")
def why(request: TrustRequest) -> HttpResponse:
    asked = coverage_asked(request)
    if asked.level is None or asked.focus_column is None:
        raise CannotRead(_("Choose a figure on the coverage page to see why it is what it is."))
    unit = asked.place.unit_id
    answer = asked.cells(units=[unit], columns=[asked.focus_column])
    told = {
        "asked": asked,
        "target": asked.level.target(asked.skill),
        "division": DivisionView(answer.cells[unit, *asked.focus_column]),
        "answer": answer,
        "profile": profile_words(answer),
        "computed": time_words(answer.computed_at),
        "staff_file": time_words(last_staff_file(request.trust)),
        "audience": audience_words(asked.level.dose),
        "asks": asks_words(asked),
        "back": asked.address("coverage"),
        "people": people_of(asked) if answer.profile is None else None,
    }
    return render(request, "screens/insight/why.html", told)


def audience_words(dose: LevelDose) -> list[str]:
    rules = list(dose.audience_rules.order_by("pk"))
    named_units = {unit for rule in rules for unit in rule.units}
    named_sites = {site for rule in rules for site in rule.sites}
    places = UnitPlace.objects.filter(trust=dose.trust_id, unit__in=named_units).order_by("since")
    units = {place.unit_id: place.name for place in places} if named_units else {}
    sites = {site.pk: site.name for site in Site.objects.filter(pk__in=named_sites)} if named_sites else {}
    return [rule_words(rule, units=units, sites=sites) for rule in rules]


def asks_words(asked: CoverageAsked) -> list[str]:
    level = asked.level
    if level is None:
        return []
    target = level.target(asked.skill)
    if target:
        return [_("holds %(skill)s: %(target)s") % {"skill": target.skill.name, "target": target_words(target)}]
    return level_words(level.dose, level.targets, list(level.dose.practice_targets.order_by("kind")))


def people_of(asked: CoverageAsked) -> dict[str, object]:
    """The exact people of the cell, as far as the reader may see them, a page at a time."""
    query, everybody = asked.request.GET, states_of(asked)
    words = _("There is no such group of people.")
    state = choice_in(query, "state", {state.value for state in State}, words=words)
    seen = seen_by(
        asked.request.user, [one.person for one in everybody], trust=asked.request.trust, today=asked.request.today
    )
    visible = [one for one in everybody if one.person in seen]
    chosen = in_order(visible, state=State(state) if state else None)
    page = Paginator(chosen, ON_A_PAGE).get_page(page_in(query))
    return {
        "page": page,
        "rows": [opened_view(one) for one in opened_page(asked, list(page.object_list))],
        "seen": seen_words(all_of_them=len(everybody), seen=len(visible)),
        "tabs": tabs_of(asked, visible, State(state) if state else None),
    }


def states_of(asked: CoverageAsked) -> list[PersonState]:
    if asked.focus_column is None:
        return []
    level, skill = asked.focus_column
    return people_of_cell(
        asked.request.trust, unit=asked.place.unit_id, level=level, skill=skill, on=asked.on, narrow=asked.narrow
    )


def opened_page(asked: CoverageAsked, states: list[PersonState]) -> list:
    if asked.focus_column is None:
        return []
    level, skill = asked.focus_column
    return opened(states, trust=asked.request.trust, level=level, skill=skill, on=asked.on)


def tabs_of(asked: CoverageAsked, visible: list[PersonState], chosen: State | None) -> list[dict[str, object]]:
    counts = Counter(one.state for one in visible)
    skill = asked.skill.code if asked.skill else None
    return tabs(
        [(state, counts[state]) for state in ORDER],
        chosen,
        lambda state: asked.address("coverage_why", skill=skill, state=state),
    )


urlpatterns = [path("insight/coverage/why/", why, name="coverage_why")]
